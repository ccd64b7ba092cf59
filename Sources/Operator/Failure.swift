package import Documents
import Glibc

/// Something the operator must mend: a sentence, and the program's exit code.
///
/// The codes are those of `sysexits.h`: 65 damaged data, 69 unavailable, 74 the disk failed, 75 try
/// again, 78 the configuration.
package struct Failure: Error, CustomStringConvertible {
  package let description: String
  package let code: Int32
  /// What is wrong in files, where that is the reason; `description` holds them as text.
  package let findings: [Finding]

  package init(_ description: String, code: Int32, findings: [Finding] = []) {
    self.description = description
    self.code = code
    self.findings = findings
  }

  /// Without the findings.
  package var sentence: String {
    findings.isEmpty ? description : String(description.prefix { $0 != "\n" })
  }
}

/// The system's words for what its last call refused.
package func reason() -> String { String(cString: strerror(errno)) }
