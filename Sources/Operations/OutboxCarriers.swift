import Basics
import Callout
import Foundation
import Incident

/// A message as a channel needs it: address and words beside the hand-over.
public struct Parcel: Sendable {
  public var handOver: HandOver
  /// Phone number of the roster, or its mail address for `email`; nil where there is none.
  public var address: String?
  public var text: String

  public init(_ handOver: HandOver, address: String?, text: String) {
    self.handOver = handOver
    self.address = address
    self.text = text
  }

  /// One JSON document: `id` is the idempotency key, `repeat` says that the receiver may have it already.
  public var document: JSONValue {
    let message = handOver.message
    return .members([
      ("id", .string(handOver.id.rawValue)), ("attempt", .integer(Int64(handOver.attempt))), ("repeat", .bool(handOver.isRepeat)),
      ("channel", .string(handOver.channel.rawValue)), ("purpose", .string(message.purpose.rawValue)),
      ("mode", .string(message.mode.rawValue)), ("staff", .string(handOver.staff.rawValue)),
      ("to", address.map(JSONValue.string)),
      ("text", .string(text)), ("expires", .string(message.expires.text)),
    ])
  }
}

/// A channel that does I/O. What it returns is reported to the switchboard; while it has not returned, the message is on record
/// as attempted, and it must never be told `handedOver` before the message is safe with the other side.
public protocol Carrier: Sendable {
  func carry(_ parcel: Parcel) async -> ChannelOutcome
}

/// A folder in which a gateway (Gammu, a script) finds one file a message: `ID.json`, whole or not at all. A message that is
/// handed over again lies there once, as its name is its id.
public struct SpoolFolder: Carrier {
  public let path: String

  /// - Throws: exit 74 where the folder cannot be made.
  public init(_ path: String) throws(Problem) {
    self.path = path
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw Problem("spool.folder", "the folder \"\(path)\" cannot be made", cause: "\(error)", exit: .inputOutput)
    }
  }

  /// Written beside its name, synced, renamed, and the folder synced: only then it counts as handed over.
  public func carry(_ parcel: Parcel) -> ChannelOutcome {
    guard parcel.address != nil else { return .permanent("no phone number on the roster") }
    guard let bytes = try? CanonicalJSON.encode(parcel.document) else { return .permanent("text cannot be encoded") }
    return WholeFile.write(bytes, folder: path, name: "\(parcel.handOver.id).json")
  }
}

extension Desk {
  /// A hand-over with address and words.
  public func parcel(_ handOver: HandOver) -> Parcel {
    let note = handOver.message.text.values["note"].flatMap { row in
      ((try? store.sideRow(NoteRow.table, row)) ?? nil).flatMap { NoteRow.text($0.bytes) }
    }
    let words = OutboxWords(city: city, roster: post.roster)
    let person = post.roster.member(handOver.staff)
    return Parcel(
      handOver, address: handOver.channel == .email ? person?.mail : person?.phone,
      text: words.text(handOver.message, note: note))
  }

  /// Who has this phone number; numbers are compared without `+62`, `62` or a leading 0. Nil where nobody or several have it.
  public func staff(phone: String) -> StaffID? {
    func plain(_ text: String) -> Substring {
      let digits = text.filter { $0.isASCII && $0.isNumber }
      return digits.hasPrefix("62") ? digits.dropFirst(2) : digits.drop { $0 == "0" }
    }
    let wanted = plain(phone)
    guard wanted.count >= 7 else { return nil }
    let found = post.roster.staff.filter { $0.phone.map { plain($0) == wanted } ?? false }
    return found.count == 1 ? found[0].id : nil
  }
}
