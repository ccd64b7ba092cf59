package import Expressions

/// Something that happened to a conversation the bot takes part in.
package enum Stimulus: Sendable, Equatable {
  /// The conversation began, with a customer whose browser asks for that language.
  case opened(language: String?)
  /// The customer typed something.
  case said(String)
  /// The customer wrote after the end, and the conversation is open again: no answer to a survey
  /// that is under way.
  case cameBack(String)
  /// The customer pressed an option of the question with that key. A press on a question that is no
  /// longer open is ignored.
  case chose(option: String, question: String)
  /// The customer sent a form: each field's name and what was typed.
  case filled([String: String])
  /// The customer sent a file, with words or with its name for words.
  case sent(SentFile, words: String)
  /// A timer that an effect asked for is due. Timers that were cancelled meanwhile are ignored.
  case timer(String)
  /// What came of an effect. Answers to effects the session no longer waits for are ignored.
  case result(effect: String, EffectResult)
  /// The last person has left while the customer waits for one; the desk may be closed now.
  case deserted(isClosed: Bool)
  /// The customer has waited for a person longer than they were told.
  case outgrown
  /// The customer came back for a person, nobody is there, and the desk promised them a reply.
  case promised(ticket: String, replyBy: String)
  /// A person took the conversation; the bot falls silent.
  case agentTook
  /// The person gave the conversation back, to a flow of their choice or to the entry flow.
  case agentLeft(flow: String?)
  /// Something outside the conversation's messages, such as `conversation.closed`.
  case external(String)
}

extension Stimulus {
  /// A flow that the desk itself starts, such as a survey; nothing while another is under way.
  package static func flow(_ name: String) -> Stimulus { .external(flowPrefix + name) }

  static let flowPrefix = "flow:"
}

/// What came of an effect.
package enum EffectResult: Sendable, Equatable {
  /// The articles a search found, best first; none is a result too.
  case articles([Card])
  /// The service answered: its status and its JSON body, or null where there was none.
  case response(status: Int, body: Value)
  case ticket(id: String, replyBy: String)
  /// The handoff stands in a queue: its title, the place in it, and the usual wait in words.
  case accepted(queue: String, place: Int, eta: String)
  /// Nobody can take the handoff now.
  case unavailable
  /// The effect could not be carried out; the sentence is for the operator.
  case failed(String)
}

/// An article as the customer sees it suggested.
package struct Card: Sendable, Equatable {
  package let id: String
  package let title: String
  package let excerpt: String
  package let url: String?
  package let score: Double
  package let fit: ArticleFit

  /// - Parameter fit: how well the whole search fits; without it, what the score was taken for.
  package init(
    id: String, title: String, excerpt: String, url: String? = nil, score: Double,
    fit: ArticleFit? = nil
  ) {
    self.id = id
    self.title = title
    self.excerpt = excerpt
    self.url = url
    self.score = score
    self.fit = fit ?? (score >= 0.6 ? .answer : score >= 0.4 ? .offer : .none)
  }
}

/// A file that a customer sent, as flows know it.
package struct SentFile: Sendable, Equatable {
  package let id: String
  package let name: String
  /// Bytes.
  package let size: Int64
  package let media: String

  package init(id: String, name: String, size: Int64, media: String) {
    self.id = id
    self.name = name
    self.size = size
    self.media = media
  }

  var value: Value {
    ["id": .string(id), "name": .string(name), "size": .int(size), "media": .string(media)]
  }
}

extension Value {
  /// What people read for it where it was collected: of a file its name.
  package var words: String {
    if case .map(let map) = self, map["media"] != nil, case .string(let name)? = map["name"] {
      return name
    }
    return text
  }
}
