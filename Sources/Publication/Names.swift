import Basics
import Incident

/// What a page may say of a person: names are side rows, so they come in by closure and never from an event.
public struct PersonLabel: Hashable, Sendable {
  public var name: String
  public var unit: String
  /// Masked (`NIP.masked`); the full number stands only in the assignment letter.
  public var maskedNIP: String?
  public var competencies: [HeldCompetency]

  public init(name: String, unit: String, maskedNIP: String? = nil, competencies: [HeldCompetency] = []) {
    self.name = name
    self.unit = unit
    self.maskedNIP = maskedNIP
    self.competencies = competencies
  }
}

/// What the assignment letter prints of a person, the full NIP with it.
public struct LetterPerson: Hashable, Sendable {
  public var name: String
  /// As letters print it: `19860926 201505 1 001`; nil for those who have none.
  public var nip: String?
  public var grade: String?
  public var position: String
  public var unit: String

  public init(name: String, nip: String?, grade: String?, position: String, unit: String) {
    self.name = name
    self.nip = nip
    self.grade = grade
    self.position = position
    self.unit = unit
  }
}

/// Names of people and units, asked for while a page is made.
public struct Names: Sendable {
  public var person: @Sendable (StaffID) -> PersonLabel?
  public var unit: @Sendable (UnitID) -> String?
  /// Only for the draft of the assignment letter.
  public var letter: @Sendable (StaffID) -> LetterPerson?

  public init(
    person: @escaping @Sendable (StaffID) -> PersonLabel?, unit: @escaping @Sendable (UnitID) -> String? = { _ in nil },
    letter: @escaping @Sendable (StaffID) -> LetterPerson? = { _ in nil }
  ) {
    self.person = person
    self.unit = unit
    self.letter = letter
  }

  /// Nobody's name is known: ids stand for people.
  public static let none = Names(person: { _ in nil })

  public init(_ roster: Roster) {
    self.init(
      person: { id in
        roster.member(id).map { member in
          PersonLabel(
            name: member.name, unit: roster.unit(member.unit)?.name ?? member.unit.rawValue, maskedNIP: member.nip?.masked,
            competencies: member.competencies)
        }
      },
      unit: { roster.unit($0)?.name },
      letter: { id in
        roster.member(id).map { member in
          LetterPerson(
            name: member.name, nip: member.nip?.printed, grade: member.grade, position: member.position,
            unit: roster.unit(member.unit)?.name ?? member.unit.rawValue)
        }
      })
  }

  /// The name, or the id where no name is known.
  public func name(_ staff: StaffID) -> String { person(staff)?.name ?? staff.rawValue }
  public func unitName(_ unit: UnitID) -> String { self.unit(unit) ?? unit.rawValue }
}
