import ArgumentParser
import Basics
import Incident
import Operations
import Publication
import Staffing

struct PlanVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Who goes where, why, what is short and what would close it; written to the log.",
    discussion: """
      With a scenario its operation is opened, or gone on with; without one, the open operation of the database is planned.
      People are named by office number or StaffID, posts as role/place/shift.
      Examples:
        siaga plan scenarios/dumai/2021-10-rob.yaml
        siaga plan scenarios/dumai/2021-10-rob.yaml --explain 1234@boatOperator/titik-perahu-rimba-sekampung/07-pagi
        siaga plan --approve --as kalaksa-bpbd
        siaga plan --replan
        siaga plan scenarios/dumai/2021-10-rob.yaml --shifts 3 --list person
      """)
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions
  @Argument(help: "Scenario file.", completion: .file(extensions: ["yaml"])) var scenario: String?
  @Option(help: "Operation, where several are open.") var operation: String?
  @Option(help: "Shift to plan; the first one by default.") var shift: String?
  @Option(help: "Plan so many shifts from there on together, with the rest that each leaves and a proven bound over all.")
  var shifts = 1
  @Option(parsing: .singleValue, help: "Explain STAFF (why here) or STAFF@POST (why not there, or what it would cost).")
  var explain: [String] = []
  @Option(parsing: .singleValue, help: "Keep STAFF@POST.") var pin: [String] = []
  @Option(parsing: .singleValue, help: "Keep STAFF from POST (STAFF@POST), or from all (STAFF).") var ban: [String] = []
  @Option(help: "Reason of pins and bans, for the log.") var reason = "lewat baris perintah / by the command line"
  @Flag(help: "Approve as the office named by --as: the plan as it was shown where one is proposed, else a new one.")
  var approve = false
  @Flag(help: "Make the plan in force anew; a better one is proposed, and the one in force stays in force until it is approved.")
  var replan = false
  @Option(
    help: ArgumentHelp(
      "What moving somebody who was told must gain from now on, in units of the goal (10 are a minute of travel).",
      valueName: "units"))
  var threshold: Int?
  @Option(
    help: "Print the duties of all planned shifts by person or by post, or how the load is shared (load), in place of the plan.")
  var list: DutyRosterTable.Order?
  @Flag(help: "With --list: CSV for a spreadsheet, one duty a line, with office numbers and names and without NIP.") var csv =
    false
  @Option(name: .customLong("as"), help: "Office that acts, as kalaksa-bpbd.") var office = "operator"
  @Option(help: ArgumentHelp("Exact outlines of the kelurahan (GeoJSON) in place of the approximate ones.", valueName: "file"))
  var outlines: String?
  @Option(help: ArgumentHelp("Roster in place of the city's roster.csv.", valueName: "file")) var roster: String?
  @Option(help: "Stop the search after so many units of work; the same number repeats a run.") var work: Int64?
  @Flag(help: "Also say whom to call in reserve, so that each critical post is filled with a probability of 95 %.")
  var reserves = false
  @Flag(help: "Exit with 1 if a post stays unfilled.") var strict = false
  @Flag(help: "Print the duties and the summary only, no remedies.") var brief = false

  func validate() throws {
    if !isPlainID(office) { throw ValidationError("--as \"\(office)\": expected letters, digits, - and _") }
    if !(1...21).contains(shifts) { throw ValidationError("--shifts \(shifts): expected 1...21") }
    if reserves, shifts > 1 { throw ValidationError("--reserves is for one shift at a time, without --shifts") }
    if csv, list == nil { throw ValidationError("--csv goes with --list") }
    if replan, approve || shifts > 1 {
      throw ValidationError("--replan is for one shift, and its proposal is approved by another command")
    }
    if let threshold, !(0...IncidentLimits.moveThreshold).contains(threshold) {
      throw ValidationError("--threshold \(threshold): expected 0...\(IncidentLimits.moveThreshold)")
    }
    for text in pin where !text.contains("@") { throw ValidationError("--pin \"\(text)\": expected STAFF@POST") }
  }

  func run() throws {
    try reporting {
      var session = try PlanSession(self)
      if let threshold { try session.set(threshold: threshold) }
      if replan { return try session.replan() }
      var missing = 0
      for proposed in try session.plans() {
        session.shift = proposed.planner.input.shift.id
        missing += proposed.plan.shortages.count
        if approve { try session.approve(proposed) }
        if list == nil { try explain.isEmpty ? session.show(proposed) : session.explain(proposed) }
      }
      if let list { try session.showRoster(by: list) } else if explain.isEmpty { try session.showHorizon() }
      if strict, missing > 0 { throw ExitCode(1) }
    }
  }
}

