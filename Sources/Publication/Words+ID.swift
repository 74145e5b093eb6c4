extension Words {
  /// Indonesian. Words of the glossary; `{name}` stands for a value.
  static let indonesianText = #"""
    # Umum
    list.and = dan
    list.more = … dan {count} lagi
    level.of = {competency} tingkat {level}
    post.at = {role} di {place}
    month.1 = Januari
    month.2 = Februari
    month.3 = Maret
    month.4 = April
    month.5 = Mei
    month.6 = Juni
    month.7 = Juli
    month.8 = Agustus
    month.9 = September
    month.10 = Oktober
    month.11 = November
    month.12 = Desember
    day.1 = Senin
    day.2 = Selasa
    day.3 = Rabu
    day.4 = Kamis
    day.5 = Jumat
    day.6 = Sabtu
    day.7 = Minggu
    sex.male = laki-laki
    sex.female = perempuan

    # Struktur
    section.command = Komando
    section.planning = Bagian Perencanaan
    section.operations = Bagian Operasi
    section.logistics = Bagian Logistik dan Peralatan
    section.finance = Bagian Administrasi Keuangan
    class.1 = kelas 1, keselamatan jiwa
    class.2 = kelas 2, pokok
    class.3 = kelas 3, penting
    class.4 = kelas 4, pendukung
    tier.0 = ketua kelas 1
    tier.1 = kelas 1
    tier.2 = kelas 2
    tier.3 = kelas 3
    tier.4 = kelas 4
    seat.member = anggota
    seat.leader = ketua regu
    seat.woman = petugas perempuan
    equipment.boat = perahu
    equipment.pump = pompa
    equipment.generator = genset
    equipment.truck = truk
    equipment.tent = tenda
    equipment.radio = radio
    equipment.field_kitchen = dapur lapangan
    equipment.ambulance = ambulans
    team.requested = diminta
    team.promised = disanggupi
    team.arrived = tiba
    team.released = selesai tugas

    # Rencana penugasan
    plan.title = Rencana penugasan
    plan.heading = Rencana penugasan {plan}: {title}
    plan.shift = Shift: {shift}
    plan.summary = Terisi {filled} dari {heads} kebutuhan petugas; kekurangan {missing}
    plan.unmet = Kekurangan menurut kelas: {tiers}
    plan.unmetNone = Kekurangan menurut kelas: tidak ada
    plan.cost = Biaya rencana: {cost} (10 = satu menit perjalanan)
    plan.status.optimal = Status: optimal; terbukti tidak ada rencana yang lebih baik menurut aturan yang dipakai
    plan.status.feasible = Status: memenuhi semua aturan; paling banyak {gap} dari batas terbaik, belum terbukti optimal
    plan.office = Melekat pada jabatan: {count} petugas
    plan.partners = Tim mitra: {heads} orang, di luar hitungan petugas kota
    plan.caveats = Catatan
    plan.noDuties = Tidak ada petugas dalam rencana ini.
    plan.noShortages = Kekurangan: tidak ada.
    plan.shortages = KEKURANGAN: {missing} petugas pada {posts} kebutuhan
    plan.moreShortages = … dan {count} kekurangan lagi; daftar lengkap pada {where}
    plan.moreShortagesWhere = keluaran --json
    plan.remedies = Penutup termurah: {remedies}
    plan.noRemedy = Penutup: tidak ada yang ditemukan di dalam kota; pertimbangkan permintaan bantuan
    plan.cause = Sebab: {cause}
    plan.proof = Bukti kekurangan
    plan.partnerRow = (tim mitra) {partner}: {heads} orang, {state}
    plan.missingRow = ! KURANG {missing} {seat}
    column.role = Peran
    column.who = Petugas
    column.unit = Unit
    column.minutes = Menit
    column.reason = Alasan
    reason.pinned = dikunci komandan
    reason.office = melekat pada jabatan
    reason.leader = ketua
    reason.woman = perempuan wajib ada
    reason.held = {competency} {held} (perlu {level})
    reason.wished = {competency} {held} (diharapkan {level})
    reason.noNeed = tanpa syarat kompetensi
    reason.wishMissing = belum punya {competency} (diharapkan {level})
    reason.next = lain: +{extra}

    # Aturan yang menghalangi
    rule.lacksCompetency = tidak memiliki kompetensi {competency}; perlu tingkat {required}
    rule.levelTooLow = kompetensi {competency} tingkat {held}; perlu tingkat {required}
    rule.competencyExpired = masa berlaku kompetensi {competency} tingkat {held} habis {date}; perlu tingkat {required} yang berlaku
    rule.unavailable = tidak tersedia pada waktu tugas menurut daftar ketersediaan
    rule.contractEnded = kontrak berakhir {date}
    rule.dutyLimit = batasan tugas: {limit}
    rule.needsRest = wajib istirahat sampai {until}
    rule.dutyTooLong = tugas {hours} jam, batasnya {limit} jam
    rule.onOtherDuty = sudah bertugas sebagai {post} pada waktu yang sama
    rule.cutOffByWater = lokasi tidak terjangkau karena jalan terendam
    rule.noRoad = tidak ada jalan menuju lokasi
    rule.tooFar = perjalanan {minutes} menit, batasnya {limit} menit
    rule.homeUnknown = tempat berangkat tidak diketahui
    rule.notCallable = tidak termasuk yang boleh dipanggil menurut daftar petugas
    rule.banned = dikecualikan oleh komandan
    rule.sexRequired = kebutuhan ini untuk petugas {sex}
    rule.goesWithOffice = {role} melekat pada jabatan dan tidak dicarikan petugas lain
    rule.powerNotConfirmedOff = listrik di {area} belum dipastikan padam
    limit.no_night = tidak untuk tugas malam
    limit.no_water = tidak untuk tugas di air
    limit.no_lifting = tidak untuk mengangkat beban

    # Alasan
    why.assigned = {name} bertugas sebagai {post}.
    why.pinned = {name} dikunci komandan sebagai {post}.
    why.office = {name} memegang {post} karena melekat pada jabatannya; tidak dipilih oleh perhitungan.
    why.requires = Syarat {competency} tingkat {level}: memiliki tingkat {held}.
    why.requiresNone = Syarat {competency} tingkat {level}: sekarang tidak tercatat; periksa daftar petugas.
    why.wishes = Diharapkan {competency} tingkat {level}: memiliki tingkat {held}.
    why.wishesNone = Diharapkan {competency} tingkat {level}: belum memiliki.
    why.next = Pilihan berikutnya: {name} (selisih biaya {extra}).
    why.noNext = Tidak ada petugas lain yang dapat menggantikan di sini.
    why.loss = Tanpa {name}, nilai rencana turun {loss}.
    why.possible = {name} memenuhi syarat untuk {post}, tetapi rencana terbaik tidak memilihnya; memaksanya mengubah biaya {extra}.
    why.unmetSame = Jumlah kekurangan tidak berubah.
    why.unmetChange = Jumlah kekurangan berubah: {tiers}.
    why.moves = Yang ikut berpindah:
    why.ineligible = {name} tidak dapat bertugas sebagai {post}:
    why.unitAtMinimum = {name} memenuhi syarat untuk {post}, tetapi {unit} sudah pada kekuatan minimum layanan.
    cost.total = Biaya {total}: {parts}.
    cost.travel = perjalanan {minutes} menit = {cost}
    cost.belowWish = di bawah harapan = {cost}
    cost.beyondNeed = kompetensi lebih tinggi daripada perlu = {cost}
    cost.fairness = pemerataan beban = {cost}
    cost.disturbance = perubahan bagi yang sudah dipanggil = {cost}
    move.called = {name} dipanggil sebagai {to}
    move.released = {name} dilepas dari {from}
    move.moved = {name} pindah dari {from} ke {to}
    move.none = {name} tetap tanpa tugas
    difference.head = {moves} perubahan; kekurangan {before} menjadi {after}; biaya {costBefore} menjadi {costAfter}.
    difference.none = Kedua rencana sama.

    # Kekurangan
    shortage.title = {post}: kurang {missing} petugas ({class})
    shortage.titleSeat = {post}: kurang {missing} {seat} ({class})
    shortage.price = Nilai tambah satu petugas: {price}
    cause.nobody = tidak ada petugas dalam daftar yang boleh mengisi kebutuhan ini
    cause.nobodyQualified = tidak ada petugas dengan {levels} yang berlaku pada hari itu
    cause.allExcluded = yang memenuhi kompetensi terhalang aturan: {rules}
    cause.allNeededElsewhere = {people} petugas memenuhi syarat, semuanya diperlukan pada kebutuhan yang sama atau lebih penting
    cause.unitsAtMinimum = {units} sudah pada kekuatan minimum layanan
    cause.noEquipment = peralatan kurang: {kind}, {missing} buah
    cause.crewIncomplete = regu tidak lengkap: ada {found}, perlu {needed}; tidak seorang pun dikirim
    cause.powerNotConfirmedOff = listrik di {area} belum dipastikan padam; tidak seorang pun dikirim ke air
    cause.rule.lacks_competency = kompetensi tidak ada atau kurang
    cause.rule.competency_expired = kompetensi habis masa berlaku
    cause.rule.unavailable = tidak tersedia
    cause.rule.contract_ended = kontrak berakhir
    cause.rule.duty_limit = batasan tugas
    cause.rule.needs_rest = wajib istirahat
    cause.rule.duty_too_long = tugas terlalu lama
    cause.rule.on_other_duty = sudah bertugas di tempat lain
    cause.rule.cut_off = lokasi tidak terjangkau
    cause.rule.too_far = terlalu jauh
    cause.rule.home_unknown = tempat berangkat tidak diketahui
    cause.rule.not_callable = tidak termasuk yang boleh dipanggil
    cause.rule.banned = dikecualikan
    cause.rule.sex_required = bukan jenis kelamin yang diperlukan
    cause.rule.goes_with_office = melekat pada jabatan
    cause.rule.power_not_confirmed_off = listrik belum dipastikan padam
    cause.ruleCount = {rule} ({people} orang)
    remedy.release = izinkan {unit} satu orang di bawah kekuatan minimum: {name} dapat bertugas
    remedy.train = latih {name}: {competency} dari tingkat {from} ke {to}
    remedy.trainNew = latih {name}: {competency} sampai tingkat {to}
    remedy.renew = perbarui sertifikat {competency} milik {name}
    remedy.openRoad = buka jalan {road}: {name} dapat sampai
    remedy.callDespiteRest = panggil {name} sebelum waktu istirahatnya habis ({until}); perlu putusan komandan
    remedy.askPartner = ajukan permintaan bantuan kepada {partner}
    remedy.borrow = pinjam {kind}
    remedy.borrowFrom = pinjam {kind} dari {owner} ({place})
    remedy.move = pindahkan {name} dari {from}
    remedy.confirmPowerOff = pastikan listrik di {area} padam (PLN)
    remedy.gains = {act} (menambah nilai {value})
    remedy.costs = {act} (mengurangi nilai {value})
    proof.head = {posts} kebutuhan bersama-sama memerlukan {heads} petugas, tetapi hanya {people} orang boleh mengisinya: kurang paling sedikit {short}.
    proof.missing = Kompetensi yang membatasi: {levels}.
    proof.rules = Orang lain terhalang aturan: {rules}.

    # Pengganti fakta
    caveat.synthetic_roads = Jalan dan waktu tempuh memakai jaringan jalan buatan (sintetis), bukan peta jalan kota.
    caveat.straight_line_travel = Waktu tempuh dihitung menurut garis lurus; jalan yang putus tidak diperhitungkan.
    caveat.reported_depths = Kedalaman air menurut laporan per kelurahan, bukan hasil hitungan aliran air.
    caveat.no_depths = Tidak ada data kedalaman air; itu tidak berarti kering.
    caveat.invented_staff = Petugas dalam daftar ini rekaan, bukan orang sungguhan.
    caveat.homes_by_kelurahan = Tempat berangkat diketahui hanya sampai kelurahan; titiknya di tengah kelurahan.
    caveat.homes_unknown = Sebagian petugas tidak diketahui tempat berangkatnya.
    caveat.equipment_assumed = Peralatan menurut anggapan; belum dipastikan oleh pemiliknya.
    caveat.power_assumed_off = Listrik dianggap padam di daerah terendam; pastikan ke PLN sebelum turun ke air.
    """#
}
