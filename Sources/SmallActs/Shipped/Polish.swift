extension Shipped {
  static let polish = #"""
    language: pl
    person:
      words: [człowiek, człowiekiem, człowieka, ludzie, konsultant*, pracowni*, operator*, agent,
        agentem, agenta, doradca, doradcą, doradcy, doradcę, przedstawiciel*, kierowni*,
        menedżer*, manager*, przełożon*, osoba, osobą, osobę, osoby, żywy człowiek,
        żywym człowiekiem, prawdziwy człowiek, prawdziwa osoba, prawdziwą osobą, szef, szefem,
        specjalist*, ktoś żywy, kimś żywym, kimś prawdziwym, obsługant*, koleg*, ludzi]
      vague: [ktoś, kimś, kogoś, komuś, ktokolwiek, kimkolwiek]
      service: [obsługa klienta, obsługą klienta, obsługę klienta, biuro obsługi,
        biurem obsługi klienta, infolinia, infolinię, infolinią, wsparcie, wsparciem,
        pomoc techniczna, pomocą techniczną, czat na żywo, bok, dział obsługi]
      asks: [rozmawiać z, porozmawiać z, rozmowa z, rozmowę z, pogadać z, gadać z, mówić z,
        pomówić z, połącz mnie z, połączyć z, połączyć mnie z, połączcie mnie z,
        proszę połączyć z, proszę o połączenie z, połączenie z, połączenia z, przełącz mnie do,
        przełączyć do, przekieruj mnie do, przekierować do, skontaktować się z, kontakt z,
        kontaktu z, napisać do, czatować z, rozmawiać, porozmawiać, pogadać, dodzwonić się do,
        skontaktuj mnie z, przekaż do]
      wants: [chcę, chce, chciałbym, chciałabym, potrzebuję, potrzebuje, daj mi, dajcie mi,
        dajcie, daj, poproszę, proszę o, proszę, żądam, mogę, czy mogę, czy można, można,
        czy jest, jest, czy są, szukam, wolę, dawać, zawołaj, przyślij, macie, gdzie jest,
        jak mogę, wezwij, dlaczego nie mogę, czemu nie mogę]
      whole: [czy jest tam ktoś, jest tam ktoś, jest ktoś, halo jest tam ktoś, czy ktoś tam jest,
        jest tu ktoś, czy ktoś może mi pomóc, ktoś mi pomoże, nie bot, żadnych botów, bez botów,
        nie robot, czy ktoś mi odpowie, proszę o telefon, zadzwońcie do mnie,
        proszę do mnie zadzwonić]
      around: [jakiś, jakaś, jakimś, jakąś, żywy, żywym, żywą, żywego, prawdziwy, prawdziwym,
        prawdziwą, prawdziwego, innym, inny, z, ze, do, do mnie, na, w, o, przez, proszę, teraz,
        natychmiast, od razu, szybko, wreszcie, w końcu, pilnie, pilne, mnie, mi, się, ja, wy,
        wam, was, czy, czy jest możliwość, możliwe, jak, kiedy, dzisiaj, tutaj, tu, tam, online,
        telefonicznie, telefon, przez telefon, czat, cholera, cholerny, kurwa, kto mi pomoże,
        pomoc, pomóc, po prostu, tylko, raczej, zamiast, i, lub, chcę, chciałbym, mogę, można,
        prosto, bezpośrednio, kompetentnym, kimś innym, wolałbym, wolę, być, waszym, firmy,
        obsługi, klienta, a nie, żeby, ludzkim]
      machine: [bot*, robot, robotem, roboty, robotami, maszyn*, chatbot*, komputer*, automat*,
        ai, sztuczn* inteligencj*, program, programem, wirtualn* asystent*]
      refuse: [nie chcę, nie chce, nie chcę rozmawiać z, nie, bez, dość, mam dość, zamiast,
        żadnych, żadnego, nigdy, nie z, a nie z]
      about: [w sprawie, o, odnośnie, bo, ponieważ, żeby, który, która, na temat, dotyczące, gdy,
        jeśli, od]
      unlike: [agent nieruchomości, na osobę, dwie osoby, odbiór osobisty, osobiście, mój szef,
        zasoby ludzkie, user agent, numer infolinii, operator sieci, operatora sieci, błąd ludzki,
        menedżer haseł, kierownik sklepu powiedział, jedna osoba, agent ubezpieczeniowy]
    yes:
      words: [tak, taa, tak tak, tak proszę, tak dziękuję, tak jest, a tak, no tak, ta, yep,
        zgadza się tak, 👍, ✅, 👌]
      soft: [jasne, oczywiście, pewnie, zgadza się, ok, okej, okay, dobrze, dobra, w porządku,
        zgoda, dokładnie, racja, prawda, poprawnie, naturalnie, chętnie, na pewno, zdecydowanie,
        absolutnie, super, świetnie, spoko, owszem, właśnie]
    no:
      words: [nie, niee, nie nie, nie dziękuję, nie dzięki, wcale nie, w ogóle nie, bynajmniej,
        jeszcze nie, nie bardzo, nie do końca, zdecydowanie nie, absolutnie nie, na pewno nie,
        oczywiście że nie, oczywiście nie, nigdy, fałsz, nieprawda, źle, niestety nie, niestety,
        skądże, ani trochę, raczej nie, chyba nie, nie sądzę, nie wydaje mi się, nic z tego,
        nadal nie, wciąż nie, dalej nie, nic, 👎, ❌]
      not: [nie, nigdy, nic, ani, bez, wcale]
    answer:
      around: [to, jest, jestem, mi, mnie, mój, moja, problem, problemu, pytanie, artykuł,
        odpowiedź, teraz, już, naprawdę, bardzo, wszystko, się, i, a, tu, ale tak, jeszcze,
        ciągle, nadal, wciąż, no, ach, oh, hm, haha, szczerze, było, został, została, że, na, w,
        z]
      solved: [rozwiązane, rozwiązany, rozwiązało, działa, zadziałało, pomogło, pomógł, pomogła,
        naprawione, udało, udało się, przydatne, załatwione, zrozumiałem, zrozumiałam, już działa]
      verbs: [rozwiązać, pomóc, pomaga, rozwiązuje, zmieniło, dało, jasne, prawda, poprawne,
        zadziałać, odpowiada]
      unsolved: [nadal nie działa, nie działa, zepsute, gorzej, bez zmian, ten sam problem,
        nie pomogło, nie udało się, bezużyteczne, nierozwiązane, ciągle to samo]
      doubt: [może, być może, nie wiem, nie jestem pewien, nie jestem pewna, zależy, mniej więcej,
        trochę, częściowo, po części, prawie, chyba tak, chyba, myślę że tak, mam nadzieję,
        prawdopodobnie, i tak i nie, tak i nie, czasami, nie ma problemu, nieźle, nie ma sprawy,
        co, jak, dlaczego, kiedy, 🤷, 🤔, zobaczymy]
      but: [ale, jednak, lecz, tylko że, oprócz]
    thanks:
      words: [dziękuję, dziękuje, dzięki, dzieki, dziękujemy, wielkie dzięki, serdecznie dziękuję,
        bardzo dziękuję, dzięki wielkie, dzięx, dzięks, super, świetnie, wspaniale, idealnie,
        fajnie, doskonale, ekstra, jestem wdzięczny, jestem wdzięczna, wdzięczny, 🙏, ❤]
      around: [za, bardzo, pomoc, odpowiedź, szybką, informację, informacje, wszystko, państwu,
        wam, ci, panu, pani, i, to, działa, już, mi, poczekam, spróbuję, z góry, jeszcze raz,
        serdecznie, cierpliwość, obsługę, miłe, jest, było, wielkie, mocno, ślicznie, pięknie]
    goodbye:
      closing: [nie dziękuję, rozumiem, to wszystko, nic więcej, jasne]
      words: [do widzenia, do zobaczenia, pa, pa pa, papa, na razie, nara, cześć, do usłyszenia,
        żegnam, miłego dnia, miłego wieczoru, dobrego dnia, udanego dnia, życzę miłego dnia,
        miłego weekendu, dobranoc, wzajemnie, nawzajem, tobie też, państwu też, pozdrawiam,
        pozdrowienia, to wszystko, koniec, zakończ, zakończ czat, wyjdź, zamknij, trzymaj się]
      around: [i, życzę, miłego, dnia, czat, rozmowę, tym, też, wam, państwu, na, to, już]
    back: [wstecz, wróć, cofnij, cofnij się, powrót, poprzednie, poprzednie pytanie,
      wróć do poprzedniego pytania, krok wstecz, do tyłu, pomyliłem się, pomyliłam się,
      zła odpowiedź, zmień odpowiedź, zmienić odpowiedź, ostatnie pytanie, pomyłka]
    start_over: [od nowa, zacznij od nowa, zacznijmy od nowa, zacząć od nowa, od początku,
      zacznij od początku, jeszcze raz od początku, restart, wróć na początek, na początek, menu,
      menu główne, do menu, nowa rozmowa, od zera]
    help: [pomoc, pomocy, pomóż mi, pomóż, potrzebuję pomocy, proszę o pomoc, co mogę powiedzieć,
      co mogę zrobić, co mam robić, co mam zrobić, jak to działa, opcje, polecenia, nie rozumiem,
      możesz mi pomóc, czy możesz mi pomóc, co masz na myśli, co mam napisać]
    never_mind: [nieważne, nie ważne, mniejsza o to, mniejsza z tym, zapomnij, zapomnij o tym,
      nie trzeba, już nie trzeba, niepotrzebne, już niepotrzebne, nie potrzebuję już pomocy,
      już nie potrzebuję pomocy, anuluj, anulować, odwołuję, już rozwiązane, sam to rozwiązałem,
      sama to rozwiązałam, poradziłem sobie, poradziłam sobie, już znalazłem, już znalazłam,
      nie chcę czekać, nie będę czekać, nie czekam, zmieniłem zdanie, zmieniłam zdanie,
      nie szkodzi, już nie chcę]
    danger:
      words: [pali się, płonie, w płomieniach, pożar, zapaliło się, zapalił się,
        zajęło się ogniem, zapach spalenizny, czuć spaleniznę, czuć gaz, czuję gaz,
        ulatnia się gaz, wyciek gazu, zapach gazu, dymi się, leci dym, wydobywa się dym,
        pełno dymu, poraził mnie prąd, poraził prąd, porażenie prądem, porażony prądem,
        kopnął mnie prąd, zwarcie, wybuchł, wybuchła, wybuchło, wybuch, eksplodował*, eksplozja,
        ranny, ranna, zraniony, krwawi, krwawię, nieprzytomny, zemdlał, zemdlała, nie oddycha,
        nie mogę oddychać, dusi się, duszę się, zatruty, zatrucie, oparzenie, oparzyłem się,
        oparzyłam się, poparzył*, karetka, pogotowie, straż pożarna, zagrożenie życia,
        w niebezpieczeństwie, samobójstw*, zabić się, zabiję się, chcę umrzeć,
        odebrać sobie życie, nie chcę żyć, tnę się, grozi mi, groził*, bije mnie, pobił, pobity,
        zgwałcon*, zaatakował*, przemoc, przemocy, nożem, broń, bomba, czad, zawał, iskrzy,
        spuchnięta bateria, to nagły wypadek, połknął, połknęła, połknęło]
      hints: [ogień, ogniem, dym, dymu, gaz, gazu, płomienie, iskry, spalenizna, krew, trucizna,
        ratunku, stopił*, gorący]
      near: [dom, domu, kuchnia, kuchni, mieszkani*, pokój, pokoju, gniazd*, ładowark*, bateri*,
        kabel, urządzeni*, dziecko, niebezpieczn*, boję, pomocy, sąsiad*, z]
      unlike: [fire tv, fajerwerki, czujnik dymu, czujnik czadu, grill gazowy, kuchenka gazowa,
        butla gazowa, rachunek za gaz, gaz pieprzowy, kula do kąpieli, bomba do kąpieli,
        nóż kuchenny, zestaw noży, ciśnienie krwi, umrzeć ze śmiechu, woda gazowana, gaśnica,
        pistolet do kleju, zabić czas, bomba cena, gorąca czekolada]
    polite: [proszę, poproszę, cześć, hej, dzień dobry, dobry wieczór, witam, halo, przepraszam,
      sorry, teraz, no, to, więc, ok, dzięki, dziękuję, chcę, chciałbym, chciałabym, czy mogę,
      czy możemy, mogę, możesz, czy możesz, czy może pan, czy może pani, do, pan, pani, szybko,
      już, jeszcze, znowu]
    joins: [i, bo, więc, dlatego]
    other: [no, to, ten, do, on, dom, tam, pan, my, jest, sam, brat, but, list, data]
    buttons: { yes: Tak, no: Nie }
    sentences:
      late: >-
        Obiecaliśmy odpowiedzieć do {{ ticket.reply_by }}. Ten termin minął, przepraszam.
        Zgłoszenie **{{ ticket.id }}** jest nadal u zespołu, a odpowiedź pojawi się tutaj.
      alone: >-
        W tej chwili nikogo nie ma. Można tu poczekać albo zostawić wiadomość, na którą
        odpowiemy.
      longer: "Trwa to dłużej, niż mówiliśmy. Mogą Państwo poczekać tutaj lub zostawić wiadomość."
      waits: "Dobrze, zachowują Państwo swoje miejsce."
      wait_here: "Poczekam tutaj"
      leave_message: "Zostawię wiadomość"
      person: Już szukam osoby, która Państwu pomoże.
      nobody: W tej chwili nikt nie jest dostępny.
      saved: >-
        Zapisano jako zgłoszenie **{{ ticket.id }}**. Termin odpowiedzi: {{ ticket.reply_by }}.
      not_saved: Zachowaliśmy tę rozmowę i ktoś ją przeczyta.
      sorry: Przepraszam, coś poszło nie tak po mojej stronie.
      invalid: Przepraszam, nie zrozumiałem.
      choose: Przepraszam, nie zrozumiałem. Proszę wybrać jedną z odpowiedzi.
      form: Proszę jeszcze raz sprawdzić zaznaczone pola.
      resume: Czy wracamy do miejsca, w którym przerwaliśmy?
      stopped: Dobrze, na tym kończę. Proszę napisać, gdy będziemy potrzebni.
      answer: "To może być odpowiedź na Państwa pytanie:"
      welcome: Nie ma za co!
      added: Dziękuję, dodałem to do wiadomości dla zespołu.
      again: Coś innego
      unsettled: Przykro mi, że to jednak nie jest rozwiązane. Wróćmy do miejsca, w którym byliśmy.
      same: Czy nadal chodzi o tę samą sprawę?
      help: >-
        Można odpowiedzieć na pytanie, poprosić o rozmowę z człowiekiem, cofnąć się, zacząć od
        nowa albo zakończyć, własnymi słowami.
      no_back: Nie ma wcześniejszego pytania.
    time:
      today: dzisiaj
      tomorrow: jutro
      at: o
      later: później
      weekdays: [pon., wt., śr., czw., pt., sob., niedz.]
      months: [stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września,
        października, listopada, grudnia]
      day_end: ""
      unknown_wait: jeszcze nie wiadomo
      short_wait: poniżej minuty
      long_wait: "najwyżej # min"
    """#
}
