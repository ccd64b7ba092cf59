/// Paths as text. What an operator types is never a reason to stop: Foundation's own functions trap
/// on `a`, `.` and `~`.
package enum Paths {
  /// The folder that the last part lies in: `.` for a name alone.
  package static func parent(_ path: String) -> String {
    let whole = withoutEnd(path)
    guard let slash = whole.lastIndex(of: "/") else { return "." }
    let parent = withoutEnd(String(whole[..<slash]))
    return parent.isEmpty ? "/" : parent
  }

  /// A name in the folder of that file; without a slash it is one in the working folder.
  package static func beside(_ path: String, _ name: String) -> String {
    guard path.contains("/") else { return name }
    let parent = parent(path)
    return parent == "/" ? "/" + name : parent + "/" + name
  }

  /// The last part.
  package static func name(_ path: String) -> String {
    let whole = withoutEnd(path)
    return whole.lastIndex(of: "/").map { String(whole[whole.index(after: $0)...]) } ?? whole
  }

  /// What stands behind the last dot of a file's name; empty for `.hidden`.
  package static func ending(_ path: String) -> String {
    let name = name(path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return String(name[name.index(after: dot)...])
  }

  private static func withoutEnd(_ path: String) -> String {
    var rest = path[...]
    while rest.count > 1, rest.last == "/" { rest = rest.dropLast() }
    return String(rest)
  }
}
