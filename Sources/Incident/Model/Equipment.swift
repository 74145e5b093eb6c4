import Basics

/// Kinds of equipment that posts may need.
public enum EquipmentKind: String, Sendable, CaseIterable {
  case boat, pump, generator, truck, tent, radio
  case fieldKitchen = "field_kitchen"
  case ambulance
}

/// A store of alike pieces at one place.
public struct Equipment: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case ready
    case inUse = "in_use"
    case broken
  }

  public var id: EquipmentID
  public var kind: EquipmentKind
  public var count: Int
  public var place: PlaceID
  /// Unit or partner, as text.
  public var owner: String
  public var state: State
  public var certainty: Certainty

  public init(id: EquipmentID, kind: EquipmentKind, count: Int, place: PlaceID, owner: String, state: State, certainty: Certainty)
  {
    self.id = id
    self.kind = kind
    self.count = count
    self.place = place
    self.owner = owner
    self.state = state
    self.certainty = certainty
  }
}

/// TNI, Polri, Basarnas, PMI, companies, organised volunteers: teams under their own leader, requested and never ordered.
public struct Partner: Hashable, Sendable {
  public var id: PartnerID
  public var name: Bilingual
  /// Office that speaks for them, as text without a person's name.
  public var contact: String
  /// Roles whose seats their teams can take.
  public var roles: [RoleID]
  public var certainty: Certainty

  public init(id: PartnerID, name: Bilingual, contact: String, roles: [RoleID], certainty: Certainty) {
    self.id = id
    self.name = name
    self.contact = contact
    self.roles = roles
    self.certainty = certainty
  }
}
