import Basics
import Incident

/// People who stand in a file twice: the same id or NIP is an error, the same or nearly the same name a warning.
struct RosterDuplicates {
  private var byNumber: [String: Int] = [:]
  private var byNIP: [String: Int] = [:]
  private var byBirth: [String: Int] = [:]
  private var bySpelling: [String: [Entry]] = [:]

  private struct Entry {
    var name: [Unicode.Scalar]
    var birth: CivilDate?
    var line: Int
  }

  /// Of one unit and one skeleton, so many are compared.
  static let maximumCompared = 8

  /// The problems of this person against all before; an error keeps the row out.
  mutating func problems(of person: StaffMember, row: CSVRow) -> [Problem] {
    var found: [Problem] = []
    if let line = byNumber.updateValue(row.line, forKey: person.officeNumber) {
      found.append(
        Problem(
          "roster.id.twice", "\(quoted(person.officeNumber)) stands on line \(line) too; expected each id once",
          at: row.place(RosterColumn.id.header), advice: "the same person was entered twice: delete one of the rows."))
    }
    if let nip = person.nip, let line = byNIP.updateValue(row.line, forKey: nip.digits) {
      found.append(
        Problem(
          "roster.nip.twice", "\(quoted(nip.masked)) stands on line \(line) too; expected each NIP once",
          at: row.place(RosterColumn.nip.header), advice: "the same person was entered twice: delete one of the rows."))
    }
    if found.isEmpty, let line = lookAlike(person, line: row.line) {
      found.append(
        Problem(
          "roster.name.alike", "\(quoted(person.name)) looks like the person on line \(line)", severity: .warning,
          at: row.place(RosterColumn.name.header), advice: "it is one person with two ids: delete one of the rows."))
    }
    return found
  }

  private mutating func lookAlike(_ person: StaffMember, line: Int) -> Int? {
    let words = NameForm.words(person.name)
    let birth = person.nip?.birthDate
    if let birth {
      let key = words.sorted().joined(separator: " ") + "|\(birth.dayNumber)"
      if let other = byBirth.updateValue(line, forKey: key) { return other }
    }
    let key = person.unit.rawValue + "|" + words.map(NameForm.skeleton).sorted().joined(separator: " ")
    let name = Array(words.joined(separator: " ").unicodeScalars.prefix(64))
    // Of two short names that differ in two letters, each may be a name of its own.
    let allowed = min(3, max(1, name.count / 6))
    let alike = bySpelling[key]?.last { entry in
      // Two birth dates are two people, however alike their names.
      (entry.birth == nil || birth == nil || entry.birth == birth) && editDistance(entry.name, name) <= allowed
    }
    if bySpelling[key]?.count ?? 0 < Self.maximumCompared {
      bySpelling[key, default: []].append(Entry(name: name, birth: birth, line: line))
    }
    return alike?.line
  }
}

/// Names without titles, case and the variants of Indonesian spelling.
enum NameForm {
  private static let titles: Set<String> = [
    "h", "hj", "dr", "drs", "dra", "ir", "prof", "drg", "ns", "kh", "hi", "tn", "ny", "apt",
  ]

  private static func isWordByte(_ byte: UInt8) -> Bool { (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) }

  /// `Drs. H. Moehammad  Djoko, M.Si` → `moehammad djoko`
  static func words(_ name: String) -> [String] {
    let main = name.utf8.firstIndex(of: UInt8(ascii: ",")).map { name[..<$0] } ?? name[...]
    let all: [String]
    if main.utf8.contains(where: { $0 >= 0x80 }) {
      all = main.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    } else {
      all = main.utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }.split { !isWordByte($0) }.map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    let kept = all.filter { !titles.contains($0) }
    return kept.isEmpty ? all : kept
  }

  /// Consonants that keep their sound over old and new spelling: `moehammad`, `muhamad` → `md`; `djoko`, `joko` → `jk`.
  static func skeleton(_ word: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(word.utf8)
    var at = 0
    while at < bytes.count {
      var byte = bytes[at]
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      at += 1
      switch (byte, next) {
      case (UInt8(ascii: "d"), UInt8(ascii: "j")):
        byte = UInt8(ascii: "j")
        at += 1
      case (UInt8(ascii: "t"), UInt8(ascii: "j")):
        byte = UInt8(ascii: "c")
        at += 1
      default: break
      }
      switch byte {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "h"),
        UInt8(ascii: "y"), UInt8(ascii: "w"):
        continue
      case UInt8(ascii: "z"): byte = UInt8(ascii: "s")
      case UInt8(ascii: "v"): byte = UInt8(ascii: "f")
      default: break
      }
      if out.last != byte { out.append(byte) }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
