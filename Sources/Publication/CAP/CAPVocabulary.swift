import Basics

/// `status`: what the message is of. Only `actual` may ever reach a public channel.
public enum CAPStatus: String, Sendable, CaseIterable {
  case actual = "Actual"
  case exercise = "Exercise"
  case system = "System"
  case test = "Test"
  case draft = "Draft"
}

/// `msgType`: what the message does to those before it.
public enum CAPMessageType: String, Sendable, CaseIterable {
  case alert = "Alert"
  case update = "Update"
  case cancel = "Cancel"
  case acknowledgement = "Ack"
  case error = "Error"

  /// Whether it says nothing without the messages that it answers.
  public var needsReferences: Bool { self != .alert }
}

/// `scope`: whom the message is for.
public enum CAPScope: String, Sendable, CaseIterable {
  case everyone = "Public"
  case restricted = "Restricted"
  case addressed = "Private"
}

/// `category` of an event; a flood is `met` (its cause) and often `safety` and `infra`.
public enum CAPCategory: String, Sendable, CaseIterable {
  case geo = "Geo"
  case met = "Met"
  case safety = "Safety"
  case security = "Security"
  case rescue = "Rescue"
  case fire = "Fire"
  case health = "Health"
  case env = "Env"
  case transport = "Transport"
  case infra = "Infra"
  case cbrne = "CBRNE"
  case other = "Other"
}

/// `responseType`: what the reader should do.
public enum CAPResponse: String, Sendable, CaseIterable {
  case shelter = "Shelter"
  case evacuate = "Evacuate"
  case prepare = "Prepare"
  case execute = "Execute"
  case avoid = "Avoid"
  case monitor = "Monitor"
  /// For agencies only, not for the public.
  case assess = "Assess"
  case allClear = "AllClear"
  case none = "None"
}

/// `urgency`: how soon to act.
public enum CAPUrgency: String, Sendable, CaseIterable {
  case immediate = "Immediate"
  /// Within the hour.
  case expected = "Expected"
  case future = "Future"
  case past = "Past"
  case unknown = "Unknown"
}

/// `severity`: how bad.
public enum CAPSeverity: String, Sendable, CaseIterable {
  case extreme = "Extreme"
  case severe = "Severe"
  case moderate = "Moderate"
  case minor = "Minor"
  case unknown = "Unknown"
}

/// `certainty`: how sure.
public enum CAPCertainty: String, Sendable, CaseIterable {
  case observed = "Observed"
  /// More than about one half.
  case likely = "Likely"
  case possible = "Possible"
  case unlikely = "Unlikely"
  case unknown = "Unknown"
}
