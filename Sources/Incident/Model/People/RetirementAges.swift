import Basics

/// At what age whom the service releases (batas usia pensiun): by words of the position, the first that fits.
///
/// Defaults after UU 20/2023 article 55 and PP 11/2017 article 239 (general knowledge, unverified): a city states its own.
public struct RetirementAges: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    /// Part of position or kind of position, without regard to case.
    public var words: String
    /// Full years, 40...80.
    public var age: Int

    public init(words: String, age: Int) {
      self.words = words
      self.age = age
    }
  }

  public var lines: [Line]
  /// For all others.
  public var otherwise: Int
  public static let limits = 40...80
  /// Most lines of a table.
  public static let mostLines = 200

  public init(lines: [Line], otherwise: Int) {
    self.lines = lines
    self.otherwise = otherwise
  }

  public static let standard = RetirementAges(
    lines: [
      Line(words: "ahli utama", age: 65), Line(words: "ahli madya", age: 60), Line(words: "guru", age: 60),
      Line(words: "jpt", age: 60),
    ], otherwise: 58)

  public func age(of person: StaffMember) -> Int {
    let text = "\(person.position) \(person.positionKind ?? "")".lowercased()
    return lines.first { text.contains($0.words.lowercased()) }?.age ?? otherwise
  }

  /// The first day of retirement: the first of the month after the birthday (PP 11/2017). Nil without a NIP: the birth date stands
  /// nowhere else.
  public func retires(_ person: StaffMember) -> (day: CivilDate, age: Int)? {
    guard let birth = person.nip?.birthDate.parts else { return nil }
    let age = age(of: person)
    let months = (birth.year + age) * 12 + birth.month
    return CivilDate(year: months / 12, month: months % 12 + 1, day: 1).map { ($0, age) }
  }
}