extension DutyRosterTable.Order: ExpressibleByArgument {}

/// One run of `siaga plan`: a desk, an operation, a shift.
struct PlanSession {
  let options: PlanVerb
  let desk: Desk
  let scenario: Scenario?
  let operation: OperationID
  var shift: ShiftID
  /// Where several shifts were planned together.
  private var horizon: HorizonPlan?
  let now: Instant
  let actor: Actor

  init(_ options: PlanVerb) throws {
    self.options = options
    actor = .person(office: options.office)
    if let path = options.scenario {
      let files = try ScenarioFiles(path, outlines: options.outlines)
      if !files.problems.isEmpty { Terminal.note(files.problems.report()) }
      let scenario = files.scenario
      self.scenario = scenario
      now = scenario.mode == .exercise ? scenario.start : Clock.now
      desk = try Self.desk(options, files, now)
      operation = try desk.open(scenario, file: files.bytes, attachments: files.attachments)
      shift = ShiftID(options.shift ?? scenario.shifts.first?.id.rawValue ?? "")
    } else {
      (desk, now) = try LiveDesk.open(options.database.database)
      let frame = try CurrentOperation.find(options.operation, in: desk.state)
      operation = frame.id
      scenario = try desk.scenario(of: operation)
      let now = now
      let next = frame.shiftList.first { $0.interval.end > now } ?? frame.shiftList.last
      shift = ShiftID(options.shift ?? next?.id.rawValue ?? "")
    }
  }

  /// The database of the scenario: made with the city's roster where there is none.
  private static func desk(_ options: PlanVerb, _ files: ScenarioFiles, _ now: Instant) throws -> Desk {
    let path = options.database.database
    let desk: Desk
    if Files.exists(path) {
      desk = try LiveDesk.open(path).desk
      if desk.pack.digest != files.pack.digest {
        Terminal.note(
          "warning: the city pack in \(files.folder) is not the one that \(path) was made with; the one in the database is used")
      }
    } else {
      desk = try Desk.create(
        path, mode: files.scenario.mode, pack: files.pack, city: files.city, seed: files.scenario.seed,
        scenarioDigest: files.scenario.digest, at: now)
    }
    if desk.state.roster == nil || options.roster != nil {
      let roster = try RosterFiles(
        options.roster ?? "\(files.folder)/roster.csv", units: options.roster == nil ? "\(files.folder)/units.csv" : nil,
        city: desk.city,
        today: files.scenario.rosterDay ?? now.date(offsetMinutes: desk.city.offsetMinutes), existing: desk.post.roster,
        entropy: desk.entropy)
      try report(roster.problems.filter { $0.severity == .error })
      let people = files.scenario.roster(roster.roster, offsetMinutes: desk.city.offsetMinutes)
      try desk.importRoster(people, by: .importer("roster"), at: now)
    }
    return desk
  }

  /// The chosen shift and those that follow it in time.
  func shiftsToPlan(_ count: Int) throws -> [ShiftID] {
    let all = (desk.state.operation(operation)?.shiftList ?? []).map(\.id)
    guard count > 1, let first = all.firstIndex(of: shift) else { return [shift] }
    guard first + count <= all.count else {
      throw Problem("shift.few", "--shifts \(count): only \(all.count - first) shifts from \(shift) on", exit: .usage)
    }
    return Array(all[first..<(first + count)])
  }

