import Basics
import Incident

// The steps of a message. Each is monotone: `reach` never falls, an end is never undone, and a step that does not fit changes
// nothing.

extension Message {
  /// Begins an attempt; nil where none may begin now.
  mutating func begin(at instant: Instant) -> HandOver? {
    guard isWaiting, instant < expires, attempts < CalloutLimits.attemptsPerMessage, let staff = recipient.staff else {
      return nil
    }
    attempts += 1
    isInFlight = true
    lastAttempt = instant
    return HandOver(message: self, attempt: attempts, isRepeat: reach == .perhapsSent, staff: staff)
  }

  /// What the channel said about an attempt.
  mutating func learn(_ outcome: ChannelOutcome, attempt: Int, at instant: Instant, _ retry: (Int) -> Int64) {
    let isCurrent = isInFlight && attempt == attempts
    if isCurrent { isInFlight = false }
    switch outcome {
    case .handedOver: raise(to: .handedOver, at: instant)
    case .delivered: raise(to: .delivered, at: instant)
    case .temporary(let error, let seconds):
      guard isCurrent, isOpen else { return }
      lastError = error
      wait(at: instant, max(retry(attempts), Int64(seconds ?? 0) * 1000))
    case .permanent(let error):
      guard isCurrent, reach < .handedOver else { return }
      lastError = error
      finish(.failed, at: instant)
    case .unknown:
      guard isCurrent else { return }
      raise(to: .perhapsSent, at: instant)
      guard isOpen else { return }
      doubts += 1
      lastError = "no answer from the gateway"
      wait(at: instant, retry(attempts))
    }
  }

  /// A receipt from the network, whenever it comes and however often.
  mutating func learn(_ receipt: DeliveryReceipt, at instant: Instant, _ retry: (Int) -> Int64) {
    switch receipt {
    case .sent: raise(to: .handedOver, at: instant)
    case .delivered, .read: raise(to: .delivered, at: instant)
    case .failed(let error):
      // What reached a device has not failed, and what is being tried again is not known to have.
      guard isOpen, reach == .handedOver, !isInFlight else { return }
      lastError = error
      finish(.failed, at: instant)
    }
  }

  mutating func answered(at instant: Instant) {
    raise(to: .answered, at: instant)
    finish(.done, at: instant)
  }

  /// No longer needed. What has left cannot be called back; no more is done with it.
  mutating func withdraw(at instant: Instant) { finish(.withdrawn, at: instant) }

  /// Its chase has ended.
  mutating func close(_ chase: ChaseEnd, at instant: Instant) {
    switch chase {
    case .withdrawn, .refused: finish(.withdrawn, at: instant)
    case .answered, .delivered: finish(mayHaveLeft ? .done : .withdrawn, at: instant)
    case .silent: finish(mayHaveLeft ? .lapsed : .expired, at: instant)
    }
  }

  /// Its time has passed, or its outcome was waited for long enough.
  mutating func expireIfDue(at instant: Instant, _ settings: CalloutSettings, _ retry: (Int) -> Int64) {
    if isInFlight, let lastAttempt, instant >= lastAttempt.adding(seconds: settings.attemptTimeoutSeconds) {
      learn(.unknown, attempt: attempts, at: instant, retry)
    }
    guard isOpen, !isInFlight, instant >= expires else { return }
    finish(reach == .notLeft ? .expired : .lapsed, at: instant)
  }

  /// After a restart: an attempt that was begun and not heard of was perhaps sent.
  mutating func resume(at instant: Instant, _ retry: (Int) -> Int64) {
    if isInFlight { learn(.unknown, attempt: attempts, at: instant, retry) }
  }

  /// All instants that lie ahead move with the clock.
  mutating func shift(by milliseconds: Int64) {
    guard isOpen else { return }
    expires = expires.adding(milliseconds: milliseconds)
    notBefore = notBefore.adding(milliseconds: milliseconds)
    lastAttempt = lastAttempt?.adding(milliseconds: milliseconds)
  }

  private mutating func raise(to newReach: MessageReach, at instant: Instant) {
    if newReach > reach { reach = newReach }
    if reach >= .delivered, !wantsAnswer { finish(.done, at: instant) }
  }

  private mutating func wait(at instant: Instant, _ milliseconds: Int64) {
    notBefore = instant.adding(milliseconds: milliseconds)
    if attempts >= CalloutLimits.attemptsPerMessage, reach == .notLeft { finish(.failed, at: instant) }
  }

  mutating func finish(_ newEnd: MessageEnd, at instant: Instant) {
    guard end == nil else { return }
    end = newEnd
    endedAt = instant
  }
}

extension Instant {
  func adding(milliseconds delta: Int64) -> Instant { Instant(milliseconds: milliseconds + delta) }
  func adding(seconds: Int) -> Instant { adding(milliseconds: Int64(seconds) * 1000) }
}
