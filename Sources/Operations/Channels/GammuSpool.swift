import Basics
import Callout
import Foundation
import Intake

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Short messages over the folders of gammu-smsd (its FILES service), which owns the modem.
///
/// A message is a file `OUTC20261124_190000_00_+62812345678_ID.txt` in the outbox, whole or not at all. Its name is the same each time
/// it is handed over, and one that lies in the outbox, or was sent, is not written again.
public struct GammuSpool: Carrier {
  /// Messages in the outbox at once; beyond it the modem does not keep up.
  public static let mostWaiting = 5_000

  private let folders: DeliverySettings.GammuFolders

  /// - Throws: exit 66 where the outbox is not there: gammu-smsd makes its folders, and a wrong path must not look well.
  public init(_ folders: DeliverySettings.GammuFolders, clock: @escaping @Sendable () -> Instant) throws(Problem) {
    self.folders = folders
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folders.outbox, isDirectory: &isFolder), isFolder.boolValue else {
      throw Problem(
        "gammu.outbox", "there is no folder \"\(folders.outbox)\"", advice: "take outboxpath of gammu-smsdrc.", exit: .missingFile
      )
    }
  }

  public func carry(_ parcel: Parcel) -> ChannelOutcome {
    guard let number = parcel.address, Self.isNumber(number) else { return .permanent("no phone number on the roster") }
    let name = Self.name(parcel, number)
    // Sent before, under the same name: gammu-smsd moves it as it is.
    if let sent = folders.sent, Files.exists("\(sent)/\(name)") { return .handedOver }
    if let error = folders.error, Files.exists("\(error)/\(name)") { return .permanent("gammu-smsd could not send it") }
    if Files.exists("\(folders.outbox)/\(name)") { return .handedOver }
    let waiting = (try? FileManager.default.contentsOfDirectory(atPath: folders.outbox).count) ?? 0
    if waiting >= Self.mostWaiting { return .temporary("\(waiting) messages wait for the modem", retryAfterSeconds: 60) }
    return WholeFile.write(Self.bytes(parcel.text), folder: folders.outbox, name: name)
  }

  /// Priority by purpose, time of the message's making: gammu-smsd sends in the order of the names.
  static func name(_ parcel: Parcel, _ number: String) -> String {
    let message = parcel.handOver.message
    let letter = ["B", "C", "D", "E"][min(3, message.purpose.rank)]
    let made = message.created.text.filter { $0.isASCII && $0.isNumber }
    let (date, time) = (made.prefix(8), made.dropFirst(8).prefix(6))
    return "OUT\(letter)\(date)_\(time)_00_\(number)_\(message.id).txt"
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
    return (3...16).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// ASCII as it is, anything else in UTF-16 with its mark, so that no machine's locale decides what is read.
  static func bytes(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 128 }) { return Array(text.utf8) }
    return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  }
}

/// Answers as gammu-smsd lays them down: `IN20261124_190501_00_+62812345678_00.txt`, one part a file.
public struct GammuInbox: Sendable {
  public static let mostAtOnce = 200
  public static let longest = 4096
  public let folder: String

  public init(folder: String) { self.folder = folder }

  public struct Letter: Sendable, Hashable {
    public var file: String
    public var from: String
    public var text: String
  }

  /// What lies there, oldest first.
  public func waiting() -> [Letter] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix("IN") && $0.hasSuffix(".txt") }.sorted().prefix(Self.mostAtOnce).compactMap(read)
  }

  /// Takes a letter out of the inbox when what it says is on record: it goes to the folder `siaga-read` beside it.
  public func done(_ letter: Letter) {
    let read = folder + "/siaga-read"
    try? FileManager.default.createDirectory(atPath: read, withIntermediateDirectories: true)
    _ = rename("\(folder)/\(letter.file)", "\(read)/\(letter.file)")
  }

  private func read(_ name: String) -> Letter? {
    let parts = name.dropFirst(2).dropLast(4).split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 5, let bytes = try? Files.read("\(folder)/\(name)") else { return nil }
    return Letter(file: name, from: String(parts[3]), text: Self.text(Array(bytes.prefix(Self.longest))))
  }

  /// UTF-16 with or without a mark where every second byte could be one of it, else UTF-8.
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.count >= 2, bytes.count % 2 == 0 {
      let isBig = bytes.starts(with: [0xFE, 0xFF])
      let isLittle = bytes.starts(with: [0xFF, 0xFE])
      if isBig || isLittle || bytes[0] == 0 {
        var units: [UInt16] = []
        for i in stride(from: isBig || isLittle ? 2 : 0, to: bytes.count, by: 2) {
          let (high, low) = isLittle ? (bytes[i + 1], bytes[i]) : (bytes[i], bytes[i + 1])
          units.append(UInt16(high) << 8 | UInt16(low))
        }
        return String(decoding: units, as: UTF16.self)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A file for another program: there whole, on the disk, or not at all.
enum WholeFile {
  /// - Returns: `unknown` where it lies there and may not be on the disk.
  static func write(_ bytes: [UInt8], folder path: String, name: String) -> ChannelOutcome {
    let draft = "\(path)/.\(name).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return .temporary("the folder cannot be written") }
    let written = bytes.withUnsafeBytes { buffer in put(file, buffer.baseAddress, buffer.count) }
    let isWhole = written == bytes.count && fsync(file) == 0
    close(file)
    guard isWhole, rename(draft, "\(path)/\(name)") == 0 else {
      unlink(draft)
      return .temporary("the folder cannot be written")
    }
    let folder = open(path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return .unknown }
    defer { close(folder) }
    return fsync(folder) == 0 ? .handedOver : .unknown
  }
}

/// `write`, where a method of that name hides the system's.
private func put(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }
