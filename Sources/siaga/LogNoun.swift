import ArgumentParser
import Basics
import Incident
import Ledger
import Operations

struct LogNoun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "The action log: show it, verify it, sign it, prove an entry, export it.",
    discussion: "Example: siaga log verify --database siaga.db",
    subcommands: [Show.self, Verify.self, Checkpoint.self, Prove.self, Export.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print entries: sequence, time, who, what.",
      discussion: "Example: siaga log show --stream operation/op-1 --last 20")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Option(help: "Only this stream, as operation/op-1.") var stream: String?
    @Option(help: "Only the last N entries.") var last: Int?

    func run() throws {
      try reporting {
        let reader = try SQLiteReader(database.database)
        let offset = try ReadingDesk(database.database).city.offsetMinutes
        let size = try reader.head().size
        let first = stream == nil ? last.map { size - min(size, UInt64(max(0, $0))) } ?? 0 : 0
        var lines: [String] = []
        try reader.replay(from: first) { entry in
          if let stream, entry.stream != stream { return }
          lines.append(output.json ? String(decoding: entry.encoded(), as: UTF8.self) : Self.line(entry, offset))
        }
        for line in stream == nil ? lines[...] : lines.suffix(last ?? lines.count) { Terminal.out(line) }
      }
    }

    private static func line(_ entry: Envelope, _ offset: Int) -> String {
      let sequence = String(repeating: " ", count: max(0, 6 - "\(entry.sequence)".count)) + "\(entry.sequence)"
      let day = entry.instant.date(offsetMinutes: offset).text
      let payload = String(decoding: entry.payload.prefix(120), as: UTF8.self) + (entry.payload.count > 120 ? "…" : "")
      return
        "\(sequence)  \(day) \(entry.instant.clock(offsetMinutes: offset))  \(entry.mode.rawValue)  \(entry.actor)  \(entry.stream)  \(entry.type)  \(payload)"
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Two verdicts: intact, and complete up to checkpoint N. Exits 1 if either fails, and names the first bad entry.",
      discussion: "Example: siaga log verify --outside kept-by-the-inspectorate.txt")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions
    @Option(
      help: ArgumentHelp("Checkpoints, heads or leaf hashes that somebody outside kept.", valueName: "file"), completion: .file())
    var outside: String?
    @Option(
      help: ArgumentHelp("Verify this export (JSON Lines) instead of the database's entries.", valueName: "file"),
      completion: .file())
    var export: String?
    @Option(help: ArgumentHelp("Public key of the log (name+id+base64), for an export without its database.", valueName: "vkey"))
    var key: String?

    func run() throws {
      try reporting {
        var heads = OutsideHeads()
        if let outside { heads = try OutsideHeads(String(decoding: try Files.read(outside), as: UTF8.self), file: outside) }
        let result: Verification
        if let export {
          let hasDatabase = Files.exists(database.database)
          let reader = hasDatabase ? try SQLiteReader(database.database) : nil
          let given = try key.map { LogIdentity(mode: $0.contains("/exercise") ? .exercise : .actual, key: try VerifierKey($0)) }
          result = try LogExport.verify(
            export, identity: given ?? reader?.identity, checkpoints: try reader?.checkpoints() ?? [], outside: heads)
        } else {
          result = try SQLiteReader(database.database).verify(outside: heads)
        }
        if output.json { Terminal.out(Self.json(result)) } else { Terminal.out(result.lines.joined(separator: "\n")) }
        if !result.isGood { throw ExitCode(1) }
      }
    }

    private static func json(_ result: Verification) -> String {
      let value: JSONValue = .members([
        ("size", .integer(Int64(result.head.size))), ("root", .string(result.head.root.base64)),
        ("intact", .bool(result.isIntact)),
        ("complete", .bool(result.isComplete)), ("checkpoint", .integer(Int64(result.checkpoint))),
        ("outside", result.outside.map { .integer(Int64($0)) }),
        (
          "firstBad",
          result.firstBad.map {
            ["sequence": .integer(Int64($0.sequence)), "fault": .string($0.fault.rawValue), "detail": .string($0.detail)]
          }
        ),
        ("findings", .array(result.findings.map { .string($0.text) })),
      ])
      return (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
  }

  struct Checkpoint: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Sign the log as it stands and print the checkpoint. Give it to somebody outside: it proves the history up to here.",
      discussion: "Example: siaga log checkpoint > for-the-inspectorate.txt")
    @OptionGroup var database: DatabaseOptions

    func run() throws { try reporting { Terminal.out(try LiveDesk.open(database.database).desk.checkpoint().encoded) } }
  }

  struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the proof (C2SP tlog-proof) that an entry stands under the last checkpoint.",
      discussion: "Example: siaga log prove 17 > 17.tlog-proof")
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "Sequence of the entry.") var sequence: UInt64

    func run() throws { try reporting { Terminal.out(try SQLiteReader(database.database).proof(of: sequence).encoded) } }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the entries alone, one JSON document a line, in order. No personal data is in them.",
      discussion: "Example: siaga log export > log.jsonl")
    @OptionGroup var database: DatabaseOptions
    @Option(help: ArgumentHelp("Also write the leaf hashes, one a line, to keep outside.", valueName: "file")) var leaves: String?

    func run() throws {
      try reporting {
        let reader = try SQLiteReader(database.database)
        var hashes: [UInt8] = []
        try LogExport.write(reader, to: { Terminal.out($0) }, leaves: { if leaves != nil { hashes += $0 } })
        if let leaves { try Files.write(hashes, to: leaves) }
      }
    }
  }
}
