extension Shipped {
  /// What customers write in English, and near misses.
  static let englishUtterances = """
    en|person|I want to speak to a real person please
    en|person|get me a human now
    en|person|Agent please
    en|person|this is useless, give me a person
    en|person|representative
    en|person|speak to a manager
    en|person|I need to talk to someone
    en|person|customer service
    en|person|live chat
    en|person|advisor
    en|person|employee
    en|person|is there anyone real here?
    en|person|are you a robot? i need a human
    en|person|can i plz talk 2 a real person
    en|person|HUMAN
    en|person|huuuman!!!
    en|person|let me talk to somebody who knows what they are doing
    en|person|I don't want to talk to a bot
    en|person|no more bots, get me an operator
    en|person|connect me with an agent about my refund
    en|person|could you put me through to your customer care?
    en|person|i wanna chat with a rep
    en|person|transfer me to an actual employee
    en|person|why can't I just talk to a human being
    en|person|repersentative
    en|person|operater
    en|person|speak with a supervisor, this is ridiculous
    en|person|I'd rather speak to a person
    en|person|anybody there?
    en|person|hello? is anyone there
    en|person|ffs give me a fucking human
    en|person|stop this bot and get me a person
    en|person|how do i reach a live agent
    en|person|gimme a human bro
    en|person|I would like to be connected to a representative, please
    en|person|my parcel never came and nobody answers, can I speak to a manager?
    en|person|need human assistance
    en|person|real person. now.
    en|person|you're not helping. agent!
    en|person|please escalate this to a human
    en|person|i've been trying to talk to a human for an hour
    en|person|can a human answer this please
    en|person|Could I have a word with someone in charge?
    en|person|do you have any real people working there
    en|person|not a bot please
    en|person|I demand to speak with your manager
    en|person|can u connect me to sum1 real or an agent
    en|person|contact a human
    en|person|talk to support
    en|person|I need an agent to help me with my order
    en|person|quiero hablar con un agent
    en|person|Mensch bitte
    en|person|ich will mit einem Menschen sprechen
    en|person|humano
    en|person|人間
    en|person|オペレーターと話したい
    en|person|agente
    en|person|오퍼레이터
    en|person|человек
    en|person|je veux parler à un humain
    en|none|my real estate agent will pick it up
    en|none|in person pickup
    en|none|the agent told me to wait two days
    en|none|I spoke with an agent yesterday
    en|none|agent 47 broke
    en|none|customer service number?
    en|none|user agent string is wrong
    en|none|I don't want to talk to a person
    en|none|the delivery person left it outside
    en|none|human hair wig order
    en|none|is this a real person?
    en|none|are you human?
    en|none|the manager of the shop said it would be replaced
    en|none|travel agent booking
    en|none|my agent never called back
    en|none|someone stole my parcel
    en|none|nobody is home during the day
    en|none|two people live here
    en|none|price per person
    en|none|password manager does not fill the form
    en|none|does it support bluetooth
    en|none|the support for the shelf is broken
    en|none|I am a person with a disability and need large print
    en|none|cancel my order
    en|none|my order number is AB-123456
    en|none|it stopped working after a week
    en|none|I got a call from someone claiming to be you
    en|none|people say it is loud
    en|none|the operator manual is missing
    en|none|employee discount
    en|yes|yes
    en|yes|yesss
    en|yes|yup
    en|yes|yes it did, thank you
    en|yes|sure
    en|yes|of course
    en|yes|absolutely
    en|yes|that solved it
    en|yes|it works now
    en|thanks|👍
    en|yes|yeah it's fixed
    en|yes|yes please
    en|yes|y
    en|yes|okay
    en|yes|correct
    en|yes|yes, that helped
    en|yes|all good yes
    en|no|no
    en|no|noooo
    en|no|definitely not
    en|no|absolutely not
    en|no|not at all
    en|no|did not solve it
    en|no|thanks but no
    en|no|ok but no
    en|no|right, it does not work
    en|no|sure it doesnt work
    en|no|nope, still broken
    en|no|not really
    en|no|no it didn't
    en|no|it didn't help at all
    en|no|not yet
    en|no|no thanks
    en|no|that did not fix the problem
    en|no|👎
    en|no|nah
    en|no|it's still not working
    en|no|unfortunately not
    en|no|I don't think so
    en|no|that's wrong
    en|no|no, that is not correct
    en|none|correct address was given, still no parcel
    en|none|true, but it is lost
    en|none|yes but it is still lost
    en|none|yes and no
    en|none|maybe
    en|none|not sure
    en|none|I think so
    en|none|yes?
    en|none|kind of
    en|none|right side is broken
    en|none|sure would like my money back
    en|none|no idea what you mean
    en|none|no parcel has arrived
    en|none|yes I have a question about my bill
    en|none|ok so where is my parcel
    en|none|it works sometimes
    en|none|partly
    en|thanks|thanks
    en|thanks|thank you so much
    en|thanks|thx!
    en|thanks|perfect, thank you
    en|thanks|ok thanks
    en|thanks|many thanks for your help
    en|thanks|great, thank you
    en|thanks|🙏
    en|thanks|thank you Maria
    en|thanks|cheers mate
    en|thanks|ty :)
    en|thanks|thanks for the quick answer
    en|goodbye|bye
    en|goodbye|goodbye
    en|goodbye|thanks, bye
    en|goodbye|you too
    en|goodbye|have a nice day
    en|goodbye|see you later
    en|goodbye|good night 👋
    en|none|thanks, where is my order?
    en|no|thank you for nothing, it broke
    en|no|wait, it is still not here
    en|no|thanks but it still does not work
    en|none|good evening, I have a question
    en|back|back
    en|back|go back please
    en|back|can we go back
    en|back|previous question
    en|none|I want my money back
    en|none|send it back
    en|none|my back hurts
    en|start_over|start over
    en|start_over|restart
    en|start_over|can we start again from the beginning
    en|start_over|I want to start over
    en|none|the router keeps restarting
    en|help|help
    en|help|i need help
    en|help|can you help me?
    en|help|what can i do
    en|none|I need help with my invoice
    en|none|that article did not help me change my address
    en|never_mind|never mind
    en|never_mind|nvm
    en|never_mind|forget it
    en|never_mind|I don't need a person anymore
    en|never_mind|it's fine now, I solved it myself
    en|never_mind|i dont want to wait
    en|none|never mind the colour, I need size 9
    en|none|I never received it
    en|danger|there is a fire in my house
    en|danger|smoke is coming out of the charger
    en|danger|I smell gas
    en|danger|my son got an electric shock from the lamp
    en|danger|the battery exploded and I am bleeding
    en|danger|I want to kill myself
    en|danger|fire!!!
    en|danger|he is threatening me with a knife
    en|danger|the kettle caught fire
    en|danger|sparks are coming from the plug
    en|danger|carbon monoxide alarm went off, we feel sick
    en|none|my fire TV stick does not turn on
    en|none|that is a smoking deal
    en|none|I am fired up about this
    en|none|where is my gas grill order
    en|none|the smoke detector has no battery
    en|none|the house is not on fire, calm down
    en|none|this app is killing me
    en|none|the phone is heart red
    en|none|firewall blocks the site
    en|none|fire pit delivery date
    en|none|🔥
    """
}
