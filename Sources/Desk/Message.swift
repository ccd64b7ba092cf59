/// What someone said, with what the bot offers beside its words or what the customer answered.
package struct Message: Equatable, Sendable {
  package let author: Author
  /// As sent, to the byte; from the bot, light Markdown.
  package let text: String
  package let offer: Offer?
  package let answer: Answer?
  /// The customer's words are about no matter: a wish for a person, thanks, a greeting. No ticket
  /// is called after them.
  package let isAside: Bool
  /// What came with the words; without words the text is its name.
  package let file: Attachment?
  /// The language tag of the words, where it is known: what the bot's flow speaks.
  package let language: String?

  package init(
    _ author: Author, _ text: String, offer: Offer? = nil, answer: Answer? = nil,
    isAside: Bool = false, file: Attachment? = nil, language: String? = nil
  ) {
    self.language = language
    self.file = file
    self.author = author
    self.text = text
    self.offer = offer
    self.answer = answer
    self.isAside = isAside
  }
}

/// What a customer can press, read or fill in beside a message of the bot.
package struct Offer: Equatable, Sendable {
  /// Names the question, so that a late press on an old button is seen for what it is.
  package let question: String?
  package let options: [Option]
  package let cards: [Card]
  package let form: [FormField]
  /// The file that is asked for; nil where none is.
  package let takes: FileWish?
  /// What is to be typed, where it is typed in a manner of its own: `email`, `phone`, `url`, `date`
  /// or `int`.
  package let expects: String?

  package init(
    question: String? = nil, options: [Option] = [], cards: [Card] = [], form: [FormField] = [],
    takes: FileWish? = nil, expects: String? = nil
  ) {
    self.takes = takes
    self.expects = expects
    self.question = question
    self.options = options
    self.cards = cards
    self.form = form
  }

  /// Which file a question takes.
  package struct FileWish: Equatable, Sendable {
    package let media: [String]
    /// Bytes.
    package let largest: Int64

    package init(media: [String], largest: Int64) {
      self.media = media
      self.largest = largest
    }
  }

  /// One button under a question.
  package struct Option: Equatable, Sendable {
    package let id: String
    package let label: String

    package init(id: String, label: String) {
      self.id = id
      self.label = label
    }
  }

  /// A suggested article: its title and the lines that fit the question best.
  package struct Card: Equatable, Sendable {
    package let article: Identifier<Article>
    package let title: String
    package let text: String

    package init(article: Identifier<Article>, title: String, text: String) {
      self.article = article
      self.title = title
      self.text = text
    }
  }

  /// One field of a form that the customer is to fill in.
  package struct FormField: Equatable, Sendable {
    package let id: String
    package let label: String
    package let kind: String
    package let isRequired: Bool
    /// What a choice is chosen from; empty for whatever is typed or ticked.
    package let options: [Option]
    /// Whether several lines are expected.
    package let isLong: Bool

    package init(
      id: String, label: String, kind: String, isRequired: Bool, options: [Option] = [],
      isLong: Bool = false
    ) {
      self.options = options
      self.isLong = isLong
      self.id = id
      self.label = label
      self.kind = kind
      self.isRequired = isRequired
    }
  }
}

/// A customer's press on an option or a form sent back, and the question it answers.
package enum Answer: Equatable, Sendable {
  case option(String, question: String)
  case form([Field], question: String)
}

/// A name and its value, as flows collect them.
package struct Field: Equatable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
