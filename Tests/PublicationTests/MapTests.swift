import Basics
import Geography
import Incident
import Testing

@testable import Publication

@Suite("Map of the city")
struct MapTests {
  static func sample(_ area: String, _ source: DepthSeries.Source = .reported, low: Int32? = 100, high: Int32 = 300)
    -> DepthSeries.Sample
  {
    DepthSeries.Sample(
      area: area, during: Sample.morning.interval, lowMillimetres: low, highMillimetres: high, source: source, note: "riaupos.co")
  }

  func map(mode: Mode = .exercise, _ samples: [DepthSeries.Sample], _ language: Language = .id, plan: Plan = Sample.plan)
    -> CityMap
  {
    CityMap(
      view: Sample.view(mode, plan: plan), depths: DepthSeries(samples: samples), during: Sample.morning.interval,
      language: language)
  }

  @Test("A kelurahan without a report says so, is hatched, and is never green or dry")
  func silent() {
    let map = map([Self.sample("11.01")])
    #expect(map.areas.map(\.depthClass) == [.low, .noReport, .noReport])
    let svg = map.svg()
    #expect(svg.contains("<title>Bukit Datuk: belum ada laporan</title>"))
    #expect(svg.contains("<title>Rimba Sekampung: 10–30 cm</title>"))
    // Two kelurahan in two panels, and the legend.
    #expect(svg.components(separatedBy: "fill=\"url(#depth-no_report)\"").count == 6)
    let pattern = svg.components(separatedBy: "id=\"depth-no_report\"")[1].components(separatedBy: "</pattern>")[0]
    #expect(pattern.contains("#e3e3e3") && pattern.contains("stroke"))
    #expect(
      CityMap(view: Sample.view(), depths: nil, during: Sample.morning.interval, language: .id).areas.allSatisfy {
        $0.sample == nil
      })
  }

  @Test("Synthetic depths never show in an actual operation")
  func synthetic() {
    let samples = [Self.sample("11.01", .simulated(synthetic: true))]
    #expect(map(mode: .actual, samples).areas[0].depthClass == .noReport)
    #expect(map(mode: .exercise, samples).areas[0].depthClass == .low)
    #expect(map(mode: .exercise, samples).svg().contains("hasil simulasi medan buatan"))
  }

  @Test("Depths outside of the span do not hold; the last one seen wins")
  func span() {
    var early = Self.sample("11.01")
    early.during = Interval(start: Sample.at(-600), end: Sample.at(-500))
    #expect(map([early]).areas[0].sample == nil)
    var later = Self.sample("11.01", low: nil, high: 1_600)
    later.observed = Sample.at(60)
    #expect(map([later, Self.sample("11.01")]).areas[0].text(Style(.id)) == "160 cm")
    #expect(DepthClass(millimetres: 0) == .dry && DepthClass(millimetres: 99) == .trace && DepthClass(millimetres: 700) == .low)
    #expect(DepthClass(millimetres: 701) == .medium && DepthClass(millimetres: 1_501) == .high)
  }

  @Test("Coverage has a word and a shape of its own; partners count, and so does what is missing")
  func coverage() {
    let map = map([])
    #expect(
      map.places.map { "\($0.number) \($0.place.id) \($0.grade) \($0.duties)+\($0.partnerHeads)/\($0.heads)" } == [
        "1 posko full 2+0/2", "2 dermaga partial 3+2/6", "3 masjid partial 1+0/2",
      ])
    var plan = Sample.plan
    plan.duties = []
    plan.shortages = [
      Shortage(
        post: Sample.posts[3].id, seat: .member, criticality: .essential, missing: 2, price: 1,
        cause: .allNeededElsewhere(qualified: 0))
    ]
    #expect(self.map([], plan: plan).places.last?.grade == .empty)
    for word in ["terisi semua", "terisi sebagian, ada kekurangan", "belum ada petugas"] { #expect(map.svg().contains(word)) }
  }

  @Test(
    "The drawing is well-formed, the same each time, marked in exercises only, and says that outlines are approximate",
    arguments: Language.allCases)
  func drawing(_ language: Language) {
    let svg = map([Self.sample("11.01")], language).svg()
    #expect(Markup.faults(svg) == [])
    #expect(svg == map([Self.sample("11.01")], language).svg())
    #expect(svg.components(separatedBy: "LATIHAN / EXERCISE").count == 3)
    #expect(!map(mode: .actual, [], language).svg().contains("LATIHAN"))
    #expect(svg.contains(language == .id ? "Batas kelurahan adalah perkiraan" : "Outlines of kelurahan are approximated"))
    #expect(svg.contains(" km</text>") || svg.contains(" m</text>"))
  }

  @Test("A city without outlines or shore still gives a drawing")
  func bare() {
    var city = Sample.city
    city.outlines = Outlines(areas: [], projection: LocalProjection(origin: Sample.origin))
    city.shoreline = []
    let view = PlanView(
      plan: Sample.plan, id: "p", title: Bilingual(id: "a", en: "b"), mode: .actual, city: city, shifts: [Sample.morning],
      names: .none)
    #expect(Markup.faults(CityMap(view: view, depths: nil, during: Sample.morning.interval, language: .id).svg()) == [])
  }

  @Test("Coordinates are short and never an exponent")
  func numbers() {
    #expect(SVG.number(12.34) == "12.3" && SVG.number(-0.04) == "0" && SVG.number(1e12) == "0" && SVG.number(.nan) == "0")
    #expect(SVG.number(-2.25) == "-2.3" || SVG.number(-2.25) == "-2.2")
    #expect(escapeMarkup("<a b='\"&\u{1}'>") == "&lt;a b=&#39;&quot;&amp;\u{FFFD}&#39;&gt;")
  }

  @Test("The table beneath the map says the same: silent kelurahan in words, places with their numbers")
  func table() throws {
    var context = PaperSample.context()
    context.depths = DepthSeries(samples: [Self.sample("11.02")])
    let text = Markup.plain(try Papers().html(.map, context, language: .id))
    #expect(
      text.contains("1 Rimba Sekampung Dumai Kota 10–50 cm 8 Oktober 2021 05.20 WIB laporan: Lurah Rimba Sekampung [log 7]"))
    #expect(text.contains("2 Laksamana Dumai Kota 10–30 cm berlaku 8 Oktober 2021 05.00–09.00 WIB laporan: riaupos.co"))
    #expect(text.contains("3 Bukit Datuk Dumai Kota belum ada laporan – –"))
    #expect(text.contains("2 Dermaga Laksamana tempat perahu anggapan 2 6 2 2 terisi sebagian, ada kekurangan"))
  }
}
