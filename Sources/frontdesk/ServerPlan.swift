import Control
import Courier
import Desk
import Directories
import Files
import Gateway
import Journal
import Office
import Publishing
import Rules
import Secrets
import WebSockets

/// What a server is made from: the configuration, read and resolved.
struct ServerPlan {
  var dataFolder: String
  var listener: Listener
  var service: ServiceSettings
  var gateway: GatewaySettings
  var desk: DeskPlan
  var rules = RuleBook.empty
  var flows: FlowStarting
  var pages: StaticPages
  var destinations: [PlannedDestination]
  var connectors: [any Connector] = []
  /// Where customers reach the desk: `https://desk.example.com`.
  var origin = ""
  var customerSystems: [LookUpDesk.Asked] = []
  var privateServices: Set<String>
  /// Nil where no files are taken.
  var files: FilePlan?

  /// Connectors that are told what happened by requests.
  var hookNames: [String] { connectors.filter { $0 is any HookTaker }.map(\.name) }

  /// Where the operator's commands reach the running server.
  var controlPath: String { ControlSocket.path(in: dataFolder) }
}

/// Files that are sent besides words.
struct FilePlan {
  let desk: FileDesk.Plan
  let perPersonDay: Int64
}

/// A destination as the configuration names it; how it stood is added from the record.
struct PlannedDestination {
  let name: String
  let url: String
  let secrets: [WebhookSecret]
  let allowPrivate: Bool
  let timeout: Duration

  func destination(_ standing: OutboxReading.Standing) throws(DestinationMistake)
    -> DeliveryDestination
  {
    let state: DeliveryDestination.Standing =
      switch standing.state {
      case "disabled": .disabled(why: standing.why ?? "")
      default: .active
      }
    return try DeliveryDestination(
      name: name, url: url, secrets: secrets, allowPrivate: allowPrivate, timeout: timeout,
      standing: state)
  }
}
