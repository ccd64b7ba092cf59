/// A limit of the service that said no.
package enum ServiceLimit: Error, Equatable {
  /// Connections of every kind.
  case connections
  case perAddress
  case halfOpen
  case halfOpenPerAddress
  /// The process or the system has no descriptor left, or no memory for one.
  case descriptors
  /// A session read too slowly and was cut off with 4008.
  case outbox
}
