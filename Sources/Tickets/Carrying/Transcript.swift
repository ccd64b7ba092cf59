import Desk
import JSON

extension Talk {
  /// What a ticket begins with: who it is, where they are, what they were asked.
  func opening(_ words: WordsFormat) -> String {
    WordsWriter(format: words).list(facts.map(EntryMark.defused))
  }

  /// Everything that was said and noted, for a system that makes a ticket once.
  func whole(_ words: WordsFormat, system: String) -> String {
    let cuts = EntryCutting(talk: self, words: words, system: system).cuts(happened)
    let separator = words == .html ? "" : "\n\n"
    let said = cuts.filter { !$0.entry.isInternal }.map(\.entry.text)
    return ([opening(words)] + said).joined(separator: separator)
  }

  private var facts: [String] {
    let contact = conversation.contact
    let verified = contact.isVerified ? " (verified by the site)" : ""
    var lines = ["Conversation \(conversation.id.text), ticket \(number) of the desk"]
    lines.append("Customer: \(contact.name ?? "not told")\(verified)")
    if let email = contact.email { lines.append("Mail: \(email)") }
    if let opening = conversation.opening {
      lines.append("Channel: \(opening.channel), site: \(opening.site)")
      if let page = opening.page { lines.append("Page: \(page)") }
      lines.append("Language: \(opening.language)")
    }
    if !conversation.summary.isEmpty { lines.append("Summary: \(conversation.summary)") }
    lines += conversation.fields.map { "\($0.name): \($0.value)" }
    lines += contact.attributes.map { "\($0.name): \($0.value)" }
    return lines
  }

  var number: Int64 { conversation.opening?.number ?? 0 }

  /// The transcript as people read it, and as programs do, up to the latest words.
  func transcripts(at moment: Instant) -> [TicketFile] {
    let name = "conversation-\(number)"
    let last = max(lastWords, 1)
    return [
      TicketFile(
        span: EntrySpan(key, 1, last, .transcript), name: "\(name).txt", media: "text/plain",
        at: moment, bytes: Array(plain.utf8)),
      TicketFile(
        span: EntrySpan(key, 1, last, .record), name: "\(name).json", media: "application/json",
        at: moment, bytes: json),
    ]
  }

  private var plain: String {
    let lines = happened.compactMap {
      EntryCutting(talk: self, words: .plain, system: "\n").line($0)
    }
    let said = lines.map { line in
      let note = line.isInternal ? " (note)" : ""
      return "\(line.at.minutes)  \(name(line.author))\(note)\n\(line.text)"
    }
    return ([facts.joined(separator: "\n")] + said).joined(separator: "\n\n") + "\n"
  }

  private var json: [UInt8] {
    let cutting = EntryCutting(talk: self, words: .plain, system: "\n")
    return JSONWriter.object { writer in
      writer.member("conversation", conversation.id.text)
      writer.member("ticket", number)
      writer.member("customer", conversation.contact.name)
      writer.member("email", conversation.contact.email)
      writer.array("entries", happened.compactMap(cutting.line)) { writer, line in
        writer.object { writer in
          writer.member("seq", line.seq)
          writer.member("at", line.at.iso8601)
          writer.member("author", name(line.author))
          writer.member("internal", line.isInternal)
          writer.member("text", line.text)
          writer.member("file", line.file?.name)
        }
      }
    }
  }
}
