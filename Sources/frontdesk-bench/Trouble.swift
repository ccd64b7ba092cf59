/// Why the measuring cannot go on, or what it found broken.
struct Trouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
