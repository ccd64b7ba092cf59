/// One JSON value as it was read, members in the order they stood.
///
/// Not `indirect`: only arrays hold further values, and a box for each text and number of a frame
/// would be most of what reading costs.
package enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// One name and value of an object.
package struct JSONMember: Sendable, Equatable {
  package let name: String
  package let value: JSONValue

  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue {
  /// The member of that name; nil where there is none or this is no object.
  ///
  /// A walk over the members: objects on our wires have a dozen at most.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  package var int: Int64? {
    guard case .int(let number) = self else { return nil }
    return number
  }

  package var bool: Bool? {
    guard case .bool(let claim) = self else { return nil }
    return claim
  }

  package var array: [JSONValue]? {
    guard case .array(let values) = self else { return nil }
    return values
  }

  package var members: [JSONMember]? {
    guard case .object(let members) = self else { return nil }
    return members
  }
}
