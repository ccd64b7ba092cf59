import Desk
import Glibc
import Terminal

/// How a face ended.
enum Ending: Equatable {
  case left
  /// The desk ended the line; the sentence is for the person.
  case ended(String)
  case signalled(Int32)
  /// The agent left before the desk had confirmed everything; it is kept.
  case undelivered
}

/// The full screen: keys and frames in, pictures out, on the thread that calls it.
struct FullScreen {
  let screen: Screen
  let link: Link
  private(set) var model: DeskModel
  /// What is to be written on in the agent's own editor.
  private var edits: String?
  /// Whether the training begins.
  private var trains = false
  private let herald: Herald
  /// How the desktop is told; nil where the terminal would not understand.
  private let desktop: Screen.Desktop?

  init(
    _ screen: Screen, _ link: Link, _ model: DeskModel, desktop: Screen.Desktop? = nil
  ) {
    self.desktop = desktop
    herald = Herald(model.preferences.alertCommand)
    self.screen = screen
    self.link = link
    self.model = model
  }

  /// Runs until the agent leaves, the desk ends the line, or a signal says so.
  mutating func run() throws -> Ending {
    try screen.enter()
    defer { screen.leave() }
    let beginning = model.update(.tick, at: Link.now)
    // What can be seen is shown before the line is made, which takes longer than all else here.
    try screen.show(DeskView(model).grid())
    if try perform(beginning) { return .left }
    _ = try handle(.tick)
    while true {
      try screen.leaveMouse(model.leavesMouse)
      try screen.show(DeskView(model).grid())
      let wait = max(0, model.deadline.since(Link.now).milliseconds)
      let happened = try screen.wait(for: [link.bell], milliseconds: Int(min(wait, 1000)))
      for event in happened {
        if let ending = try handle(event) { return ending }
      }
      if let text = edits {
        edits = nil
        _ = try handle(edit(text))
      }
      if trains {
        trains = false
        if let trouble = try train() { _ = try handle(trouble) }
      }
      herald.look()
      link.look()
      if try handle(.tick) { return .left }
      if case .ended(let why) = model.line.state { return .ended(why) }
    }
  }

  private mutating func handle(_ event: ScreenEvent) throws -> Ending? {
    switch event {
    case .input(let inputs):
      for input in inputs where try handle(.input(input)) { return .left }
    case .resized: _ = try handle(.resized(screen.size))
    case .continued:
      screen.forget()
      _ = try handle(.resized(screen.size))
    case .readable:
      for event in link.events() where try handle(event) { return .left }
    case .ended(let signal):
      // What was being written outlives the window it was written in.
      model.saveDrafts()
      model.saveMarks()
      _ = try perform(model.takeEffects())
      return .signalled(signal)
    }
    return nil
  }

  /// Takes in what the desk says while the screen is away.
  mutating func keepUp() throws {
    for event in link.events() { _ = try handle(event) }
    _ = try handle(.tick)
  }

  /// Returns whether the agent leaves.
  private mutating func handle(_ event: DeskEvent) throws -> Bool {
    var leaves = try perform(model.update(event, at: Link.now))
    if let restored = openNotebook() {
      leaves = try perform(model.update(restored, at: Link.now)) || leaves
    }
    return leaves
  }

  private mutating func openNotebook() -> DeskEvent? {
    do throws(StateFailure) {
      return try link.openNotebook(of: model.line.owner).map {
        .restored($0.orders, $0.drafts, $0.marks)
      }
    } catch {
      // Without a notebook the agent can work all the same, and knows what a crash would cost.
      _ = model.update(.trouble(error.description), at: Link.now)
      return .restored([], [])
    }
  }

  private mutating func perform(_ effects: [DeskEffect]) throws -> Bool {
    var leaves = false
    for effect in effects {
      do throws(StateFailure) {
        switch effect {
        case .line(let errand): try link.perform(errand)
        case .saveDrafts(let drafts): try link.keep(drafts)
        case .saveMarks(let marks): try link.keep(marks)
        case .keepWidths(let widths): try link.keep(widths)
        case .ring: ring()
        case .alert(let alert): announce(alert)
        case .repaint: screen.forget()
        case .suspend: suspend()
        case .quit: leaves = true
        case .edit(let text): edits = text
        case .train: trains = true
        case .file(let errand): link.carry(errand)
        }
      } catch {
        _ = model.update(.trouble(error.description), at: Link.now)
      }
    }
    return leaves
  }

  private func ring() {
    // A bell that cannot be rung will show as a screen that cannot be drawn.
    try? screen.ring()
  }

  private func announce(_ alert: Alert) {
    herald.call(alert)
    guard let desktop else { return }
    // As with the bell.
    try? screen.announce("frontdesk: \(alert.text)", by: desktop)
  }

  private func suspend() {
    // Should the terminal not come back, the next frame says so.
    try? screen.suspend()
  }
}
