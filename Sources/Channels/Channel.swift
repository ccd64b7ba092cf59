package import Courier
package import Desk

/// A way on which customers write to the desk besides its web page: a chat network, a messenger.
///
/// Called on its connector's thread only, one call at a time; may wait for its own time-outs.
package protocol Channel: AnyObject, Sendable {
  var capabilities: Capabilities { get }

  /// How often ``look(_:)`` is called; nil for never.
  var looksEvery: Duration? { get }

  /// Sends one part, under a name that is its own for ever: a channel that knows names sends none
  /// twice. What it wants to know again it keeps in the link. Answers what the part is called
  /// there.
  func send(_ part: Part, to link: inout OutsideLink) throws(ChannelFailure) -> String

  /// Brings in what was said there. Nil where all went well, or why not.
  func look(_ inlet: ChannelInlet) -> ConnectorFailure?

  /// Whether words get there and back: what was found out, a line each; throws what is wrong.
  func check() throws(ChannelFailure) -> [String]

  /// The program ends; from another thread.
  func stop()
}

/// A channel that is told by requests what was said there.
package protocol HookedChannel: Channel {
  func take(_ request: HookRequest, _ inlet: ChannelInlet) -> HookAnswer
}

/// What can be said on a channel.
package struct Capabilities: Sendable, Equatable {
  /// The longest text of one message.
  package var longest: Length
  /// Buttons under one message; none where choices are numbers.
  package var buttons = 0
  /// The longest words on a button.
  package var longestButton = 0
  /// The longest text over buttons, where that is shorter.
  package var longestWithButtons: Int?
  /// Rows of a list that a button opens; none where there are no such lists.
  package var rows = 0
  /// The longest words on a row.
  package var longestRow = 0
  package var dialect = Dialect.plain
  /// Whether a line's end is a message's end.
  package var isOneLine = false
  /// Whether a channel gives names to messages, so that none is sent twice.
  package var knowsNames = false
  /// How long after the customer's last words anything may be said; nil for as long as one likes.
  package var window: Duration?

  package init(longest: Length) { self.longest = longest }

  /// How long a text is, in what the channel counts.
  package enum Length: Sendable, Equatable {
    case bytes(Int)
    case characters(Int)
  }

  /// How words may be marked.
  package enum Dialect: Sendable, Equatable {
    case plain
    /// As Matrix shows it.
    case html
    /// `*bold*`, `_italic_`, `<address|words>`, with `&`, `<` and `>` escaped.
    case slack
    /// `*bold*` and `_italic_`.
    case stars
  }

  /// For those who write there: `text up to 16384 bytes, no buttons, files as links`.
  package var words: String {
    let text =
      switch longest {
      case .bytes(let count): "text up to \(count) bytes"
      case .characters(let count): "text up to \(count) characters"
      }
    let lists = rows > buttons ? " or a list of \(rows)" : ""
    let choices = buttons == 0 ? "no buttons" : "\(buttons) buttons\(lists)"
    let limit = window.map { ", only within \($0.components.seconds / 3600) h of their words" }
    return "\(text)\(isOneLine ? " a line" : ""), \(choices), files as links\(limit ?? "")"
  }
}

/// One message to a customer, as their channel can show it.
package struct Part: Sendable, Equatable {
  /// `<epoch>:<conversation>:<seq>:<n>`, the same for ever.
  package var key: String
  /// In the channel's dialect; plain where that is ``Capabilities/Dialect/html``.
  package var text: String
  /// The same as HTML, where the channel shows it.
  package var html: String?
  package var buttons: [Button] = []
  /// What stands on the one button that opens the others as a list; nil where all stand by
  /// themselves.
  package var opener: String?

  /// What stands on a button, and is the customer's words when it is pressed.
  package struct Button: Sendable, Equatable {
    package let id: String
    package let label: String
  }
}

/// Why a channel did not do what it should.
package enum ChannelFailure: Error, Sendable, Equatable {
  /// It is not well, or asks to be left alone: everything waits.
  case away(String, retryAfter: Duration? = nil)
  /// It is well, and wants the next part a little later.
  case paced(Duration)
  /// These words cannot be said to this customer; others can.
  case refused(String)

  package var why: String {
    switch self {
    case .away(let why, _), .refused(let why): why
    case .paced: "the channel wants less at once"
    }
  }
}
