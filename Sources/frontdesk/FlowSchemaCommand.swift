import ArgumentParser
import Authoring
import FlowTesting
import Flows

extension FlowCommand {
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the JSON Schema of the flows' files, for editors.",
      discussion: "The same stands in flows/schema, named in each file's first line.")

    /// What kind of file it describes.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case flow, bot, test
    }

    @Argument(help: "The kind of file.") var kind = Kind.flow

    func run() throws {
      switch kind {
      case .flow: Speech.tell(json: EditorSchema.flow)
      case .bot: Speech.tell(json: EditorSchema.bot)
      case .test: Speech.tell(json: TestSettings.schema)
      }
    }
  }
}
