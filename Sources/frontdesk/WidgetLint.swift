import Configuration
import Documents

/// What is wrong with how a page carries the widget of a site.
struct WidgetLint {
  let site: Site
  /// All names of sites, for what may have been meant.
  let sites: [String]
  /// Where browsers reach the desk.
  let desk: WebAddress
  /// The origins that the site's pages may have.
  let origins: [String]
  let page: SourceFile
  /// Where the page is, when it was fetched.
  var address: WebAddress?
  /// The policies that came in its headers.
  var policies: [String] = []

  /// The data attributes that the widget's tag knows; `web-static/README.md` tells what each means.
  static let attributes = [
    "site", "title", "language", "theme", "accent", "launcher", "position", "offset", "z-index",
    "hide-on", "teaser", "teaser-after", "consent", "consent-words", "privacy",
  ]

  func findings() -> [Finding] {
    let tags = PageTag.all(in: page)
    let ours = tags.filter(isOurs)
    guard let tag = ours.first else {
      return [
        finding(
          start, .error, "T101", "the page has no tag of the widget",
          hint: "frontdesk widget snippet \(site.name) prints it")
      ]
    }
    let more = ours.dropFirst().map {
      finding(
        $0.place, .error, "T102", "the page has the widget's tag more than once",
        hint: "a page has one chat: leave one tag")
    }
    return
      (more + origin + placeOfScript(tag) + siteOfTag(tag) + names(tag) + values(tag)
      + colour(tag) + policy(tag, tags)).sortedOnce()
  }

  private var start: Place { Place(file: page.path, line: 1, column: 1) }

  /// What makes a script the widget's, wherever it comes from.
  private func isOurs(_ tag: PageTag) -> Bool {
    guard tag.name == "script", let source = tag["src"] else { return false }
    let path = source.prefix { $0 != "?" && $0 != "#" }
    return path.hasSuffix("/chat.js") || path == "chat.js" || path.hasSuffix("/v1/widget.js")
      || path.hasSuffix("/v1/shim.js") || tag["data-site"] != nil
  }

  // MARK: Where from, for whom

  private var origin: [Finding] {
    guard let address, !origins.contains(address.origin) else { return [] }
    return [
      finding(
        start, .error, "T103", "pages of \(address.origin) are not let in on site \(site.name)",
        hint: "add it to the settings: sites.\(site.name).origins: [\"\(address.origin)\"]")
    ]
  }

  private func placeOfScript(_ tag: PageTag) -> [Finding] {
    let source = tag["src"] ?? ""
    // Without the page's own address nobody knows where a path leads.
    guard let script = address?.resolving(source) ?? WebAddress(source) else { return [] }
    var findings: [Finding] = []
    if script.origin != desk.origin {
      findings.append(
        finding(
          tag.place, .error, "T104",
          "the tag fetches the widget from \(script.origin), and the desk is at \(desk.origin)",
          hint: "write src=\"\(desk.origin)/v1/chat.js\", or set public_url"))
    }
    let isSecure = address?.isSecure ?? origins.contains { $0.hasPrefix("https://") }
    if isSecure, !script.isSecure {
      findings.append(
        finding(
          tag.place, .error, "T105", "a page on https may not fetch the widget over http",
          hint: "put a proxy with TLS before the desk and set public_url: https://…"))
    }
    return findings
  }

  private func siteOfTag(_ tag: PageTag) -> [Finding] {
    let named = tag["data-site"] ?? moduleSite(tag)
    guard let named, !named.isEmpty else {
      return [
        finding(
          tag.place, .error, "T106", "the tag names no site", hint: "add data-site=\"\(site.name)\""
        )
      ]
    }
    guard named != site.name else { return [] }
    let hint =
      sites.contains(named)
      ? "write data-site=\"\(site.name)\", or lint it as site \(named)"
      : NearestName.hint(for: named, among: sites)
    return [
      finding(
        tag.place, .error, "T106", "the tag is for site \"\(named)\", not \"\(site.name)\"",
        hint: hint)
    ]
  }

  /// `widget.js?site=shop`, for module people.
  private func moduleSite(_ tag: PageTag) -> String? {
    let query = tag["src"]?.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    return query.split(separator: "&").first { $0.hasPrefix("site=") }.map {
      String($0.dropFirst(5))
    }
  }

  // MARK: What it says

