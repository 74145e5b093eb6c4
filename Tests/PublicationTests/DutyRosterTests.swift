import Basics
import Geography
import Incident
import Testing

@testable import Publication

extension Sample {
  static let night = Shift(
    id: ShiftID("malam"), name: Bilingual(id: "malam", en: "night"),
    interval: Interval(start: at(1080), end: at(1080 + 420)), isNight: true)

  /// The plan of the morning and one of the night, in which the boat's people serve again.
  static func roster(_ mode: Mode = .exercise, names: Names = names()) -> DutyRoster {
    func moved(_ id: PostID) -> PostID { PostID(id.rawValue.replacing("/\(morning.id)", with: "/\(night.id)")) }
    var later = plan
    later.shifts = [night.id]
    later.posts = posts.map { Post(role: $0.role, place: $0.place, shift: night.id, heads: $0.heads) }
    later.duties = [duties[2], duties[3], duties[5]].map {
      Duty(staff: $0.staff, post: moved($0.post), seat: $0.seat, travelMinutes: $0.travelMinutes, source: $0.source)
    }
    later.shortages = []
    return DutyRoster(
      mode: mode, plans: [(later, night), (plan, morning)], approved: 1, city: city, names: names,
      partnerTeams: [PartnerTeam(partner: PartnerID("basarnas"), post: posts[2].id, heads: 2, state: .arrived)]
    ) { $0 == person(3) ? 20 : 0 }
  }
}

@Suite("The duty roster over several shifts")
struct DutyRosterTests {
  private func text(_ order: DutyRosterTable.Order, _ language: Language = .id) -> String {
    let style = Style(language)
    let lookup = Lookup(city: Sample.city, shifts: [Sample.morning, Sample.night], names: Sample.names(), style: style)
    return DutyRosterTable.render(Sample.roster(), by: order, lookup: lookup, width: 100)
  }

  @Test("Each person has all duties in the order of time, with the rest between them")
  func people() throws {
    let roster = Sample.roster()
    #expect(roster.shifts.map(\.id) == [Sample.morning.id, Sample.night.id] && roster.duties == 9 && roster.people.count == 6)
    let candra = try #require(roster.people.first { $0.staff == Sample.person(3) })
    let rest = Sample.night.interval.start.minutes(since: Sample.morning.interval.end)
    #expect(candra.lines.map(\.rest) == [nil, rest] && candra.nights == 1)
    #expect(candra.minutes == Sample.morning.interval.minutes + 420)
    #expect(candra.hoursBefore == 20 && candra.hoursAfter == 20 + (candra.minutes + 59) / 60)
    let page = text(.person)
    #expect(page.hasPrefix("LATIHAN / EXERCISE\n") && page.hasSuffix("LATIHAN / EXERCISE\n"))
    #expect(page.contains("Candra Contoh") && page.contains("Istirahat \(rest / 60) jam \(rest % 60) menit"))
  }

  @Test("Each post says who holds it in each shift, partners' teams and what is missing")
  func posts() throws {
    let boat = try #require(Sample.roster().rows.first { $0.role == Sample.boat.id })
    #expect(boat.cells.map(\.staff.count) == [3, 2] && boat.cells[0].missing == 1 && boat.cells[0].teams.count == 1)
    // The leader first.
    #expect(boat.cells[0].staff.first == Sample.person(4))
    let page = text(.post, .en)
    #expect(page.contains("Dedi Contoh, Candra Contoh, Eko Contoh") && page.contains("1 missing"))
  }

  @Test("Every person is counted once in the charts, before and with the plan")
  func load() {
    let chart = LoadChart(Sample.roster())
    #expect(chart.hours.reduce(0) { $0 + $1.before } == 6 && chart.hours.reduce(0) { $0 + $1.after } == 6)
    #expect(chart.hours.first { $0.label == "17–24" }?.before == 1)
    #expect(chart.nights.map(\.after) == [3, 3])
    for language in Language.allCases {
      let svg = chart.svg(Style(language))
      #expect(Markup.faults(svg) == [])
      #expect(svg.contains(Words.of(language)("roster.chart.before")))
    }
    #expect(text(.load).contains("█"))
    let none = DutyRoster(mode: .actual, plans: [], approved: 0, city: Sample.city, names: .none) { _ in 0 }
    #expect(LoadChart(none).hours.count == 1 && none.loadLines(Style(.id)) == [])
  }

  @Test("The paper holds names and never a NIP, by person and by post, with the Friday prayer and the calendar")
  func paper() throws {
    var context = PaperSample.context()
    context.city.rules.fridayPrayer = 705..<780
    context.city.calendar = CityCalendar(spans: [
      CalendarSpan(
        kind: .jointLeave, first: Sample.day(2021, 10, 8), last: Sample.day(2021, 10, 8),
        name: Bilingual(id: "Cuti bersama uji", en: "Joint leave of a test"))
    ])
    let html = try Papers().html(.dutyRoster, context, language: .id)
    let page = Markup.plain(html)
    #expect(!html.contains("19860926") && !html.contains("NIP 1"))
    #expect(page.contains("Per pos") && page.contains("Per petugas") && page.contains("Cuti bersama uji"))
    #expect(page.components(separatedBy: "Candra Contoh").count >= 4)
    let prayer = Sample.morning.interval.end > Sample.at(705 - 300)
    #expect(page.contains("Salat Jumat") == prayer)
  }
}
