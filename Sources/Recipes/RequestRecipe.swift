package import Expressions
package import Fetch
import JSON
package import Secrets

/// How one request to another system is made, and where in its answer things stand: data, read
/// from a file that an operator may write.
package struct RequestRecipe: Sendable {
  package let name: String
  package let title: String
  /// The page of its maker by which it was written.
  package let page: String
  package let purpose: Purpose
  /// What an operator says of their own.
  package let settings: [Setting]
  let authorisation: Authorisation?
  let method: String
  let path: Template
  let headers: [(name: String, value: Template)]
  let body: BodyShape?
  /// How what is put into the body has to be written.
  let words: Words
  let success: Set<Int>
  let absent: Set<Int>
  package let answer: Answer

  /// What the request is for.
  package enum Purpose: String, Sendable, CaseIterable {
    /// What a system knows of a customer.
    case lookUp = "look_up"
    /// A notice to a team.
    case notify
  }

  /// One key that an operator writes beside those that every system has.
  package struct Setting: Sendable, Equatable {
    package let name: String
    package let about: String
    /// Nil where it has to be given.
    package let standard: String?
  }

  /// How the desk shows who it is.
  enum Authorisation: Sendable {
    case header(String, Template)
    case basic(user: Template, password: Template)
  }

  /// How words have to be written so that nothing in them is markup or calls anybody.
  package enum Words: String, Sendable, CaseIterable {
    case plain, slack, markdown
  }

  /// Where things stand in what comes back.
  package struct Answer: Sendable {
    /// The items, of which one is the customer's; nil where the answer is the customer.
    package let list: Pointer?
    /// Whose it is, in an item.
    package let email: Pointer?
    package let facts: [Fact]
  }

  /// One thing that the answer tells.
  package struct Fact: Sendable, Equatable {
    package let name: String
    package let title: String
    package let pointer: Pointer
  }

  /// What is wrong with a request that could not be made.
  package struct Mistake: Error, Sendable, Equatable {
    package let sentence: String
  }
}

// MARK: - The request

extension RequestRecipe {
  /// The request, to a system at an address; `facts` are what its purpose speaks of.
  package func request(
    to url: String, secret: Secret<String>?, settings: [String: String], _ facts: [String: Value]
  ) throws(Mistake) -> Fetch.Request {
    var values = facts
    for setting in self.settings {
      guard let value = settings[setting.name] ?? setting.standard else {
        throw Mistake(sentence: "the setting \(setting.name) is missing: \(setting.about)")
      }
      values["settings.\(setting.name)"] = .string(value)
    }
    let known = Bindings(values)
    do throws(EvaluationFailure) {
      let base = url.hasSuffix("/") ? String(url.dropLast()) : url
      var headers = try authorised(known, secret)
      for header in self.headers {
        headers.append(
          Fetch.Request.Header(header.name, try header.value.render(known, escape: .header).text))
      }
      headers.append(Fetch.Request.Header("Accept", "application/json"))
      var bytes: [UInt8]?
      if let body {
        var writer = JSONWriter()
        writer.value(try body.value(known, words.escape) ?? .object([]))
        bytes = writer.bytes
        headers.append(Fetch.Request.Header("Content-Type", "application/json"))
      }
      let path = try path.render(known, escape: .urlPart).text
      return Fetch.Request(method: method, url: base + path, headers: headers, body: bytes)
    } catch {
      throw Mistake(sentence: "its recipe cannot be filled in: \(error)")
    }
  }

  private func authorised(_ known: Bindings, _ secret: Secret<String>?)
    throws(EvaluationFailure) -> [Fetch.Request.Header]
  {
    var values = known
    values.values["secret"] = .string(secret?.reveal() ?? "")
    switch authorisation {
    case nil: return []
    case .header(let name, let value):
      return [Fetch.Request.Header(name, try value.render(values, escape: .header).text)]
    case .basic(let user, let password):
      let pair =
        try user.render(values, escape: .plain).text + ":"
        + (try password.render(values, escape: .plain).text)
      return [Fetch.Request.Header("Authorization", "Basic \(Base64.encode(Array(pair.utf8)))")]
    }
  }

  /// Whether it shows who asks by a secret.
  package var needsSecret: Bool { authorisation != nil }

  /// What a status means.
  package func meaning(of status: Int) -> StatusMeaning {
    if success.contains(status) { return .success }
    return absent.contains(status) ? .absent : .failure
  }

  /// What the system means by a status.
  package enum StatusMeaning: Sendable {
    case success
    /// There is no such customer.
    case absent
    case failure
  }
}

extension RequestRecipe.Words {
  var escape: Escape {
    switch self {
    case .plain: .plain
    case .slack: .custom(Self.slack)
    case .markdown: .custom(Self.markdown)
    }
  }

  /// What Slack reads as markup, and as a call such as `<!channel>`, begins with one of three.
  private static func slack(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// A backslash before what would be markup. Behind an `@` stands a joiner that nobody sees, so
  /// that `@channel` calls nobody.
  private static func markdown(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_{}[]()<>#+-.!|~".contains(character) { escaped.append("\\") }
      escaped.append(character)
      if character == "@" { escaped.unicodeScalars.append("\u{2060}") }
    }
    return escaped
  }
}
