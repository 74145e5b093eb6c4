import Basics

// What several commands check alike.

extension Decision {
  var now: Instant { context.instant }

  func limit(_ what: String, _ count: Int, _ limit: Int) throws(Refusal) {
    guard count <= limit else { throw Refusal(.tooMany, ["what": what, "count": "\(count)", "limit": "\(limit)"]) }
  }

  func invalid(_ field: String, _ value: String, _ expected: String) -> Refusal {
    Refusal(.invalidValue, ["field": field, "value": String(value.prefix(80)), "expected": expected])
  }

  func inRange(_ field: String, _ value: Int?, _ range: ClosedRange<Int>) throws(Refusal) {
    guard let value else { return }
    guard range.contains(value) else { throw invalid(field, "\(value)", "\(range.lowerBound)...\(range.upperBound)") }
  }

  func plainID(_ field: String, _ id: String) throws(Refusal) {
    guard isPlainID(id) else { throw invalid(field, id, "1...64 letters, digits, - _ .") }
  }

  /// A name of an office, a road, a letter: one line, not empty, at most 200 bytes.
  func name(_ field: String, _ text: String, mayBeEmpty: Bool = false) throws(Refusal) {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0x9F).contains($0.value) }
    let isThere = mayBeEmpty || text.contains { !$0.isWhitespace }
    guard isPlain, isThere, text.utf8.count <= IncidentLimits.nameBytes else {
      throw invalid(field, text, "one line of at most \(IncidentLimits.nameBytes) bytes")
    }
  }

  func digest(_ field: String, _ text: String) throws(Refusal) {
    guard isDigest(text) else { throw invalid(field, text, "64 hexadecimal digits") }
  }

  func note(_ field: String, _ note: NoteReference?) throws(Refusal) {
    guard let note else { return }
    guard note.isValid else { throw invalid(field, note.row, "a side row's id and a SHA-256") }
  }

  func needsPerson(_ command: String) throws(Refusal) {
    guard context.actor.isPerson else { throw Refusal(.needsPerson, ["command": command]) }
  }

  /// The system by itself must not; a person or an importer of a file may.
  func notBySystem(_ command: String) throws(Refusal) {
    guard context.actor.kind != .system else { throw Refusal(.needsPerson, ["command": command]) }
  }

  /// An operation that exists and is not closed.
  func open(_ id: OperationID) throws(Refusal) -> EmergencyOperation {
    guard let frame = state.operations[id] else { throw Refusal(.unknownOperation, ["operation": id.rawValue]) }
    guard frame.isOpen else { throw Refusal(.operationClosed, ["operation": id.rawValue]) }
    return frame
  }

  func known(_ areas: [AreaID], mayBeEmpty: Bool = false) throws(Refusal) {
    try limit("areas", areas.count, IncidentLimits.areasPerOperation)
    if areas.isEmpty && !mayBeEmpty { throw invalid("areas", "", "at least one") }
    for area in areas where !context.city.areas.contains(area) { throw Refusal(.unknownArea, ["area": area.rawValue]) }
    if Set(areas).count != areas.count { throw invalid("areas", areas.map(\.rawValue).joined(separator: " "), "each once") }
  }

  func known(_ place: PlaceID?) throws(Refusal) {
    guard let place else { return }
    if context.city.places[place] == nil { throw Refusal(.unknownPlace, ["place": place.rawValue]) }
  }

  func openPost(_ id: PostID, _ frame: EmergencyOperation) throws(Refusal) -> Post {
    guard let record = frame.posts[id], record.isOpen else { throw Refusal(.unknownPost, ["post": id.rawValue]) }
    return record.post
  }

  func member(_ id: StaffID) throws(Refusal) -> StaffMember {
    guard let person = context.roster.member(id) else { throw Refusal(.unknownStaff, ["staff": id.rawValue]) }
    return person
  }

  func basis(_ basis: Basis?) throws(Refusal) {
    guard let basis else { return }
    if basis.kind != .oralOrder && basis.number.isEmpty { throw Refusal(.basisWithoutNumber) }
    try name("basis.number", basis.number, mayBeEmpty: true)
    try name("basis.signerOffice", basis.signerOffice)
  }

  func notInFuture(_ field: String, _ at: Instant) throws(Refusal) {
    guard at <= now.adding(minutes: IncidentLimits.clockSkewMinutes) else {
      throw Refusal(.inFuture, ["field": field, "at": at.text, "now": now.text])
    }
  }

  /// Seen, then told, both by now.
  func seenAndTold(_ seen: Instant, _ told: Instant, _ informant: Informant) throws(Refusal) {
    guard informant.isValid else {
      throw invalid("informant", informant.text, "office/…, staff/…, partner/…, press/…, sensor/…, resident")
    }
    guard seen <= told else { throw Refusal(.toldBeforeSeen, ["seen": seen.text, "told": told.text]) }
    try notInFuture("toldAt", told)
  }

  func afterNow(_ deadline: Instant) throws(Refusal) {
    guard deadline > now else { throw Refusal(.deadlinePast, ["deadline": deadline.text, "now": now.text]) }
  }
}

/// Splits a list so that each part keeps to the limits of count and bytes. O(bytes).
func parts<T: FieldValue>(_ items: [T]) -> [[T]] {
  var parts: [[T]] = []
  var part: [T] = []
  var bytes = 0
  for item in items {
    let size = ((try? CanonicalJSON.encode(item.field).count) ?? 0) + 1
    if !part.isEmpty && (part.count == IncidentLimits.itemsPerPart || bytes + size > IncidentLimits.listBytes) {
      parts.append(part)
      part = []
      bytes = 0
    }
    part.append(item)
    bytes += size
  }
  if !part.isEmpty { parts.append(part) }
  return parts
}
