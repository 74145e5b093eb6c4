import Basics
import Incident

/// The box for improvements: each idea with its answer; a name only where its owner wants it.
public struct IdeaSheet: Sendable {
  let frame: ServiceSheet.Frame

  public init(_ frame: ServiceSheet.Frame) { self.frame = frame }

  /// Without an answer first, the oldest first; then answered ones, the newest first.
  public func ordered(_ ideas: [IdeaRecord]) -> [IdeaRecord] {
    ideas.filter { $0.answer == nil } + ideas.filter { $0.answer != nil }.reversed()
  }

  /// The name that may stand with it.
  public func credit(_ idea: IdeaRecord, _ language: Language) -> String {
    let style = frame.style(language)
    guard idea.received.mayBeNamed, let staff = idea.received.staff else { return style.words("idea.unnamed") }
    return frame.person(staff, style)
  }

  public func lines(_ ideas: [IdeaRecord], _ language: Language) -> [String] {
    let style = frame.style(language)
    if ideas.isEmpty { return [style.words("idea.none")] }
    return ordered(ideas).map { idea in
      let answer = idea.answer.map {
        "\(style.words("idea.outcome.\($0.outcome.rawValue)")): \(frame.words($0.answer, style))"
      }
      return TerminalText.clean(
        "\(idea.id)  \(credit(idea, language)): \(frame.words(idea.received.words, style)) → "
          + (answer ?? style.words("idea.waiting")))
    }
  }
}
