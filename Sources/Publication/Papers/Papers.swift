import Basics
import Incident
import Mustache

/// The papers that mayor, province and BNPB expect, and the ICS forms as a second view of the same facts.
public enum PaperKind: String, Sendable, CaseIterable {
  case poskoChart = "posko-chart"
  case dutyList = "duty-list"
  case dutyRoster = "duty-roster"
  case postLog = "post-log"
  case firstReport = "first-report"
  case dailyReport = "daily-report"
  case map
  case ics203 = "ics-203"
  case ics204 = "ics-204"
  case ics214 = "ics-214"

  /// `daily-report.id.html`
  public func fileName(_ language: Language) -> String { "\(rawValue).\(language.rawValue).html" }

  var isLandscape: Bool { self == .poskoChart }
}

/// Makes papers as self-contained HTML that prints on A4; templates are parsed once, when it is made.
public struct Papers: Sendable {
  private let library: MustacheLibrary

  /// - Throws: a `Problem` if a template of our own does not parse (a test holds that they all do).
  public init() throws(Problem) {
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in [
      ("page", PaperTemplates.page), ("block", PaperTemplates.block), ("chart", PaperTemplates.chart),
      ("box", PaperTemplates.box),
    ] {
      do { templates[name] = try MustacheTemplate(string: text) } catch {
        throw Problem(
          "publication.template", "the template \(name) does not parse: \(error)",
          advice: "report this: it is a fault of the program",
          exit: .unavailable)
      }
    }
    library = MustacheLibrary(templates: templates)
  }

  /// One paper as HTML, UTF-8. The same context gives the same bytes.
  public func html(_ kind: PaperKind, _ context: PaperContext, language: Language) -> String {
    let maker = PaperMaker(context, language: language)
    return html(page: maker.page(kind))
  }

  /// The frame of all papers around what is given.
  func html(page: [String: Any]) -> String { library.render(page, withTemplate: "page") ?? "" }

  /// A document of services, people or readiness in the same frame.
  public func html(_ sheet: ServiceSheet, _ frame: ServiceSheet.Frame) -> String { html(page: sheet.page(frame)) }
}
