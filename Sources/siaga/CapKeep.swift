import ArgumentParser
import Basics
import Foundation
import Incident
import Operations
import Publication

extension CapNoun {
  struct Keep: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep somebody else's alert in the operation, as it came: shown to the information officer and citable.",
      discussion: "The same alert again changes nothing. Example: siaga cap keep peringatan.xml --as humas")
    @OptionGroup var frame: OperationNoun.Frame
    @Argument(help: "CAP file, or a text with --agency.", completion: .file()) var file: String
    @Option(help: "Whose text it is, where it is no CAP file.") var agency: String?

    func run() throws {
      try frame.record { desk, operation, now in
        let bytes = try Files.read(file)
        if let agency {
          return try desk.keepStatement(String(decoding: bytes, as: UTF8.self), of: agency, in: operation, at: now)
        }
        return try desk.keepAlert(bytes, in: operation, at: now)
      }
    }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "error", abstract: "Answer somebody's alert with an Error message: why it was not accepted.",
      discussion:
        "Example: siaga cap error salah.xml --sender bpbd@example.id --identifier dumai-e1 --note 'polygon tidak tertutup'")
    @Argument(help: "The alert.", completion: .file(extensions: ["xml", "cap"])) var file: String
    @Option(help: "Sender, as bpbd@example.id.") var sender: String
    @Option(help: "Identifier; to an exercise it ends in -X.") var identifier: String
    @Option(help: "Why; what the check found by default.") var note: String?
    @Option(help: "Instant of sending (RFC 3339); now by default.") var sent: String?
    @Option(help: "Minutes of the office's clock from UTC.") var offset = 420

    func run() throws {
      try reporting {
        let read = CAPReader.read(try Files.read(file), file: file)
        guard let alert = read.alert else {
          throw Problem(
            "cap.error", "the alert cannot be named: identifier, sender or sent cannot be read", at: .init(file: file),
            advice: "answer its sender by telephone", exit: .badData)
        }
        guard let at = sent.map({ Instant($0) }) ?? Clock.now else {
          throw Problem("cap.sent", "\"\(sent ?? "")\" is no instant", exit: .usage)
        }
        var answer = CAPAlert(
          identifier: identifier, sender: sender, sent: CAPTime(at, offsetMinutes: offset), status: alert.status,
          messageType: .error, scope: .addressed)
        answer.addresses = [alert.sender]
        answer.references = [alert.reference]
        let found = read.findings.filter { $0.level == .error }.prefix(20).map { "\($0.path): \($0.rule.rawValue)" }
        answer.note = note ?? (found.isEmpty ? nil : found.joined(separator: "; "))
        try report(CAPRules.check(answer, profile: .base).map { $0.problem(file: identifier, language: .en) })
        Terminal.out(CAPWriter.bytes(answer))
      }
    }
  }
}
