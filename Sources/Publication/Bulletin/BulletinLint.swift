import Basics
import Geography
import Incident

/// Reads a bulletin before its release as a stranger would: what, where, until when, what to do; does it say what is not known, and
/// does it fit what is known by now.
public enum BulletinLint {
  /// One thing to mend. Errors stop a release.
  public struct Finding: Hashable, Sendable {
    /// Key of its sentence, as `lint.lead`.
    public var code: String
    public var isError: Bool
    /// What it is about: a value, a name.
    public var about: String

    public func text(_ language: Language) -> String { Words.of(language)(code) + (about.isEmpty ? "" : ": \(about)") }

    /// As the one shape of errors.
    public func problem(file: String, language: Language) -> Problem {
      Problem(
        "bulletin.\(code)", text(language), severity: isError ? .error : .warning, at: .init(file: file), exit: .foundWanting)
    }
  }

  /// What is known when the check is made.
  public struct Context: Sendable {
    public var city: City
    public var mode: Mode
    public var now: Instant
    /// The facts as they stand now, for `BulletinDrafting.facts`.
    public var frame: EmergencyOperation?
    /// Whether some other bulletin is in force that this one does not answer.
    public var hasOtherLive: Bool

    public init(city: City, mode: Mode, now: Instant, frame: EmergencyOperation? = nil, hasOtherLive: Bool = false) {
      self.city = city
      self.mode = mode
      self.now = now
      self.frame = frame
      self.hasOtherLive = hasOtherLive
    }
  }

  /// All findings, errors first. Empty: fit for release.
  public static func check(_ content: BulletinContent, _ context: Context) -> [Finding] {
    var pass = LintPass(content: content, context: context)
    pass.texts()
    pass.frame()
    pass.truth()
    pass.forms()
    return pass.findings.filter(\.isError) + pass.findings.filter { !$0.isError }
  }

  /// Where a bulletin no longer fits what is known: the alarm of the public information officer.
  public static func contradictions(_ content: BulletinContent, _ frame: EmergencyOperation, city: City, at now: Instant)
    -> [Finding]
  {
    var pass = LintPass(content: content, context: Context(city: city, mode: content.mode, now: now, frame: frame))
    pass.contradictions(frame)
    return pass.findings
  }
}

private struct LintPass {
  let content: BulletinContent
  let context: BulletinLint.Context
  var findings: [BulletinLint.Finding] = []

  init(content: BulletinContent, context: BulletinLint.Context) {
    self.content = content
    self.context = context
  }

  mutating func error(_ code: String, _ about: String = "") { findings.append(.init(code: code, isError: true, about: about)) }
  mutating func warn(_ code: String, _ about: String = "") { findings.append(.init(code: code, isError: false, about: about)) }

  private var isWithdrawal: Bool { content.kind == .withdrawal }

  mutating func texts() {
    let blank = { (text: String) in text.allSatisfy(\.isWhitespace) }
    if blank(content.lead.id) || blank(content.lead.en) { error("lint.lead") }
    for text in [content.lead] + content.actions where text.id == text.en && !blank(text.id) { warn("lint.sameText", text.id) }
    if content.actions.isEmpty, !isWithdrawal { error("lint.actions") }
    let wrong = content.wasWrong.map { blank($0.id) || blank($0.en) } ?? true
    if content.kind == .correction || isWithdrawal, wrong { error("lint.wasWrong") }
    numbers()
    let words = (content.lead.id + " " + content.lead.en).lowercased()
    let speaksOfWeather = ["diperkirakan", "prakiraan", "ramalan", "akan hujan", "forecast", "is expected", "will rain"].contains
    {
      words.contains($0)
    }
    if speaksOfWeather, content.agency.isEmpty { error("lint.agency") }
  }

  /// Digits in the free text that no fact, no time and no help line holds.
  private mutating func numbers() {
    var known: Set<String> = ["112", "119", "113", "110"]
    let style = Style(.id, offsetMinutes: context.city.offsetMinutes, zoneName: context.city.zoneName)
    for language in Language.allCases {
      let sheet = BulletinSheet(content, release: nil, city: context.city, language: language, now: content.asOf)
      for text in sheet.sections.flatMap(\.lines).map(\.full) + sheet.footer + sheet.helpLines + [style.moment(content.asOf)] {
        known.formUnion(Self.digits(text))
      }
    }
    for text in [content.lead.id, content.lead.en] {
      for number in Self.digits(text) where !known.contains(number) { warn("lint.number", number) }
    }
  }

  private static func digits(_ text: String) -> [String] {
    text.split { !($0.isASCII && $0.isNumber) }.map(String.init)
  }

