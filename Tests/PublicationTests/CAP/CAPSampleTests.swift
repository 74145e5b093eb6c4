import Basics
import Publication
import Testing

/// Alerts as offices of several countries word them; written for this test after the standard, nothing copied.
@Suite("CAP alerts of other producers")
struct CAPSampleTests {
  func read(_ text: String) -> CAPReader.Result { CAPReader.read(Array(text.utf8), file: "sample.xml") }

  static func sample(_ head: String, _ info: String, root: String = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">")
    -> String
  {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(root)\n\(head)\n\(info)\n</alert>"
  }

  static func head(_ id: String, _ sender: String, _ sent: String, _ type: String = "Alert", rest: String = "") -> String {
    """
    <identifier>\(id)</identifier><sender>\(sender)</sender><sent>\(sent)</sent><status>Actual</status><msgType>\(type)</msgType>
    <scope>Public</scope>\(rest)
    """
  }

  @Test("Indonesia: bare language, many polygons in one area, an OET code")
  func indonesia() throws {
    let polygons = (0..<150).map { i in
      "<polygon>0.\(100 + i),101.1 0.\(100 + i),101.2 0.\(101 + i),101.2 0.\(100 + i),101.1</polygon>"
    }.joined(separator: "\n")
    let result = read(
      Self.sample(
        Self.head("2.49.0.1.360.0.2026.11.23.08.14.001", "cuaca.ekstrem@contoh.go.id", "2026-11-23T15:05:00+07:00"),
        """
        <info><language>id</language><category>Met</category><event>Hujan Lebat dan Petir</event><urgency>Immediate</urgency>
        <severity>Moderate</severity><certainty>Observed</certainty>
        <eventCode><valueName>OET:v1.2</valueName><value>OET-194</value></eventCode>
        <effective>2026-11-23T15:15:00+07:00</effective><expires>2026-11-23T18:15:00+07:00</expires>
        <senderName>Badan Meteorologi</senderName><headline>Hujan Lebat di Riau</headline><description>KEC. DUMAI KOTA</description>
        <web>https://contoh.go.id/peringatan</web><contact>196</contact>
        <area><areaDesc>Riau</areaDesc>\(polygons)</area></info>
        """))
    let alert = try #require(result.alert)
    #expect(result.isValid)
    #expect(alert.infos[0].primaryLanguage == "id")
    #expect(alert.infos[0].areas[0].polygons.count == 150)
    #expect(alert.isLive(at: try #require(Instant("2026-11-23T18:14:59+07:00"))))
    #expect(!alert.isLive(at: try #require(Instant("2026-11-23T18:15:00+07:00"))))
  }

