/// A part of a value that never changes, held once for all copies of the value: a copy counts one reference, however many names and
/// texts the part holds.
public struct Held<Value: Hashable & Sendable>: Hashable, Sendable {
  /// An array of one: it is compared by identity first, and holds its element by one reference.
  @usableFromInline let one: ContiguousArray<Value>

  @inlinable
  public init(_ value: Value) { one = [value] }

  @inlinable
  public var value: Value { one[0] }
}
