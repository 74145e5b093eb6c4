/// Positions and skills of each kind of office: the larger half of the tables, one string that the compiler takes as it is.
extension SyntheticRosterTables {
  /// Blocks of a blank-line separated list; `SyntheticProfile` says how a line reads.
  static let profiles = """
    profile opd
    head Kepala {name} ; jpt
    second Sekretaris ; administrator
    section Kepala Bidang ; administrator ; 13
    section Kepala Subbagian ; pengawas ; 14
    post Analis Kebijakan Ahli Muda ; ahli ; 8 ; 45 ; 100/0
    post Perencana Ahli Pertama ; ahli ; 5 ; 45 ; 90/10
    post Pengelola Keuangan ; pelaksana ; 10 ; 62 ; 90/10
    post Pengadministrasi Umum ; pelaksana ; 24 ; 50 ; 70/5
    post Pengelola Data ; pelaksana ; 14 ; 45 ; 80/8
    post Arsiparis Terampil ; terampil ; 5 ; 60 ; 85/15
    post Pranata Komputer Terampil ; terampil ; 4 ; 35 ; 70/30
    post Pengelola Barang Milik Daerah ; pelaksana ; 6 ; 40 ; 95/0
    post Pengemudi ; pelaksana ; 4 ; 0 ; 15/0
    post Petugas Kebersihan Kantor ; pelaksana ; 5 ; 45 ; 0/0
    skill 5 ; dokumentasi 1-3 100, data-peta 1-2 25
    skill 3 ; logistik 1-2 100
    skill 5 ; pertolongan-pertama 1-2 100
    skill 2 ; pengungsian 1-2 100
    skill 4 @Keuangan ; keuangan-darurat 1-3 100
    skill 30 @Pengemudi ; kemudi-truk 2-3 100

    profile setwan like opd
    head Sekretaris DPRD ; jpt
    second Kepala Bagian Umum ; administrator

    profile setda like opd
    head Sekretaris Daerah ; jpt
    second Asisten Pemerintahan dan Kesejahteraan Rakyat ; jpt
    section Asisten ; jpt ; 7
    skill 35 @Asisten ; posko 2-4 100, pimpinan-lapangan 2-4 70, penghubung 2-4 60

    profile bagian like opd
    head Kepala {name} ; administrator
    second Kepala Subbagian ; pengawas
    section Kepala Subbagian ; pengawas ; 6
    skill 10 ; penghubung 2-3 100, posko 1-3 60

    profile umum like bagian
    skill 20 ; logistik 1-3 100, kemudi-truk 2-3 25
    skill 10 ; dapur-umum 1-2 100

    profile prokopim like bagian
    post Pranata Humas Ahli Pertama ; ahli ; 20 ; 50 ; 90/10
    post Juru Foto dan Video ; pelaksana ; 12 ; 30 ; 40/10
    skill 38 ; humas 2-4 100, dokumentasi 2-3 60
    skill 30 @Foto ; dokumentasi 2-4 100

    profile bpbd
    head Kepala Pelaksana BPBD ; jpt
    second Sekretaris BPBD ; administrator
    section Kepala Bidang ; administrator ; 18
    section Kepala Seksi ; pengawas ; 10
    post Penata Penanggulangan Bencana Ahli Pertama ; ahli ; 14 ; 40 ; 80/20
    post Analis Kebencanaan ; pelaksana ; 14 ; 45 ; 90/5
    post Operator Pusdalops ; pelaksana ; 22 ; 40 ; 35/10
    post Personel Tim Reaksi Cepat ; pelaksana ; 34 ; 12 ; 25/5
    post Pengelola Logistik dan Peralatan ; pelaksana ; 10 ; 25 ; 70/5
    post Bendahara ; pelaksana ; 3 ; 65 ; 100/0
    post Pengadministrasi Umum ; pelaksana ; 6 ; 55 ; 80/5
    skill 100 @Kepala Pelaksana ; posko 4-5 100, pimpinan-lapangan 4-5 100, kaji-cepat 3-4 100
    skill 85 @Kepala ; posko 3-4 100, pimpinan-lapangan 3-4 100, evakuasi 2-4 60, kaji-cepat 3-4 50, sar-air 3-4 20
    skill 72 @Reaksi ; sar-air 2-4 100, perahu 2-4 50, evakuasi 2-4 80, pertolongan-pertama 2-3 75, pimpinan-lapangan 1-3 30
    skill 45 @Reaksi ; kaji-cepat 2-3 100, radio 2-3 50
    skill 92 @Pusdalops ; posko 2-3 100, radio 2-4 100, peringatan-dini 2-3 50
    skill 70 @Bencana ; posko 2-4 80, kaji-cepat 2-4 100, pimpinan-lapangan 2-3 40, data-peta 1-3 50, peringatan-dini 2-3 30
    skill 50 @Kebencanaan ; kaji-cepat 2-3 100, data-peta 2-4 50, posko 2-3 60, pengungsian 2-3 40
    skill 90 @Logistik ; logistik 2-4 100, kemudi-truk 2-3 50, dapur-umum 1-3 25
    skill 100 @Bendahara ; keuangan-darurat 2-4 100
    skill 12 ; keselamatan 2-4 100
    skill 8 ; humas 1-3 100, dokumentasi 1-3 60
    shift 55
    recent 40

    profile satpolpp
    head Kepala Satuan Polisi Pamong Praja ; jpt
    second Sekretaris ; administrator
    section Kepala Bidang ; administrator ; 36
    section Kepala Seksi ; pengawas ; 17
    post Polisi Pamong Praja Terampil ; terampil ; 44 ; 18 ; 80/20
    post Polisi Pamong Praja Ahli Pertama ; ahli ; 8 ; 20 ; 95/5
    post Anggota Satpol PP ; pelaksana ; 46 ; 15 ; 10/0
    post Pengadministrasi Umum ; pelaksana ; 8 ; 60 ; 80/5
    skill 72 ; keamanan 2-4 100
    skill 28 ; evakuasi 1-3 100, pertolongan-pertama 1-2 35
    skill 16 ; lalu-lintas 1-3 100
    skill 5 @Anggota ; sar-air 1-3 100, perahu 1-3 35
    skill 60 @Kepala ; pimpinan-lapangan 2-4 100, evakuasi 2-3 50, posko 2-3 30
    skill 10 ; radio 1-3 100
    skill 4 ; kemudi-truk 2-3 100
    shift 40
    recent 12

    profile damkar
    head Kepala Dinas Pemadam Kebakaran dan Penyelamatan ; jpt
    second Sekretaris ; administrator
    section Kepala Bidang ; administrator ; 34
    section Komandan Regu ; pengawas ; 14
    post Pemadam Kebakaran Terampil ; terampil ; 40 ; 6 ; 65/20
    post Petugas Penyelamat ; pelaksana ; 24 ; 8 ; 25/5
    post Anggota Pemadam Kebakaran ; pelaksana ; 30 ; 5 ; 5/0
    post Pengemudi Mobil Pemadam ; pelaksana ; 14 ; 0 ; 25/0
    post Pengadministrasi Umum ; pelaksana ; 6 ; 60 ; 80/5
    skill 52 @Penyelamat ; sar-air 2-4 100, perahu 2-4 45, pertolongan-pertama 2-3 70, evakuasi 2-4 70
    skill 10 @Pemadam Kebakaran Terampil ; sar-air 2-3 100, perahu 1-3 25
    skill 34 ; evakuasi 2-3 100, pertolongan-pertama 1-3 70
    skill 80 @Komandan ; pimpinan-lapangan 2-4 100, sar-air 3-5 50, keselamatan 2-4 50, evakuasi 3-4 70
    skill 9 ; keselamatan 2-4 100
    skill 92 @Pengemudi ; kemudi-truk 2-4 100
    skill 20 ; pompa 1-3 100
    skill 24 ; radio 1-3 100
    skill 4 ; listrik 1-2 100
    shift 88
    recent 15

    profile dinsos like opd
    post Pekerja Sosial Ahli Pertama ; ahli ; 20 ; 60 ; 80/20
    post Penyuluh Sosial ; ahli ; 10 ; 60 ; 85/15
    post Petugas Bantuan Sosial ; pelaksana ; 18 ; 45 ; 40/5
    skill 46 ; pengungsian 1-4 100, psikososial 1-2 25
    skill 24 ; dapur-umum 1-3 100, logistik 1-2 40
    skill 40 @Sosial Ahli ; psikososial 2-4 100
    skill 16 ; logistik 1-3 100
    skill 60 @Kepala ; pimpinan-lapangan 2-3 100, pengungsian 3-4 90
    skill 22 ; data-peta 1-2 100

    profile tagana
    head Koordinator Tagana ; relawan
    section Ketua Regu Tagana ; relawan ; 10
    post Anggota Tagana ; relawan ; 100 ; 32 ; 0/0
    skill 24 ; sar-air 2-3 100, perahu 1-3 40, evakuasi 2-3 60
    skill 52 ; pengungsian 1-3 100, evakuasi 1-3 30
    skill 45 ; dapur-umum 1-4 100, logistik 1-2 30
    skill 30 ; pertolongan-pertama 1-3 100
    skill 70 @Ketua ; pimpinan-lapangan 2-3 100, dapur-umum 3-4 50
    skill 15 ; radio 1-3 100
    shift 100
    recent 25

    profile dinkes like opd
    post Epidemiolog Kesehatan Ahli Pertama ; ahli ; 10 ; 65 ; 85/15
    post Sanitarian Terampil ; terampil ; 10 ; 65 ; 80/20
    post Perawat PSC 119 ; terampil ; 18 ; 50 ; 40/15
    post Pengemudi Ambulans ; pelaksana ; 8 ; 0 ; 15/0
    post Apoteker Ahli Pertama ; ahli ; 4 ; 75 ; 85/15
    skill 85 @Perawat ; medis-lapangan 2-4 100, pertolongan-pertama 2-4 90
    skill 88 @Ambulans ; pertolongan-pertama 2-3 100, kemudi-truk 2-2 15, medis-lapangan 1-1 35
    skill 30 @Epidemiolog ; kaji-cepat 2-3 100, data-peta 2-3 60
    skill 45 @Sanitarian ; kebersihan 2-4 100, kaji-cepat 1-2 20
    skill 8 ; posko 1-3 100, kaji-cepat 1-3 50
    skill 6 ; psikososial 1-3 100
    shift 25

    profile puskesmas
    head Kepala {name} ; pengawas
    second Kepala Subbagian Tata Usaha ; pengawas
    post Dokter Ahli Pertama ; ahli ; 10 ; 65 ; 85/15
    post Dokter Gigi Ahli Pertama ; ahli ; 4 ; 75 ; 85/15
    post Perawat Terampil ; terampil ; 30 ; 70 ; 70/15
    post Bidan Terampil ; terampil ; 30 ; 100 ; 65/15
    post Sanitarian Terampil ; terampil ; 6 ; 65 ; 80/10
    post Nutrisionis Terampil ; terampil ; 5 ; 85 ; 80/10
    post Asisten Apoteker ; terampil ; 7 ; 80 ; 80/10
    post Pengemudi Ambulans ; pelaksana ; 4 ; 0 ; 10/0
    post Pengadministrasi Umum ; pelaksana ; 8 ; 65 ; 60/5
    skill 34 @Dokter Ahli ; medis-lapangan 3-5 100, pimpinan-lapangan 1-2 20
    skill 34 @Perawat ; medis-lapangan 2-3 100, pertolongan-pertama 2-4 80
    skill 14 @Bidan ; pertolongan-pertama 2-3 100, medis-lapangan 1-2 50
    skill 60 @Ambulans ; pertolongan-pertama 1-3 100
    skill 30 @Sanitarian ; kebersihan 1-3 100
    skill 5 ; psikososial 1-3 100
    shift 18

    profile rsud
    head Direktur RSUD ; jpt
    second Kepala Bagian Tata Usaha ; administrator
    section Kepala Bidang ; administrator ; 100
    section Kepala Ruangan ; pengawas ; 26
    post Dokter Ahli Muda ; ahli ; 9 ; 50 ; 90/5
    post Dokter Ahli Pertama ; ahli ; 7 ; 60 ; 75/15
    post Perawat Terampil ; terampil ; 44 ; 72 ; 62/18
    post Bidan Terampil ; terampil ; 12 ; 100 ; 60/20
    post Pranata Laboratorium Kesehatan ; terampil ; 6 ; 70 ; 75/10
    post Radiografer ; terampil ; 3 ; 45 ; 75/10
    post Apoteker Ahli Pertama ; ahli ; 5 ; 80 ; 80/10
    post Teknisi Elektromedis ; terampil ; 2 ; 10 ; 80/10
    post Teknisi Listrik ; pelaksana ; 2 ; 0 ; 30/0
    post Petugas Kebersihan Rumah Sakit ; pelaksana ; 8 ; 45 ; 0/0
    post Pengadministrasi Umum ; pelaksana ; 9 ; 60 ; 55/5
    skill 45 @Dokter ; medis-lapangan 3-5 100
    skill 28 @Perawat ; medis-lapangan 2-4 100, pertolongan-pertama 2-4 60
    skill 80 @Listrik ; listrik 2-4 100
    shift 72
    callable 7

    profile pupr like opd
    post Teknik Pengairan Ahli Pertama ; ahli ; 14 ; 25 ; 90/10
    post Teknik Jalan dan Jembatan Ahli Pertama ; ahli ; 12 ; 25 ; 90/10
    post Operator Alat Berat ; pelaksana ; 10 ; 0 ; 20/0
    post Pengawas Lapangan ; pelaksana ; 12 ; 12 ; 60/5
    skill 40 @Pengairan ; pompa 2-4 100, kaji-cepat 2-3 60, data-peta 1-3 40
    skill 22 @Jalan ; kaji-cepat 2-3 100, lalu-lintas 1-2 30
    skill 60 @Alat ; kemudi-truk 2-4 100
    skill 18 @Pengawas ; kebersihan 1-3 100, pompa 1-2 40, keselamatan 2-3 40
    skill 20 @Kepala ; pimpinan-lapangan 2-3 100
    skill 8 ; data-peta 2-4 100
    skill 4 ; listrik 1-3 100

    profile drainase
    head Kepala UPT Drainase dan Pompa ; pengawas
    second Kepala Subbagian Tata Usaha ; pengawas
    section Koordinator Rumah Pompa ; terampil ; 9
    post Operator Pompa ; pelaksana ; 50 ; 0 ; 20/5
    post Juru Pintu Air ; pelaksana ; 20 ; 0 ; 25/0
    post Pekerja Drainase ; pelaksana ; 30 ; 4 ; 0/0
    skill 74 @Operator ; pompa 2-4 100, listrik 1-2 40
    skill 80 @Juru ; pompa 1-3 100
    skill 90 @Koordinator ; pompa 3-4 100, pimpinan-lapangan 2-3 70
    skill 100 @Kepala UPT ; pompa 3-4 100, pimpinan-lapangan 2-3 100
    skill 60 @Pekerja ; kebersihan 1-2 100
    shift 70
    recent 20

    profile perkim like opd
    post Teknisi Penerangan Jalan Umum ; pelaksana ; 16 ; 0 ; 30/5
    post Teknik Tata Bangunan dan Perumahan ; ahli ; 14 ; 35 ; 90/10
    skill 62 @Teknisi ; listrik 2-4 100, keselamatan 1-3 30
    skill 26 @Bangunan ; kaji-cepat 1-3 100

    profile dishub
    head Kepala Dinas Perhubungan ; jpt
    second Sekretaris ; administrator
    section Kepala Bidang ; administrator ; 24
    section Kepala Seksi ; pengawas ; 16
    post Petugas Lalu Lintas Jalan ; pelaksana ; 42 ; 12 ; 25/5
    post Penguji Kendaraan Bermotor Terampil ; terampil ; 10 ; 10 ; 95/5
    post Pengatur Parkir ; pelaksana ; 12 ; 8 ; 5/0
    post Pengemudi Angkutan ; pelaksana ; 10 ; 0 ; 30/0
    post Petugas Dermaga ; pelaksana ; 8 ; 0 ; 40/0
    post Pengadministrasi Umum ; pelaksana ; 10 ; 55 ; 80/5
    skill 78 @Lalu ; lalu-lintas 2-4 100
    skill 40 @Parkir ; lalu-lintas 1-2 100
    skill 88 @Pengemudi ; kemudi-truk 2-4 100
    skill 35 @Dermaga ; perahu 2-4 100, sar-air 1-2 40, radio 1-2 50
    skill 50 @Kepala ; lalu-lintas 3-4 100, pimpinan-lapangan 2-3 80
    skill 20 @Penguji ; kemudi-truk 2-3 100, listrik 1-2 20
    skill 14 ; radio 1-3 100
    skill 8 ; evakuasi 1-3 100
    shift 20

    profile dlh like opd
    section Kepala Bidang ; administrator ; 40
    section Kepala Seksi ; pengawas ; 30
    post Petugas Kebersihan Jalan ; pelaksana ; 110 ; 25 ; 0/0
    post Pengemudi Truk Sampah ; pelaksana ; 26 ; 0 ; 10/0
    post Pengawas Lingkungan Hidup Ahli Pertama ; ahli ; 12 ; 45 ; 90/10
    post Pengendali Dampak Lingkungan ; ahli ; 8 ; 50 ; 90/10
    skill 64 @Jalan ; kebersihan 1-2 100
    skill 90 @Truk ; kemudi-truk 2-4 100, kebersihan 1-2 60
    skill 45 @Pengawas ; kebersihan 2-4 100, keselamatan 1-3 25
    skill 50 @Kepala ; kebersihan 2-4 100, pimpinan-lapangan 1-3 50
    skill 5 ; pompa 1-2 100
    shift 30

    profile diskominfo like opd
    post Pranata Komputer Ahli Pertama ; ahli ; 20 ; 35 ; 75/25
    post Pranata Humas Ahli Pertama ; ahli ; 14 ; 50 ; 85/15
    post Statistisi Ahli Pertama ; ahli ; 8 ; 50 ; 85/15
    post Teknisi Jaringan ; pelaksana ; 12 ; 5 ; 30/10
    skill 66 @Humas ; humas 2-4 100, dokumentasi 1-3 40, peringatan-dini 2-3 45
    skill 40 @Komputer ; data-peta 2-4 100, peringatan-dini 1-2 15
    skill 45 @Statistisi ; data-peta 2-4 100
    skill 60 @Jaringan ; radio 2-4 100, listrik 1-3 30
    skill 12 ; peringatan-dini 1-3 100

    profile disdik like opd
    post Pengawas Sekolah Ahli Madya ; ahli ; 14 ; 50 ; 100/0
    skill 8 ; pengungsian 1-2 100

    profile sekolah
    head Kepala Sekolah ; ahli
    post Guru Ahli Pertama ; ahli ; 48 ; 74 ; 60/32
    post Guru Ahli Muda ; ahli ; 30 ; 70 ; 100/0
    post Guru Honorer ; pelaksana ; 14 ; 75 ; 0/0
    post Pengadministrasi Sekolah ; pelaksana ; 6 ; 55 ; 40/5
    post Penjaga Sekolah ; pelaksana ; 5 ; 0 ; 20/0
    skill 4 ; pertolongan-pertama 1-3 100
    skill 2 ; pengungsian 1-2 100
    skill 1 ; psikososial 1-3 100
    callable 2

    profile taman like sekolah
    post Guru Taman Kanak-Kanak ; ahli ; 60 ; 98 ; 50/25

    profile bappeda like opd
    post Perencana Ahli Muda ; ahli ; 22 ; 45 ; 95/5
    post Surveyor Pemetaan ; ahli ; 8 ; 25 ; 85/15
    skill 16 ; data-peta 2-4 100, kaji-cepat 1-2 20
    skill 80 @Pemetaan ; data-peta 3-5 100

    profile bpkad like opd
    post Analis Keuangan Daerah ; ahli ; 26 ; 55 ; 95/5
    skill 34 @Keuangan ; keuangan-darurat 2-4 100
    skill 30 @Kepala ; keuangan-darurat 3-4 100
    skill 12 @Barang ; logistik 2-3 100

    profile inspektorat like opd
    head Inspektur ; jpt
    post Auditor Ahli Pertama ; ahli ; 40 ; 50 ; 95/5
    post Pengawas Penyelenggaraan Urusan Pemerintahan ; ahli ; 20 ; 50 ; 100/0
    skill 18 @Auditor ; keuangan-darurat 2-4 100

    profile dukcapil like opd
    post Operator Sistem Administrasi Kependudukan ; pelaksana ; 30 ; 60 ; 45/10
    skill 45 @Operator ; data-peta 1-3 100

    profile dp3a like opd
    post Penyuluh Keluarga Berencana ; ahli ; 24 ; 75 ; 85/15
    post Konselor Perlindungan Anak ; ahli ; 14 ; 80 ; 60/20
    skill 55 @Konselor ; psikososial 2-4 100, pengungsian 1-3 50
    skill 28 @Penyuluh ; pengungsian 1-3 100, dapur-umum 1-2 40
    skill 14 ; pengungsian 1-3 100, dapur-umum 2-3 30

    profile disperindag like opd
    post Petugas Pasar ; pelaksana ; 16 ; 30 ; 25/0
    skill 16 ; logistik 1-3 100
    skill 8 ; dapur-umum 1-2 100

    profile perikanan like opd
    post Penyuluh Perikanan ; ahli ; 18 ; 35 ; 85/15
    post Nakhoda Kapal Pengawas ; pelaksana ; 5 ; 0 ; 60/0
    skill 85 @Nakhoda ; perahu 3-5 100, sar-air 1-3 60, radio 2-3 60
    skill 22 @Penyuluh ; perahu 1-3 100
    skill 10 ; dapur-umum 1-3 100, logistik 1-3 60

    profile kesbangpol like opd
    skill 45 ; penghubung 2-4 100, posko 1-3 30
    skill 10 ; keamanan 1-3 100

    profile disnaker like opd
    post Pengawas Ketenagakerjaan ; ahli ; 14 ; 40 ; 95/5
    skill 45 @Pengawas ; keselamatan 2-4 100, listrik 1-2 20

    profile arsip like opd
    skill 40 ; dokumentasi 2-4 100

    profile kecamatan
    head Camat {area} ; administrator
    second Sekretaris Camat ; pengawas
    section Kepala Seksi ; pengawas ; 5
    post Pengadministrasi Pemerintahan ; pelaksana ; 30 ; 50 ; 75/5
    post Pengelola Keuangan ; pelaksana ; 10 ; 65 ; 95/5
    post Pengelola Ketenteraman dan Ketertiban ; pelaksana ; 16 ; 10 ; 45/0
    post Analis Kesejahteraan Sosial ; pelaksana ; 14 ; 55 ; 85/5
    skill 60 @Camat ; posko 2-3 100, pimpinan-lapangan 2-4 90, evakuasi 1-3 60
    skill 30 ; evakuasi 1-3 100, posko 1-2 25
    skill 22 ; pengungsian 1-3 100
    skill 20 @Seksi ; pengungsian 3-4 100, pimpinan-lapangan 1-2 30
    skill 12 ; kaji-cepat 1-3 100, data-peta 1-2 40
    skill 14 ; radio 1-2 100
    skill 40 @Ketertiban ; keamanan 1-3 100, lalu-lintas 1-2 40
    skill 8 ; dapur-umum 1-2 100, logistik 1-2 60
    skill 10 ; penghubung 1-3 100

    profile kelurahan
    head Lurah {area} ; pengawas
    second Sekretaris Lurah ; pengawas
    section Kepala Seksi ; pengawas ; 3
    post Pengadministrasi Umum ; pelaksana ; 40 ; 55 ; 65/5
    post Petugas Ketertiban Kelurahan ; pelaksana ; 22 ; 5 ; 20/0
    post Petugas Kebersihan Kelurahan ; pelaksana ; 20 ; 20 ; 0/0
    skill 26 ; evakuasi 1-3 100
    skill 18 ; pengungsian 1-2 100
    skill 20 @Lurah ; pimpinan-lapangan 1-3 100, evakuasi 1-2 60
    skill 8 ; dapur-umum 1-2 100
    skill 8 ; data-peta 1-2 100
    skill 3 ; perahu 1-3 100
    skill 40 @Ketertiban ; keamanan 1-2 100
    skill 60 @Kebersihan ; kebersihan 1-2 100
    """
}
