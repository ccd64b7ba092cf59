import Desk
import JSON
import Office
import Wire

/// The operator's commands about customers, as the running server does them.
struct CustomerControl: Sendable {
  let office: OfficeThread

  /// Nil for what is no order of this kind.
  func answer(_ deed: String, _ request: JSONValue, _ author: String) throws(WireMistake)
    -> ControlReply?
  {
    let customer = Identifier<Customer>(try request.text("customer"))
    let reason = try Order.reason(in: request)
    switch deed {
    case "customer.erase":
      return reply(
        office.ask { office in
          try office.erase(customer, reason: reason, by: author)
          return []
        })
    case "customer.keep":
      return reply(
        office.ask { office in
          let told = try office.keep(customer, reason: reason, by: author)
          return JSONWriter.object { $0.member("conversations", told) }
        })
    case "customer.left":
      return reply(
        office.ask { office in
          let left = try office.leftToErase(of: customer)
          return JSONWriter.object { $0.member("left", left.map { Int64($0) }) }
        })
    default: return nil
    }
  }

  private func reply(_ result: Result<[UInt8], OperatorRefusal>) -> ControlReply {
    switch result {
    case .success(let members): .done(members)
    case .failure(let refusal): .refused(refusal.description, code: refusal.code)
    }
  }
}