  private func names(_ tag: PageTag) -> [Finding] {
    tag.attributes.compactMap { name, _ in
      guard name.hasPrefix("data-") else { return nil }
      let short = String(name.dropFirst(5))
      guard !Self.attributes.contains(short) else { return nil }
      let near = NearestName.suggest(short, among: Self.attributes)
      let known = Self.attributes.map { "data-\($0)" }.joined(separator: ", ")
      return finding(
        tag.place, .warning, "T107", "the widget knows no attribute \(name)",
        hint: near.map { "did you mean data-\($0)?" } ?? "known are \(known)")
    }
  }

  private func values(_ tag: PageTag) -> [Finding] {
    let offset = (tag["data-offset"] ?? "").split { " ,".contains($0) }
      .map { $0.hasSuffix("px") ? $0.dropLast(2) : $0 }
    let rules: [(name: String, isRight: (String) -> Bool, wanted: String)] = [
      ("theme", { ["light", "dark", "auto"].contains($0) }, "light, dark or auto"),
      ("position", { ["left", "right"].contains($0) }, "left or right"),
      ("launcher", { $0 == "none" }, "none, or left out"),
      ("consent", { $0 == "required" }, "required, or left out"),
      (
        "offset", { _ in (1...2).contains(offset.count) && offset.allSatisfy { isNumber($0, 4) } },
        "one or two numbers of pixels, such as 20 90"
      ),
      ("z-index", { isNumber($0[...], 10) }, "a whole number"),
      ("teaser-after", { Double($0).map { $0 >= 0 } ?? false }, "a number of seconds"),
    ]
    return rules.compactMap { rule in
      guard let value = tag["data-\(rule.name)"], !rule.isRight(value) else { return nil }
      return finding(
        tag.place, .error, "T108", "data-\(rule.name) is \(rule.wanted), not \"\(value)\"")
    }
  }

  private func isNumber(_ text: Substring, _ longest: Int) -> Bool {
    (1...longest).contains(text.count) && text.allSatisfy { ("0"..."9").contains($0) }
  }

  private func colour(_ tag: PageTag) -> [Finding] {
    guard let text = tag["data-accent"] else { return [] }
    guard let colour = BrandColour(text) else {
      return [
        finding(
          tag.place, .warning, "T109",
          "of data-accent \"\(text)\" nobody can say here how well it is read",
          hint: "write it as #rrggbb")
      ]
    }
    let isDark = tag["data-theme"] == "dark"
    let paper = isDark ? BrandColour.darkPaper : .lightPaper
    let contrast = colour.contrast(with: paper)
    guard contrast < BrandColour.readable else { return [] }
    // Never rounded up to what would do.
    let tenths = Int(contrast * 10)
    return [
      finding(
        tag.place, .warning, "T110",
        "words in \(colour.hex) on the chat's \(isDark ? "dark" : "light") paper have a contrast of"
          + " \(tenths / 10).\(tenths % 10), and 4.5 is needed (WCAG 1.4.3): the widget moves the"
          + " colour until it can be read",
        hint: "\(colour.readable(on: paper).hex) would be shown as it is")
    ]
  }

  // MARK: The page's policy

  private func policy(_ tag: PageTag, _ tags: [PageTag]) -> [Finding] {
    let inPage = tags.filter {
      $0.name == "meta" && $0["http-equiv"]?.lowercased() == "content-security-policy"
    }.map { (place: $0.place, text: $0["content"] ?? "") }
    return (inPage + policies.map { (place: start, text: $0) }).flatMap { place, text in
      blocked(by: PagePolicy(text), at: place, tag)
    }
  }

  private func blocked(by policy: PagePolicy, at place: Place, _ tag: PageTag) -> [Finding] {
    let source = tag["src"] ?? ""
    let own = address ?? (WebAddress(source) == nil ? desk : nil)
    let script = address?.resolving(source) ?? WebAddress(source) ?? desk
    var findings: [Finding] = []
    if !policy.runs(script, nonce: tag["nonce"], on: own) {
      findings.append(
        finding(
          place, .error, "T111", "the page's Content-Security-Policy does not let the widget run",
          hint: "add \(desk.origin) to script-src, or the policy's nonce to the tag"))
    }
    let wanted = [desk, desk.socket].filter { !policy.connects(to: $0, on: own) }.map(\.origin)
    if !wanted.isEmpty {
      findings.append(
        finding(
          place, .error, "T112",
          "the page's Content-Security-Policy does not let the widget connect",
          hint: "add \(wanted.joined(separator: " ")) to connect-src"))
    }
    return findings
  }

  private func finding(
    _ place: Place, _ severity: Severity, _ rule: String, _ message: String, hint: String? = nil
  ) -> Finding {
    Finding(at: place, severity, rule, message, hint: hint)
  }
}
