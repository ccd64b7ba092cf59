extension Shipped {
  static let swedish = #"""
    language: sv
    person:
      words: [människa, människan, människor, person, riktig person, riktig människa, agent,
        agenten, handläggare, handläggaren, medarbetare, medarbetaren, operatör, operatören,
        representant, rådgivare, rådgivaren, chef, chefen, anställd, kundtjänstmedarbetare,
        personal, personalen, kundrådgivare, supportmedarbetare, kollega, mänsklig agent,
        någon riktig, någon mänsklig, levande person, levande människa, specialist, tekniker,
        arbetsledare, teamledare]
      vague: [någon, nån, nåt levande, någon av er]
      service: [kundtjänst, kundtjänsten, kundservice, kundsupport, support, supporten, livechatt,
        livechat, live chat, teknisk support, växeln, kundcenter]
      asks: [prata med, snacka med, tala med, chatta med, få prata med, få tala med,
        koppla mig till, koppla mig vidare, koppla mig vidare till, kopplas till,
        kopplas vidare till, koppla vidare till, koppla, komma i kontakt med, få kontakt med,
        kontakt med, kontakta, nå, ringa, diskutera med, prata, vidarekoppla mig till,
        förbind mig med, skriva med, bli kopplad till, överför mig till]
      wants: [jag vill, jag vill ha, vill ha, vill, jag behöver, behöver, ge mig,
        jag skulle vilja, skulle vilja, kan jag, kan jag få, får jag, finns det, finns, har ni,
        jag kräver, kräver, jag söker, hämta, var är, jag önskar, hur når jag, hur får jag,
        hellre, kalla på, skicka]
      whole: [finns det någon där, är det någon där, någon där, är någon där,
        kan någon hjälpa mig, kan nån hjälpa mig, hallå någon där, ingen bot, inte en bot,
        ingen robot, inga botar, svarar någon, ring mig, kan någon ringa mig]
      around: [en, ett, den, riktig, riktigt, levande, mänsklig, verklig, annan, vanlig, tack,
        snälla, nu, genast, direkt, omedelbart, snabbt, äntligen, snarast, jag, mig, ni, du, er,
        vi, med, till, på, i, från, av, hos, om, att, få, kan, vill, ska, hur, när, varför, är,
        det, möjligt, går, idag, här, där, online, telefon, per, via, chatt, fan, jävla, helvete,
        som kan hjälpa mig, som kan hjälpa, hjälpa, hjälp, bara, istället, hellre, och, eller,
        kompetent, ert team, företaget, skulle, kunna, ha, faktiskt, någon, igen, gärna, bli,
        förihelvete]
      machine: [bot, bott, botten, botar, robot, roboten, robotar, chattbot, chatbot, maskin,
        maskiner, dator, ai, automatiska svar, program, virtuell assistent]
      refuse: [vill inte, jag vill inte, inte med, inte, ingen, inga, utan, trött på,
        istället för, aldrig, slippa, nej]
      about: [om, angående, gällande, för att, eftersom, på grund av, som, när, ifall, för]
      unlike: [fastighetsmäklare, per person, två personer, en person har, min chef, user agent,
        personlig hämtning, mänskligt fel, kundtjänstens nummer, numret till kundtjänst,
        lösenordshanterare, telefonoperatör, mobiloperatör, första person, personalrabatt,
        agenten sa]
    yes:
      words: [ja, jaa, japp, jajamän, jo, jovisst, ja tack, jepp, ja visst, ja det gjorde det,
        ja det stämmer, jadå, 👍, ✅, 👌]
      soft: [visst, absolut, självklart, javisst, säkert, ok, okej, oki, bra, precis, exakt,
        stämmer, det stämmer, rätt, korrekt, sant, definitivt, gärna, naturligtvis, såklart,
        helt klart, toppen, perfekt, kör, visst ja, fint]
    no:
      words: [nej, nä, näe, nej tack, nope, inte alls, verkligen inte, absolut inte,
        definitivt inte, inte riktigt, inte än, inte ännu, fortfarande inte, självklart inte,
        aldrig, fel, falskt, tyvärr inte, tyvärr, det tror jag inte, tror inte det,
        jag tror inte det, inte direkt, nej då, ingenting, inget, knappast, det stämmer inte,
        stämmer inte, nix, 👎, ❌, jo men nej, ja men nej]
      not: [inte, ej, aldrig, ingen, inget, inga, ingenting, utan, icke]
    answer:
      around: [det, den, här, är, har, mig, min, mitt, jag, problem, problemet, fråga, frågan,
        artikeln, svaret, nu, än, ännu, fortfarande, riktigt, så, också, mycket, allt, och,
        faktiskt, tyvärr, ah, oh, eh, hm, haha, ärligt, gjorde, var, på, med, gick, men ja, alls]
      solved: [löst, löste, löste sig, löste det, fungerar, funkar, funkade, fungerade, hjälpte,
        hjälpt, fixat, ordnat, klart, användbart, förstått, hittade]
      verbs: [lösa, hjälpa, hjälper, löser, rätt, sant, fungera, funka, ändrade, svar]
      unsolved: [fortfarande trasig, trasig, fortfarande, fungerar inte, funkar inte,
        fungerar fortfarande inte, värre, samma problem, inte löst, olöst, värdelöst,
        hjälpte inte, går inte]
      doubt: [kanske, vet inte, jag vet inte, ingen aning, osäker, är inte säker, inte säker,
        beror på, det beror på, mer eller mindre, lite, delvis, halvt, nästan, jag tror det,
        tror det, jag hoppas det, hoppas, förmodligen, antagligen, troligen, ja och nej, ibland,
        inga problem, inte illa, vad, hur, varför, när, 🤷, 🤔, vi får se]
      but: [men, dock, fast, förutom]
    thanks:
      words: [tack, tackar, tack så mycket, tusen tack, stort tack, tack snälla, tackar så mycket,
        tack tack, bra, toppen, perfekt, grymt, super, kanon, underbart, jättebra, utmärkt,
        härligt, tacksam, snyggt, 🙏, ❤]
      around: [för, så, mycket, hjälpen, hjälp, snabbt, snabba, svaret, svar, informationen, info,
        tiden, er, din, ditt, all, allt, och, på, förhand, det, fungerar, löst, nu, ska, jag,
        prova, vänta, igen, ändå, var, snällt, är, ni, bäst, jätte, hjälpsam, servicen]
    goodbye:
      closing: [nej tack, uppfattat, det var allt, förstått]
      words: [hej då, hejdå, hejdå då, adjö, vi ses, vi hörs, hörs, ses, ha det bra,
        ha det så bra, ha en bra dag, ha en trevlig dag, ha en fin dag, trevlig kväll,
        ha en trevlig kväll, trevlig helg, god natt, detsamma, du med, ni med, dig också, dig med,
        hälsningar, med vänliga hälsningar, mvh, det var allt, det var allt tack, avsluta, stopp,
        sluta, avsluta chatten, stäng, bye]
      around: [och, då, så, ha, en, bra, trevlig, själv, du, ni, med, chatten, nu, fin]
    back: [tillbaka, gå tillbaka, backa, föregående, föregående fråga, förra frågan,
      ett steg tillbaka, steg tillbaka, ångra, jag svarade fel, fel svar, jag tryckte fel,
      ändra mitt svar, ändra svaret, senaste frågan]
    start_over: [börja om, starta om, omstart, från början, börja om från början,
      ta det från början, till början, tillbaka till början, meny, menyn, huvudmeny, huvudmenyn,
      till menyn, ny chatt, från noll]
    help: [hjälp, hjälp mig, jag behöver hjälp, behöver hjälp, vad kan jag säga, vad kan jag göra,
      vad ska jag göra, hur fungerar det, hur funkar det, alternativ, kommandon, jag förstår inte,
      förstår inte, fattar inte, kan du hjälpa mig, kan ni hjälpa mig, vad menar du,
      vad ska jag skriva]
    never_mind: [glöm det, strunta i det, strunt i det, det gör inget, spelar ingen roll,
      det spelar ingen roll, behövs inte, behövs inte längre, det behövs inte,
      inte längre nödvändigt, behöver inte hjälp längre, jag behöver ingen hjälp längre, avbryt,
      ångra mig, jag har ångrat mig, jag ångrade mig, löste det själv, jag löste det själv,
      har löst det, redan löst, hittade det själv, jag vill inte vänta, vill inte vänta,
      jag väntar inte, orkar inte vänta, skit samma, lägg ner, det ordnade sig]
    danger:
      words: [brinner, det brinner, fattat eld, tog eld, i lågor, eldsvåda, brandlukt,
        luktar bränt, luktar gas, gasläcka, gaslukt, läcker gas, ryker, kommer rök, rök kommer,
        elstöt, elektrisk stöt, fick en stöt, kortslutning, exploderade, exploderat, explosion,
        exploderar, skadad, skadade mig, blöder, medvetslös, svimmade, svimmat, andas inte,
        kan inte andas, kvävs, kvävning, förgiftad, förgiftning, brände mig, bränt mig,
        brännskada, brännskador, ambulans, brandkåren, livsfara, livshotande, i fara, självmord,
        ta livet av mig, döda mig, vill dö, vill inte leva, skära mig, skada mig själv, hotar mig,
        hotad, hotade, slår mig, slog mig, misshandlad, misshandlar, våldtagen, överfallen,
        attackerad, våld, kniv mot, vapen, bomb, kolmonoxid, koloxid, hjärtattack, gnistor,
        nödsituation, svullet batteri, svalde ett, svalde en, har svalt, svalt ett]
      hints: [eld, brand, rök, gas, lågor, gnistor, bränt, blod, gift i, smält, het]
      near: [hus, huset, kök, köket, lägenhet, lägenheten, rum, rummet, ur, från, uttag,
        eluttaget, laddare, laddaren, batteri, batteriet, kabel, barn, barnet, farligt, rädd,
        hjälp, evakuera, granne, luktar]
      unlike: [fire tv, fyrverkeri, fyrverkerier, brandvarnare, rökdetektor, gasolgrill, gasgrill,
        gasflaska, gasspis, brandsläckare, brandvägg, brandlarm, knivset, köksknivar, kökskniv,
        blodtryck, blodsocker, badbomb, rökt lax, rökfri, limpistol, dö av skratt, gas räkning,
        gasräkning, brinner för]
    polite: [tack, snälla, hej, hejsan, hallå, god morgon, god dag, god kväll, goddag, ursäkta,
      förlåt, nu, ja du, så, då, ok, okej, jag vill, jag skulle vilja, kan jag, kan vi, kan du,
      kan ni, får jag, till, en, det, snabbt, igen, äntligen, vill, att, gå]
    joins: [och, eftersom, så]
    other: [men, den, man, gift, dog, barn, hade, rum, bra, god, fart, kind, all, egen, glass]
    buttons: { yes: Ja, no: Nej }
    sentences:
      late: >-
        Vi lovade att svara senast {{ ticket.reply_by }}. Den tiden har gått, och jag beklagar.
        Ärende **{{ ticket.id }}** ligger kvar hos teamet, och svaret kommer här.
      alone: "Just nu är ingen här. Du kan vänta här eller lämna ett meddelande, så svarar vi."
      longer: >-
        Det tar längre tid än vi sade. Du kan vänta här eller lämna ett meddelande, så svarar vi.
      waits: "Okej, du behåller din plats."
      wait_here: "Vänta här"
      leave_message: "Lämna ett meddelande"
      person: Jag hämtar någon som kan hjälpa dig.
      nobody: Ingen är ledig just nu.
      saved: "Sparat som ärende **{{ ticket.id }}**. Vi svarar senast {{ ticket.reply_by }}."
      not_saved: Vi har sparat den här chatten och någon kommer att läsa den.
      sorry: Ursäkta, något gick fel hos mig.
      invalid: Ursäkta, det förstod jag inte.
      choose: Ursäkta, det förstod jag inte. Välj ett av svaren.
      form: Titta gärna på de markerade fälten igen.
      resume: Ska vi fortsätta där vi var?
      stopped: Okej, jag slutar här. Skriv igen när du behöver oss.
      answer: "Det här kan vara svaret:"
      welcome: Varsågod!
      added: Tack, jag har lagt till det i ditt meddelande till teamet.
      again: Något annat
      unsettled: Tråkigt att det inte är löst ändå. Vi fortsätter där vi var.
      same: Gäller det fortfarande samma sak?
      help: >-
        Du kan svara på frågan, be om en människa, gå tillbaka, börja om eller sluta, med dina
        egna ord.
      no_back: Det finns ingen tidigare fråga.
    time:
      today: i dag
      tomorrow: i morgon
      at: kl.
      later: senare
      weekdays: [mån, tis, ons, tors, fre, lör, sön]
      months: [januari, februari, mars, april, maj, juni, juli, augusti, september, oktober,
        november, december]
      day_end: ""
      unknown_wait: inte känt än
      short_wait: under en minut
      long_wait: "högst # minuter"
    """#
}
