/// The months as customers write them, in every language the bot has sentences for.
///
/// A customer who is spoken with in one language may well write another, so all are understood at
/// once: no abbreviation stands for two different months.
enum MonthNames {
  private static let names: [[String]] = [
    ["january", "januar", "janvier", "enero", "gennaio", "januari", "janeiro"],
    ["february", "februar", "février", "febrero", "febbraio", "februari", "fevereiro"],
    ["march", "märz", "mars", "marzo", "maart", "março", "mrt"],
    ["april", "avril", "abril", "aprile"],
    ["may", "mai", "mayo", "maggio", "mei", "maio"],
    ["june", "juni", "juin", "junio", "giugno", "junho"],
    ["july", "juli", "juillet", "julio", "luglio", "julho"],
    ["august", "août", "agosto", "augustus"],
    ["september", "septembre", "septiembre", "settembre", "setembro"],
    ["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    ["november", "novembre", "noviembre", "novembro"],
    ["december", "dezember", "décembre", "diciembre", "dicembre", "dezembro"],
  ]

  /// 1 to 12; the first three letters of a name are enough where they belong to one month only.
  static func month(_ word: String) -> Int? {
    let name = word.lowercased().filter(\.isLetter)
    guard name.count >= 3, name.count <= 12 else { return nil }
    let months = names.indices.filter { names[$0].contains { $0.hasPrefix(name) } }
    return months.count == 1 ? months[0] + 1 : nil
  }
}
