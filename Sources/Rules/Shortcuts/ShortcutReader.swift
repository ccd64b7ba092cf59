import Authoring
import Documents

/// Reads the `replies` and `macros` of `rules.yaml`.
extension RuleReader {
  static let mostReplies = 1000
  static let mostMacros = 200
  private static let macroVerbs: Set<Act.Verb> = [
    .category, .priority, .tags, .fields, .queue, .escalate, .note, .say, .hold, .resolve, .close,
  ]

  mutating func shortcuts(_ root: Node) -> Shortcuts {
    let replies = root["replies"].map { self.replies($0) } ?? []
    let macros = root["macros"].map { self.macros($0, replies) } ?? []
    return Shortcuts(replies: replies, macros: macros)
  }

  private mutating func replies(_ node: Node) -> [CannedReply] {
    let items = bounded(node, "\"replies\"", Self.mostReplies)
    return named(items, "a reply", RuleSettings.reply.names) { reader, item, name, what in
      guard let words = reader.author.reading.required("text", in: item, what),
        let text = reader.say(words, "\(what)'s \"text\"")
      else { return nil }
      return CannedReply(name: name, title: reader.title(item, name, what), text: text)
    }
  }

  private mutating func macros(_ node: Node, _ replies: [CannedReply]) -> [Macro] {
    let items = bounded(node, "\"macros\"", Self.mostMacros)
    return named(items, "a macro", RuleSettings.macro.names) { reader, item, name, what in
      guard let list = reader.author.reading.required("do", in: item, what) else { return nil }
      let acts = reader.macroActs(list, what, replies)
      guard !acts.isEmpty else { return nil }
      return Macro(
        name: name, title: reader.title(item, name, what), acts: acts, place: item.place)
    }
  }

  private mutating func macroActs(_ node: Node, _ what: String, _ replies: [CannedReply])
    -> [Act]
  {
    let items = author.reading.items(of: node, "\(what)'s \"do\"") ?? []
    if items.count > Self.mostActs {
      author.reading.refuse(
        items[Self.mostActs].place, "\(what) has more than \(Self.mostActs) acts")
    }
    let acts = items.prefix(Self.mostActs).compactMap { macroAct($0, what, replies) }
    if acts.isEmpty, items.isEmpty {
      author.reading.refuse(node.place, "\(what) does nothing", hint: "add an act")
    }
    return acts
  }

  private mutating func macroAct(_ node: Node, _ what: String, _ replies: [CannedReply]) -> Act? {
    if let entry = node.entries?.first, entry.key == "reply" {
      guard let name = author.named(entry.value, "a reply") else { return nil }
      guard let reply = replies.first(where: { $0.name.text == name.text }) else {
        author.reading.refuse(
          name.place, "there is no reply \"\(name.text)\"",
          hint: NearestName.hint(for: name.text, among: replies.map(\.name.text)))
        return nil
      }
      return Act(place: entry.keyPlace, verb: .say, content: .say(reply.text))
    }
    guard let act = act(node, what) else { return nil }
    guard Self.macroVerbs.contains(act.verb) else {
      author.reading.refuse(
        act.place, "\(what) cannot \(act.verb.rawValue): only a rule does that",
        hint: "leave it to a rule, or take it out")
      return nil
    }
    return act
  }

  private mutating func title(_ node: Node, _ name: Named, _ what: String) -> String {
    node["title"].flatMap { author.reading.text(of: $0, "\(what)'s title") } ?? name.text
  }

  private mutating func bounded(_ node: Node, _ what: String, _ most: Int) -> [Node] {
    let items = author.reading.items(of: node, what) ?? []
    if items.count > most {
      author.reading.refuse(items[most].place, "\(what) has more than \(most) entries")
    }
    return Array(items.prefix(most))
  }

  /// Each with a name of its own.
  private mutating func named<Thing>(
    _ items: [Node], _ kind: String, _ allowed: [String],
    _ read: (inout RuleReader, Node, Named, String) -> Thing?
  ) -> [Thing] {
    var seen: [String: Place] = [:]
    return items.compactMap { item in
      guard author.reading.entries(of: item, kind, allowed: allowed) != nil,
        let node = author.reading.required("name", in: item, kind),
        let name = author.named(node, kind)
      else { return nil }
      if let first = seen[name.text] {
        author.add(
          name.place, "E910", "\(kind) named \"\(name.text)\" is there twice",
          hint: "the other is on line \(first.line); give each its own name")
        return nil
      }
      seen[name.text] = name.place
      return read(&self, item, name, "\(kind.dropFirst(2)) \(name.text)")
    }
  }
}
