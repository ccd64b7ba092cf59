extension Shipped {
  static let english = #"""
    language: en
    person:
      words: [human, humans, agent, agents, person, people, operator, operators, representative,
        representatives, rep, reps, sales rep, manager, supervisor, advisor, adviser, advisors,
        employee, employees, human being, staff, staff member, member of staff, team member,
        support agent, support person, support staff, customer service agent,
        customer service representative, customer service rep, customer service person,
        customer support agent, customer care agent, service agent, csr, consultant, specialist,
        real one, somebody real, someone real, anyone real, anybody real, someone human,
        somebody human, anyone human, colleague, humanoid, live one, boss, helpdesk person,
        support team, your team, team leader, attendant, assistant manager, clerk, homo sapiens,
        real person, actual person, live person, live agent, live human, live operator,
        flesh and blood, real life person, human agent, human operator, human support, human help,
        human assistance, human assistant, human representative, live assistant, hooman]
      vague: [someone, somebody, anyone, anybody, some one, any one, a man, a woman, one of you,
        one of your team, one of your people, one of your colleagues, one of your agents,
        you guys]
      service: [customer service, customer support, customer care, live chat, live support,
        support, call center, call centre, service desk, help desk, helpdesk, tech support,
        technical support, service team, support line, real support]
      asks: [talk to, talk with, speak to, speak with, chat to, chat with, connect me to,
        connect me with, connect me, connect to, connect with, connect us with, transfer me to,
        transfer me, transfer to, put me through to, put me thru to, put me thru, put me through,
        put me onto, put me on to, put me in touch with, get in touch with, get through to,
        get hold of, get a hold of, reach, contact, talking to, speaking to, speaking with,
        talking with, talk, speak, chat, pass me to, pass me on to, pass me over to,
        hand me over to, hand me to, hand over to, switch me to, switch to, forward me to,
        redirect me to, direct me to, route me to, escalate to, escalate me to, escalate this to,
        escalate, bring me to, take me to, call in, link me to, talk 2, speak 2, chat 2, spk to,
        tlk to, conect me to, conversation with, have a word with, deal with, message, hear from,
        answered by, looked at by]
      wants: [want, wanna, need, get me, get, give me, gimme, have, id like, i d like, would like,
        like, send me, send, bring, bring me, find me, call me, call, fetch, show me, prefer,
        require, request, requesting, asking for, ask for, looking for, demand, let me have,
        is there, are there, isnt there, arent there, is there no, where is, where are, wheres,
        do you have, have you got, hand me, insist on, waiting for, wait for, able to, may i,
        can i, could i, provide, assign, give us, get us, help from, assistance from, want to see,
        to see, i want to see]
      whole: [anybody there, anyone there, is anyone there, is anybody there, is someone there,
        is somebody there, anyone here, is anyone here, is anybody here, is there anyone here,
        is there anybody here, can someone help me, can somebody help me, can someone please help,
        can someone help, can anyone help, can anyone help me, someone help me, somebody help me,
        someone please help me, i need someone, i want someone, call me back, no bot, no bots,
        no robots, no machine, get rid of the bot, stop the bot, not a bot, talk human, human pls,
        escalate this, escalate please, speak to sb, get someone, send someone, need a hooman,
        anyone alive there, is anyone alive, anyone real there, hello anyone,
        is anyone real there, can a human answer, can a person answer]
      around: [or what, thru, yes, yeah, yep, ok, okay, sure, a, an, the, any, some, another, other, real, live, actual, living,
        breathing, true, normal, proper, qualified, human, bloody, damn, damned, goddamn, fucking,
        fuckin, effing, freaking, frigging, flipping, stupid, f ing, fking, ffs, wtf, omg, ugh,
        argh, hell, to, with, from, at, of, in, on, who can, that can, who could, who actually,
        who is able to, help me, help, to help, to help me, assist me, for help, directly,
        immediately, finally, already, instead, now, right now, right away, straight away, asap,
        at once, urgently, quickly, quick, soon, today, here, there, again, still, really,
        actually, simply, just, only, rather, want, i, im, id, me, my, us, we, you, your, u, ur,
        can, cant, could, couldnt, would, wouldnt, may, might, must, should, let, lets, let me,
        lemme, let us, please, do, dont you, is it possible, possible, possible to, possibly,
        maybe, would be great, how, how do, how can, how could, why cant, why, when, where, able,
        be, get, have to, got to, gotta, gonna, going to, need, wish, would love, love, trying to,
        tried to, been trying to, keep trying to, asked for, asked, for the third time, this time,
        this instant, minute, second, on the line, on the phone, by phone, via phone, on chat,
        online, on duty, available, around, from your company, at your company, from the team,
        of the team, from your team, from support, in charge, not you, not this, seriously,
        serious, sick of this, pls, plz, working, who works, working there, work there, competent,
        english speaking, in person, face to face, somehow, one, more, anymore, ever, well then,
        then, no more, enough, i said, said, mate, dude, bro, man, guys, it, this, call,
        it is urgent, its urgent, urgent, not a, stop, am, to be, connected, transferred,
        put through, forwarded, connected to, transferred to, through to, or, up, will, time]
      machine: [bot, bots, robot, robots, chatbot, chatbots, chat bot, machine, machines, ai, a i,
        computer, computers, automat, automated, automated system, automated answers,
        automatic answers, automated replies, virtual assistant, assistant, program, software,
        algorithm, chatgpt, gpt, answering machine, thing, stupid bot, robot answers,
        canned answers, script, scripts]
      refuse: [dont want, do not want, dont wanna, dont need, do not need, no need for, not want,
        no need to, no longer want, no longer need, never want, not, no, without, rather not,
        instead of, rather than, fed up with, sick of, tired of, hate, not with, not to, stop,
        enough of, enough with, no more, didnt want, did not want, didnt ask for, dont like, wont,
        will not, refuse to, dont connect me, do not connect me, don t, do not, dont, never,
        other than]
      about: [help me, to help me, to help us, assist me, about, regarding, concerning, because,
        for, since, who, whom, that, as, on, to help, who can, with regards to, re, if, when,
        so that, before, after, due to, which, coz, cuz, bc, cos, over, to discuss, to ask,
        to talk, to explain, to sort, to solve, to fix, to resolve, to cancel, to change, to get,
        to check, at the moment]
      unlike: [in person pickup, in person, person in charge of the delivery, estate agent,
        estate agents, real estate agent, letting agent, letting agents, insurance agent,
        travel agent, travel agents, delivery agent, shipping agent, customs agent,
        cleaning agent, user agent, free agent, delivery person, sales person, repair person,
        first person, third person, second person, per person, one person, two people,
        person name, contact person, human hair, human error, human resources, human rights,
        human size, tour operator, network operator, mobile operator, phone operator number,
        machine operator, password manager, file manager, task manager, bank manager,
        project manager, window manager, device manager, my manager, my boss, my agent, my rep,
        my supervisor, the manager of, manager edition, agent number, staff discount,
        employee discount, employee number, support page, support case, support ticket,
        support email, support number, support group, wrist support, arch support, back support,
        lumbar support, phone support, my representative, sales agent number,
        legal representative, authorised representative, for one person, a person who, man page,
        booking agent, agent orange, secret agent, personal, people say, some people,
        other people, many people, most people, young people, old people, people carrier]
    yes:
      words: [yes, "y", yeah, yea, yep, yup, yess, ya, yah, ye, aye, yas, uh huh, mhm, mm hmm,
        yes it did, yes it does, yes i do, yes i did, yes please, affirmative, you bet, hell yes,
        hell yeah, i do, i did, it did, it does, it has, it is, they did, that is right,
        thats right, thats correct, that is correct, please do, go ahead, indeed, sounds good,
        i agree, agreed, do it, that one, i confirm, confirmed, 👍, ✅, 👌, 💯, ✔]
      soft: [sure, ok, okay, okey, okie, k, kk, okk, oki, of course, certainly, absolutely,
        definitely, totally, exactly, precisely, correct, right, true, alright, all right, fine, clearly, obviously, surely, great, perfect, good, cool, awesome, excellent,
        wonderful, for sure, very well, why not, lets go, let s go, no doubt, without a doubt]
    no:
      words: [no, "n", nope, nah, naw, nay, noo, nooope, no way, never, not at all, not really,
        not yet, no thanks, no thank you, nothing, none, wrong, false, incorrect, negative,
        absolutely not, definitely not, certainly not, of course not, not in the slightest,
        not even close, not a bit, by no means, hell no, no chance, i dont think so,
        i do not think so, dont think so, it didnt, it did not, it doesnt, it does not, it hasnt,
        it has not, it isnt, it is not, didnt, did not, doesnt, does not, hasnt, isnt, i dont,
        i do not, i didnt, i did not, far from it, unfortunately not, sadly not, afraid not,
        im afraid not, i am afraid not, not so far, nothing changed, no change, no luck, no good,
        no use, same problem, same issue, not anymore, 👎, ❌, 🙅]
      not: [it didnt, it did not, it doesnt, it does not, it hasnt, it has not, it isnt,
        it is not, i dont, i do not, i didnt, i did not, not, didnt, did not, doesnt, does not,
        dont, do not, hasnt, has not, havent, have not, isnt, is not, wasnt, was not, wont,
        will not, cant, cannot, couldnt, never, nothing, aint, doesn t, didn t, isn t, no,
        not even, hardly, barely, without]
    answer:
      around: [it, its, thats, that, this, they, them, is, was, has, have, did, does, do, i, im,
        my, me, we, the, a, an, to, for, problem, issue, problems, issues, question, all,
        everything, anything, now, yet, really, at all, so, too, very, quite, just, much, even,
        still, one bit, actually, unfortunately, sadly, again, anymore, and, then, here, there,
        you, any, am, are, be, been, seem, seems, to be, honestly, tbh, of it, with it, lol, haha,
        hehe, ah, oh, um, hm, hmm, uh, er, man, mate, bro, dude, article, answer, that one, trick,
        what you said]
      solved: [solved, resolved, fixed, sorted, helped, helpful, helps, works, worked, works now,
        working now, did the trick, ok now, fine now, good now, all set, all good, got it,
        sorted out, clear now, works again, working again, found it, success, understood]
      verbs: [solve, resolve, fix, help, work, working, of help, any help, any use, of use,
        any good, useful, clear, change anything, make a difference, answer, answers, answered,
        right, true, correct, successful, sort, do the trick, change, better]
      unsolved: [still broken, still not working, still doesnt work, still does not work, worse,
        still the same, still nothing, still the same problem, failed, useless, unhelpful,
        not solved, unsolved, broken, not fixed, no solution, still there, still happening,
        still not, not working, not helpful, no help, still missing, still waiting, still stuck,
        still have the problem, still have the same problem, still having issues, still an issue,
        still a problem, still lost]
      doubt: [maybe, perhaps, not sure, im not sure, i am not sure, unsure, dont know,
        i dont know, idk, dunno, no idea, kind of, kinda, sort of, sorta, partly, partially,
        in part, half, somewhat, a bit, a little, almost, nearly, i think so, i guess, i guess so,
        i suppose, i suppose so, i hope so, hopefully, probably, possibly, could be, might be,
        it depends, depends, more or less, yes and no, we will see, well see, no problem,
        no problems, no worries, no matter, no doubt, not bad, not only, no question, why, what,
        which, who, how, when, "no need", not for long, 🤷, 🤔, not necessarily, no more, cant tell,
        cant say, too early, not quite sure, i hope, tomorrow, not until, only, sometimes,
        at first, for a while, but then, used to]
      but: [but, however, although, though, except, yet it, unless]
    thanks:
      words: [thanks, thank you, thank u, thankyou, thank, thx, tx, tnx, thnx, thanx, ty, tysm,
        tyvm, cheers, much appreciated, appreciated, appreciate it, i appreciate it, i appreciate,
        grateful, many thanks, thanks a lot, thanks a bunch, thanks a million, thanks so much,
        thank you so much, ta, perfect, great, awesome, brilliant, excellent, wonderful, amazing,
        fantastic, lovely, nice, cool, super, good job, well done, great job, great help,
        you rock, youre the best, you are the best, you are great, legend, lifesaver, bless you,
        god bless, all good, all good now, that is all, thats all, that s all, nothing else,
        youre awesome, you were great, kudos, 🙏, ❤, 😊, 💖, 🥰, 😍, 🤗, 🙌, 👏, 🎉, 💯, 👍, 👌]
      around: [guys rock, rock, for, your, the, you, u, so, very, much, a, lot, lots, help,
        helping, me, us, all, it, was, is, that, this, very much, so much, again, anyway, anyways,
        time, quick, fast, kind, kindness, answer, reply, response, support, patience, assistance,
        service, and, everything, guys, team, sir, madam, mam, maam, friend, really, too, have,
        been, most, helpful, work, works, solved, sorted, now, fixed, i, will, try, wait, do,
        then, for now, in advance, of, kindly, my, dear, man, mate, bro, buddy, everyone, both,
        got, worked, clear, day, made, to, useful, effort, being, so kind, hope, great, good,
        best, info, information, update, tip, tips, are, were, youve, ill, lol, haha, job, done,
        well, million]
    goodbye:
      closing: [thats all, thats it, that is all, that was all, nothing else, no thats all,
        no thats it, no thanks, no thank you, im good, all set, im all set, will do, noted,
        understood, i see, sounds good, got it, hooray, yay, wow, no problem, youre welcome,
        great service, 💪, 🤝, 🥳, 😀, 😃, 😄, 😁, 🙂, 😉, 😘, 😎, 🤩, ♥, 💙, 💚, 💛, 🧡, 💜, 🖤, 🤍, 💕, 🌹, 🌸, ✨, ⭐,
        🌟, 😂, 🤣, 🎊, 🫶, 🥂, 🍀, ✔, 👌]
      words: [bye, goodbye, good bye, bye bye, byebye, byee, cya, see ya, see you, see u, cu,
        see you later, see you soon, take care, have a nice day, have a good day,
        have a great day, have a good one, have a nice one, have a good evening,
        have a nice evening, have a great evening, have a great weekend, have a nice weekend,
        have a good weekend, have a lovely day, good night, goodnight, good evening to you,
        farewell, so long, ciao, talk to you later, ttyl, until next time, later, laters, im done,
        i am done, we are done, were done, im off, you too, same to you, and you, you as well,
        likewise, to you too, wish you a nice day, nice day, good day, all the best, best wishes,
        kind regards, regards, best regards, stop, quit, exit, end chat, end the chat, close chat,
        close the chat, end conversation, end this chat, close this chat, leave chat, close, 👋]
      around: [now, for, then, and, a, to, you, all, everyone, guys, team, have, the, day,
        evening, too, again, got, gotta, go, i, must, need, very, much, well, chat, out, leave,
        can, we, it, conversation, this, that, was, is, im, everything, today]
    back: [back, go back, previous, previous question, one step back, step back, return, undo,
      back please, last question, the question before, the previous one, wrong answer,
      i made a mistake, made a mistake, i misclicked, misclick, wrong button, go to previous,
      previous step, take me back, take that back, let me correct that, correct that,
      change my answer, change the answer, change my last answer, wrong option,
      i chose the wrong one, oops wrong one]
    start_over: [start over, restart, begin again, start again, from the beginning,
      from the start, new start, fresh start, start new, start from scratch, back to start,
      back to the start, back to the beginning, main menu, menu, home, start afresh, start anew,
      all over again, new conversation, new chat, begin anew, go to start, show the menu,
      back to the menu, back to menu, go to main menu, top menu, redo everything]
    help: [help, what can i say, what can i do, what can you do, options, commands, instructions,
      how does this work, how does it work, what now, what should i do, what do i do, i need help,
      help me, can you help me, what are my options, i am lost, im lost, i dont understand,
      i do not understand, dont get it, i dont get it, what do you mean, huh, what should i write,
      what should i type, what do you want from me, how do i use this, ❓, 🆘]
    never_mind: [never mind, nevermind, nvm, nm, forget it, forget about it, forget that,
      no matter, it doesnt matter, it does not matter, doesnt matter, dont bother, do not bother,
      leave it, cancel, cancel that, cancel this, cancel it, cancel the request,
      cancel my request, cancel the chat, not needed anymore, not needed any more,
      no longer needed, no longer necessary, i dont need it anymore, i dont need help anymore,
      dont need help anymore, i dont need a person anymore, i dont need an agent anymore,
      no need anymore, no need for a person, no need for an agent, dont need anyone anymore,
      i dont want to wait, i dont want to wait anymore, dont want to wait, i cant wait any longer,
      i wont wait, not waiting any longer, im not waiting, solved it myself, i solved it myself,
      i fixed it myself, figured it out, i figured it out, found it myself, sorted it myself,
      i found the answer, it works now, its working now, it is working now, its solved,
      it is solved, its fixed now, its ok now, its fine now, all sorted, all good now,
      its all good, scratch that, drop it, disregard, disregard that, ignore that,
      ignore my message, skip it, problem solved, no longer need help, i no longer need help,
      no need to wait, no help needed, sorted now, i changed my mind, changed my mind,
      it resolved itself, it sorted itself, stop waiting, leave the queue, dont worry about it,
      no thanks i am fine, no need]
    danger:
      words: [on fire, caught fire, catching fire, catches fire, caught on fire, in flames,
        burst into flames, went up in flames, house is burning, kitchen is burning, it is burning,
        its burning, started burning, is burning, burning smell, smells burnt, smells burned,
        smells like burning, smell of burning, smell burning, smelling burnt, smell smoke,
        smoke coming, smoke is coming, smoke everywhere, full of smoke, giving off smoke,
        started smoking, is smoking, starts smoking, began to smoke, began smoking, smouldering,
        smoldering, there is a fire, theres a fire, there was a fire, house fire, kitchen fire,
        room is burning, fire in my, fire in the, fire at my, fire at our, set fire, fire brigade,
        fire department, firefighters, smell gas, smells of gas, smells like gas, smell of gas,
        gas smell, gas leak, gas is leaking, leaking gas, gas leaking, gas is escaping,
        carbon monoxide, explosion, exploded, explode, exploding, blew up, blown up, blow up,
        about to explode, electric shock, electric shocks, electrical shock, got a shock from,
        got shocked, gave me a shock, shocked me, electrocuted, electrocution,
        short circuit and smoke, sparks flying, sparks are flying, sparking, throwing sparks,
        sparks coming,
        live wire, exposed wire, exposed wires, injured, injury, got hurt, am hurt, is hurt,
        badly hurt, was hurt, hurt myself, bleeding, blood everywhere, burned my, burnt my,
        burned myself, burnt myself, burned his, burned her, got burned, got burnt, severe burns,
        second degree burn, cut my finger, cut myself, unconscious, passed out, fainted,
        not breathing, cant breathe, cannot breathe, choking, choked on, choked, swallowed a,
        swallowed the, poisoned, poisoning, overdose, overdosed, heart attack, stroke symptoms,
        chest pain, ambulance, in hospital, in the hospital, life threatening, life in danger,
        in danger, lives are in danger, danger to life, suicide, suicidal, kill myself,
        killing myself, end my life, take my life, take my own life, end it all, want to die,
        wanna die, dont want to live, do not want to live, better off dead, self harm,
        harm myself, hurting myself, cutting myself, no reason to live, kms, kill you, kill him,
        kill her, kill them, kill us, kill me, he will kill, will kill me, threatening me,
        threatened me, threatens me, threatened to, threatening to hurt, threatening to kill,
        threatens to, being threatened, going to hurt me, wants to hurt me, attacked me, attacking me,
        hit me, hits me, beat me, beating me, beats me, abuse me, abusing me, abused, raped, rape,
        assaulted, assault, violence, violent, has a knife, has a gun, with a knife, with a gun,
        bomb, shoot me, stalking me, stalked, emergency services, call 911, call 999, call 112,
        call the police, medical emergency, its an emergency, this is an emergency, toxic fumes,
        battery swelled, battery swelling, swollen battery, battery is swollen,
        battery is leaking, leaking battery, battery leaked, acid burn, allergic reaction,
        anaphylactic, drowning, trapped inside, stuck in the lift, kidnapped]
      hints: [fire, flames, flame, smoke, smoking, smoky, burning, gas, sparks, spark, burn,
        blaze, fumes, burnt, burned, overheating, hot, shock, shocks, melted, melting, poison,
        blood, knife, gun, threat, threats, emergency]
      near: [house, home, kitchen, room, bedroom, living room, flat, apartment, building, garage,
        coming out, coming from, comes out, comes from, pouring, escaping, evacuate, evacuated,
        neighbour, neighbor, child, children, kid, kids, baby, wall, curtain, curtains, plug,
        socket, outlet, battery, charger, cable, smell, smells, help, dangerous, scared, afraid,
        touched, touching, touch, hand, hands, hurts, alarm went off, spreading, put out, hurry]
      unlike: [fire tv, fire tv stick, fire stick, firestick, fire tablet, fire hd, amazon fire,
        kindle fire, fire pit, firepit, fire place, fireplace, fire sale, fired, fire up,
        fired up, fire emoji, is fire, are fire, was fire, straight fire, fire deal, fire alarm,
        fire alarms, fire extinguisher, fire extinguishers, fire blanket, fire proof, fireproof,
        fire resistant, fire door, fire wall, firewall, firefox, fireworks, firewire, under fire,
        camp fire, fire wood, fire engine toy, fire truck, fire retardant, fire safety,
        fire rating, fire rated, fire someone, fire him, fire her, fire the, fire your,
        fire your agent, smoke detector, smoke detectors, smoke alarm, smoke alarms, smoke grey,
        smoke gray, smoke glass, smoke colour, smoke color, smoked, smoke free, smoke machine,
        non smoking, non smoker, no smoking, smoking deal, smoking hot, smoking hot deal,
        smoking pipe, smoking room, smoking gun, smoking area, quit smoking, stop smoking,
        gas grill, gas bill, gas stove, gas hob, gas oven, gas cooker, gas station, gas heater,
        gas boiler, gas bottle, gas cylinder, gas card, gas meter, gas lighter, gas money,
        gas connection, gas hose, gas price, gas spring, gas struts, gas mask, gas company,
        natural gas, tear gas, burning question, burning questions, burning man, burning desire,
        cd burning, burning cds, burn cds, heart burn, burn rate, burn in, burned in, slow burn,
        burnt orange, spark plug, spark plugs, sparkling, shock absorber, shock absorbers,
        shock proof, shockproof, in for a shock, sticker shock, culture shock, what a shock,
        shock price, price shock, hot deal, hot deals, hot water, hot line, hot tub,
        hot chocolate, hot plate, not so hot, gun metal, glue gun, massage gun, nerf gun,
        spray gun, heat gun, water gun, knife set, knife block, knife sharpener, kitchen knife,
        bread knife, bath bomb, bath bombs, photo bomb, bomb deal, the bomb, cost a bomb,
        blood pressure, blood sugar, blood orange, blood oxygen, violence free, battery swap,
        hit me up, beat me to it, hit me back, blow up mattress, blow up pool, blow up bed,
        my phone is blowing up, blow up doll, killing me, killer deal, killer, killing time,
        kill time, to die for, dying to, kill for, die cut, die cast, dead battery, battery died,
        battery is dead, phone died, emergency light, emergency number card, emergency kit,
        emergency contact, hot to, burn ointment, first aid kit, explode in popularity,
        sales exploded, popcorn]
    polite: [please, pls, plz, plss, pleas, plese, hello, hi, hey, hiya, yo, hallo, good morning,
      good afternoon, good evening, dear, sir, madam, sorry, excuse me, pardon, now, just, ok,
      okay, k, well, so, oh, ah, um, hmm, ugh, thanks, thank you, thx, ty, if possible,
      if you can, if you dont mind, kindly, could you, can you, would you, can we, could we,
      can i, could i, may i, i want to, i would like to, id like to, i wanna, i need to, let me,
      lets, let s, i, want, to, the, a, oops, wait, today, for me, then, first, quick,
      immediately, asap, guys, team, bro, dude, man, mate, honey, love, actually, anyway, and,
      right now, already, again, finally, really]
    joins: [and, so, but, because, therefore]
    other: [chef, die, brand, gift, argent, tak, mal, bald, hell, wetter, gut, fast, rot, art,
      also, angel, persons, personal, personally, humane, humid, urgent, parson, managed, manage,
      operate, operation, operated, ja, sin, con, fin, dan, den, men, se, te, de, la, el, en, es,
      un, une, son, rat, hat, man, dem, was, war, will, so, am, an, in, on, at, as, or, us, pan,
      san, van, ten, bin, note, agenda, agency, agencies, support, order, parcel, package,
      delivery, spoke, spoken, told, called]
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
