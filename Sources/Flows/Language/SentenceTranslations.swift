/// What the bot says of its own accord, in the languages whose yes and no it knows.
///
/// `bot:` in a translation file puts other words in their place.
enum SentenceTranslations {
  static let all: [String: [Sentence: String]] = [
    "fr": french, "de": german, "es": spanish, "it": italian, "nl": dutch, "pt": portuguese,
  ]

  private static let french: [Sentence: String] = [
    .alone:
      "Il n'y a plus personne pour le moment. Vous pouvez attendre ici ou laisser un message, nous y répondrons.",
    .waits: "D'accord, vous gardez votre place.",
    .waitHere: "Attendre ici",
    .leaveMessage: "Laisser un message",
    .person: "Je cherche une personne pour vous aider.",
    .nobody: "Personne n'est disponible pour le moment.",
    .saved:
      "C'est enregistré sous le ticket **{{ ticket.id }}**. Réponse prévue : {{ ticket.reply_by }}.",
    .notSaved: "Cette conversation est conservée et une personne la lira.",
    .sorry: "Désolé, quelque chose n'a pas fonctionné de mon côté.",
    .invalid: "Désolé, je n'ai pas compris.",
    .choose: "Désolé, je n'ai pas compris. Choisissez l'une de ces réponses.",
    .form: "Veuillez vérifier les champs signalés.",
    .resume: "Voulez-vous reprendre où nous en étions ?",
    .answer: "Ceci répond peut-être à votre question :",
    .welcome: "Avec plaisir !",
    .unsettled: "Désolé que ce ne soit pas résolu. Reprenons où nous en étions.",
    .same: "Est-ce toujours à propos du même sujet ?",
    .late:
      "Nous avions promis de répondre avant {{ ticket.reply_by }}. "
      + "Ce délai est passé, et je vous prie de nous excuser. Le ticket **{{ ticket.id "
      + "}}** est toujours chez l'équipe ; sa réponse arrivera ici.",
    .added: "Merci, je l'ai ajouté à votre message pour l'équipe.",
    .again: "Autre chose",
    .stopped: "D'accord, je m'arrête là. Écrivez-nous quand vous voulez.",
    .noBack: "Il n'y a pas de question précédente.",
  ]

  private static let german: [Sentence: String] = [
    .alone:
      "Im Moment ist niemand da. Sie können hier warten oder eine Nachricht hinterlassen, die wir beantworten.",
    .waits: "Gut, Sie behalten Ihren Platz.",
    .waitHere: "Hier warten",
    .leaveMessage: "Nachricht hinterlassen",
    .person: "Ich hole jemanden, der Ihnen hilft.",
    .nobody: "Im Moment ist niemand frei.",
    .saved:
      "Gespeichert als Ticket **{{ ticket.id }}**. Wir antworten bis {{ ticket.reply_by }}.",
    .notSaved: "Dieser Chat bleibt erhalten, und jemand wird ihn lesen.",
    .sorry: "Entschuldigung, bei mir ist etwas schiefgegangen.",
    .invalid: "Das habe ich leider nicht verstanden.",
    .choose: "Das habe ich leider nicht verstanden. Bitte wählen Sie eine der Antworten.",
    .form: "Bitte prüfen Sie die markierten Felder.",
    .resume: "Wollen wir dort weitermachen, wo wir waren?",
    .answer: "Das könnte Ihre Frage beantworten:",
    .welcome: "Gern geschehen!",
    .unsettled: "Schade, dass es doch nicht gelöst ist. Machen wir da weiter, wo wir waren.",
    .same: "Geht es noch um dieselbe Sache?",
    .late:
      "Wir wollten bis {{ ticket.reply_by }} antworten. Das ist vorbei, und es tut mir leid. "
      + "Ticket **{{ ticket.id }}** liegt weiter beim Team; die Antwort kommt hier.",
    .added: "Danke, ich habe es Ihrer Nachricht an das Team hinzugefügt.",
    .again: "Etwas anderes",
    .stopped: "Gut, ich höre hier auf. Schreiben Sie jederzeit wieder.",
    .noBack: "Davor gibt es keine Frage.",
  ]

  private static let spanish: [Sentence: String] = [
    .alone:
      "Ahora mismo no hay nadie. Puede esperar aquí o dejar un mensaje y le responderemos.",
    .waits: "De acuerdo, conserva su lugar.",
    .waitHere: "Esperar aquí",
    .leaveMessage: "Dejar un mensaje",
    .person: "Voy a buscar a una persona que le ayude.",
    .nobody: "Ahora mismo no hay nadie disponible.",
    .saved:
      "Guardado como ticket **{{ ticket.id }}**. Responderemos antes de {{ ticket.reply_by }}.",
    .notSaved: "Hemos guardado esta conversación y una persona la leerá.",
    .sorry: "Lo siento, algo ha fallado por mi parte.",
    .invalid: "Lo siento, no lo he entendido.",
    .choose: "Lo siento, no lo he entendido. Elija una de estas respuestas.",
    .form: "Revise los campos marcados, por favor.",
    .resume: "¿Seguimos donde estábamos?",
    .answer: "Puede que esto responda a su pregunta:",
    .welcome: "¡De nada!",
    .unsettled: "Siento que al final no esté resuelto. Sigamos donde estábamos.",
    .same: "¿Se trata todavía del mismo asunto?",
    .late:
      "Dijimos que responderíamos antes de {{ ticket.reply_by }}. Ya ha pasado, y lo siento. "
      + "El ticket **{{ ticket.id }}** sigue con el equipo; la respuesta llegará aquí.",
    .added: "Gracias, lo he añadido a su mensaje para el equipo.",
    .again: "Otra cosa",
    .stopped: "De acuerdo, lo dejo aquí. Escríbanos cuando quiera.",
    .noBack: "No hay ninguna pregunta anterior.",
  ]

