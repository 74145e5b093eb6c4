import Basics
import Foundation
import GRDB

/// Values of a row whose kinds are checked: in a damaged file any column may hold anything, and GRDB's own conversions would
/// end the process.
extension Row {
  func blob(_ index: Int) -> [UInt8]? {
    guard case .blob(let data) = (self[index] as DatabaseValue).storage else { return nil }
    return [UInt8](data)
  }

  func integer(_ index: Int) -> Int64? {
    guard case .int64(let value) = (self[index] as DatabaseValue).storage else { return nil }
    return value
  }

  func text(_ index: Int) -> String? {
    guard case .string(let value) = (self[index] as DatabaseValue).storage else { return nil }
    return value
  }
}

extension Optional {
  /// The value, or a `Problem` that says what of the file is damaged.
  func orDamaged(_ what: @autoclosure () -> String, _ path: String) throws(Problem) -> Wrapped {
    if let self { return self }
    throw Problem(
      "ledger.database.damaged", "\(what()) has not the kind of value that Siaga wrote", at: Problem.Place(file: path),
      advice: "run `siaga log verify`, keep this file for inquiry and restore a backup", exit: .foundWanting)
  }
}
