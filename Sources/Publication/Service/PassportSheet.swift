import Basics
import Incident

/// The passport on paper, and the evidence sheet for the yearly performance record.
public struct PassportSheet: Sendable {
  let frame: ServiceSheet.Frame
  let passport: Passport
  let style: Style
  var words: Catalogue { style.words }

  public init(_ passport: Passport, _ frame: ServiceSheet.Frame, _ language: Language) {
    self.passport = passport
    self.frame = frame
    style = frame.style(language)
  }

  /// Everything: for the person.
  public func passportSheet() -> ServiceSheet {
    sheet("passport.title", blocks: head + competencies + trainings + served + rated + due + looks + corrections + foot)
  }

  /// What shows work and development, each line with its entry in the log; nothing of how somebody answered.
  public func evidenceSheet() -> ServiceSheet {
    sheet("evidence.title", blocks: head + [.paragraph(words("evidence.note"), kind: "note")] + trainings + served + ideas + foot)
  }

  private func sheet(_ title: String, blocks: [PaperBlock]) -> ServiceSheet {
    ServiceSheet(
      title: words(title), scope: words("passport.scope", ["year": "\(passport.year)"]), language: style.language,
      blocks: [.heading(1, words(title))] + blocks, tables: [("evidence", evidenceRows)])
  }

