package import Documents
import Flows
import JSON

/// The files of a revision as the record keeps them.
package enum RevisionSource {
  package static func write(_ sources: [SourceFile]) -> [UInt8] {
    JSONWriter.object { writer in
      writer.array("files", FlowFiles.ofBot(sources)) { writer, source in
        writer.object {
          $0.member("path", source.path)
          $0.member("text", source.text)
        }
      }
    }
  }

  /// Nil for what we did not write.
  package static func read(_ bytes: [UInt8]) -> [SourceFile]? {
    // What the record holds was written by us; anything else is as good as lost.
    guard let files = (try? JSONReader.read(bytes))?["files"]?.array else { return nil }
    return files.compactMap { file in
      guard let path = file["path"]?.string, let text = file["text"]?.string else { return nil }
      return SourceFile(path: path, text: text)
    }
  }
}
