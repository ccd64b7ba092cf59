package import Documents

/// A name an author wrote, and where.
package struct Named: Sendable, Hashable {
  package let text: String
  package let place: Place

  package init(text: String, place: Place) {
    self.text = text
    self.place = place
  }
}
