/// Kinds of words in replies.
enum ReplyWord: String, CaseIterable {
  case accept, negation, refusal, ability, unclear, fine
  case notYet = "not_yet"
  case departed, arrived, finished, help, relief, late, `repeat`, question, hedge, ambiguous, until, filler
  case leave, duty, cut, far, family, personal
  case minutes, hours, clock
  case halfHour = "half_hour"
  case oneHour = "one_hour"
  case morning, noon, evening, number
}

/// The words by kind, one kind a line. Indonesian with its slang, Riau Malay, English. A word stands once.
let replyWords: [String: ReplyWord] = parse(
  """
  accept = siap siyap siaap ya y iya iye iyo iyaa yaa yak yup yes yep ok oke okay okey okee oks bersedia sanggup setuju ready roger copy monitor dimonitor
  negation = tidak tdk tak gak ga gk nggak ngga enggak engga gag ndak nda dak kagak kaga tiada no not nope cannot cant dont wont bukan ogah emoh gamau jangan tanpa
  not_yet = belum blm belom
  refusal = tolak menolak berhalangan halangan unable decline batal absen
  ability = bisa bs dapat mampu mau ikut datang masuk kesana berangkatkan come able join can make attend jadi sempat
  unclear = tahu tau mengerti ngerti paham jelas dengar ingat baca perlu usah understand know
  fine = masalah apa-apa papa problem keberatan
  departed = berangkat brangkat brgkt otw meluncur menuju
  arrived = tiba arrived sampe dilokasi
  until = sampai
  finished = selesai done beres tuntas kelar finished
  help = tolong sos help bantu mayday
  relief = bantuan
  late = telat terlambat late
  repeat = ulang ulangi info detail repeat
  question = apa apakah berapa brp kapan dimana mana kemana siapa kenapa mengapa bagaimana gimana gmn what where when who why how
  hedge = kalau kalo klo jika bila asal mungkin usahakan diusahakan coba nanti lihat liat dulu dl tunggu insyaallah insya inshaallah semoga if maybe try probably tapi tp but kecuali setelah sesudah abis besok lusa tomorrow
  ambiguous = jalan banjir dinas darurat hadir lapor berhenti stop unreg
  filler = izin ijin mohon maaf sorry pak bapak bu ibu bang abang kak kakak mas mbak ndan komandan dan saya kami aku sy kita ini itu nya kok deh lah dong sih nih selamat pagi-pagi assalamualaikum asslm salam wr wb terima kasih makasih trims thanks thank you baik baru laksanakan laksana kerjakan perintah untuk utk tugas dengan dgn segera langsung posko di ke tim sir please i am we im the will be there yg yang sudah sdh sedang lagi akan lg my way on to arrive in at by oclock
  leave = cuti mudik umrah umroh haji libur leave
  duty = rapat piket kerja kantor ngajar mengajar upacara
  cut = terjebak kebanjiran terendam putus
  far = jauh luar kota
  family = keluarga anak istri isteri suami ortu orangtua mertua
  personal = sakit demam lemas melahirkan hamil sick ill
  minutes = menit mnt menit-an minutes minute mins min m
  hours = jam hours hour hrs hr h
  clock = pukul pkl
  half_hour = setengah stengah
  one_hour = sejam
  morning = pagi am
  noon = siang
  evening = sore malam pm mlm
  number = satu dua tiga empat lima wib
  """)

private func parse(_ table: String) -> [String: ReplyWord] {
  var words: [String: ReplyWord] = [:]
  for line in table.split(separator: "\n") {
    let parts = line.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let kind = ReplyWord(rawValue: parts[0].split(separator: " ").joined()) else { continue }
    for word in parts[1].split(separator: " ") { words[String(word)] = kind }
  }
  return words
}