  private var head: [PaperBlock] {
    guard let member = passport.member else {
      return [.paragraph(words("service.erasedPerson"), kind: "warn")]
    }
    return [
      .pairs([
        (words("passport.name"), [member.name]), (words("passport.unit"), [frame.names.unitName(member.unit)]),
        (words("passport.position"), [[member.position, member.grade ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")]),
        (words("passport.nip"), [member.nip?.masked ?? "–"]),
        (
          words("passport.hours"),
          [
            words(
              "passport.hoursOf",
              ["hours": style.number(passport.hours), "norm": style.number(passport.norm), "year": "\(passport.year)"])
          ]
        ),
      ])
    ]
  }

  private var competencies: [PaperBlock] {
    if passport.competencies.isEmpty { return [.heading(2, words("passport.competencies")), .paragraph(words("passport.none"))] }
    var table = PaperTable(
      [words("column.competency"), words("column.level"), words("column.validUntil"), words("column.standing")],
      kinds: ["", "n", "nowrap", ""])
    for item in passport.competencies {
      table.add(
        [
          competency(item.held.competency), "\(item.held.level)", item.held.validUntil.map(style.date) ?? "–",
          words("passport.standing.\(item.standing.rawValue)"),
        ], kind: item.standing == .lapsed ? "short" : "")
    }
    return [.heading(2, words("passport.competencies")), .table(table)]
  }

  private var trainings: [PaperBlock] {
    if passport.trainings.isEmpty { return [.heading(2, words("passport.trainings")), .paragraph(words("passport.none"))] }
    var table = PaperTable(
      [
        words("column.when"), words("column.training"), words("column.form"), words("column.hours"), words("column.validUntil"),
        words("column.log"),
      ], kinds: ["nowrap", "", "", "n", "nowrap", "n"])
    for record in passport.trainings {
      let trained = record.trained
      table.add([
        style.date(trained.to), frame.words(trained.title, style), words("training.kind.\(trained.kind.rawValue)"),
        style.number(trained.hours), trained.validUntil.map(style.date) ?? "–", "\(record.entry)",
      ])
    }
    return [.heading(2, words("passport.trainings")), .table(table)]
  }

  private var served: [PaperBlock] {
    if passport.served.isEmpty { return [.heading(2, words("passport.served")), .paragraph(words("passport.none"))] }
    var table = PaperTable(
      [words("column.when"), words("column.duty"), words("column.kindOfDuty"), words("column.log")],
      kinds: ["", "", "", "n"])
    for duty in passport.served {
      table.add([
        style.span(duty.span), post(duty.post), words(duty.isExercise ? "passport.exercise" : "passport.actual"),
        duty.entries.map(String.init).joined(separator: " "),
      ])
    }
    return [.heading(2, words("passport.served")), .table(table)]
  }

  private var rated: [PaperBlock] {
    if passport.rated.isEmpty { return [] }
    return [
      .heading(2, words("passport.rated")), .paragraph(words("passport.ratedNote"), kind: "note"),
      .list(
        passport.rated.map { "\($0.operation) · \($0.objective): \($0.rating.rawValue.prefix(1).uppercased())" }, kind: "plain"),
    ]
  }

  private var ideas: [PaperBlock] {
    if passport.ideas.isEmpty { return [] }
    return [
      .heading(2, words("passport.ideas")),
      .list(
        passport.ideas.map { "\(frame.words($0.received.words, style)) [log \($0.entry)]" }, kind: "plain"),
    ]
  }

  private var due: [PaperBlock] {
    let due = passport.due
    if due.isEmpty { return [.heading(2, words("passport.due")), .paragraph(words("passport.nothingDue"))] }
    return [
      .heading(2, words("passport.due")),
      .list(
        due.map { item in
          switch item.what {
          case .renew(let id): words("passport.due.renew", ["competency": competency(id), "day": style.date(item.day)])
          case .contract: words("passport.due.contract", ["day": style.date(item.day)])
          case .hours(let hours): words("passport.due.hours", ["hours": style.number(hours), "day": style.date(item.day)])
          }
        }, kind: "plain"),
    ]
  }

  private var looks: [PaperBlock] {
    let others = passport.looks.filter { !$0.isOwn }
    if others.isEmpty { return [.heading(2, words("passport.looks")), .paragraph(words("passport.noLooks"))] }
    var table = PaperTable(
      [words("column.when"), words("column.who"), words("column.what"), words("column.log")], kinds: ["nowrap", "", "", "n"])
    for look in others.suffix(50) {
      let who = look.by.staff.map { frame.person($0, style) } ?? OfficeText.name(look.by.office)
      table.add([style.moment(look.at), who, look.what, "\(look.entry)"])
    }
    return [.heading(2, words("passport.looks")), .table(table)]
  }

  private var corrections: [PaperBlock] {
    var items: [String] = passport.corrections.map { record in
      let answer =
        record.answer.map { frame.words($0.answer, style) }
        ?? words("passport.answerBy", ["day": style.moment(record.objected.dueAt)])
      return "\(record.objected.about): \(frame.words(record.objected.words, style)) → \(answer)"
    }
    if items.isEmpty { items = [words("passport.none")] }
    return [
      .heading(2, words("passport.corrections")), .paragraph(words("passport.rights"), kind: "note"), .list(items, kind: "plain"),
    ]
  }

  private var foot: [PaperBlock] { [.paragraph(words("passport.never"), kind: "note")] }

  private func competency(_ id: CompetencyID) -> String { frame.city.competency(id)?.name[style.language] ?? id.rawValue }

  private func post(_ id: PostID) -> String {
    guard let parts = Lookup.parts(id) else { return id.rawValue }
    let role = frame.city.role(parts.role)?.name[style.language] ?? parts.role.rawValue
    let place = frame.city.place(parts.place)?.name[style.language] ?? parts.place.rawValue
    return "\(role), \(place)"
  }

  /// One row a line of the evidence, with the entries that show it.
  var evidenceRows: [[String]] {
    var rows = [["kind", "from", "to", "what", "hours_jp", "log_entries"]]
    for record in passport.trainings {
      rows.append([
        "training", record.trained.from.text, record.trained.to.text, frame.words(record.trained.title, style),
        "\(record.trained.hours)", "\(record.entry)",
      ])
    }
    for duty in passport.served {
      rows.append([
        duty.isExercise ? "drill" : "duty", duty.span.start.date(offsetMinutes: style.offsetMinutes).text,
        duty.span.end.date(offsetMinutes: style.offsetMinutes).text, duty.post.rawValue, "",
        duty.entries.map(String.init).joined(separator: " "),
      ])
    }
    for idea in passport.ideas { rows.append(["idea", "", "", frame.words(idea.received.words, style), "", "\(idea.entry)"]) }
    return rows
  }

  /// All that is stored about the person, for the person: fields of the roster, records, looks, objections.
  public func export() -> JSONValue {
    let member = passport.member
    return .members([
      ("staff", .string(passport.staff.rawValue)), ("name", member.map { .string($0.name) }),
      ("nip", member?.nip.map { .string($0.digits) }), ("sex", member?.sex.map { .string($0.rawValue) }),
      ("unit", member.map { .string($0.unit.rawValue) }), ("employment", member.map { .string($0.employment.rawValue) }),
      ("position", member.map { .string($0.position) }), ("grade", member?.grade.map(JSONValue.string)),
      ("superior", member?.superior.map(JSONValue.string)), ("contractUntil", member?.contractUntil.map { .string($0.text) }),
      ("home", member?.home.map { .string($0.rawValue) }), ("phone", member?.phone.map(JSONValue.string)),
      ("mail", member?.mail.map(JSONValue.string)), ("language", member.map { .string($0.language.rawValue) }),
      ("callable", member.map { .bool($0.isCallable) }), ("recentDutyHours", member.map { .integer(Int64($0.recentDutyHours)) }),
      (
        "dutyLimits",
        .array(
          (member?.dutyLimits ?? []).map {
            .members([("limit", .string($0.kind.rawValue)), ("until", $0.until.map { .string($0.text) })])
          })
      ),
      (
        "competencies",
        .array(
          (member?.competencies ?? []).map {
            .members([
              ("competency", .string($0.competency.rawValue)), ("level", .integer(Int64($0.level))),
              ("validUntil", $0.validUntil.map { .string($0.text) }),
            ])
          })
      ),
      ("records", .array(evidenceRows.dropFirst().map { .array($0.map(JSONValue.string)) })),
      (
        "looks",
        .array(
          passport.looks.map {
            .members([
              ("at", .string($0.at.text)), ("by", .string($0.by.text)), ("what", .string($0.what)),
              ("entry", .integer(Int64($0.entry))),
            ])
          })
      ),
      (
        "objections",
        .array(
          passport.corrections.map {
            .members([
              ("about", .string($0.objected.about)), ("words", .string(frame.words($0.objected.words, style))),
              ("answer", $0.answer.map { .string(frame.words($0.answer, style)) }), ("entry", .integer(Int64($0.entry))),
            ])
          })
      ),
    ])
  }
}
