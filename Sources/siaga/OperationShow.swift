import ArgumentParser
import Basics
import Incident
import Operations

extension OperationNoun {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What stands: status, posts, plan, orders, what is open.", discussion: "Example: siaga operation show")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Operation, where several are open.") var operation: String?

    func run() throws {
      try reporting {
        let desk = try ReadingDesk(database.database)
        let frame = try CurrentOperation.find(operation, in: desk.state)
        Terminal.marked(frame.mode) {
          let posts = frame.openPosts
          Terminal.out(
            "\(frame.id)  \(frame.opening.name)  \(frame.mode.rawValue)  \(frame.opening.hazard.rawValue)  since \(frame.openedAt.text)"
          )
          Terminal.out(
            "status: \(frame.status == .none ? "none recorded" : frame.status.rawValue); oral orders to write up: \(frame.openOralBases.count)"
          )
          Terminal.out("commander: \(frame.commander.map { "\($0.office)\($0.isActing ? " (acting)" : "")" } ?? "none")")
          Terminal.out(
            "posts: \(posts.count) open, \(posts.reduce(0) { $0 + $1.heads }) heads, shifts \(frame.shiftList.map(\.id.rawValue).joined(separator: ", "))"
          )
          for plan in desk.state.plans(frame.id) where !plan.state.isSuperseded {
            let word = plan.state.isApproved ? "approved" : "proposed"
            Terminal.out(
              "plan \(plan.id) for \(plan.shifts.map(\.rawValue).joined(separator: ", ")): \(word), \(plan.duties.count) duties, \(plan.shortages.reduce(0) { $0 + $1.missing }) heads missing"
            )
          }
          let phases = Dictionary(grouping: desk.state.orders(frame.id), by: \.phase).mapValues(\.count)
          let words = OrderState.Phase.allCases.compactMap { phase in phases[phase].map { "\(phase.rawValue) \($0)" } }
          Terminal.out("orders: \(words.isEmpty ? "none" : words.joined(separator: ", "))")
          Terminal.out(
            "duties without a letter: \(desk.state.dutiesWithoutLetter(frame.id).count); open objections: \(desk.state.openObjections(frame.id).count)"
          )
          for alarm in desk.state.safetyAlarms(frame.id, city: CityIndex(desk.city), roster: desk.roster) {
            Terminal.out("ALARM: \(Self.words(alarm))")
          }
        }
      }
    }

    private static func words(_ alarm: SafetyAlarm) -> String {
      switch alarm {
      case .inWaterWithPower(let order, let area): "\(order) is in water at \(area) and the power there is not confirmed off"
      case .crewIncomplete(let post, let found, let needed): "\(post) has \(found) of the \(needed) people that its crew needs"
      case .shelterWithoutWoman(let post): "\(post) has no woman among those called"
      }
    }
  }
}

/// Instants and sources as people type them.
enum When {
  static func parse(_ text: String?, _ city: City) throws(Problem) -> Instant? {
    guard let text else { return nil }
    guard let instant = Instant(text, offsetMinutes: city.offsetMinutes) else {
      throw Problem(
        "time.unreadable", "\"\(text)\" is no time; expected 2026-11-25T06:10 (local) or with an offset", exit: .usage)
    }
    return instant
  }

  static func day(_ text: String?) throws(Problem) -> CivilDate {
    guard let text, let day = CivilDate(text) else {
      throw Problem("date.unreadable", "\"\(text ?? "")\" is no date; expected --date YYYY-MM-DD", exit: .usage)
    }
    return day
  }

  static func informant(_ text: String) throws(Problem) -> Informant {
    guard let informant = Informant(text) else {
      throw Problem(
        "informant.unreadable", "\"\(text)\": expected office/…, staff/…, partner/…, press/…, sensor/… or resident", exit: .usage)
    }
    return informant
  }
}

/// `ID=FROM/TO`
enum ShiftArgument {
  static func parse(_ text: String, offsetMinutes: Int) throws(Problem) -> Shift {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let times = (parts.count == 2 ? parts[1] : "").split(separator: "/").compactMap { Instant($0, offsetMinutes: offsetMinutes) }
    guard parts.count == 2, isPlainID(parts[0]), times.count == 2, times[0] < times[1] else {
      throw Problem(
        "shift.unreadable", "\"\(text)\": expected ID=FROM/TO, FROM before TO",
        advice: "25-pagi=2026-11-25T03:30/2026-11-25T09:00", exit: .usage)
    }
    let interval = Interval(start: times[0], end: times[1])
    return Shift(
      id: ShiftID(parts[0]), name: Bilingual(id: parts[0], en: parts[0]), interval: interval,
      isNight: Shift.isNight(interval, offsetMinutes: offsetMinutes))
  }
}
