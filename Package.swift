// swift-tools-version: 6.2
import PackageDescription

// One row a room. `Sources/README.md` says what each is for; `Tests/HouseTests` holds the imports against it.

/// Our own targets treat each warning as an error; dependencies keep theirs.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error), .swiftLanguageMode(.v6)]

/// Rooms of numeric loops run some 50 times slower unoptimised: they are optimised in debug builds (and so in tests) too.
let fast: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let package = Package(
  name: "siaga",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "siaga", targets: ["siaga"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
  ],
  targets: [
    .target(name: "Basics", swiftSettings: fast),
    .target(name: "Geography", dependencies: ["Basics"], swiftSettings: fast),
    .target(name: "Assignment", dependencies: ["Basics"], swiftSettings: fast),
    // The inner loop of the water in C, as only there vector instructions can be chosen at run time.
    .target(name: "FloodKernel", cSettings: [.unsafeFlags(["-O3"])], swiftSettings: strict),
    .target(name: "Flood", dependencies: ["Basics", "Geography", "FloodKernel"], swiftSettings: fast),
    .target(name: "Simulation", dependencies: ["Basics"], swiftSettings: fast),
    .target(name: "Ledger", dependencies: ["Basics", grdb, crypto], swiftSettings: fast),
    .target(name: "Incident", dependencies: ["Basics", "Geography"], swiftSettings: strict),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Intake", dependencies: ["Basics", "Geography", "Incident", "CExpat", "CZlib", yams], swiftSettings: fast),
    .target(name: "Staffing", dependencies: ["Basics", "Geography", "Incident", "Assignment"], swiftSettings: fast),
    .target(name: "Callout", dependencies: ["Basics", "Incident"], swiftSettings: fast),
    .target(
      name: "Publication", dependencies: ["Basics", "Geography", "Incident", "Intake", mustache], swiftSettings: strict),
    .target(
      name: "Operations",
      dependencies: [
        "Basics", "Geography", "Assignment", "Ledger", "Incident", "Intake", "Staffing", "Callout", "Publication", grdb, crypto,
      ] + nio,
      swiftSettings: strict),
    .target(
      name: "Drill",
      dependencies: [
        "Basics", "Geography", "Assignment", "Flood", "Simulation", "Ledger", "Incident", "Intake", "Staffing", "Callout",
        "Publication", "Operations",
      ],
      swiftSettings: fast),
    .target(
      name: "Console",
      dependencies: [
        "Basics", "Geography", "Assignment", "Flood", "Ledger", "Incident", "Intake", "Staffing", "Callout", "Publication",
        "Operations", "Drill", hummingbird, hummingbirdTLS, crypto, cryptoExtras,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "siaga",
      dependencies: [
        "Basics", "Geography", "Assignment", "Flood", "Simulation", "Ledger", "Incident", "Intake", "Staffing", "Callout",
        "Publication", "Operations", "Drill", "Console", arguments,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "harness",
      dependencies: [
        "Basics", "Geography", "Simulation", "Ledger", "Incident", "Intake", "Callout", "Publication", "Operations", "Drill",
      ],
      path: "Tests/Harness",
      swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Basics", "Geography", "Assignment", "Flood", "Simulation", "Incident", "Staffing", "Ledger", "Operations", "Drill",
      ],
      path: "Tests/Benchmarks",
      exclude: [
        "peers", "run-assignment", "run-plan", "run-repair", "run-travel", "check-optimality", "run-shifts", "check-shifts",
        "run-events", "run-country", "run-flood", "check-hydraulics", "run-drill",
      ],
      swiftSettings: fast),

    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(name: "BasicsTests", dependencies: ["Basics"], swiftSettings: strict),
    .testTarget(name: "GeographyTests", dependencies: ["Basics", "Geography"], swiftSettings: strict),
    .testTarget(name: "AssignmentTests", dependencies: ["Basics", "Assignment"], swiftSettings: strict),
    .testTarget(name: "FloodTests", dependencies: ["Basics", "Geography", "Flood"], swiftSettings: strict),
    .testTarget(name: "SimulationTests", dependencies: ["Basics", "Simulation"], swiftSettings: strict),
    .testTarget(name: "CalloutTests", dependencies: ["Basics", "Geography", "Incident", "Callout"], swiftSettings: strict),
    .testTarget(
      name: "DrillTests",
      dependencies: [
        "Basics", "Geography", "Flood", "Simulation", "Incident", "Intake", "Ledger", "Staffing", "Callout", "Publication",
        "Operations", "Drill",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Basics", "Geography", "Incident", "Intake", "Ledger", "Publication", "Operations", "Drill", "Console", hummingbird,
        hummingbirdTesting,
      ],
      swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Basics", "Ledger", grdb, crypto], swiftSettings: strict),
    .testTarget(name: "IncidentTests", dependencies: ["Basics", "Geography", "Incident"], swiftSettings: strict),
    .testTarget(name: "IntakeTests", dependencies: ["Basics", "Geography", "Incident", "Intake"], swiftSettings: strict),
    .testTarget(
      name: "StaffingTests", dependencies: ["Basics", "Geography", "Incident", "Assignment", "Staffing"], swiftSettings: strict),
    .testTarget(
      name: "PublicationTests", dependencies: ["Basics", "Geography", "Incident", "Intake", "Publication"],
      swiftSettings: strict),
    .testTarget(
      name: "OperationsTests",
      dependencies: ["Basics", "Geography", "Incident", "Intake", "Ledger", "Staffing", "Callout", "Operations"] + nio,
      swiftSettings: strict),
    .testTarget(name: "ScenarioTests", dependencies: ["siaga"], swiftSettings: strict),
  ]
)
