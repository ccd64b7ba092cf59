import Desk
import Documents
import Rules
import Threads

/// The rules by themselves: a message in, orders out, nothing stored.
struct RuleRows {
  let scale: Scale

  /// As many rules as a large desk has, all of which look at every message.
  private static let rules = 200
  private static let messages = 2000

  func rows() throws -> [Row] {
    var row = Row(
      "\(Self.rules) rules decide a message", "us", note: "words and three-part conditions")
    let book = try Self.book()
    for _ in 1...scale.runs {
      let (start, busy) = (MonotonicTime.now, ProcessorTime.now)
      let acted = run(book)
      let each = Double(MonotonicTime.now.since(start).nanoseconds) / 1e3 / Double(Self.messages)
      row.add(each, busy: Double(ProcessorTime.now - busy) / 1e3 / Double(Self.messages))
      guard acted > 0 else { throw Trouble("no rule was meant by any message") }
    }
    return [row]
  }

  private func run(_ book: RuleBook) -> Int {
    var acted = 0
    for number in 0..<Self.messages {
      var seat = Self.seat
      let event = Event.said(Message(.customer, Self.words(number)))
      seat.apply(event)
      acted += book.follow([event], at: &seat).count
    }
    return acted
  }

  private static let plan = DeskPlan(
    queues: [QueuePlan(Identifier("general"), title: "General", replyWithin: .seconds(86_400))])

  private static let seat: MemorySeat = {
    let now = Instant(milliseconds: 1_795_238_400_000)
    var seat = MemorySeat(Conversation(id: Identifier("c")), plan: plan, now: now)
    seat.apply(
      .started(
        Opening(
          site: "main", customer: Identifier("k"), number: 1, language: "en",
          page: "https://shop.example/checkout/payment?step=3", channel: "web")))
    seat.apply(.identified(Contact(name: "Sam Lee", email: "sam@corp.example", isVerified: true)))
    return seat
  }()

  /// Messages of some thirty words; every tenth means a rule.
  private static func words(_ number: Int) -> String {
    let about = number % 10 == 0 ? "problem number\(number % rules) again" : "parcel that is late"
    return "Hello, I wrote to you last week about the \(about) and nobody has told me since what "
      + "will become of it, so please look into my order \(1000 + number) and tell me soon"
  }

  private static func book() throws -> RuleBook {
    let source = SourceFile(path: "rules.yaml", text: ManyRules.text(rules))
    let outcome = RuleBook.read(source, RuleNames(queues: ["general"]))
    guard let book = outcome.book else {
      throw Trouble(FindingReport(outcome.findings, sources: [source]).text)
    }
    return book
  }
}

/// Rules that all look at what a customer writes.
enum ManyRules {
  /// A quarter go by words, a quarter by a pattern, a half by what is known.
  static func text(_ count: Int) -> String {
    var text = "rules:\n"
    for number in 0..<count {
      text += "  - name: rule-\(number)\n    when: customer_writes\n"
      switch number % 4 {
      case 0: text += "    words: [problem number\(number), case number\(number)]\n"
      case 1: text += "    if: \"text.matches('(?i)order [A-Z]{2}-\(number)[0-9]')\"\n"
      case 2:
        text += "    if: conversation.language == 'en' && customer.domain == 'c\(number).example'\n"
      default:
        text += "    if: urgency < 3 && customer.verified && category == 'c\(number)'\n"
      }
      text += "    do: [{ tags: [t\(number)] }]\n"
    }
    return text
  }
}
