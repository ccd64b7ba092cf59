package struct Conversation: Sendable {}
