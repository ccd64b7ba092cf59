import ArgumentParser
import Control
import Desk
import Files
import Foundation
import JSON
import Journal
import Operator

extension UserCommand {
  struct Qualify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set",
      abstract: "Say what an agent can do and how much they have at once; it holds at once.",
      discussion: """
        What is said here wins over desk.yaml, one matter at a time, until it is taken back by \
        --unset. Without an option it tells what was said.
        """)
    @OptionGroup var options: ConfigurationOptions
    @Argument var login: String
    @Option(help: "Skills with levels from 1 to 3: refunds=2,tax=1; none for no skill.")
    var skills: String?
    @Option(help: "Languages: en,de.") var languages: String?
    @Option(help: "How much open work at once, 0 to 100.") var capacity: Int?
    @Option(
      help: "The photo customers see: a PNG, JPEG or WebP file of at most 64 kB; none for none.")
    var photo: String?
    @Option(help: "Take back what was said: skills, languages or capacity; may be repeated.")
    var unset: [String] = []

    func validate() throws {
      if let mistake = try said().mistake { throw ValidationError(mistake) }
      _ = try matters()
    }

    func run() throws {
      if let photo { try setPhoto(photo) }
      let (login, said, matters) = (login, try said(), try matters())
      if photo != nil, said.isEmpty, matters.isEmpty { return }
      guard !said.isEmpty || !matters.isEmpty else { return try tell() }
      var request: [(String, JSONValue)] = [("do", .string("user.set")), ("login", .string(login))]
      if let skills = said.skills { request.append(("skills", CrewWords.json(skills))) }
      if let languages = said.languages {
        request.append(("languages", .array(languages.sorted().map { .string($0) })))
      }
      if let capacity = said.capacity { request.append(("capacity", .int(Int64(capacity)))) }
      request.append(("unset", .array(matters.map(\.rawValue).sorted().map { .string($0) })))
      let known = try Accounts(AccountWork.known(login, options)).user(Identifier(login))
      let whole = (known?.said ?? Qualification()).said(said, without: matters)
      try OperatorWork(options).carryOut(request) { turn, author in
        turn.change(
          .qualify(Identifier(login), whole),
          .accountQualified(Identifier(login), what: whole.words), by: author, at: Server.now())
      }
      Speech.tell("\(login): \(whole.words)")
    }

    /// It lies beside the record, and a desk that runs shows it within a second.
    private func setPhoto(_ path: String) throws {
      _ = try AccountWork.known(login, options)
      let photo = path == "none" ? nil : try Self.photo(at: path)
      let folder = try options.load().settled().0.folders.data
      do throws(FileFailure) {
        try PhotoShelf(in: folder).put(photo, for: login)
      } catch {
        throw Failure("the photo could not be kept: \(error)", code: 74)
      }
      Speech.tell(
        photo.map { "\(login): a photo of \($0.bytes.count) bytes, as customers see it" }
          ?? "\(login): no photo")
    }

    private static func photo(at path: String) throws -> CleanPhoto {
      guard let bytes = FileManager.default.contents(atPath: path).map(Array.init) else {
        throw Failure("\(path) cannot be read", code: 66)
      }
      do throws(CleanPhoto.Fault) { return try CleanPhoto(bytes) } catch {
        throw Failure("\(path) is no photo for customers: \(error.why)", code: 65)
      }
    }

    private func tell() throws {
      let user = try Accounts(AccountWork.known(login, options)).user(Identifier(login))
      Speech.tell("\(login): \((user?.said ?? Qualification()).words)")
    }

    private func said() throws -> Qualification {
      Qualification(
        skills: try skills.map { try CrewWords.skills($0) },
        languages: languages.map { Set(CrewWords.list($0)) }, capacity: capacity)
    }

    private func matters() throws -> Set<Qualification.Matter> {
      Set(
        try unset.map { name in
          guard let matter = Qualification.Matter(rawValue: name) else {
            let names = Qualification.Matter.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--unset takes one of \(names)")
          }
          return matter
        })
    }
  }
}

/// Skills and lists as operators type them.
enum CrewWords {
  /// `refunds=2,tax`: without a level it is 1.
  static func skills(_ text: String) throws -> [Identifier<Skill>: Int] {
    guard text != "none" else { return [:] }
    var skills: [Identifier<Skill>: Int] = [:]
    for word in list(text) {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first, let level = parts.count == 2 ? Int(parts[1]) : 1 else {
        throw ValidationError("\(word) is no skill with a level; write refunds=2")
      }
      skills[Identifier(name)] = level
    }
    return skills
  }

  static func list(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
  }

  static func json(_ skills: [Identifier<Skill>: Int]) -> JSONValue {
    .object(
      skills.sorted { $0.key < $1.key }.map {
        JSONMember($0.key.text, .int(Int64($0.value)))
      })
  }
}
