import Basics

/// Forms and their parts. Each act is a form of its own that works without a script.
struct Controls {
  let frame: Frame

  func form(_ action: String, class name: String = "form", isUpload: Bool = false, _ content: HTML) -> HTML {
    let encoding: HTML = isUpload ? " enctype=\"multipart/form-data\"" : ""
    return """
      <form method="post" action="\(action)" class="\(name)"\(encoding)><input type="hidden" name="csrf" value="\(frame.csrf)">
      \(content)</form>
      """
  }

  /// One button that does one thing.
  func act(_ action: String, _ label: String, fields: [(String, String)] = [], class name: String = "", isMain: Bool = false)
    -> HTML
  {
    let hidden: [HTML] = fields.map { self.hidden($0.0, $0.1) }
    return form(action, class: "act", "\(hidden)<button class=\"\(isMain ? "main " : "")\(name)\">\(label)</button>")
  }

  func hidden(_ name: String, _ value: String) -> HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }

  func button(_ label: String, isMain: Bool = true, name: String? = nil, value: String = "", class extra: String = "") -> HTML {
    let naming: HTML = name.map { "name=\"\($0)\" value=\"\(value)\" " } ?? ""
    return "<button \(naming)class=\"\(isMain ? "main " : "")\(extra)\">\(label)</button>"
  }

  func text(
    _ label: String, _ name: String, value: String = "", hint: String? = nil, kind: String = "text", required: Bool = false,
    more: HTML = .none
  ) -> HTML {
    let must: HTML = required ? " required" : ""
    return """
      <label class="field"><span>\(label)</span>\(help(hint))<input type="\(kind)" name="\(name)" value="\(value)"\(must)\(more)></label>
      """
  }

  func area(_ label: String, _ name: String, value: String = "", hint: String? = nil, rows: Int = 4, required: Bool = false)
    -> HTML
  {
    let must: HTML = required ? " required" : ""
    // A line break after the tag keeps the text's own first one.
    return """
      <label class="field"><span>\(label)</span>\(help(hint))<textarea name="\(name)" rows="\(rows)" spellcheck="false"\(must)>
      \(value)</textarea></label>
      """
  }

  func select(
    _ label: String, _ name: String, _ options: [(value: String, label: String)], chosen: String? = nil, hint: String? = nil
  )
    -> HTML
  {
    let rows: [HTML] = options.map { option in
      let mark: HTML = option.value == chosen ? " selected" : ""
      return "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
    }
    return "<label class=\"field\"><span>\(label)</span>\(help(hint))<select name=\"\(name)\">\(rows)</select></label>"
  }

  func choices(_ label: String, _ name: String, _ options: [(value: String, label: String)], chosen: Set<String>, isMany: Bool)
    -> HTML
  {
    let rows: [HTML] = options.map { option in
      let mark: HTML = chosen.contains(option.value) ? " checked" : ""
      let kind = isMany ? "checkbox" : "radio"
      return
        "<label class=\"choice\"><input type=\"\(kind)\" name=\"\(name)\" value=\"\(option.value)\"\(mark)> <span>\(option.label)</span></label>"
    }
    return "<fieldset class=\"choices\"><legend>\(label)</legend>\(rows)</fieldset>"
  }

  private func help(_ hint: String?) -> HTML { hint.map { "<small>\($0)</small>" } ?? .none }
}

/// Parts that many pages use.
enum Parts {
  /// A card with a heading; `id` is for links and for the script.
  static func card(_ title: String, id: String, class name: String = "", _ content: HTML) -> HTML {
    "<section class=\"card \(name)\" id=\"\(id)\"><h2>\(title)</h2>\(content)</section>"
  }

  /// - Parameter label: names the table to screen readers where several on a page begin with the same column.
  static func table(_ columns: [String], _ rows: [[HTML]], caption: String? = nil, label: String? = nil, class name: String = "")
    -> HTML
  {
    let heads: [HTML] = columns.map { "<th scope=\"col\">\($0)</th>" }
    let body: [HTML] = rows.map { row in
      let cells: [HTML] = zip(columns, row).map { "<td data-label=\"\($0)\">\($1)</td>" }
      return "<tr>\(cells)</tr>"
    }
    let title: HTML = caption.map { "<caption>\($0)</caption>" } ?? .none
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label ?? caption ?? columns.first ?? "")"><table class="\(name)">\(title)<thead><tr>\(heads)</tr></thead><tbody>\(body)</tbody></table></div>
      """
  }

  static func list(_ items: [HTML], class name: String = "") -> HTML {
    let rows: [HTML] = items.map { "<li>\($0)</li>" }
    return "<ul class=\"\(name)\">\(rows)</ul>"
  }

  static func empty(_ text: String) -> HTML { "<p class=\"empty\">\(text)</p>" }
  static func tag(_ text: String, _ kind: String = "") -> HTML { "<span class=\"tag \(kind)\">\(text)</span>" }
  static func notice(_ text: String, _ kind: String = "info") -> HTML {
    "<p class=\"notice \(kind)\" role=\"status\">\(text)</p>"
  }

  /// A share as a bar that is also said in words.
  static func bar(_ part: Int, of whole: Int, label: String) -> HTML {
    "<div class=\"bar\"><progress max=\"\(max(1, whole))\" value=\"\(part)\" aria-label=\"\(label)\"></progress><span>\(label)</span></div>"
  }
}

/// A problem in words for a page, with what to try.
enum ProblemText {
  static func lines(_ problem: Problem, _ language: Language) -> [String] {
    var lines: [String] = []
    // Refusals carry their Indonesian sentence as the cause.
    if problem.code.hasPrefix("incident."), let sentence = problem.cause, language == .id {
      lines.append(sentence)
    } else {
      var head = ""
      if let place = problem.place {
        if let line = place.line { head += ConsoleWords.of(language)("problem.line", ["line": "\(line)"]) + " " }
        if let field = place.field { head += "\(field): " }
      }
      lines.append(head + problem.message)
    }
    if let advice = problem.advice { lines.append(ConsoleWords.of(language)("problem.try", ["advice": advice])) }
    return lines
  }
}

/// What went wrong, and the way back.
enum ErrorPage {
  static func html(_ status: Int, _ text: String, _ detail: [String], _ frame: Frame) -> HTML {
    let lines: [HTML] = detail.map { "<p class=\"detail\">\($0)</p>" }
    let content: HTML = """
      <p class="notice danger" role="alert">\(text)</p>\(lines)
      <p><a class="button" href="/">\(frame.w("error.home"))</a></p>
      """
    return frame.account == nil ? frame.plainPage(frame.w("error.title"), content) : frame.page(frame.w("error.title"), content)
  }
}
