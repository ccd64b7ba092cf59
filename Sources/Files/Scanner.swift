import Glibc

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
    var process: pid_t = 0
    var texts = (words + [path]).map { strdup($0) }
    texts.append(nil)
    defer { for text in texts { free(text) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let code = posix_spawnp(&process, words[0], &actions, nil, texts, environ)
    guard code == 0 else { return "the file could not be looked at now; try again later" }
    return verdict(of: process)
  }

  private func verdict(of process: pid_t) -> String? {
    var waited = Duration.zero
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard waited < patience else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        return "the file could not be looked at in time; try again later"
      }
      usleep(20_000)
      waited += .milliseconds(20)
    }
    return status == 0 ? nil : "the file was refused by the desk's scanner"
  }
}
