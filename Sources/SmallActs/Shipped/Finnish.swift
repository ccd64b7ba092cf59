extension Shipped {
  static let finnish = #"""
    language: fi
    person:
      words: [ihminen, ihmisen, ihmistä, ihmiselle, ihmiseen, ihmiset, henkilö, henkilön,
        henkilöä, henkilölle, oikea ihminen, oikean ihmisen, oikealle ihmiselle, elävä ihminen,
        asiakaspalvelija*, työntekijä*, edustaja*, neuvoja*, agentti, agentin, agentille,
        agenttia, operaattori, operaattorin, operaattorille, esimies, esimiehen, esihenkilö*,
        päällikkö, päällikön, johtaja*, virkailija*, asiantuntija*, joku oikea, asiakasneuvoja*,
        pomo, pomon, myyjä*, tyyppi oikea]
      vague: [joku, jonkun, jollekin, jonkun kanssa, jotakuta, ketään, jonkin]
      service: [asiakaspalvelu, asiakaspalveluun, asiakaspalvelun, asiakaspalvelua, asiakastuki,
        asiakastukeen, tuki, tukeen, tekninen tuki, tekniseen tukeen, live chat, livechat,
        puhelinpalvelu]
      asks: [puhua, jutella, keskustella, chatata, puhuisin, yhdistä, yhdistäkää, yhdistää,
        yhdistä minut, yhdistäkää minut, siirrä, siirtäkää, siirrä minut, siirtää, saada yhteys,
        yhteyden, yhteys, yhteyttä, ottaa yhteyttä, kirjoittaa, soittaa, ohjaa minut, tavoitella,
        tavoittaa, juttelisin, puhelimeen, puhun]
      wants: [haluan, haluaisin, tahdon, tahtoisin, tarvitsen, tarvitsisin, anna, antakaa, saanko,
        saisinko, voinko, voisinko, onko, onko siellä, onko teillä, vaadin, pyydän, etsin, hae,
        missä on, miten saan, mieluummin, haluisin, tarviin, haluun]
      whole: [onko siellä ketään, onko täällä ketään, onko ketään, onko siellä joku,
        haloo onko siellä ketään, voiko joku auttaa, voisiko joku auttaa, auttaako joku,
        ei bottia, ei botteja, ei robottia, vastaako joku]
      around: [kanssa, kanssanne, oikea, oikean, oikealle, elävä, elävän, aito, aidon, toinen,
        toisen, kiitos, nyt, heti, välittömästi, nopeasti, vihdoin, vihdoinkin, kiireesti, minä,
        mä, minun, mun, minut, minua, minulle, te, teidän, sinun, me, ja, tai, vai, miten,
        milloin, miksi, on, mahdollista, onko mahdollista, tänään, täällä, siellä, tässä,
        puhelimessa, puhelimitse, verkossa, chatissa, perkele, vittu, saatana, helvetti,
        joka auttaa, joka voi auttaa, auttaa, apua, vain, ihan, mieluummin, sen sijaan, osaava,
        yritys, teiltä, voiko, voi, saada, saan, jonkun, joku, jotain muuta, haluan, taas, jo,
        suoraan, pliis, pls, ole hyvä, olkaa hyvä]
      machine: [botti, botin, bottia, bottien, robotti, robotin, robottia, robottien, kone,
        koneen, konetta, tietokone*, tekoäly*, chatbotti*, automaatti*, ohjelma*]
      refuse: [en halua, en tahdo, en halua puhua, ei, ilman, kyllästynyt, sijaan, en koskaan,
        en tarvitse]
      about: [koskien, liittyen, koska, että, joka, kun, jos, asiassa, takia, vuoksi]
      unlike: [kiinteistönvälittäjä, per henkilö, kaksi henkilöä, henkilökohtainen nouto, pomoni,
        user agent, inhimillinen virhe, asiakaspalvelun numero, matkapuhelinoperaattori,
        henkilökunta-alennus, yhtä henkilöä]
    yes:
      words: [kyllä, joo, juu, jep, jees, kyl, joo kiitos, kyllä kiitos, kyllä vain, niin on,
        kyllä auttoi, aivan niin, 👍, ✅, 👌]
      soft: [totta kai, tottakai, tietysti, toki, varmasti, ehdottomasti, ok, okei, selvä, hyvä,
        hyvin, juuri niin, aivan, oikein, totta, pitää paikkansa, sopii, mielellään, mieluusti,
        hienoa, loistavaa, täydellistä, ilman muuta, samaa mieltä, täsmälleen]
    no:
      words: [ei, eii, ei kiitos, eipä, ei todellakaan, ei lainkaan, ei ollenkaan, ei yhtään,
        ei vielä, ei vieläkään, ei oikeastaan, ei aivan, ei ihan, ei missään nimessä,
        ei tietenkään, ei suinkaan, ei koskaan, en, en usko, en luule, väärin, väärä,
        valitettavasti ei, ikävä kyllä ei, ei mitään, ei pidä paikkaansa, eikä, ei auttanut,
        ei ratkennut, ei toimi, 👎, ❌]
      not: [ei, en, eivät, ilman, koskaan, tuskin]
    answer:
      around: [se, tämä, on, oli, minun, mun, mulle, minulle, ongelma, ongelmaa, ongelmani,
        kysymys, kysymykseen, artikkeli, vastaus, nyt, vielä, todella, tosi, niin, myös, kaikki,
        ja, valitettavasti, ah, oho, hm, haha, ihan, siis, yhtään, edelleen, lainkaan, ole, ollut,
        ratkaisua, mitään, asia, minua]
      solved: [ratkesi, ratkaistu, ratkaisi, toimii, toimi, auttoi, korjattu, korjaantui, selvisi,
        hyödyllinen, hoidettu, onnistui, ymmärsin, löytyi]
      verbs: [auttanut, ratkennut, ratkaissut, auta, ratkaise, toiminut, korjaantunut, selvinnyt,
        totta, oikein, muuttanut, onnistunut]
      unsolved: [edelleen rikki, rikki, yhä rikki, ei toimi, ei edelleenkään toimi,
        ei toimi vieläkään, pahempi, sama ongelma, ratkaisematta, hyödytön, ei apua, ei onnistu]
      doubt: [ehkä, en tiedä, emt, en ole varma, epävarma, riippuu, enemmän tai vähemmän, vähän,
        osittain, puoliksi, melkein, luulen niin, kai, kaipa, luultavasti, todennäköisesti,
        toivottavasti, toivon niin, sekä että, joskus, ei ongelmaa, ei hassumpi, ei haittaa, mitä,
        miten, miksi, milloin, 🤷, 🤔, katsotaan]
      but: [mutta, kuitenkin, paitsi]
    thanks:
      words: [kiitos, kiitoksia, kiitti, kiits, paljon kiitoksia, suuri kiitos, suurkiitos,
        kiitos paljon, iso kiitos, tuhannet kiitokset, hienoa, mahtavaa, loistavaa, täydellistä,
        upeaa, mainiota, olen kiitollinen, tack, 🙏, ❤]
      around: [avusta, avustanne, vastauksesta, nopeasta, tiedosta, tiedoista, paljon, kovasti,
        kaikesta, ja, etukäteen, se, toimii, nyt, jo, odotan, kokeilen, ajasta, palvelusta,
        hyvästä, teille, sinulle, sulle, oli, on, vielä, kuitenkin, kerran, hyvä, todella, tosi]
    goodbye:
      closing: [ei kiitos, selvä, siinä kaikki, ymmärretty]
      words: [näkemiin, moikka, hei hei, heihei, moi moi, moimoi, hyvästi, nähdään, palataan,
        kuulemiin, hyvää päivänjatkoa, hyvää päivän jatkoa, mukavaa päivää, hyvää päivää vielä,
        hyvää illanjatkoa, hyvää iltaa, hyvää viikonloppua, hyvää yötä, samoin, kiitos samoin,
        sinulle myös, sitä samaa, terveisin, siinä kaikki, siinä kaikki kiitos, lopeta,
        lopetetaan, sulje, poistu, seis]
      around: [ja, sinulle, teille, sitten, hyvää, mukavaa, myös, chat, keskustelu, oikein, vielä,
        nyt]
    back: [takaisin, palaa, palaa takaisin, mene takaisin, edellinen, edellinen kysymys,
      edelliseen kysymykseen, askel taaksepäin, taaksepäin, kumoa, vastasin väärin, väärä vastaus,
      painoin väärin, muuta vastausta, haluan muuttaa vastausta, viimeinen kysymys]
    start_over: [alusta, aloita alusta, aloitetaan alusta, aloita uudelleen, aloitetaan uudelleen,
      uudelleen, alkuun, palaa alkuun, takaisin alkuun, valikko, päävalikko, valikkoon,
      uudestaan alusta, uusi keskustelu]
    help: [apua, apu, auta, auta minua, auttakaa, tarvitsen apua, mitä voin sanoa,
      mitä voin tehdä, mitä teen, mitä minun pitää tehdä, miten tämä toimii, vaihtoehdot,
      komennot, en ymmärrä, voitko auttaa, voitko auttaa minua, voitteko auttaa, mitä tarkoitat,
      mitä kirjoitan]
    never_mind: [unohda, unohda koko juttu, unohtakaa, ei sillä väliä, ei väliä, ei haittaa,
      antaa olla, anna olla, antakaa olla, ei tarvitse, ei enää tarvitse, ei tarvi,
      en tarvitse enää apua, en tarvitse apua enää, peruuta, peru, perutaan, muutin mieleni,
      ratkaisin sen itse, selvitin sen itse, sain sen itse kuntoon, löysin sen itse,
      en halua odottaa, en jaksa odottaa, en odota, ei enää tarpeen, sama se]
    danger:
      words: [palaa talo, tulipalo, syttyi tuleen, syttyi palamaan, syttynyt, on tulessa, tulessa,
        liekeissä, ilmiliekeissä, palaneen käry, palaneen haju, haisee palaneelta,
        haisee kaasulta, kaasun haju, kaasuvuoto, kaasua vuotaa, savuaa, tulee savua, savua tulee,
        nousee savua, sähköisku*, oikosulku, räjähti, räjähtänyt, räjähdys, räjähtää, loukkaantu*,
        haavoittu*, vuotaa verta, tajuton, tajuttomana, pyörtyi, ei hengitä,
        en pysty hengittämään, en saa henkeä, tukehtu*, myrkytys, myrkyttynyt, poltin käteni,
        palovamma*, polttanut itseni, ambulanssi*, palokunta, palokunnan, hengenvaara*,
        hengenvaarallinen, vaarassa, itsemurha*, tappaa itseni, tapan itseni, haluan kuolla,
        en halua elää, viillellä, satuttaa itseäni, uhkaa minua, uhkaillut, uhkailee, lyö minua,
        löi minua, raiskat*, hyökkäsi, pahoinpit*, väkivalta*, puukko, puukolla, ase, aseella,
        pommi, häkä, sydänkohtaus, kipinöi, hätätilanne, turvonnut akku, nieli, nielaisi]
      hints: [tuli, savu, savua, kaasu, kaasua, liekit, kipinöitä, palaa, palanut, verta, myrkky,
        suli]
      near: [talo, talossa, koti, kotona, keittiö, keittiössä, asunto, asunnossa, huone,
        huoneessa, pistorasia*, laturi, laturista, akku, akusta, johto, laite, laitteesta, lapsi,
        vaarallis*, pelkään, apua, naapuri, haju, haisee]
      unlike: [fire tv, ilotulitus, palovaroitin, häkävaroitin, savuhälytin, kaasugrilli,
        kaasupullo, kaasuliesi, kaasulasku, kylpypommi, veitsisarja, keittiöveitsi, verenpaine,
        savulohi, savuton, liimapistooli, sammutin, kuolla nauruun, tappaa aikaa, tuli perille,
        tuli tänään, tuli eilen, tuli väärä, ei tullut, rahat takaisin]
    polite: [kiitos, ole hyvä, olkaa hyvä, hei, moi, terve, huomenta, päivää, iltaa, haloo,
      anteeksi, pahoittelut, nyt, no, niin, siis, ok, okei, haluan, haluaisin, voinko, voimmeko,
      voitko, voitteko, saanko, nopeasti, taas, vihdoin, mun, minun, herra, rouva, pliis, sitten,
      mennään]
    joins: [ja, koska, joten]
    other: [on, me, he, tai, no, se, kuin, minut, human, tuli]
    buttons: { yes: Kyllä, no: Ei }
    sentences:
      late: >-
        Lupasimme vastata viimeistään {{ ticket.reply_by }}. Aika on mennyt, ja pahoittelen
        sitä. Tukipyyntö **{{ ticket.id }}** on yhä tiimillä, ja vastaus tulee tähän.
      alone: >-
        Paikalla ei ole juuri nyt ketään. Voit odottaa tässä tai jättää viestin, niin vastaamme
        siihen.
      longer: "Odotus kestää pidempään kuin sanoimme. Voit odottaa tässä tai jättää viestin."
      waits: "Selvä, säilytät paikkasi."
      wait_here: "Odotan tässä"
      leave_message: "Jätän viestin"
      person: Haen sinulle ihmisen avuksi.
      nobody: Kukaan ei ole juuri nyt vapaana.
      saved: >-
        Tallennettu tukipyyntönä **{{ ticket.id }}**. Vastaamme viimeistään: {{ ticket.reply_by
        }}.
      not_saved: Tämä keskustelu on tallessa, ja joku lukee sen.
      sorry: Anteeksi, jokin meni minulta vikaan.
      invalid: Anteeksi, en ymmärtänyt.
      choose: Anteeksi, en ymmärtänyt. Valitse yksi vastauksista.
      form: Katso vielä merkityt kentät.
      resume: Jatketaanko siitä, mihin jäimme?
      stopped: Selvä, lopetan tähän. Kirjoita, kun tarvitset meitä.
      answer: "Tämä saattaa olla vastaus:"
      welcome: Ole hyvä!
      added: Kiitos, lisäsin sen viestiisi tiimille.
      again: Jotain muuta
      unsettled: Ikävää, ettei asia ratkennutkaan. Jatketaan siitä, mihin jäimme.
      same: Onko kyse yhä samasta asiasta?
      help: >-
        Voit vastata kysymykseen, pyytää ihmistä, palata takaisin, aloittaa alusta tai lopettaa
        omin sanoin.
      no_back: Aiempaa kysymystä ei ole.
    time:
      today: tänään
      tomorrow: huomenna
      at: klo
      later: myöhemmin
      weekdays: [ma, ti, ke, to, pe, la, su]
      months: [tammikuuta, helmikuuta, maaliskuuta, huhtikuuta, toukokuuta, kesäkuuta, heinäkuuta,
        elokuuta, syyskuuta, lokakuuta, marraskuuta, joulukuuta]
      day_end: .
      unknown_wait: ei vielä tiedossa
      short_wait: alle minuutin
      long_wait: "enintään # minuuttia"
    """#
}
