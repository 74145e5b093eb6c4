import Basics
import Incident

/// The list of duties, the letters recorded, and the draft of the assignment letter for duties that have none.
extension PaperMaker {
  /// Duties of the plan (`PaperMaker` has left out those who will not come), each with its order.
  private var standing: [(duty: Duty, order: OperationFacts.OrderLine?)] {
    (context.plan?.sections ?? []).flatMap { section in
      section.places.flatMap { place in place.posts.flatMap { post in post.duties.map(\.duty) } }
    }.map { ($0, order($0)) }
  }

  private func isLettered(_ duty: Duty) -> Bool { facts.lettered.contains(DutyKey(staff: duty.staff, post: duty.post)) }

  func dutyList() -> [PaperBlock] {
    let duties = standing
    let open = duties.filter { !isLettered($0.duty) }
    var blocks: [PaperBlock] = [
      .heading(1, words("paper.duty-list")), .paragraph(title + " · " + planPeriod, kind: "sub"),
      .pairs([
        (words("paper.commander"), [commander]), (words("paper.status"), status), (words("paper.planState"), [approval]),
        (words("letter.counts"), [counts(duties.count, open.count)]),
      ]),
    ]
    blocks.append(.heading(2, words("letter.duties")))
    blocks += dutyTable(duties)
    blocks.append(.heading(2, words("letter.recorded")))
    blocks += letters
    blocks.append(.heading(2, words("letter.without", ["count": style.number(open.count)])))
    if duties.isEmpty {
      blocks.append(.paragraph(words("plan.noDuties")))
    } else if open.isEmpty {
      blocks.append(.paragraph(words("letter.allCovered")))
    } else {
      blocks.append(.list(open.map { name($0.duty) }, kind: "compact"))
      blocks += letter(open.map(\.duty))
    }
    return blocks
  }

  private func counts(_ all: Int, _ open: Int) -> String {
    words("letter.countLine", ["all": style.number(all), "open": style.number(open)])
  }

  private func name(_ duty: Duty) -> String { "\(context.names.name(duty.staff)): \(lookup.postName(duty.post))" }

  private func dutyTable(_ duties: [(duty: Duty, order: OperationFacts.OrderLine?)]) -> [PaperBlock] {
    if duties.isEmpty { return [.paragraph(words("plan.noDuties"))] }
    var table = PaperTable(
      [
        words("column.number"), words("column.who"), words("column.unit"), words("column.role"), words("column.place"),
        words("column.time"), words("column.state"), words("column.letterState"),
      ], kinds: ["n"])
    for (i, row) in duties.enumerated() {
      let parts = Lookup.parts(row.duty.post)
      table.add([
        "\(i + 1)", context.names.name(row.duty.staff), UnitShort.name(unitName(row.duty.staff)), role(row.duty, parts?.role),
        parts.map { lookup.placeName($0.place) } ?? "–", parts.map { shortTime($0.shift) } ?? "–",
        row.order.map { words("orderState.\($0.state.rawValue)") } ?? words("orderState.none"),
        words(isLettered(row.duty) ? "letter.yes" : "letter.no"),
      ])
    }
    return [.table(table)]
  }

  private func role(_ duty: Duty, _ id: RoleID?) -> String {
    let name = id.map(lookup.roleName) ?? "–"
    return duty.seat == .leader ? "\(name) (\(words("seat.leader")))" : name
  }

  /// `7 Okt 03.30–09.00`; the day at each end where they differ.
  func shortTime(_ shift: ShiftID) -> String {
    guard let interval = lookup.shift(shift)?.interval else { return shift.rawValue }
    let (from, to) = (shortMoment(interval.start), shortMoment(interval.end))
    let days = [interval.start, interval.end].map { $0.date(offsetMinutes: style.offsetMinutes) }
    return days[0] == days[1] ? from + "–" + style.clock(interval.end) : from + " – " + to
  }