  @Test("United States: prefixed elements, no language, parameters, several codes, an Update with two references")
  func unitedStates() throws {
    let text = Self.sample(
      Self.head(
        "urn:oid:2.49.0.1.840.0.ab12.001.1", "w-nws.webmaster@example.gov", "2026-05-01T14:03:00-05:00", "Update",
        rest: """
          <code>IPAWSv1.0</code>
          <references>a@example.gov,urn:oid:1,2026-05-01T13:00:00-05:00
            a@example.gov,urn:oid:2,2026-05-01T13:30:00-05:00</references>
          """),
      """
      <info><category>Met</category><event>Flash Flood Warning</event><responseType>Avoid</responseType><urgency>Immediate</urgency>
      <severity>Severe</severity><certainty>Likely</certainty><eventCode><valueName>SAME</valueName><value>FFW</value></eventCode>
      <expires>2026-05-01T18:00:00-05:00</expires><description>At 203 PM, ...</description>
      <parameter><valueName>VTEC</valueName><value>/O.CON.KXXX.FF.W.0012.000000T0000Z-260501T2300Z/</value></parameter>
      <area><areaDesc>Some County</areaDesc><polygon>38.47,-120.14 38.34,-119.95 38.52,-119.74 38.62,-119.89 38.47,-120.14</polygon>
      <geocode><valueName>SAME</valueName><value>006109</value></geocode>
      <geocode><valueName>UGC</valueName><value>CAC109</value></geocode></area></info>
      """)
    // The same with a prefix on each element.
    var prefixed = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      prefixed += rest[..<open]
      rest = rest[rest.index(after: open)...]
      let isEnd = rest.first == "/"
      if isEnd { rest = rest.dropFirst() }
      prefixed += rest.first == "?" ? "<" : isEnd ? "</cap:" : "<cap:"
    }
    prefixed += rest
    prefixed = prefixed.replacing("xmlns=", with: "xmlns:cap=")
    for form in [text, prefixed] {
      let result = read(form)
      #expect(result.isValid, "\(result.problems) \(result.findings)")
      let alert = try #require(result.alert)
      #expect(alert.references.map(\.identifier) == ["urn:oid:1", "urn:oid:2"])
      #expect(alert.infos[0].language == "en-US")
      #expect(alert.infos[0].areas[0].geocodes.count == 2)
    }
    #expect(read(text).alert == read(prefixed).alert)
  }

  @Test("Canada: English and French in one message, CDATA, a signature that is passed over and said so")
  func canada() throws {
    func info(_ language: String, _ event: String) -> String {
      """
      <info><language>\(language)</language><category>Met</category><event>\(event)</event><urgency>Future</urgency>
      <severity>Moderate</severity><certainty>Possible</certainty><description><![CDATA[\(event) < 50 mm & plus]]></description>
      <area><areaDesc>Ottawa \(language)</areaDesc><circle>45.4215,-75.6972 12.5</circle></area></info>
      """
    }
    let result = read(
      Self.sample(
        Self.head("ca.1", "cap@example.ca", "2026-03-01T10:00:00-00:00"),
        info("en-CA", "rainfall") + info("fr-CA", "pluie")
          + "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><SignedInfo Id=\"a\"/></Signature>"))
    #expect(result.isValid)
    #expect(result.findings.map(\.rule) == [.signatureNotChecked])
    let alert = try #require(result.alert)
    #expect(alert.infos.map(\.primaryLanguage) == ["en", "fr"])
    #expect(alert.infos[1].description == "pluie < 50 mm & plus")
    #expect(alert.infos[0].areas[0].circles[0].radius.text == "12.5")
  }

  @Test("Europe: awareness parameters, a geocode and no shape, Cancel with a note and no info")
  func europe() throws {
    let warning = read(
      Self.sample(
        Self.head("2.49.0.0.380.0.IT.26", "info@example.it", "2026-09-01T12:00:00+02:00"),
        """
        <info><language>it-IT</language><category>Met</category><event>Allerta arancione pioggia</event><responseType>Monitor</responseType>
        <urgency>Future</urgency><severity>Severe</severity><certainty>Likely</certainty><onset>2026-09-02T00:00:00+02:00</onset>
        <expires>2026-09-02T23:59:59+02:00</expires>
        <parameter><valueName>awareness_level</valueName><value>3; orange; Severe</value></parameter>
        <area><areaDesc>Emilia</areaDesc><geocode><valueName>EMMA_ID</valueName><value>IT005</value></geocode></area></info>
        """))
    #expect(warning.isValid && warning.alert?.infos[0].parameters[0].value == "3; orange; Severe")
    let cancel = read(
      Self.sample(
        Self.head(
          "it.2", "info@example.it", "2026-09-01T13:00:00+02:00", "Cancel",
          rest: "<note>emessa per errore</note><references>info@example.it,it.1,2026-09-01T12:00:00+02:00</references>"), ""))
    #expect(cancel.isValid)
  }

  @Test("Australia and Japan: Z in a time and swapped coordinates are named with their line, the rest is read")
  func faults() throws {
    let result = read(
      Self.sample(
        Self.head("au.1", "x@example.au", "2026-09-01T12:00:00+10:00"),
        """
        <info><category>Fire</category><event>Bushfire</event><urgency>Expected</urgency><severity>Extreme</severity>
        <certainty>Very Likely</certainty><expires>2026-09-01T05:00:00Z</expires>
        <area><areaDesc>A</areaDesc><polygon>150.1,-33.1 150.2,-33.1 150.2,-33.2 150.1,-33.1</polygon></area></info>
        """))
    #expect(
      Set(result.findings.filter { $0.level == .error }.map(\.rule)) == [
        .certaintyVeryLikelyDeprecated, .invalidDate, .coordinatesSwapped,
      ])
    let swapped = try #require(result.findings.first { $0.rule == .coordinatesSwapped })
    #expect(swapped.path == "alert/info[1]/area[1]/polygon[1]" && swapped.line == 7)
    #expect(result.alert?.infos[0].certainty == .likely)
    #expect(
      swapped.problem(file: "a.xml", language: .id).text.contains(
        "a.xml:7: alert/info[1]/area[1]/polygon[1]: lintang dan bujur tertukar"))
  }
}
