import Foundation
import Testing

@testable import Basics
@testable import Console

@Suite struct WordTests {
  @Test func bothLanguagesHaveTheSameSentencesWithTheSameValues() {
    let (id, en) = (ConsoleWords.indonesian, ConsoleWords.english)
    #expect(id.faults == [] && en.faults == [])
    #expect(Set(id.keys) == Set(en.keys))
    for key in id.keys {
      let names = [id, en].map { Set(Catalogue.names(in: $0.sentence(key) ?? "")) }
      #expect(names[0] == names[1], "\(key)")
    }
  }

  /// Keys that code writes out are in the catalogue, and each key is either written out or begins as composed ones do.
  @Test func noKeyIsMissingAndNoneIsUnused() throws {
    let folder = Bench.root.appending(path: "Sources/Console").resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    var code = ""
    for file in files where file.hasSuffix(".swift") && !file.contains("ConsoleWordsID") && !file.contains("ConsoleWordsEN") {
      code += try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    for key in ConsoleWords.indonesian.keys {
      let isComposed = ConsoleWords.composedPrefixes.contains { key.hasPrefix($0) }
      #expect(isComposed || code.contains("\"\(key)\""), "unused: \(key)")
    }
    for call in ["w(\"", "words(\""] {
      for piece in code.split(separator: call).dropFirst() {
        let key = String(piece.prefix { $0 != "\"" })
        if key.contains("\\") || key.contains(" ") || !key.contains(".") { continue }
        // Words of papers go by `p(`.
        if code.contains("p(\"\(key)\"") || code.contains("lookup.words(\"\(key)\"") { continue }
        #expect(ConsoleWords.indonesian.sentence(key) != nil || key.hasPrefix("fact."), "missing: \(key)")
      }
    }
  }

  @Test func valuesAreEscapedAndLiteralsAreNot() {
    let evil = "<b>\"'&"
    let html: HTML = "<p title=\"\(evil)\">\(evil)</p>"
    #expect(html.text == "<p title=\"&lt;b&gt;&quot;&#39;&amp;\">&lt;b&gt;&quot;&#39;&amp;</p>")
    let nested: HTML = "<div>\(html)\([html, html])</div>"
    #expect(nested.text == "<div>\(html.text)\(html.text)\(html.text)</div>")
  }
}
