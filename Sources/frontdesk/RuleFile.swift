import Configuration
import Desk
import Documents
import Flows
import Foundation
import Journal
import Operator
import Publishing
import Rules

/// The desk's rules as they stand beside its settings: the file, its tests, and what they name.
struct RuleFile {
  let path: String
  /// Nil where there is none: a desk needs no rules.
  let source: SourceFile?
  let names: RuleNames

  /// Beside the desk's file, unless the operator names another.
  init(_ named: String?, _ files: SettingsFiles, _ names: RuleNames) throws {
    let path = named ?? Paths.beside(files.desk, "rules.yaml")
    self.path = path
    self.names = names
    guard try Folders.isThere(path) else {
      if named != nil { throw Failure("there is no file \(path)", code: 78) }
      source = nil
      return
    }
    source = try Self.read(path)
  }

  private static func read(_ path: String) throws -> SourceFile {
    do { return try SourceFile(path: path, bytes: Folders.read(path)) } catch let finding as Finding
    {
      throw Failure("\(finding.place.file):\(finding.place.line): \(finding.message)", code: 78)
    }
  }

  /// The rules; an empty book where there is no file.
  func outcome() -> RuleBook.Outcome {
    source.map { RuleBook.read($0, names) } ?? .none
  }

  /// The rules, or all that is wrong with them.
  func book(_ complain: (String) -> Void = { Speech.complain($0) }) throws -> RuleBook {
    let outcome = outcome()
    let report = source.map { FindingReport(outcome.findings, sources: [$0]).text } ?? ""
    guard let book = outcome.book else {
      throw Failure("the rules have mistakes\n\(report)", code: 78, findings: outcome.findings)
    }
    if !report.isEmpty { complain(report) }
    return book
  }

  /// `rules.test.yaml`, and what else ends so beside it.
  func tests() throws -> [SourceFile] {
    let folder = Paths.parent(path)
    guard Folders.isFolder(folder) else { return [] }
    return try Folders.names(in: folder, endings: ["yaml"])
      .filter { !$0.contains("/") && $0.hasSuffix("rules.test.yaml") }
      .map { try Self.read(folder + "/" + $0) }
  }
}

extension RuleNames {
  /// What the desk has, from its settings, its flows and its record, as far as they are there.
  init(_ settings: Settings, _ desk: DeskSettings, _ plan: DeskPlan) {
    self.init(
      queues: desk.queues.map(\.name), skills: [], categories: plan.categories.all.map(\.path),
      fields: plan.fields)
    teams = desk.teams.map(\.name)
    if Folders.isFolder(settings.folders.flows),
      let folder = try? FlowFolder(settings.folders.flows),
      let revision = folder.report(queues).outcome.revision
    {
      flows = revision.flowNames
      languages = revision.languages
    }
    // Without a record nobody knows who there is.
    if let database = try? ReadRecord.open(settings.folders.data),
      let users = try? Accounts(database).users(), !users.isEmpty
    {
      agents = users.filter { !$0.isDisabled }.map(\.login.text)
      teams += ((try? Accounts(database).teams()) ?? []).map(\.id.text)
    }
  }
}
