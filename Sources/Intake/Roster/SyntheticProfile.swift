import Basics
import Incident

/// How one kind of office is staffed, as `SyntheticRosterTables.profiles` writes it:
///
///     profile NAME [like OTHER]        takes over OTHER's lines; an own head, second or section replaces those of OTHER
///     head TITLE ; KIND
///     second TITLE ; KIND              the deputy or secretary, where the office has four people
///     section TITLE ; KIND ; PER       one for each PER people
///     post TITLE ; KIND ; WEIGHT ; WOMEN % ; PNS % / PPPK % (the rest has no civil service status)
///     skill PERCENT [@WORD] ; CODE LOW-HIGH CHANCE, …     of those whose position holds WORD, so many hold the bundle
///     shift PERCENT                    of posts and leaders of teams keep no office hours
///     callable PERCENT                 of the posts may be called; 100 unless told
///     recent PERCENT                   did flood duty in the last 30 days
struct SyntheticProfile: Sendable {
  struct Position: Sendable {
    var title: String
    var kind: String
    var weight = 0.0
    var women = 0.3
    var pns = 1.0
    var pppk = 0.0
  }

  struct Section: Sendable {
    var position: Position
    var per: Int
  }

  struct Skill: Sendable {
    struct Part: Sendable {
      var code: CompetencyID
      var levels: ClosedRange<Int>
      var chance: Double
    }

    var share: Double
    var word: String?
    var parts: [Part]
  }

  var name = ""
  var head = Position(title: "Kepala {name}", kind: "administrator")
  var second: Position?
  var sections: [Section] = []
  var posts: [Position] = []
  var skills: [Skill] = []
  var shift = 0.0
  var callable = 1.0
  var recent = 0.0

  /// All profiles of the tables, by name. Lines that do not read are left out; a test counts them.
  static func all(_ text: String) -> (profiles: [String: SyntheticProfile], faults: [String]) {
    var profiles: [String: SyntheticProfile] = [:]
    var faults: [String] = []
    for block in text.split(separator: "\n\n") {
      let lines = block.split(separator: "\n")
      let head = (lines.first ?? "").split(separator: " ").map(String.init)
      guard head.count == 2 || head.count == 4, head[0] == "profile" else {
        faults.append(String(lines.first ?? ""))
        continue
      }
      var profile = head.count == 4 ? profiles[head[3]] ?? SyntheticProfile() : SyntheticProfile()
      if head.count == 4, profiles[head[3]] == nil { faults.append(head.joined(separator: " ")) }
      profile.name = head[1]
      var hasOwnSections = false
      for line in lines.dropFirst() {
        if line.hasPrefix("section "), !hasOwnSections {
          hasOwnSections = true
          profile.sections = []
        }
        if !profile.read(String(line)) { faults.append(String(line)) }
      }
      profiles[profile.name] = profile
    }
    return (profiles, faults)
  }

  private mutating func read(_ line: String) -> Bool {
    guard let space = line.firstIndex(of: " ") else { return false }
    let cells = SyntheticText.cells(String(line[line.index(after: space)...]), ";")
    let position = Position(title: cells[0], kind: cells.count > 1 ? cells[1] : "")
    switch line[..<space] {
    case "head" where cells.count == 2: head = position
    case "second" where cells.count == 2: second = position
    case "section" where cells.count == 3:
      guard let per = Int(cells[2]), per > 0 else { return false }
      sections.append(Section(position: position, per: per))
    case "post" where cells.count == 5: return readPost(position, cells)
    case "skill" where cells.count == 2: return readSkill(cells)
    case "shift" where cells.count == 1: shift = SyntheticText.percent(cells[0])
    case "callable" where cells.count == 1: callable = SyntheticText.percent(cells[0])
    case "recent" where cells.count == 1: recent = SyntheticText.percent(cells[0])
    default: return false
    }
    return true
  }

  private mutating func readPost(_ position: Position, _ cells: [String]) -> Bool {
    let mix = SyntheticText.cells(cells[4], "/")
    guard mix.count == 2, let weight = Int(cells[2]) else { return false }
    var position = position
    position.weight = Double(weight)
    position.women = SyntheticText.percent(cells[3])
    position.pns = SyntheticText.percent(mix[0])
    position.pppk = SyntheticText.percent(mix[1])
    posts.append(position)
    return true
  }

  private mutating func readSkill(_ cells: [String]) -> Bool {
    let head = SyntheticText.cells(cells[0], "@")
    var parts: [Skill.Part] = []
    for text in SyntheticText.cells(cells[1], ",") {
      let words = SyntheticText.cells(text, " ")
      guard words.count == 3 else { return false }
      let levels = SyntheticText.cells(words[1], "-").compactMap { Int($0) }
      guard levels.count == 2, levels[0] <= levels[1], Competency.levels.contains(levels[0]),
        Competency.levels.contains(levels[1])
      else { return false }
      parts.append(
        .init(code: CompetencyID(words[0]), levels: levels[0]...levels[1], chance: SyntheticText.percent(words[2])))
    }
    skills.append(Skill(share: SyntheticText.percent(head[0]), word: head.count > 1 ? head[1] : nil, parts: parts))
    return true
  }
}

enum SyntheticText {
  /// Cells between `separator`, without blanks at their ends.
  static func cells(_ text: String, _ separator: Character) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: separator == " " || separator == "@").map { part in
      var part = part
      while part.first == " " || part.first == "\n" { part.removeFirst() }
      while part.last == " " || part.last == "\n" { part.removeLast() }
      return String(part)
    }
  }

  static func percent(_ text: String) -> Double { Double(Int(text) ?? 0) / 100 }
}
