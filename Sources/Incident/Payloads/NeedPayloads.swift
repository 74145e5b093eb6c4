import Basics

/// Shifts that become known, each for the first time.
public struct ShiftsDefined: Hashable, Sendable {
  public var operation: OperationID
  public var shifts: [Shift]

  public init(operation: OperationID, shifts: [Shift]) {
    self.operation = operation
    self.shifts = shifts
  }
}

extension ShiftsDefined: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    shifts = try reader.field("shifts")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("shifts", shifts)
  }
}

/// A posture is in force for these shifts.
public struct PostureActivation: Hashable, Sendable {
  public var operation: OperationID
  public var posture: PostureID
  public var shifts: [ShiftID]

  public init(operation: OperationID, posture: PostureID, shifts: [ShiftID]) {
    self.operation = operation
    self.posture = posture
    self.shifts = shifts
  }
}

extension PostureActivation: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    posture = try reader.field("posture")
    shifts = try reader.field("shifts")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("posture", posture)
    writer.field("shifts", shifts)
  }
}

/// A posture is no longer in force.
public struct PostureDeactivation: Hashable, Sendable {
  public var operation: OperationID
  public var posture: PostureID

  public init(operation: OperationID, posture: PostureID) {
    self.operation = operation
    self.posture = posture
  }
}

extension PostureDeactivation: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    posture = try reader.field("posture")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("posture", posture)
  }
}

/// Posts that are wanted from now on.
public struct PostsOpened: Hashable, Sendable {
  public var operation: OperationID
  public var posts: [Post]

  public init(operation: OperationID, posts: [Post]) {
    self.operation = operation
    self.posts = posts
  }
}

extension PostsOpened: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    posts = try reader.field("posts")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("posts", posts)
  }
}

/// Another number of heads on a post.
public struct PostChange: Hashable, Sendable {
  public var operation: OperationID
  public var post: PostID
  public var heads: Int

  public init(operation: OperationID, post: PostID, heads: Int) {
    self.operation = operation
    self.post = post
    self.heads = heads
  }
}

extension PostChange: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    post = try reader.field("post")
    heads = try reader.field("heads")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("post", post)
    writer.field("heads", heads)
  }
}

/// A post is no longer wanted.
public struct PostClosing: Hashable, Sendable {
  public var operation: OperationID
  public var post: PostID

  public init(operation: OperationID, post: PostID) {
    self.operation = operation
    self.post = post
  }
}

extension PostClosing: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    post = try reader.field("post")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("post", post)
  }
}

/// How many alike pieces stand where, in which state, by the last report.
public struct EquipmentReport: Hashable, Sendable {
  public var operation: OperationID
  public var equipment: EquipmentID
  public var kind: EquipmentKind
  public var place: PlaceID
  public var count: Int
  public var state: Equipment.State
  /// Unit or partner, as text.
  public var owner: String

  public init(
    operation: OperationID, equipment: EquipmentID, kind: EquipmentKind, place: PlaceID, count: Int, state: Equipment.State,
    owner: String
  ) {
    self.operation = operation
    self.equipment = equipment
    self.kind = kind
    self.place = place
    self.count = count
    self.state = state
    self.owner = owner
  }
}

extension EquipmentReport: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    equipment = try reader.field("equipment")
    kind = try reader.field("kind")
    place = try reader.field("place")
    count = try reader.field("count")
    state = try reader.field("state")
    owner = try reader.field("owner")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("equipment", equipment)
    writer.field("kind", kind)
    writer.field("place", place)
    writer.field("count", count)
    writer.field("state", state)
    writer.field("owner", owner)
  }
}

/// A call for help to a partner, the province or a neighbouring city.
public struct AidAsked: Hashable, Sendable {
  public var operation: OperationID
  public var request: AidRequestID
  public var partner: PartnerID
  public var need: AidNeed
  public var neededAt: Instant?

  public init(operation: OperationID, request: AidRequestID, partner: PartnerID, need: AidNeed, neededAt: Instant? = nil) {
    self.operation = operation
    self.request = request
    self.partner = partner
    self.need = need
    self.neededAt = neededAt
  }
}

extension AidAsked: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    request = try reader.field("request")
    partner = try reader.field("partner")
    need = try reader.field("need")
    neededAt = try reader.optional("neededAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("request", request)
    writer.field("partner", partner)
    writer.field("need", need)
    writer.optional("neededAt", neededAt)
  }
}

/// What a partner promised.
public struct AidPromise: Hashable, Sendable {
  public var operation: OperationID
  public var request: AidRequestID
  /// Heads or pieces.
  public var count: Int
  public var expectedAt: Instant?

  public init(operation: OperationID, request: AidRequestID, count: Int, expectedAt: Instant? = nil) {
    self.operation = operation
    self.request = request
    self.count = count
    self.expectedAt = expectedAt
  }
}

extension AidPromise: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    request = try reader.field("request")
    count = try reader.field("count")
    expectedAt = try reader.optional("expectedAt")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("request", request)
    writer.field("count", count)
    writer.optional("expectedAt", expectedAt)
  }
}

/// What of a partner's aid is there.
public struct AidArrival: Hashable, Sendable {
  public var operation: OperationID
  public var request: AidRequestID
  /// Heads or pieces.
  public var count: Int

  public init(operation: OperationID, request: AidRequestID, count: Int) {
    self.operation = operation
    self.request = request
    self.count = count
  }
}

extension AidArrival: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    request = try reader.field("request")
    count = try reader.field("count")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("request", request)
    writer.field("count", count)
  }
}

/// A partner's aid is sent home.
public struct AidRelease: Hashable, Sendable {
  public var operation: OperationID
  public var request: AidRequestID

  public init(operation: OperationID, request: AidRequestID) {
    self.operation = operation
    self.request = request
  }
}

extension AidRelease: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    operation = try reader.field("operation")
    request = try reader.field("request")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("operation", operation)
    writer.field("request", request)
  }
}
