/// The columns of a MSEL as CSV: standards/drills-hseep.md section 3.
enum MSELColumn: String, CaseIterable {
  case number = "no"
  case exerciseTime = "waktu_latihan"
  case scenarioTime = "waktu_skenario"
  case event = "kejadian"
  /// The event in English, for readers of the English report.
  case eventEnglish = "kejadian_en"
  case text = "sisipan"
  case type = "jenis"
  case method = "cara"
  case from = "dari"
  case to = "kepada"
  case controller = "pengendali"
  case expectedAction = "tindakan_diharapkan"
  case limit = "batas_menit"
  case objective = "sasaran"
  case evaluator = "penilai"
  case location = "lokasi"
  case condition = "syarat"
  case unless = "kecuali"
  case content = "isi"
  case details = "rincian"
  case remarks = "catatan"
  /// Planned, sent, acted …: written by the controllers' screen; a reader passes over it.
  case status = "status"

  var english: String {
    switch self {
    case .number: "no"
    case .exerciseTime: "exercise_time"
    case .scenarioTime: "scenario_time"
    case .event: "event"
    case .eventEnglish: "event_en"
    case .text: "inject"
    case .type: "type"
    case .method: "method"
    case .from: "from"
    case .to: "to"
    case .controller: "controller"
    case .expectedAction: "expected_action"
    case .limit: "limit_minutes"
    case .objective: "objective"
    case .evaluator: "evaluator"
    case .location: "location"
    case .condition: "condition"
    case .unless: "unless"
    case .content: "content"
    case .details: "details"
    case .remarks: "remarks"
    case .status: "status"
    }
  }

  private var others: [String] {
    switch self {
    case .number: ["nomor", "number", "nr"]
    case .exerciseTime: ["waktu", "time", "t_plus"]
    case .event: ["sinopsis", "synopsis"]
    case .eventEnglish: ["synopsis_en"]
    case .text: ["teks", "text"]
    case .type: ["tipe"]
    case .method: ["metode"]
    case .to: ["pelaku", "player"]
    case .limit: ["time_limit", "batas_waktu"]
    case .remarks: ["keterangan", "notes"]
    default: []
    }
  }

  static let rule = HeaderRule(
    allCases.map { .init($0.rawValue, [$0.english] + $0.others, required: $0 == .number || $0 == .event) })

  static let written = allCases.filter { $0 != .status }
}
