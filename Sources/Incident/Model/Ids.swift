import Basics

/// Siaga's own random id of a person; the only name of a person that may stand in the log.
public typealias StaffID = Identifier<StaffMember>
public typealias UnitID = Identifier<OrgUnit>
public typealias CompetencyID = Identifier<Competency>
public typealias RoleID = Identifier<Role>
public typealias PlaceID = Identifier<Place>
/// Code of a kelurahan, as `14.72.06.1001`.
public typealias AreaID = Identifier<Kelurahan>
public typealias ShiftID = Identifier<Shift>
/// `role/place/shift`
public typealias PostID = Identifier<Post>
public typealias PostureID = Identifier<Posture>
public typealias EquipmentID = Identifier<Equipment>
public typealias PartnerID = Identifier<Partner>
