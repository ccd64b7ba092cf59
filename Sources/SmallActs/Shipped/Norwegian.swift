extension Shipped {
  static let norwegian = #"""
    language: nb
    person:
      words: [menneske, mennesket, mennesker, person, ekte person, ekte menneske,
        ordentlig person, agent, agenten, medarbeider, medarbeideren, medarbeidere, rådgiver,
        rådgiveren, kundebehandler, kundebehandleren, saksbehandler, konsulent, operatør,
        representant, leder, lederen, sjef, sjefen, ansatt, ansatte, kundeservicemedarbeider,
        kollega, levende person, levende menneske, noen ekte, spesialist, tekniker, folk,
        personale]
      vague: [noen, en av dere]
      service: [kundeservice, kundesenter, kundestøtte, support, supporten, livechat, live chat,
        teknisk support, brukerstøtte, helpdesk]
      asks: [snakke med, prate med, tale med, snakke, prate, chatte med, få tak i,
        komme i kontakt med, kontakt med, kontakte, sett meg over til, sette meg over til,
        settes over til, bli satt over til, koble meg til, koble meg med, bli koblet til,
        viderekoble til, sett meg i kontakt med, overfør meg til, ringe til, skrive med,
        bytte til]
      wants: [jeg vil, jeg vil gjerne, vil gjerne, vil, jeg ønsker, ønsker, jeg må, jeg trenger,
        trenger, gi meg, kan jeg, kan jeg få, får jeg, er det, finnes det, har dere, jeg krever,
        krever, jeg søker, hent, finn, hvor er, hvordan får jeg, hvordan kan jeg, heller, send,
        skal]
      whole: [er det noen der, er det noen her, er noen der, hallo er det noen der, noen der,
        kan noen hjelpe meg, kan noen hjelpe, ingen bot, ikke en bot, ingen robot, svarer noen,
        ring meg, kan noen ringe meg]
      around: [en, et, den, det, ekte, virkelig, levende, menneskelig, annen, vanlig, ordentlig,
        takk, vær så snill, vennligst, nå, straks, med en gang, umiddelbart, raskt, fort, endelig,
        jeg, meg, dere, du, deg, vi, oss, med, til, på, fra, av, hos, om, å, få, kan, vil, skal,
        må, hvordan, når, hvorfor, er, mulig, i dag, her, der, online, telefon, på telefon, chat,
        faen, jævla, helvete, som kan hjelpe meg, som kan hjelpe, hjelpe, hjelp, bare, kun,
        istedenfor, heller, og, eller, kompetent, deres, gjerne, igjen, faktisk, bli, i stedet]
      machine: [bot, boten, bots, boter, robot, roboten, roboter, chatbot, chatboten, maskin,
        maskiner, datamaskin, ai, ki, automatiske svar, program, virtuell assistent]
      refuse: [vil ikke, jeg vil ikke, gidder ikke, ikke med, ikke, ingen, uten, lei av,
        i stedet for, istedenfor, aldri, nei]
      about: [om, angående, vedrørende, fordi, på grunn av, som, når, hvis, for å, ang]
      unlike: [eiendomsmegler, per person, pr person, to personer, sjefen min, user agent,
        personlig henting, menneskelig feil, nummeret til kundeservice, passordbehandler,
        mobiloperatør, teleoperatør, personalrabatt]
    yes:
      words: [ja, jaa, japp, jepp, jo, joda, ja takk, ja da, ja det gjorde det, ja det stemmer, 👍,
        ✅, 👌]
      soft: [selvfølgelig, naturligvis, helt sikkert, sikkert, ok, okei, okay, bra, greit, fint,
        akkurat, nettopp, korrekt, riktig, det stemmer, stemmer, sant, absolutt, gjerne, klart,
        selvsagt, perfekt, supert, definitivt, enig, kjempebra]
    no:
      words: [nei, neida, nei takk, niks, nope, ikke i det hele tatt, slett ikke, overhodet ikke,
        absolutt ikke, definitivt ikke, ikke egentlig, ikke helt, ikke ennå, ikke enda,
        fortsatt ikke, fremdeles ikke, selvfølgelig ikke, aldri, feil, galt, dessverre ikke,
        dessverre, det tror jeg ikke, tror ikke det, jeg tror ikke det, på ingen måte, ingenting,
        neppe, det stemmer ikke, stemmer ikke, 👎, ❌]
      not: [ikke, aldri, ingen, ingenting, uten, ei]
    answer:
      around: [det, den, her, er, har, meg, min, mitt, jeg, problem, problemet, spørsmål,
        spørsmålet, artikkelen, svaret, nå, ennå, enda, fortsatt, fremdeles, så, også, veldig,
        mye, alt, og, faktisk, dessverre, ah, oh, eh, hm, haha, ærlig, gjorde, var, på, med, gikk,
        da, ble]
      solved: [løst, løste, løste det, virker, virket, fungerer, fungerte, funker, funket, hjalp,
        hjulpet, ordnet, fikset, i orden, nyttig, forstått, fant]
      verbs: [løse, hjelpe, hjelper, løser, virke, fungere, riktig, sant, endret, svarte]
      unsolved: [fortsatt ødelagt, ødelagt, fortsatt, virker ikke, virker fortsatt ikke,
        fungerer ikke, funker ikke, verre, samme problem, ikke løst, uløst, ubrukelig, hjalp ikke,
        går ikke]
      doubt: [kanskje, vet ikke, jeg vet ikke, det vet jeg ikke, aner ikke, ingen anelse, usikker,
        ikke sikker, det kommer an på, mer eller mindre, litt, delvis, halvveis, nesten,
        det tror jeg, jeg tror det, tror det, jeg håper det, håper, sannsynligvis, trolig,
        både ja og nei, ja og nei, noen ganger, ikke noe problem, ikke verst, hva, hvordan,
        hvorfor, når, 🤷, 🤔, vi får se]
      but: [men, dog, bortsett fra]
    thanks:
      words: [takk, mange takk, tusen takk, takk skal du ha, takker, takk for hjelpen, supert,
        perfekt, flott, fantastisk, herlig, kjempebra, strålende, bra jobba, takknemlig, 🙏, ❤]
      around: [for, så, mye, hjelpen, hjelp, raskt, raske, svaret, svar, informasjonen, info,
        tiden, dere, din, deres, alt, det, og, på, forhånd, virker, løst, nå, jeg, prøver, venter,
        igjen, likevel, var, snilt, er, du, god, service, hyggelig]
    goodbye:
      closing: [nei takk, forstått, det var alt, mottatt]
      words: [ha det, ha det bra, hade, hadet, farvel, vi snakkes, vi ses, snakkes, ses,
        ha en fin dag, ha en god dag, ha en fin kveld, god kveld, god helg, ha en god helg,
        god natt, i like måte, det samme til deg, du også, dere også, deg også, hilsen,
        vennlig hilsen, mvh, med vennlig hilsen, det var alt, det var det, avslutt, stopp, slutt,
        lukk chatten, lukk, bye]
      around: [og, da, så, ha, en, god, fin, selv, du, dere, også, chatten, nå]
    back: [tilbake, gå tilbake, forrige, forrige spørsmål, det forrige spørsmålet, siste spørsmål,
      ett skritt tilbake, et skritt tilbake, angre, jeg svarte feil, feil svar, jeg trykket feil,
      endre svaret, endre svaret mitt]
    start_over: [start på nytt, begynn på nytt, begynne på nytt, starte på nytt, forfra, omstart,
      fra begynnelsen, fra starten, til begynnelsen, tilbake til start, meny, menyen, hovedmeny,
      hovedmenyen, til menyen, ny chat, fra null]
    help: [hjelp, hjelp meg, jeg trenger hjelp, trenger hjelp, hva kan jeg si, hva kan jeg gjøre,
      hva skal jeg gjøre, hvordan virker det, hvordan fungerer det, alternativer, valg,
      kommandoer, jeg forstår ikke, forstår ikke, skjønner ikke, kan du hjelpe meg,
      kan dere hjelpe meg, hva mener du, hva skal jeg skrive]
    never_mind: [glem det, spiller ingen rolle, det spiller ingen rolle, samme det,
      det gjør ingenting, ikke nødvendig, ikke lenger nødvendig, trengs ikke,
      det trengs ikke lenger, trenger ikke hjelp lenger, jeg trenger ikke hjelp lenger, avbryt,
      jeg har ombestemt meg, ombestemte meg, løste det selv, jeg løste det selv, har løst det,
      fant det selv, fant ut av det selv, jeg vil ikke vente, vil ikke vente, jeg venter ikke,
      gidder ikke vente, la det være, drit i det]
    danger:
      words: [brenner, det brenner, tatt fyr, tok fyr, tar fyr, i flammer, boligbrann, brannlukt,
        lukter brent, lukter svidd, lukter gass, gasslukt, gasslekkasje, ryker av, kommer røyk,
        røyk fra, ryker fra, elektrisk støt, fikk støt, fått støt, kortslutning, eksploderte,
        eksplodert, eksplosjon, eksploderer, skadet, skadet meg, blør, bevisstløs, besvimte,
        besvimt, puster ikke, får ikke puste, får ikke pusten, kveles, forgiftet, forgiftning,
        brant meg, brent meg, brannskade, brannskader, ambulanse, brannvesen, brannvesenet,
        livsfare, livsfarlig, i fare, selvmord, ta livet av meg, ta mitt eget liv, drepe meg,
        vil dø, vil ikke leve, kutte meg, skade meg selv, truer meg, truet, slår meg, slo meg,
        voldtatt, overfalt, angrepet, vold, kniv mot, våpen, bombe, kullos, karbonmonoksid,
        hjerteinfarkt, gnister, nødsituasjon, hovent batteri, svelget et, svelget en, har svelget]
      hints: [ild, brann, røyk, gass, flammer, gnister, brent, svidd, blod, smeltet]
      near: [hus, huset, kjøkken, kjøkkenet, leilighet, leiligheten, rom, rommet, stua, ut av,
        fra, stikkontakt, stikkontakten, lader, laderen, batteri, batteriet, kabel, barn, barnet,
        farlig, redd, hjelp, evakuere, nabo, lukter]
      unlike: [fire tv, fyrverkeri, røykvarsler, røykvarslere, gassgrill, gassflaske, gasskomfyr,
        gassregning, brannslukker, brannslukningsapparat, brannmur, brannalarm, knivsett,
        kjøkkenkniv, blodtrykk, blodsukker, badebombe, røykt laks, røykfri, limpistol,
        dø av latter, brenner for]
    polite: [takk, vær så snill, vennligst, hei, heisann, hallo, god morgen, god dag, god kveld,
      unnskyld, beklager, nå, så, da, ok, okei, jeg vil, jeg vil gjerne, kan jeg, kan vi, kan du,
      kan dere, får jeg, til, en, det, raskt, igjen, endelig, lige, vil, gjerne, å, gå]
    joins: [og, fordi, så]
    other: [men, den, man, gift, dog, barn, god, fart, all, egen, fire, fin, led, tag, hade]
    buttons: { yes: Ja, no: Nei }
    sentences:
      late: >-
        Vi lovet å svare innen {{ ticket.reply_by }}. Den fristen er passert, og det beklager
        jeg. Sak **{{ ticket.id }}** ligger fortsatt hos teamet, og svaret kommer her.
      alone: >-
        Akkurat nå er ingen her. Du kan vente her eller legge igjen en beskjed, så svarer vi.
      longer: >-
        Det tar lengre tid enn vi sa. Du kan vente her eller legge igjen en beskjed, så svarer vi.
      waits: "Greit, du beholder plassen din."
      wait_here: "Vent her"
      leave_message: "Legg igjen en beskjed"
      person: Jeg henter noen som kan hjelpe deg.
      nobody: Ingen er ledig akkurat nå.
      saved: "Lagret som sak **{{ ticket.id }}**. Vi svarer senest {{ ticket.reply_by }}."
      not_saved: Vi har tatt vare på denne samtalen, og noen vil lese den.
      sorry: Beklager, noe gikk galt hos meg.
      invalid: Beklager, det forstod jeg ikke.
      choose: Beklager, det forstod jeg ikke. Velg ett av svarene.
      form: Se gjerne på de merkede feltene en gang til.
      resume: Skal vi fortsette der vi var?
      stopped: Greit, jeg stopper her. Skriv igjen når du trenger oss.
      answer: "Dette kan være svaret:"
      welcome: Bare hyggelig!
      added: Takk, jeg har lagt det til i meldingen din til teamet.
      again: Noe annet
      unsettled: Så synd at det ikke er løst likevel. Vi fortsetter der vi var.
      same: Gjelder det fortsatt det samme?
      help: >-
        Du kan svare på spørsmålet, be om et menneske, gå tilbake, starte på nytt eller stoppe,
        med dine egne ord.
      no_back: Det finnes ikke noe tidligere spørsmål.
    time:
      today: i dag
      tomorrow: i morgen
      at: kl.
      later: senere
      weekdays: [man., tir., ons., tor., fre., lør., søn.]
      months: [januar, februar, mars, april, mai, juni, juli, august, september, oktober,
        november, desember]
      day_end: .
      unknown_wait: ikke kjent ennå
      short_wait: under ett minutt
      long_wait: "høyst # minutter"
    """#
}
