import Basics
import Intake

/// Which children an element may have, in which order, and how often; and what was found instead.
struct CAPShape {
  struct Slot {
    var name: String
    var isRequired = false
    var isMany = false
  }

  let slots: [Slot]

  /// `"identifier! source info*"`: `!` required, `*` any number, `+` one or more.
  init(_ text: String) {
    slots = text.split(separator: " ").map { word in
      let name = word.prefix { $0.isLetter }
      let mark = word.dropFirst(name.count)
      return Slot(name: String(name), isRequired: mark == "!" || mark == "+", isMany: mark == "*" || mark == "+")
    }
  }

  static let alert = CAPShape(
    "identifier! sender! sent! status! msgType! source scope! restriction addresses code* note references incidents info*")
  static let info = CAPShape(
    """
    language category+ event! responseType* urgency! severity! certainty! audience eventCode* effective onset expires \
    senderName headline description instruction web contact parameter* resource* area*
    """)
  static let resource = CAPShape("resourceDesc! mimeType! size uri derefUri digest")
  static let area = CAPShape("areaDesc! polygon* circle* geocode* altitude ceiling")
  static let pair = CAPShape("valueName! value!")

  func index(_ name: String) -> Int? { slots.firstIndex { $0.name == name } }
}

/// An element with its path, and its children sorted into the shape.
struct CAPElement {
  let branch: XMLBranch
  let path: String
  private(set) var parts: [String: [XMLBranch]] = [:]

  static let signatures = "http://www.w3.org/2000/09/xmldsig#"
  static let instance = "http://www.w3.org/2001/XMLSchema-instance"

  init(_ branch: XMLBranch, path: String, shape: CAPShape, findings: inout CAPFindings) {
    self.branch = branch
    self.path = path
    if branch.text.contains(where: { !CAPLexis.isBlank($0) }) {
      findings.add(.invalidCharacters, path, branch, CAPLexis.collapsed(branch.text))
    }
    findings.attributes(branch, path)
    sort(shape, &findings)
    for slot in shape.slots where slot.isRequired && parts[slot.name] == nil {
      findings.add(.missingRequiredElement, path + "/" + slot.name, branch)
    }
  }

  private mutating func sort(_ shape: CAPShape, _ findings: inout CAPFindings) {
    var reached = 0
    var signed = false
    for child in branch.children {
      if child.namespace == Self.signatures, shape.index("identifier") != nil {
        signed = true
        findings.add(.signatureNotChecked, path + "/" + child.name, child)
        continue
      }
      guard child.namespace == branch.namespace, let index = shape.index(child.name) else {
        let isPassword = child.name == "password" && shape.index("identifier") != nil
        findings.add(isPassword ? .passwordDeprecated : .unsupportedElement, path, child, child.name)
        continue
      }
      let slot = shape.slots[index]
      let isSecond = parts[child.name] != nil && !slot.isMany
      // The first of two stays: later ones may be a forger's.
      if isSecond { findings.add(.duplicateElement, path + "/" + child.name, child, CAPLexis.collapsed(child.text)) }
      if !isSecond, index < reached || signed { findings.add(.invalidSequence, path + "/" + child.name, child, child.name) }
      if !isSecond { parts[child.name, default: []].append(child) }
      reached = max(reached, index)
    }
  }

  func first(_ name: String) -> XMLBranch? { parts[name]?.first }
  func all(_ name: String) -> [XMLBranch] { parts[name] ?? [] }

  /// Children of one name with the path of each.
  func each(_ name: String) -> [(path: String, branch: XMLBranch)] {
    all(name).enumerated().map { ("\(path)/\(name)[\($0.offset + 1)]", $0.element) }
  }
}

/// Findings as they come while a file is read, with the lines of all paths for the rules that come after.
struct CAPFindings {
  let profile: CAPProfile
  private(set) var list: [CAPFinding] = []
  var lines: [String: Int] = [:]

  init(_ profile: CAPProfile) { self.profile = profile }

  /// More than this of one file help nobody.
  static let limit = 1_000

  mutating func add(_ rule: CAPRule, _ path: String, _ branch: XMLBranch?, _ found: String = "") {
    add(rule, path, line: branch?.line, found)
  }

  mutating func add(_ rule: CAPRule, _ path: String, line: Int?, _ found: String = "") {
    guard list.count < Self.limit, let level = rule.level(profile) else { return }
    list.append(CAPFinding(rule, level: level, path: path, line: line, found: found))
  }

  /// Only `xsi:schemaLocation` and its kin may stand on elements.
  mutating func attributes(_ branch: XMLBranch, _ path: String) {
    for attribute in branch.attributes
    where attribute.namespace != CAPElement.instance || !attribute.name.lowercased().hasSuffix("schemalocation") {
      add(.unsupportedAttribute, path, branch, attribute.name)
    }
  }
}
