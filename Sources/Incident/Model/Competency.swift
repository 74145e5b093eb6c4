import Basics

/// Something that a person can be trained in and tested for, at levels 1 (understands) to 5 (expert).
public struct Competency: Hashable, Sendable {
  public var id: CompetencyID
  public var name: Bilingual
  /// How long a certificate holds by default; nil for ever.
  public var validityMonths: Int?

  public init(id: CompetencyID, name: Bilingual, validityMonths: Int? = nil) {
    self.id = id
    self.name = name
    self.validityMonths = validityMonths
  }

  public static let levels = 1...5
}

/// A competency that a person holds.
public struct HeldCompetency: Hashable, Sendable {
  public var competency: CompetencyID
  /// 1...5
  public var level: Int
  /// Last day on which it holds; nil without end.
  public var validUntil: CivilDate?

  public init(competency: CompetencyID, level: Int, validUntil: CivilDate? = nil) {
    self.competency = competency
    self.level = level
    self.validUntil = validUntil
  }

  public func isValid(on day: CivilDate) -> Bool { validUntil.map { day <= $0 } ?? true }
}

/// A competency at a least level: hard where a role requires it, soft where it is wished.
public struct CompetencyLevel: Hashable, Sendable {
  public var competency: CompetencyID
  public var level: Int

  public init(_ competency: CompetencyID, level: Int) {
    self.competency = competency
    self.level = level
  }
}
