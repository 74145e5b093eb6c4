import Basics

/// How much it must gain to move or release somebody who was told, in units of the goal (10 are a minute of travel); a head that is
/// filled outweighs it whatever it is. Holds for the operation, in place of the city's own weights.
public struct PlanThreshold: Hashable, Sendable {
  public var operation: OperationID
  public var units: Int

  public init(operation: OperationID, units: Int) {
    self.operation = operation
    self.units = units
  }
}

extension PlanThreshold: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    units = try reader.field("units")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("units", units)
  }
}
