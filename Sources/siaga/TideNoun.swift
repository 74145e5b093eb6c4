import ArgumentParser
import Basics
import Flood
import Operations
import Publication

struct TideNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tide", abstract: "The predicted tide of a city's gauge.",
    discussion: "Example: siaga tide high --from 2021-10-07 --to 2021-10-09", subcommands: [High.self])

  struct High: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "High and low waters of a span, from the harmonic constants in tide.csv of the city pack.",
      discussion: """
        Heights above mean sea level; times on the city's clock. A day without a clock time counts whole.
        Example: siaga tide high --from 2021-10-07 --to 2021-10-09 --lang en
        """)
    @Option(help: ArgumentHelp("First day, or instant (2021-10-07T05:00, on the city's clock).", valueName: "day")) var from:
      String
    @Option(help: ArgumentHelp("Last day, or instant.", valueName: "day")) var to: String
    @Option(help: ArgumentHelp("Folder of the city pack.", valueName: "folder"), completion: .directory) var city =
      "scenarios/dumai"
    @Option(help: "Metres that wind and weather add.") var surge = 0.0
    @Flag(help: "Print high waters only.") var onlyHigh = false
    @OptionGroup var output: OutputOptions

    /// Years of one call; more is a matter of several.
    private static let longestMinutes = 20 * 366 * 1440

    func validate() throws {
      guard surge.isFinite, abs(surge) <= 10 else { throw ValidationError("--surge \(surge): expected metres from -10 to 10") }
    }

    func run() throws {
      try reporting {
        var problems: [Problem] = []
        let settings = try CityPack.load(folder: city).city(problems: &problems)
        let span = try span(settings.offsetMinutes)
        let path = "\(city)/tide.csv"
        let reading = TideTable.read(try Files.read(path), file: path)
        try report(reading.problems)
        guard let station = reading.value else { throw ExitCode(65) }
        let tide = TidePrediction(station: station, surge: Surge(metres: surge))
        let turns = tide.extremes(during: span).filter { !onlyHigh || $0.isHigh }.map(Self.toTheMinute)
        if output.json { return Terminal.out(try Self.json(turns, station: station, settings.offsetMinutes)) }
        Terminal.out(
          TideText.table(
            turns.map { TideTurn(at: $0.at, millimetres: $0.millimetres, isHigh: $0.isHigh) }, station: station.name,
            datum: station.meanLevelAboveDatum.map { Int32(($0 * 1000).rounded()) }, surge: Int32((surge * 1000).rounded()),
            style: Style(output.lang, offsetMinutes: settings.offsetMinutes, zoneName: settings.zoneName)))
      }
    }

    private func span(_ offset: Int) throws(Problem) -> Interval {
      guard let start = CivilDate(from).map({ Instant(date: $0, offsetMinutes: offset) }) ?? Instant(from, offsetMinutes: offset)
      else { throw Self.fault("--from", from) }
      guard
        let end = CivilDate(to).map({ Instant(date: $0, minuteOfDay: 1440, offsetMinutes: offset) })
          ?? Instant(to, offsetMinutes: offset)
      else { throw Self.fault("--to", to) }
      guard start < end, end.minutes(since: start) <= Self.longestMinutes else {
        throw Problem(
          "tide.span", "from \(from) to \(to): expected a span of more than nothing and at most 20 years", exit: .usage)
      }
      return Interval(start: start, end: end)
    }

    /// The turn of a tide is flat: seconds would say more than is known.
    private static func toTheMinute(_ turn: TidePrediction.Extreme) -> TidePrediction.Extreme {
      let minute = (turn.at.milliseconds + 30_000) / 60_000
      return .init(at: Instant(milliseconds: minute * 60_000), millimetres: turn.millimetres, isHigh: turn.isHigh)
    }

    private static func fault(_ option: String, _ text: String) -> Problem {
      Problem("tide.span", "\(option) \"\(text.prefix(40))\": expected a day (2021-10-07) or an instant", exit: .usage)
    }

    private static func json(_ turns: [TidePrediction.Extreme], station: TideStation, _ offset: Int) throws -> [UInt8] {
      let rows = turns.map { turn in
        JSONValue.members([
          ("at", .string(turn.at.text)), ("local", .string(local(turn.at, offset))),
          ("kind", .string(turn.isHigh ? "high" : "low")), ("millimetres", .integer(Int64(turn.millimetres))),
        ])
      }
      return try CanonicalJSON.encode(
        .members([
          ("station", .string(station.id)), ("name", .string(station.name)), ("datum", .string("mean sea level")),
          (
            "meanLevelAboveDatumMillimetres",
            station.meanLevelAboveDatum.map { .integer(Int64(($0 * 1000).rounded())) }
          ),
          ("turns", .array(rows)),
        ])) + [10]
    }

    private static func local(_ at: Instant, _ offset: Int) -> String {
      let clock = at.clock(offsetMinutes: offset).replacing(".", with: ":")
      let hours = abs(offset) / 60
      let minutes = abs(offset) % 60
      let zone = "\(offset < 0 ? "-" : "+")\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
      return "\(at.date(offsetMinutes: offset).text)T\(clock)\(zone)"
    }
  }
}
