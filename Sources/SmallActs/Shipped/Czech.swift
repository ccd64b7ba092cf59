extension Shipped {
  static let czech = #"""
    language: cs
    person:
      words: [člověk, člověka, člověkem, lidi, lidmi, lidé, živý člověk, živým člověkem,
        operátor*, agent, agentem, agenta, zaměstnan*, pracovní*, zástupc*, zástupce, poradc*,
        poradce, vedoucí*, manažer*, nadřízen*, šéf, šéfem, osoba, osobou, osobu, skutečný člověk,
        skutečným člověkem, skutečnou osobou, někdo živý, někým živým, opravdový člověk,
        opravdovým člověkem, konzultant*, specialist*, kolega, kolegou]
      vague: [někdo, někým, někoho, někomu, kdokoli, kýmkoli]
      service: [zákaznický servis, zákaznickým servisem, zákaznická podpora, zákaznickou podporou,
        zákaznickou podporu, podpora, podporou, podporu, infolinka, infolinku, technická podpora,
        technickou podporou, živý chat, linka podpory, helpdesk]
      asks: [mluvit s, mluvit se, promluvit s, promluvit si s, hovořit s, popovídat si s,
        spojit s, spojit se s, spojte mě s, spoj mě s, spojení s, přepojit na, přepojte mě na,
        přepojit, přepojte mě, přepoj mě, přepojte, kontaktovat, kontakt na, chatovat s,
        psát si s, dovolat se, předat, předejte mě, mluvit, komunikovat s, bavit se s]
      wants: [chci, chtěl bych, chtěla bych, potřebuji, potřebuju, dejte mi, dej mi, zavolejte,
        žádám, mohu, můžu, mohl bych, mohla bych, je tu, je tam, máte, hledám, kde je, prosím o,
        jak se, radši, raději, sežeňte, pošlete]
      whole: [je tam někdo, je tu někdo, haló je tam někdo, může mi někdo pomoct,
        může mi někdo pomoci, pomůže mi někdo, žádný bot, žádného bota, ne bot, ne robot,
        žádné roboty, je tady někdo]
      around: [nějaký, nějakého, nějakým, nějakou, živý, živým, živého, živou, skutečný,
        skutečným, skutečného, skutečnou, opravdový, opravdovým, jiný, jiným, s, se, k, na, v, u,
        o, po, přes, prosím, teď, hned, okamžitě, rychle, konečně, naléhavě, mě, mi, mne, já, vy,
        vás, vám, jak, kdy, dnes, tady, tam, online, telefonicky, telefon, chat, sakra, kurva,
        kdo mi pomůže, který mi pomůže, pomoct, pomoci, pomoc, jen, prostě, raději, místo, a,
        nebo, chci, můžu, mohu, lze, je možné, možné, přímo, kompetentním, od vás, z vašeho týmu,
        firmy, bych, ihned, být]
      machine: [bot, bota, botem, boti, robot*, stroj*, počítač*, chatbot*, automat*,
        umělá inteligence, umělou inteligencí, program*, virtuální asistent]
      refuse: [nechci, nechci mluvit s, ne, ne s, bez, dost, místo, nepotřebuji, nepotřebuju,
        nikdy, žádný, žádného, žádné, žádnou]
      about: [ohledně, kvůli, o, protože, aby, který, která, co se týče, když, pokud,
        k objednávce]
      unlike: [realitní agent, pojišťovací agent, na osobu, dvě osoby, osobní odběr, osobně,
        můj šéf, lidské zdroje, user agent, číslo infolinky, mobilní operátor,
        mobilního operátora, lidská chyba, správce hesel, jedna osoba]
    yes:
      words: [ano, jo, jojo, jj, ano ano, ano prosím, ano děkuji, jasně že ano, ano pomohlo, ajo,
        👍, ✅, 👌]
      soft: [jasně, jistě, samozřejmě, ok, okej, dobře, dobrá, souhlasím, přesně, správně, pravda,
        určitě, rozhodně, absolutně, v pořádku, fajn, super, skvěle, tak jo, klidně, ovšem, rád,
        ráda, dejme tomu jo]
    no:
      words: [ne, nee, ne ne, ne děkuji, ne díky, vůbec ne, vůbec, ještě ne, zatím ne, ani ne,
        ne úplně, rozhodně ne, absolutně ne, určitě ne, samozřejmě ne, nikdy, špatně, nepravda,
        bohužel ne, bohužel, v žádném případě, asi ne, myslím že ne, nemyslím, nic, nepomohlo,
        nevyřešilo, nevyřešeno, pořád ne, stále ne, kdepak, ani náhodou, to není pravda, není, 👎,
        ❌]
      not: [ne, není, nikdy, nic, ani, bez, nepomohlo, vůbec]
    answer:
      around: [to, je, jsem, mi, mě, můj, moje, problém, problému, otázka, článek, odpověď, teď,
        už, opravdu, velmi, vše, všechno, se, a, i, ještě, pořád, stále, no, ach, oh, hm, haha,
        upřímně, bylo, bohužel, tak, moc, v, s]
      solved: [vyřešeno, vyřešilo, vyřešil, vyřešila, funguje, zafungovalo, pomohlo, pomohl,
        pomohla, opraveno, podařilo se, užitečné, jde to, už to jde, už funguje, pochopil jsem,
        našel jsem]
      verbs: [vyřešit, pomoct, pomoci, pomáhá, správně, jasné, pravda]
      unsolved: [pořád nefunguje, stále nefunguje, nefunguje, nefunguje to, rozbité, horší,
        pořád stejné, stejný problém, nejde to, pořád to nejde, k ničemu, zbytečné, beze změny,
        nepovedlo se]
      doubt: [možná, nevím, nejsem si jistý, nejsem si jistá, záleží, víceméně, trochu, částečně,
        napůl, skoro, asi, asi jo, asi ano, myslím že ano, doufám, pravděpodobně, ano i ne, někdy,
        žádný problém, není to špatné, co, jak, proč, kdy, 🤷, 🤔, uvidíme]
      but: [ale, avšak, nicméně, jenže, kromě]
    thanks:
      words: [děkuji, děkuju, díky, dík, dikes, děkujeme, moc děkuji, mockrát děkuji, děkuji moc,
        díky moc, super, skvělé, skvěle, výborně, perfektní, paráda, jste skvělí, jsem vděčný,
        jsem vděčná, 🙏, ❤]
      around: [za, moc, mockrát, pomoc, odpověď, rychlou, informaci, informace, vše, všechno, vám,
        ti, a, to, funguje, už, mi, předem, ještě jednou, trpělivost, ochotu, jste, byli, je,
        vyřešeno, pomohlo, počkám, zkusím, to je, krásné]
    goodbye:
      closing: [ne děkuji, rozumím, to je vše, jasné]
      words: [na shledanou, nashledanou, naschledanou, ahoj, čau, čau čau, sbohem, zatím,
        mějte se, měj se, hezký den, pěkný den, hezký den přeji, hezký večer, pěkný večer,
        pěkný víkend, hezký víkend, dobrou noc, i vám, vám taky, vám také, nápodobně, tobě taky,
        s pozdravem, to je vše, to je všechno, konec, ukončit, ukončit chat, zavřít, stop]
      around: [a, i, přeji, hezký, pěkný, vám, také, taky, den, chat, zatím, tak, mějte]
    back: [zpět, zpátky, vrátit, vrátit se, vrať se, jít zpět, předchozí, předchozí otázka,
      o krok zpět, krok zpět, spletl jsem se, spletla jsem se, špatná odpověď, změnit odpověď,
      poslední otázka, omyl]
    start_over: [znovu, od začátku, začít znovu, začni znovu, začněme znovu, začít od začátku,
      od znova, odznova, restart, na začátek, zpět na začátek, menu, hlavní menu, do menu,
      od nuly, nový rozhovor]
    help: [nápověda, pomoc, pomozte mi, pomoz mi, pomozte, potřebuji pomoc, potřebuju pomoc,
      co můžu říct, co mám říct, co mám dělat, co můžu dělat, jak to funguje, možnosti, příkazy,
      nerozumím, nechápu, můžete mi pomoct, můžete mi pomoci, můžeš mi pomoct, co mám napsat,
      jak to myslíte]
    never_mind: [to nevadí, nevadí, na tom nezáleží, zapomeňte na to, zapomeň na to, neřešte to,
      nechte to být, nech to být, už není potřeba, není potřeba, netřeba, už nepotřebuji pomoc,
      už nepotřebuju pomoc, zrušit, zrušte, zruš, už vyřešeno, už je to vyřešené,
      vyřešil jsem to sám, vyřešila jsem to sama, už jsem to našel, už jsem to našla,
      nechci čekat, nebudu čekat, rozmyslel jsem si to, rozmyslela jsem si to, to je jedno]
    danger:
      words: [hoří, začalo hořet, vzplanul*, vzňal*, v plamenech, požár, cítím spáleninu,
        smrdí spálenina, cítím plyn, unik plynu, únik plynu, uniká plyn, zápach plynu, kouří se,
        jde z toho kouř, plno kouře, dostal jsem ránu, dostala jsem ránu,
        zásah elektrickým proudem, zasáhl proud, kopla mě elektřina, zkrat, vybuchl*, explodoval*,
        výbuch, exploze, zraněn*, krvácí, krvácím, v bezvědomí, omdlel*, nedýchá, nemůžu dýchat,
        nemohu dýchat, dusí se, dusím se, otrávil*, otrava, popálil*, popálenin*, sanitku,
        záchranku, hasiče, ohrožení života, v nebezpečí, sebevražd*, zabít se, zabiju se,
        chci umřít, nechci žít, řežu se, vyhrožuje, vyhrožují, vyhrožoval*, bije mě, zbil*,
        znásiln*, napadl*, přepadl*, násilí, nožem, zbraň, zbraní, bomba, oxid uhelnatý, infarkt,
        jiskří, nouzová situace, nafouklá baterie, spolkl, spolkla, spolklo]
      hints: [oheň, kouř, plyn, plameny, jiskry, krev, jed, spálenina]
      near: [dům, domě, kuchyň, kuchyni, byt, bytě, pokoj, pokoji, zásuvk*, nabíječk*, bateri*,
        kabel*, přístroj*, dítě, nebezpeč*, bojím, pomoc, soused*, z, zápach]
      unlike: [fire tv, ohňostroj, detektor kouře, hlásič kouře, plynový gril, plynový sporák,
        plynová bomba, účet za plyn, bomba do koupele, kuchyňský nůž, sada nožů, krevní tlak,
        umřít smíchy, hasicí přístroj, zabít čas, bomba cena, tavná pistole, plynový kotel,
        cena bomba]
    polite: [prosím, ahoj, dobrý den, dobré ráno, dobrý večer, zdravím, haló, promiňte, pardon,
      omlouvám se, teď, no, tak, ok, díky, děkuji, chci, chtěl bych, chtěla bych, můžu, mohu,
      můžeme, můžete, můžeš, na, do, pane, paní, rychle, hned, už, zase, konečně, se]
    joins: [a, protože, takže, proto]
    other: [no, to, ten, do, on, tam, pan, my, jest, sem, list, data, brat]
    buttons: { yes: Ano, no: Ne }
    sentences:
      late: >-
        Slíbili jsme odpovědět do {{ ticket.reply_by }}. Tento termín uplynul, omlouvám se.
        Požadavek **{{ ticket.id }}** je stále u týmu a odpověď přijde sem.
      alone: "Právě tu nikdo není. Můžete tu počkat, nebo nechat zprávu a my na ni odpovíme."
      longer: >-
        Trvá to déle, než jsme říkali. Můžete tu počkat, nebo nechat zprávu a my na ni odpovíme.
      waits: "Dobře, vaše místo zůstává."
      wait_here: "Počkat zde"
      leave_message: "Nechat zprávu"
      person: Seženu vám někoho, kdo pomůže.
      nobody: Momentálně nikdo není volný.
      saved: "Uloženo jako požadavek **{{ ticket.id }}**. Odpovíme do: {{ ticket.reply_by }}."
      not_saved: Tento rozhovor jsme uložili a někdo si ho přečte.
      sorry: Omlouvám se, na mé straně se něco pokazilo.
      invalid: Omlouvám se, nerozuměl jsem.
      choose: Omlouvám se, nerozuměl jsem. Vyberte prosím jednu z možností.
      form: Zkontrolujte prosím označená pole.
      resume: Budeme pokračovat tam, kde jsme skončili?
      stopped: Dobře, tady skončím. Napište, až nás budete potřebovat.
      answer: "Tohle by mohla být odpověď:"
      welcome: Rádo se stalo!
      added: Děkuji, přidal jsem to k vaší zprávě pro tým.
      again: Něco jiného
      unsettled: Mrzí mě, že to přece jen není vyřešené. Pokračujme tam, kde jsme byli.
      same: Jde stále o totéž?
      help: >-
        Můžete odpovědět na otázku, požádat o člověka, vrátit se, začít znovu nebo skončit,
        vlastními slovy.
      no_back: Žádná předchozí otázka není.
    time:
      today: dnes
      tomorrow: zítra
      at: v
      later: později
      weekdays: [po, út, st, čt, pá, so, ne]
      months: [ledna, února, března, dubna, května, června, července, srpna, září, října,
        listopadu, prosince]
      day_end: .
      unknown_wait: zatím není známo
      short_wait: méně než minuta
      long_wait: "nejvýše # min"
    """#
}
