extension Shipped {
  /// Written before the words were looked at again, with the files beside it: of 257 that ask for a
  /// person 220 were heard then, and four were taken for a yes that are none. All are heard now.
  static let secondEnglishUtterances = """
    en|person|can I get someone on the line
    en|person|put a person on
    en|person|let me speak to your supervisor right now
    en|person|this bot is rubbish, I want to speak to an actual person
    en|person|just connect me already, agent
    en|person|human plz
    en|person|is it possible to speak with someone about my bill?
    en|person|no I need a real person
    en|person|yes but I want to talk to an agent
    en|person|i want to complain to a manager
    en|person|talk to a live representative
    en|person|I just want to talk to a person, is that so hard
    en|person|get me off this bot
    en|person|can you transfer me to the support team
    en|person|when can I speak to a person?
    en|person|will a human ever answer me?
    en|person|is a human available?
    en|person|any agents online?
    en|person|a human
    en|person|ok get me a person then
    en|person|let me chat with one of your colleagues
    en|person|can I speak with the person in charge?
    en|person|reall person
    en|person|suport agent
    en|person|switch me over to a person
    en|person|could somebody real take over
    en|none|do I have to collect it in person?
    en|none|your agent promised me a refund last week
    en|none|which cleaning agent is safe for the lamp?
    en|none|the sales manager signed the invoice
    en|none|I am the office manager and need an invoice
    en|none|an employee of mine placed the order
    en|none|I already talked to support twice
    en|none|support was great last time
    en|none|no I do not need an agent
    en|none|please don't connect me to an agent
    en|none|there was no one at the pickup point
    en|none|somebody else signed for my parcel
    en|none|can I order for another person?
    en|none|the person I bought it for does not like it
    en|none|what does an agent cost per seat?
    en|none|my bank's customer service says you charged twice
    en|none|the customer service was rude
    en|none|did an agent look at my ticket?
    en|yes|it did
    en|yes|yes thank you very much
    en|yes|sure thing
    en|yes|yes of course
    en|yes|yes, solved
    en|yes|problem solved
    en|yes|fixed, thank you
    en|yes|it helped
    en|yes|oh yes
    en|no|no it hasn't
    en|no|nope
    en|no|not really, no
    en|no|it does not help
    en|no|nothing has changed
    en|no|it isn't working
    en|no|it didn't, unfortunately
    en|no|absolutely no
    en|no|yeah no
    en|no|yeah, not really
    en|no|not in the least
    en|no|never worked
    en|no|it did nothing
    en|no|it is not solved at all
    en|no|not even a little
    en|no|I don't believe so
    en|no|great, it's still broken
    en|no|hardly
    en|no|as if
    en|no|nada
    en|none|yes but only half
    en|none|ok, what about my refund
    en|none|right lamp is dead
    en|none|good question
    en|none|fine print says otherwise
    en|none|I guess so
    en|none|kind of yes
    en|none|almost
    en|none|not sure yet
    en|none|ask me tomorrow
    en|none|yes if you send a new one
    en|none|okay so it should arrive monday?
    en|none|great, another article
    en|none|it worked for five minutes
    en|none|it works when the cable is out
    en|none|yesterday it worked
    en|none|correct my address please
    en|none|solved? it is worse than before
    en|none|can you confirm yes or no
    en|none|yeah right
    en|none|is it really solved?
    en|none|did it work?
    en|none|the yes button does nothing
    en|thanks|thanks for sorting this out
    en|thanks|thankss
    en|thanks|thanks again!
    en|thanks|great service, thank you
    en|thanks|thanks heaps
    en|thanks|thanks a ton
    en|thanks|much obliged
    en|thanks|that's very kind of you, thanks
    en|thanks|you're a star
    en|thanks|🙏🙏🙏
    en|thanks|thanks :-)
    en|goodbye|have a lovely weekend
    en|goodbye|see you tomorrow
    en|goodbye|cheerio
    en|none|thanks for the lamp, but it is broken
    en|none|thanks in advance for the refund
    en|none|bye the way my lamp is broken
    en|none|thanks, one more question
    en|back|go back one step
    en|back|oops, back
    en|back|take me back to the last question
    en|back|i clicked the wrong one
    en|back|undo
    en|none|I want to give it back
    en|start_over|main menu
    en|start_over|let's start from scratch
    en|none|the menu of the tv is in chinese
    en|help|help!
    en|help|i don't understand
    en|none|help with my order
    en|never_mind|I no longer need help
    en|never_mind|cancel that, I don't need anybody
    en|never_mind|doesn't matter
    en|never_mind|no longer needed
    en|none|cancel my subscription
    en|none|never mind the wait but the parcel is broken
    en|none|it doesn't matter which colour
    en|danger|the lamp started to burn
    en|danger|it burst into flames
    en|danger|the plug is smoking
    en|danger|I got shocked when I touched the kettle
    en|danger|the battery is swelling and hissing
    en|danger|call an ambulance
    en|danger|there's a gas smell in the kitchen
    en|danger|he can't breathe
    en|danger|I'm going to hurt myself
    en|danger|somebody broke into my house
    en|none|fire sale prices still valid?
    en|none|the dangerous goods label is missing
    en|none|smoke coloured glass
    en|none|phone battery dies quickly
    en|none|gas cylinder delivery date
    en|none|the emergency light does not charge
    en|none|I am fuming about the delay
    en|none|will it explode if I use another charger?
    en|none|the fire engine toy is missing a wheel
    en|none|poison ivy cream out of stock?
    en|none|blood red curtains
    en|none|hot plate does not heat
    en|none|shock resistant case
    en|person|agent 人間 please
    en|person|hola, can I talk to a human
    en|none|नमस्ते my order
    en|none|🤷‍♀️
    en|person|👤 agent
    en|person|A G E N T
    en|person|h u m a n
    en|person|аgent please
    en|none|???
    en|person|I'd like a word with someone human
    en|person|where can I find a real person in here
    en|person|give me someone competent
    en|person|I want out of this menu, agent
    en|person|talk to agent about billing
    en|person|please let a person read this
    en|person|connect me to sales
    en|person|billing department please
    en|person|can't I just have a human?
    en|person|why can't I speak to an agent
    en|person|none of these, I need a person
    en|person|something else, talk to a person
    en|person|get me a real human being or I cancel
    en|person|does anybody work there? I want to talk to them
    en|person|i want to be called by an agent
    en|person|let me talk with your boss
    en|person|I asked for a human ten minutes ago
    en|person|still no human? agent please
    en|none|the human resources portal will not open
    en|none|an operator error broke it
    en|none|support bracket is missing
    en|none|no person was hurt
    en|none|the representative from DHL shouted at me
    en|none|do you offer staff discount
    en|none|I don't want a callback from an agent
    en|none|I was told by an agent to write here
    en|none|an agent I do not need
    en|none|human food for dogs?
    en|yes|yes it's all good now
    en|yes|right
    en|yes|yes, that's what I needed
    en|yes|works perfectly now
    en|yes|all sorted, yes
    en|yes|yeah that helped a lot
    en|yes|yes, great
    en|no|no change
    en|no|not solved yet
    en|no|it still does the same thing
    en|no|not at the moment
    en|no|fine, but no
    en|no|unfortunately it does not work
    en|no|not what I asked
    en|no|that's not what I meant
    en|no|wrong article
    en|no|sorted? not at all
    en|no|thank you, but it did not help
    en|none|yes, however the second one is missing
    en|none|yes when I unplug it
    en|none|yes except the remote
    en|none|ok I will try
    en|none|right now it is dark
    en|none|not the blue one
    en|none|no blue ones left?
    en|none|perfect lamp, wrong colour
    en|none|exactly this lamp is broken
    en|none|good morning
    en|none|is that correct?
    en|none|works only on wifi
    en|thanks|thank you, have been very patient
    en|thanks|brilliant, thanks
    en|thanks|wow thank you
    en|goodbye|thanks, have a good evening
    en|goodbye|night night
    en|goodbye|enjoy your day
    en|goodbye|👋
    en|none|thanks, when will it be refunded?
    en|none|have a look at my order
    en|none|good bye customer loyalty
    en|never_mind|i'll figure it out myself
    en|never_mind|don't bother, I'm leaving
    en|never_mind|leave it, thanks
    en|never_mind|no longer interested
    en|none|cancel the second lamp
    en|none|leave it at the door
    en|danger|smoke from the router
    en|danger|the toaster gave me an electric shock
    en|danger|my baby swallowed a screw from your toy
    en|danger|I smell burning plastic
    en|none|the fire tablet is slow
    en|none|bloody hell where is my parcel
    en|none|burn a cd
    en|none|this delay is shocking
    en|none|it did not catch fire or anything
    en|person|a person please
    en|person|I want to speak with a person
    en|person|give me an agent
    en|none|I do not want an agent
    en|none|je ne sais pas
    en|none|no customer service please
    """
}
