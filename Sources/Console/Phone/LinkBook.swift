import Basics
import Incident
import Ledger
import Synchronization

/// Personal links: each belongs to one person and one order, expires, and can be revoked by raising its generation.
///
/// The token is `ORDER.GENERATION.EXPIRY.SEAL`, sealed with HMAC-SHA256: nothing need be stored for a link that stands.
final class LinkBook: Sendable {
  static let table = "link"
  /// Milliseconds after the end of the shift until which a link opens.
  static let afterDuty: Int64 = 12 * 3_600_000

  private let key: [UInt8]
  /// Generation of each order's link where it is not 0.
  private let generations: Mutex<[OrderID: Int]>

  init(key: [UInt8], rows: [SideRow]) {
    self.key = key
    var generations: [OrderID: Int] = [:]
    for row in rows {
      if let value = try? JSONReader.read(row.bytes), let generation = value["generation"]?.int {
        generations[OrderID(row.id)] = generation
      }
    }
    self.generations = Mutex(generations)
  }

  /// The path of an order's link.
  func path(_ order: OrderRecord) -> String { "/t/" + token(order) }

  func token(_ order: OrderRecord) -> String {
    let expiry = (order.interval.end.milliseconds + Self.afterDuty) / 60_000
    let head = "\(order.id).\(generation(order.id)).\(String(expiry, radix: 36))"
    return head + "." + seal(head, order.staff)
  }

  enum Verdict: Hashable {
    case valid(OrderID)
    case expired, invalid
  }

  /// - Parameter staff: whose order it is.
  func check(_ token: String, at now: Instant, staff: (OrderID) -> StaffID?) -> Verdict {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard token.utf8.count <= 128, parts.count == 4, let generation = Int(parts[1]), let minute = Int64(parts[2], radix: 36)
    else {
      return .invalid
    }
    let id = OrderID(parts[0])
    guard let person = staff(id) else { return .invalid }
    let expected = seal(parts[0..<3].joined(separator: "."), person)
    guard SecretText.equal(Array(expected.utf8), Array(parts[3].utf8)) else { return .invalid }
    guard generation == self.generation(id), now.milliseconds / 60_000 <= minute else { return .expired }
    return .valid(id)
  }

  func generation(_ order: OrderID) -> Int { generations.withLock { $0[order] ?? 0 } }

  /// The row that revokes a link; `revoke` counts it when it is durable.
  func revocation(_ order: OrderID) -> SideRow {
    AccessBook.row(Self.table, order.rawValue, ["generation": .integer(Int64(generation(order) + 1))])
  }

  func revoke(_ order: OrderID) { generations.withLock { $0[order, default: 0] += 1 } }

  /// The cookie of a device that has signed in to an account.
  func device(_ account: String) -> String { SecretText.seal("device|\(account)", key: key) }

  /// Proof that a password was right, between the two steps of a sign-in.
  func ticket(_ text: String) -> String { SecretText.seal("ticket|\(text)", key: key) }
  func sealed(_ text: String) -> String { SecretText.seal(text, key: key) }

  private func seal(_ head: String, _ staff: StaffID) -> String { SecretText.seal("link|\(head)|\(staff)", key: key) }
}
