/// The columns of roster.csv, under both languages' headers.
public enum RosterColumn: Int, CaseIterable, Sendable {
  case id, nip, name, unit, position, positionKind, grade, employment, contractUntil, superior, sex, kelurahan, latitude,
    longitude
  case phone, mail, competencies, dutyLimits, callable, available, officeHours, recentDutyHours, language, invented
  /// A running number that many sheets have; not read.
  case counter

  /// The header in Indonesian, by which messages and differences name the field.
  public var header: String { Self.headers[rawValue] }

  private static let headers = [
    "id", "nip", "nama", "unit", "jabatan", "jenis_jabatan", "golongan", "status_kepegawaian", "kontrak_sampai", "atasan",
    "jenis_kelamin", "kelurahan", "lat", "lon", "telepon", "surel", "kompetensi", "batasan", "siap_dipanggil", "tersedia",
    "jam_kantor", "jam_tugas_terakhir", "bahasa", "karangan", "no",
  ]

  /// The English header first, then what is met besides.
  var others: [String] {
    switch self {
    case .id: ["office_number", "nomor_pegawai", "no_pegawai", "id_pegawai", "staff_id"]
    case .nip: ["nip_nippk", "nip_ni_pppk", "nipppk", "ni_pppk"]
    case .name: ["name", "nama_lengkap", "nama_pegawai", "full_name"]
    case .unit: ["unit_kerja", "opd", "perangkat_daerah", "skpd", "org_unit"]
    case .employment: ["employment", "status_pegawai", "status"]
    case .superior: ["superior", "atasan_langsung"]
    case .grade: ["grade", "golongan_ruang", "gol", "pangkat_golongan"]
    case .positionKind: ["position_kind", "jenis_jab"]
    case .contractUntil: ["contract_until", "akhir_kontrak", "kontrak_berakhir"]
    case .sex: ["sex", "gender", "jk", "l_p", "kelamin"]
    case .dutyLimits: ["duty_limits", "batasan_tugas"]
    case .callable: ["callable", "dapat_dipanggil"]
    case .position: ["position", "nama_jabatan"]
    case .kelurahan: ["home", "alamat_kelurahan", "kel", "kelurahan_domisili"]
    case .latitude: ["latitude", "lintang"]
    case .longitude: ["longitude", "lng", "bujur"]
    case .phone: ["phone", "no_hp", "hp", "nomor_telepon", "no_telepon", "handphone", "telp"]
    case .mail: ["email", "mail", "e_mail"]
    case .competencies: ["competencies", "competency"]
    case .available: ["available", "ketersediaan", "availability"]
    case .language: ["language"]
    case .officeHours: ["office_hours"]
    case .recentDutyHours: ["recent_duty_hours"]
    case .invented: ["invented", "synthetic", "rekaan"]
    case .counter: ["nomor", "no_urut", "nomor_urut"]
    }
  }

  var isRequired: Bool { self == .id || self == .name || self == .unit }

  public static let rule = HeaderRule(allCases.map { .init($0.header, $0.others, required: $0.isRequired) })

  /// What the writer makes, in this order.
  public static let written = allCases.filter { $0 != .counter }

  public func header(isEnglish: Bool) -> String {
    switch self {
    case .id, .nip, .unit, .kelurahan, .latitude, .longitude, .counter: header
    default: isEnglish ? others[0] : header
    }
  }
}

/// A row by column, with positions looked up once per file.
struct RosterFields {
  private let positions: [Int]

  init(_ table: CSVTable) { positions = RosterColumn.allCases.map { table.position($0.header) ?? -1 } }

  func has(_ column: RosterColumn) -> Bool { positions[column.rawValue] >= 0 }

  func text(_ column: RosterColumn, _ row: CSVRow) -> String {
    let position = positions[column.rawValue]
    return position < 0 ? "" : row[position]
  }
}
