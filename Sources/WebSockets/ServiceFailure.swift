import Glibc

/// Why a service or a client could not start; the sentence is for the operator.
package enum ServiceFailure: Error, CustomStringConvertible {
  /// Somebody else listens there.
  case inUse(String)
  /// The system does not let this user listen there.
  case notPermitted(String)
  /// Any other obstacle to listening: what was attempted, and the system's words.
  case cannotListen(String, reason: String)
  /// libwebsockets found its libev plugin missing.
  case noEventPlugin(String)
  /// libwebsockets refused to start: its own words.
  case library(String)
  /// A setting makes no sense.
  case badSetting(name: String, value: String, mend: String)
  /// The system would not start the thread.
  case noThread(String)

  package var description: String {
    switch self {
    case .inUse(let place):
      """
      cannot listen on \(place): it is in use; stop the other program (`ss -ltnxp` shows it) \
      or choose another place
      """
    case .notPermitted(let place):
      """
      cannot listen on \(place): permission denied; choose a port from 1024 up, a directory \
      this user may write to, or grant CAP_NET_BIND_SERVICE
      """
    case .cannotListen(let place, let reason):
      "cannot listen on \(place): \(reason)"
    case .noEventPlugin(let words):
      """
      libwebsockets cannot load its libev plugin; install the Debian package \
      libwebsockets-evlib-ev (\(words))
      """
    case .library(let words):
      "libwebsockets would not start: \(words)"
    case .badSetting(let name, let value, let mend):
      "the setting \(name) cannot be \(value): \(mend)"
    case .noThread(let words):
      words
    }
  }

  /// The failure that an error number of `bind` or `listen` means.
  static func listening(on place: String, code: Int32) -> ServiceFailure {
    switch code {
    case EADDRINUSE: .inUse(place)
    case EACCES, EPERM: .notPermitted(place)
    case EADDRNOTAVAIL:
      .cannotListen(place, reason: "this machine has no such address; `ip address` lists them")
    default: .cannotListen(place, reason: String(cString: strerror(code)))
    }
  }
}
