import Basics

/// Power as PLN switches it: stated windows, and a rule for what the water does.
public struct ScenarioPower: Hashable, Sendable {
  public struct Window: Hashable, Sendable {
    public var areas: [AreaID]
    /// Off from start to end.
    public var off: Interval
    /// Minutes after each switch until the control room is told; nil: nobody tells it.
    public var toldAfterMinutes: Int?

    public init(areas: [AreaID], off: Interval, toldAfterMinutes: Int?) {
      self.areas = areas
      self.off = off
      self.toldAfterMinutes = toldAfterMinutes
    }
  }

  /// PLN switches an area off when the water there reaches a depth.
  public struct Rule: Hashable, Sendable {
    public var depthMillimetres: Int
    public var offAfterMinutes: Int
    /// After the water fell below the depth.
    public var onAfterMinutes: Int
    public var toldAfterMinutes: Int

    public init(depthMillimetres: Int, offAfterMinutes: Int, onAfterMinutes: Int, toldAfterMinutes: Int) {
      self.depthMillimetres = depthMillimetres
      self.offAfterMinutes = offAfterMinutes
      self.onAfterMinutes = onAfterMinutes
      self.toldAfterMinutes = toldAfterMinutes
    }
  }

  public var windows: [Window] = []
  public var rule: Rule?

  public init() {}

  /// Whether a window (not the rule) has the area off at that time.
  public func isOff(_ area: AreaID, at instant: Instant) -> Bool {
    windows.contains { $0.off.contains(instant) && $0.areas.contains(area) }
  }
}

/// Ways in which a message reaches a person in a drill.
public enum ContactChannel: String, Sendable, CaseIterable, Comparable {
  case chat, sms, voice, radio, email

  public static func < (a: ContactChannel, b: ContactChannel) -> Bool { a.rawValue < b.rawValue }
}

/// The phone network of a drill: delay, loss, duplicates and silence.
public struct PhoneNetwork: Hashable, Sendable {
  public struct Channel: Hashable, Sendable {
    public var channel: ContactChannel
    public var delay: DelayModel
    /// Share of messages that never arrive, 0...1.
    public var lossShare: Double
    public var duplicateShare: Double

    public init(channel: ContactChannel, delay: DelayModel, lossShare: Double, duplicateShare: Double) {
      self.channel = channel
      self.delay = delay
      self.lossShare = lossShare
      self.duplicateShare = duplicateShare
    }
  }

  public struct Outage: Hashable, Sendable {
    /// Empty for the whole city.
    public var areas: [AreaID]
    /// Empty for all channels.
    public var channels: [ContactChannel]
    public var during: Interval
    /// Loss in addition: 1 for silence.
    public var lossShare: Double
    public var delayFactor: Double

    public init(areas: [AreaID], channels: [ContactChannel], during: Interval, lossShare: Double, delayFactor: Double) {
      self.areas = areas
      self.channels = channels
      self.during = during
      self.lossShare = lossShare
      self.delayFactor = delayFactor
    }

    public func hits(_ channel: ContactChannel, in area: AreaID?, at instant: Instant) -> Bool {
      during.contains(instant) && (channels.isEmpty || channels.contains(channel))
        && (areas.isEmpty || area.map(areas.contains) == true)
    }
  }

  /// In the order in which a call-out tries them.
  public var channels: [Channel] = [
    Channel(channel: .chat, delay: DelayModel(medianMinutes: 0.1, spread: 1), lossShare: 0.02, duplicateShare: 0.005),
    Channel(channel: .sms, delay: DelayModel(medianMinutes: 0.3, spread: 1.2), lossShare: 0.03, duplicateShare: 0.01),
    Channel(channel: .voice, delay: DelayModel(medianMinutes: 0.5, spread: 0.3), lossShare: 0.05, duplicateShare: 0),
  ]
  public var outages: [Outage] = []
  /// A mast whose area has no power falls silent after this; nil: it never does.
  public var mastBatteryMinutes: Int?

  public init() {}

  public func channel(_ id: ContactChannel) -> Channel? { channels.first { $0.channel == id } }
}
