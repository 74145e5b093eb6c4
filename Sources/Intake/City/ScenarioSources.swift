import Basics
import Incident

/// Each figure of a model section must say where it comes from: `source: …` in its group or above it, or a line of the group's
/// `sources:` with its key (or dotted path); `rest` there covers what no other line names. The words `assumed` and `fitted` at
/// the start say that there is no source.
enum ScenarioSources {
  static let keys = ["source", "sources"]

  /// Names each figure of the section without a source.
  /// - Returns: the stated sources in the order of the file.
  static func check(_ section: YAMLValue) -> [ParameterSource] {
    var walk = SourceWalk(findings: section.findings)
    walk.visit(section, lines: [])
    return walk.found
  }

  static func kind(_ text: String) -> ParameterSource.Kind {
    let first = text.lowercased().unicodeScalars.prefix { $0.properties.isAlphabetic }
    switch String(String.UnicodeScalarView(first)) {
    case "assumed", "asumsi", "assumption": return .assumed
    case "fitted", "disetel", "fit": return .fitted
    default: return .cited
    }
  }
}

private struct SourceWalk {
  /// A line of `sources` that may still match: its remaining path, and which line it is.
  struct Line {
    var rest: [Substring]
    var number: Int
  }

  let findings: YAMLFindings
  var found: [ParameterSource] = []
  private var used: Set<Int> = []
  private var count = 0

  init(findings: YAMLFindings) { self.findings = findings }

  mutating func visit(_ value: YAMLValue, lines: [Line], isCovered: Bool = false) {
    switch value.node.content {
    case .scalar(let text, let isPlain):
      guard isPlain, !isCovered, FieldText.decimal(text) != nil else { return }
      value.fault(
        "scenario.source", "the figure \(text) has no source; expected one in \"source\" or \"sources\" of its group",
        advice: "write where it comes from, or the word assumed or fitted.")
    case .sequence(let items):
      for (i, item) in items.enumerated() {
        let inner = YAMLValue(node: item, path: "\(value.path)[\(i + 1)]", findings: findings)
        visit(inner, lines: lines, isCovered: isCovered)
      }
    case .mapping(let entries): visit(entries, of: value, lines: lines, isCovered: isCovered)
    }
  }

  private mutating func visit(_ entries: [YAMLNode.Entry], of value: YAMLValue, lines outer: [Line], isCovered: Bool) {
    var isCovered = isCovered
    var lines = outer
    var own: [(number: Int, key: YAMLValue)] = []
    for entry in entries where ScenarioSources.keys.contains(entry.key) {
      let inner = child(value, entry)
      if entry.key == "source" {
        if let text = inner.text("where the figures come from") {
          found.append(source(value.path, text))
          isCovered = true
        }
        continue
      }
      guard case .mapping(let named) = entry.value.content else {
        inner.fault("scenario.source", "expected keys with their sources", advice: "sources: {surge_mm: assumed}")
        continue
      }
      for line in named {
        let key = YAMLValue(node: line.value, path: "\(inner.path).\(line.key)", findings: findings)
        guard let text = key.text("where the figure comes from") else { continue }
        count += 1
        if line.key == "rest" {
          found.append(source(value.path, text))
          isCovered = true
        } else {
          found.append(source(value.path.isEmpty ? line.key : "\(value.path).\(line.key)", text))
          lines.append(Line(rest: line.key.split(separator: "."), number: count))
          own.append((count, key))
        }
      }
    }
    for entry in entries where !ScenarioSources.keys.contains(entry.key) {
      var inner: [Line] = []
      var isInnerCovered = isCovered
      for line in lines where line.rest.first.map(String.init) == entry.key {
        used.insert(line.number)
        if line.rest.count == 1 {
          isInnerCovered = true
        } else {
          inner.append(Line(rest: Array(line.rest.dropFirst()), number: line.number))
        }
      }
      visit(child(value, entry), lines: inner, isCovered: isInnerCovered)
    }
    for line in own where !used.contains(line.number) {
      line.key.fault("scenario.source", "a source for a key that is not there", advice: "delete it, or correct the key.")
    }
  }

  private func child(_ value: YAMLValue, _ entry: YAMLNode.Entry) -> YAMLValue {
    YAMLValue(
      node: entry.value, path: value.path.isEmpty ? entry.key : "\(value.path).\(entry.key)", findings: findings)
  }

  private func source(_ path: String, _ text: String) -> ParameterSource {
    ParameterSource(file: findings.file, path: path, kind: ScenarioSources.kind(text), text: text)
  }
}
