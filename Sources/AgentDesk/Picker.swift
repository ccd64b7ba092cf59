package import Desk
package import Terminal
package import Wire

/// A list to choose from, narrowed down by typing.
///
/// Actions and commands, conversations, texts sent, replies and macros, people and queues: all are
/// chosen in the same way.
package struct Picker: Equatable, Sendable {
  /// What is chosen.
  package enum Kind: Equatable, Sendable {
    case palette, jump, history, shortcuts, receivers, past, files
  }

  package let kind: Kind
  package var words: LineEditor
  /// Everything there is, at most ``most``.
  package internal(set) var choices: [Choice]
  /// What fits the words, the best first, as places in `choices`.
  package private(set) var fitting: [Int] = []
  package internal(set) var selected = 0
  /// The question whose answer brings the choices, or the preview.
  package internal(set) var question: Question.ID?
  /// What the chosen one comes to, once the desk has said it.
  package internal(set) var preview: Preview?
  /// When to ask for the preview of the chosen one, so that not every step is a question.
  package internal(set) var previewDueAt: Instant?
  /// What is said in place of an empty list.
  package internal(set) var note: String

  /// The filled-in words of a reply, or what a macro would do.
  package struct Preview: Equatable, Sendable {
    package let name: String
    package let text: String?
    package let acts: [String]
  }

  static let most = 6000

  init(_ kind: Kind, _ choices: [Choice], words: String = "", note: String = "nothing fits") {
    self.kind = kind
    self.words = LineEditor(words, limit: 200)
    self.choices = Array(choices.prefix(Self.most))
    self.note = note
    narrow()
  }

  var selection: Choice? {
    fitting.indices.contains(selected) ? choices[fitting[selected]] : nil
  }

  package var title: String {
    switch kind {
    case .palette: "Everything that can be done"
    case .jump: "Go to a conversation"
    case .history: "Texts you sent"
    case .shortcuts: "Replies and macros"
    case .receivers: "Hand it to"
    case .files: "Files in this conversation"
    case .past: "The customer's other conversations"
    }
  }

  /// What Enter does, for the line at the foot.
  var hint: String {
    switch kind {
    case .palette: "Enter does it"
    case .jump, .past: "Enter opens it"
    case .history: "Enter puts it into the input"
    case .shortcuts: "Enter puts a reply into the input, does a macro"
    case .files: "Enter takes it"
    case .receivers: "Enter writes the command, a note may follow"
    }
  }

  /// Keeps what fits the words, the best first; equal ones in their own order.
  mutating func narrow() {
    let fuzzy = Fuzzy(words.text)
    if fuzzy.isEmpty {
      fitting = Array(choices.indices)
    } else {
      fitting = choices.indices
        .compactMap { place in choices[place].score(fuzzy).map { (place: place, score: $0) } }
        .sorted { ($1.score, $0.place) < ($0.score, $1.place) }
        .map(\.place)
    }
    selected = 0
  }

  mutating func step(_ places: Int) {
    selected = max(0, min(fitting.count - 1, selected + places))
  }
}

/// One thing that can be chosen.
package struct Choice: Equatable, Sendable {
  package let title: String
  package let detail: String
  /// The key that does the same.
  package let key: String
  /// Why it cannot be chosen now.
  package let obstacle: String?
  let pick: Pick

  /// What choosing it does.
  package enum Pick: Equatable, Sendable {
    case act(DeskAction)
    /// A command by its name: done, or put into the input where more must be said.
    case command(String)
    case open(ConversationID, seq: Int64?)
    /// Puts words into the input.
    case words(String)
    /// Puts a command into the input, to be finished there.
    case fill(String)
    case shortcut(Reply.Shortcut.Kind, String)
    case search(String)
    case file(FileAim, Attachment)
  }

  init(
    _ title: String, detail: String = "", key: String = "", obstacle: String? = nil, _ pick: Pick
  ) {
    self.title = title
    self.detail = detail
    self.key = key
    self.obstacle = obstacle
    self.pick = pick
  }

  /// Its title counts twice what stands beside it.
  func score(_ fuzzy: Fuzzy) -> Int? {
    if let score = fuzzy.score(title) {
      // What begins so is most likely meant.
      return 1000 + 2 * score + (fuzzy.begins(title) ? 100 : 0)
    }
    return fuzzy.isSpoken(in: "\(title) \(detail)") ? 0 : nil
  }
}
