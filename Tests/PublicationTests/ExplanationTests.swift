import Basics
import Incident
import Testing

@testable import Publication

@Suite("Explanations in words")
struct ExplanationTests {
  let id = ExplanationText(Sample.lookup(.id))
  let en = ExplanationText(Sample.lookup(.en))

  static let rules: [Ineligibility] = [
    .lacksCompetency(Sample.sar, required: 3, held: nil), .lacksCompetency(Sample.sar, required: 3, held: 2),
    .competencyExpired(Sample.sar, required: 3, held: 4, on: Sample.day(2021, 9, 30)), .unavailable,
    .contractEnded(Sample.day(2021, 6, 30)), .dutyLimit(.noNight), .dutyLimit(.noWater), .dutyLimit(.noLifting),
    .needsRest(until: Sample.at(120)), .dutyTooLong(hours: 14, limit: 12), .onOtherDuty(Sample.posts[3].id),
    .cutOff(byWater: true), .cutOff(byWater: false), .tooFar(minutes: 1_234, limit: 120), .homeUnknown, .notCallable, .banned,
    .sexRequired(.female), .goesWithOffice(Sample.commander.id), .powerNotConfirmedOff(AreaID("11.02")),
  ]

  @Test("Each rule is said with its values, in Indonesian")
  func rulesInIndonesian() {
    #expect(
      Self.rules.map(id.text) == [
        "tidak memiliki kompetensi SAR air; perlu tingkat 3", "kompetensi SAR air tingkat 2; perlu tingkat 3",
        "masa berlaku kompetensi SAR air tingkat 4 habis 30 September 2021; perlu tingkat 3 yang berlaku",
        "tidak tersedia pada waktu tugas menurut daftar ketersediaan", "kontrak berakhir 30 Juni 2021",
        "batasan tugas: tidak untuk tugas malam", "batasan tugas: tidak untuk tugas di air",
        "batasan tugas: tidak untuk mengangkat beban", "wajib istirahat sampai 8 Oktober 2021 07.00 WIB",
        "tugas 14 jam, batasnya 12 jam", "sudah bertugas sebagai Petugas pengungsian di Masjid Raya pada waktu yang sama",
        "lokasi tidak terjangkau karena jalan terendam", "tidak ada jalan menuju lokasi",
        "perjalanan 1.234 menit, batasnya 120 menit", "tempat berangkat tidak diketahui",
        "tidak termasuk yang boleh dipanggil menurut daftar petugas", "dikecualikan oleh komandan",
        "kebutuhan ini untuk petugas perempuan", "Komandan PDB melekat pada jabatan dan tidak dicarikan petugas lain",
        "listrik di Laksamana belum dipastikan padam",
      ])
  }

  @Test("Each rule is said with its values, in English")
  func rulesInEnglish() {
    #expect(
      Self.rules.map(en.text) == [
        "does not hold Water rescue; level 3 is required", "holds Water rescue at level 2; level 3 is required",
        "Water rescue level 4 lapsed on 30 September 2021; a valid level 3 is required",
        "not available at the time of the duty, by the list of availability", "contract ended on 30 June 2021",
        "duty limit: no night duty", "duty limit: no duty in water", "duty limit: no heavy lifting",
        "must rest until 8 October 2021 07:00 WIB", "a duty of 14 hours, the limit is 12 hours",
        "already on duty as Shelter worker at Great Mosque at the same time",
        "the place is cut off, its roads are under water", "no road leads to the place",
        "1,234 minutes of travel, the limit is 120 minutes", "starting place not known",
        "not among those who may be called, by the roster", "banned by the commander", "this post is for female staff",
        "Incident commander goes with an office; nobody else is sought for it", "the power in Laksamana is not confirmed off",
      ])
  }

  static let cost = CostParts(travelMinutes: 12, travel: 120, belowWish: 150, beyondNeed: 0, fairness: 40, disturbance: 0)

  @Test("Why somebody is here: what is required and held, what it costs, who would be next")
  func assigned() {
    let explanation = Explanation(
      staff: Sample.person(4), post: Sample.posts[2].id,
      verdict: .assigned(
        Self.cost, source: .optimised, next: .init(staff: Sample.person(3), extraCost: 75), lossWithout: 1_000_000))
    #expect(
      id.text(explanation) == """
        Dedi Contoh bertugas sebagai Operator perahu di Dermaga Laksamana.
        Syarat SAR air tingkat 3: memiliki tingkat 5.
        Biaya 310: perjalanan 12 menit = 120, di bawah harapan = 150, pemerataan beban = 40.
        Pilihan berikutnya: Candra Contoh (selisih biaya +75).
        Tanpa Dedi Contoh, nilai rencana turun 1.000.000.
        """)
    #expect(
      en.text(explanation) == """
        Dedi Contoh is on duty as Boat operator at Laksamana landing.
        Required Water rescue level 3: holds level 5.
        Cost 310: 12 minutes of travel = 120, below the wish = 150, fair sharing of the load = 40.
        Next choice: Candra Contoh (difference in cost +75).
        Without Dedi Contoh the plan loses 1,000,000.
        """)
  }

  @Test("Why not there: the price of forcing it with the moves, or every rule that forbids it")
  func elsewhere() {
    let possible = Explanation(
      staff: Sample.person(7), post: Sample.posts[3].id,
      verdict: .possible(
        Self.cost, extraCost: -20, unmetChange: [0, 1, -1, 0, 0],
        moves: [
          Move(staff: Sample.person(6), from: Sample.posts[3].id, to: Sample.posts[1].id),
          Move(staff: Sample.person(2), from: Sample.posts[1].id, to: nil),
        ]))
    #expect(
      id.text(possible) == """
        Gita Contoh memenuhi syarat untuk Petugas pengungsian di Masjid Raya, tetapi rencana terbaik tidak memilihnya; memaksanya mengubah biaya −20.
        Biaya 310: perjalanan 12 menit = 120, di bawah harapan = 150, pemerataan beban = 40.
        Jumlah kekurangan berubah: kelas 1 +1, kelas 2 −1.
        Yang ikut berpindah:
        – Fitri Contoh pindah dari Petugas pengungsian di Masjid Raya ke Petugas situasi di Posko PDB
        – Budi Contoh dilepas dari Petugas situasi di Posko PDB
        """)
    let forbidden = Explanation(
      staff: Sample.person(8), post: Sample.posts[2].id,
      verdict: .ineligible([.lacksCompetency(Sample.sar, required: 3, held: 2), .dutyLimit(.noWater)]))
    #expect(
      en.text(forbidden) == """
        Hadi Contoh cannot serve as Boat operator at Laksamana landing:
        – Holds Water rescue at level 2; level 3 is required.
        – Duty limit: no duty in water.
        """)
    let held = Explanation(staff: Sample.person(7), post: Sample.posts[3].id, verdict: .unitAtMinimum(UnitID("dinsos")))
    #expect(
      id.text(held)
        == "Gita Contoh memenuhi syarat untuk Petugas pengungsian di Masjid Raya, tetapi Dinas Sosial sudah pada kekuatan minimum layanan."
    )
  }

  @Test("Causes, remedies, proof and differences are said without a gap")
  func shortages() {
    let causes: [Shortage.Cause] = [
      .nobodyQualified([CompetencyLevel(Sample.sar, level: 3)]), .nobodyQualified([]),
      .allExcluded([ReasonCount(.needsRest, people: 12), ReasonCount(.cutOff, people: 3)]), .allNeededElsewhere(qualified: 4),
      .unitsAtMinimum([UnitID("dinsos"), UnitID("bpbd")]), .noEquipment(.boat, missing: 2), .crewIncomplete(found: 2, needed: 3),
      .powerNotConfirmedOff(AreaID("11.03")),
    ]
    #expect(
      causes.map(id.text) == [
        "tidak ada petugas dengan SAR air tingkat 3 yang berlaku pada hari itu",
        "tidak ada petugas dalam daftar yang boleh mengisi kebutuhan ini",
        "yang memenuhi kompetensi terhalang aturan: wajib istirahat (12 orang) dan lokasi tidak terjangkau (3 orang)",
        "4 petugas memenuhi syarat, semuanya diperlukan pada kebutuhan yang sama atau lebih penting",
        "Dinas Sosial dan BPBD sudah pada kekuatan minimum layanan", "peralatan kurang: perahu, 2 buah",
        "regu tidak lengkap: ada 2, perlu 3; tidak seorang pun dikirim",
        "listrik di Bukit Datuk belum dipastikan padam; tidak seorang pun dikirim ke air",
      ])
    let tooLong = Shortage(
      post: Sample.posts[2].id, seat: .member, criticality: .lifeSafety, missing: 3, price: 1,
      cause: .allExcluded([ReasonCount(.dutyTooLong, people: 7)]))
    #expect(
      id.fallback(tooLong) == "bagi shift menjadi lebih pendek (batas tugas 12 jam, di air 8 jam), atau ajukan permintaan bantuan"
    )
    #expect(en.fallback(Sample.shortages[0]) == "none found inside the city; consider a request for aid")
    let acts: [Remedy.Act] = [
      .release(UnitID("dinsos"), Sample.person(7)), .train(Sample.person(8), Sample.sar, from: 0, to: 3),
      .train(Sample.person(8), Sample.sar, from: 2, to: 3), .renew(Sample.person(8), Sample.sar),
      .openRoad(Sample.person(3), name: "Jl. Contoh"), .callDespiteRest(Sample.person(3), until: Sample.at(60)),
      .askPartner(PartnerID("basarnas")), .borrow(.boat, nil), .borrow(.boat, EquipmentID("boat-pmi")),
      .move(Sample.person(2), from: Sample.posts[1].id), .confirmPowerOff(AreaID("11.02")),
    ]
    for act in acts {
      for text in [id.text(act), en.text(act), id.text(Remedy(act, gain: 5)), en.text(Remedy(act, gain: -5))] {
        #expect(!text.contains("⟨") && !text.contains("{"), "\(text)")
      }
    }
    #expect(id.text(Remedy(acts[8], gain: 1_500)) == "pinjam perahu dari PMI (Dermaga Laksamana) (menambah nilai 1.500)")
    let difference = PlanDifference(
      moves: [Move(staff: Sample.person(7), from: nil, to: Sample.posts[3].id)], shortagesBefore: 2, shortagesAfter: 1,
      costBefore: 100, costAfter: 190)
    #expect(
      id.lines(difference) == [
        "1 perubahan; kekurangan 2 menjadi 1; biaya 100 menjadi 190.",
        "– Gita Contoh dipanggil sebagai Petugas pengungsian di Masjid Raya",
      ])
    for caveat in Plan.Caveat.allCases {
      #expect(!id.text(caveat).contains("⟨") && !en.text(caveat).contains("⟨"))
    }
  }

  @Test("An unknown id stands for itself")
  func unknown() {
    #expect(id.text(.onOtherDuty(PostID("x/y/z"))) == "sudah bertugas sebagai x di y, z pada waktu yang sama")
    #expect(id.text(.onOtherDuty(PostID("stale"))) == "sudah bertugas sebagai stale pada waktu yang sama")
  }
}
