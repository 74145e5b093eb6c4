import Basics
import Testing

@testable import Publication

@Suite("Numbers, dates and spans for people")
struct StyleTests {
  let id = Style(.id)
  let en = Style(.en)

  @Test("Thousands and signs follow the language")
  func numbers() {
    #expect(id.number(1_234_567) == "1.234.567")
    #expect(en.number(1_234_567) == "1,234,567")
    #expect(id.number(-1000) == "−1.000")
    #expect(id.number(0) == "0")
    #expect(id.signed(12) == "+12")
    #expect(id.number(Int64.min) == "−9.223.372.036.854.775.808")
    #expect(id.centimetres(155) == "16 cm")
  }

  @Test("Instants are shown at the city's offset, with the clock as letters write it")
  func instants() {
    #expect(id.moment(Sample.start) == "8 Oktober 2021 05.00 WIB")
    #expect(en.moment(Sample.start) == "8 October 2021 05:00 WIB")
    #expect(id.longDate(Sample.day(2021, 10, 8)) == "Jumat, 8 Oktober 2021")
    #expect(id.span(Interval(start: Sample.start, end: Sample.at(240))) == "8 Oktober 2021 05.00–09.00 WIB")
    #expect(
      id.span(Interval(start: Sample.at(900), end: Sample.at(1380))) == "8 Oktober 2021 20.00 – 9 Oktober 2021 04.00 WIB")
  }

  @Test("Lists end with and")
  func lists() {
    #expect(id.list([]) == "")
    #expect(id.list(["a"]) == "a")
    #expect(id.list(["a", "b"]) == "a dan b")
    #expect(en.list(["a", "b", "c"]) == "a, b, and c")
  }

  @Test("Offices are shortened as people do, unknown ones stay")
  func units() {
    #expect(UnitShort.name("Badan Penanggulangan Bencana Daerah") == "BPBD")
    #expect(UnitShort.name("Dinas Pemadam Kebakaran dan Penyelamatan") == "Damkar")
    #expect(UnitShort.name("Kelurahan Bintan") == "Kel. Bintan")
    #expect(UnitShort.name("PT Contoh") == "PT Contoh")
  }

  @Test("Ids of offices are written out, names stay as they are")
  func offices() {
    #expect(OfficeText.name("kepala-bpbd") == "Kepala BPBD")
    #expect(OfficeText.name("lurah-rimba-sekampung") == "Lurah Rimba Sekampung")
    #expect(OfficeText.name("Wali Kota Dumai") == "Wali Kota Dumai")
  }

  @Test("The mayor of a kota and the bupati of a kabupaten are addressed as such")
  func mayors() {
    var city = Sample.city
    #expect(CityTitle(city).mayor == "Wali Kota Dumai")
    city.name = "Dumai"
    #expect(CityTitle(city).full == "Kota Dumai")
    city.name = "Bengkalis"
    city.code = "14.03"
    #expect(CityTitle(city).mayor == "Bupati Bengkalis")
  }
}
