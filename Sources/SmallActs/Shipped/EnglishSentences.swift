extension Shipped {
  /// What the bot says by itself in English, and how it tells the time.
  static let englishSentences = #"""

    buttons: { yes: "Yes", no: "No" }
    sentences:
      late: >-
        We said we would reply by {{ ticket.reply_by }}. That has gone by, and I'm sorry.
        Ticket **{{ ticket.id }}** is still with the team, and their answer comes here.
      alone: >-
        Nobody is at the desk just now. You can wait here, or leave a message and we will
        answer it.
      longer: >-
        It takes longer than we told you. You can wait here, or leave a message and we will answer
        it.
      waits: "All right, you keep your place."
      wait_here: "Wait here"
      leave_message: "Leave a message"
      person: "I'll get a person to help you."
      nobody: "Nobody is free to chat right now."
      saved: >-
        I've saved this as ticket **{{ ticket.id }}**. We'll reply here by {{ ticket.reply_by
        }}.
      not_saved: "We have kept this chat and a person will read it."
      sorry: "Sorry, something went wrong on my side."
      invalid: "Sorry, I didn't understand that."
      choose: "Sorry, I didn't understand that. Please choose one of these."
      form: "Please look at the marked fields again."
      added: "Thank you, I've added that to your message for the team."
      again: "Something else"
      welcome: "You're welcome!"
      unsettled: "I'm sorry that it isn't solved after all. Let's go on where we were."
      same: "Is this still about the same matter?"
      answer: "This might answer that:"
      resume: "Shall we go on where we were?"
      stopped: "All right, I'll stop here. Write again whenever you need us."
      help: >-
        You can answer the question, ask for a person, go back, start over or stop, in your own
        words.
      no_back: "There is nothing to go back to."
    time:
      today: today
      tomorrow: tomorrow
      at: at
      later: later
      weekdays: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
      months: [January, February, March, April, May, June, July, August, September, October,
        November, December]
      day_end: ""
      unknown_wait: "not known yet"
      short_wait: "under a minute"
      long_wait: "at most # minutes"
    """#
}
