import ArgumentParser
import Foundation

struct AgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "The agent's terminal.")

  func run() throws {}
}