  func time(_ shift: ShiftID) -> String { lookup.shift(shift).map { style.span($0.interval) } ?? shift.rawValue }

  private var letters: [PaperBlock] {
    if facts.letters.isEmpty { return [.paragraph(words("letter.noneRecorded"))] }
    var table = PaperTable(
      [
        words("column.letter"), words("column.date"), words("column.signer"), words("column.basis"), words("column.duties"),
        words("column.log"),
      ], kinds: ["", "nowrap", "", "", "n", "n"])
    for letter in facts.letters {
      table.add([
        letter.value.number, style.date(letter.value.date), OfficeText.name(letter.value.signerOffice),
        events.basis(letter.value.basis),
        style.number(letter.value.duties), "\(letter.sequence)",
      ])
    }
    return [.table(table)]
  }

  // MARK: Draft of the letter (Surat Perintah Tugas; form of the regional government's official letters)

  private func letter(_ duties: [Duty]) -> [PaperBlock] {
    let city = CityTitle(context.city).full
    var blocks: [PaperBlock] = [
      .heading(3, words("letter.draftTitle"), newPage: true),
      .paragraph(words("letter.draftNote"), kind: "warn"),
      .paragraph(words("letter.government", ["city": city]), kind: "letterhead"),
      .paragraph(words("letter.office"), kind: "letterhead"),
      .paragraph("", kind: "rule"),
      .heading(1, words("letter.title")),
      .paragraph(words("letter.number"), kind: "center"),
      .pairs([(words("letter.basis"), numbered(letterBases))], kind: "letter"),
      .paragraph(words("letter.orders"), kind: "letterhead"),
      .pairs(
        [
          (words("letter.to"), [words("letter.toList", ["count": style.number(duties.count)])]),
          (words("letter.for"), numbered(letterTasks)),
        ], kind: "letter"),
    ]
    blocks.append(
      .signature([
        words("letter.placeOf", ["place": seat]), words("letter.dateOf"), words("letter.signerOffice"), "", "", "",
        words("letter.signerName"), words("letter.signerNIP"),
      ]))
    blocks.append(.heading(2, words("letter.attachment"), newPage: true))
    blocks.append(.table(letterTable(duties)))
    return blocks
  }

  private func numbered(_ items: [String]) -> [String] { items.enumerated().map { "\($0 + 1). \($1)" } }

  private var seat: String { CityTitle(context.city).short }

  private var letterBases: [String] {
    let own = bases
    return (1...3).map { words("letter.law\($0)") } + (own.isEmpty ? [words("letter.noBasis")] : own)
  }

  private var letterTasks: [String] {
    [
      words("letter.task1", ["title": title, "period": planPeriod]), words("letter.task2"),
      words("letter.task3", ["commander": words("chart.commander")]),
    ]
  }

  /// `NIP 19660726 199104 1 901` on one line.
  private static func unbroken(_ nip: String) -> String { ("NIP " + nip).replacing(" ", with: "\u{A0}") }

  private func letterTable(_ duties: [Duty]) -> PaperTable {
    var table = PaperTable(
      [
        words("column.number"), words("column.nameNIP"), words("column.gradePosition"), words("column.role"),
        words("column.place"), words("column.time"),
      ], kinds: ["n", "", "", "", "", "nowrap"])
    for (i, duty) in duties.enumerated() {
      let person = context.names.letter(duty.staff)
      let parts = Lookup.parts(duty.post)
      let position = [person?.grade, person?.position].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
      table.add([
        "\(i + 1)",
        "\(person?.name ?? context.names.name(duty.staff))\n\(person?.nip.map(Self.unbroken) ?? words("letter.noNIP"))",
        (position.isEmpty ? "–" : position) + "\n" + (person?.unit ?? unitName(duty.staff)), role(duty, parts?.role),
        parts.map { lookup.placeName($0.place) } ?? "–", parts.map { shortTime($0.shift) } ?? "–",
      ])
    }
    return table
  }
}
