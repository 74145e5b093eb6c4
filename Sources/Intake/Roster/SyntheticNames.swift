/// Names that nobody bears: plants, stones and birds, and a family name that says "made up".
enum SyntheticNames {
  /// Each word stands for an Indonesian plant, stone or bird.
  private static let words = """
    Anggrek Melati Kenanga Cempaka Dahlia Seroja Kemuning Flamboyan Teratai Kamboja Bakung Lavender Alamanda Asoka Bugenvil
    Bakau Nipah Meranti Jati Mahoni Cendana Gaharu Beringin Waru Ketapang Sagu Rotan Pandan Aren Kelapa Pinang Ulin Keruing
    Rambutan Durian Manggis Duku Jambu Salak Sirsak Delima Kedondong Matoa Cempedak Belimbing Nangka Srikaya Sawo Kenari
    Zamrud Safir Akik Pualam Granit Andesit Basal Kuarsa Topas Giok Mutiara Kecubung Pirus Onyx Obsidian Marmer Ametis Opal
    Merpati Murai Cendrawasih Rajawali Bangau Camar Pipit Gelatik Kutilang Jalak Kakaktua Nuri Parkit Perkutut Tekukur
    Walet Belibis Pelikan Merak Punai Rangkong Kuntul Pelatuk Prenjak Sikatan Maleo Kasuari Puyuh Jagal Cekakak
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  static let families = ["Contoh", "Rekaan", "Karangan", "Umpama", "Misal", "Andaian", "Tiruan", "Khayalan"]

  static var count: Int { words.count }

  /// The name with this number: different for each number below `count`³ x 8, two words and the family name, from
  /// `count`² x 8 on three.
  static func name(_ number: Int) -> String {
    let n = words.count
    let first = number % n
    // Neighbours in the list of people differ in every word, so that no two look like one person.
    let second = (number / n + first * 37 + 11) % n
    let round = number / (n * n)
    let family = families[(round + first + second * 3) % families.count]
    let middle = round / families.count
    let third = middle == 0 ? "" : words[(middle - 1 + first) % n] + " "
    return "\(words[first]) \(words[second]) \(third)\(family)"
  }
}