  mutating func frame() {
    if content.mode != context.mode { error("lint.mode") }
    if content.areas.isEmpty { error("lint.areas") }
    for area in content.areas where context.city.area(area) == nil { error("lint.unknownArea", area.rawValue) }
    let contact = content.contact
    if contact.numbers.isEmpty || !CAPLexis.isAbsoluteURI(contact.web) || !CAPLexis.isName(contact.sender) {
      error("lint.contact")
    }
    if content.expiresAt <= context.now { error("lint.expired") }
    if content.expiresAt.minutes(since: context.now) > 24 * 60 { warn("lint.longValidity") }
    if !isWithdrawal, content.level != .green {
      if let due = content.nextDueAt {
        if due > content.expiresAt { error("lint.nextDueLate") }
      } else {
        warn("lint.nextDue")
      }
    }
    // An evacuation goes out beside what is in force: its areas and its level are others.
    if content.kind == .first, context.hasOtherLive {
      if content.level == .red { warn("lint.liveAlert") } else { error("lint.liveAlert") }
    }
  }

  /// What is not known never looks safe.
  mutating func truth() {
    for fact in content.facts {
      switch fact.subject {
      case .noReport(let area) where content.level == .green: error("lint.greenUnknown", name(area))
      case .water(let area, _, let high, _) where content.level == .green && high > 0: error("lint.greenWet", name(area))
      default: break
      }
      if fact.isStale(at: context.now, after: content.staleAfter) {
        let writer = BulletinWriter(content: content, release: nil, city: context.city, language: .id, now: context.now)
        // An old report must not declare safety.
        if content.level == .green {
          error("lint.stale", writer.line(fact).full)
        } else {
          warn("lint.stale", writer.line(fact).full)
        }
      }
    }
    if let frame = context.frame, !isWithdrawal { contradictions(frame) }
  }

  private func name(_ area: AreaID) -> String { context.city.area(area)?.name ?? area.rawValue }

  mutating func contradictions(_ frame: EmergencyOperation) {
    let open = BulletinDrafting.openShelters(frame, city: context.city, asOf: context.now)
    var named: Set<PlaceID> = []
    for fact in content.facts {
      switch fact.subject {
      case .shelterOpen(let place):
        named.insert(place)
        if !open.contains(place) { error("lint.shelterClosed", context.city.place(place)?.name.id ?? place.rawValue) }
      case .shelterRoom(let place, let capacity, let taken):
        named.insert(place)
        let name = context.city.place(place)?.name.id ?? place.rawValue
        if !open.contains(place) { error("lint.shelterClosed", name) }
        // People are sent where there is no place left.
        if taken < capacity, let count = frame.shelterCounts[place], count.toldAt <= context.now, count.left == 0 {
          error("lint.shelterFull", name)
        }
      case .roadClosed(let road, _) where frame.closedRoads[road] == nil: error("lint.roadOpen", road)
      case .water(let area, _, let high, let above):
        guard let last = frame.lastDepth(area)?.report, last.toldAt <= context.now else { continue }
        if last.millimetres != high || last.above != above { warn("lint.waterChanged", name(area)) }
      case .noReport(let area) where frame.lastDepth(area).map { $0.report.toldAt <= context.now } ?? false:
        warn("lint.waterChanged", name(area))
      default: break
      }
    }
    for place in open where !named.contains(place) {
      warn("lint.shelterMissing", context.city.place(place)?.name.id ?? place.rawValue)
    }
  }

  mutating func forms() {
    for language in Language.allCases {
      let sheet = BulletinSheet(content, release: nil, city: context.city, language: language, now: context.now)
      if sheet.headline.count > 120 { warn("lint.headline", sheet.headline) }
      let sms = BulletinForms.sms(sheet, city: context.city)
      if sms.parts.count > 2 { error("lint.smsLong", "\(sms.parts.count)") }
      if sms.alphabet != .gsm7 { warn("lint.smsAlphabet", sms.text) }
    }
    // As it would go out: with a number and a time.
    var release = BulletinRelease(identifier: "a" + (content.mode == .exercise ? "-X" : ""), sentAt: context.now)
    if content.kind != .first {
      release.replaces = [.init(identifier: "b", sentAt: Instant(milliseconds: context.now.milliseconds - 60_000))]
    }
    let alert = BulletinAlert.alert(content, release: release, city: context.city)
    for finding in CAPRules.check(alert, profile: .feed) where finding.level == .error {
      error("lint.alert", "\(finding.path) \(finding.rule.rawValue)")
    }
  }
}
