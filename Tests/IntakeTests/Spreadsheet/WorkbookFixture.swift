import Foundation

/// Archives to read: one as a spreadsheet's library wrote it (openpyxl, deflated), and any other put together here without packing.
enum WorkbookFixture {
  /// Three people under a title and a header in row 3: texts with quotes, a separator and a line break, days, booleans, a telephone
  /// that lost its 0 and a NIP of which digits were lost.
  static let written = Data(
    base64Encoded: """
      UEsDBBQAAAAIAMmDeF3RI4WKlAIAAKoHAAAYAAAAeGwvd29ya3NoZWV0cy9zaGVldDEueG1slVVdb5swFH3fr7B4nVogH5B2BIk0TbtNi6Ik3R4nJzjEAmzP
      Ns3273dNW0oqu1ItRfHHOcfX517s5MRlqY6EaPS3rpiaeketxbXvq/2R1FhdckEYrBy4rLGGoSx8JSTBeUuqK38QBJFfY8q8NGnnVjJNeKMryshKItXUNZb/
      ZqTip6kXei8Ta1ocdTvhp4nABdkQ/SCAAEO/08lpTZiinCFJDlMvC6/v45bRIn5SclK9PjKH2XFemsHXfOoFJiZSkb02Ehj+HskNqSqjBJH8eRb1Xjc1zH7/
      RX7Rnh/C22FFbnj1i+b6OPUmHsrJATeVXvPTPXk+0/g1xDnWOE0kPyFpDpsme9MxWwKQMmPSRkuYp7CTTufZYput0ep2+3CXbdA822boe7bOlnfZMvE1RGZw
      /h5+oNkJDzvhoUOY5uf0Fj1zoRmusQV/48Ivv64s8LkL3jCqLfhbF15DCgVnFsrCRVEa60ahkghS4BOm2Ma+c7FLzrTEJVK4FphamPfOfSkWKKcCs6Kg1Tsp
      G3cpGzuksovQljMXfNbk9AvaYKa54rZsuIg7sbMVx60LH0zCQQhtAM2WEhePcfYbK2segKLauwCI5h55TEfRKI4T/7Hv+ZPwrl0Pu7UzV6PO1cjpqi3omQu+
      oZoib9lID2WU2UphHn3Q16h3TLByOBpH8eQqOD/sIvq4i1Hr4uDMxXg8eONi1HMxsLsYdy7GPbEwCIbnWrPYEeQ3XvJPW8qKkkrbPXIme3k1GQfDMB4EsEMY
      ks/hm8TPXdtI1Vgdjt+p3IshtIsRNFvtupiCKdu37PfuePOG/cCyoEyhihxAJriMoWTl06PwNNBctHW+41rzuu0e4S0l0gBg/cC57gbmUeqe5/Q/UEsDBBQA
      AAAIAMmDeF3xwkwAiQIAAHsLAAANAAAAeGwvc3R5bGVzLnhtbN1WS2/bMAz+K4bvnZ14FewizmEGCgzYhgLtYVclkhMBeniyXCT79RMlNY+2TNFiu8xBID70
      8aNIKs5idHvJ77ecu2ynpB7bfOvccFMU43rLFR0/mYFr7+mNVdR51W6KcbCcshFAShbzsiSFokLny4We1K1yY7Y2k3ZtPj+Ysrh8ZW0+I5/zLIbrDONtvvfP
      lVJXjOVZ8SrgGgNk2xulbsYxAIvEvlz0Rh+TmOXR4CNTxbNHKtu8o1KsrAiwnioh99E+D5a1kcZmzp+fAxxM4++4YZZUKE6KpYQ2NiYQacICWQgpz0oBhuVi
      oM5xq2+9EkHB+tKX5If94LPYWLqfza/zE0RYPM3KWMbt2XGjabmQvHeAsGKzDYIzAywr45xRIDFBN0bTmMkTLAk+9ppLeQ8T8rM/I9j1J/0poTv6IPqskhjD
      JAUITsPF4Cdxq4/FHcSjcV8mfyAd9F+TcfzO8l7sgr7rjwmchU9z+C8Jrv86QZGKdtKas8YcrBkMe5v/gGsjT2KsJiGd0EnbCsa4ftkfH9/Rlf9hOCPwuxjv
      6STdw8HZ5kf5O2diUs1h1x0cLO06yt9gGGfkeNM8mdCM7zjrkmo3qyBmXvC06QmI567b8CAuFBWdiAucKBeaBoqKOJTrfzxXXV7IsC4vZFiXSEAUVeOoiHvV
      1YUPyoWgGv8gR26aqiIELW/XvZ5Gh9aQEPgiAWv8yISgXMD23spfGIALY/PGbNTlR8amfvdgxwK/t/LgQmoImKZBBgDlAgzaFHSiIAmEC0YNQVUV9BnNEL3m
      F1xNg7pgSJHpJQQrFIEP0i/0ElVV0xAchaRRVagLLuwFF5oGJIK6qiq+SJ+9z4qn91xx/Lu9/ANQSwMEFAAAAAgAyYN4XbdH64rAAAAAFgIAAAsAAABfcmVs
      cy8ucmVsc52SS24CMQxArxJlX0ypxAIxrNiwQ4gLuInno5nEkWPE9PaN2MAgaBFL/56eLa8PNKB2HHPbpWzGMMRc2VY1rQCyaylgnnGiWCo1S0AtoTSQ0PXY
      ECzm8yXILcNu1rdMc/xJ9AqR67pztGV3ChT1Afiuw5ojSkNa2XGAM0v/zdzPCtSana+s7PynNfCmzPP1IJCiR0VwLPSRpEyLdpSvPp7dvqTzpWNitHjf6P/z
      0KgUPfm/nTClidLXRQkmb7D5BVBLAwQUAAAACADJg3hd4n4VMUIBAABnAgAADwAAAHhsL3dvcmtib29rLnhtbI1R0WrDMAz8leAPWNKwFVaavqxsK5StrKPv
      TqI0orYVbKXZ+vWzE7IGBqNPsk7S+U5admRPOdEp+tLKuIXNRM3cLOLYFTVo6e6oAeNrFVkt2af2GFNVYQFrKloNhuM0SeaxBSUZybgaGycGtlu4XGNBlq4G
      YK0GKi3RiNVyVLazUTzNiKEIPwU0IAeEzl0bQhqd0WGOCvk7E/1bgYg0GtR4gTITiYhcTd0rWbyQYan2hSWlMjEbCgewjMUfeB9kfsrc9QjL/CN4zsQ88YQV
      Wsd9R88vvcgz+OYha5meUTHYtWR4sdQ2aI49jbcRT3z0qxhjZKSGTOzgKDuJQYQHN+UgiD3TxJ5doC/YTTlwTue3YaPX4fSf4XQQNKoooUID5ZuncaHgd1L4
      g4TQy0jvH2aP3nur1JPH3s2WZPlra7zJ6gdQSwMEFAAAAAgAyYN4Xateci60AAAAjQIAABoAAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc8WSTQqDMBBG
      rxJyAEdt6aKoq27cFi8QdPzBxITMlOrtK7pQoYtupKvwTcj7HkySJ2rFnR2o7RyJ0eiBUtkyuzsAlS0aRYF1OMw3tfVG8Rx9A06VvWoQ4jC8gd8zZJbsmaKY
      HP5CtHXdlfiw5cvgwF/A8La+pxaRpSiUb5BTCaPexgTLEQUzWYq8SqXPq0gK+LdRfDCKzzQinjTSprPmQ//lzH6e3+JWv8R1eFzLdZGAw+/LPlBLAwQUAAAA
      CADJg3hdpeEbWB4BAABgBAAAEwAAAFtDb250ZW50X1R5cGVzXS54bWzFlE1uwjAQha8SeYsSA4suKsKm7bZl0Qu4zoRY8Z88Aw237yQpWVQUikDqJlY8b973
      7Imyej9EwKxz1mMpGqL4KCXqBpzCIkTwXKlDcor4NW1lVLpVW5DL+fxB6uAJPOXUe4j16hlqtbOUvXS8jSb4UiSwKLKnUdizSqFitEYr4rrc++oHJf8mFNw5
      aLAxEWcsEJk8iRhKvxKOjW97SMlUkG1UolflWCY7K5EOFrA473EiZahro6EKeue4pcCYQFXYAJCzxWg6u4AmvmQYn4ubAww2Z4ks3aQQkaeW4HrecSx9dx7Z
      CBKZC4eckOx98wmhn3gF1V/hfMOfIbXDTFAOy+LOc578rw2y/M8gHyG09/7g+7VwyvgpgBx+LOsvUEsBAhQDFAAAAAgAyYN4XdEjhYqUAgAAqgcAABgAAAAA
      AAAAAAAAAIABAAAAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbFBLAQIUAxQAAAAIAMmDeF3xwkwAiQIAAHsLAAANAAAAAAAAAAAAAACAAcoCAAB4bC9zdHls
      ZXMueG1sUEsBAhQDFAAAAAgAyYN4XbdH64rAAAAAFgIAAAsAAAAAAAAAAAAAAIABfgUAAF9yZWxzLy5yZWxzUEsBAhQDFAAAAAgAyYN4XeJ+FTFCAQAAZwIA
      AA8AAAAAAAAAAAAAAIABZwYAAHhsL3dvcmtib29rLnhtbFBLAQIUAxQAAAAIAMmDeF2rXnIutAAAAI0CAAAaAAAAAAAAAAAAAACAAdYHAAB4bC9fcmVscy93
      b3JrYm9vay54bWwucmVsc1BLAQIUAxQAAAAIAMmDeF2l4RtYHgEAAGAEAAATAAAAAAAAAAAAAACAAcIIAABbQ29udGVudF9UeXBlc10ueG1sUEsFBgAAAAAG
      AAYAgAEAABEKAAAAAA==
      """, options: .ignoreUnknownCharacters)

