/// Which letters are written without their marks, and which narrow ones are wide.
enum FoldTables {
  /// What a letter is compared as.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar { table[scalar] ?? scalar }

  /// A row is a plain letter, then all that are it with marks, as the Unicode Character Database
  /// takes them apart; and letters of one sound in Arabic, which people do not keep apart.
  private static let rows = [
    "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
    "cçćĉċčḉ",
    "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
    "iìíîïĩīĭįǐȉȋḭḯỉị",
    "nñńņňǹṅṇṉṋ",
    "oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ",
    "uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
    "yýÿŷȳẏẙỳỵỷỹ",
    "dďḋḍḏḑḓ",
    "gĝğġģǧǵḡ",
    "hĥȟḣḥḧḩḫẖ",
    "jĵǰ",
    "kķǩḱḳḵ",
    "lĺļľḷḹḻḽ",
    "rŕŗřȑȓṙṛṝṟ",
    "sśŝşšșṡṣṥṧṩ",
    "tţťțṫṭṯṱẗ",
    "wŵẁẃẅẇẉẘ",
    "zźżžẑẓẕ",
    "æǣǽ",
    "ʒǯ",
    "øǿ",
    "bḃḅḇ",
    "fḟ",
    "mḿṁṃ",
    "pṕṗ",
    "vṽṿ",
    "xẋẍ",
    "ſẛ",
    "ιΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ",
    "αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
    "εέἐἑἒἓἔἕὲέ",
    "ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
    "υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
    "οόὀὁὂὃὄὅὸό",
    "ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
    "ϒϓϔ",
    "ийѝ",
    "еѐё",
    "гѓ",
    "ії",
    "кќ",
    "уў",
    "ρῤῥ",
    "lł", "dđð", "iı", "hħ", "tŧ", "oø", "اأإآٱ", "يىئ", "هة", "وؤ", "كک", "يی",
  ]

  private static let narrow = "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"
  private static let wide = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for row in rows {
      let scalars = Array(row.unicodeScalars)
      for marked in scalars.dropFirst() { table[marked] = scalars[0] }
    }
    for (narrow, wide) in zip(narrow.unicodeScalars, wide.unicodeScalars) { table[narrow] = wide }
    return table
  }()
}
