import Basics
import Incident
import Ledger

/// The way between the domain's events and the ledger's bytes.
enum Journal {
  /// - Throws: a `Problem` for an event that is too large for the log.
  static func entry(_ recorded: RecordedEvent, cause: String?) throws(Problem) -> NewEntry {
    do throws(EventFault) {
      return NewEntry(
        stream: recorded.event.stream, type: recorded.event.type, typeVersion: recorded.event.version, instant: recorded.instant,
        actor: recorded.actor.text, mode: recorded.mode, cause: Cause(command: cause), payload: try recorded.event.encoded())
    } catch { throw problem(error) }
  }

  /// - Throws: a `Problem` that names the entry and the type or field that this version does not know.
  static func event(_ envelope: Envelope) throws(Problem) -> RecordedEvent {
    let payload: JSONValue
    do { payload = try envelope.payloadValue } catch {
      throw Problem("log.payload", "entry \(envelope.sequence): the payload is no JSON", cause: "\(error)", exit: .foundWanting)
    }
    guard let actor = Actor(envelope.actor) else {
      throw Problem("log.actor", "entry \(envelope.sequence): unknown actor \"\(envelope.actor)\"", exit: .foundWanting)
    }
    do throws(EventFault) {
      let event = try Event(type: envelope.type, version: envelope.typeVersion, payload: payload)
      return RecordedEvent(
        sequence: envelope.sequence, instant: envelope.instant, actor: actor, mode: envelope.mode, event: event)
    } catch {
      var problem = problem(error)
      problem.message = "entry \(envelope.sequence): \(problem.message)"
      throw problem
    }
  }

  private static func problem(_ fault: EventFault) -> Problem {
    Problem(
      "log.event", "\(fault)", advice: "the log was written by a newer version of Siaga: use that one.", exit: .foundWanting)
  }

  /// All events of a log, in order.
  static func read(_ reader: some LogReader, _ body: (RecordedEvent) throws -> Void) throws(Problem) {
    do {
      try reader.replay { try body(try event($0)) }
    } catch let problem as Problem {
      throw problem
    } catch { throw Problem("log.read", "the log cannot be read", cause: "\(error)", exit: .inputOutput) }
  }
}
