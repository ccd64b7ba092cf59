import Expressions
import JSON
import Recipes
import Secrets

/// How a system signs what it tells us.
struct InboundSignature: Sendable {
  enum Algorithm: String, Sendable, CaseIterable {
    case sha1, sha256
  }

  enum Encoding: String, Sendable, CaseIterable {
    case hex, base64
  }

  let header: String
  let algorithm: Algorithm
  let encoding: Encoding
  let prefix: String
  /// The header whose time stands before the body in what is signed.
  let timestamp: String?

  func isValid(_ headers: [String: String], _ body: [UInt8], secret: [UInt8]) -> Bool {
    guard let given = headers[header.lowercased()], given.hasPrefix(prefix) else { return false }
    let text = String(given.dropFirst(prefix.count))
    let code = encoding == .hex ? Hex.decode(text) : Base64.decode(text)
    var message = body
    if let timestamp {
      guard let moment = headers[timestamp.lowercased()] else { return false }
      message = Array(moment.utf8) + body
    }
    let right =
      switch algorithm {
      case .sha1: HMACSHA1.code(key: secret, message: message)
      case .sha256: HMACSHA256.code(key: secret, message: message)
      }
    return code.map { isEqualInConstantTime($0, right) } ?? false
  }
}

/// How what happened in a ticket system is read from what it tells.
struct InboundPlan: Sendable {
  let signature: InboundSignature?
  let token: String?
  let delivery: String?
  let ticket: Pointer
  let entry: Entry?
  let state: Pointer?
  /// What states are called in what is told, where that is otherwise than in requests.
  let states: ValueMapping?
  /// What stands there when the desk itself changed the ticket.
  let own: [RecipeMatch]

  struct Entry: Sendable {
    let id: Pointer
    let text: Pointer
    let author: Pointer?
    let email: Pointer?
    /// Where its mark may stand besides its words.
    let subject: Pointer?
    /// What stands there when its words are HTML.
    let isHTML: [RecipeMatch]
    /// What stands there when customers may see it; all others are for the desk's people.
    let isPublic: [RecipeMatch]
    let when: [RecipeMatch]
    let own: [RecipeMatch]
  }
}

/// What a ticket system told: words somebody wrote there, or that its state is another.
package struct InboundNews: Sendable, Equatable {
  package let external: String
  package let words: Words?
  /// By the desk's own word for it.
  package let state: String?

  /// Words that somebody wrote in the ticket system.
  package struct Words: Sendable, Equatable {
    package let id: String
    package let text: String
    package let author: String?
    package let email: String?
    package let isInternal: Bool
  }
}

/// Why nothing was taken from what came.
package enum InboundRefusal: Error, Equatable, Sendable {
  /// It is not signed by who has the secret.
  case unsigned
  case unreadable(String)
}

extension Recipe {
  /// What came by a request, whose headers' names are in small letters.
  package func news(
    _ headers: [String: String], _ body: [UInt8], secret: String, settings: [String: String]
  ) throws(InboundRefusal) -> InboundNews {
    guard let plan = inbound else { throw .unreadable("the recipe has no inbound") }
    guard plan.isSigned(headers, body, secret: Array(secret.utf8)) else { throw .unsigned }
    let told: JSONValue
    do { told = try JSONReader.read(body) } catch { throw .unreadable("no JSON: \(error.reason)") }
    guard let external = plan.ticket.value(in: told)?.name else {
      throw .unreadable("no ticket stands at \(plan.ticket.text)")
    }
    let facts = Bindings(
      Dictionary(uniqueKeysWithValues: settings.map { ("settings.\($0.key)", .string($0.value)) }))
    let states = Self.toldStates
    let isOwn = !plan.own.isEmpty && plan.own.allSatisfy { $0.holds(told, facts) }
    let theirs = isOwn ? nil : plan.state.flatMap { $0.value(in: told)?.plain }
    return InboundNews(
      external: external, words: plan.words(told, facts),
      state: theirs.flatMap { (plan.states ?? self.states).word(for: $0, among: states) })
  }
}

extension Recipe {
  /// Where a system has one word for several of ours, the first of these is meant.
  private static let toldStates = [
    "open", "solved", "closed", "waiting", "on_hold", "new", "missed",
  ]
}

extension Recipe {
  /// What of a request its sender vouches for.
  func signed(_ headers: [String: String], _ body: [UInt8]) -> [UInt8] {
    guard let header = inbound?.signature?.timestamp, let moment = headers[header.lowercased()]
    else { return body }
    return Array(moment.utf8) + body
  }
}

extension InboundPlan {
  func isSigned(_ headers: [String: String], _ body: [UInt8], secret: [UInt8]) -> Bool {
    guard !secret.isEmpty else { return false }
    if let signature { return signature.isValid(headers, body, secret: secret) }
    guard let token, let given = headers[token.lowercased()] else { return false }
    return isEqualInConstantTime(Array(given.utf8), secret)
  }

  /// Nil where there are none, or the desk wrote them: a mark of ours means that, whoever they are
  /// shown as.
  func words(_ told: JSONValue, _ facts: Bindings) -> InboundNews.Words? {
    guard let entry, entry.when.allSatisfy({ $0.holds(told, facts) }),
      let id = entry.id.value(in: told)?.name, let text = entry.text.value(in: told)?.string,
      !text.isEmpty
    else { return nil }
    let isOwn = !entry.own.isEmpty && entry.own.allSatisfy { $0.holds(told, facts) }
    let isMarked = ([text] + [entry.subject?.value(in: told)?.string].compactMap { $0 })
      .contains(where: EntryMark.stands)
    guard !isOwn, !isMarked else { return nil }
    let isInternal = !entry.isPublic.allSatisfy { $0.holds(told, facts) }
    let isHTML = !entry.isHTML.isEmpty && entry.isHTML.allSatisfy { $0.holds(told, facts) }
    return InboundNews.Words(
      id: id, text: isHTML ? PlainWords.of(html: text) : text,
      author: entry.author?.value(in: told)?.plain,
      email: entry.email?.value(in: told)?.plain, isInternal: isInternal)
  }
}

extension RecipeMatch {
  func holds(_ item: JSONValue, _ facts: Bindings) -> Bool {
    guard let found = pointer.value(in: item)?.plain,
      // What cannot be worked out is like nothing that stands there.
      let wanted = try? self.wanted.render(facts, escape: .plain).text
    else { return false }
    return isPart ? !wanted.isEmpty && found.contains(wanted) : found == wanted
  }
}
