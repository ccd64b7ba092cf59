import Authoring
import Documents
import Expressions
import SmallActs

/// What is true for the whole bot, read from `bot.yaml`.
struct Bot: Sendable {
  var name = ""
  var place = Place(file: "bot.yaml", line: 1, column: 1)
  var baseLanguage = "en"
  var languages = ["en"]
  var entry: [Entry] = []
  var events: [Event] = []
  var commands: [Command] = []
  var defaults = Defaults()
  var services: [String: Service] = [:]
  /// What the customers' sites sign of them: `customer.NAME` in flows.
  var attributes: [String] = []
  var limits = Limits()
  var coverage = Coverage()
  /// The bot's own sentences, by their key.
  var sentences: [String: Text] = [:]
  /// What the author's language files have the bot say of its own accord, by language and key.
  var fileSentences: [String: [String: Template]] = [:]

  struct Entry: Sendable {
    let flow: Named
    let when: Condition?
    let place: Place
  }

  /// A flow that starts when something happens outside the conversation's messages.
  struct Event: Sendable {
    let name: Named
    let flow: Named
    let when: Condition?
    /// Milliseconds to wait before it starts.
    let delay: Int64
  }

  /// Words that mean the same at every question.
  struct Command: Sendable {
    enum Action: Sendable {
      case handoff(queue: Named?)
      case restart
      case back
      case help(Text)
      case end
    }

    let name: Named
    /// By language; the base language's are understood everywhere.
    let phrases: [String: [Phrase]]
    let action: Action
  }

  struct Defaults: Sendable {
    var retries = 2
    var onFail = FailExit.person
    var idle: [Idle] = []
    /// The flow that takes over when a person was asked for and nobody can come.
    var unavailable: Named?
    /// What an article must reach to answer words that fit no option.
    var answerFloor = ArticleFloor.fit(.answer)
    /// Where that is set by a score, as bots of earlier builds do.
    var scored: Place?
  }

  struct Service: Sendable {
    let name: Named
    let base: String
    let auth: String?
    let timeout: Int64
  }

  /// How much of each flow the tests have to walk through, in percent.
  struct Coverage: Sendable {
    var steps = 0
    var exits = 0
  }

  struct Limits: Sendable {
    var stepsPerTurn = 200
    var stack = 4
    var turns = 200
    var text = 4000
    var age: Int64 = 7 * 86_400_000
  }
}

extension Bot {
  /// The author's phrases for a person, heard like the shipped ones: within a message too.
  var ownPhrases: [LanguageFile] {
    var files: [String: LanguageFile] = [:]
    for command in commands {
      guard case .handoff = command.action else { continue }
      for (language, phrases) in command.phrases {
        var file = files[language] ?? LanguageFile(code: language, place: place)
        for phrase in phrases {
          // What is heard as a wish for a person anyway needs no word of its own.
          let words = phrase.written.text
          if Languages.shipped.hearing(words, language).asksForPerson { continue }
          let list: WordList = phrase.normal.contains(" ") ? .calling : .person
          file.lists[list, default: []].append((phrase.written.text, phrase.written.place))
        }
        files[language] = file
      }
    }
    return files.values.sorted { $0.code < $1.code }
  }
}
