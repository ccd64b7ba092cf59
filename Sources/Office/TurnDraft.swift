import Desk
import Journal
import Wire

/// What one turn will write and what is then told, gathered while it decides.
///
/// Made for one turn. If the turn cannot be written it is thrown away as it is, but for what it has
/// to tell all the same.
struct TurnDraft {
  /// What goes to the record beside the events, in the same transaction.
  var record = RecordTurn()
  /// What is told once all is on disk.
  var deliveries: [Delivery] = []
  /// What flows ask of services once all is on disk.
  var calls: [FlowCall] = []
  /// About whom customer systems are asked once all is on disk.
  var lookUps: [LookUpCall] = []
  /// What is added to conversations, in the order in which they were first touched.
  private(set) var additions: [Addition] = []
  /// Conversations of which something was carried elsewhere, or could not be.
  var carried: Set<Identifier<Conversation>> = []
  /// What only reads waits until the turn is on disk, so that nothing is shown before.
  var looks: [Look] = []
  /// Who is to be told what became of the turn.
  var waiting: [@Sendable (RecordFailure?) -> Void] = []
  /// Agents who were let in by it, and by which account.
  var admitted: [ConnectionNumber: Identifier<Agent>] = [:]
  /// How those are welcomed whose new token could not be written.
  var welcomesWithoutRoom: [ConnectionNumber: Welcome.Who] = [:]
  /// The day on the desk's wall, once somebody asked.
  var today: Int64?
  /// What served before it published something else.
  var formerBot: BotPlan?

  /// What a turn adds to one conversation, which has it at hand until the turn is over.
  final class Addition {
    let live: OpenConversation
    /// The seq on disk.
    let expected: Int64
    fileprivate(set) var entries: [Append.Entry] = []
    fileprivate(set) var told: [Told] = []
    fileprivate(set) var flowChanged = false
    /// What rules have not looked at.
    fileprivate var unruled: [Event] = []
    /// Whether it is more than words for the transcript: then the ticket's row and what lists show
    /// may be others.
    fileprivate(set) var rowMayChange = false

    init(to live: OpenConversation) {
      self.live = live
      expected = live.conversation.seq
    }

    /// What a command that is part of it has come to.
    func applied(_ cid: String, by author: String) -> Applied? {
      guard let index = entries.firstIndex(where: { $0.cid == cid && $0.author == author }) else {
        return nil
      }
      return Applied(
        seq: expected + Int64(index) + 1, fingerprint: entries[index].fingerprint,
        body: entries[index].body)
    }
  }

  /// Before anything is applied to it: the seq it has now is the one on disk.
  private mutating func addition(to live: OpenConversation) -> Addition {
    if let addition = live.addition { return addition }
    let addition = Addition(to: live)
    live.addition = addition
    additions.append(addition)
    return addition
  }

  /// An event comes to a conversation; `told` is made from what it then is.
  mutating func add(
    _ entry: Append.Entry, changesRow: Bool, to live: OpenConversation, told: (Int64) -> Told
  ) {
    let addition = addition(to: live)
    addition.entries.append(entry)
    addition.told.append(told(addition.expected + Int64(addition.entries.count)))
    if changesRow { addition.rowMayChange = true }
  }

  mutating func flowChanged(in live: OpenConversation) {
    addition(to: live).flowChanged = true
  }

  /// Conversations in which something has happened that rules have not looked at, in order.
  private var unruled: [OpenConversation] = []
  /// Whether rules are at work: what they do they look at themselves.
  var isRuling = false

  mutating func leaveToRules(_ event: Event, of live: OpenConversation) {
    if isRuling { return }
    let addition = addition(to: live)
    if addition.unruled.isEmpty { unruled.append(live) }
    addition.unruled.append(event)
  }

  /// For the rules to look at, now.
  mutating func takeUnruled() -> [(live: OpenConversation, events: [Event])] {
    defer { unruled = [] }
    return unruled.map { live in
      let events = live.addition?.unruled ?? []
      live.addition?.unruled = []
      return (live, events)
    }
  }

  /// The turn is over: the next one adds anew.
  func letGo() { for addition in additions { addition.live.addition = nil } }

  /// The whole of it, as the record takes it.
  mutating func close(_ state: (OpenConversation) -> FlowState?) -> RecordTurn {
    var turn = record
    for addition in additions {
      let id = addition.live.conversation.id
      if !addition.entries.isEmpty {
        turn.appends.append(
          Append(
            after: addition.live.conversation, expected: addition.expected,
            events: addition.entries, ticketMayChange: addition.rowMayChange))
      }
      if addition.flowChanged { turn.flowStates[id] = .some(state(addition.live)) }
    }
    return turn
  }
}
