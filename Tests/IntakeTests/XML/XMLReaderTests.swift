import Basics
import Intake
import Testing

@Suite("XML from outside")
struct XMLReaderTests {
  func read(_ text: String) -> Reading<XMLBranch?> { XMLReader.read(Array(text.utf8), file: "a.xml") }

  func code(_ text: String) -> String? { read(text).problems.first?.code }

  @Test("elements, attributes, namespaces, references to characters and CDATA are read, each with its line")
  func reads() throws {
    let root = try #require(
      read("<?xml version='1.0'?>\n<!-- c --><p:a xmlns:p='urn:x' k='1'>\n<p:b>x &amp; &#233;<![CDATA[<y>]]></p:b><c/></p:a>")
        .value)
    #expect((root.namespace, root.name, root.line) == ("urn:x", "a", 2))
    #expect(root.attribute("k") == "1")
    #expect(root.child("b")?.text == "x & é<y>")
    #expect(root.child("b")?.line == 3)
    #expect(root.children.last?.namespace == "")
  }

  @Test("what is cut, empty or no XML is refused with a line")
  func malformed() {
    for text in ["", "x", "<a>", "<a></b>", "<a>&unknown;</a>", "<a/><b/>", "<a x='1' x='2'/>", "<a>\u{1}</a>", "<a \u{FF}"] {
      let reading = read(text)
      #expect(reading.value == nil && reading.problems.count == 1 && reading.problems[0].code == "xml.malformed", "\(text)")
      #expect(reading.problems.first?.place?.line != nil, "\(text)")
    }
    #expect(XMLReader.read([0x3C, 0x61, 0x3E, 0xFF, 0xFE], file: "a").value == nil)
  }

  @Test("entities of its own, outside files and the thousand laughs are refused at the DOCTYPE")
  func doctype() {
    let laughs =
      "<!DOCTYPE a [<!ENTITY l0 'lol'>"
      + (1...9).map { "<!ENTITY l\($0) '" + String(repeating: "&l\($0 - 1);", count: 10) + "'>" }
      .joined() + "]><a>&l9;</a>"
    for text in [
      laughs, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<!DOCTYPE a><a/>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'> %p;]><a/>",
    ] { #expect(code(text) == "xml.doctype", "\(text.prefix(60))") }
  }

  @Test("too deep, too many elements or attributes, too long: refused by name")
  func limits() {
    #expect(code(String(repeating: "<a>", count: 1_000)) == "xml.deep")
    #expect(["xml.deep", "xml.elements"].contains(code(String(repeating: "<a>", count: 100_000))))
    #expect(code("<a>" + String(repeating: "<b/>", count: XMLLimits.elements + 1) + "</a>") == "xml.elements")
    #expect(code("<a " + (0..<100_000).map { "a\($0)='1'" }.joined(separator: " ") + "/>") == "xml.attributes")
    #expect(XMLReader.read([UInt8](repeating: 0x20, count: XMLLimits.bytes + 1), file: "a").problems.first?.code == "xml.large")
    #expect(read(String(repeating: "<a>", count: 32) + String(repeating: "</a>", count: 32)).value != nil)
  }
}
