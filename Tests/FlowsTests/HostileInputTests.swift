import Documents
import Flows
import Glibc
import Testing

/// What customers can type at the limits of size, at questions of every kind, among as many words
/// to compare with as a large bot has. Nothing of it may hold up the others.
@Suite struct HostileInputTests {
  private static let kinds = [
    "type: text, pattern: '([a-z]+)*x|(a?){90}b', fix: [trim, lower]", "type: int", "type: bool",
    "type: email", "type: phone", "type: url", "type: date", "type: choice, values: [aaaa, bbbb]",
    "type: text, max: 10",
  ]

  private static let texts: [String] = [
    "a", "a ", "a@", "@.", "1", "1 ", "+1-", "http://", "http://a.", "1.1.1", "24 de ", "é",
    "e\u{301}", "\u{301}", "👩‍👩‍👧", "İ", "ﬃ", "漢", "\u{202E}x", "{{ ", "*_`[", "\"'", "no yes ",
    "aaaa bbbb ", "\n", "\u{FDFA}",
  ].map { part in
    let count = 4000 / part.unicodeScalars.count
    return String(repeating: part, count: count)
  }

  private static let questions =
    kinds.map { kind in
      (
        "  v: { \(kind) }",
        """
          start:
            - ask: Well?
              into: v
              retries: 5
              invalid: No “{{ input }}”.
            - say: "So {{ v }}."
            - end: resolved
        """
      )
    } + [("", menu)]

  private static var menu: String {
    let options = (0..<7).map { option in
      let words = (0..<30).map { "\"a word number \($0) of option \(option)\"" }
      return
        "        o\(option): { label: Option \(option), also: [\(words.joined(separator: ", "))] }"
    }
    return "  start:\n    - menu: Which?\n      retries: 5\n      options:\n"
      + options.joined(separator: "\n") + "\n    - end: resolved\n"
  }

  /// Flows with two hundred triggers, to look for in every message.
  private static let asides = (0..<20).map { flow in
    let triggers = (0..<10).map { "\"side question \(flow) in \($0) words\"" }
    return Sources.file(
      "f\(flow).flow.yaml",
      "flow: f\(flow)\ntriggers: [\(triggers.joined(separator: ", "))]\n"
        + "sections: { start: [{ say: Aside. }, { end: resolved }] }")
  }

  @Test(arguments: questions.indices) func noMessageHoldsTheEngineUp(question: Int) throws {
    let (vars, sections) = Self.questions[question]
    let revision = try Sources.revision(Sources.bot(vars: vars, sections) + Self.asides)
    var talk = Talk(revision)
    try talk.open()
    let session = try #require(talk.session)
    var worst = (time: Duration.zero, text: "")
    for text in Self.texts {
      let start = threadTime()
      let turn = revision.step(session, .said(text), FlowContext(now: talk.clock))
      let time = threadTime() - start
      if time > worst.time { worst = (time, String(text.prefix(12))) }
      #expect(turn.session.encoded().count < 40_000)
    }
    // 50 ms is the promise; a build without optimisation, on a slow machine, has five times that.
    #expect(worst.time < .milliseconds(250), "\(worst.text)…")
  }

  /// The thread's own time, so that a busy machine does not count.
  private func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
