import Basics
import Geography
import Incident
import Operations

/// The fields of a report, as anybody fills them in, and as an operator does on the telephone.
struct CitizenForm {
  let frame: Frame
  private var controls: Controls { Controls(frame: frame) }
  private func say(_ key: String) -> String { frame.say(key) }

  var areas: [(value: String, label: String)] {
    let threatened = Set(frame.picture.operation?.opening.areas ?? [])
    let all = frame.picture.city.areas
    return (all.filter { threatened.contains($0.id) } + all.filter { !threatened.contains($0.id) }).map {
      ($0.id.rawValue, $0.name)
    }
  }

  var needs: [(value: String, label: String)] { CitizenNeed.allCases.map { ($0.rawValue, say("need.\($0.rawValue)")) } }

  private var depths: [(value: String, label: String)] {
    [(value: "", label: say("report.noDepth"))] + DepthWord.allCases.map { ($0.rawValue, say("depthWord.\($0.rawValue)")) }
  }

  /// For residents: no account, few words, works on the oldest telephone.
  var resident: HTML {
    controls.form(
      "/lapor", isUpload: true,
      """
      \(controls.choices(say("report.need"), "need", needs, chosen: [CitizenNeed.evacuation.rawValue], isMany: false))
      \(controls.select(say("edit.areas"), "area", areas))
      \(place)
      \(controls.text(say("report.people"), "people", kind: "number", more: " min=\"1\" max=\"100000\" inputmode=\"numeric\""))
      \(controls.select(say("report.depth"), "depth", depths, hint: say("report.depthHint")))
      \(controls.area(say("report.words"), "words", rows: 3))
      \(controls.text(say("report.contact"), "contact", hint: say("report.contactHint"), more: " maxlength=\"120\" autocomplete=\"tel\""))
      <label class="field"><span>\(say("report.photo"))</span><small>\(say("report.photoHint"))</small><input type="file" name="photo" accept="image/jpeg,image/png"></label>
      \(controls.button(say("report.send"), class: "big"))
      """)
  }

  private var place: HTML {
    """
    \(controls.text(say("report.rt"), "rt", hint: say("report.rtHint"), more: " maxlength=\"40\""))
    <details><summary>\(say("report.point"))</summary><div class="two">\(controls.text(say("report.latitude"), "lat", more: " inputmode=\"decimal\" maxlength=\"20\""))\(controls.text(say("report.longitude"), "lon", more: " inputmode=\"decimal\" maxlength=\"20\""))</div></details>
    """
  }

  /// On the telephone: the first fields decide, the rest may stay empty.
  var operatorEntry: HTML {
    let ways = [ReportWay.phone, .chat, .sms, .visit, .radio].map { (value: $0.rawValue, label: say("way.\($0.rawValue)")) }
    return controls.form(
      "/reports", class: "form row",
      """
      \(controls.hidden("command", SecretText.token()))
      \(controls.select(say("report.need"), "need", needs))\(controls.select(say("edit.areas"), "area", areas))
      \(controls.text(say("report.rt"), "rt", more: " maxlength=\"40\""))
      \(controls.text(say("report.people"), "people", kind: "number", more: " min=\"1\" max=\"100000\" inputmode=\"numeric\""))
      \(controls.select(say("report.depth"), "depth", depths))
      \(controls.text(say("report.contact"), "contact", more: " maxlength=\"120\""))
      \(controls.select(say("report.way"), "way", ways))
      \(controls.text(say("report.ago"), "ago", value: "0", kind: "number", more: " min=\"0\" max=\"1440\" inputmode=\"numeric\""))
      \(controls.text(say("report.behalf"), "behalf", hint: say("report.behalfHint"), more: " maxlength=\"60\""))
      \(controls.area(say("report.words"), "words", hint: say("report.pasteHint"), rows: 2))
      \(controls.button(say("report.record")))
      """)
  }

  // MARK: Reading

  /// - Throws: a `Problem` that names the field in words.
  static func wish(_ call: WebCall, _ now: Instant, way: ReportWay) throws(Problem) -> ReportWish {
    let form = call.form
    guard let need = CitizenNeed(rawValue: form["need"] ?? "") else { throw BulletinRoutes.wrong("form.badNeed", call) }
    guard let area = form.text("area"), isPlainID(area) else { throw BulletinRoutes.wrong("form.badArea", call) }
    let ago = form.int("ago").flatMap { (0...1440).contains($0) ? $0 : nil } ?? 0
    var wish = ReportWish(need: need, area: AreaID(area), way: way, seenAt: now.adding(minutes: -ago), toldAt: now)
    wish.people = form.int("people").flatMap { (1...100_000).contains($0) ? $0 : nil }
    wish.depth = DepthWord(rawValue: form["depth"] ?? "")
    wish.neighbourhood = form.text("rt").map { String($0.prefix(40)) }
    wish.words = form.text("words").map { String($0.prefix(2000)) }
    wish.contact = form.text("contact").map { String($0.prefix(120)) }
    if let latitude = degrees(form.text("lat"), 90), let longitude = degrees(form.text("lon"), 180) {
      wish.point = Coordinate(latitudeE7: latitude, longitudeE7: longitude)
    }
    // A file comes as text: bytes that are no UTF-8 as one letter each.
    if let photo = form["photo"], !photo.isEmpty {
      let scalars = photo.unicodeScalars
      guard scalars.allSatisfy({ $0.value < 256 }) else { throw BulletinRoutes.wrong("form.badPhoto", call) }
      wish.photo = scalars.map { UInt8($0.value) }
    }
    return wish
  }

  private static func degrees(_ text: String?, _ most: Double) -> Int32? {
    guard let text, let value = Double(text.replacing(",", with: ".")), abs(value) <= most else { return nil }
    return Int32((value * 1e7).rounded())
  }
}
