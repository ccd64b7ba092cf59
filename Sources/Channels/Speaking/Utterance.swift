/// What is said at once: words, some with light Markdown, and what can be pressed under them.
struct Utterance {
  var blocks: [Block]
  var buttons: [Part.Button] = []
  /// Where they are rows of a list: what stands on the button that opens it.
  var opener: String?

  /// Words that stand by themselves.
  enum Block {
    case plain(String)
    /// With light Markdown.
    case marked(String)
  }

  /// One message of it.
  struct Text: Equatable {
    let text: String
    let html: String?
  }

  init(_ blocks: [Block]) { self.blocks = blocks }

  /// Whether all of it may stand over buttons, or a list, of which a channel may ask that it is
  /// shorter.
  func fits(_ capabilities: Capabilities, within longest: Int?) -> Bool {
    let texts = texts(capabilities)
    return texts.count == 1 && longest.map { texts[0].text.utf16.count <= $0 } ?? true
  }

  /// As messages that the channel takes, cut between lines, words or letters; never within one.
  func texts(_ capabilities: Capabilities) -> [Text] {
    let text = blocks.map { $0.text(capabilities.dialect) }.joined(separator: "\n\n")
    let pieces = Splitting.pieces(text, capabilities.longest, isOneLine: capabilities.isOneLine)
    guard capabilities.dialect == .html, pieces.count == 1 else {
      return pieces.map { Text(text: $0, html: nil) }
    }
    let html = blocks.map(\.html).joined()
    return [Text(text: pieces[0], html: html)]
  }
}

extension Utterance.Block {
  fileprivate func text(_ dialect: Capabilities.Dialect) -> String {
    switch self {
    case .plain(let text): LightMarkdown.escaped(text, dialect)
    case .marked(let text): LightMarkdown(text).text(dialect)
    }
  }

  fileprivate var html: String {
    switch self {
    case .plain(let text): "<p>\(LightMarkdown.html(text))</p>"
    case .marked(let text): LightMarkdown(text).html
    }
  }
}
