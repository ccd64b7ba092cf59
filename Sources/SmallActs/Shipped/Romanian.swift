extension Shipped {
  static let romanian = #"""
    language: ro
    person:
      words: [om, un om, oameni, persoană, o persoană, persoana, persoană reală, persoane,
        operator, operatorul, operatoare, agent, agentul, agenți, consultant, consilier,
        reprezentant, reprezentantul, angajat, angajatul, coleg, colega, manager, managerul, șef,
        șeful, supervizor, responsabil, ființă umană, operator uman, agent uman, specialist,
        cineva real, om real, om adevărat, om viu, funcționar]
      vague: [cineva, altcineva, careva]
      service: [serviciul clienți, relații cu clienții, suport, suport clienți, suport tehnic,
        asistență, asistență clienți, chat live, call center, serviciu clienți]
      asks: [vorbesc cu, să vorbesc cu, vorbi cu, a vorbi cu, discut cu, să discut cu, discuta cu,
        contactez, să contactez, contact cu, iau legătura cu, să iau legătura cu, legătura cu,
        conectați mă cu, conectează mă cu, puneți mă în legătură cu, pune mă în legătură cu,
        transferați mă la, transferă mă la, transferați mă către, faceți mi legătura cu,
        fă mi legătura cu, comunic cu, vorbesc, vorbi, să vorbesc, legați mă de,
        redirecționați mă către, scriu cu]
      wants: [vreau, aș vrea, aș dori, doresc, am nevoie de, îmi trebuie, dați mi, dă mi, pot,
        aș putea, se poate, e posibil, există, aveți, este, caut, cer, solicit, prefer, unde e,
        cum pot, chemați, trimiteți, e cineva, putem]
      whole: [e cineva acolo, este cineva acolo, e cineva aici, este cineva,
        mă poate ajuta cineva, poate cineva să mă ajute, fără roboți, fără bot, nu robot, nu bot,
        răspunde cineva, alo e cineva]
      around: [un, o, cu, la, de, din, pe, în, real, reală, adevărat, adevărată, viu, vie, uman,
        umană, alt, altă, vă rog, te rog, va rog, acum, imediat, repede, urgent, direct, odată,
        în sfârșit, mă, îmi, mi, eu, voi, dumneavoastră, tu, să, ca, cum, când, azi, astăzi, aici,
        acolo, online, la telefon, telefon, chat, naibii, dracului, pula, care mă poate ajuta,
        care să mă ajute, ajuta, ajutor, doar, mai bine, în loc, și, sau, competent, echipa,
        vreau, pot, putea, fi, posibil, este, dacă, iar, din nou]
      machine: [bot, boți, robot, robotul, roboți, mașină, calculator, chatbot, ai,
        inteligență artificială, program, răspunsuri automate, asistent virtual]
      refuse: [nu vreau, nu vreau să vorbesc cu, nu doresc, nu, fără, sătul de, în loc de,
        nu am nevoie de, niciun, nicio, niciodată]
      about: [despre, în legătură cu, referitor la, pentru, pentru că, deoarece, care, privind,
        când, dacă, din cauza]
      unlike: [agent imobiliar, agent de turism, agent de asigurări, pe persoană, de persoană,
        două persoane, șeful meu, managerul meu, resurse umane, eroare umană, user agent,
        numărul de la suport, operator mobil, operator de telefonie, ridicare personală,
        manager de parole, persoană fizică, persoană juridică, agentul mi a spus]
    yes:
      words: [da, daa, da da, da mulțumesc, da vă rog, ba da, dap, așa e, asa este, 👍, ✅, 👌,
        a funcționat, da a funcționat, funcționează]
      soft: [sigur, desigur, bine, ok, okay, în regulă, corect, exact, adevărat, cu siguranță,
        bineînțeles, normal, perfect, clar, absolut, de acord, evident, foarte bine, super,
        cu plăcere, firește]
    no:
      words: [nu, nuu, nup, nu mulțumesc, deloc, nicidecum, încă nu, nu încă, nu chiar, nu prea,
        sigur că nu, cu siguranță nu, absolut deloc, absolut nu, desigur că nu, bineînțeles că nu,
        niciodată, fals, greșit, incorect, din păcate nu, nu cred, nu e adevărat, nu este corect,
        nimic, în niciun caz, sub nicio formă, tot nu, 👎, ❌, categoric nu, nici pomeneală]
      not: [nu, n, niciodată, nimic, deloc, fără, nici]
    answer:
      around: [e, este, a, am, au, s, asta, aceasta, problema, problemă, întrebarea, articolul,
        răspunsul, acum, încă, mai, foarte, tot, toate, mi, m, mă, și, eu, din păcate, ah, oh, hm,
        haha, sincer, fost, la, în, de, cu, chiar, așa, că]
      solved: [rezolvat, rezolvată, s a rezolvat, funcționează, merge, ajutat, a ajutat, reparat,
        util, am înțeles, am găsit, reușit]
      verbs: [rezolva, ajută, ajuta, rezolvă, schimbat, corect, adevărat, clar, mers, răspuns]
      unsolved: [tot nu merge, nu merge, nu funcționează, încă stricat, stricat, mai rău,
        aceeași problemă, nerezolvat, inutil, la fel, degeaba, nu a ajutat]
      doubt: [poate, nu știu, nu sunt sigur, nu sunt sigură, habar n am, depinde,
        mai mult sau mai puțin, puțin, parțial, pe jumătate, aproape, cred că da, cred, sper,
        probabil, și da și nu, uneori, nicio problemă, nu e rău, ce, cum, de ce, când, 🤷, 🤔,
        vedem]
      but: [dar, însă, totuși, numai că]
    thanks:
      words: [mulțumesc, multumesc, mulțumim, mersi, mersi mult, mulțumesc mult, mulțumesc frumos,
        vă mulțumesc, îți mulțumesc, mulțam, ms, merci, perfect, super, excelent, minunat,
        recunoscător, recunoscătoare, sunteți cei mai buni, 🙏, ❤]
      around: [pentru, ajutor, ajutorul, răspuns, răspunsul, rapid, informații, informație, tot,
        frumos, mult, foarte, vă, dumneavoastră, și, anticipat, încă, o dată, rezolvat, merge,
        acum, am, să, aștept, încerc, timp, timpul, răbdare, acordat, e, a, fost, de]
    goodbye:
      closing: [nu mulțumesc, am înțeles, asta e tot]
      words: [la revedere, pa, pa pa, papa, adio, pe curând, pe mâine, ne vedem, ne auzim,
        o zi bună, o zi frumoasă, zi frumoasă, o seară bună, seară frumoasă, noapte bună,
        weekend plăcut, un weekend plăcut, și dumneavoastră, și ție, la fel, asemenea,
        toate cele bune, cu respect, numai bine, asta e tot, asta a fost tot, stop, ieșire,
        închide, termină, gata]
      around: [și, o, un, vă, îți, doresc, bună, frumoasă, tuturor, chatul, conversația, să,
        aveți, atunci]
    back: [înapoi, inapoi, mergi înapoi, întoarce te, întrebarea anterioară, anterior, anterioara,
      pas înapoi, un pas înapoi, am greșit, răspuns greșit, schimbă răspunsul,
      vreau să schimb răspunsul, ultima întrebare, revino]
    start_over: [de la început, ia o de la capăt, de la capăt, reîncepe, începe din nou,
      repornește, restart, la început, înapoi la început, meniu, meniul principal,
      meniu principal, la meniu, de la zero, conversație nouă]
    help: [ajutor, ajută mă, ajutați mă, am nevoie de ajutor, ce pot spune, ce pot face,
      ce să fac, cum funcționează, opțiuni, comenzi, nu înțeleg, n am înțeles, nu am înțeles,
      mă puteți ajuta, mă poți ajuta, ce vrei să spui, ce să scriu]
    never_mind: [nu contează, las o baltă, lăsați, lasă, uită, uitați, nu mai e nevoie,
      nu mai este nevoie, nu e nevoie, nu mai am nevoie, nu mai am nevoie de ajutor, anulează,
      anulați, anulare, am rezolvat singur, am rezolvat singură, am rezolvat eu, am găsit singur,
      nu vreau să aștept, nu mai aștept, nu mai vreau să aștept, m am răzgândit, nu i nimic,
      nu face nimic, lăsați o așa, nu mai contează]
    danger:
      words: [a luat foc, ia foc, în flăcări, incendiu, arde casa, miroase a ars, miros de ars,
        miroase a gaz, miros de gaz, scurgere de gaz, scurgeri de gaz, iese fum, scoate fum,
        plin de fum, m a curentat, electrocutat, electrocutare, șoc electric, scurtcircuit,
        a explodat, explozie, explodat, rănit, rănită, sângerează, sângerez, inconștient, leșinat,
        leșinată, nu respiră, nu pot respira, se sufocă, otrăvit, otrăvire, intoxicație, m am ars,
        arsură, arsuri, ambulanță, ambulanța, pompierii, pericol de moarte, în pericol,
        sinucidere, sinucid, mă omor, vreau să mor, nu mai vreau să trăiesc, mă tai, mă amenință,
        amenințat, amenințată, mă bate, m a lovit, violată, agresat, agresiune, violență, cuțit,
        pistol, bombă, monoxid de carbon, infarct, scântei, urgență medicală, baterie umflată,
        a înghițit]
      hints: [foc, fum, gaz, flăcări, scântei, arde, ars, sânge, otravă, urgență]
      near: [casă, casa, bucătărie, bucătăria, cameră, apartament, iese, priză, încărcător,
        baterie, cablu, aparat, copil, copilul, bebeluș, periculos, frică, ajutor, vecin, miros]
      unlike: [fire tv, focuri de artificii, foc de artificii, detector de fum, grătar pe gaz,
        butelie de gaz, aragaz, factura la gaz, set de cuțite, cuțit de bucătărie,
        tensiune arterială, mor de râs, mor de foame, extinctor, bombă de baie, pistol de lipit,
        omor timpul, preț bombă, apă caldă]
    polite: [vă rog, te rog, va rog, bună, bună ziua, salut, bună dimineața, bună seara, alo,
      scuze, scuzați, îmi cer scuze, acum, deci, păi, ok, mulțumesc, mersi, vreau, aș vrea,
      aș dori, pot, putem, puteți, poți, să, la, domnule, doamnă, repede, iar, din nou, odată, mă]
    joins: [și, pentru că, așa că]
    other: [care, are, sale, pot, cu, face, fine, mere, sat, hat, ban]
    buttons: { yes: Da, no: Nu }
    sentences:
      late: >-
        Am spus că răspundem până la {{ ticket.reply_by }}. Termenul a trecut și îmi cer scuze.
        Solicitarea **{{ ticket.id }}** este încă la echipă, iar răspunsul vine aici.
      alone: >-
        Momentan nu este nimeni. Puteți aștepta aici sau lăsa un mesaj, la care vom răspunde.
      longer: "Durează mai mult decât am spus. Puteți aștepta aici sau puteți lăsa un mesaj."
      waits: "Bine, vă păstrați locul."
      wait_here: "Aștept aici"
      leave_message: "Las un mesaj"
      person: Caut pe cineva care să vă ajute.
      nobody: Momentan nu este nimeni disponibil.
      saved: "Am salvat solicitarea **{{ ticket.id }}**. Răspundem până la: {{ ticket.reply_by }}."
      not_saved: Am păstrat această conversație și o va citi cineva.
      sorry: Ne pare rău, ceva nu a mers din partea mea.
      invalid: Scuze, nu am înțeles.
      choose: Scuze, nu am înțeles. Vă rog să alegeți unul dintre răspunsuri.
      form: Vă rog să verificați din nou câmpurile marcate.
      resume: Continuăm de unde am rămas?
      stopped: Bine, mă opresc aici. Scrieți-ne oricând aveți nevoie.
      answer: "Acesta ar putea fi răspunsul:"
      welcome: Cu plăcere!
      added: Mulțumesc, am adăugat asta la mesajul dumneavoastră pentru echipă.
      again: Altceva
      unsettled: Îmi pare rău că totuși nu s-a rezolvat. Continuăm de unde am rămas.
      same: Este vorba tot despre același lucru?
      help: >-
        Puteți răspunde la întrebare, cere o persoană, merge înapoi, lua de la capăt sau opri,
        cu propriile cuvinte.
      no_back: Nu există o întrebare anterioară.
    time:
      today: astăzi
      tomorrow: mâine
      at: la
      later: mai târziu
      weekdays: [lun., mar., mie., joi, vin., sâm., dum.]
      months: [ianuarie, februarie, martie, aprilie, mai, iunie, iulie, august, septembrie,
        octombrie, noiembrie, decembrie]
      day_end: ""
      unknown_wait: încă nu se știe
      short_wait: sub un minut
      long_wait: "cel mult # minute"
    """#
}
