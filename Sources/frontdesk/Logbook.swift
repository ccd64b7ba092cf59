import ArgumentParser
import Configuration
import Courier
import Documents
import Journal
import Logging
import Operator

/// The log of a running server: its lines, where they go, and what is said at its end.
struct Logbook: Sendable {
  let writer: LogWriter
  let log: Logger

  /// Throws a sentence for the operator where the settings name a file that cannot be opened.
  init(_ settings: Settings.Logging) throws(Failure) {
    let writer = try LogWriter(LogWriter.Plan(settings))
    self.writer = writer
    log = Logger(label: "frontdesk") { _ in LogLines(writer) }
  }

  /// SIGUSR1: what keeps logs has moved the file away.
  func reopen() {
    do {
      if try writer.reopen() { log.notice("the log file was opened again") }
    } catch {
      log.error("the old log file is kept", metadata: ["reason": "\(error)"])
    }
  }

  /// The last words of a server that cannot start: on a terminal as a person reads them, elsewhere
  /// as lines like all others.
  func tell(_ failure: Failure) {
    if writer.isJSON {
      log.tell(failure.findings)
      log.critical(
        "\(failure.sentence)", metadata: ["exit_code": .stringConvertible(Int(failure.code))])
      writer.flush()
    } else {
      writer.flush()
      Speech.complain(failure.description)
    }
  }
}

extension Settings.Logging {
  /// The same on the standard error stream, for when the file is the trouble.
  var withoutFile: Self { Self(level: level, format: format, file: nil) }
}

extension Failure {
  /// What ended a server that could not start, whatever it was.
  init(ending error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as RecordFailure: self.init("\(failure)", code: failure.code)
    // https://man.freebsd.org/cgi/man.cgi?query=sysexits: the command was used wrongly.
    case let mistake as ValidationError: self.init(mistake.message, code: 64)
    case let mistake as DestinationMistake: self.init("\(mistake)", code: 78)
    default: self.init("\(error)", code: 70)
    }
  }
}

extension LogWriter.Plan {
  init(_ settings: Settings.Logging) {
    let format: Format =
      switch settings.format {
      case .auto: .auto
      case .text: .text
      case .json: .json
      }
    self.init(
      path: settings.file, format: format,
      level: Logger.Level(rawValue: settings.level.rawValue) ?? .info)
  }
}
