import Knowledge
import Testing

/// js-search #71 and its kind: words that are the same to their writer and not to a machine.
@Suite struct FindingSpellings {
  static let articles: [(language: String, title: String, body: String)] = [
    ("de", "Abo kündigen", "Sie können jederzeit kündigen."),
    ("de", "Adresse ändern", "So ändern Sie die Anschrift."),
    ("de", "Am Konto anmelden", "Passwort vergessen? Setzen Sie es zurück."),
    ("de", "Geräte zurücksenden", "Rücksendungen sind kostenlos."),
    ("de", "Wann wird geliefert?", "Wir liefern in drei Tagen."),
    ("ja", "パスワードを忘れた", "パスワードを再設定してください。"),
    ("ja", "ログインできない", "アカウントが停止されている場合があります。"),
    ("ja", "注文をキャンセルする", "発送前ならいつでもできます。"),
    ("ko", "비밀번호 재설정", "로그인 화면에서 비밀번호를 바꿉니다."),
    ("ko", "주문 취소", "배송 전에는 주문을 취소할 수 있습니다."),
    ("ru", "Ещё не пришёл заказ", "Проверьте номер отслеживания."),
    ("ru", "Мой аккаунт", "Войдите на сайт."),
    ("el", "Αλλαγή κωδικού", "Ανοίξτε τη σελίδα σύνδεσης."),
    ("el", "Επιστροφή χρημάτων", "Σε πέντε ημέρες."),
    ("da", "Ændre ordre på nettet", "Gå til min side, før vi sender."),
    ("da", "Få pengene igen", "Det tager fem dage."),
    ("sv", "Ändra lösenord", "Gå till inloggningen."),
    ("tr", "Şifremi sıfırla", "Giriş sayfasını açın."),
    ("ar", "إعادة تعيين كلمة المرور", "افتح صفحة الدخول."),
    ("he", "איפוס סיסמה", "פתחו את דף הכניסה."),
    ("zh", "如何申请退款", "打开我的订单，选择退款。"),
  ]

  private static let index = KnowledgeIndex(
    articles.map { Article(id: $0.title, title: $0.title, language: $0.language, body: $0.body) })

  static let questions: [(language: String, words: String, title: String)] = [
    ("de", "gekündigt", "Abo kündigen"), ("de", "ich habe gekuendigt", "Abo kündigen"),
    ("de", "adresse aendern", "Adresse ändern"), ("de", "geänderte Adresse", "Adresse ändern"),
    ("de", "ADRESSE GEAENDERT", "Adresse ändern"), ("de", "angemeldet", "Am Konto anmelden"),
    ("de", "wie kann ich mich anzumelden", "Am Konto anmelden"),
    ("de", "Gerät zurueckgesendet", "Geräte zurücksenden"),
    ("de", "noch nicht geliefert", "Wann wird geliefert?"),
    ("de", "wann liefert ihr", "Wann wird geliefert?"),
    ("ja", "ﾊﾟｽﾜｰﾄﾞ", "パスワードを忘れた"), ("ja", "パスワードを忘れました", "パスワードを忘れた"),
    ("ja", "ハ\u{309A}スワート\u{3099}", "パスワードを忘れた"),
    ("ja", "ログインできません", "ログインできない"), ("ja", "ﾛｸﾞｲﾝできません", "ログインできない"),
    ("ja", "キャンセルしたいです", "注文をキャンセルする"),
    ("ko", "비밀번호를 잊었어요", "비밀번호 재설정"), ("ko", "주문을 취소하고 싶어요", "주문 취소"),
    ("ko", "\u{110C}\u{116E}\u{1106}\u{116E}\u{11AB} 취소", "주문 취소"),
    ("ru", "ещe не пришел", "Ещё не пришёл заказ"), ("ru", "мои\u{306} аккаунт", "Мой аккаунт"),
    ("el", "αλλαγη κωδικου", "Αλλαγή κωδικού"), ("el", "ΕΠΙΣΤΡΟΦΗ ΧΡΗΜΑΤΩΝ", "Επιστροφή χρημάτων"),
    ("da", "aendre ordre", "Ændre ordre på nettet"), ("da", "faa pengene igen", "Få pengene igen"),
    ("sv", "aendra loesenord", "Ändra lösenord"), ("sv", "andra losenord", "Ändra lösenord"),
    ("tr", "sifremi sifirla", "Şifremi sıfırla"), ("tr", "ŞİFREMİ SIFIRLA", "Şifremi sıfırla"),
    ("ar", "اعاده تعيين كلمه المرور", "إعادة تعيين كلمة المرور"),
    ("he", "אִפּוּס סִיסְמָה", "איפוס סיסמה"), ("zh", "我想申请退款", "如何申请退款"),
  ]

  @Test(arguments: questions.indices) func jsSearch71AnyOfItsSpellingsFindsTheArticle(
    _ number: Int
  ) {
    let (language, words, title) = Self.questions[number]
    let found = Self.index.search(words, language: language)
    let titles = found.map { "\($0.title) \($0.score)" }
    #expect(found.first?.title == title, "\(words) found \(titles)")
  }

  @Test func wordsOfOtherMattersStayApart() {
    for (language, words) in [("de", "Geschäft"), ("de", "neue Quelle"), ("ja", "天気はどうですか")] {
      let found = Self.index.search(words, language: language)
      #expect(found.isEmpty, "\(words) found \(found.map(\.title))")
    }
  }
}
