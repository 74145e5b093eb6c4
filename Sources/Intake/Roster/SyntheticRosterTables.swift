/// What the invented city administration looks like: offices, positions and who is trained in what. Shares are our reading of
/// Indonesian practice for a city of some 355,000 people (assumed); the names of offices are those that such a city has.
enum SyntheticRosterTables {
  /// `code ; name ; parent ; weight ; profile ; minimum strength in percent ; seat`. Weights are heads in a city of 3,990.
  static let units = """
    setda ; Sekretariat Daerah ; ; 14 ; setda ; 50 ; Bagan Besar
    bag-pemerintahan ; Bagian Pemerintahan ; setda ; 12 ; bagian ; 50 ; Bagan Besar
    bag-hukum ; Bagian Hukum ; setda ; 11 ; bagian ; 50 ; Bagan Besar
    bag-kesra ; Bagian Kesejahteraan Rakyat ; setda ; 14 ; bagian ; 45 ; Bagan Besar
    bag-ekonomi ; Bagian Perekonomian ; setda ; 11 ; bagian ; 50 ; Bagan Besar
    bag-pembangunan ; Bagian Administrasi Pembangunan ; setda ; 11 ; bagian ; 50 ; Bagan Besar
    bag-pbj ; Bagian Pengadaan Barang dan Jasa ; setda ; 16 ; bagian ; 50 ; Bagan Besar
    bag-organisasi ; Bagian Organisasi ; setda ; 11 ; bagian ; 50 ; Bagan Besar
    bag-umum ; Bagian Umum ; setda ; 26 ; umum ; 45 ; Bagan Besar
    prokopim ; Bagian Protokol dan Komunikasi Pimpinan ; setda ; 16 ; prokopim ; 40 ; Bagan Besar
    setwan ; Sekretariat DPRD ; setda ; 34 ; setwan ; 50 ;
    bpbd ; Badan Penanggulangan Bencana Daerah ; setda ; 68 ; bpbd ; 20 ; Jaya Mukti
    satpolpp ; Satuan Polisi Pamong Praja ; setda ; 152 ; satpolpp ; 40 ;
    damkar ; Dinas Pemadam Kebakaran dan Penyelamatan ; setda ; 112 ; damkar ; 45 ;
    dinsos ; Dinas Sosial ; setda ; 48 ; dinsos ; 30 ;
    tagana ; Taruna Siaga Bencana (Tagana) ; dinsos ; 32 ; tagana ; 0 ;
    dinkes ; Dinas Kesehatan ; setda ; 84 ; dinkes ; 45 ;
    rsud ; Rumah Sakit Umum Daerah (RSUD) ; dinkes ; 330 ; rsud ; 85 ; Buluh Kasap
    pupr ; Dinas Pekerjaan Umum dan Penataan Ruang ; setda ; 84 ; pupr ; 35 ;
    pupr-drainase ; UPT Drainase dan Pompa ; pupr ; 34 ; drainase ; 25 ;
    perkim ; Dinas Perumahan dan Kawasan Permukiman ; setda ; 42 ; perkim ; 40 ;
    dishub ; Dinas Perhubungan ; setda ; 96 ; dishub ; 40 ;
    dlh ; Dinas Lingkungan Hidup ; setda ; 128 ; dlh ; 55 ;
    diskominfo ; Dinas Komunikasi, Informatika, Statistik dan Persandian ; setda ; 46 ; diskominfo ; 40 ;
    disdik ; Dinas Pendidikan dan Kebudayaan ; setda ; 76 ; disdik ; 50 ;
    bappeda ; Badan Perencanaan Pembangunan Daerah ; setda ; 45 ; bappeda ; 50 ;
    bpkad ; Badan Pengelolaan Keuangan dan Aset Daerah ; setda ; 56 ; bpkad ; 55 ;
    bapenda ; Badan Pendapatan Daerah ; setda ; 66 ; opd ; 55 ;
    inspektorat ; Inspektorat ; setda ; 40 ; inspektorat ; 50 ;
    bkpsdm ; Badan Kepegawaian dan Pengembangan SDM ; setda ; 36 ; opd ; 50 ;
    dukcapil ; Dinas Kependudukan dan Pencatatan Sipil ; setda ; 46 ; dukcapil ; 60 ;
    dp3a ; Dinas Pemberdayaan Perempuan, Perlindungan Anak dan KB ; setda ; 52 ; dp3a ; 35 ;
    disperindag ; Dinas Perdagangan dan Perindustrian ; setda ; 52 ; disperindag ; 50 ;
    diskop ; Dinas Koperasi dan UKM ; setda ; 30 ; opd ; 50 ;
    dpmptsp ; Dinas Penanaman Modal dan PTSP ; setda ; 36 ; opd ; 60 ;
    perikanan ; Dinas Perikanan dan Ketahanan Pangan ; setda ; 56 ; perikanan ; 45 ;
    kesbangpol ; Badan Kesatuan Bangsa dan Politik ; setda ; 26 ; kesbangpol ; 40 ;
    disnaker ; Dinas Tenaga Kerja ; setda ; 40 ; disnaker ; 50 ;
    disparpora ; Dinas Pariwisata, Pemuda dan Olahraga ; setda ; 44 ; opd ; 45 ;
    perpustakaan ; Dinas Perpustakaan dan Kearsipan ; setda ; 30 ; arsip ; 50 ;
    """

  /// Of each kind so many, spread over the kelurahan: `code ; name ; parent ; weight of one ; profile ; percent ; count at 3,990`.
  static let spread = """
    pkm ; Puskesmas ; dinkes ; 30 ; puskesmas ; 72 ; 10
    sdn ; SD Negeri Contoh ; disdik ; 14 ; sekolah ; 90 ; 54
    smpn ; SMP Negeri Contoh ; disdik ; 23 ; sekolah ; 90 ; 17
    tkn ; TK Negeri Contoh ; disdik ; 7 ; taman ; 90 ; 5
    """

  /// Kelurahan in which the offices of the camat stand (assumed, as places.csv has them); elsewhere the most populous.
  static let kecamatanSeats = """
    Dumai Kota ; Sukajadi
    Dumai Timur ; Teluk Binjai
    Dumai Barat ; Pangkalan Sesai
    Dumai Selatan ; Ratu Sima
    Medang Kampai ; Teluk Makmur
    Sungai Sembilan ; Lubuk Gaung
    Bukit Kapur ; Bukit Kayu Kapur
    """

  static let kecamatanWeight = 18
  static let kecamatanMinimum = 40
  static let kelurahanWeight = 7
  static let kelurahanMinimum = 40

  /// `code months`; without months a certificate holds for ever.
  static let validity = """
    sar-air 36, perahu 60, evakuasi 36, pertolongan-pertama 24, medis-lapangan 24, kaji-cepat 36, posko 36, pengungsian 36,
    dapur-umum 36, logistik 36, pompa 36, lalu-lintas 36, keamanan 36, data-peta 36, humas 24, peringatan-dini 24, radio 60,
    kemudi-truk 60, psikososial 24, keuangan-darurat 36, keselamatan 36, kebersihan 36, listrik 36, pimpinan-lapangan 36,
    penghubung 36
    """
}
