import Basics
import Incident

/// What to change first, as text for the terminal. It holds names, for those who plan; nobody is rated.
public enum AdviceTable {
  /// - Parameter view: the need map of the same seasons, for its city, names and shifts.
  public static func render(
    _ advice: StaffingAdvice, _ view: GapView, language: Language, options: PlanTable.Options = PlanTable.Options()
  ) -> String {
    let text = AdviceText(advice, view, language)
    var out: [String] = []
    for (line, indent) in text.lines {
      out += TerminalText.wrap(line, width: options.width, indent: indent, hang: 2)
    }
    if let mark = view.mode.mark { out = [mark] + out + [mark] }
    return out.joined(separator: "\n") + "\n"
  }
}

/// Sentences of an advice.
struct AdviceText {
  let advice: StaffingAdvice
  let gap: GapText
  var words: Catalogue { gap.words }
  var style: Style { gap.style }
  var lookup: Lookup { gap.lookup }

  init(_ advice: StaffingAdvice, _ view: GapView, _ language: Language) {
    self.advice = advice
    gap = GapText(view, language)
  }

  var lines: [(String, Int)] {
    var out: [(String, Int)] = [
      (words("advice.title", ["city": CityTitle(gap.view.city).full]), 0),
      (words("advice.base", ["hours": gap.hours(advice.base)]), 0),
    ]
    if !advice.free.isEmpty {
      out.append((words("advice.free"), 0))
      for measure in advice.free { out += lines(of: measure) }
    }
    if !advice.standby.isEmpty {
      out.append((words("advice.standby", ["hours": gap.hours(advice.standby.reduce(0) { $0 + $1.gain })]), 0))
      out += advice.standby.map { (standby($0), 1) }
    }
    if advice.afterFree == 0 { return out + [(words("advice.none"), 0)] }
    out += chosen
    if !advice.others.isEmpty {
      out.append((words("advice.others"), 0))
      for measure in advice.others { out += lines(of: measure) }
    }
    return out
  }

  private var chosen: [(String, Int)] {
    let head = words(
      "advice.chosen",
      ["budget": amount(advice.budget.limit), "gain": gap.hours(advice.gain), "after": gap.hours(advice.after)])
    var out: [(String, Int)] = [
      (head, 0), (words("advice.method.\(advice.method.rawValue)", ["bound": gap.hours(advice.bound)]), 1),
      (
        words(
          "advice.counted", ["candidates": style.number(advice.candidates), "evaluations": style.number(advice.evaluations)]), 1
      ),
    ]
    for measure in advice.chosen { out += lines(of: measure) }
    out.append((words("advice.curve"), 0))
    return out
      + advice.curve.map { (words("advice.point", ["spent": amount($0.spent), "gain": gap.hours($0.gain)]), 1) }
  }

  func amount(_ value: Int) -> String {
    switch advice.budget {
    case .seats: words("advice.unit.seats", ["count": style.number(value)])
    case .rupiah: words("advice.unit.rupiah", ["count": style.number(value)])
    }
  }

  private func standby(_ group: StandbyGroup) -> String {
    words(
      "advice.standbyRow",
      [
        "role": lookup.roleName(group.role), "place": lookup.placeName(group.place), "people": style.number(group.staff.count),
        "names": group.staff.map(lookup.names.name).joined(separator: ", "), "hours": gap.hours(group.gain),
      ])
  }

  func lines(of advised: AdvisedMeasure) -> [(String, Int)] {
    let gain = words(
      "advice.gain",
      ["alone": gap.hours(advised.alone), "last": gap.hours(advised.last), "cost": amount(advised.cost)])
    var out: [(String, Int)] = [("+ " + text(advised.measure) + ": " + gain, 1)]
    if let reason = advised.reason { out.append((text(reason), 3)) }
    if let next = advised.runnerUp {
      out.append((words("advice.runnerUp", ["measure": text(next.measure), "gain": gap.hours(next.gain)]), 3))
    }
    return out
  }

  func text(_ measure: StaffingMeasure) -> String {
    switch measure {
    case .standBy(let staff, let place):
      words("advice.standBy", ["name": gap.person(staff), "place": lookup.placeName(place)])
    case .rapidTeam(let staff): words("advice.rapidTeam", ["name": gap.person(staff)])
    case .train(let staff, let steps):
      words("advice.train", ["name": gap.person(staff), "steps": style.list(steps.map(text))])
    case .exchange(let a, let b): words("advice.exchange", ["name": gap.person(a), "other": gap.person(b)])
    case .recruit(let role, let area, _):
      words("advice.recruit", ["role": lookup.roleName(role), "area": lookup.areaName(area)])
    case .aid(let partner, let role, let place, let heads):
      words(
        "advice.aid",
        [
          "partner": lookup.partnerName(partner), "heads": style.number(heads), "role": lookup.roleName(role),
          "place": lookup.placeName(place),
        ])
    }
  }

  private func text(_ step: TrainingStep) -> String {
    let name = lookup.competencyName(step.competency)
    if step.isRenewal { return words("advice.stepRenew", ["competency": name, "to": "\(step.to)"]) }
    if step.from == 0 { return words("advice.stepNew", ["competency": name, "to": "\(step.to)"]) }
    return words("advice.step", ["competency": name, "from": "\(step.from)", "to": "\(step.to)"])
  }

  private func text(_ reason: MeasureReason) -> String {
    let text = words(
      "advice.why",
      [
        "post": lookup.postName(reason.post), "minutes": style.number(reason.travelMinutes),
        "adjacent": reason.adjacent.isEmpty ? words("advice.whyNothing") : gap.requires(reason.adjacent),
        "hours": style.number(reason.recentHours), "spare": style.number(reason.unitSpare),
      ])
    return reason.yearsLeft.map { text + "; " + words("advice.years", ["years": style.number($0)]) } ?? text
  }
}
