import Basics

public typealias InjectID = Identifier<Inject>

/// One line of the MSEL (daftar kejadian skenario induk): what happens to the players, when, and what a good player does.
public struct Inject: Hashable, Sendable {
  /// Types of standards/drills-hseep.md section 3.
  public enum Kind: String, Sendable, CaseIterable {
    /// Drives play.
    case contextual
    /// Given only if the players did not do what later events need.
    case contingency
    /// Nothing is sent: an evaluator watches for the expected action.
    case expectedAction = "expected_action"
    /// StartEx, pause, EndEx.
    case administrative
    /// A controller's own, on the spot.
    case spontaneous
  }

  public enum Method: String, Sendable, CaseIterable {
    case app, phone, radio, email, paper, actor, sensor
    case socialMedia = "social_media"
  }

  public enum Trigger: Hashable, Sendable {
    /// Minutes after the scenario's start: T+hh:mm.
    case planned(atMinute: Int)
    /// As soon as the condition holds, not before this minute; once.
    case conditional(InjectCondition, fromMinute: Int)
    /// A controller gives it when they see fit.
    case byController
  }

  /// Number of the MSEL: unique, stable, decimals for insertions, as `4.1`.
  public var id: InjectID
  public var kind: Kind
  public var trigger: Trigger
  /// Skipped where this holds at its time.
  public var unless: InjectCondition?
  public var content: InjectContent
  /// What happens, for controllers.
  public var synopsis: String
  /// The same in English; empty where nobody wrote it: then the first stands in.
  public var synopsisEnglish = ""
  /// The exact words that the player gets.
  public var text: String
  public var method: Method
  /// Simulated sender, as `Lurah Pangkalan Sesai`.
  public var from: String
  /// Player: role, office or function.
  public var to: String
  public var controller: String
  public var expectedAction: String
  /// Minutes for the expected action.
  public var limitMinutes: Int?
  /// Id of an objective of the evaluation.
  public var objective: String?
  public var evaluator: String
  public var location: String
  public var remarks: String

  public init(id: InjectID, kind: Kind = .contextual, trigger: Trigger, content: InjectContent, synopsis: String) {
    self.id = id
    self.kind = kind
    self.trigger = trigger
    self.content = content
    self.synopsis = synopsis
    unless = nil
    text = ""
    method = .app
    from = ""
    to = ""
    controller = ""
    expectedAction = ""
    limitMinutes = nil
    objective = nil
    evaluator = ""
    location = ""
    remarks = ""
  }

  /// Minute of a planned one; the first minute of a conditional one; nil for a controller's.
  public var earliestMinute: Int? {
    switch trigger {
    case .planned(let minute), .conditional(_, let minute): minute
    case .byController: nil
    }
  }

  /// What happens, in both languages.
  public var title: Bilingual { Bilingual(id: synopsis, en: synopsisEnglish.isEmpty ? synopsis : synopsisEnglish) }

  /// It halts the drill: a real emergency.
  public var isRealEmergency: Bool { content == .realEmergency }
}

/// What must hold for a conditional inject; evaluated on the command post's state and the world's truth.
public enum InjectCondition: Hashable, Sendable {
  /// Nobody of the role is on duty at the place, so many minutes after the inject's first minute.
  case noTeam(role: RoleID, place: PlaceID, withinMinutes: Int)
  /// The true depth somewhere in the area is over this.
  case depth(area: AreaID, overMillimetres: Int)
  case tide(overMillimetres: Int)
  /// Another inject was given so many minutes ago.
  case injectGiven(InjectID, minutesAgo: Int)
  /// No broadcast in the last minutes.
  case noBroadcast(withinMinutes: Int)
  /// No public bulletin in the last minutes.
  case noBulletin(withinMinutes: Int)
  /// No plan is approved for a shift that starts within these minutes.
  case noPlan(withinMinutes: Int)
  /// More than this share (percent) of the open orders past their deadline have no answer.
  case unanswered(overPercent: Int)
}

/// What an inject does to the world, or only says.
public enum InjectContent: Hashable, Sendable {
  public enum Need: String, Sendable, CaseIterable { case rescue, medical, food, water, shelter, power }

  public enum Road: Hashable, Sendable {
    /// All edges of this name in roads.geojson, inside the area where one is given.
    case named(String, area: AreaID?)
    /// The edge nearest to the middle of the shortest way between two places.
    case between(PlaceID, PlaceID)
  }

  /// Words only; what they start is up to the players.
  case message
  case pumpFails(PlaceID)
  case pumpReturns(PlaceID)
  /// It stays as it is, open or closed.
  case gateFails(PlaceID)
  case gateReturns(PlaceID)
  case roadClosed(Road)
  case roadOpened(Road)
  /// `toldAfterMinutes`: when the control room hears it; nil with this inject.
  case powerOff([AreaID], toldAfterMinutes: Int?)
  case powerOn([AreaID], toldAfterMinutes: Int?)
  /// Empty areas: the whole city; empty channels: all. `lossPercent` 100 is silence.
  case networkDown([AreaID], channels: [ContactChannel], lossPercent: Int)
  case networkUp([AreaID], channels: [ContactChannel])
  /// A false report of water in the area, of this depth.
  case rumour(AreaID, millimetres: Int)
  /// So many percent of those of a role (nil: of all) who are not yet on duty cannot come.
  case staffAbsent(role: RoleID?, percent: Int)
  case equipmentLost(EquipmentKind, count: Int)
  case equipmentBack(EquipmentKind, count: Int)
  /// The mayor asks: how many affected, displaced, on duty.
  case figuresAsked
  case mediaCall
  case helpRequest(AreaID, need: Need, people: Int, specialNeeds: Int)
  /// NYATA: everything of the drill halts at once and its people are free.
  case realEmergency
  case startExercise
  case pauseExercise
  case endExercise
}
