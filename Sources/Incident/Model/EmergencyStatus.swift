import Basics

/// Recorded from a decree of the mayor, never declared by the software.
public enum EmergencyStatus: String, Sendable, CaseIterable {
  case none
  case standby
  case response
  case transition
}

/// Not a status and not a posture; printed as word and colour together.
public enum WarningLevel: String, Sendable, CaseIterable { case green, yellow, orange, red }

/// The paper or order that an act rests on.
public struct Basis: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case decree
    case earlyWarning = "early_warning"
    /// Keadaan tertentu, Perpres 17/2018.
    case stateOfNeed = "state_of_need"
    /// Written up later; shown as open until then.
    case oralOrder = "oral_order"
  }

  public var kind: Kind
  /// Empty only for an oral order.
  public var number: String
  public var date: CivilDate
  /// Office of the signer, never a name.
  public var signerOffice: String

  public init(kind: Kind, number: String, date: CivilDate, signerOffice: String) {
    self.kind = kind
    self.number = number
    self.date = date
    self.signerOffice = signerOffice
  }

  public var isWrittenUp: Bool { !number.isEmpty }
}
