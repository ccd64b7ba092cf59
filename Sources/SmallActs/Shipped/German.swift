extension Shipped {
  static let german = #"""
    language: de
    person:
      words: [mensch, menschen, mitarbeiter, mitarbeiterin, mitarbeitern, berater, beraterin,
        sachbearbeiter, sachbearbeiterin, ansprechpartner, ansprechpartnerin, ansprechperson,
        kundenberater, kundenberaterin, servicemitarbeiter, agent, agenten, operator,
        vorgesetzter, vorgesetzten, vorgesetzte, chef, manager, managerin, teamleiter,
        teamleiterin, person, personen, jemand echtes, jemanden echtes, jemand echten,
        echte person, echter mensch, echten menschen, menschliche hilfe, menschlichen mitarbeiter,
        menschlicher mitarbeiter, supportmitarbeiter, angestellten, angestellter, kollege,
        kollegen, kollegin, fachmann, experte, experten, leute, kundendienstmitarbeiter,
        kundenbetreuer, kundenbetreuerin, jemand menschliches, live agent, mitarbeitenden,
        mitarbeitende]
      vague: [jemand, jemanden, jemandem, irgendjemand, irgendjemanden, irgendjemandem, irgendwen,
        irgendwer, wen, wer]
      service: [kundenservice, kundendienst, kundenbetreuung, support, hotline, service team,
        serviceteam, live chat, livechat, callcenter, telefonsupport, kundensupport, ihrem team,
        die abteilung, der abteilung, reklamationsabteilung, buchhaltung, rechnungsabteilung,
        vertrieb, verkaufsabteilung, abteilung reklamation, abteilung rechnung, abteilung versand,
        abteilung retouren, abteilung]
      asks: [sprechen mit, sprechen, reden, reden mit, verbinden, verbinde mich mit,
        verbinden sie mich mit, verbinde mich, verbinden sie mich, verbindung mit, verbindung zu,
        weiterleiten, weiterleiten an, leiten sie mich weiter an, leite mich weiter, durchstellen,
        stellen sie mich durch, stell mich durch, chatten, chatten mit, telefonieren, unterhalten,
        kontakt zu, kontakt mit, kontaktieren, kontakt, erreichen, erreiche ich, schreiben mit,
        weitergeleitet werden, verbunden werden, sprechen zu, quatschen mit, uebergeben an,
        gespraech mit, kommunizieren, weiterverbinden, am apparat, an den apparat, beschweren bei,
        mit wem kann ich reden, mit wem kann ich sprechen,
        zum gespräch, quatschen, beschweren, plaudern, klären mit]
      wants: [ich will, ich moechte, ich mochte, ich brauche, ich bräuchte, ich hätte gerne,
        ich hätte gern, will, möchte, brauche, bräuchte, gib mir, geben sie mir, hol mir,
        holen sie mir, hole mir, holt mir, schick mir, her mit, gibt es, gibts, ist da, haben sie,
        habt ihr, ich verlange, verlange, bitte um, ich wünsche, ich würde gerne, ich würde gern,
        würde gerne, würde gern, wo ist, ich suche, kann ich, könnte ich, darf ich, dürfte ich,
        rufen sie, ruf, will endlich, lassen sie mich, lass mich, wünsche, bekomme ich, krieg ich,
        kriege ich, wie erreiche ich, holen sie, hole, holt, hol, schicken sie, rufen sie mir,
        geben sie, gebt mir, ich hätte, hätte gern, hätte gerne, beschweren, kann ich nicht,
        kann ich nicht mit, kann ich keinen, kann ich keine, warum kann ich nicht,
        warum kann ich nicht mit, warum kann ich keinen, warum darf ich nicht mit,
        wieso kann ich nicht mit, wieso kann ich keinen, kann man nicht mit, kann man keinen,
        könnte ich nicht mit, nein ich will, nein ich möchte, nein ich brauche, nein gib mir,
        nein geben sie mir, ja ich will, ja ich möchte, ja ich brauche, mich beschweren]
      whole: [ist da jemand, ist jemand da, ist hier jemand, jemand da, hallo jemand da, kein bot,
        keine bots, keinen bot, kein roboter, kann mir jemand helfen,
        kann mir bitte jemand helfen, kann mir mal jemand helfen, ist da ein mensch,
        hilft mir hier jemand, jemand echtes da, ruft mich jemand an, ist da irgendjemand,
        mit wem kann ich hier reden, mit wem kann ich hier sprechen, mit wem kann ich reden,
        mit wem kann ich sprechen, kann mich jemand anrufen, kann mich mal jemand anrufen,
        kann mich bitte jemand anrufen, kann mich jemand zurückrufen, kann mal jemand helfen,
        kann mir hier jemand helfen, kümmert sich jemand, antwortet hier jemand,
        antwortet hier auch jemand, ist ein mensch verfügbar, ist ein mitarbeiter verfügbar,
        ist ein mitarbeiter da, ist jemand verfügbar, rufen sie mich an, bitte rufen sie mich an,
        ruf mich an, ruft mich an, rufen sie mich zurück, rufen sie mich bitte an,
        rufen sie mich bitte zurück, bitte um rückruf, rückruf bitte, ich bitte um rückruf]
      around: [aus fleisch und blut, fleisch und blut, ein, eine, einen, einem, einer, den, dem,
        der, die, das, echt, echte, echten, echter, echtes, echtem, richtig, richtigen, richtige,
        richtiger, lebend, lebenden, lebendigen, wirklichen, real, realen, normal, normalen,
        menschlich, menschlichen, kompetenten, anderen, bitte, endlich, sofort, jetzt, gleich,
        gerne, gern, mal, doch, nun, auch, direkt, schnell, umgehend, dringend, ich, mich, mir,
        uns, wir, sie, du, will, möchte, kann, können, könnten, könnte, würde, darf, muss, zu,
        mit, von, an, am, im, in, aus, vom, bei, für, der mir hilft, der helfen kann,
        der mir helfen kann, der sich auskennt, die mir helfen kann, hier, da, heute, telefon,
        telefonisch, chat, per, über, auf, verdammt, verdammten, verdammte, scheiss, fucking,
        wieder, nochmal, lieber, statt, einfach, nur, was, muss ich tun, wie, warum, wann, um,
        haben, werden, kriegen, bekommen, ihrem, ihrer, ihren, euch, ihr, deinem, team, firma,
        unternehmen, service, persönlich, mensch, man, eigentlich, überhaupt, helfen, hilfe, es,
        ist, geht das, möglich, ist es möglich, wäre, nett, so, also, aber, oder, werde, schon,
        immer noch, noch, keine maschine, verbinden, sprechen, reden, ich bin, ernsthaft, apparat,
        hörer, einzigen, oder nicht, warum nicht, nem, ner, nen, ne, deinen, euren, deine, ihre]
      machine: [bot, bots, roboter, chatbot, chatbots, maschine, maschinen, computer, ki, automat,
        automaten, programm, sprachcomputer, automatische antworten, assistent, assistenten,
        algorithmus, software, ai]
      refuse: [nicht mit, kein, keine, keinen, keiner, keinem, will nicht, will nicht mit,
        möchte nicht, möchte nicht mit, brauche nicht, brauche keinen, brauche keine, nicht, ohne,
        statt, anstatt, will keinen, will keine, satt, genug von, weg mit, nie, nie wieder]
      about: [wegen, über, bezüglich, bzgl, weil, da meine, der mir, die mir, um, zu meiner,
        zu meinem, zum thema, zur, zum, damit, denn, betreffend, wenn, der, die, dass, seit,
        zwecks]
      unlike: [mit dem mitarbeiter gesprochen, immobilienmakler, versicherungsagent, pro person,
        für eine person, eine person die, eine person aus, zwei personen, für personen, mitarbeiterrabatt, mitarbeiternummer, mein chef,
        user agent, useragent, reisebüro mitarbeiter, kundendienst nummer, support nummer,
        passwort manager, passwortmanager, dateimanager, mitarbeiter im laden, menschen mit,
        der zusteller, paketbote, mein berater, meine beraterin, mein sachbearbeiter]
    yes:
      words: [ja, jap, jup, jo, joa, jawohl, jepp, yep, jaja, ja bitte, ja gerne, ja danke,
        jawoll, aber ja, ja doch, na klar, ja klar, natürlich ja, "j", genau so ist es,
        das ist richtig, das stimmt, stimmt genau, hat geholfen, hat geklappt, hat funktioniert,
        👍, ✅, 👌, jetzt geht es, jetzt gehts, jetzt geht es wieder, es geht jetzt, es geht wieder,
        geht jetzt, ja hat es, alles bestens, ja alles bestens, ja alles gut]
      soft: [klar, sicher, natürlich, gerne, gern, genau, richtig, stimmt, korrekt, ok, okay, oki,
        in ordnung, einverstanden, passt, auf jeden fall, absolut, definitiv, selbstverständlich,
        gut, alles klar, sehr gut, super, prima, perfekt, bestimmt, freilich, logo, wahr, bitte,
        jederzeit, unbedingt]
    no:
      words: [nein, nee, ne, nö, noe, nope, nein danke, nicht wirklich, noch nicht, gar nicht,
        überhaupt nicht, keineswegs, auf keinen fall, ganz und gar nicht, leider nicht,
        leider nein, falsch, nicht richtig, natürlich nicht, sicher nicht, definitiv nicht,
        absolut nicht, niemals, nie, bestimmt nicht, eher nicht, glaube nicht, ich glaube nicht,
        nichts, kein bisschen, mitnichten, hat nicht geholfen, stimmt nicht, das stimmt nicht,
        das ist falsch, immer noch nicht, nicht so ganz, nicht ganz, eben nicht, 👎, ❌,
        hat nichts genutzt, hat nichts genützt, nichts genutzt, nichts genützt,
        auf gar keinen fall, dasselbe problem, das gleiche problem, gleiches problem,
        selbes problem, immer noch dasselbe, immer noch das gleiche, immer noch dasselbe problem,
        immer noch das gleiche problem, geht gar nichts, geht gar nichts mehr, geht gar nicht,
        gar nichts mehr, nix, hat nix gebracht, nichts davon, keine änderung, nichts geändert,
        hat sich nichts geändert, unverändert, nicht im geringsten, ich denke nicht, denke nicht,
        von wegen, na ja nicht wirklich]
      not: [nicht, kein, keine, keinen, nie, niemals, nichts, gar nicht, ohne, kaum]
    answer:
      around: [das, es, ist, hat, war, die, der, mir, mich, mein, meine, problem, frage, sache,
        antwort, artikel, jetzt, nun, leider, wirklich, so, auch, aber, noch, immer, sehr, alles,
        mal, doch, ja doch, und, ich, wurde, wird, bin, bei mir, schon, hier, da, denn, gar,
        ehrlich gesagt, haha, hm, hmm, ach, oh, na, eh, habe, haben, geht, lieber, heute, dann,
        danach, damit]
      solved: [gelöst, geklappt, geholfen, funktioniert, funktioniert jetzt, geht jetzt,
        geht wieder, geklärt, erledigt, behoben, hilfreich, klappt, läuft, läuft wieder,
        verstanden, gefunden]
      verbs: [lösen, helfen, geht, klappen, hilft, hilfe, richtig, klar, geändert, gebracht,
        funktionieren, löst, weitergeholfen, weiter, besser]
      unsolved: [immer noch kaputt, kaputt, immer noch, geht nicht, funktioniert nicht,
        klappt nicht, hilft nicht, hilft mir nicht, geht immer noch nicht, schlimmer, ungelöst,
        nutzlos, nicht gelöst, nicht hilfreich, bringt nichts, hat nichts gebracht, weiterhin,
        besteht weiterhin]
      doubt: [vielleicht, weiss nicht, ich weiss nicht, keine ahnung, kann sein, mal sehen,
        eventuell, möglicherweise, teilweise, zum teil, halb, ein bisschen, ein wenig, jein,
        ja und nein, fast, ich glaube ja, glaube ja, ich denke schon, denke schon, hoffentlich,
        ich hoffe, wohl, vermutlich, wahrscheinlich, nicht sicher, bin nicht sicher, unsicher,
        kommt drauf an, was, wie, warum, wo, wann, kein problem, keine frage, nicht schlecht,
        je nachdem, 🤷, 🤔, manchmal, schwer zu sagen, na ja, naja, ja ja, genau das problem,
        genau mein problem, genau dieses problem, genau die frage, genau meine frage,
        genau darum geht es, gute frage, schön wärs, noch zu früh, teils teils, wer weiß]
      but: [aber, jedoch, allerdings, nur]
    thanks:
      words: [danke, dankeschön, danke schön, danke sehr, vielen dank, besten dank,
        herzlichen dank, tausend dank, dank, merci, thx, ich danke, danke dir, danke ihnen,
        dankend, sehr nett, super, toll, klasse, prima, perfekt, spitze, großartig, wunderbar,
        fantastisch, genial, top, bin dankbar, dankbar, lieb von dir, lieb von ihnen, gut gemacht,
        gute arbeit, 🙏, ❤, vielen lieben dank, ganz lieben dank, lieben dank,
        recht herzlichen dank]
      around: [für, die, ihre, eure, deine, den, das, dir, ihnen, euch, hilfe, schnelle, gute,
        antwort, unterstützung, mühe, auskunft, info, service, geduld, zeit, sehr, so, schon mal,
        schonmal, im voraus, nochmal, nochmals, trotzdem, und, auch, ist, war, hat, mir, geholfen,
        alles, gelöst, erledigt, ich, werde, es, probieren, versuchen, warte, dann, jetzt,
        kompetente, freundliche, rasche, der, team, geklappt, lieben, wirklich, echt, total, weiß,
        bescheid, wars, schon, hat sich, sich, alles geklärt, geklärt, gekümmert, kümmern, um,
        fürs, erklären, erklärung, rückmeldung, lösung]
    goodbye:
      closing: [das wars, das war alles, passt, alles gut, alles bestens, nein danke,
        es geht wieder, funktioniert wieder, erledigt, verstanden, nein das wars, sonst nichts,
        alles klar]
      words: [tschüss, tschüs, tschau, ciao, auf wiedersehen, wiedersehen, auf wiederschauen,
        servus, bis bald, bis dann, bis später, bis morgen, schönen tag, schönen tag noch,
        einen schönen tag noch, einen schönen tag, schönen abend, schönen abend noch,
        einen schönen abend, schönes wochenende, ein schönes wochenende, gute nacht, mach s gut,
        machen sie es gut, machs gut, gleichfalls, ebenso, ebenfalls, ihnen auch, dir auch,
        euch auch, danke gleichfalls, das wars, das war alles, viele grüße, liebe grüße,
        mit freundlichen grüßen, mfg, lg, tschö, adieu, ade, alles gute, beenden, chat beenden,
        schließen, ende, stopp, schluss, schönen feierabend, einen schönen feierabend,
        schöne feiertage, schönen sonntag, schöne woche, bis nachher, bis gleich]
      around: [noch, und, dann, ihnen, dir, euch, wünsche, ich, auch, einen, eine, ein, den,
        bitte, das, gespräch, chat, jetzt, muss, gehen, los, weg]
    back: [zurück, zurueck, einen schritt zurück, vorherige frage, letzte frage, geh zurück,
      gehe zurück, zurück bitte, zur vorherigen frage, eins zurück, wieder zurück, schritt zurück,
      rückgängig, vertippt, verklickt, ich habe mich vertippt, ich habe mich verklickt,
      falsche antwort, das war falsch, falsch geklickt, antwort ändern, zur letzten frage]
    start_over: [von vorne, von vorn, neu anfangen, neu starten, neustart, noch mal von vorne,
      nochmal von vorne, von vorne anfangen, von vorne beginnen, zum anfang, zurück zum anfang,
      neu beginnen, hauptmenü, menü, zum menü, startseite, alles von vorne, neubeginn,
      ganz von vorne, neues gespräch, von vorn anfangen, von vorn beginnen, noch mal von vorn,
      nochmal von vorn, wieder von vorn, alles von vorn, fangen wir von vorn an, von null anfangen,
      von null]
    help: [hilfe, hilf mir, helfen sie mir, ich brauche hilfe, was kann ich sagen,
      was kann ich tun, was kannst du, was können sie, wie geht das, wie funktioniert das,
      was nun, was jetzt, befehle, optionen, ich verstehe nicht, verstehe ich nicht,
      ich verstehe das nicht, was soll ich tun, was soll ich schreiben, kannst du mir helfen,
      können sie mir helfen, was meinst du, was meinen sie, hä]
    never_mind: [egal, vergiss es, vergessen sie es, schon gut, macht nichts, nicht so wichtig,
      nicht mehr nötig, nicht nötig, hat sich erledigt, hat sich schon erledigt, erledigt,
      abbrechen, abbruch, lass gut sein, lassen sie es gut sein, ist egal,
      brauche keine hilfe mehr, ich brauche keine hilfe mehr, brauche niemanden mehr,
      ich brauche niemanden mehr, ich will nicht warten, will nicht warten,
      ich möchte nicht warten, ich warte nicht mehr, ich warte nicht, habe es selbst gelöst,
      hab es selbst gelöst, selbst gelöst, selber gelöst, hab es gefunden, ich habs,
      schon gefunden, doch nicht, brauche keinen mitarbeiter mehr,
      ich brauche keinen mitarbeiter mehr, kein bedarf mehr, stornieren sie die anfrage,
      anfrage zurückziehen, nicht mehr notwendig, problem hat sich erledigt, hat sich geklärt]
    danger:
      words: [es brennt, brennt es, in flammen, feuer gefangen, fing feuer, fängt feuer,
        hat feuer gefangen, brand ausgebrochen, brandgeruch, riecht verbrannt, riecht nach rauch,
        riecht angebrannt, riecht nach gas, gasgeruch, gas tritt aus, gas ausgetreten, gasleck,
        gas riecht, rauchentwicklung, raucht stark, qualmt, fängt an zu rauchen, stromschlag,
        stromschläge, elektrischen schlag, elektroschock, einen schlag bekommen, explodiert,
        explosion, explodieren, verletzt, verletzung, blutet, blute, bewusstlos, ohnmächtig,
        keine luft, atmet nicht, erstickt, verschluckt, vergiftet, vergiftung, verbrannt an,
        mich verbrannt, hand verbrannt, finger verbrannt, notarzt, krankenwagen, rettungswagen,
        feuerwehr, lebensgefahr, lebensgefährlich, in gefahr, selbstmord, suizid, suizidgedanken,
        umbringen, bringe mich um, das leben nehmen, nicht mehr leben, ritze mich,
        selbstverletzung, will sterben, möchte sterben, bedroht mich, bedroht, schlägt mich,
        geschlagen, vergewaltigt, missbraucht, überfallen, überfall, messer, bombe, waffe,
        kohlenmonoxid, kurzschluss, notfall, herzinfarkt, bringt mich um, häusliche gewalt,
        gewalttätig, akku aufgebläht, aufgeblähter akku, giftige dämpfe, funken schlagen,
        sprüht funken, funken sprühen, nicht mehr leben will, will nicht mehr leben,
        möchte nicht mehr leben, in flammen aufgegangen, akku bläht, eingebrochen gerade,
        brechen bei mir ein, einen schlag von, schlag von der, schlag bekommen, schlag gekriegt,
        eine gewischt, einen schlag gekriegt]
      hints: [feuer, brand, brennt, rauch, raucht, gas, funken, flammen, stichflamme, gift, blut,
        gewalt, angebrannt, verbrannt, geschmolzen, heiß]
      near: [haus, wohnung, küche, zimmer, hilfe, kommt aus, kommt heraus, kam aus, steckdose,
        stecker, akku, ladegerät, kabel, gerät, stinkt, riecht, dach, garage, kind, kinder, baby,
        gefährlich, angst, evakuiert, nachbarn]
      unlike: [fire tv, feuer und flamme, feuerzeug, feuerfest, feuerwerk, feuerlöscher,
        feuermelder, rauchmelder, rauchfrei, rauchwarnmelder, gas grill, gasgrill, gasherd,
        gasflasche, gaskocher, gasrechnung, gaszähler, brandneu, brand neu, messerset,
        messerblock, küchenmesser, brotmesser, blutdruck, blutzucker, blutdruckmessgerät,
        schlag auf schlag, heißer preis, heiße angebote, brennt darauf, brennende frage,
        bombenpreis, bombe angebot, badebombe, feuerwehrauto, nicht heiß, gas heizung, gasheizung,
        sterben für, schlägt vor, schlägt fehl, schlägt sich, notfallkoffer, notfallkontakt,
        waffel, geschlagen geben, funkenschlag spiel]
    polite: [bitte, hallo, hi, hey, guten tag, guten morgen, guten abend, moin, servus, grüß gott,
      liebes team, entschuldigung, sorry, jetzt, also, na, mal, doch, ok, okay, ja hallo, danke,
      vielen dank, könnten sie, können sie, kannst du, können wir, kann ich, ich möchte, ich will,
      würden sie, lass uns, noch, sehr geehrte damen und herren, gerne, gern, gleich, schnell,
      sofort, endlich, dann, so, nun, wieder]
    joins: [und, weil, denn, deshalb, sondern]
    other: [agentur, menge, also, personal, mann]
    buttons: { yes: Ja, no: Nein }
    sentences:
      late: >-
        Wir wollten bis {{ ticket.reply_by }} antworten. Das ist vorbei, und es tut mir leid.
        Ticket **{{ ticket.id }}** liegt weiter beim Team; die Antwort kommt hier.
      alone: >-
        Im Moment ist niemand da. Sie können hier warten oder eine Nachricht hinterlassen, die
        wir beantworten.
      longer: >-
        Es dauert länger, als wir gesagt haben. Sie können hier warten oder eine Nachricht
        hinterlassen.
      waits: "Gut, Sie behalten Ihren Platz."
      wait_here: "Hier warten"
      leave_message: "Nachricht hinterlassen"
      person: "Ich hole jemanden, der Ihnen hilft."
      nobody: "Im Moment ist niemand frei."
      saved: "Gespeichert als Ticket **{{ ticket.id }}**. Wir antworten bis {{ ticket.reply_by }}."
      not_saved: "Dieser Chat bleibt erhalten, und jemand wird ihn lesen."
      sorry: "Entschuldigung, bei mir ist etwas schiefgegangen."
      invalid: "Das habe ich leider nicht verstanden."
      choose: "Das habe ich leider nicht verstanden. Bitte wählen Sie eine der Antworten."
      form: "Bitte prüfen Sie die markierten Felder."
      resume: "Wollen wir dort weitermachen, wo wir waren?"
      answer: "Das könnte Ihre Frage beantworten:"
      welcome: "Gern geschehen!"
      unsettled: "Schade, dass es doch nicht gelöst ist. Machen wir da weiter, wo wir waren."
      same: "Geht es noch um dieselbe Sache?"
      added: "Danke, ich habe es Ihrer Nachricht an das Team hinzugefügt."
      again: "Etwas anderes"
      stopped: "Gut, ich höre hier auf. Schreiben Sie jederzeit wieder."
      no_back: "Davor gibt es keine Frage."
      help: >-
        Sie können die Frage beantworten, nach einem Menschen fragen, zurückgehen, von vorn
        beginnen oder aufhören, in Ihren eigenen Worten.
    time:
      today: heute
      tomorrow: morgen
      at: um
      later: später
      weekdays: [Mo., Di., Mi., Do., Fr., Sa., So.]
      months: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober,
        November, Dezember]
      day_end: "."
      unknown_wait: "noch nicht bekannt"
      short_wait: "unter einer Minute"
      long_wait: "höchstens # Minuten"
    """#
}
