import Basics

// How plain values are spelled in payloads.

private func wrong(_ value: JSONValue) -> FieldFault { FieldFault(path: "", kind: .wrong(kindName(value))) }

extension String: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let value = field.string else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .string(self) }
}

extension Int: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let value = field.int else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .integer(Int64(self)) }
}

extension Int64: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let value = field.integer else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .integer(self) }
}

/// As text: JSON has no safe spelling of 64 bits.
extension UInt64: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let text = field.string, let value = UInt64(text), String(value) == text else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .string(String(self)) }
}

extension Bool: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let value = field.bool else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .bool(self) }
}

extension Identifier: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let value = field.string else { throw wrong(field) }
    self.init(value)
  }
  var field: JSONValue { .string(rawValue) }
}

/// Milliseconds since 1970, UTC.
extension Instant: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let value = field.integer else { throw wrong(field) }
    self.init(milliseconds: value)
  }
  var field: JSONValue { .integer(milliseconds) }
}

extension CivilDate: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let text = field.string, let value = CivilDate(text) else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .string(text) }
}

extension Array: FieldValue where Element: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard case .array(let items) = field else { throw wrong(field) }
    var values: [Element] = []
    values.reserveCapacity(items.count)
    for (i, item) in items.enumerated() {
      do throws(FieldFault) { values.append(try Element(field: item)) } catch {
        throw FieldFault(path: error.path.isEmpty ? "\(i)" : "\(i).\(error.path)", kind: error.kind)
      }
    }
    self = values
  }
  var field: JSONValue { .array(map(\.field)) }
}

extension FieldValue where Self: RawRepresentable, RawValue == String {
  init(field: JSONValue) throws(FieldFault) {
    guard let text = field.string, let value = Self(rawValue: text) else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .string(rawValue) }
}

extension Criticality: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard let number = field.int, let value = Criticality(rawValue: number) else { throw wrong(field) }
    self = value
  }
  var field: JSONValue { .integer(Int64(rawValue)) }
}

extension Mode: FieldValue {}
extension Hazard: FieldValue {}
extension EmergencyStatus: FieldValue {}
extension WarningLevel: FieldValue {}
extension Basis.Kind: FieldValue {}
extension SeatKind: FieldValue {}
extension Duty.Source: FieldValue {}
extension EquipmentKind: FieldValue {}
extension Equipment.State: FieldValue {}
extension Plan.Status: FieldValue {}
extension Plan.Caveat: FieldValue {}
extension Ineligibility.Kind: FieldValue {}
