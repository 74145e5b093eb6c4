import Basics
import Incident

/// Somebody who may sign in. Its row is a side row: opaque to the log.
public struct Account: Sendable, Hashable {
  static let table = "account"
  static let mostAccounts = 10_000

  /// What is typed to sign in; a plain id.
  public var name: String
  /// As it stands in the log: `kalaksa-bpbd`.
  public var office: String
  public var role: ConsoleRole
  /// Set while acting for another office (Plh., Plt.): shown beside the name.
  public var actingFor: String?
  var password: PasswordRecord?
  var second: SecondFactor?
  /// Whose people a unit head sees; nil takes the office's name.
  var unit: String?
  /// Networks from which it signed in, digests, newest last: strangers' failures do not slow it there.
  var networks: [String] = []
  var isClosed = false

  public init(name: String, office: String, role: ConsoleRole, actingFor: String? = nil) {
    self.name = name
    self.office = office
    self.role = role
    self.actingFor = actingFor
  }

  /// Under whose name its acts stand in the log.
  public var actor: Actor { .person(office: office) }

  var row: JSONValue {
    .members([
      ("v", 1), ("office", .string(office)), ("role", .string(role.rawValue)), ("acting", actingFor.map(JSONValue.string)),
      ("closed", .bool(isClosed)), ("salt", password.map { .string(SecretText.hex($0.salt)) }),
      ("rounds", password.map { .integer(Int64($0.rounds)) }), ("key", password.map { .string(SecretText.hex($0.key)) }),
      ("code", second.map { .string(SecretText.hex($0.secret)) }), ("codeStep", second?.lastStep.map(JSONValue.integer)),
      ("recovery", second.map { .array($0.recovery.map(JSONValue.string)) }), ("unit", unit.map(JSONValue.string)),
      ("networks", networks.isEmpty ? nil : .array(networks.map(JSONValue.string))),
    ])
  }

  /// Nil for a row of another version.
  init?(name: String, row: JSONValue) {
    guard row["v"]?.int == 1, let office = row["office"]?.string, let role = row["role"]?.string.flatMap(ConsoleRole.init) else {
      return nil
    }
    self.init(name: name, office: office, role: role, actingFor: row["acting"]?.string)
    isClosed = row["closed"]?.bool ?? false
    unit = row["unit"]?.string
    networks = row["networks"]?.array?.compactMap(\.string) ?? []
    if let secret = row["code"]?.string.flatMap(SecretText.unhex) {
      second = SecondFactor(
        secret: secret, lastStep: row["codeStep"]?.integer, recovery: row["recovery"]?.array?.compactMap(\.string) ?? [])
    }
    if let salt = row["salt"]?.string.flatMap(SecretText.unhex), let rounds = row["rounds"]?.int,
      let key = row["key"]?.string.flatMap(SecretText.unhex)
    {
      password = PasswordRecord(salt: salt, rounds: rounds, key: key)
    }
  }
}
