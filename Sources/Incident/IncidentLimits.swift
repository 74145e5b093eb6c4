/// The limits of this room, all in one place. What lies beyond is refused with a `Refusal` or an `EventFault`.
public enum IncidentLimits {
  /// Bytes of an event's payload (the ledger's limit too).
  public static let payloadBytes = 64 << 10
  /// Bytes that lists of one event are filled up to, so that the rest of the payload has room.
  public static let listBytes = 48 << 10
  /// Seats of one `PlanPart`, posts of one `PostsOpened`, duties of one `LetterPart`.
  public static let itemsPerPart = 500
  /// Events of one command (the ledger's batch).
  public static let eventsPerCommand = 10_000
  /// Bytes of one id.
  public static let idBytes = 64
  /// Bytes of a `role/place/shift`.
  public static let postIDBytes = 194
  /// Bytes of a name of an office, a road, a letter's number.
  public static let nameBytes = 200
  public static let operations = 1_000
  public static let areasPerOperation = 1_000
  public static let occurrencesPerOperation = 200
  public static let periodsPerOperation = 2_000
  public static let objectivesPerPeriod = 20
  public static let shiftsPerOperation = 2_000
  /// Minutes of one shift.
  public static let shiftMinutes = 24 * 60
  public static let postsPerOperation = 100_000
  public static let headsPerPost = 1_000
  public static let equipmentPieces = 100_000
  public static let aidPerOperation = 10_000
  public static let plansPerOperation = 10_000
  public static let dutiesPerPlan = 200_000
  /// Units of the goal that moving somebody who was told may have to gain.
  public static let moveThreshold = 1_000_000
  public static let factsPerPlan = 1_000
  public static let pinsAndBans = 10_000
  public static let ordersPerOperation = 1_000_000
  public static let objections = 10_000
  public static let lettersPerOperation = 10_000
  public static let dutiesPerLetter = 10_000
  public static let roundsPerOperation = 10_000
  public static let broadcastsPerOperation = 10_000
  public static let bulletinsPerOperation = 10_000
  public static let alertsPerOperation = 10_000
  public static let versionsPerBulletin = 500
  public static let ticketsPerOperation = 200_000
  public static let rumoursPerOperation = 10_000
  public static let reliefPerOperation = 100_000
  /// Evaluators' ratings of one database.
  public static let ratings = 10_000
  public static let complaints = 1_000_000
  public static let complaintsPerImport = 1_000
  public static let correctiveActions = 100_000
  public static let trainings = 2_000_000
  public static let voices = 200_000
  public static let recipientsPerBroadcast = 200_000
  public static let rosterStaff = 200_000
  public static let contactTests = 10_000
  public static let depthMillimetres = 20_000
  /// Depth reports that the state keeps per area; older ones stay in the log.
  public static let depthReportsPerArea = 200
  /// Forecasts that the state keeps per area; older ones stay in the log.
  public static let forecastsPerArea = 100
  /// Minutes of one forecast's span.
  public static let forecastMinutes = 7 * 24 * 60
  public static let reportsPerCommand = 1_000
  public static let people = 100_000_000
  /// Minutes by which a clock elsewhere may be ahead before "seen at" is refused as lying in the future.
  public static let clockSkewMinutes = 5
  /// Anomalies (events about unknown things) that the state keeps by text; all are counted.
  public static let anomalies = 100
}
