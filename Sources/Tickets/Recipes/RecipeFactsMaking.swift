import Expressions
import Secrets

/// What the templates of a recipe are told, for one request.
struct RecipeFactsMaking {
  let recipe: Recipe
  /// With the url.
  let settings: [String: String]

  func facts(_ secret: String) -> RecipeFacts {
    var values = own
    values["secret"] = .string(secret)
    return RecipeFacts(values: Bindings(values), long: [:])
  }

  func facts(external: String) -> RecipeFacts {
    var values = own
    values["external"] = .string(external)
    return RecipeFacts(values: Bindings(values), long: [:])
  }

  func facts(_ talk: Talk, system: String, external: String? = nil) -> RecipeFacts {
    var values = own
    let conversation = talk.conversation
    let ticket: [(String, Value)] = [
      ("key", .string(talk.key)), ("number", .int(talk.number)),
      ("subject", .string(conversation.subject)), ("summary", text(conversation.summary)),
      ("queue", text(conversation.queue?.text)),
      ("priority", .string(conversation.priority.rawValue)), ("state", .string(talk.state)),
      ("category", text(conversation.category)),
      ("tags", .list(conversation.tags.map(Value.string))), ("fields", fields(talk)),
      ("agent", text(conversation.lastAgent?.name)),
      ("language", text(conversation.opening?.language)),
      ("channel", text(conversation.opening?.channel)), ("site", text(conversation.opening?.site)),
      ("page", text(conversation.opening?.page)),
      ("started_at", text(conversation.times.started?.iso8601)),
    ]
    for (name, value) in ticket { values["ticket.\(name)"] = value }
    values["customer.id"] = text(conversation.opening?.customer.text)
    values["customer.name"] = text(conversation.contact.name)
    values["customer.email"] = text(conversation.contact.email)
    values["customer.is_verified"] = .bool(conversation.contact.isVerified)
    values["state"] = recipe.states[talk.state]
    values["priority"] = recipe.priorities[conversation.priority.rawValue]
    values["external"] = external.map(Value.string)
    let words =
      recipe.canAppend ? talk.opening(recipe.words) : talk.whole(recipe.words, system: system)
    return RecipeFacts(values: Bindings(values), long: ["ticket.text": words])
  }

  private var own: [String: Value] {
    var values: [String: Value] = [:]
    for setting in recipe.settings {
      values["settings.\(setting.name)"] = text(settings[setting.name] ?? setting.standard)
    }
    values["settings.url"] = text(settings["url"])
    return values
  }

  private func fields(_ talk: Talk) -> Value {
    .map(
      talk.conversation.fields.reduce(into: ValueMap()) { map, field in
        map[field.name] = .string(field.value)
      })
  }

  private func text(_ text: String?) -> Value {
    text.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null
  }
}

extension RecipeFacts {
  /// Values by name; what is null is not there.
  private mutating func put(_ name: String, _ value: Value) { values.values[name] = value }

  func with(_ entry: TicketEntry) -> RecipeFacts {
    var facts = self
    facts.put("entry.key", .string(entry.span.key))
    facts.put("entry.mark", .string(entry.mark))
    facts.put("entry.at", .string(entry.at.iso8601))
    facts.put("entry.milliseconds", .int(entry.at.milliseconds))
    facts.put("entry.author", .string(entry.author))
    facts.put("entry.role", .string(entry.role.rawValue))
    facts.long["entry.text"] = entry.text
    return facts
  }

  func with(_ file: TicketFile) -> RecipeFacts {
    var facts = self
    facts.put("file.key", .string(file.span.key))
    facts.put("file.mark", .string(file.mark))
    facts.put("file.name", .string(file.name))
    facts.put("file.media", .string(file.media))
    facts.put("file.size", .int(Int64(file.bytes.count)))
    facts.put("file.milliseconds", .int(file.at.milliseconds))
    facts.long["file.base64"] = Base64.encode(file.bytes)
    return facts
  }

  func with(kept name: String, _ value: Value) -> RecipeFacts {
    var facts = self
    facts.put("kept.\(name)", value)
    return facts
  }
}
