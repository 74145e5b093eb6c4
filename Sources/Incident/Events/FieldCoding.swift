import Basics

/// Why a stored event could not be read, or a new one not be written; it always names the event's type.
public struct EventFault: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Written by a newer version of Siaga, or altered.
    case unknownType
    case unknownVersion(known: Int)
    case missingField(String)
    case unknownField(String)
    case wrongField(String, found: String)
    case notAnObject
    case tooLarge(bytes: Int)
    /// A value that canonical JSON has no spelling for.
    case unwritable(String)
  }

  public var type: String
  public var version: Int
  public var kind: Kind

  public init(type: String, version: Int, _ kind: Kind) {
    self.type = type
    self.version = version
    self.kind = kind
  }

  /// As the one shape of errors; the opening of a database stops with it.
  public var problem: Problem {
    let what =
      switch kind {
      case .unknownType: "event type \(type) is unknown to this version"
      case .unknownVersion(let known): "event type \(type) has version \(version); this version knows up to \(known)"
      case .missingField(let field): "event \(type): \(field) is missing"
      case .unknownField(let field): "event \(type): \(field) is unknown in version \(version)"
      case .wrongField(let field, let found): "event \(type): \(field) cannot be \(found)"
      case .notAnObject: "event \(type): the payload is no object"
      case .tooLarge(let bytes): "event \(type): \(bytes) bytes, the limit is \(IncidentLimits.payloadBytes)"
      case .unwritable(let why): "event \(type): \(why)"
      }
    return Problem(
      "incident.event", what,
      advice: "open this database with the newest version of siaga; siaga log verify tells if it was altered")
  }
}

/// Why one value inside a payload could not be read.
struct FieldFault: Error {
  var path: String
  var kind: Kind
  enum Kind {
    case missing, unknown
    case wrong(String)
  }
}

/// A value that can stand in a payload: integers, strings and booleans, and arrays and objects of those.
protocol FieldValue {
  init(field: JSONValue) throws(FieldFault)
  var field: JSONValue { get }
}

/// A payload of an event or a part of one: an object with named fields.
protocol FieldObject: FieldValue {
  init(from reader: inout FieldReader) throws(FieldFault)
  func write(to writer: inout FieldWriter)
}

extension FieldObject {
  init(field: JSONValue) throws(FieldFault) {
    var reader = try FieldReader(field)
    self = try Self(from: &reader)
    try reader.end()
  }

  var field: JSONValue {
    var writer = FieldWriter()
    write(to: &writer)
    return .object(writer.members)
  }
}

/// Reads the members of an object by name and notes which were asked for, so that none is overlooked.
struct FieldReader {
  private let members: [JSONValue.Member]
  private var taken = 0

  init(_ value: JSONValue) throws(FieldFault) {
    guard case .object(let members) = value else { throw FieldFault(path: "", kind: .wrong(kindName(value))) }
    self.members = members
  }

  mutating func field<T: FieldValue>(_ key: String) throws(FieldFault) -> T {
    guard let value: T = try optional(key) else { throw FieldFault(path: key, kind: .missing) }
    return value
  }

  mutating func optional<T: FieldValue>(_ key: String) throws(FieldFault) -> T? {
    guard let value = take(key) else { return nil }
    do throws(FieldFault) { return try T(field: value) } catch {
      throw FieldFault(path: error.path.isEmpty ? key : "\(key).\(error.path)", kind: error.kind)
    }
  }

  private mutating func take(_ key: String) -> JSONValue? {
    for member in members where member.key == key {
      taken += 1
      asked.append(key)
      return member.value
    }
    return nil
  }

  private var asked: [String] = []

  /// Throws for a member that nobody asked for: it comes from a newer writer or from a hand that altered the log.
  func end() throws(FieldFault) {
    guard taken < members.count else { return }
    let rest = members.first { !asked.contains($0.key) }
    throw FieldFault(path: rest?.key ?? "", kind: .unknown)
  }
}

struct FieldWriter {
  private(set) var members: [JSONValue.Member] = []

  mutating func field(_ key: String, _ value: some FieldValue) { members.append(JSONValue.Member(key, value.field)) }
  mutating func optional<T: FieldValue>(_ key: String, _ value: T?) {
    if let value { members.append(JSONValue.Member(key, value.field)) }
  }
}

/// What a value is, for a message.
func kindName(_ value: JSONValue) -> String {
  switch value {
  case .null: "null"
  case .bool(let value): "\(value)"
  case .integer(let value): "\(value)"
  case .number(let value): "\(value)"
  case .string(let value): "\"\(value.prefix(60))\""
  case .array: "a list"
  case .object: "an object"
  }
}