  /// The plans of the chosen shifts, made together where there are several.
  mutating func plans() throws -> [Desk.Proposed] {
    let shifts = try shiftsToPlan(options.shifts)
    try edit()
    if let shown = try shownPlans(shifts) { return shown }
    guard shifts.count > 1 else { return [try propose()] }
    let made = try desk.propose(
      operation, together: shifts, scenario: scenario, workLimit: options.work ?? .max, by: .system("planner"), at: now)
    horizon = made.horizon
    return made.shifts
  }

  private func edit() throws {
    if !options.pin.isEmpty || !options.ban.isEmpty {
      let pins = try options.pin.map { text in
        let (staff, post) = try People.pair(text, desk.post.roster)
        return Pin(staff: staff, post: post ?? PostID(""))
      }
      let bans = try options.ban.map { text in
        let (staff, post) = try People.pair(text, desk.post.roster)
        return Ban(staff: staff, post: post)
      }
      try desk.edit(operation, shift: shift, pins: pins, bans: bans, reason: options.reason, by: actor, at: now)
    }
  }

  private func propose() throws -> Desk.Proposed {
    try desk.propose(
      operation, shift: shift, scenario: scenario, workLimit: options.work ?? .max, by: .system("planner"), at: now)
  }

  func approve(_ proposed: Desk.Proposed) throws {
    if proposed.record.state.isApproved { return }
    try desk.submit(.plan(.approve(PlanApproval(plan: proposed.record.id, overrides: []))), by: actor, at: now)
  }

  func show(_ proposed: Desk.Proposed) throws {
    let frame = desk.state.operation(operation)
    let title = scenario?.title ?? Bilingual(id: frame?.opening.name ?? "", en: frame?.opening.name ?? "")
    let shifts = proposed.plan.shifts.compactMap { frame?.shifts[$0] }
    if options.output.json {
      Terminal.out(try PlanJSON.encode(proposed, roster: desk.post.roster, reserves: reserves(proposed)))
      return
    }
    let view = PlanView(
      plan: proposed.plan, id: proposed.record.id.rawValue, title: title, mode: desk.mode, city: desk.city, shifts: shifts,
      names: Names(desk.post.roster), partnerTeams: (frame?.partnerTeams ?? []).filter { Lookup.parts($0.post)?.shift == shift },
      explanations: proposed.planner.plan == nil ? [] : proposed.plan.duties.map { proposed.planner.explain($0.staff, $0.post) })
    let table = PlanTable.Options(
      width: Terminal.width, isColoured: Terminal.usesColour, shortageLimit: options.brief ? 5 : 20,
      remediesPerShortage: options.brief ? 0 : 3)
    Terminal.out(PlanTable.render(view, language: options.output.lang, options: table))
    if let reserves = reserves(proposed) {
      Terminal.out(ReserveTable.render(reserves, view, language: options.output.lang, options: table))
    }
    if proposed.standing != nil, proposed.method != .solved {
      showRepair(proposed)
    } else if let replaced = proposed.replaced {
      showChanges(replaced.plan, proposed.plan)
    }
    Terminal.note(
      proposed.isNew
        ? "\(options.database.database): \(desk.post.nextSequence) entries in the log"
        : "\(options.database.database): the plan is the one proposed before; nothing was added")
  }

  /// What shows only over all shifts.
  func showHorizon() throws {
    guard let horizon else { return }
    if options.output.json {
      Terminal.out(try PlanJSON.encode(horizon))
      return
    }
    Terminal.out(HorizonTable.render(view(horizon), lookup: words.lookup, width: Terminal.width))
  }

