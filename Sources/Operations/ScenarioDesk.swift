import Basics
import Foundation
import Incident
import Intake
import Ledger
import Staffing

/// Opening the operation of a scenario, or going on with it.
extension Desk {
  /// Who controls an exercise.
  public static let controller = Actor.person(office: "pengendali-latihan")

  /// The open operation of this scenario's digest; opened with all that the scenario states where there is none. Each step that
  /// is there already is left as it is, so that a run that was cut off is finished by the next.
  /// - Parameters:
  ///   - file: the scenario's bytes, kept in the database so that later commands need no file.
  ///   - attachments: the files that it names, kept beside it.
  public func open(
    _ scenario: Scenario, file: [UInt8]? = nil, attachments: [(name: String, bytes: [UInt8])] = []
  ) throws(Problem) -> OperationID {
    guard scenario.mode == mode else {
      throw Problem(
        "scenario.mode", "the scenario is of mode \(scenario.mode.rawValue), the database of mode \(mode.rawValue)",
        advice: "give the drill a database of its own with --database.", exit: .notPermitted)
    }
    let now = scenario.start
    if state.openOperation(scenarioDigest: scenario.digest) == nil {
      let opening = OpenOperation(
        name: scenario.name, mode: scenario.mode, hazard: scenario.hazard, areas: scenario.floodedAreas, basis: scenario.basis,
        warning: scenario.warning, scenarioDigest: scenario.digest)
      var kept = file.map { [SideRow(table: Self.scenarioTable, id: scenario.digest, bytes: $0)] } ?? []
      for one in attachments where file != nil {
        kept.append(SideRow(table: Self.scenarioTable, id: Self.attachment(one.name, of: scenario.digest), bytes: one.bytes))
      }
      try submit(.operation(.open(opening)), by: Self.controller, at: now, sideRows: kept)
    }
    guard let id = state.openOperation(scenarioDigest: scenario.digest)?.id else {
      throw Problem("scenario.open", "the operation was opened and is not there", exit: .foundWanting)
    }
    try setUp(id, scenario, now)
    try bringPartners(id, scenario, now)
    return id
  }

  static let scenarioTable = "scenario"

  private static func attachment(_ name: String, of digest: String) -> String { "\(digest)/\(name)" }

  /// The scenario that an operation was opened from; nil for one that was opened without.
  public func scenario(of operation: OperationID) throws(Problem) -> Scenario? {
    try Self.scenario(of: state.operation(operation), store, city)
  }

  static func scenario(of frame: EmergencyOperation?, _ reader: some LogReader, _ city: City) throws(Problem) -> Scenario? {
    guard let digest = frame?.opening.scenarioDigest, let row = try reader.sideRow(scenarioTable, digest) else { return nil }
    var files: [CityFile] = []
    for name in ScenarioReader.attachments(bytes: row.bytes, file: "scenario") {
      if let kept = try reader.sideRow(scenarioTable, attachment(name, of: digest)) { files.append((name, kept.bytes)) }
    }
    return ScenarioReader.read(bytes: row.bytes, file: "scenario", city: city, digest: digest, files: files).value
  }

  private func setUp(_ id: OperationID, _ scenario: Scenario, _ now: Instant) throws(Problem) {
    guard let frame = state.operation(id) else { return }
    var steps: [Submission] = []
    if frame.commander == nil, let acting = actingCommander() {
      steps.append(
        Submission(
          .operation(.setActingCommander(ActingCommander(operation: id, office: acting.office, staff: acting.staff))),
          by: Self.controller, at: now))
    }
    if frame.occurrences.isEmpty {
      steps.append(
        Submission(
          .operation(.startOccurrence(id, hazard: scenario.hazard, areas: scenario.floodedAreas, at: now)), by: Self.controller,
          at: now))
    }
    if frame.periods.isEmpty, !scenario.objectives.isEmpty {
      var notes: [(row: SideRow, reference: NoteReference)] = []
      for (number, objective) in scenario.objectives.enumerated() {
        notes.append(try note("id: \(objective.id)\nen: \(objective.en)", name: "objective-\(number + 1)"))
      }
      let interval = Interval(start: now, end: now.adding(minutes: scenario.hours * 60))
      steps.append(
        Submission(
          .operation(.startPeriod(id, interval, objectives: notes.map(\.reference))), by: Self.controller, at: now,
          sideRows: notes.map(\.row)))
    }
    for area in scenario.powerConfirmedOff where frame.power[area] == nil {
      let report = PowerReport(operation: id, area: area, state: .confirmedOff, at: now, informant: .office("pln"))
      steps.append(Submission(.situation(.recordPower(report)), by: Self.controller, at: now))
    }
    for posture in city.postures where scenario.postures.contains(posture.id) && frame.postures[posture.id] == nil {
      let posts = PostureExpansion.posts(
        postures: [posture], city: city, floodedAreas: scenario.floodedAreas, depths: scenario.depths, shifts: scenario.shifts)
      steps.append(
        Submission(.need(.activatePosture(id, posture.id, shifts: scenario.shifts, posts: posts)), by: Self.controller, at: now))
    }
    for result in try submit(steps) { _ = try Self.receipt(result) }
  }

