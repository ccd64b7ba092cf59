import Documents
import Expressions

/// Reads how a system tells the desk what happened there.
extension RecipeReader {
  mutating func inbound(_ node: Node) -> InboundPlan? {
    let what = "inbound"
    author.scope = Scope()
    for setting in settings { author.scope.declare("settings.\(setting.name)", as: .string) }
    guard author.reading.entries(of: node, what, allowed: RecipeSettings.inbound.names) != nil
    else {
      return nil
    }
    let signature = node["signature"].flatMap { self.signature($0) }
    let token = node["token"].flatMap { headerName($0) }
    if node["signature"] == nil, node["token"] == nil {
      author.add(
        node.place, "E962", "whoever knows the address could write into conversations",
        hint: "add signature: or token:")
    }
    let ticket = required("ticket", node, what).flatMap { pointer($0) }
    let entry = node["entry"].flatMap { inboundEntry($0) }
    guard let ticket else { return nil }
    return InboundPlan(
      signature: signature, token: token, delivery: node["delivery"].flatMap { headerName($0) },
      ticket: ticket, entry: entry, state: node["state"].flatMap { pointer($0) },
      states: node["states"].map { mapping($0, "states", RecipeSettings.states) },
      own: matches(node["own"], isPart: false))
  }

  private mutating func signature(_ node: Node) -> InboundSignature? {
    let what = "the signature"
    guard author.reading.entries(of: node, what, allowed: RecipeSettings.signature.names) != nil,
      let header = required("header", node, what).flatMap({ headerName($0) }),
      let algorithm = required("algorithm", node, what).flatMap({
        author.reading.choice(
          of: $0, what, among: InboundSignature.Algorithm.allCases.map(\.rawValue))
      }).flatMap(InboundSignature.Algorithm.init),
      let encoding = required("encoding", node, what).flatMap({
        author.reading.choice(
          of: $0, what, among: InboundSignature.Encoding.allCases.map(\.rawValue))
      }).flatMap(InboundSignature.Encoding.init)
    else { return nil }
    return InboundSignature(
      header: header, algorithm: algorithm, encoding: encoding,
      prefix: node["prefix"]?.text ?? "", timestamp: node["timestamp"].flatMap { headerName($0) })
  }

  private mutating func inboundEntry(_ node: Node) -> InboundPlan.Entry? {
    let what = "inbound's entry"
    guard author.reading.entries(of: node, what, allowed: RecipeSettings.inboundEntry.names) != nil,
      let id = required("id", node, what).flatMap({ pointer($0) }),
      let text = required("text", node, what).flatMap({ pointer($0) })
    else { return nil }
    return InboundPlan.Entry(
      id: id, text: text, author: node["author"].flatMap { pointer($0) },
      email: node["email"].flatMap { pointer($0) },
      subject: node["subject"].flatMap { pointer($0) },
      isHTML: matches(node["html"], isPart: false),
      isPublic: matches(node["public"], isPart: false),
      when: matches(node["when"], isPart: false), own: matches(node["own"], isPart: false))
  }
}
