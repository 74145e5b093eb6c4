import Basics
import Geography

/// What residents need as the water comes. Shares are 0...1. The defaults are those of flood-needs.md or assumed.
public struct ResidentModel: Hashable, Sendable {
  public var peoplePerHousehold = 4.0
  public var householdsPerHouse = 1.0
  /// People live on the ground that is so near to a road, in metres; nil: evenly over all of the kelurahan.
  public var inhabitedWithinMetres: Int?
  /// Share of the people on wet ground who are affected, by depth there.
  public var affectedShare = DepthTable(centimetres: [(10, 0.6), (30, 1)])
  /// Share of the affected who leave home.
  public var displacedShare = DepthTable(centimetres: [(10, 0), (70, 0.01), (150, 0.05)])
  /// Of the displaced, how many go to relatives.
  public var withRelativesShare = 0.95
  /// Of those in a shelter, how many go home by day (06.00-18.00).
  public var backByDayShare = 0.5
  public var specialNeedsShare = 0.15
  /// Local minutes of the day at which a meal is due.
  public var mealMinutes = [690, 1080]
  /// Share of the affected who need the city's meals.
  public var mealShare = 0.35
  public var drinkingWaterLitresPerDay = 2.5
  public var cleanWaterLitresPerDay = 7.0
  /// New cases per 1,000 affected and day.
  public var medicalPerThousandPerDay = DepthTable(centimetres: [(10, 2), (70, 5)])
  public var medicalUrgentShare = 0.1
  /// New calls for rescue per 1,000 affected and hour.
  public var rescuePerThousandPerHour = DepthTable(centimetres: [(50, 0.5), (100, 5), (150, 15)])
  /// Multiplies rescue calls by hour of the local day.
  public var rescueByHour = HourTable([.init(fromMinute: 300, value: 1), .init(fromMinute: 1320, value: 1.5)])
  /// Above this nobody walks out: a boat is needed.
  public var boatFromMillimetres = 700
  /// Shelter places where they differ from places.csv.
  public var shelterCapacity: [ShelterPlaces] = []
  public var service = ServiceRates()

  public struct ShelterPlaces: Hashable, Sendable {
    public var place: PlaceID
    public var people: Int

    public init(place: PlaceID, people: Int) {
      self.place = place
      self.people = people
    }
  }

  public init() {}

  public func shelterPlaces(_ place: PlaceID) -> Int? { shelterCapacity.first { $0.place == place }?.people }
}

/// What staff get done at the normal rate.
public struct ServiceRates: Hashable, Sendable {
  /// Of one kitchen worker at one cooking.
  public var mealsPerKitchenWorker = 30.0
  /// Meals one distribution officer brings in an hour by road.
  public var mealsPerDistributorHour = 60.0
  public var peoplePerBoatTrip = 8.0
  /// Boarding and landing, besides the way.
  public var boatTurnMinutes = 20.0
  /// People one evacuation officer brings to dry ground in an hour on foot or by truck.
  public var evacueesPerOfficerHour = 4.0
  public var patientsPerMedicHour = 3.0
  public var shelterGuestsPerOfficer = 50.0
  public var litresPerTruckHour = 4000.0

  public init() {}
}

/// What the command post hears: citizens' reports and sensors, late and partly false.
public struct ReportModel: Hashable, Sendable {
  /// Reports per 1,000 people and hour by depth where they are.
  public var perThousandPerHour = DepthTable(centimetres: [(10, 0.2), (30, 0.6), (70, 1.5)])
  /// Multiplies that by hour of the local day.
  public var byHour = HourTable([.init(fromMinute: 300, value: 1), .init(fromMinute: 1320, value: 0.3)])
  /// Standard deviation of a reported depth.
  public var depthErrorMillimetres = 100.0
  public var duplicateShare = 0.3
  /// False reports an hour over the whole city.
  public var rumoursPerHour = 0.5
  /// From seeing to reporting.
  public var delay = DelayModel(medianMinutes: 15, spread: 0.8)
  public var sensors: [Sensor] = []

  public struct Sensor: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case tideGauge = "tide_gauge"
      case riverGauge = "river_gauge"
      case rainGauge = "rain_gauge"
    }

    public var id: String
    public var kind: Kind
    public var coordinate: Coordinate
    public var everyMinutes: Int
    /// Standard deviation; millimetres of level, or of rain in an hour.
    public var errorMillimetres: Double
    public var delayMinutes: Int
    public var needsPower: Bool

    public init(
      id: String, kind: Kind, coordinate: Coordinate, everyMinutes: Int, errorMillimetres: Double, delayMinutes: Int,
      needsPower: Bool
    ) {
      self.id = id
      self.kind = kind
      self.coordinate = coordinate
      self.everyMinutes = everyMinutes
      self.errorMillimetres = errorMillimetres
      self.delayMinutes = delayMinutes
      self.needsPower = needsPower
    }
  }

  public init() {}
}
