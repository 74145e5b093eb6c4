import Basics
import Incident

/// A document about what is followed between the floods: HTML that prints on A4, and tables of every figure.
public struct ServiceSheet: Sendable {
  public var title: String
  /// Below the head of each page, on the left.
  public var scope: String
  public var language: Language
  var blocks: [PaperBlock]
  /// For spreadsheets: name of the file without its ending, and rows with a header.
  public var tables: [(name: String, rows: [[String]])]

  /// What every sheet says of itself.
  public struct Frame: Sendable {
    public var mode: Mode
    public var city: City
    public var names: Names
    /// Text of side rows; nil where the row was deleted.
    public var note: @Sendable (NoteReference) -> String?
    /// Short code of the log's head.
    public var logHead: String
    public var now: Instant

    public init(
      mode: Mode, city: City, names: Names, note: @escaping @Sendable (NoteReference) -> String? = { _ in nil }, logHead: String,
      now: Instant
    ) {
      self.mode = mode
      self.city = city
      self.names = names
      self.note = note
      self.logHead = logHead
      self.now = now
    }

    public func style(_ language: Language) -> Style {
      Style(language, offsetMinutes: city.offsetMinutes, zoneName: city.zoneName)
    }
    public var today: CivilDate { now.date(offsetMinutes: city.offsetMinutes) }

    /// The words of a note, or that they were erased: a figure stays explainable.
    func words(_ reference: NoteReference?, _ style: Style) -> String {
      guard let reference else { return "–" }
      return note(reference) ?? style.words("service.erased")
    }

    /// The person's name, or that the person was deleted from the roster.
    func person(_ staff: StaffID, _ style: Style) -> String {
      names.person(staff)?.name ?? style.words("service.erasedPerson")
    }
  }

  func page(_ frame: Frame) -> [String: Any] {
    let style = frame.style(language)
    let sender = frame.city.sender
    return [
      "lang": language.rawValue, "css": PaperCSS.text(isLandscape: false), "title": title,
      "marks": frame.mode.mark.map { [["mark": $0]] } ?? [],
      "sender": frame.mode == .exercise && !sender.hasPrefix("LATIHAN") ? "LATIHAN " + sender : sender, "operation": scope,
      "planLine": style.words("service.confidential"), "logLine": style.words("paper.logLine", ["code": frame.logHead]),
      "madeLine": style.words("paper.madeLine", ["at": style.moment(frame.now)]), "blocks": blocks.map(\.context),
    ]
  }
}
