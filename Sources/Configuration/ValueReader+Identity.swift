import Documents

// MARK: - How sites say who their visitors are

extension ValueReader {
  /// What a site's settings say of it; nothing said is `off`.
  mutating func identity(_ site: Node, _ path: String) -> SiteIdentity? {
    var identity = SiteIdentity()
    let policy = member(
      "identity", of: site, path, .choice(SiteIdentity.policies), standard: .text("off"))
    let issuer = member("issuer", of: site, path, .text(longest: 200), standard: .text(""))
    let keys = site["keys"].map { identityKeys($0, "\(path).keys") } ?? []
    guard case .text(let policy) = policy, case .text(let issuer) = issuer, let keys else {
      return nil
    }
    (identity.policy, identity.issuer, identity.keys) = (policy, issuer, keys)
    return policy == "off" || isComplete(identity, site, path) ? identity : nil
  }

  private mutating func isComplete(
    _ identity: SiteIdentity, _ site: Node, _ path: String
  ) -> Bool {
    let missing = identity.issuer.isEmpty ? "issuer" : identity.keys.isEmpty ? "keys" : nil
    guard let missing else { return true }
    let hint =
      missing == "issuer"
      ? "add \"issuer: …\", what the site writes as \"iss\" into its tokens"
      : "add \"keys: [{id: …, algorithm: HS256, file: …}]\""
    refuse(
      site["identity"]?.place ?? site.place, Rule.value, "\"\(path)\" needs \"\(missing)\"",
      hint: hint)
    return false
  }

  /// Two while one takes the other's place; more only where several servers sign.
  private static let mostKeys = 8

  private mutating func identityKeys(_ node: Node, _ path: String) -> [SiteIdentity.Key]? {
    let allowed = "a list of keys, each with id, algorithm and file"
    guard let items = items(node, path, allowed: allowed, most: Self.mostKeys) else { return nil }
    var keys: [SiteIdentity.Key] = []
    for (number, item) in items.enumerated() {
      guard let key = identityKey(item, "\(path)[\(number)]") else { continue }
      if keys.contains(where: { $0.id == key.id }) {
        refuse(
          item["id"]?.place ?? item.place, Rule.value, "two keys have the id \"\(key.id)\"",
          hint: "tokens name their key by its id: give each its own")
      } else {
        keys.append(key)
      }
    }
    return keys.count == items.count ? keys : nil
  }

  private mutating func identityKey(_ node: Node, _ path: String) -> SiteIdentity.Key? {
    let names = ["id", "algorithm", "file"]
    guard entries(node, path, allowed: "the key's id, algorithm and file", names: names) != nil
    else { return nil }
    let id = member("id", of: node, path, .text(longest: 64))
    let algorithm = member("algorithm", of: node, path, .choice(SiteIdentity.algorithms))
    let file = member("file", of: node, path, .path)
    guard case .text(let id) = id, case .text(let algorithm) = algorithm,
      case .text(let file) = file
    else { return nil }
    return SiteIdentity.Key(id: id, algorithm: algorithm, file: file)
  }
}
