/// Words too common to tell one article from another, folded as the index folds them.
enum StopWords {
  static func of(_ language: String) -> Set<String> { lists[language] ?? [] }

  private static let lists: [String: Set<String>] = [
    "en": english, "fr": french, "es": spanish, "de": german, "it": italian, "pt": portuguese,
    "nl": dutch,
  ]

  private static func list(_ words: String) -> Set<String> {
    Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  private static let english = list(
    """
    a about after again all also am an and any anyone anything are arent as at be because been
    before being but by can cant cannot could couldnt did didnt do does doesnt doing dont each
    else even ever few for from get gets getting give go goes going got had has hasnt have havent
    having he hello help her here hers hey hi him his how hows i id if ill im in into is isnt it
    its itself ive just keep kindly know let lets like many may maybe me might mine more most much
    my myself need no nor not now of off oh ok okay on one only or other our ours out over please
    pls plz question really said same say see she should so some someone something still such sure
    tell than thank thanks that thats the their them then there theres these they theyre thing
    things this those though through to too trying try u um umm until up upon ur us use very want
    wants was wasnt way we well were weve what whats when where wheres which while who why will
    wish with without wont would wouldnt yes yet you youd youll your youre yours youve
    """)

  private static let french = list(
    """
    a ai aie alors apres as au aussi autre aux avait avant avec avez avoir avons bien bonjour c ca
    car ce cela ces cet cette ceux chez ci comme comment d dans de deja des donc dois doit du elle
    elles en encore est et etaient etais etait etant ete etes etre eu eux fait faire faut fois font
    ici il ils j je l la le les leur leurs lui m ma mais me meme merci mes moi mon n ne ni nos
    notre nous on ont ou par parce pas peu peut peux plus pour pourquoi pouvez puis qu quand que
    quel quelle quelles quels qui quoi s sa salut sans se ses si son sont suis sur svp t ta te tes
    toi ton tous tout toute toutes tres tu un une veux voici vos votre vous voudrais y
    """)

  private static let spanish = list(
    """
    a al algo alguien algun alguna ante antes aqui asi aun aunque bien buenas buenos cada como con
    cual cuales cuando cuanto de del desde donde dos e el ella ellas ellos en entre era eres es esa
    ese eso esta estaba estan estar este esto estos estoy fue gracias ha hace hacer han has hasta
    hay he hola la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros o otra otro
    para pero poco por porque pude puede puedo pues que quien quiero se sea ser si sin sobre solo
    son soy su sus tambien tan te tengo ti tiene tienen todo todos tu tus un una unas uno unos
    usted y ya yo
    """)

  private static let german = list(
    """
    aber alle als also am an ans auch auf aus bei beim bin bis bist bitte da damit danke dann das
    dass dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir doch
    dort du durch ein eine einem einen einer eines er es etwas euch euer fur gegen habe haben hallo
    hat hatte hier ich ihm ihn ihnen ihr ihre im in ins ist ja jetzt kann kannst kein keine
    konnen man mehr mein meine meinem meinen meiner mich mir mit mochte muss nach nein nicht nichts
    noch nun nur ob oder ohne schon sehr sein seine sich sie sind so soll und uns unser unter viel
    vom von vor wann war warum was weil welche wenn wer werden wie wieder will wir wird wo wurde
    zu zum zur
    """)

  private static let italian = list(
    """
    a ad ai al alla alle allo anche ancora avere c che chi ci ciao cio come con cosa cui d da dal
    dalla dei del della delle di dove e ed era essere fa fare gia gli grazie ha hai hanno ho i il
    in io l la le lei lo loro lui m ma me mi mia mie miei mio molto ne nel nella no noi non o per
    perche piu po poi posso puo qual quale quando quanto quello questa questo qui s se sei si sia
    siamo solo sono sta sto su sua suo t te ti tu tua tuo tutto un una uno v vi voglio vorrei
    """)

  private static let portuguese = list(
    """
    a ainda ao aos as ate com como da das de dela dele depois do dos e ela ele eles em entre era
    essa esse esta estao estar este estou eu favor foi ha isso isto ja la lhe mais mas me mesmo
    meu meus minha minhas muito na nao nas nem no nos nossa nosso num numa o obrigado ola os ou
    para pela pelo pode por porque posso pra qual quando que quem quero se sem ser seu sua sao so
    tambem te tem tenho ter teu tua tudo um uma umas uns voce voces
    """)

  private static let dutch = list(
    """
    aan al alle als bedankt bij dan dat de deze die dit doe doen door dus een en er ge geen graag
    haar had heb hebben heeft hem het hier hij hoe hun ik in is ja je jij jou jouw kan kunnen maar
    me meer met mij mijn moet na naar niet nog nu of om onder ons ook op over te tegen toch toen
    tot u uit uw van veel voor waar wanneer waarom want waren was wat we wel werd wie wil worden
    wordt ze zich zij zijn zo zonder zou
    """)
}
