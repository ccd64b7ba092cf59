import Foundation

/// NATS with JetStream, where it is installed and can sync every message: 2.10 and later.
enum NATSServer {
  /// Nil where there is none.
  static let program: String? = nil

  static func start(in folder: String, on processors: Processors) throws -> Contender {
    throw Trouble("there is no nats-server in \(folder)")
  }
}