  private static let italian: [Sentence: String] = [
    .alone:
      "In questo momento non c'è nessuno. Può aspettare qui o lasciare un messaggio: le risponderemo.",
    .waits: "Va bene, mantiene il suo posto.",
    .waitHere: "Aspettare qui",
    .leaveMessage: "Lasciare un messaggio",
    .person: "Cerco una persona che possa aiutarla.",
    .nobody: "In questo momento nessuno è disponibile.",
    .saved: "Salvato come ticket **{{ ticket.id }}**. Risponderemo entro {{ ticket.reply_by }}.",
    .notSaved: "Questa conversazione è conservata e una persona la leggerà.",
    .sorry: "Mi dispiace, qualcosa è andato storto da parte mia.",
    .invalid: "Mi dispiace, non ho capito.",
    .choose: "Mi dispiace, non ho capito. Scelga una di queste risposte.",
    .form: "Controlli i campi segnalati, per favore.",
    .resume: "Riprendiamo da dove eravamo?",
    .answer: "Forse questo risponde alla sua domanda:",
    .welcome: "Prego!",
    .unsettled: "Mi dispiace che non sia risolto. Riprendiamo da dove eravamo.",
    .same: "Si tratta ancora della stessa questione?",
    .late:
      "Avevamo detto di rispondere entro {{ ticket.reply_by }}. È passato, e mi dispiace. "
      + "Il ticket **{{ ticket.id }}** è ancora presso il team; la risposta arriverà qui.",
    .added: "Grazie, l'ho aggiunto al suo messaggio per il team.",
    .again: "Altro",
    .stopped: "Va bene, mi fermo qui. Ci scriva quando vuole.",
    .noBack: "Non c'è una domanda precedente.",
  ]

  private static let dutch: [Sentence: String] = [
    .alone:
      "Er is op dit moment niemand. U kunt hier wachten of een bericht achterlaten, dan antwoorden wij.",
    .waits: "Goed, u houdt uw plaats.",
    .waitHere: "Hier wachten",
    .leaveMessage: "Bericht achterlaten",
    .person: "Ik zoek iemand die u kan helpen.",
    .nobody: "Op dit moment is er niemand vrij.",
    .saved:
      "Bewaard als ticket **{{ ticket.id }}**. We antwoorden uiterlijk {{ ticket.reply_by }}.",
    .notSaved: "Dit gesprek is bewaard en iemand zal het lezen.",
    .sorry: "Sorry, er ging bij mij iets mis.",
    .invalid: "Sorry, dat begreep ik niet.",
    .choose: "Sorry, dat begreep ik niet. Kies een van deze antwoorden.",
    .form: "Kijk de gemarkeerde velden nog eens na.",
    .resume: "Zullen we verdergaan waar we waren?",
    .answer: "Misschien beantwoordt dit uw vraag:",
    .welcome: "Graag gedaan!",
    .unsettled: "Jammer dat het toch niet is opgelost. We gaan verder waar we waren.",
    .same: "Gaat het nog over hetzelfde?",
    .late:
      "We zouden antwoorden vóór {{ ticket.reply_by }}. Dat is voorbij, en het spijt me. "
      + "Ticket **{{ ticket.id }}** ligt nog bij het team; het antwoord komt hier.",
    .added: "Dank u, ik heb het bij uw bericht voor het team gezet.",
    .again: "Iets anders",
    .stopped: "Goed, ik stop hier. Schrijf gerust weer.",
    .noBack: "Er is geen eerdere vraag.",
  ]

  private static let portuguese: [Sentence: String] = [
    .alone:
      "Neste momento não há ninguém. Pode esperar aqui ou deixar uma mensagem, e responderemos.",
    .waits: "Muito bem, mantém o seu lugar.",
    .waitHere: "Esperar aqui",
    .leaveMessage: "Deixar uma mensagem",
    .person: "Vou procurar uma pessoa para o ajudar.",
    .nobody: "Neste momento não há ninguém disponível.",
    .saved: "Guardado como ticket **{{ ticket.id }}**. Responderemos até {{ ticket.reply_by }}.",
    .notSaved: "Esta conversa fica guardada e uma pessoa vai lê-la.",
    .sorry: "Lamento, algo correu mal do meu lado.",
    .invalid: "Lamento, não percebi.",
    .choose: "Lamento, não percebi. Escolha uma destas respostas.",
    .form: "Verifique os campos assinalados, por favor.",
    .resume: "Continuamos onde estávamos?",
    .answer: "Talvez isto responda à sua pergunta:",
    .welcome: "De nada!",
    .unsettled: "Lamento que afinal não esteja resolvido. Vamos continuar de onde parámos.",
    .same: "Ainda é sobre o mesmo assunto?",
    .late:
      "Dissemos que responderíamos até {{ ticket.reply_by }}. Já passou, e lamento. "
      + "O ticket **{{ ticket.id }}** continua com a equipa; a resposta chega aqui.",
    .added: "Obrigado, acrescentei-o à sua mensagem para a equipa.",
    .again: "Outra coisa",
    .stopped: "Muito bem, fico por aqui. Escreva-nos quando quiser.",
    .noBack: "Não há pergunta anterior.",
  ]
}
