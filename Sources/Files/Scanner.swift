import Glibc
import Programs

/// A command of the operator's that looks at each file before it is kept, such as `clamdscan`.
package struct Scanner: Sendable {
  /// The program and its arguments; the path of the file comes last.
  let words: [String]
  /// A scanner that takes longer has not said that the file is clean.
  let patience: Duration

  package init(_ words: [String], patience: Duration = .seconds(45)) {
    self.words = words
    self.patience = patience
  }

  /// Why the file is refused; nil where the command ended with 0.
  package func fault(of path: String) -> String? {
    guard let program = try? ChildProgram(words + [path], at: .apart(input: nil)) else {
      return "the file could not be looked at now; try again later"
    }
    return verdict(of: program)
  }

  private func verdict(of program: ChildProgram) -> String? {
    var waited = Duration.zero
    while true {
      if let status = program.ended() {
        return status == 0 ? nil : "the file was refused by the desk's scanner"
      }
      guard waited < patience else {
        program.end()
        return "the file could not be looked at in time; try again later"
      }
      usleep(20_000)
      waited += .milliseconds(20)
    }
  }
}