  private func view(_ horizon: HorizonPlan) -> HorizonView {
    let shifts = horizon.plans.map { plan in
      let heads = plan.posts.reduce(0) { $0 + $1.heads }
      let missing = plan.shortages.reduce(0) { $0 + $1.missing }
      return (shift: plan.shifts.first ?? ShiftID(""), filled: heads - missing, heads: heads)
    }
    return HorizonView(
      mode: desk.mode, shifts: shifts, unmet: horizon.unmetByTier, bound: horizon.boundByTier, cost: horizon.cost,
      costBound: horizon.costBound, duties: horizon.loads.map(\.duties), minutes: horizon.loads.map(\.minutes),
      placeChanges: horizon.loads.reduce(0) { $0 + $1.placeChanges },
      worths: horizon.worths.map { ($0.post, Lookup.parts($0.post)?.shift ?? ShiftID(""), $0.value) })
  }

  /// Whom to call beyond the plan, by the behaviour that the scenario states; nil where it was not asked for.
  private func reserves(_ proposed: Desk.Proposed) -> ReservePlan? {
    guard options.reserves else { return nil }
    var assumptions = ReserveAssumptions()
    if let scenario { assumptions.behaviour = scenario.staffBehaviour }
    return proposed.planner.reserves(assumptions)
  }

  /// Who moves against the plan before, for a commander to sign.
  func showChanges(_ old: Plan, _ new: Plan) {
    let lines = words.lines(PlanComparison.difference(old: old, new: new))
    Terminal.out((marks + lines + marks).joined(separator: "\n"))
  }

  var marks: [String] { desk.mode.mark.map { [$0] } ?? [] }

  var words: ExplanationText {
    let style = Style(options.output.lang, offsetMinutes: desk.city.offsetMinutes, zoneName: desk.city.zoneName)
    let shifts = desk.state.operation(operation)?.shiftList ?? []
    return ExplanationText(Lookup(city: desk.city, shifts: shifts, names: Names(desk.post.roster), style: style))
  }

  func explain(_ proposed: Desk.Proposed) throws {
    let text = words
    for wanted in options.explain {
      let (staff, post) = try People.pair(wanted, desk.post.roster)
      let posts = post.map { [$0] } ?? proposed.plan.duties.filter { $0.staff == staff }.map(\.post)
      if let mark = desk.mode.mark { Terminal.out(mark) }
      if posts.isEmpty {
        let best = proposed.plan.posts.map { proposed.planner.explain(staff, $0.id) }
        for explanation in PlanSession.nearest(best) { Terminal.out(text.text(explanation)) }
        if best.isEmpty { Terminal.out(text.lookup.names.name(staff)) }
      }
      for post in posts {
        guard proposed.plan.posts.contains(where: { $0.id == post }) else {
          throw Problem(
            "post.unknown", "the plan has no post \"\(post)\"",
            advice: suggestion(for: post.rawValue, among: proposed.plan.posts.map(\.id.rawValue)).map { "you mean \"\($0)\"?" },
            exit: .usage)
        }
        Terminal.out(text.text(proposed.planner.explain(staff, post)))
      }
      if let mark = desk.mode.mark { Terminal.out(mark) }
    }
  }

  /// For an idle person: the posts that they could take, cheapest first, or where none, those with the fewest rules against it.
  static func nearest(_ explanations: [Explanation]) -> [Explanation] {
    let possible = explanations.filter { if case .possible = $0.verdict { true } else { false } }
    if !possible.isEmpty {
      return Array(possible.sorted { extraCost($0) < extraCost($1) }.prefix(3))
    }
    return Array(explanations.sorted { rules($0) < rules($1) }.prefix(3))
  }

  private static func extraCost(_ explanation: Explanation) -> Int64 {
    if case .possible(_, let extra, _, _) = explanation.verdict { extra } else { .max }
  }

  private static func rules(_ explanation: Explanation) -> Int {
    if case .ineligible(let rules) = explanation.verdict { rules.count } else { 0 }
  }
}
