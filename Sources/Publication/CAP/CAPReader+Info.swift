import Basics
import Geography
import Intake

extension CAPReadPass {
  mutating func info(_ branch: XMLBranch, _ path: String) -> CAPInfo {
    findings.lines[path] = branch.line
    let element = CAPElement(branch, path: path, shape: .info, findings: &findings)
    let language = text(element, "language").map(CAPLexis.collapsed) ?? "en-US"
    if !CAPLexis.isLanguage(language) { findings.add(.invalidLanguage, path + "/language", element.first("language"), language) }
    var info = CAPInfo(
      language: language, categories: element.each("category").compactMap { word($0.branch, $0.path) },
      event: text(element, "event") ?? "", urgency: word(element, "urgency") ?? .unknown,
      severity: word(element, "severity") ?? .unknown, certainty: certainty(element))
    info.responses = element.each("responseType").compactMap { word($0.branch, $0.path) }
    info.audience = text(element, "audience")
    info.eventCodes = element.each("eventCode").map { pair($0.branch, $0.path) }
    info.effective = time(element, "effective")
    info.onset = time(element, "onset")
    info.expires = time(element, "expires")
    info.senderName = text(element, "senderName")
    info.headline = text(element, "headline")
    info.description = text(element, "description")
    info.instruction = text(element, "instruction")
    info.web = text(element, "web").map(CAPLexis.collapsed)
    info.contact = text(element, "contact")
    info.parameters = element.each("parameter").map { pair($0.branch, $0.path) }
    info.resources = element.each("resource").map { resource($0.branch, $0.path) }
    info.areas = element.each("area").map { area($0.branch, $0.path) }
    return info
  }

  private mutating func certainty(_ element: CAPElement) -> CAPCertainty {
    guard let branch = element.first("certainty"), branch.text == "Very Likely" else {
      return word(element, "certainty") ?? .unknown
    }
    let path = element.path + "/certainty"
    _ = plain(branch, path)
    findings.add(.certaintyVeryLikelyDeprecated, path, branch)
    return .likely
  }

  private mutating func pair(_ branch: XMLBranch, _ path: String) -> CAPNamedValue {
    findings.lines[path] = branch.line
    let element = CAPElement(branch, path: path, shape: .pair, findings: &findings)
    return CAPNamedValue(text(element, "valueName") ?? "", text(element, "value") ?? "")
  }

  private mutating func resource(_ branch: XMLBranch, _ path: String) -> CAPResource {
    findings.lines[path] = branch.line
    let element = CAPElement(branch, path: path, shape: .resource, findings: &findings)
    var resource = CAPResource(description: text(element, "resourceDesc") ?? "", mimeType: text(element, "mimeType") ?? "")
    if let size = text(element, "size").map(CAPLexis.collapsed) {
      let digits = size.hasPrefix("+") ? String(size.dropFirst()) : size
      resource.size = Int(digits)
      if resource.size == nil { findings.add(.invalidResourceSize, path + "/size", element.first("size"), size) }
    }
    resource.uri = text(element, "uri").map(CAPLexis.collapsed)
    resource.content = text(element, "derefUri")
    resource.digest = text(element, "digest")
    return resource
  }

  private mutating func area(_ branch: XMLBranch, _ path: String) -> CAPArea {
    findings.lines[path] = branch.line
    let element = CAPElement(branch, path: path, shape: .area, findings: &findings)
    var area = CAPArea(text(element, "areaDesc") ?? "")
    area.polygons = element.each("polygon").compactMap { polygon($0.branch, $0.path) }
    area.circles = element.each("circle").compactMap { circle($0.branch, $0.path) }
    area.geocodes = element.each("geocode").map { pair($0.branch, $0.path) }
    area.altitude = decimal(element, "altitude")
    area.ceiling = decimal(element, "ceiling")
    return area
  }

  private mutating func decimal(_ element: CAPElement, _ name: String) -> CAPDecimal? {
    guard let text = text(element, name).map(CAPLexis.collapsed) else { return nil }
    let decimal = CAPDecimal(text)
    if decimal == nil { findings.add(.invalidValue, element.path + "/" + name, element.first(name), text) }
    return decimal
  }

  private mutating func polygon(_ branch: XMLBranch, _ path: String) -> [Coordinate]? {
    let words = plain(branch, path).split(whereSeparator: CAPLexis.isBlank)
    var ring: [Coordinate] = []
    for word in words {
      guard let point = point(word, .invalidPolygon, branch, path) else { return nil }
      ring.append(point)
    }
    // A ring that is open or short is kept for the rules, which say so.
    if ring.isEmpty { findings.add(.invalidPolygon, path, branch) }
    return ring.isEmpty ? nil : ring
  }

  private mutating func circle(_ branch: XMLBranch, _ path: String) -> CAPCircle? {
    let text = CAPLexis.collapsed(plain(branch, path))
    let words = text.split(separator: " ")
    guard words.count == 2, let radius = CAPDecimal(words[1]), radius.value >= 0 else {
      findings.add(.invalidCircle, path, branch, text)
      return nil
    }
    return point(words[0], .invalidCircle, branch, path).map { CAPCircle(centre: $0, radius: radius) }
  }

  private mutating func point(_ word: Substring, _ rule: CAPRule, _ branch: XMLBranch, _ path: String) -> Coordinate? {
    do throws(CAPLexis.PointFault) {
      return try CAPLexis.point(word)
    } catch {
      let fault: CAPRule = error == .form ? rule : error == .range ? .coordinateOutOfRange : .coordinatesSwapped
      findings.add(fault, path, branch, String(word))
      return nil
    }
  }
}
