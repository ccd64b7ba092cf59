package import Documents
import Expressions

/// A revision written out as facts: what its shape is made of, and what two revisions are compared
/// by.
///
/// Made of what was read, not of the files' bytes: comments, spaces and quotes do not count.
package struct Outline: Sendable {
  let root: Part

  /// `articles` are the knowledge articles published together with the flows, by their paths, and
  /// `letters` the words of letters.
  package init(
    _ revision: Revision, articles: [SourceFile] = [], letters: [SourceFile] = []
  ) {
    var root = Part(.bot, "bot")
    root.facts = OutlineWriter.facts(of: revision.bot)
    for name in revision.flowNames {
      guard let flow = revision.flows[name] else { continue }
      root.parts.append(OutlineWriter.part(of: flow, revision.bot))
    }
    for article in articles.sorted(by: { $0.path < $1.path }) {
      root.parts.append(OutlineWriter.part(.article, of: article))
    }
    for letter in letters.sorted(by: { $0.path < $1.path }) {
      root.parts.append(OutlineWriter.part(.letter, of: letter))
    }
    self.root = root
  }

  /// What two revisions have in common when they differ in nothing but what people read: the first
  /// twelve hexadecimal digits of the hash of everything else.
  ///
  /// Steps stand at the same places in both, so a conversation can be carried from one to the other
  /// in the middle of a question.
  package func shape(_ digest: ([UInt8]) -> [UInt8]) -> String {
    var bytes: [UInt8] = []
    root.write(to: &bytes)
    return Revision.name(of: digest(bytes))
  }

  /// A bot, a flow, a section, a step, an article or a letter, with what is true of it.
  struct Part: Sendable {
    enum Kind: String, Sendable {
      case bot, flow, section, step, article, letter

      /// Whether it is words for people as a whole.
      var isText: Bool { self == .article || self == .letter }
    }

    let kind: Kind
    /// `flow.section.step`: where it is, and the same in every revision that has it.
    let path: String
    var facts: [Fact] = []
    var parts: [Part] = []

    init(_ kind: Kind, _ path: String) {
      self.kind = kind
      self.path = path
    }
  }

  struct Fact: Sendable {
    enum Content: Sendable, Equatable {
      /// Words people read.
      case text(String)
      case setting(String)
      case list([String])
      /// The order of parts or of other facts; what is added or removed is told there.
      case order([String])
    }

    /// What the fact is about, such as `option "billing"`; unique in its part together with
    /// `aspect`.
    let name: String
    /// What of it, such as `label`; empty for the thing itself.
    let aspect: String
    let content: Content

    init(_ name: String, _ aspect: String = "", _ content: Content) {
      self.name = name
      self.aspect = aspect
      self.content = content
    }
  }
}

extension Outline.Part {
  /// The facts that are no texts, each with its length so that no two can run together.
  fileprivate func write(to bytes: inout [UInt8]) {
    // What an article says is text, and so is which articles there are.
    guard !kind.isText else { return }
    put(kind.rawValue, &bytes)
    put(path, &bytes)
    for fact in facts {
      switch fact.content {
      case .text: continue
      case .setting(let value): put([fact.name, fact.aspect, value], &bytes)
      case .list(let items), .order(let items): put([fact.name, fact.aspect] + items, &bytes)
      }
    }
    for part in parts { part.write(to: &bytes) }
    put("", &bytes)
  }

  private func put(_ texts: [String], _ bytes: inout [UInt8]) {
    put(String(texts.count), &bytes)
    for text in texts { put(text, &bytes) }
  }

  private func put(_ text: String, _ bytes: inout [UInt8]) {
    bytes += Array("\(text.utf8.count):\(text)".utf8)
  }
}
