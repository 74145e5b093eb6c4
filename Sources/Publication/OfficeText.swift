/// Offices as people write them. The log holds plain ids (`kepala-bpbd`); what is written out already stays.
public enum OfficeText {
  private static let capitals: Set<String> = [
    "bpbd", "bmkg", "big", "pln", "pmi", "tni", "polri", "opd", "rt", "rw", "rsud", "pupr", "dlh", "bnpb", "kodim", "lanal",
    "pdb",
    "trc", "sda",
  ]

  /// `kepala-bpbd` → `Kepala BPBD`, `lurah-rimba-sekampung` → `Lurah Rimba Sekampung`.
  public static func name(_ office: String) -> String {
    guard office.allSatisfy({ ($0.isLowercase && $0.isASCII) || $0 == "-" || $0 == "_" }), !office.isEmpty else { return office }
    return office.split { $0 == "-" || $0 == "_" }.map { word in
      capitals.contains(String(word)) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
    }.joined(separator: " ")
  }
}
