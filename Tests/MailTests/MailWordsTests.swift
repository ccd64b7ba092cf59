import Documents
import Foundation
import Mail
import TestSupport
import Testing

@Suite struct MailWordsTests {
  private let facts = MailFacts(
    desk: "Acme", number: 7, subject: "Lamp", name: "Ana Lind", email: "ana@example.com",
    promise: "2026-12-01 09:00 (UTC)", answers: "It left today.")

  private func read(_ text: String) -> (MailWords, [Finding]) {
    let read = MailWords.read([SourceFile(path: "flows/mail/answer.mail.yaml", text: text)])
    return (read.words, read.findings)
  }

  @Test func theShippedLettersAreFineInEveryLanguage() throws {
    let folder = "\(Repository.root)/flows/mail"
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      SourceFile(
        path: "flows/mail/\($0)",
        text: try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8))
    }
    let (words, findings) = MailWords.read(sources)
    #expect(findings.isEmpty, "\(findings)")
    for kind in MailKind.allCases {
      #expect(words.languages(of: kind).count == 8)
      for language in words.languages(of: kind) {
        let written = words.write(kind, in: language, facts)
        #expect(
          written.language == language && written.subject.contains(kind == .answer ? "Lamp" : "7"))
        #expect(!written.text.contains("{{") && written.text.count > 20)
      }
    }
    #expect(words.write(.closing, in: "de-AT", facts).language == "de")
    #expect(words.write(.closing, in: "xx", facts).language == "en")
  }

  @Test func withoutFilesTheProgramSpeaksEnglish() {
    for kind in MailKind.allCases {
      let written = MailWords().write(kind, in: "de", facts)
      #expect(written.language == "en" && written.text.contains("Acme"))
    }
    #expect(MailWords().write(.answer, in: "en", facts).text.contains("It left today."))
  }

  @Test func aVariableThatIsNotThereIsNamedWithItsPlace() {
    let (_, findings) = read(
      "mail: answer\nsubject: { en: x }\ntext:\n  en: \"{{ custmer.name }}\"\n")
    #expect(findings.count == 1 && findings[0].message.contains("custmer"))
    #expect(findings[0].place.line == 4)
  }

  @Test(arguments: [
    ("mail: answr\nsubject: { en: x }\ntext: { en: y }\n", "answr"),
    ("mail: answer\nsubject: { en: x }\ntext: { de: y }\n", "is not written in"),
    ("mail: answer\nsubject: x\ntext: y\n", "by language"),
    ("mail: answer\nsubject: { English: x }\ntext: { en: y }\n", "no language"),
    ("mail: answer\nsubject: { en: x }\n", "needs \"text\""),
    ("mail: answer\nsubjct: { en: x }\n", "subjct"), ("- x\n", "a map"),
  ])
  func whatIsWrongIsSaid(text: String, words: String) {
    let (_, findings) = read(text)
    #expect(findings.contains { $0.message.contains(words) }, "\(findings)")
  }

  @Test func theHTMLShowsWordsAndNothingElse() {
    let page = MailHTML.page(
      "Hello <b>Ana</b>,\n\nlook: https://acme.example/?a=1&b=\"2\".\njavascript:alert(1)\n",
      language: "en\" onload=\"x")
    #expect(page.contains("Hello &lt;b&gt;Ana&lt;/b&gt;"))
    #expect(page.contains("<a href=\"https://acme.example/?a=1&amp;b=&quot;2&quot;\">"))
    #expect(
      !page.contains("<b>") && !page.contains("href=\"javascript") && !page.contains("\" onload"))
  }
}
