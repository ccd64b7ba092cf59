/// A web site that shows the widget.
package struct Site: Sendable, Equatable {
  package let name: String
  /// Exact origins: scheme, host and port.
  package let origins: [String]
  /// Whether pages that Frontdesk serves itself belong to the site: `self` in the file.
  package let includesSelf: Bool

  package init(name: String, origins: [String], includesSelf: Bool) {
    self.name = name
    self.origins = origins
    self.includesSelf = includesSelf
  }
}
