import Basics
import Incident

extension HandOver {
  /// Beginning of the ids of a contact test's messages.
  public static let contactTestPrefix = "contact-test-"

  /// A message of a contact test: sent once on each channel, outside of every chase; its id is `contact-test-1.STAFF.CHANNEL`.
  public static func contactTest(
    _ test: ContactTestID, _ staff: StaffID, _ channel: ContactChannel, mode: Mode, deadline: Instant, at now: Instant
  ) -> HandOver {
    let message = Message(
      id: MessageID("\(test).\(staff).\(channel.rawValue)"), subject: .broadcast(BroadcastID(test.rawValue), staff),
      purpose: .broadcast, recipient: .staff(staff), channel: channel, mode: mode,
      text: MessageText("message.contact_test", ["deadline": deadline.text]), created: now, expires: deadline, wantsAnswer: true)
    return HandOver(message: message, attempt: 1, isRepeat: false, staff: staff)
  }

  /// Test, person and channel of such an id.
  public static func contactTest(of id: MessageID) -> (test: ContactTestID, staff: StaffID, channel: ContactChannel)? {
    let parts = id.rawValue.split(separator: ".").map(String.init)
    guard parts.count == 3, parts[0].hasPrefix(contactTestPrefix), let channel = ContactChannel(rawValue: parts[2]) else {
      return nil
    }
    return (ContactTestID(parts[0]), StaffID(parts[1]), channel)
  }
}
