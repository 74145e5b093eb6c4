import Basics

/// Reads the first visible sheet of a workbook (.xlsx, ECMA-376) as a table of text, so that whatever reads CSV reads it too.
///
/// ```swift
/// let reading = Workbook.table(bytes, file: "pegawai.xlsx")
/// RosterReader.readFile(bytes: reading.value, file: "pegawai.xlsx", context: context)
/// ```
/// Each row of the sheet is one line under the same number, so that a problem of line 7 lies in row 7. Text comes as it is,
/// dates as YYYY-MM-DD, whole numbers without a point; a number that the spreadsheet has rounded (1.98503E+17) stays as it stands,
/// so that it is found out. Formulas come as the value that they had when the file was saved.
public enum Workbook {
  /// Whether the bytes begin as a workbook does.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool { ZipArchive.isZip(bytes) }

  /// - Returns: UTF-8 with tabs between fields; empty with a problem where the file is refused.
  /// - Complexity: O(unpacked bytes); memory at most a few times of them, bounded by `WorkbookLimits`.
  public static func table(_ bytes: [UInt8], file: String) -> Reading<[UInt8]> {
    do throws(ZipArchive.Fault) {
      let (sheet, problems) = try read(bytes, file)
      return Reading(sheet, problems: problems)
    } catch {
      return Reading(
        [], problems: [Problem(error.code, error.what, at: .init(file: file), advice: advice(error.code))])
    }
  }

  private static func advice(_ code: String) -> String {
    switch code {
    case "workbook.encrypted": "save it without a password, or as \"CSV UTF-8\"."
    case "workbook.sheet": "the file is another kind of document: save the sheet as .xlsx or \"CSV UTF-8\"."
    case "workbook.bomb", "workbook.large", "workbook.entries": "copy the rows into a new sheet without pictures and save that."
    default: "open it in a spreadsheet and save it anew as .xlsx or \"CSV UTF-8\"."
    }
  }

  private static func read(_ bytes: [UInt8], _ file: String) throws(ZipArchive.Fault) -> ([UInt8], [Problem]) {
    let archive = try ZipArchive(bytes)
    guard let book = try archive.part("xl/workbook.xml"), let links = try archive.part("xl/_rels/workbook.xml.rels") else {
      throw ZipArchive.Fault("workbook.sheet", "no spreadsheet stands in this file")
    }
    let index = WorkbookIndex()
    try parse(book, index)
    let targets = WorkbookLinks()
    try parse(links, targets)
    guard let first = index.sheets.first(where: { !$0.isHidden }) ?? index.sheets.first,
      let target = targets.byID[first.link], let sheet = try archive.part(path(target))
    else { throw ZipArchive.Fault("workbook.sheet", "no sheet stands in this workbook") }
    let strings = SharedStrings()
    if let part = try archive.part(path(targets.path(of: "sharedStrings") ?? "sharedStrings.xml")) { try parse(part, strings) }
    let styles = CellStyles()
    if let part = try archive.part(path(targets.path(of: "styles") ?? "styles.xml")) { try parse(part, styles) }
    let cells = SheetCells(strings: strings.texts, styles: styles, isFrom1904: index.isFrom1904)
    try parse(sheet, cells)
    return (cells.table, cells.problems(file))
  }

  private static func parse(_ part: [UInt8], _ handler: any XMLEventHandler) throws(ZipArchive.Fault) {
    do throws(XMLEvents.Fault) {
      try XMLEvents.read(part, elements: WorkbookLimits.elements, to: handler)
    } catch {
      throw ZipArchive.Fault(
        "workbook.\(error.code == "xml.malformed" ? "damaged" : "hostile")", "a part cannot be read: \(error.what)")
    }
  }

  /// Targets are relative to `xl/` unless they begin with a slash.
  private static func path(_ target: String) -> String {
    target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }
}

/// `xl/workbook.xml`: the sheets in their order, and from when days are counted.
final class WorkbookIndex: XMLEventHandler {
  var sheets: [(link: String, isHidden: Bool)] = []
  var isFrom1904 = false

  func start(_ name: String, attribute: (String) -> String?) {
    if name == "sheet", sheets.count < WorkbookLimits.entries {
      sheets.append((attribute("id") ?? "", (attribute("state") ?? "visible") != "visible"))
    }
    if name == "workbookPr" { isFrom1904 = ["1", "true"].contains(attribute("date1904") ?? "") }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: String) {}
}

/// `xl/_rels/workbook.xml.rels`: where the parts lie.
final class WorkbookLinks: XMLEventHandler {
  var byID: [String: String] = [:]
  private var kinds: [(kind: String, target: String)] = []

  func start(_ name: String, attribute: (String) -> String?) {
    guard name == "Relationship", let id = attribute("Id"), let target = attribute("Target") else { return }
    byID[id] = target
    kinds.append((attribute("Type") ?? "", target))
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func end(_ name: String) {}

  func path(of kind: String) -> String? { kinds.first { $0.kind.hasSuffix("/" + kind) }?.target }
}
