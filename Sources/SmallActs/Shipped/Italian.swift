extension Shipped {
  static let italian = #"""
    language: it
    person:
      words: [umano, umana, essere umano, persona, persona reale, persona vera, persone, agente,
        agenti, operatore, operatrice, operatori, consulente, consulenti, responsabile,
        rappresentante, addetto, addetta, impiegato, impiegata, dipendente, superiore,
        supervisore, capo, direttore, manager, tecnico, assistente umano, qualcuno di reale,
        qualcuno di vero, qualcuno in carne e ossa, collega, operatore umano, specialista,
        centralinista, incaricato, membro dello staff, vostro staff]
      vague: [qualcuno, qualcun altro, qualcheduno, uno di voi]
      service: [servizio clienti, assistenza clienti, assistenza, supporto, supporto clienti,
        live chat, chat dal vivo, call center, servizio assistenza, customer care,
        supporto tecnico, assistenza tecnica]
      asks: [parlare con, parlare a, parlare, discutere con, chattare con, comunicare con,
        contattare, contatto con, mettermi in contatto con, mettetemi in contatto con,
        mi metta in contatto con, mettimi in contatto con, passami, mi passi, passatemi, mi passa,
        passarmi, mi passate, trasferiscimi a, trasferitemi a, trasferirmi a, mi trasferisca a,
        connettimi con, collegami con, mi colleghi con, collegarmi con, conferire con, sentire,
        interagire con, scrivere a, scrivere con, parlarne con, essere contattato da,
        essere messo in contatto con, avere a che fare con, richiamato da, richiamata da,
        contattato da, contattata da, chiamato da]
      wants: [voglio, vorrei, desidero, ho bisogno di, ho bisogno d, mi serve, dammi, datemi,
        mi dia, pretendo, chiedo, chiedo di, c è, ci sono, avete, posso, potrei, si può,
        è possibile, preferisco, preferirei, cerco, chiamatemi, mandatemi, trovami, dov è, esigo,
        come faccio a, come posso, serve, fatemi, fammi, mi fate, mi fa, essere richiamato da,
        essere contattato da, essere chiamato da, essere richiamata da, perché non posso]
      whole: [c è qualcuno, c è nessuno, qualcuno c è, c è qualcuno lì, qualcuno mi aiuta,
        qualcuno può aiutarmi, qualcuno mi può aiutare, può aiutarmi qualcuno, niente bot, no bot,
        niente robot, basta bot, non un bot, c è una persona, qualcuno risponde,
        pronto c è qualcuno, richiamatemi, chiamatemi, mi richiami, potete richiamarmi,
        potete chiamarmi]
      around: [un, una, uno, il, la, lo, i, gli, le, l, d, di, del, della, dei, con, a, al, in,
        da, per, per favore, per piacere, grazie, subito, adesso, ora, immediatamente,
        direttamente, finalmente, velocemente, presto, urgente, urgentemente, vero, vera, reale,
        umano, umana, in carne e ossa, vivo, viva, altro, altra, mi, io, ti, vi, ci, che, può,
        posso, potete, puoi, potrebbe, vorrei, voglio, è, possibile, come, quando, oggi, qui, lì,
        online, al telefono, telefono, chat, cavolo, cazzo, maledetto, del vostro team, vostro,
        vostra, aiutarmi, aiuto, che mi aiuti, che possa aiutarmi, piuttosto, solo, semplicemente,
        invece, e, o, non tu, competente, disponibile, fare, parlare, quello, dal vivo, ancora,
        qualche, se, essere, avere, ma]
      machine: [bot, robot, macchina, macchine, chatbot, computer, ia, intelligenza artificiale,
        risponditore, risposte automatiche, programma, assistente virtuale, sistema automatico,
        software]
      refuse: [non voglio, non voglio parlare con, non vorrei, non desidero, non ho bisogno di,
        non mi serve, non, senza, basta, stufo di, stufa di, invece di, niente, nessun, nessuno,
        nessuna, né, odio]
      about: [riguardo, riguardo a, su, sul, sulla, per, per il, per la, perché, che,
        a proposito di, in merito a, circa, poiché, quando, se, a causa di]
      unlike: [agente immobiliare, agenti immobiliari, agente di viaggio, agente assicurativo,
        per persona, una persona in, due persone, di persona ritiro, ritiro di persona,
        di persona, risorse umane, il mio capo, il mio agente, il mio consulente, corpo umano,
        errore umano, user agent, numero del servizio clienti, operatore mobile,
        operatore telefonico, prima persona, agente segreto, supporto per, supporto da,
        il corriere, capo di abbigliamento, gestore di password]
    yes:
      words: [sì, si, sisi, sì grazie, sì certo, sì per favore, certo che sì, affermativo,
        proprio così, esatto sì, ma sì, eh sì, yep, sìì, 👍, ✅, 👌]
      soft: [certo, certamente, va bene, ok, okay, okk, d accordo, esatto, esattamente, giusto,
        corretto, vero, sicuro, sicuramente, naturalmente, assolutamente, ovvio, ovviamente,
        volentieri, perfetto, ottimo, bene, benissimo, senz altro, senza dubbio, perché no,
        come no, infatti, già, con piacere, definitivamente]
    no:
      words: [no, nono, noo, nope, no grazie, per niente, per nulla, affatto, niente affatto,
        non ancora, non proprio, assolutamente no, certo che no, certamente no, sicuramente no,
        decisamente no, ovviamente no, purtroppo no, mai, falso, sbagliato, negativo,
        in nessun modo, non credo, credo di no, direi di no, penso di no, macché, nulla, niente,
        non del tutto, non è vero, non è corretto, non è così, nemmeno, manco, eh no, 👎, ❌,
        non penso, non è cambiato nulla, non è cambiato niente, nulla è cambiato, neanche un po]
      not: [non, mai, niente, nulla, per niente, affatto, senza, nemmeno, neanche, neppure]
    answer:
      around: [è, ha, ho, hanno, stato, stata, questo, ciò, lo, la, il, l, un, una, mi, m, mio,
        mia, problema, problemi, domanda, articolo, risposta, ancora, adesso, ora, davvero, molto,
        tutto, e, io, voi, purtroppo, mah, beh, eh, ah, oh, hm, haha, sinceramente, proprio, più,
        sempre, si, che, di, a, per, con, così, allora, poi]
      solved: [risolto, risolta, funziona, funzionato, aiutato, aiutata, utile, sistemato,
        sistemata, a posto, ora funziona, tutto a posto, chiarito, capito, servito, trovato]
      verbs: [risolvere, aiutare, risolve, serve, serve a qualcosa, aiuta, aiuto, funzionare,
        cambiato, risposto, vero, giusto, corretto, chiaro, va bene]
      unsolved: [ancora rotto, rotto, peggio, come prima, stesso problema, non funziona, non va,
        non serve, non risolto, inutile, ancora niente, ancora lo stesso problema, fallito,
        non è servito a niente]
      doubt: [forse, magari, non so, non lo so, boh, non saprei, non sono sicuro, non sono sicura,
        dipende, più o meno, un po, in parte, parzialmente, a metà, quasi, credo di sì,
        penso di sì, credo, spero, spero di sì, probabilmente, può darsi, può essere, sì e no,
        a volte, nessun problema, non male, che cosa, come, perché, quando, 🤷, 🤔, vedremo,
        così così, buona domanda, esattamente il problema, proprio il problema,
        proprio il mio problema, chissà, difficile dirlo]
      but: [ma, però, tuttavia, tranne, solo che]
    thanks:
      words: [grazie, grazie mille, mille grazie, molte grazie, tante grazie, grazie tante, grz,
        grazieee, vi ringrazio, la ringrazio, ti ringrazio, ringrazio, perfetto, ottimo,
        fantastico, benissimo, eccellente, gentilissimo, gentilissima, gentilissimi,
        molto gentile, bravo, bravi, bravissimi, super, 🙏, ❤]
      around: [per, l, il, la, lo, aiuto, aiutarmi, tutto, risposta, rapida, veloce, tempo,
        informazione, informazioni, disponibilità, assistenza, supporto, pazienza, di, e, molto,
        gentili, a, voi, lei, te, tutti, risolto, funziona, mi, ha, hai, avete, è, stato, utile,
        servito, aiutato, provo, proverò, aspetto, anticipo, in anticipo, ancora, comunque,
        infinite, davvero, cuore, vostra, vostro, tua, sua, suo, cortesia, della, dell, del,
        lo stesso]
    goodbye:
      closing: [è tutto, no grazie, capito, ricevuto, no è tutto, nient altro]
      words: [arrivederci, arrivederla, ciao, ciao ciao, addio, a presto, a dopo, a domani,
        alla prossima, ci vediamo, ci sentiamo, buona giornata, buona serata, buona notte,
        buonanotte, buon weekend, buon fine settimana, buon pomeriggio, buon lavoro, anche a lei,
        anche a te, anche a voi, altrettanto, saluti, cordiali saluti, un saluto, è tutto,
        questo è tutto, basta così, stop, esci, fine, chiudi, chiudere, terminare, stammi bene]
      around: [e, una, un, buona, buon, a, tutti, anche, il, la, chat, conversazione, per, ora,
        le, vi, ti, auguro, allora, molto]
    back: [indietro, torna indietro, tornare indietro, torna, precedente, domanda precedente,
      la domanda precedente, un passo indietro, annulla risposta, ho sbagliato, mi sono sbagliato,
      mi sono sbagliata, risposta sbagliata, cambiare risposta, cambia risposta,
      modificare la risposta, ultima domanda]
    start_over: [ricominciare, ricomincia, ricominciamo, ricominciare da capo, da capo,
      dall inizio, riparti, riavvia, inizia di nuovo, iniziare di nuovo, da zero,
      torna all inizio, tornare all inizio, menu, menu principale, torna al menu, inizio,
      nuova conversazione, ripartire da zero]
    help: [aiuto, aiutami, aiutatemi, mi aiuti, ho bisogno di aiuto, cosa posso dire,
      cosa posso fare, che faccio, cosa devo fare, cosa devo scrivere, come funziona, opzioni,
      comandi, non capisco, non ho capito, puoi aiutarmi, può aiutarmi, mi puoi aiutare,
      potete aiutarmi, cosa intendi, eh cosa]
    never_mind: [lascia stare, lasci stare, lascia perdere, lasci perdere, non importa, fa niente,
      non fa niente, non serve più, non è più necessario, non c è bisogno, non ce n è più bisogno,
      non ho più bisogno, non ho più bisogno di aiuto, annulla, annullare, annulla tutto,
      dimentica, dimenticalo, come non detto, ho risolto, ho risolto da solo, ho risolto da sola,
      ho già risolto, ho trovato, non voglio aspettare, non aspetto, non aspetto più,
      non voglio più aspettare, ho cambiato idea, non ho più bisogno di un operatore,
      non mi serve più, niente come non detto]
    danger:
      words: [va a fuoco, prende fuoco, ha preso fuoco, preso fuoco, in fiamme, c è un incendio,
        incendio, sta bruciando, puzza di bruciato, odore di bruciato, odore di gas, puzza di gas,
        fuga di gas, perdita di gas, esce fumo, fa fumo, pieno di fumo, scossa elettrica,
        preso la scossa, presa la scossa, folgorato, fulminato, cortocircuito, corto circuito,
        esploso, esplosa, esplosione, esplodere, scoppiato, scoppiata, ferito, ferita, sanguina,
        sanguino, svenuto, svenuta, incosciente, non respira, non riesco a respirare, soffoca,
        soffocando, avvelenato, avvelenamento, intossicato, mi sono bruciato, mi sono bruciata,
        ustione, ustioni, ustionato, ambulanza, pompieri, vigili del fuoco, pericolo di vita,
        in pericolo, suicidio, suicidarmi, uccidermi, farla finita, voglio morire,
        togliermi la vita, farmi del male, mi minaccia, minacciato, minacciata, minaccia di morte,
        mi picchia, picchiato, violentata, aggredito, aggressione, violenza, coltello, pistola,
        bomba, monossido di carbonio, infarto, scintille, è un emergenza, batteria gonfia,
        fumi tossici, mi taglio, uccide, ucciderà, ingoiato una, ingoiato un, ha ingoiato,
        inghiottito una, inghiottito un, ha inghiottito]
      hints: [fuoco, fumo, gas, fiamme, scintille, brucia, bruciato, sangue, veleno, soccorso,
        emergenza, fuso, rovente]
      near: [casa, cucina, appartamento, stanza, camera, esce, presa, caricatore, batteria, cavo,
        apparecchio, bambino, bambina, figlio, figlia, pericoloso, paura, aiuto, evacuare, vicino,
        odore, puzza]
      unlike: [fire tv, fuochi d artificio, rilevatore di fumo, allarme fumo, barbecue a gas,
        bombola del gas, bolletta del gas, cucina a gas, fornello a gas, stufa a gas,
        bomba da bagno, coltello da cucina, set di coltelli, coltelli da cucina,
        morire dal ridere, morto dal ridere, pressione sanguigna, salmone affumicato,
        prezzo bomba, pistola a colla, pistola giocattolo, estintore, ammazzare il tempo,
        mettere a fuoco, messa a fuoco, a fuoco automatico, non fumatori, senza pericolo,
        prezzi bomba, offerta bomba, una bomba, è una bomba]
    polite: [per favore, per piacere, per cortesia, ciao, salve, buongiorno, buonasera, scusi,
      scusa, scusate, adesso, ora, allora, beh, dai, ok, grazie, vorrei, voglio, posso, possiamo,
      può, puoi, potrebbe, potete, a, la, il, lo, signore, signora, subito, ancora, prego,
      gentilmente, cortesemente, di, alla, al]
    joins: [e, perché, quindi, così]
    other: [perso, persa, persi, agenzia, sale, come, fine, cane, mare, estate, camera, pace,
      lunch, agenda, argento]
    buttons: { yes: Sì, no: "No" }
    sentences:
      late: >-
        Avevamo detto di rispondere entro {{ ticket.reply_by }}. È passato, e mi dispiace. Il
        ticket **{{ ticket.id }}** è ancora presso il team; la risposta arriverà qui.
      alone: >-
        In questo momento non c'è nessuno. Può aspettare qui o lasciare un messaggio: le
        risponderemo.
      longer: "L'attesa è più lunga del previsto. Può aspettare qui o lasciare un messaggio."
      waits: "Va bene, mantiene il suo posto."
      wait_here: "Aspettare qui"
      leave_message: "Lasciare un messaggio"
      person: "Cerco una persona che possa aiutarla."
      nobody: "In questo momento nessuno è disponibile."
      saved: "Salvato come ticket **{{ ticket.id }}**. Risponderemo entro {{ ticket.reply_by }}."
      not_saved: "Questa conversazione è conservata e una persona la leggerà."
      sorry: "Mi dispiace, qualcosa è andato storto da parte mia."
      invalid: "Mi dispiace, non ho capito."
      choose: "Mi dispiace, non ho capito. Scelga una di queste risposte."
      form: "Controlli i campi segnalati, per favore."
      resume: "Riprendiamo da dove eravamo?"
      answer: "Forse questo risponde alla sua domanda:"
      welcome: "Prego!"
      unsettled: "Mi dispiace che non sia risolto. Riprendiamo da dove eravamo."
      same: "Si tratta ancora della stessa questione?"
      added: "Grazie, l'ho aggiunto al suo messaggio per il team."
      again: "Altro"
      stopped: "Va bene, mi fermo qui. Ci scriva quando vuole."
      no_back: "Non c'è una domanda precedente."
      help: >-
        Può rispondere alla domanda, chiedere una persona, tornare indietro, ricominciare o
        smettere, con parole sue.
    time:
      today: oggi
      tomorrow: domani
      at: alle
      later: più tardi
      weekdays: [lun, mar, mer, gio, ven, sab, dom]
      months: [gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre,
        ottobre, novembre, dicembre]
      day_end: ""
      unknown_wait: "non ancora nota"
      short_wait: "meno di un minuto"
      long_wait: "al massimo # minuti"
    """#
}
