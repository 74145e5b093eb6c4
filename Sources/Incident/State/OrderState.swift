import Basics

/// Where an order stands. Each case holds what is known there and nothing else, so that an impossible state has no spelling.
///
///     issued ─▶ delivered ─▶ accepted ─▶ enRoute ─▶ arrived ─▶ onDuty ─▶ relieved ─▶ released
///        └──────────┴─▶ unanswered ─▶ (late) accepted            └──────────────────────▶┘
///     declined: from all before arrival      stoodDown: from all before duty
public enum OrderState: Hashable, Sendable {
  case issued
  case delivered(at: Instant)
  /// The deadline passed in silence; a late answer still counts while the seat is free.
  case unanswered(at: Instant)
  case accepted(at: Instant, arrivesAt: Instant?)
  case declined(at: Instant, reason: DeclineReason, note: NoteReference?)
  case enRoute(at: Instant)
  case arrived(at: Instant)
  case onDuty(since: Instant)
  /// Another took over; still on scene until released.
  case relieved(since: Instant, at: Instant, by: OrderID?)
  /// On the way home; `worked` is nil for those sent home before their duty began.
  case released(worked: Interval?, at: Instant)
  case stoodDown(at: Instant, reason: StandDownReason)

  public enum Phase: String, Sendable, CaseIterable {
    case issued, delivered, unanswered, accepted, declined
    case enRoute = "en_route"
    case arrived
    case onDuty = "on_duty"
    case relieved, released
    case stoodDown = "stood_down"
  }

  public var phase: Phase {
    switch self {
    case .issued: .issued
    case .delivered: .delivered
    case .unanswered: .unanswered
    case .accepted: .accepted
    case .declined: .declined
    case .enRoute: .enRoute
    case .arrived: .arrived
    case .onDuty: .onDuty
    case .relieved: .relieved
    case .released: .released
    case .stoodDown: .stoodDown
    }
  }
}

extension OrderState.Phase {
  /// Counts as one of the post's heads.
  public var holdsSeat: Bool {
    switch self {
    case .issued, .delivered, .accepted, .enRoute, .arrived, .onDuty: true
    case .unanswered, .declined, .relieved, .released, .stoodDown: false
    }
  }

  /// At the place of duty: not called again until released.
  public var isOnScene: Bool {
    switch self {
    case .arrived, .onDuty, .relieved: true
    case .issued, .delivered, .unanswered, .accepted, .declined, .enRoute, .released, .stoodDown: false
    }
  }

  /// Nothing more can happen.
  public var isEnded: Bool {
    switch self {
    case .declined, .released, .stoodDown: true
    case .issued, .delivered, .unanswered, .accepted, .enRoute, .arrived, .onDuty, .relieved: false
    }
  }

  /// Waits for a yes or a no.
  public var awaitsAnswer: Bool { self == .issued || self == .delivered }
}

/// What the table of transitions says about a step from a phase.
public enum OrderVerdict: Hashable, Sendable {
  case happens
  /// Happens, and says at the same time that the person accepted.
  case happensWithAcceptance
  /// Known already, or overtaken: a late or doubled receipt changes nothing and is no error.
  case known
  case refused(RefusalCode)
}

extension OrderState.Phase {
  /// The table: what becomes of `step` (the phase that it would lead to) in this phase. Monotone: no receipt leads back.
  public func verdict(for step: OrderState.Phase) -> OrderVerdict {
    switch step {
    case .issued: .refused(.orderExists)
    case .delivered: self == .issued ? .happens : .known
    case .unanswered: awaitsAnswer ? .happens : .known
    case .accepted: answerVerdict
    case .declined: declineVerdict
    case .enRoute, .arrived, .onDuty: arrivalVerdict(step)
    case .relieved: reliefVerdict
    case .released: releaseVerdict
    case .stoodDown: standDownVerdict
    }
  }

  private var answerVerdict: OrderVerdict {
    switch self {
    case .issued, .delivered, .unanswered: .happens
    case .accepted, .enRoute, .arrived, .onDuty, .relieved, .released: .known
    case .declined: .refused(.orderDeclined)
    case .stoodDown: .refused(.orderStoodDown)
    }
  }

  private var declineVerdict: OrderVerdict {
    switch self {
    case .issued, .delivered, .unanswered, .accepted, .enRoute: .happens
    case .declined, .stoodDown: .known
    case .arrived, .onDuty, .relieved: .refused(.orderOnScene)
    case .released: .refused(.orderEnded)
    }
  }

  private func arrivalVerdict(_ step: OrderState.Phase) -> OrderVerdict {
    switch self {
    case .issued, .delivered, .unanswered: .happensWithAcceptance
    case .accepted: .happens
    case .enRoute: step == .enRoute ? .known : .happens
    case .arrived: step == .onDuty ? .happens : .known
    case .onDuty, .relieved, .released: .known
    case .declined: .refused(.orderDeclined)
    case .stoodDown: .refused(.orderStoodDown)
    }
  }

  private var reliefVerdict: OrderVerdict {
    switch self {
    case .onDuty: .happens
    case .relieved, .released: .known
    case .issued, .delivered, .unanswered, .accepted, .declined, .enRoute, .arrived, .stoodDown: .refused(.orderNotOnDuty)
    }
  }

  private var releaseVerdict: OrderVerdict {
    switch self {
    case .arrived, .onDuty, .relieved: .happens
    case .released: .known
    case .issued, .delivered, .unanswered, .accepted, .declined, .enRoute, .stoodDown: .refused(.orderNotOnScene)
    }
  }

  private var standDownVerdict: OrderVerdict {
    switch self {
    case .issued, .delivered, .unanswered, .accepted, .enRoute, .arrived: .happens
    case .declined, .stoodDown: .known
    case .onDuty, .relieved: .refused(.orderOnDuty)
    case .released: .refused(.orderEnded)
    }
  }
}
