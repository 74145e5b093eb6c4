import Basics

// How the values of `Model` are spelled in payloads.

extension Bilingual: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) { self.init(id: try reader.field("id"), en: try reader.field("en")) }
  func write(to writer: inout FieldWriter) {
    writer.field("id", id)
    writer.field("en", en)
  }
}

extension Interval: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(start: try reader.field("start"), end: try reader.field("end"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("start", start)
    writer.field("end", end)
  }
}

extension NoteReference: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(row: try reader.field("row"), digest: try reader.field("digest"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("row", row)
    writer.field("digest", digest)
  }
}

extension FactRead: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(try reader.field("name"), version: try reader.field("version"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("name", name)
    writer.field("version", version)
  }
}

extension Basis: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(
      kind: try reader.field("kind"), number: try reader.field("number"), date: try reader.field("date"),
      signerOffice: try reader.field("signerOffice"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("kind", kind)
    writer.field("number", number)
    writer.field("date", date)
    writer.field("signerOffice", signerOffice)
  }
}

extension Shift: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(
      id: try reader.field("id"), name: try reader.field("name"), interval: try reader.field("interval"),
      isNight: try reader.field("isNight"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("id", id)
    writer.field("name", name)
    writer.field("interval", interval)
    writer.field("isNight", isNight)
  }
}

extension Post: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(
      role: try reader.field("role"), place: try reader.field("place"), shift: try reader.field("shift"),
      heads: try reader.field("heads"), posture: try reader.optional("posture"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("role", role)
    writer.field("place", place)
    writer.field("shift", shift)
    writer.field("heads", heads)
    writer.optional("posture", posture)
  }
}

/// A list `[staff, post, seat, source]`, with the minutes of travel as fifth where they are known: parts hold hundreds.
extension Duty: FieldValue {
  init(field: JSONValue) throws(FieldFault) {
    guard case .array(let items) = field, items.count == 4 || items.count == 5 else {
      throw FieldFault(path: "", kind: .wrong(kindName(field)))
    }
    self.init(
      staff: try StaffID(field: items[0]), post: try PostID(field: items[1]), seat: try SeatKind(field: items[2]),
      travelMinutes: items.count == 5 ? try Int(field: items[4]) : nil, source: try Duty.Source(field: items[3]))
  }
  var field: JSONValue {
    .array([staff.field, post.field, seat.field, source.field] + (travelMinutes.map { [$0.field] } ?? []))
  }
}

extension Pin: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(staff: try reader.field("staff"), post: try reader.field("post"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("staff", staff)
    writer.field("post", post)
  }
}

extension Ban: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    self.init(staff: try reader.field("staff"), post: try reader.optional("post"))
  }
  func write(to writer: inout FieldWriter) {
    writer.field("staff", staff)
    writer.optional("post", post)
  }
}
