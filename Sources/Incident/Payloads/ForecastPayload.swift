import Basics

/// Water that an agency expects in an area, as a person wrote it down. Never computed here, and never a report.
public struct DepthForecast: Hashable, Sendable {
  public var operation: OperationID
  public var area: AreaID
  /// Where a range is told.
  public var lowMillimetres: Int?
  /// The figure, or the upper end of the range.
  public var millimetres: Int
  public var above: DepthReference
  /// When the water is expected to stand so.
  public var during: Interval
  /// When the agency said so.
  public var issuedAt: Instant
  public var toldAt: Instant
  /// The agency, as `office/bmkg`.
  public var informant: Informant

  public init(
    operation: OperationID, area: AreaID, lowMillimetres: Int? = nil, millimetres: Int, above: DepthReference, during: Interval,
    issuedAt: Instant, toldAt: Instant, informant: Informant
  ) {
    self.operation = operation
    self.area = area
    self.lowMillimetres = lowMillimetres
    self.millimetres = millimetres
    self.above = above
    self.during = during
    self.issuedAt = issuedAt
    self.toldAt = toldAt
    self.informant = informant
  }
}

extension DepthForecast: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    area = try reader.field("area")
    lowMillimetres = try reader.optional("lowMillimetres")
    millimetres = try reader.field("millimetres")
    above = try reader.field("above")
    during = Interval(start: try reader.field("from"), end: try reader.field("to"))
    issuedAt = try reader.field("issuedAt")
    toldAt = try reader.field("toldAt")
    informant = try reader.field("informant")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("area", area)
    writer.optional("lowMillimetres", lowMillimetres)
    writer.field("millimetres", millimetres)
    writer.field("above", above)
    writer.field("from", during.start)
    writer.field("to", during.end)
    writer.field("issuedAt", issuedAt)
    writer.field("toldAt", toldAt)
    writer.field("informant", informant)
  }
}
