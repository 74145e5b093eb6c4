import Basics
import Foundation
import Incident
import Operations

/// The wall clock, read in one place.
enum Clock {
  static var now: Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }
}

extension Desk {
  /// In an exercise the clock stands at its last event or message; in an actual operation it is the wall clock, never behind the log.
  var now: Instant {
    let last = [state.lastInstant, switchboard.now].compactMap { $0 }.max() ?? Instant(milliseconds: 0)
    return mode == .exercise ? last : max(Clock.now, last)
  }
}

/// People as they are named on the command line.
enum People {
  /// `STAFF` or `STAFF@POST`; staff by office number or StaffID.
  static func pair(_ text: String, _ roster: Roster) throws(Problem) -> (StaffID, PostID?) {
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    let name = parts.first ?? ""
    guard let person = roster.member(officeNumber: name) ?? roster.member(StaffID(name)) else {
      throw Problem(
        "staff.unknown", "nobody on the roster has the number \"\(name)\"",
        advice: suggestion(for: name, among: roster.staff.lazy.map(\.officeNumber)).map { "you mean \"\($0)\"?" }, exit: .usage)
    }
    return (person.id, parts.count > 1 ? PostID(parts[1]) : nil)
  }
}

enum CurrentOperation {
  /// The one that is named, or the only open one.
  static func find(_ name: String?, in state: State) throws(Problem) -> EmergencyOperation {
    if let name {
      guard let frame = state.operation(OperationID(name)) ?? state.openOperations.last(where: { $0.opening.name == name }) else {
        throw Problem("operation.unknown", "there is no operation \"\(name)\"", exit: .usage)
      }
      return frame
    }
    let open = state.openOperations
    guard let only = open.last else {
      throw Problem(
        "operation.none", "no operation is open", advice: "open one: `siaga operation open`, or `siaga plan SCENARIO`.",
        exit: .usage)
    }
    guard open.count == 1 else {
      throw Problem(
        "operation.many", "\(open.count) operations are open: \(open.map { $0.id.rawValue }.joined(separator: ", "))",
        advice: "name one with --operation.", exit: .usage)
    }
    return only
  }
}
