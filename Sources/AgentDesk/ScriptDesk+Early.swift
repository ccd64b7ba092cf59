package import Desk
import JSON
import Wire

// MARK: - Lines that came before the desk had told what there is

extension ScriptDesk {
  /// A command that cannot be understood yet, or came behind one: on disk, like one that can be
  /// sent.
  mutating func hold(_ object: JSONValue, _ re: String?) {
    guard early.count < Uplink.orderLimit, let name = line?.freshName() else {
      return trouble(re, "busy", "\(Uplink.orderLimit) lines wait for the desk already")
    }
    early.append(EarlyLine(line: object, name: name))
    effects.append(.keep(KeptLine(name: name, at: now, bytes: lineAtHand)))
  }

  /// What becomes of a kept line is kept under the same name; if nothing does, it is struck out.
  mutating func obey(_ early: EarlyLine) {
    keptName = early.name
    obey(early.line)
    keptName = nil
    guard let name = early.name, line?.outgoing.contains(where: { $0.order.cid == name }) != true
    else { return }
    effects.append(.line(.settle(name)))
  }

  /// Takes up lines that an earlier run could not send: before those of this one.
  package mutating func resume(_ kept: [KeptLine], at moment: Instant) -> [Effect] {
    now = moment
    let known = Set(early.compactMap(\.name))
    let lines = kept.filter { !known.contains($0.name) }.compactMap(\.early)
    if isWatching { for one in lines { obey(one) } } else { early.insert(contentsOf: lines, at: 0) }
    return finish()
  }
}