  /// The head of BPBD's daily management acts until a decree names a commander.
  private func actingCommander() -> (office: String, staff: StaffID?)? {
    for role in city.roles {
      guard case .headOf(let unit) = role.goesWithOffice, let office = post.roster.unit(unit) else { continue }
      let holder = (office.actingHead ?? office.head).flatMap { post.roster.member(officeNumber: $0) }
      return ("kepala-\(unit)", holder?.id)
    }
    return nil
  }

  private func bringPartners(_ id: OperationID, _ scenario: Scenario, _ now: Instant) throws(Problem) {
    let present = state.operation(id)?.partnerTeams ?? []
    for team in scenario.partnerTeams where !present.contains(where: { $0.partner == team.partner && $0.post == team.post }) {
      try submit(
        .need(.requestAid(id, team.partner, .team(team.post, heads: team.heads), neededAt: nil)), by: Self.controller, at: now)
      guard let request = state.operation(id)?.aid.last?.id else { continue }
      switch team.state {
      case .requested, .released: break
      case .promised:
        try submit(
          .need(.promiseAid(AidPromise(operation: id, request: request, count: team.heads))), by: Self.controller, at: now)
      case .arrived:
        try submit(
          .need(.aidArrived(AidArrival(operation: id, request: request, count: team.heads))), by: Self.controller, at: now)
      }
    }
  }
}

/// A scenario with the city and the people that it names, read from their files.
public struct ScenarioFiles: Sendable {
  public var scenario: Scenario
  public var bytes: [UInt8]
  /// The files that the scenario names, from its own folder.
  public var attachments: [CityFile] = []
  public var pack: CityPack
  public var city: City
  public var problems: [Problem]
  public var folder: String

  /// - Throws: the first error; the others are in the file's own check.
  /// - Parameter replacing: files that stand in for those of the same name beside the scenario.
  public init(_ path: String, outlines: String? = nil, replacing: [CityFile] = []) throws(Problem) {
    bytes = try Files.read(path)
    let named = ScenarioReader.cityFolder(bytes: bytes, file: path)
    guard let cityFolder = named.value else { throw Self.first(named.problems, "scenario.city", "the scenario names no city") }
    folder = (Self.parent(path) as NSString).appendingPathComponent(cityFolder)
    pack = try CityPack.load(folder: folder, outlines: outlines)
    problems = []
    city = try pack.city(problems: &problems)
    for name in ScenarioReader.attachments(bytes: bytes, file: path) {
      let beside = (Self.parent(path) as NSString).appendingPathComponent(name)
      // A missing one is named by the reader, with the line that asks for it.
      if let other = replacing.first(where: { $0.name == name }) {
        attachments.append(other)
      } else if Files.exists(beside) {
        attachments.append((name, try Files.read(beside)))
      }
    }
    let digest = attachments.isEmpty ? sha256(bytes) : Operations.digest(of: attachments + [("scenario", bytes)])
    let reading = ScenarioReader.read(bytes: bytes, file: path, city: city, digest: digest, files: attachments)
    problems += reading.problems
    guard let scenario = reading.value, !reading.problems.hasErrors else {
      throw Self.first(reading.problems, "scenario.unreadable", "the scenario cannot be read")
    }
    self.scenario = scenario
  }

  /// All errors of a file as one problem: the first with its place, the others in its text.
  private static func first(_ problems: [Problem], _ code: String, _ message: String) -> Problem {
    let errors = problems.filter { $0.severity == .error }
    guard var problem = errors.first else { return Problem(code, message) }
    if errors.count > 1 { problem.message += "\n" + Array(errors.dropFirst()).report(limit: 49) }
    return problem
  }

  private static func parent(_ path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }
}
