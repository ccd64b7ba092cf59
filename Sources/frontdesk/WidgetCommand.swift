import ArgumentParser
import Configuration
import Documents
import JSON
import Journal
import Operator

struct WidgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "widget", abstract: "What a site's developer needs to put the chat on its pages.",
    discussion: "docs/widget.md is the guide, docs/identity.md tells of signed visitors.",
    subcommands: [
      Snippet.self, Policy.self, Preview.self, Lint.self, Key.self, Token.self,
    ])

  /// A site of the settings, and where browsers reach the desk.
  struct Subject: ParsableArguments {
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The site's name in the settings, under sites.") var site: String

    func find() throws -> (site: Site, settings: Settings, address: WebAddress) {
      let settings = try options.load().resolved().0
      return (
        try WidgetCommand.site(site, in: settings), settings, try WidgetCommand.address(settings)
      )
    }
  }

  static func site(_ name: String, in settings: Settings) throws -> Site {
    if let site = settings.sites.first(where: { $0.name == name }) { return site }
    let hint = NearestName.hint(for: name, among: settings.sites.map(\.name))
    throw Failure("there is no site \"\(name)\"; \(hint ?? "name one under sites")", code: 1)
  }

  static func address(_ settings: Settings) throws -> WebAddress {
    let text = settings.address(port: settings.listen.port)
    guard let address = WebAddress(text) else {
      throw Failure("\(text) is no address of the web; set public_url", code: 78)
    }
    return address
  }

  struct Snippet: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the tag for a site's pages, and how they say who has logged in.")
    @OptionGroup var subject: Subject
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (site, _, address) = try subject.find()
      let tag =
        "<script async src=\"\(address.origin)/v1/chat.js\" data-site=\"\(site.name)\"></script>"
      let signs = site.identity.policy != "off"
      guard !json else {
        return Speech.tell(
          json: JSONWriter.object {
            $0.member("site", site.name)
            $0.member("tag", tag)
            $0.member("identify", signs ? Self.identify : nil)
          })
      }
      Speech.tell(tag)
      if signs { Speech.tell(Self.identify) }
    }

    /// The path is the site's own: what answers there makes tokens as docs/identity.md shows.
    private static let identify = """
      <!-- Only on pages for who has logged in; your server makes the token: docs/identity.md -->
      <script>
        (window.Frontdesk ||= []).push(['identify', {
          token: async () => (await fetch('/chat-token')).text(),
        }]);
      </script>
      """
  }

  struct Policy: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "csp", abstract: "Print what a site's Content-Security-Policy must allow.",
      discussion: """
        Add the sources to the directives that your policy has. Trusted Types may be enforced: \
        the widget needs no policy of theirs, no style, no image and no inline source.
        """)
    @OptionGroup var subject: Subject
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let address = try subject.find().address
      let connect = [address.origin, address.socket.origin]
      guard !json else {
        return Speech.tell(
          json: JSONWriter.object {
            $0.array("script-src", [address.origin]) { $0.string($1) }
            $0.array("connect-src", connect) { $0.string($1) }
            $0.array("require-trusted-types-for", ["'script'"]) { $0.string($1) }
          })
      }
      Speech.tell("script-src \(address.origin);")
      Speech.tell("connect-src \(connect.joined(separator: " "));")
      Speech.tell("require-trusted-types-for 'script';")
    }
  }

  struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the address of the demo page of the running server.")
    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The site; without it the one that the page is for.") var site: String?
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let settings = try options.load().resolved().0
      let page = "\(settings.folders.web)/index.html"
      let source = try SourceFile(path: page, bytes: Folders.read(page))
      let tags = PageTag.all(in: source)
      guard let carried = tags.lazy.compactMap({ $0["data-site"] }).first else {
        throw Failure("\(page) has no tag of the widget", code: 1)
      }
      let site = try WidgetCommand.site(self.site ?? carried, in: settings)
      guard site.name == carried else {
        throw Failure(
          "the demo page is for site \"\(carried)\": write data-site=\"\(site.name)\" into \(page)",
          code: 1)
      }
      guard site.includesSelf else {
        throw Failure(
          "site \(site.name) does not let the demo page in: add self to sites.\(site.name).origins",
          code: 1)
      }
      guard RecordFolder.isServed(settings.folders.data) else {
        throw Failure("no server runs on \(settings.folders.data): frontdesk serve", code: 69)
      }
      let address = try WidgetCommand.address(settings).origin + "/"
      json
        ? Speech.tell(
          json: JSONWriter.object {
            $0.member("site", site.name)
            $0.member("address", address)
          }) : Speech.tell(address)
    }
  }
}
