/// Names of offices as people shorten them, for narrow columns; papers print the full name.
enum UnitShort {
  /// Longest phrases first where one begins like another.
  private static let phrases: [(full: String, short: String)] = [
    ("Badan Penanggulangan Bencana Daerah", "BPBD"), ("Satuan Polisi Pamong Praja", "Satpol PP"),
    ("Dinas Pemadam Kebakaran", "Damkar"), ("Dinas Pekerjaan Umum", "Dinas PU"), ("Dinas Kesehatan", "Dinkes"),
    ("Dinas Sosial", "Dinsos"), ("Dinas Perhubungan", "Dishub"), ("Dinas Lingkungan Hidup", "DLH"),
    ("Dinas Komunikasi", "Diskominfo"), ("Dinas Pendidikan", "Disdik"), ("Dinas Perumahan", "Disperkim"),
    ("Dinas Kependudukan", "Disdukcapil"), ("Rumah Sakit Umum Daerah", "RSUD"),
    ("Badan Perencanaan Pembangunan Daerah", "Bappeda"), ("Badan Pengelolaan Keuangan", "BPKAD"),
    ("Badan Pendapatan Daerah", "Bapenda"), ("Badan Kesatuan Bangsa", "Kesbangpol"), ("Badan Kepegawaian", "BKPSDM"),
    ("Sekretariat Daerah", "Setda"), ("Sekretariat DPRD", "Setwan"), ("Taruna Siaga Bencana", "Tagana"),
  ]
  private static let heads: [(full: String, short: String)] = [
    ("Kecamatan ", "Kec. "), ("Kelurahan ", "Kel. "), ("Puskesmas ", "Pkm. "), ("Badan ", "Bdn. "), ("Bagian ", "Bag. "),
  ]

  /// What follows a known phrase (`dan Penyelamatan`) goes; an unknown name stays as it is.
  static func name(_ full: String) -> String {
    for phrase in phrases where full.hasPrefix(phrase.full) { return phrase.short }
    for head in heads where full.hasPrefix(head.full) { return head.short + full.dropFirst(head.full.count) }
    return full
  }
}
