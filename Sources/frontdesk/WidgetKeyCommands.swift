import ArgumentParser
import Configuration
import Desk
import Foundation
import JSON
import Operator
import Secrets

extension WidgetCommand {
  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key with which the site's server signs who its visitors are.",
      discussion: """
        It writes the key into files that only their owner reads, never over one that is there, and \
        prints the settings to add. docs/identity.md tells how your server signs.
        """)

    /// How the site's tokens are signed.
    enum Algorithm: String, ExpressibleByArgument, CaseIterable {
      case shared = "HS256"
      case pair = "EdDSA"
    }

    @OptionGroup var subject: Subject
    @Option(help: "HS256: a secret that both have. EdDSA: a key of which the desk has one half.")
    var algorithm = Algorithm.shared
    @Option(help: "The key's id, kid in tokens; otherwise the year and month.") var id: String?
    @Option(help: "The folder for the files; otherwise that of the settings' file.") var folder:
      String?
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
      if let id, !(1...64).contains(id.utf8.count) || !id.allSatisfy(Self.isPlain) {
        throw ValidationError("--id is 1 to 64 letters, digits, dots and dashes")
      }
    }

    private static func isPlain(_ character: Character) -> Bool {
      character.isASCII && (character.isLetter || character.isNumber || ".-_".contains(character))
    }

    func run() throws {
      let (site, _, _) = try subject.find()
      let id = id ?? String(Server.now().iso8601.prefix(7))
      let loaded = try subject.options.load()
      let stem = Paths.beside(
        folder.map { $0 + "/x" } ?? loaded.files.settings, "\(site.name)-identity-\(id)")
      guard !site.identity.keys.contains(where: { $0.id == id }) else {
        throw Failure(
          "site \(site.name) has a key \"\(id)\" already: name another by --id", code: 1)
      }
      let (file, own) = try make(stem)
      json ? tellJSON(site, id, file, own) : tell(site, id, file, own)
    }

    /// The file for the settings, and the one that goes to the site's server.
    private func make(_ stem: String) throws -> (file: String, own: String) {
      switch algorithm {
      case .shared:
        let file = stem + ".secret"
        try Self.write(Base64.encode(Random.bytes(48)) + "\n", to: file)
        return (file, file)
      case .pair:
        guard let files = SigningKey.newEd25519().files else {
          preconditionFailure("an Ed25519 key has two halves")
        }
        let (file, own) = (stem + ".pem", stem + "-private.pem")
        try Self.write(files.private, to: own)
        try Self.write(files.public, to: file)
        return (file, own)
      }
    }

    private static func write(_ text: String, to file: String) throws {
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor = Foundation.open(file, flags, 0o600)
      guard descriptor >= 0 else { throw Failure("cannot make \(file): \(reason())", code: 73) }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      do {
        try handle.write(contentsOf: Data(text.utf8))
        try handle.synchronize()
      } catch { throw Failure("cannot write \(file): \(error.localizedDescription)", code: 74) }
    }

    private func tell(_ site: Site, _ id: String, _ file: String, _ own: String) {
      let policy = site.identity.policy == "off" ? "optional" : site.identity.policy
      let issuer = site.identity.issuer.isEmpty ? "\(site.name).example" : site.identity.issuer
      Speech.tell("made \(own)" + (own == file ? "" : " and \(file)"))
      Speech.tell(
        algorithm == .shared
          ? "copy it to your server, to nobody else"
          : "move \(own) to your server: the desk needs only \(file)")
      Speech.tell("add to the settings; issuer is what your server writes as \"iss\":")
      Speech.tell(
        """
        sites:
          \(site.name):
            identity: \(policy)
            issuer: \(issuer)
            keys:
              - {id: "\(id)", algorithm: \(algorithm.rawValue), file: \(Self.quoted(file))}
        """)
    }

    private func tellJSON(_ site: Site, _ id: String, _ file: String, _ own: String) {
      Speech.tell(
        json: JSONWriter.object {
          $0.member("site", site.name)
          $0.member("id", id)
          $0.member("algorithm", algorithm.rawValue)
          $0.member("file", file)
          $0.member("for_your_server", own)
        })
    }

    /// YAML reads JSON's strings.
    private static func quoted(_ path: String) -> String {
      var writer = JSONWriter()
      writer.string(path)
      return writer.text
    }
  }

  struct Token: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token for trying, as the site's server would.",
      discussion: """
        Whoever has it is that visitor until it ends. On a real site your server makes tokens, for \
        who has logged in: docs/identity.md.
        """)
    @OptionGroup var subject: Subject
    @Option(help: "The site's own id of the person.") var sub: String
    @Option(help: "The person's name.") var name: String?
    @Option(help: "The person's e-mail address.") var email: String?
    @Option(name: .customLong("attribute"), help: "plan=gold; may be repeated.")
    var attributes: [String] = []
    @Option(help: "The key's id, where the site has several.") var key: String?
    @Option(help: "The private key, where the site signs with EdDSA.", completion: .file())
    var privateKey: String?
    @Option(help: "Seconds until it ends, at most 600.") var seconds = 300
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
      guard (1...600).contains(seconds) else { throw ValidationError("--seconds is 1 to 600") }
      guard (1...SignedIdentity.subjectLimit).contains(sub.utf8.count) else {
        throw ValidationError("--sub is 1 to 255 bytes")
      }
      guard attributes.allSatisfy({ $0.dropFirst().contains("=") }) else {
        throw ValidationError("--attribute wants name=value, such as plan=gold")
      }
    }

    func run() throws {
      let (site, _, _) = try subject.find()
      guard site.identity.policy != "off" else {
        throw Failure(
          "site \(site.name) looks at no tokens: frontdesk widget key \(site.name) says what to set",
          code: 1)
      }
      let key = try chosen(site)
      let signer = try signer(key)
      let head = JSONWriter.object {
        $0.member("alg", key.algorithm)
        $0.member("kid", key.id)
      }
      let token = signer.sign(head: head, body: claims(site))
      Speech.complain("for trying only: good once, for \(seconds) s")
      json
        ? Speech.tell(json: JSONWriter.object { $0.member("token", token) }) : Speech.tell(token)
    }

    private func claims(_ site: Site) -> [UInt8] {
      let now = Server.now().milliseconds / 1000
      return JSONWriter.object {
        $0.member("iss", site.identity.issuer)
        $0.member("aud", site.name)
        $0.member("sub", sub)
        $0.member("iat", now)
        $0.member("exp", now + Int64(seconds))
        $0.member("jti", Random.identifier())
        $0.member("name", name)
        $0.member("email", email)
        $0.object("attributes") { writer in
          for pair in attributes {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            writer.member(String(parts[0]), String(parts[1]))
          }
        }
      }
    }

    private func chosen(_ site: Site) throws -> SiteIdentity.Key {
      let wanted = privateKey == nil ? "HS256" : "EdDSA"
      let named = site.identity.keys.filter { key == nil || key == $0.id }
      if let found = named.first(where: { $0.algorithm == wanted }) { return found }
      let ids = site.identity.keys.map { "\($0.id) (\($0.algorithm))" }.joined(separator: ", ")
      throw Failure(
        "site \(site.name) has no such key for \(wanted); there are \(ids)"
          + (privateKey == nil ? "; EdDSA wants --private-key" : ""), code: 1)
    }

    private func signer(_ key: SiteIdentity.Key) throws -> SigningKey {
      let file = privateKey ?? key.file
      let text = String(decoding: try Folders.read(file), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      guard privateKey != nil else { return .hmacSHA256(Secret(Array(text.utf8))) }
      guard let signer = SigningKey.ed25519(text) else {
        throw Failure("\(file) is no private key for Ed25519 as openssl writes it", code: 78)
      }
      return signer
    }
  }
}
