import Basics

/// Somebody opened something that shows people's names, phones or answers: one event for the look, however many people it showed.
public struct PersonalDataLook: Hashable, Sendable {
  /// What was opened, as `roster`, `orders`; never a person.
  public var what: String
  /// People on the roster at that moment that it could show.
  public var people: Int

  public init(what: String, people: Int) {
    self.what = what
    self.people = people
  }
}

extension PersonalDataLook: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    what = try reader.field("what")
    people = try reader.field("people")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("what", what)
    writer.field("people", people)
  }
}

/// Who can be reached how, tried before the event: each person on each channel.
public struct ContactTestOpening: Hashable, Sendable {
  public var test: ContactTestID
  public var channels: [ContactChannel]
  /// Asked, on each channel.
  public var people: Int
  /// Answers count until then.
  public var deadline: Instant

  public init(test: ContactTestID, channels: [ContactChannel], people: Int, deadline: Instant) {
    self.test = test
    self.channels = channels
    self.people = people
    self.deadline = deadline
  }
}

extension ContactTestOpening: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    test = try reader.field("test")
    channels = try reader.field("channels")
    people = try reader.field("people")
    deadline = try reader.field("deadline")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("test", test)
    writer.field("channels", channels)
    writer.field("people", people)
    writer.field("deadline", deadline)
  }
}

/// How far a channel got with a person. Later is better, and a better result is never taken back.
public enum ContactResult: String, Sendable, CaseIterable, FieldValue {
  /// No number or address, or the channel will never take it.
  case unreachable
  /// It could not be told whether it left.
  case perhapsSent = "perhaps_sent"
  case handedOver = "handed_over"
  case delivered
  /// The person said so.
  case answered
}

/// What came of one person on one channel in a contact test.
public struct ContactTry: Hashable, Sendable {
  public var test: ContactTestID
  public var staff: StaffID
  public var channel: ContactChannel
  public var result: ContactResult

  public init(test: ContactTestID, staff: StaffID, channel: ContactChannel, result: ContactResult) {
    self.test = test
    self.staff = staff
    self.channel = channel
    self.result = result
  }
}

extension ContactTry: FieldObject {
  init(from reader: inout FieldReader) throws(FieldFault) {
    test = try reader.field("test")
    staff = try reader.field("staff")
    channel = try reader.field("channel")
    result = try reader.field("result")
  }

  func write(to writer: inout FieldWriter) {
    writer.field("test", test)
    writer.field("staff", staff)
    writer.field("channel", channel)
    writer.field("result", result)
  }
}

extension ContactChannel: FieldValue {}
