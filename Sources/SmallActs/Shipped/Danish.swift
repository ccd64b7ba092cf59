extension Shipped {
  static let danish = #"""
    language: da
    person:
      words: [menneske, mennesket, mennesker, person, rigtig person, rigtigt menneske, agent,
        agenten, medarbejder, medarbejderen, medarbejdere, rådgiver, rådgiveren, konsulent,
        operatør, repræsentant, leder, lederen, chef, chefen, ansat, ansatte,
        kundeservicemedarbejder, kundekonsulent, kollega, levende person, levende menneske,
        nogen rigtig, specialist, tekniker, supporter, personale]
      vague: [nogen, en af jer, et eller andet menneske]
      service: [kundeservice, kundesupport, support, supporten, kundecenter, livechat, live chat,
        teknisk support, helpdesk]
      asks: [tale med, snakke med, tale, snakke, chatte med, få fat i, få fat på,
        komme i kontakt med, kontakt med, kontakte, stille mig om til, stil mig om til,
        stilles om til, stilles videre til, viderestille til, viderestil mig til,
        viderestillet til, omstillet til, stillet om til, sæt mig i kontakt med, forbind mig med,
        ringe til, skrive med, tale til]
      wants: [jeg vil, jeg vil gerne, vil gerne, vil, jeg ønsker, ønsker, jeg skal,
        jeg har brug for, har brug for, giv mig, må jeg, kan jeg, kan jeg få, får jeg, er der,
        findes der, har i, jeg kræver, kræver, jeg søger, hent, find, hvor er, hvordan får jeg,
        hvordan kan jeg, hellere, send, skal]
      whole: [er der nogen, er der nogen der, hallo er der nogen, er der nogen til stede,
        kan nogen hjælpe mig, er her nogen, ingen bot, ikke en bot, ingen robot, svarer nogen,
        er der nogen hjemme, ring til mig, kan nogen ringe til mig]
      around: [en, et, den, det, rigtig, rigtigt, levende, menneskelig, virkelig, anden, andet,
        almindelig, tak, venligst, nu, straks, med det samme, hurtigt, endelig, hurtigst muligt,
        jeg, mig, i, du, jer, vi, os, med, til, på, fra, af, hos, om, at, få, kan, vil, skal, må,
        hvordan, hvornår, hvorfor, er, muligt, i dag, her, der, online, telefon, i telefonen,
        pr telefon, chat, fanden, for fanden, forpulede, som kan hjælpe mig, der kan hjælpe mig,
        der kan hjælpe, hjælpe, hjælp, bare, kun, i stedet, hellere, og, eller, kompetent, jeres,
        virksomheden, gerne, igen, faktisk, blive, lov, ikke bare, ægte, tak for]
      machine: [bot, botten, bots, robot, robotten, robotter, chatbot, maskine, maskiner,
        computer, ai, automatiske svar, program, virtuel assistent]
      refuse: [vil ikke, jeg vil ikke, gider ikke, ikke med, ikke, ingen, uden, træt af,
        i stedet for, aldrig, nej]
      about: [om, angående, vedrørende, fordi, på grund af, som, der, når, hvis, for at,
        med hensyn til]
      unlike: [ejendomsmægler, pr person, per person, to personer, min chef, user agent,
        personlig afhentning, menneskelig fejl, nummeret til kundeservice, adgangskodehåndtering,
        mobiloperatør, teleoperatør, en person har, personalerabat]
    yes:
      words: [ja, jaa, jep, jo, jo da, ja tak, jada, jamen ja, ja det gjorde det,
        ja det er rigtigt, yes, 👍, ✅, 👌]
      soft: [selvfølgelig, naturligvis, helt sikkert, sikkert, ok, okay, okej, godt, fint, præcis,
        nemlig, korrekt, rigtigt, det er rigtigt, sandt, det stemmer, bestemt, absolut, gerne,
        klart, perfekt, super, i orden, enig, klart nok]
    no:
      words: [nej, næ, nej tak, niks, nope, slet ikke, overhovedet ikke, absolut ikke,
        bestemt ikke, helt sikkert ikke, ikke rigtig, ikke rigtigt, ikke endnu, stadig ikke,
        stadigvæk ikke, selvfølgelig ikke, aldrig, forkert, falsk, desværre ikke, desværre,
        det tror jeg ikke, tror jeg ikke, jeg tror ikke, ikke helt, på ingen måde, intet,
        ingenting, næppe, det passer ikke, 👎, ❌]
      not: [ikke, aldrig, ingen, intet, ingenting, uden, ej]
    answer:
      around: [det, den, her, er, har, mig, min, mit, jeg, problem, problemet, spørgsmål,
        spørgsmålet, artiklen, svaret, nu, endnu, stadig, rigtig, så, også, meget, alt, og,
        faktisk, desværre, ah, oh, øh, hm, haha, ærligt, gjorde, var, på, med, gik, da, blev,
        alting]
      solved: [løst, løste, løste det, virker, virkede, fungerer, fungerede, hjalp, hjulpet,
        ordnet, fikset, klaret, på plads, nyttigt, forstået, fandt]
      verbs: [løse, hjælpe, hjælper, løser, virke, rigtigt, sandt, ændrede, svarede]
      unsolved: [stadig i stykker, i stykker, stadig, virker ikke, virker stadig ikke,
        fungerer ikke, værre, samme problem, ikke løst, uløst, ubrugeligt, hjalp ikke, går ikke]
      doubt: [måske, ved ikke, det ved jeg ikke, jeg ved det ikke, jeg ved ikke, ingen anelse,
        usikker, ikke sikker, det kommer an på, mere eller mindre, lidt, delvist, halvt, næsten,
        det tror jeg, jeg tror det, jeg håber det, håber, sandsynligvis, formentlig,
        både ja og nej, ja og nej, nogle gange, intet problem, ikke dårligt, hvad, hvordan,
        hvorfor, hvornår, 🤷, 🤔, vi får se]
      but: [men, dog, bortset fra]
    thanks:
      words: [tak, mange tak, tusind tak, tak for hjælpen, tak skal du have, tak skal i have,
        takker, super, perfekt, fedt, fantastisk, dejligt, skønt, herligt, godt arbejde,
        taknemmelig, flot, 🙏, ❤]
      around: [for, så, meget, hjælpen, hjælp, hurtigt, hurtige, svaret, svar, informationen,
        info, tiden, jer, din, jeres, alt, det, hele, og, på, forhånd, virker, løst, nu, jeg,
        prøver, venter, igen, alligevel, var, sødt, er, i, du, god, service, venlige, det var]
    goodbye:
      closing: [nej tak, forstået, det var alt, modtaget]
      words: [farvel, hej hej, vi ses, vi tales ved, vi snakkes, ses, hav det godt, ha det godt,
        ha det, hav en god dag, god dag, hav en dejlig dag, fortsat god dag, god aften,
        god weekend, godnat, i lige måde, ligeså, også til dig, også til jer, hilsen,
        venlig hilsen, mvh, med venlig hilsen, det var alt, det var det hele, afslut, stop, slut,
        luk chatten, luk, bye]
      around: [og, da, så, hav, en, god, dejlig, selv, du, i, også, chatten, nu, fortsat]
    back: [tilbage, gå tilbage, forrige, forrige spørgsmål, det forrige spørgsmål,
      sidste spørgsmål, et skridt tilbage, skridt tilbage, fortryd, jeg svarede forkert,
      forkert svar, jeg trykkede forkert, ændre mit svar, ændre svaret]
    start_over: [start forfra, begynd forfra, forfra, start om, genstart, fra begyndelsen,
      fra starten, til begyndelsen, tilbage til start, menu, menuen, hovedmenu, hovedmenuen,
      til menuen, ny chat, fra nul, start på ny]
    help: [hjælp, hjælp mig, jeg har brug for hjælp, brug for hjælp, hvad kan jeg sige,
      hvad kan jeg gøre, hvad skal jeg gøre, hvordan virker det, muligheder, kommandoer,
      jeg forstår ikke, forstår ikke, jeg forstår det ikke, kan du hjælpe mig, kan i hjælpe mig,
      hvad mener du, hvad skal jeg skrive]
    never_mind: [glem det, lige meget, det er lige meget, skidt med det, pyt, det gør ikke noget,
      ikke nødvendigt, ikke længere nødvendigt, det er ikke nødvendigt,
      har ikke brug for hjælp længere, jeg har ikke længere brug for hjælp, annuller, annullér,
      afbryd, jeg har ombestemt mig, jeg løste det selv, løste det selv, har løst det,
      jeg fandt det selv, fandt selv ud af det, jeg vil ikke vente, vil ikke vente,
      jeg venter ikke, gider ikke vente, lad det være, lad være]
    danger:
      words: [brænder, det brænder, gik ild i, går ild i, ild i, i flammer, ildebrand, husbrand,
        brandlugt, lugter brændt, lugter af gas, gaslugt, gaslæk, gasudslip, ryger fra,
        kommer røg, røg fra, kommer der røg, elektrisk stød, fik stød, fået stød, kortslutning,
        eksploderede, eksploderet, eksplosion, eksploderer, såret, kommet til skade,
        kom til skade, bløder, bevidstløs, besvimede, besvimet, trækker ikke vejret,
        kan ikke trække vejret, kan ikke få vejret, kvæles, forgiftet, forgiftning, brændte mig,
        brændt mig, forbrænding, forbrændinger, ambulance, brandvæsen, brandvæsenet, livsfare,
        livsfarligt, i fare, selvmord, tage livet af mig, tage mit eget liv, slå mig ihjel,
        vil dø, vil ikke leve, skære i mig, skader mig selv, truer mig, truet, slår mig, slog mig,
        voldtaget, overfaldet, vold, kniv mod, våben, bombe, kulilte, hjerteanfald, gnister,
        nødsituation, opsvulmet batteri, slugt et, slugt en, har slugt]
      hints: [ild, brand, røg, gas, flammer, gnister, brændt, blod, gift i, smeltet]
      near: [hus, huset, køkken, køkkenet, lejlighed, lejligheden, rum, stuen, ud af, fra,
        stikkontakt, stikkontakten, oplader, opladeren, batteri, batteriet, kabel, barn, barnet,
        farligt, bange, hjælp, evakuere, nabo, lugter]
      unlike: [fire tv, fyrværkeri, røgalarm, røgalarmer, gasgrill, gasflaske, gasblus,
        gasregning, brandmand, brandslukker, brandalarm, knivsæt, køkkenkniv, køkkenknive,
        blodtryk, blodsukker, badebombe, røget laks, røgfri, limpistol, dø af grin, brænder for,
        brænde, brandvarm]
    polite: [tak, venligst, hej, hejsa, hallo, god morgen, goddag, god aften, undskyld, beklager,
      nu, så, da, ok, okay, jeg vil, jeg vil gerne, kan jeg, kan vi, kan du, kan i, må jeg, til,
      en, det, hurtigt, igen, endelig, lige, vil, gerne, at, gå]
    joins: [og, fordi, så]
    other: [men, den, man, gift, dog, barn, god, fart, all, egen, fire, brand, fin, led, tag]
    buttons: { yes: Ja, no: Nej }
    sentences:
      late: >-
        Vi lovede at svare senest {{ ticket.reply_by }}. Det er overskredet, og det beklager
        jeg. Sag **{{ ticket.id }}** ligger stadig hos teamet, og svaret kommer her.
      alone: "Der er ingen lige nu. Du kan vente her eller lægge en besked, så svarer vi."
      longer: >-
        Det tager længere tid, end vi sagde. Du kan vente her eller lægge en besked, så svarer vi.
      waits: "Godt, du beholder din plads."
      wait_here: "Vent her"
      leave_message: "Læg en besked"
      person: Jeg finder en medarbejder, der kan hjælpe dig.
      nobody: Ingen er ledig lige nu.
      saved: "Gemt som sag **{{ ticket.id }}**. Vi svarer senest {{ ticket.reply_by }}."
      not_saved: Vi har gemt denne chat, og en medarbejder vil læse den.
      sorry: Beklager, der gik noget galt hos mig.
      invalid: Beklager, det forstod jeg ikke.
      choose: Beklager, det forstod jeg ikke. Vælg et af svarene.
      form: Se venligst de markerede felter igen.
      resume: Skal vi fortsætte, hvor vi var?
      stopped: Godt, jeg stopper her. Skriv igen, når du har brug for os.
      answer: "Det her kan være svaret:"
      welcome: Selv tak!
      added: Tak, jeg har føjet det til din besked til teamet.
      again: Noget andet
      unsettled: Det er jeg ked af, at det ikke er løst alligevel. Vi fortsætter, hvor vi var.
      same: Handler det stadig om det samme?
      help: >-
        Du kan svare på spørgsmålet, bede om et menneske, gå tilbage, starte forfra eller
        stoppe, med dine egne ord.
      no_back: Der er ikke noget tidligere spørgsmål.
    time:
      today: i dag
      tomorrow: i morgen
      at: kl.
      later: senere
      weekdays: [man., tirs., ons., tors., fre., lør., søn.]
      months: [januar, februar, marts, april, maj, juni, juli, august, september, oktober,
        november, december]
      day_end: .
      unknown_wait: endnu ikke kendt
      short_wait: under et minut
      long_wait: "højst # minutter"
    """#
}
