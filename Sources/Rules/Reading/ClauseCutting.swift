/// Cuts a condition at the `&&` that stand in no bracket and no text.
enum ClauseCutting {
  /// A part of a condition, and where it starts in it, in Unicode scalars.
  struct Cut: Equatable {
    let source: String
    let start: Int
  }

  /// One part alone where `||` or `?` binds the whole together.
  static func parts(of source: String) -> [Cut] {
    let scalars = Array(source.unicodeScalars)
    var cuts: [Int] = []
    var position = 0
    var depth = 0
    while position < scalars.count {
      let scalar = scalars[position]
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      switch scalar {
      case "'", "\"":
        position = end(ofTextAt: position, scalars)
        continue
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "|" where next == "|" && depth == 0: return [whole(source)]
      case "?" where depth == 0: return [whole(source)]
      case "&" where next == "&" && depth == 0:
        cuts.append(position)
        position += 1
      default: break
      }
      position += 1
    }
    return cuts.isEmpty ? [whole(source)] : pieces(scalars, cuts)
  }

  private static func whole(_ source: String) -> Cut { Cut(source: source, start: 0) }

  private static func pieces(_ scalars: [Unicode.Scalar], _ cuts: [Int]) -> [Cut] {
    var start = 0
    return (cuts + [scalars.count]).map { end in
      defer { start = end + 2 }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<end])
      return Cut(source: String(view), start: start)
    }
  }

  /// The place behind the text that opens there; a raw text has no escapes.
  private static func end(ofTextAt start: Int, _ scalars: [Unicode.Scalar]) -> Int {
    let quote = scalars[start]
    let isRaw = start > 0 && (scalars[start - 1] == "r" || scalars[start - 1] == "R")
    var position = start + 1
    while position < scalars.count, scalars[position] != quote {
      position += scalars[position] == "\\" && !isRaw ? 2 : 1
    }
    return position + 1
  }
}
