package import Desk
import JSON
import Wire

// MARK: - Lines that came before the desk had told what there is

extension ScriptDesk {
  /// What is no command waits in memory: nobody asks it again.
  mutating func wait(_ line: ScriptLine) {
    guard early.count < Uplink.orderLimit else {
      return trouble(line.asker, "busy", "\(Uplink.orderLimit) lines wait for the desk already")
    }
    early.append(line)
  }

  /// A command that cannot be understood yet, or came behind one: on disk, like one that can be
  /// sent.
  mutating func hold(_ line: ScriptLine) {
    var line = line
    if let name = line.name ?? keptName {
      line.name = name
      return early.append(line)
    }
    guard early.count < Uplink.orderLimit, let name = self.line?.freshName() else {
      return trouble(line.asker, "busy", "\(Uplink.orderLimit) lines wait for the desk already")
    }
    line.name = name
    early.append(line)
    let bytes =
      lineAtHand.isEmpty
      ? JSONWriter.object { writer in
        for member in line.object.members ?? [] { writer.member(member.name, member.value) }
      } : lineAtHand
    effects.append(.keep(KeptLine(name: name, at: now, bytes: bytes)))
  }

  /// A kept line of which nothing became is struck out.
  mutating func letGo(of line: ScriptLine) {
    guard let name = line.name,
      self.line?.outgoing.contains(where: { $0.order.cid == name }) != true,
      !early.contains(where: { $0.name == name }), !held.contains(where: { $0.name == name })
    else { return }
    effects.append(.line(.settle(name)))
  }

  /// Takes up lines that an earlier run could not send: before those of this one.
  package mutating func resume(_ kept: [KeptLine], at moment: Instant) -> [Effect] {
    now = moment
    let known = Set(early.compactMap(\.name))
    let lines = kept.filter { !known.contains($0.name) }.compactMap(\.early)
    if isWatching { takeUp(lines) } else { early.insert(contentsOf: lines, at: 0) }
    return finish()
  }

  /// Obeys what waited for the list; what one has to wait for, those behind it wait for too.
  mutating func takeUp(_ lines: [ScriptLine]) {
    held.insert(contentsOf: lines, at: 0)
  }
}
