extension Words {
  /// Messages that leave, and what the desk sees of them. At most 160 characters of GSM-7 with usual names; `{sender}` is
  /// `POSKO DUMAI`, in an exercise with LATIHAN before it; whoever words a message puts LATIHAN at its end too.
  static let indonesianMessages = #"""
    message.call_out = {sender}: Tugas {role}, {place}, {from}-{to}. Balas SIAP {code} atau TIDAK {code} sebelum {deadline}.
    message.call_out_instead = {sender}: GANTI tugas {replaces} menjadi {role}, {place}, {from}-{to}. Balas SIAP {code} atau TIDAK {code} sebelum {deadline}.
    message.stand_down = {sender}: Tugas {code} ({role}, {place}) BATAL. Tidak perlu berangkat. Terima kasih.
    message.seat_taken = {sender}: Tugas {code} ({role}, {place}) sudah terisi. Tidak perlu berangkat. Terima kasih.
    message.tell_unit_head = {sender}: {people} petugas {unit} akan dipanggil. Bila keberatan, hubungi Posko sebelum {until}.
    message.escalation = {sender}: {silent} belum menjawab panggilan {role}, {place}, {from}-{to}. Mohon hubungi sebelum {deadline}.
    message.escalation_broadcast = {sender}: {silent} belum menjawab siaran {broadcast}. Mohon diingatkan.
    message.broadcast = {sender}: {text}
    message.broadcast_ack = {sender}: {text} Balas SIAP {code} sebelum {deadline}.
    message.contact_test = {sender}: UJI KONTAK, bukan panggilan tugas. Balas SIAP bila pesan ini terbaca, sebelum {deadline}. Terima kasih.
    message.end = LATIHAN

    callout.mode_mismatch = Pesan {chase} tidak dikirim: modus {mode} tidak sesuai dengan operasi ini.
    callout.on_actual_duty = Petugas {staff} bertugas nyata: tidak dihubungi untuk latihan ({chase}).
    callout.on_scene = Petugas {staff} berada di lokasi tugas: tidak dipanggil lagi ({chase}).
    callout.two_orders = Petugas {staff} sudah memegang {other}: {order} tidak dikirim.
    callout.no_head = Unit {unit} tidak punya kepala dalam daftar: beri tahu dengan cara lain ({chase}).
    callout.unreachable = {chase}: tidak ada jalan untuk menghubungi; pilih cara lain.
    callout.not_told = {chase}: batal tugas belum tersampaikan; telepon yang bersangkutan.
    callout.doubtful_reply = Balasan {staff} perlu dibaca orang: "{text}".
    callout.call_for_help = {staff} MINTA TOLONG: "{text}".
    callout.ask_help = {staff} mungkin minta tolong, tanyakan: "{text}".
    callout.repeat_asked = {staff} minta pesan diulang ({chase}).
    callout.late = {staff} akan terlambat {minutes} menit.
    callout.seat_taken = {chase}: jawaban datang setelah kursi terisi; yang bersangkutan diberi tahu.
    callout.unknown_message = Kabar tentang pesan {message} yang tidak dikenal.
    callout.channel_down = Saluran {channel} berulang kali gagal: dicoba lagi sesekali.
    callout.channel_up = Saluran {channel} berjalan lagi.
    callout.clock_changed = Jam berubah {seconds} detik; tenggat pesan ikut bergeser.
    callout.too_many = {chase}: terlalu banyak pesan menunggu, tidak dikirim.
    """#

  static let englishMessages = #"""
    message.call_out = {sender}: Duty {role}, {place}, {from}-{to}. Reply SIAP {code} or TIDAK {code} before {deadline}.
    message.call_out_instead = {sender}: INSTEAD of duty {replaces}: {role}, {place}, {from}-{to}. Reply SIAP {code} or TIDAK {code} before {deadline}.
    message.stand_down = {sender}: Duty {code} ({role}, {place}) is OFF. No need to set out. Thank you.
    message.seat_taken = {sender}: Duty {code} ({role}, {place}) is filled already. No need to set out. Thank you.
    message.tell_unit_head = {sender}: {people} people of {unit} will be called. If you object, call the command post before {until}.
    message.escalation = {sender}: {silent} has not answered the call for {role}, {place}, {from}-{to}. Please reach them before {deadline}.
    message.escalation_broadcast = {sender}: {silent} has not acknowledged {broadcast}. Please remind them.
    message.broadcast = {sender}: {text}
    message.broadcast_ack = {sender}: {text} Reply SIAP {code} before {deadline}.
    message.contact_test = {sender}: CONTACT TEST, not a call-out. Reply SIAP if you can read this, before {deadline}. Thank you.
    message.end = EXERCISE

    callout.mode_mismatch = Message {chase} was not sent: mode {mode} is not this operation's.
    callout.on_actual_duty = {staff} is on actual duty: not contacted for an exercise ({chase}).
    callout.on_scene = {staff} is at a place of duty: not called again ({chase}).
    callout.two_orders = {staff} holds {other} already: {order} was not sent.
    callout.no_head = Unit {unit} has no head on the roster: tell them by other means ({chase}).
    callout.unreachable = {chase}: no way leads there; choose another.
    callout.not_told = {chase}: the stand-down was not delivered; phone them.
    callout.doubtful_reply = A reply of {staff} must be read by a person: "{text}".
    callout.call_for_help = {staff} CALLS FOR HELP: "{text}".
    callout.ask_help = {staff} may need help, ask back: "{text}".
    callout.repeat_asked = {staff} asks for the message again ({chase}).
    callout.late = {staff} will be {minutes} minutes late.
    callout.seat_taken = {chase}: the answer came after the seat was filled; the person was told.
    callout.unknown_message = News about an unknown message {message}.
    callout.channel_down = Channel {channel} keeps failing: tried now and then.
    callout.channel_up = Channel {channel} works again.
    callout.clock_changed = The clock changed by {seconds} seconds; deadlines of messages moved along.
    callout.too_many = {chase}: too many messages wait, not sent.
    """#
}
