import Basics
import Foundation
import Geography
import Incident
import Intake
import Ledger

/// What somebody reports, before it is a ticket.
public struct ReportWish: Sendable {
  public var need: CitizenNeed
  public var area: AreaID
  public var people: Int?
  public var depth: DepthWord?
  /// As `RT 03 RW 02`.
  public var neighbourhood: String?
  public var point: Coordinate?
  public var way: ReportWay
  public var onBehalfBy: String?
  public var words: String?
  /// A telephone or a name to ask back; never in the log.
  public var contact: String?
  /// JPEG or PNG as it came.
  public var photo: [UInt8]?
  public var seenAt: Instant
  public var toldAt: Instant

  public init(need: CitizenNeed, area: AreaID, way: ReportWay, seenAt: Instant, toldAt: Instant) {
    self.need = need
    self.area = area
    self.way = way
    self.seenAt = seenAt
    self.toldAt = toldAt
  }
}

/// Photos of residents' reports beside the log.
enum PhotoRow {
  static let table = "photo"
  /// In base64.
  static let longest = PhotoScrub.limit * 4 / 3 + 64
}

extension Desk {
  /// - Throws: a `Problem` for a photo that is none, and for texts that are too long.
  public func report(_ wish: ReportWish, of operation: OperationID) throws(Problem) -> (command: Command, rows: [SideRow]) {
    var rows: [SideRow] = []
    var report = CitizenReport(
      operation: operation, ticket: TicketID(""), need: wish.need, people: wish.people, depth: wish.depth, area: wish.area,
      latitudeE7: wish.point.map { Int($0.latitudeE7) }, longitudeE7: wish.point.map { Int($0.longitudeE7) }, way: wish.way,
      onBehalfBy: wish.onBehalfBy, neighbourhood: wish.neighbourhood, seenAt: wish.seenAt, toldAt: wish.toldAt)
    if let words = wish.words {
      let note = try self.note(words, name: "report-words")
      report.words = note.reference
      rows.append(note.row)
    }
    if let contact = wish.contact {
      let note = try self.note(contact, name: "report-contact")
      report.contact = note.reference
      rows.append(note.row)
    }
    if let photo = wish.photo {
      guard let clean = PhotoScrub.clean(photo) else {
        throw Problem(
          "report.photo", "the picture cannot be read", advice: "a JPEG or PNG of at most \(PhotoScrub.limit >> 20) MiB",
          exit: .badData)
      }
      let text = clean.kind.rawValue + " " + Data(clean.bytes).base64EncodedString()
      let (bytes, reference) = try NoteRow.make(
        text, name: "\(post.nextSequence)/photo", entropy: entropy, longest: PhotoRow.longest)
      report.photo = reference
      rows.append(SideRow(table: PhotoRow.table, id: bytes.id, bytes: bytes.bytes))
    }
    return (.citizen(.report(report)), rows)
  }

  /// A photo without anything that says where it was taken; nil where it was erased.
  public func photo(_ reference: NoteReference) -> (type: String, bytes: [UInt8])? {
    guard let row = (try? store.sideRow(PhotoRow.table, reference.row)) ?? nil,
      let text = NoteRow.text(row.bytes, longest: PhotoRow.longest), let blank = text.firstIndex(of: " "),
      let bytes = Data(base64Encoded: String(text[text.index(after: blank)...]))
    else { return nil }
    return (String(text[..<blank]), Array(bytes))
  }
}
