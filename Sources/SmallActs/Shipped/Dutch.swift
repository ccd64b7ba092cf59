extension Shipped {
  static let dutch = #"""
    language: nl
    person:
      words: [mens, mensen, medewerker, medewerkster, medewerkers, klantenservicemedewerker,
        persoon, echt persoon, echte persoon, echt mens, agent, agenten, operator,
        vertegenwoordiger, leidinggevende, manager, baas, chef, adviseur, adviseurs, werknemer,
        personeelslid, collega, specialist, teamleider, iemand echt, iemand van vlees en bloed,
        helpdeskmedewerker, menselijke medewerker, supervisor, consulent, telefonist]
      vague: [iemand, wie dan ook, een van jullie]
      service: [klantenservice, klantendienst, helpdesk, support, livechat, live chat, callcenter,
        ondersteuning, servicedesk, klantcontact]
      asks: [spreken met, spreken, praten met, praten, contact met, contact opnemen met,
        verbinden met, verbind me met, verbind mij met, doorverbinden met,
        doorverbonden worden met, doorverbinden, verbind me door, verbind mij door,
        verbind me door met, chatten met, overleggen met, te woord gestaan, bellen met, bereiken,
        bereik ik, zet me door naar, doorzetten naar, geholpen worden door, in gesprek met,
        communiceren met]
      wants: [ik wil, ik wil graag, ik zou graag, wil, wil graag, ik heb nodig, heb, geef me,
        geef mij, mag ik, kan ik, kunt u me, is er, zijn er, hebben jullie, ik zoek, ik eis, haal,
        stuur, roep, waar is, hoe kan ik, hoe bereik ik, zou ik, kun je me, graag, krijg ik,
        liever, doe mij, doe maar, nodig, waarom kan ik niet met, waarom kan ik geen, kan ik geen,
        kan ik niet met, nee ik wil, nee ik wil een]
      whole: [is daar iemand, is er iemand, iemand daar, is er iemand daar, kan iemand me helpen,
        kan iemand mij helpen, kan er iemand helpen, geen bot, geen robot, geen bots,
        geen chatbot, hallo is er iemand, iemand aanwezig, bel me, bel mij, bel me terug,
        kunt u mij bellen, kan iemand mij bellen, kan iemand me bellen]
      around: [een, de, het, echt, echte, levende, levend, menselijk, menselijke, ander, andere,
        graag, alsjeblieft, alstublieft, aub, svp, nu, meteen, direct, gelijk, snel, eindelijk,
        dringend, ik, me, mij, u, je, jij, jullie, wij, we, met, van, op, aan, bij, in, te, naar,
        door, voor, wil, kan, mag, zou, kunt, kun, kunnen, moet, willen, hebben, worden, is,
        het mogelijk, mogelijk, hoe, wanneer, waarom, vandaag, hier, daar, online, telefonisch,
        telefoon, chat, verdomme, verdomde, fucking, klote, die me kan helpen, die mij kan helpen,
        die kan helpen, helpen, hulp, gewoon, alleen, liever, even, eens, maar, of, en, nodig,
        weer, competente, iets anders, ook, dan, krijgen, nog, team, bedrijf, zijn, verbonden,
        doorverbonden, in plaats, nou, spreken, wel]
      machine: [bot, bots, robot, robots, chatbot, machine, computer, ai, automaat,
        automatische antwoorden, programma, virtuele assistent, algoritme, apparaat hier]
      refuse: [wil niet, wil geen, ik wil geen, ik wil niet met, geen, niet met, niet, zonder,
        genoeg van, zat van, klaar met, in plaats van, nooit, hoef geen, hoef niet]
      about: [over, omtrent, betreffende, omdat, want, vanwege, die, voor mijn, inzake, als,
        sinds, om, wegens]
      unlike: [makelaar, reisagent, verzekeringsagent, per persoon, een persoon heeft,
        twee personen, mijn baas, mijn manager, user agent, persoonlijk ophalen, menselijke fout,
        wachtwoordmanager, telefoonnummer van de klantenservice, nummer klantenservice,
        personeelskorting, eerste persoon, de bezorger, agent van politie, mijn adviseur,
        politieagent]
    yes:
      words: [ja, jaa, jep, yep, jawel, jazeker, ja graag, ja hoor, ja bedankt, ja dank je,
        ja klopt, zeker wel, dat klopt, jaja, ja zeker, 👍, ✅, 👌]
      soft: [zeker, klopt, juist, correct, inderdaad, natuurlijk, tuurlijk, uiteraard, prima, oké,
        oke, ok, okay, goed, is goed, goed zo, absoluut, precies, graag, akkoord, mooi, perfect,
        top, waar, vast, helemaal, definitief, doe maar, waarom niet]
    no:
      words: [nee, neen, nein, nee bedankt, nee dank je, nee dank u, nope, helemaal niet,
        absoluut niet, zeker niet, echt niet, niet echt, nog niet, nog steeds niet,
        natuurlijk niet, geenszins, nooit, fout, onjuist, niet waar, dat klopt niet, klopt niet,
        helaas niet, helaas, jammer genoeg niet, ik denk het niet, denk het niet, denk van niet,
        niet helemaal, in geen geval, niets, niks, totaal niet, welnee, nou nee, 👎, ❌,
        ik geloof het niet, niets veranderd, er is niets veranderd, niet in het minst, ja nee]
      not: [niet, geen, nooit, niets, niks, zonder, nauwelijks]
    answer:
      around: [het, dat, dit, is, heeft, heb, was, me, mij, mijn, ik, de, een, probleem,
        problemen, vraag, artikel, antwoord, nu, nog, steeds, echt, zo, ook, al, er, heel, erg,
        alles, wel, hoor, en, eigenlijk, helaas, ah, oh, eh, hm, haha, eerlijk gezegd, jullie, u,
        je, wordt, maar, dan, toch]
      solved: [opgelost, geholpen, werkt, werkt nu, werkte, gelukt, verholpen, nuttig,
        duidelijk nu, in orde, geregeld, doet het, doet het weer, begrepen, gevonden]
      verbs: [oplossen, helpen, werken, helpt, hielp, lukt, lukte, duidelijk, veranderd,
        geantwoord, juist, waar, correct, beter, gemaakt]
      unsolved: [nog steeds kapot, kapot, nog steeds, werkt niet, werkt nog niet,
        werkt nog steeds niet, doet het niet, erger, zelfde probleem, niet opgelost, nutteloos,
        helpt niet, stuk, mislukt]
      doubt: [misschien, weet niet, weet ik niet, ik weet het niet, geen idee, niet zeker,
        ligt eraan, hangt ervan af, min of meer, een beetje, deels, gedeeltelijk, half, bijna,
        ik denk het, denk het wel, ik denk het wel, ik hoop het, hopelijk, waarschijnlijk,
        zou kunnen, kan zijn, ja en nee, soms, geen probleem, niet slecht, wat, hoe, waarom,
        wanneer, 🤷, 🤔, we zullen zien, goede vraag, precies het probleem, precies mijn probleem,
        wie weet, was het maar waar, tja, moeilijk te zeggen]
      but: [echter, behalve, alleen, maar]
    thanks:
      words: [bedankt, dank je, dank je wel, dankjewel, dank u, dank u wel, dankuwel, dank,
        hartelijk dank, hartelijk bedankt, heel erg bedankt, super bedankt, merci, thx, fijn,
        super, top, geweldig, perfect, prima, mooi, fantastisch, toppie, heel vriendelijk,
        goed gedaan, 🙏, ❤]
      around: [voor, de, het, uw, je, jullie, hulp, snelle, goede, antwoord, reactie, informatie,
        info, moeite, tijd, geduld, service, alles, en, heel, erg, vriendelijk, is, was, werkt,
        opgelost, gelukt, mij, me, heeft, geholpen, ik, ga, het proberen, proberen, wachten,
        alvast, bij voorbaat, nogmaals, zo, zeer, echt, ondersteuning, iedereen, nu]
    goodbye:
      closing: [dat was het, nee bedankt, begrepen, nee dank je, nee dat was het, verder niets]
      words: [doei, doeg, dag, tot ziens, tot later, tot snel, tot straks, tot morgen, houdoe,
        groetjes, groeten, met vriendelijke groet, fijne dag, fijne dag nog, een fijne dag,
        prettige dag, goede dag nog, fijne avond, fijne avond nog, prettige avond, fijn weekend,
        prettig weekend, goedenacht, welterusten, u ook, jij ook, jullie ook, insgelijks,
        hetzelfde, dat was het, dat is alles, stoppen, stop, afsluiten, sluiten, einde, ciao,
        de mazzel]
      around: [en, nog, een, de, fijne, prettige, verder, u, je, jullie, ook, wens, ik, dan, maar,
        chat, gesprek, nu]
    back: [terug, ga terug, vorige, vorige vraag, de vorige vraag, een stap terug, stap terug,
      ongedaan maken, ik heb me vergist, vergist, verkeerd antwoord, foutje, antwoord wijzigen,
      mijn antwoord wijzigen, laatste vraag, terug naar de vorige vraag]
    start_over: [opnieuw, opnieuw beginnen, begin opnieuw, opnieuw starten, herstarten, herstart,
      van voren af aan, van vooraf aan, vanaf het begin, helemaal opnieuw, terug naar het begin,
      terug naar begin, menu, hoofdmenu, terug naar menu, nieuw gesprek]
    help: [hulp, help, help me, help mij, ik heb hulp nodig, hulp nodig, wat kan ik zeggen,
      wat kan ik doen, wat moet ik doen, hoe werkt dit, hoe werkt het, opties, commando s,
      ik begrijp het niet, ik snap het niet, snap het niet, kun je me helpen, kunt u me helpen,
      kunt u mij helpen, wat bedoel je, wat bedoelt u]
    never_mind: [laat maar, laat maar zitten, maakt niet uit, doet er niet toe, geeft niet,
      vergeet het, vergeet het maar, niet meer nodig, niet nodig, hoeft niet, hoeft niet meer,
      annuleer, annuleren, ik heb geen hulp meer nodig, geen hulp meer nodig, al opgelost,
      zelf opgelost, ik heb het zelf opgelost, ik heb het al gevonden, heb het al,
      ik wil niet wachten, wil niet wachten, ik wacht niet, ik wacht niet meer, ik heb me bedacht,
      ik hoef niemand meer te spreken, geen medewerker meer nodig]
    danger:
      words: [ruik gas, ruiken gas, ruik rook, ruik brand, in brand, vliegt in brand,
        vloog in brand, staat in brand, er is brand, brand uitgebroken, vlam gevat, brandlucht,
        ruikt verbrand, ruikt naar gas, gaslucht, gaslek, gaslekkage, rook komt, komt rook,
        rookt en, elektrische schok, schok gekregen, stroomstoot, geëlektrocuteerd, kortsluiting,
        ontploft, ontploffing, explosie, geëxplodeerd, gewond, verwond, bloedt, bloeden,
        bewusteloos, flauwgevallen, ademt niet, geen lucht, krijg geen adem, stikt, gestikt,
        vergiftigd, vergiftiging, verbrand aan, hand verbrand, brandwonden, brandwond, ambulance,
        brandweer, levensgevaar, levensgevaarlijk, in gevaar, zelfmoord, suïcide, zelfdoding,
        van kant maken, wil dood, niet meer leven, mezelf iets aandoen, mezelf snijden,
        bedreigt me, bedreigd, bedreigt mij, slaat me, mishandeld, mishandelt, verkracht,
        aangevallen, geweld, mes op, vuurwapen, bom, koolmonoxide, hartaanval, vonken, noodgeval,
        opgezwollen accu, giftige dampen, bolle accu, batterij ingeslikt, ingeslikt,
        heeft ingeslikt, doorgeslikt]
      hints: [brand, vuur, rook, gas, vlammen, vonken, brandt, verbrand, bloed, gif, gesmolten,
        mes, heet, rookt, rookte, walm, walmt]
      near: [ruik, huis, keuken, woning, kamer, appartement, uit, stopcontact, stekker, oplader,
        lader, batterij, accu, kabel, apparaat, kind, kinderen, baby, gevaarlijk, bang, help,
        geëvacueerd, buren, lucht, ruikt]
      unlike: [fire tv, vuurwerk, rookmelder, rookmelders, gasbarbecue, gasfornuis, gasfles,
        gasrekening, gasmeter, brandnieuw, brandblusser, brandkast, brandalarm, messenset,
        messenblok, keukenmes, broodmes, bloeddruk, bloedsuiker, bruisbal, gerookte zalm,
        rookvrij, lijmpistool, brandende vraag, vuur en vlam, brandstof, merk brand, heet water,
        uit de brand, noodgevallen contact, speelgoedpistool, gasaansluiting]
    polite: [alsjeblieft, alstublieft, aub, graag, hallo, hoi, hey, goedemorgen, goedemiddag,
      goedenavond, goedendag, sorry, pardon, nu, even, eens, maar, nou, dus, ok, oké, bedankt,
      dank je, ik wil, ik wil graag, kan ik, kunnen we, kun je, kunt u, mag ik, wil je, meneer,
      mevrouw, snel, meteen, weer, dan, toch, naar, de, het]
    joins: [en, want, omdat, dus]
    other: [agenda, persoonlijk, vader, die, den, of, wie, man, rot]
    buttons: { yes: Ja, no: Nee }
    sentences:
      late: >-
        We zouden antwoorden vóór {{ ticket.reply_by }}. Dat is voorbij, en het spijt me.
        Ticket **{{ ticket.id }}** ligt nog bij het team; het antwoord komt hier.
      alone: >-
        Er is op dit moment niemand. U kunt hier wachten of een bericht achterlaten, dan
        antwoorden wij.
      longer: "Het duurt langer dan we zeiden. U kunt hier wachten of een bericht achterlaten."
      waits: "Goed, u houdt uw plaats."
      wait_here: "Hier wachten"
      leave_message: "Bericht achterlaten"
      person: "Ik zoek iemand die u kan helpen."
      nobody: "Op dit moment is er niemand vrij."
      saved: >-
        Bewaard als ticket **{{ ticket.id }}**. We antwoorden uiterlijk {{ ticket.reply_by }}.
      not_saved: "Dit gesprek is bewaard en iemand zal het lezen."
      sorry: "Sorry, er ging bij mij iets mis."
      invalid: "Sorry, dat begreep ik niet."
      choose: "Sorry, dat begreep ik niet. Kies een van deze antwoorden."
      form: "Kijk de gemarkeerde velden nog eens na."
      resume: "Zullen we verdergaan waar we waren?"
      answer: "Misschien beantwoordt dit uw vraag:"
      welcome: "Graag gedaan!"
      unsettled: "Jammer dat het toch niet is opgelost. We gaan verder waar we waren."
      same: "Gaat het nog over hetzelfde?"
      added: "Dank u, ik heb het bij uw bericht voor het team gezet."
      again: "Iets anders"
      stopped: "Goed, ik stop hier. Schrijf gerust weer."
      no_back: "Er is geen eerdere vraag."
      help: >-
        U kunt de vraag beantwoorden, om een medewerker vragen, teruggaan, opnieuw beginnen of
        stoppen, in uw eigen woorden.
    time:
      today: vandaag
      tomorrow: morgen
      at: om
      later: later
      weekdays: [ma, di, wo, do, vr, za, zo]
      months: [januari, februari, maart, april, mei, juni, juli, augustus, september, oktober,
        november, december]
      day_end: ""
      unknown_wait: "nog niet bekend"
      short_wait: "minder dan een minuut"
      long_wait: "hoogstens # minuten"
    """#
}
