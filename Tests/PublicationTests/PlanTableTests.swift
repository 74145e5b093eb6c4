import Basics
import Incident
import Testing

@testable import Publication

@Suite("The plan on the terminal")
struct PlanTableTests {
  @Test("A whole plan in Indonesian, within 100 columns")
  func indonesian() {
    #expect(
      PlanTable.render(Sample.view(), language: .id, options: .init(width: 100)) == """
        LATIHAN / EXERCISE
        Rencana penugasan plan-1: Rob Oktober 2021
        Shift: Rob pagi (8 Oktober 2021 05.00–09.00 WIB)
        Terisi 6 petugas kota dan 2 orang tim mitra dari 10 kebutuhan; kekurangan 2

          Peran                     Petugas               Unit         Menit  Alasan

        KOMANDO
         Posko PDB
          Komandan PDB              Ahmad Contoh          BPBD             –  melekat pada jabatan

        BAGIAN PERENCANAAN
         Posko PDB
          Petugas situasi           Budi Contoh           BPBD             7  dikunci komandan

        BAGIAN OPERASI
         Dermaga Laksamana
          Operator perahu           Dedi Contoh           Damkar          15  pimpinan; SAR air 5 (perlu 3)
          Operator perahu           Candra Contoh         Damkar          12  SAR air 3 (perlu 3)
          Operator perahu           Eko Contoh            Satpol PP       21  SAR air 3 (perlu 3)
          Operator perahu           (tim mitra) Basarnas: 2 orang, tiba
          Operator perahu           ! KURANG 1 anggota
         Masjid Raya
          Petugas pengungsian       Fitri Contoh          Dinsos           9  perempuan wajib ada; Layanan …
          Petugas pengungsian       ! KURANG 1 anggota

        KEKURANGAN: 2 petugas pada 2 kebutuhan
         ! Operator perahu di Dermaga Laksamana: kurang 1 petugas (kelas 1, keselamatan jiwa)
             Sebab: tidak ada petugas dengan SAR air tingkat 3 yang berlaku pada hari itu
             Nilai tambah satu petugas: 1.000.000
             Penutup termurah: (1) ajukan permintaan bantuan kepada Basarnas (menambah nilai 999.000); (2)
               latih Hadi Contoh: SAR air dari tingkat 2 ke 3 (menambah nilai 900.000)
         ! Petugas pengungsian di Masjid Raya: kurang 1 petugas (kelas 2, pokok)
             Sebab: Dinas Sosial sudah pada kekuatan minimum layanan
             Nilai tambah satu petugas: 10.000
             Penutup termurah: (1) izinkan Dinas Sosial satu orang di bawah kekuatan minimum: Gita Contoh
               dapat bertugas (menambah nilai 9.500)

        Bukti kekurangan
         1 kebutuhan bersama-sama memerlukan 6 petugas, tetapi hanya 5 orang boleh mengisinya: kurang paling
           sedikit 1.
         – Operator perahu di Dermaga Laksamana
         Kompetensi yang membatasi: SAR air tingkat 3.
         Orang lain terhalang aturan: wajib istirahat (2 orang).

        Terisi 6 petugas kota dan 2 orang tim mitra dari 10 kebutuhan; kekurangan 2
        Kekurangan menurut kelas: kelas 1: 1; kelas 2: 1
        Biaya rencana: 12.345 (10 = satu menit perjalanan)
        Status: optimal; terbukti tidak ada rencana yang lebih baik menurut aturan yang dipakai
        Melekat pada jabatan: 1 petugas
        Catatan:
         – Jalan dan waktu tempuh memakai jaringan jalan buatan (sintetis), bukan peta jalan kota.
         – Kedalaman air menurut laporan per kelurahan, bukan hasil hitungan aliran air.
         – Petugas dalam daftar ini rekaan, bukan orang sungguhan.
        LATIHAN / EXERCISE

        """)
  }

  @Test("A whole plan in English, within 80 columns")
  func english() {
    #expect(
      PlanTable.render(Sample.view(), language: .en, options: .init(width: 80)) == """
        LATIHAN / EXERCISE
        Plan plan-1: Tide of October 2021
        Shift: Morning tide (8 October 2021 05:00–09:00 WIB)
        6 city staff and 2 of partners' teams for 10 heads; shortage 2

          Role                Who              Unit        Min.  Reason

        COMMAND
         Command post
          Incident commander  Ahmad Contoh     BPBD           –  by office held

        PLANNING SECTION
         Command post
          Situation officer   Budi Contoh      BPBD           7  pinned

        OPERATIONS SECTION
         Laksamana landing
          Boat operator       Dedi Contoh      Damkar        15  leader; Water rescue 5…
          Boat operator       Candra Contoh    Damkar        12  Water rescue 3 (needs …
          Boat operator       Eko Contoh       Satpol PP     21  Water rescue 3 (needs …
          Boat operator       (partner's team) Basarnas: 2 people, arrived
          Boat operator       ! MISSING 1 member
         Great Mosque
          Shelter worker      Fitri Contoh     Dinsos         9  woman required; Shelte…
          Shelter worker      ! MISSING 1 member

        SHORTAGES: 2 staff on 2 posts
         ! Boat operator at Laksamana landing: 1 staff short (class 1, life safety)
             Cause: nobody holds Water rescue level 3, valid on the day
             Price (worth of one more person): 1,000,000
             Cheapest ways to fill it: (1) send a request for aid to Basarnas (gains
               999,000); (2) train Hadi Contoh: Water rescue from level 2 to 3 (gains
               900,000)
         ! Shelter worker at Great Mosque: 1 staff short (class 2, essential)
             Cause: Dinas Sosial at minimum strength
             Price (worth of one more person): 10,000
             Cheapest ways to fill it: (1) let Dinas Sosial go one below its minimum
               strength: Gita Contoh can serve (gains 9,500)

        Proof of the shortage
         1 posts together need 6 staff, but only 5 people may fill them: at least 1
           short.
         – Boat operator at Laksamana landing
         Competencies that limit it: Water rescue level 3.
         Others are excluded by rules: must rest (2 people).

        6 city staff and 2 of partners' teams for 10 heads; shortage 2
        Shortage by class: class 1: 1; class 2: 1
        Cost of the plan: 12,345 (10 = one minute of travel)
        Status: optimal; proven that no better plan exists under the rules in use
        By office held: 1 staff
        Notes:
         – Roads and travel times use a synthetic road network, not the city's road map.
         – Depths of water are as reported per kelurahan, not computed.
         – The staff in this roster are invented, not real people.
        LATIHAN / EXERCISE

        """)
  }

  @Test("No line is wider than asked for", arguments: [80, 100, 120], Language.allCases)
  func width(_ width: Int, _ language: Language) {
    for line in PlanTable.render(Sample.view(), language: language, options: .init(width: width)).split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
  }

  @Test("An exercise is marked on the first and the last line, the real thing nowhere", arguments: Language.allCases)
  func marks(_ language: Language) {
    let lines = PlanTable.render(Sample.view(), language: language).split(separator: "\n")
    #expect(lines.first == "LATIHAN / EXERCISE")
    #expect(lines.last == "LATIHAN / EXERCISE")
    let actual = PlanTable.render(Sample.view(.actual), language: language)
    #expect(!actual.contains("LATIHAN") && !actual.contains("EXERCISE"))
  }

  @Test("Colours add nothing but colour: without them the same words stand there")
  func colour() {
    let coloured = PlanTable.render(Sample.view(), language: .id, options: .init(isColoured: true))
    #expect(coloured.contains("\u{1B}[1;31m"))
    var plain = ""
    var isCode = false
    for character in coloured {
      if character == "\u{1B}" { isCode = true }
      if !isCode { plain.append(character) }
      if isCode, character == "m" { isCode = false }
    }
    #expect(plain == PlanTable.render(Sample.view(), language: .id))
  }

  @Test("A name from outside cannot steer the terminal")
  func hostile() {
    let names = Sample.names { "\u{1B}[2J\u{202E}\($0)\n" }
    let text = PlanTable.render(Sample.view(names: names), language: .id)
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(
      text.split(separator: "\n").count
        == PlanTable.render(Sample.view(), language: .id).split(separator: "\n").count)
  }

  @Test("Unknown people, places and roles are shown by their ids; an empty plan says that nobody is assigned")
  func stale() {
    var plan = Sample.plan
    plan.duties.append(Duty(staff: StaffID("s-99"), post: PostID("x/y/z"), seat: .member, travelMinutes: 3, source: .optimised))
    let text = PlanTable.render(Sample.view(plan: plan), language: .id)
    #expect(text.contains("s-99"))
    #expect(text.contains(" y\n"))
    plan.posts = []
    plan.duties = []
    plan.shortages = []
    let empty = PlanView(
      plan: plan, id: "p", title: Bilingual(id: "a", en: "b"), mode: .actual, city: Sample.city, shifts: [], names: .none)
    #expect(PlanTable.render(empty, language: .id).contains("Tidak ada petugas dalam rencana ini."))
  }

  @Test("The gravest shortage comes first, and beyond the limit there is a count")
  func order() {
    let text = PlanTable.render(Sample.view(), language: .id, options: .init(shortageLimit: 1))
    #expect(text.contains("! Operator perahu di Dermaga Laksamana: kurang 1 petugas (kelas 1, keselamatan jiwa)"))
    #expect(!text.contains("! Petugas pengungsian di Masjid Raya: kurang"))
    #expect(text.contains("… dan 1 kekurangan lagi"))
  }

  @Test("Without room for remedies their line is left out, not said to be empty")
  func brief() {
    let text = PlanTable.render(Sample.view(), language: .id, options: .init(remediesPerShortage: 0))
    #expect(!text.contains("Penutup"))
  }
}
