import Documents

/// A name an author wrote, and where.
struct Named: Sendable, Hashable {
  let text: String
  let place: Place
}
