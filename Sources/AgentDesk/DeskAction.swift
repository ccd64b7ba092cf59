/// What a key can do beside editing text, by the name that `keys:` and `/set-key` have for it.
package enum DeskAction: String, Hashable, Sendable, CaseIterable {
  case send
  case takeBack = "take-back"
  case toggleNote = "note"
  case articles, shortcuts, macros, editor, history, complete
  case take
  case takeNext = "take-next"
  case accept, decline
  case nextInNeed = "next-in-need"
  case jump
  case otherPane = "other-pane"
  case back, forward
  case first = "conversation-1"
  case second = "conversation-2"
  case third = "conversation-3"
  case fourth = "conversation-4"
  case fifth = "conversation-5"
  case sixth = "conversation-6"
  case seventh = "conversation-7"
  case eighth = "conversation-8"
  case ninth = "conversation-9"
  case card
  case pastTickets = "past-tickets"
  case categorise = "category"
  case search, board
  case openFile = "open-file"
  case saveFile = "save-file"
  case pageUp = "page-up"
  case pageDown = "page-down"
  case firstUnread = "first-unread"
  case newest
  case hideList = "hide-list"
  case hideCard = "hide-card"
  case narrowList = "narrower-list"
  case widenList = "wider-list"
  case narrowCard = "narrower-card"
  case widenCard = "wider-card"
  case bare
  case redraw, palette, retry, help, clear, suspend
}