  static let bytes = Array(written ?? Data())

  /// An archive of stored parts.
  static func stored(_ parts: [(name: String, text: String)]) -> [UInt8] {
    archive(parts.map { Part(name: $0.name, packed: Array($0.text.utf8)) })
  }

  struct Part {
    var name: String
    var packed: [UInt8]
    var method = 0
    /// Nil says the truth.
    var unpacked: Int?
    var checksum: UInt32?
    var flags = 0
  }

  static func archive(_ parts: [Part], count: Int? = nil) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let sum = part.checksum ?? crc(part.packed)
      let sizes = little(Int(sum), 4) + little(part.packed.count, 4) + little(part.unpacked ?? part.packed.count, 4)
      let name = Array(part.name.utf8)
      directory +=
        little(0x0201_4B50, 4) + little(20, 2) + little(20, 2) + little(part.flags, 2) + little(part.method, 2) + little(0, 4)
        + sizes + little(name.count, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
        + little(out.count, 4) + name
      out +=
        little(0x0403_4B50, 4) + little(20, 2) + little(part.flags, 2) + little(part.method, 2) + little(0, 4) + sizes
        + little(name.count, 2) + little(0, 2) + name + part.packed
    }
    let start = out.count
    out += directory
    return out + little(0x0605_4B50, 4) + little(0, 4) + little(count ?? parts.count, 2) + little(count ?? parts.count, 2)
      + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 bit by bit: an oracle for the library's.
  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  /// The parts of a small workbook around one sheet.
  static func parts(sheet: String, strings: String = "", styles: String = "", book: String = "") -> [(name: String, text: String)]
  {
    [
      (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"r\">\(book)<sheets><sheet name=\"x\" state=\"hidden\" r:id=\"h\"/><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" Target=\"worksheets/s.xml\"/><Relationship Id=\"h\" Type=\"t/worksheet\" Target=\"worksheets/h.xml\"/><Relationship Id=\"s\" Type=\"t/sharedStrings\" Target=\"/xl/texts.xml\"/></Relationships>"
      ), ("xl/worksheets/s.xml", "<worksheet><sheetData>\(sheet)</sheetData></worksheet>"),
      ("xl/worksheets/h.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>99</v></c></row></sheetData></worksheet>"),
      ("xl/texts.xml", "<sst>\(strings)</sst>"), ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
    ]
  }
}
