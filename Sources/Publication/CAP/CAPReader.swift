import Basics
import Geography
import Intake

/// Reads an alert from anybody: values as far as they can be made sense of, and all that is wrong with their places.
public enum CAPReader {
  /// What came out of a file.
  public struct Result: Sendable {
    /// Nil if it is no alert at all, or if what names it (identifier, sender, sent, status, type, scope) cannot be read.
    public var alert: CAPAlert?
    /// By path as they stand in the file; errors of form first.
    public var findings: [CAPFinding]
    /// What XML itself refused.
    public var problems: [Problem]

    public var isValid: Bool { problems.isEmpty && alert != nil && !findings.contains { $0.level == .error } }

    /// Everything as the one shape of errors.
    public func problems(file: String, language: Language) -> [Problem] {
      problems + findings.map { $0.problem(file: file, language: language) }
    }
  }

  /// - Parameters:
  ///   - now: to say that an alert has expired; nil leaves that out.
  public static func read(_ bytes: [UInt8], file: String, profile: CAPProfile = .base, now: Instant? = nil) -> Result {
    let reading = XMLReader.read(bytes, file: file)
    guard let root = reading.value else { return Result(alert: nil, findings: [], problems: reading.problems) }
    var findings = CAPFindings(profile)
    guard root.name == "alert", root.namespace.hasPrefix("urn:oasis:names:tc:emergency:cap:") || root.namespace.isEmpty else {
      findings.add(.wrongNamespace, root.name, root, root.namespace)
      return Result(alert: nil, findings: findings.list, problems: [])
    }
    if root.namespace != CAPLexis.namespace { findings.add(.wrongNamespace, "alert", root, root.namespace) }
    var pass = CAPReadPass(findings: findings)
    let alert = pass.alert(root)
    var all = pass.findings.list
    if let alert {
      all += CAPRules.check(alert, profile: profile, now: now).map { finding in
        var placed = finding
        placed.line = pass.line(of: finding.path)
        return placed
      }
    }
    return Result(alert: alert, findings: all, problems: [])
  }
}

/// One walk over the tree.
struct CAPReadPass {
  var findings: CAPFindings

  /// The line of a path, or of the nearest element above it.
  func line(of path: String) -> Int? {
    var path = path[...]
    while true {
      if let line = findings.lines[String(path)] { return line }
      guard let cut = path.lastIndex(of: "/") else { return nil }
      path = path[..<cut]
    }
  }

  mutating func alert(_ root: XMLBranch) -> CAPAlert? {
    findings.lines["alert"] = root.line
    let element = CAPElement(root, path: "alert", shape: .alert, findings: &findings)
    let identifier = text(element, "identifier")
    let sender = text(element, "sender")
    let sent = time(element, "sent")
    let status: CAPStatus? = word(element, "status")
    let type: CAPMessageType? = word(element, "msgType")
    let scope: CAPScope? = word(element, "scope")
    let infos = element.each("info").map { info($0.branch, $0.path) }
    var alert = CAPAlert(
      identifier: identifier ?? "", sender: sender ?? "", sent: sent ?? CAPTime(Instant(milliseconds: 0), offsetMinutes: 0),
      status: status ?? .draft, messageType: type ?? .alert, scope: scope ?? .addressed, infos: infos)
    alert.source = text(element, "source")
    alert.restriction = text(element, "restriction")
    alert.addresses = group(element, "addresses")
    alert.codes = element.each("code").map { plain($0.branch, $0.path) }
    alert.note = text(element, "note")
    alert.references = references(element)
    alert.incidents = group(element, "incidents")
    guard identifier != nil, sender != nil, sent != nil, status != nil, type != nil, scope != nil else { return nil }
    return alert
  }

  // MARK: Values

  /// Text of an element that may hold nothing else.
  mutating func plain(_ branch: XMLBranch, _ path: String) -> String {
    findings.lines[path] = branch.line
    findings.attributes(branch, path)
    for child in branch.children { findings.add(.unsupportedElement, path, child, child.name) }
    return branch.text
  }

  mutating func text(_ element: CAPElement, _ name: String) -> String? {
    element.first(name).map { plain($0, element.path + "/" + name) }
  }

  mutating func time(_ element: CAPElement, _ name: String) -> CAPTime? {
    guard let branch = element.first(name) else { return nil }
    let path = element.path + "/" + name
    let text = CAPLexis.collapsed(plain(branch, path))
    guard let time = CAPTime(text) else {
      findings.add(.invalidDate, path, branch, text)
      return nil
    }
    return time
  }

  mutating func word<Word: RawRepresentable>(_ element: CAPElement, _ name: String) -> Word? where Word.RawValue == String {
    guard let branch = element.first(name) else { return nil }
    return word(branch, element.path + "/" + name)
  }

  mutating func word<Word: RawRepresentable>(_ branch: XMLBranch, _ path: String) -> Word? where Word.RawValue == String {
    let text = plain(branch, path)
    if let word = Word(rawValue: text) { return word }
    findings.add(.invalidEnumValue, path, branch, text)
    return nil
  }

  mutating func group(_ element: CAPElement, _ name: String) -> [String] {
    guard let text = text(element, name) else { return [] }
    guard let group = CAPLexis.group(text) else {
      findings.add(.invalidGroup, element.path + "/" + name, element.first(name), text)
      return []
    }
    return group
  }

  mutating func references(_ element: CAPElement) -> [CAPReference] {
    guard let branch = element.first("references") else { return [] }
    let path = element.path + "/references"
    let words = plain(branch, path).split(whereSeparator: CAPLexis.isBlank)
    if words.isEmpty { findings.add(.invalidReferences, path, branch) }
    var out: [CAPReference] = []
    for word in words {
      if let reference = CAPReference(word) {
        out.append(reference)
      } else {
        findings.add(.invalidReferences, path, branch, String(word))
      }
    }
    return out
  }
}
