import JSON

extension Reply {
  /// What things are called at this desk, for whoever has to name them.
  package struct Names: Equatable, Sendable {
    /// One of them: what is written, and what people call it.
    package struct Name: Equatable, Sendable {
      package let name: String
      package let title: String
      /// Of a field that is chosen from a few: which; none where it holds anything else.
      package let values: [String]

      package init(_ name: String, title: String = "", values: [String] = []) {
        self.name = name
        self.title = title
        self.values = values
      }
    }

    package let queues: [Name]
    /// The flows a conversation may be given back to.
    package let flows: [String]
    /// What matters may be about; none where any words may be.
    package let categories: [Name]
    package let fields: [Name]

    package init(
      queues: [Name] = [], flows: [String] = [], categories: [Name] = [], fields: [Name] = []
    ) {
      self.queues = queues
      self.flows = flows
      self.categories = categories
      self.fields = fields
    }

    /// The most of a kind that are told.
    package static let most = 500
  }
}

extension Reply.Names {
  func write(_ writer: inout JSONWriter) {
    Self.write("queues", queues, &writer)
    writer.array("flows", flows) { $0.string($1) }
    Self.write("categories", categories, &writer)
    Self.write("fields", fields, &writer)
  }

  private static func write(_ member: String, _ names: [Name], _ writer: inout JSONWriter) {
    writer.array(member, names) { writer, name in
      writer.object {
        $0.member("name", name.name)
        $0.member("title", name.title)
        if !name.values.isEmpty { $0.array("values", name.values) { $0.string($1) } }
      }
    }
  }

  static func read(_ object: JSONValue) throws(WireMistake) -> Reply.Names {
    Reply.Names(
      queues: try names("queues", object),
      flows: (object["flows"]?.array ?? []).compactMap(\.string),
      categories: try names("categories", object), fields: try names("fields", object))
  }

  private static func names(_ member: String, _ object: JSONValue) throws(WireMistake) -> [Name] {
    var names: [Name] = []
    for name in object[member]?.array ?? [] {
      let values = (name["values"]?.array ?? []).compactMap(\.string)
      names.append(
        Name(try name.text("name"), title: name["title"]?.string ?? "", values: values))
    }
    return names
  }
}
