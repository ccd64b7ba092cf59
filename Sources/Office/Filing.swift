import Desk
import Files
import Wire

// MARK: - Files beside words

extension Office {
  /// How long somebody may take to send a file, cuts of the line included.
  private static let sendingTime = Duration.seconds(86_400)
  /// How long an address of a file is good: enough to begin to fetch it.
  private static let fetchingTime = Duration.seconds(300)

  /// Where a file may be sent or fetched, or why not.
  func aboutFile(
    _ subject: Question.Subject, _ principal: Principal, _ live: OpenConversation
  ) throws(Refusal) -> Reply {
    if case .upload(_, let name, let size, let media) = subject {
      return try grant(name, size, media, to: principal, live)
    }
    guard case .file(_, let id) = subject, let address = address(of: id, in: live.conversation)
    else { throw Refusal(.notFound, "there is no such file here") }
    return address
  }

  /// The words that a file goes with come later.
  private func grant(
    _ name: String, _ size: Int64, _ media: String, to principal: Principal,
    _ live: OpenConversation
  ) throws(Refusal) -> Reply {
    guard let limits = plan.files, let vouchers else {
      throw Refusal(.notAllowed, "files are not taken here (files.enabled)")
    }
    if let refusal = refusal(to: principal) { throw refusal }
    guard mayWrite(principal, live.conversation) else {
      throw Refusal(.notYours, "you do not have this conversation; take it first")
    }
    guard limits.media.contains(media) else {
      let known = limits.media.joined(separator: ", ")
      throw Refusal(.invalid, "files of type \(media.prefix(64)) are not taken, only \(known)")
    }
    guard (1...limits.largest).contains(size) else {
      throw Refusal(.tooLong, "a file has 1 to \(limits.largest) bytes, not \(size)")
    }
    guard live.conversation.files.count < limits.perConversation else {
      throw Refusal(.quota, "a conversation holds at most \(limits.perConversation) files")
    }
    let grant = FileVouchers.Grant(
      conversation: live.conversation.id, sender: principal.key,
      name: Attachment.cleaned(name: name), size: size, media: media,
      until: now + Self.sendingTime)
    return .upload(
      address: "/v1/files?grant=\(vouchers.text(grant))", part: FileDesk.part)
  }

  private func mayWrite(_ principal: Principal, _ conversation: Conversation) -> Bool {
    switch principal {
    // What is closed for good refuses the words.
    case .customer: true
    case .agent(let agent, _): conversation.stage == .withAgent(agent)
    case .bot, .desk, .rule: false
    }
  }

  /// Where a file of a conversation can be fetched for a while.
  private func address(of id: String, in conversation: Conversation) -> Reply? {
    guard let vouchers, let file = conversation.files.first(where: { $0.id == id }) else {
      return nil
    }
    let pass = vouchers.pass(to: file, until: now + Self.fetchingTime)
    return .file(address: "/v1/files/\(file.id)?pass=\(pass)")
  }

  /// The file that a receipt stands for, which must be of this conversation and this sender.
  func file(
    _ receipt: String, from principal: Principal, in conversation: Identifier<Conversation>
  ) throws(Refusal) -> Attachment {
    guard let receipt = vouchers?.receipt(receipt, at: now) else {
      throw Refusal(.invalid, "this is no receipt for a file, or it is older than two days")
    }
    guard receipt.conversation == conversation, receipt.sender == principal.key else {
      throw Refusal(.notAllowed, "the file was sent for another conversation, or by somebody else")
    }
    guard isFileThere(receipt.file) else {
      throw Refusal(.invalid, "the file is no longer here; send it again")
    }
    return receipt.file
  }
}
