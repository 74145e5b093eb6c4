import Incident

/// The city as letters address it. A kota has 71 and above in the second part of its code (`14.72`), a kabupaten less.
struct CityTitle {
  /// `Kota Dumai`, `Kabupaten Bengkalis`
  let full: String
  /// `Dumai`
  let short: String
  /// `Wali Kota Dumai`, `Bupati Bengkalis`
  let mayor: String

  init(_ city: City) {
    let kinds = ["Kota ", "Kabupaten "]
    let named = kinds.first { city.name.hasPrefix($0) }
    let part = city.code.split(separator: ".").dropFirst().first.flatMap { Int($0) }
    let kind = named ?? ((part ?? 71) >= 71 ? "Kota " : "Kabupaten ")
    short = named.map { String(city.name.dropFirst($0.count)) } ?? city.name
    full = kind + short
    mayor = (kind == "Kota " ? "Wali Kota " : "Bupati ") + short
  }
}
