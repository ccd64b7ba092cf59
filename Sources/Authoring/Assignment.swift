/// A name and the text that says what it becomes.
package struct Assignment: Sendable {
  package let name: Named
  package let value: Text

  package init(name: Named, value: Text) {
    self.name = name
    self.value = value
  }
}
