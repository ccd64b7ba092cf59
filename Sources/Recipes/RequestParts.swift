package import Authoring
package import Documents

/// A path of a recipe: it stays on the system whose url the operator named.
package enum SystemPath {
  package static let hint =
    "begin with one / and leave out host, .. and #: the url is the operator's"

  package static func fits(_ text: String) -> Bool {
    let isClean = text.unicodeScalars.allSatisfy { $0.value > 0x1F && $0.value != 0x7F }
    let walksUp = (text.split(separator: "?").first ?? "").split(separator: "/").contains("..")
    return text.hasPrefix("/") && !text.hasPrefix("//") && isClean && !walksUp
      && !text.contains("#")
  }
}

/// What the request of any recipe is read with, whatever it is for.
extension AuthorReader {
  /// Whether it stays on the system; says so where it does not.
  package mutating func isPathOfSystem(_ text: String, at place: Place, _ what: String) -> Bool {
    guard SystemPath.fits(text) else {
      add(place, "E964", "\(what) is no path on the system", hint: SystemPath.hint)
      return false
    }
    return true
  }

  /// One status or several; `standard` where none is written.
  package mutating func statuses(_ node: Node?, _ what: String, _ standard: Set<Int>) -> Set<Int> {
    guard let node else { return standard }
    return Set((node.items ?? [node]).compactMap { reading.integer(of: $0, what, in: 100...599) })
  }

  /// Where something stands in an answer; `example` is one of this kind of recipe.
  package mutating func pointer(_ node: Node, example: String) -> Pointer? {
    guard let text = node.text else {
      reading.refuse(node.place, "a pointer must be text, such as \(example)")
      return nil
    }
    do throws(PointerMistake) {
      return try Pointer(text)
    } catch {
      add(node.place, "E965", error.sentence, hint: "write it as in \(example) or /0/id")
      return nil
    }
  }
}
