import Documents

/// The lists and maps of `frontdesk.yaml`.
extension ValueReader {
  static let mostNetworks = 256
  static let mostNames = 64
  static let mostSites = 256
  static let mostOrigins = 64
  static let mostMirrors = 16

  mutating func networks(_ node: Node, _ path: String) -> Value? {
    let allowed = Kind.networks.allowed
    guard let items = items(node, path, allowed: allowed, most: Self.mostNetworks) else {
      return nil
    }
    var networks: [String] = []
    for item in items {
      if let text = item.text, Address.isNetwork(text) {
        networks.append(text)
      } else {
        let _: Value? = wrong(
          item, path, allowed, hint: "write an IP address, or a network such as 10.0.0.0/8")
      }
    }
    return networks.count == items.count ? .texts(networks) : nil
  }

  mutating func names(_ node: Node, _ path: String) -> Value? {
    texts(node, path, Kind.names, longest: 64)
  }

  /// Paths among them may be long.
  mutating func words(_ node: Node, _ path: String) -> Value? {
    texts(node, path, Kind.words, longest: 1_024)
  }

  private mutating func texts(
    _ node: Node, _ path: String, _ kind: Kind, longest: Int
  ) -> Value? {
    let allowed = kind.allowed
    guard let items = items(node, path, allowed: allowed, most: Self.mostNames) else { return nil }
    var names: [String] = []
    for item in items {
      if let text = item.text, (1...longest).contains(text.utf8.count) {
        names.append(text)
      } else {
        let _: Value? = wrong(item, path, allowed)
      }
    }
    return names.count == items.count ? .texts(names) : nil
  }

  // MARK: Sites

  mutating func sites(_ node: Node, _ path: String) -> Value? {
    guard let entries = entries(node, path, allowed: Kind.sites.allowed) else { return nil }
    guard (1...Self.mostSites).contains(entries.count) else {
      refuse(
        node.place, Rule.value, "\"\(path)\" has \(entries.count) sites",
        hint: "name at least one and at most \(Self.mostSites)")
      return nil
    }
    let sites = entries.compactMap { site($0, path) }
    return sites.count == entries.count ? .sites(sites) : nil
  }

  private mutating func site(_ entry: Node.Entry, _ parent: String) -> Site? {
    let path = "\(parent).\(entry.key)"
    let isNamed = isName(entry.key, at: entry.keyPlace, parent)
    let allowed = "the site's origins: origins: [\"https://www.example.com\"]"
    guard
      entries(
        entry.value, path, allowed: allowed,
        names: ["origins", "identity", "issuer", "keys", "greetings"])
        != nil
    else { return nil }
    guard let list = entry.value["origins"] else {
      refuse(
        entry.value.place, Rule.value, "\"\(path)\" needs \"origins\"",
        hint: "add \"origins: [self]\" or the addresses of the site's pages")
      return nil
    }
    let identity = identity(entry.value, path)
    let greetings = entry.value["greetings"].map { self.greetings($0, "\(path).greetings") } ?? []
    guard let origins = origins(list, "\(path).origins"), isNamed, let identity, let greetings
    else { return nil }
    return Site(
      name: entry.key, origins: origins.filter { $0 != "self" },
      includesSelf: origins.contains("self"), identity: identity, greetings: greetings)
  }

  private mutating func origins(_ node: Node, _ path: String) -> [String]? {
    let allowed = "a list of origins such as [\"https://www.example.com\"]"
    guard let items = items(node, path, allowed: allowed, most: Self.mostOrigins) else {
      return nil
    }
    guard !items.isEmpty else {
      refuse(
        node.place, Rule.value, "\"\(path)\" is an empty list",
        hint: "without origins no page works")
      return nil
    }
    var origins: [String] = []
    for item in items {
      if let text = item.text, text == "self" || Address.isOrigin(text) {
        origins.append(text)
      } else if let text = item.text, let written = BrowserOrigin.spelling(text) {
        let _: Value? = wrong(
          item, path, allowed, hint: "write \"\(written)\": so a browser names it")
      } else {
        let hint =
          item.text == "*"
          ? "name every origin; a star would let any page act for a customer"
          : "write scheme, host and port in small letters, without a path: https://www.example.com"
        let _: Value? = wrong(item, path, allowed, hint: hint)
      }
    }
    return origins.count == items.count ? origins : nil
  }

  // MARK: Mirrors

  mutating func mirrors(_ node: Node, _ path: String) -> Value? {
    let allowed = Kind.mirrors.allowed
    guard let items = items(node, path, allowed: allowed, most: Self.mostMirrors) else {
      return nil
    }
    var mirrors: [Mirror] = []
    for (number, item) in items.enumerated() {
      guard let mirror = mirror(item, "\(path)[\(number)]") else { continue }
      if mirrors.contains(where: { $0.name == mirror.name }) {
        refuse(
          item["name"]?.place ?? item.place, Rule.value,
          "two mirrors have the name \"\(mirror.name)\"",
          hint: "what waits to be sent is kept by name: give each its own")
      } else {
        mirrors.append(mirror)
      }
    }
    return mirrors.count == items.count ? .mirrors(mirrors) : nil
  }

  private mutating func mirror(_ node: Node, _ path: String) -> Mirror? {
    let names = ["name", "url", "secret_file", "allow_private", "timeout"]
    let allowed = "name, url and secret_file of the mirror"
    guard entries(node, path, allowed: allowed, names: names) != nil else { return nil }
    let name = member("name", of: node, path, .text(longest: 32))
    let url = address("url", of: node, path)
    let secret = member("secret_file", of: node, path, .path)
    let isPrivate = member("allow_private", of: node, path, .flag, standard: .flag(false))
    let timeout = member(
      "timeout", of: node, path, .duration(.milliseconds(100)...Mirror.longestTimeout),
      standard: .duration(Mirror.usualTimeout))
    guard case .text(let name) = name, let place = node["name"]?.place,
      isName(name, at: place, path), let url, case .text(let secret) = secret,
      case .flag(let isPrivate) = isPrivate, case .duration(let timeout) = timeout
    else { return nil }
    return Mirror(
      name: name, url: url, secretFile: secret, allowsPrivate: isPrivate, timeout: timeout)
  }

  private mutating func address(_ name: String, of node: Node, _ path: String) -> String? {
    let kind = Kind.text(longest: 2_048)
    guard case .text(let text) = member(name, of: node, path, kind), let value = node[name] else {
      return nil
    }
    if Address.isURL(text) { return text }
    return wrong(
      value, "\(path).\(name)", "",
      hint: "write an address such as https://tickets.example.com/hooks, without user or query")
  }
}
