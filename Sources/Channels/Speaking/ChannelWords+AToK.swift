extension ChannelWords {
  static let ar: [Sentence: String] =
    [
      .choose: "أجب برقم أو بالكلمات.",
      .chooseWords: "أجب بكلمات اختيارك.",
      .open: "اختر",
      .fill: "اكتب سطرًا واحدًا لكل بند:",
      .orWrite: "أو اكتب: {words}",
      .score: "أجب برقم من 1 إلى 5.",
      .fileElsewhere: "ملف يمكننا إرساله إليك بالبريد",
      .taken: "انضمام ⁨{name}⁩ إلى المحادثة",
      .releasedVanished: "انقطع اتصال ⁨{name}⁩. عدت إلى أول الانتظار.",
      .resolved: "وُضعت علامة «تم الحل»",
      .resolvedBy: "علامة «تم الحل» من ⁨{name}⁩",
      .ratePrompt: "كيف كانت مساعدتنا؟",
      .rated: "شكرًا على تقييمك",
      .again: "لم تُحل المشكلة؟ يمكنك الكتابة هنا.",
    ]

  static let da: [Sentence: String] =
    [
      .choose: "Svar med et tal eller med ordene.",
      .chooseWords: "Svar med ordene for dit valg.",
      .open: "Vælg",
      .fill: "Skriv én linje for hvert punkt:",
      .orWrite: "Eller skriv: {words}",
      .score: "Svar med et tal fra 1 til 5.",
      .fileElsewhere: "en fil, som vi kan sende dig på e-mail",
      .taken: "{name} er med i samtalen",
      .releasedVanished: "{name} mistede forbindelsen. Du er forrest i køen igen.",
      .resolved: "Markeret som løst",
      .resolvedBy: "{name} markerede dette som løst",
      .ratePrompt: "Hvordan var vores hjælp?",
      .rated: "Tak for din vurdering",
      .again: "Ikke løst alligevel? Skriv bare her.",
    ]

  static let de: [Sentence: String] =
    [
      .choose: "Antworten Sie mit einer Zahl oder den Worten.",
      .chooseWords: "Antworten Sie mit den Worten Ihrer Wahl.",
      .open: "Auswählen",
      .fill: "Schreiben Sie zu jedem Punkt eine Zeile:",
      .orWrite: "Oder schreiben Sie: {words}",
      .score: "Antworten Sie mit einer Zahl von 1 bis 5.",
      .fileElsewhere: "eine Datei, die wir Ihnen per E-Mail senden können",
      .taken: "{name} ist dazugekommen",
      .releasedVanished:
        "{name} hat die Verbindung verloren. Sie sind wieder ganz vorn in der Reihe.",
      .resolved: "Als gelöst markiert",
      .resolvedBy: "{name} hat das Gespräch als gelöst markiert",
      .ratePrompt: "Wie war unsere Hilfe?",
      .rated: "Danke für Ihre Bewertung",
      .again: "Doch nicht gelöst? Schreiben Sie einfach hier.",
    ]

  static let en: [Sentence: String] =
    [
      .choose: "Answer with a number or the words.",
      .chooseWords: "Answer with the words of your choice.",
      .open: "Choose",
      .fill: "Write one line for each:",
      .orWrite: "Or write: {words}",
      .score: "Answer with a number from 1 to 5.",
      .fileElsewhere: "a file, which we can send you by mail",
      .taken: "{name} joined",
      .releasedVanished: "{name} lost the connection. You are first in line again.",
      .resolved: "Marked as resolved",
      .resolvedBy: "{name} marked this as resolved",
      .ratePrompt: "How was our help?",
      .rated: "Thank you for your rating",
      .again: "Not solved after all? Just write here.",
    ]

  static let es: [Sentence: String] =
    [
      .choose: "Responda con un número o con las palabras.",
      .chooseWords: "Responda con las palabras de su elección.",
      .open: "Elegir",
      .fill: "Escriba una línea para cada punto:",
      .orWrite: "O escriba: {words}",
      .score: "Responda con un número del 1 al 5.",
      .fileElsewhere: "un archivo que podemos enviarle por correo",
      .taken: "{name} se ha unido",
      .releasedVanished: "{name} ha perdido la conexión. Vuelve a ser el primero de la cola.",
      .resolved: "Marcada como resuelta",
      .resolvedBy: "{name} la ha marcado como resuelta",
      .ratePrompt: "¿Qué tal nuestra ayuda?",
      .rated: "Gracias por su valoración",
      .again: "¿No está resuelto? Escriba aquí.",
    ]

  static let fr: [Sentence: String] =
    [
      .choose: "Répondez par un numéro ou par les mots.",
      .chooseWords: "Répondez par les mots de votre choix.",
      .open: "Choisir",
      .fill: "Écrivez une ligne pour chaque point :",
      .orWrite: "Ou écrivez : {words}",
      .score: "Répondez par un chiffre de 1 à 5.",
      .fileElsewhere: "un fichier que nous pouvons vous envoyer par e-mail",
      .taken: "{name} a rejoint la conversation",
      .releasedVanished: "{name} a perdu la connexion. Vous êtes à nouveau en tête de file.",
      .resolved: "Marquée comme résolue",
      .resolvedBy: "{name} a marqué la conversation comme résolue",
      .ratePrompt: "Comment était notre aide ?",
      .rated: "Merci pour votre note",
      .again: "Pas résolu ? Écrivez simplement ici.",
    ]

  static let he: [Sentence: String] =
    [
      .choose: "ענו במספר או במילים.",
      .chooseWords: "ענו במילים של הבחירה שלכם.",
      .open: "לבחירה",
      .fill: "כתבו שורה אחת לכל פריט:",
      .orWrite: "או כתבו: {words}",
      .score: "ענו במספר מ-1 עד 5.",
      .fileElsewhere: "קובץ שנוכל לשלוח אליכם בדואר",
      .taken: "⁨{name}⁩ בשיחה",
      .releasedVanished: "החיבור של ⁨{name}⁩ נותק. מקומך שוב ראשון בתור.",
      .resolved: "סומן כנפתר",
      .resolvedBy: "סומן כנפתר על ידי ⁨{name}⁩",
      .ratePrompt: "איך הייתה העזרה שלנו?",
      .rated: "תודה על הדירוג",
      .again: "בכל זאת לא נפתר? אפשר פשוט לכתוב כאן.",
    ]

  static let it: [Sentence: String] =
    [
      .choose: "Risponda con un numero o con le parole.",
      .chooseWords: "Risponda con le parole della Sua scelta.",
      .open: "Scegli",
      .fill: "Scriva una riga per ogni punto:",
      .orWrite: "Oppure scriva: {words}",
      .score: "Risponda con un numero da 1 a 5.",
      .fileElsewhere: "un file che possiamo inviarLe per e-mail",
      .taken: "{name} si è unito alla conversazione",
      .releasedVanished: "{name} ha perso la connessione. Lei è di nuovo il primo in coda.",
      .resolved: "Segnata come risolta",
      .resolvedBy: "{name} l’ha segnata come risolta",
      .ratePrompt: "Com’è stato il nostro aiuto?",
      .rated: "Grazie per la valutazione",
      .again: "Non è risolto? Scriva qui.",
    ]

  static let ja: [Sentence: String] =
    [
      .choose: "番号または言葉でお答えください。",
      .chooseWords: "選ぶ答えの言葉でお答えください。",
      .open: "選ぶ",
      .fill: "項目ごとに1行ずつお書きください:",
      .orWrite: "または次のように書いてください: {words}",
      .score: "1から5の数字でお答えください。",
      .fileElsewhere: "メールでお送りできるファイル",
      .taken: "{name} がチャットに参加しました",
      .releasedVanished: "{name} の接続が切れました。お客様は再び先頭でお待ちです。",
      .resolved: "解決済みになりました",
      .resolvedBy: "{name} が解決済みにしました",
      .ratePrompt: "対応はいかがでしたか？",
      .rated: "評価していただきありがとうございます",
      .again: "解決していない場合は、ここにそのままご入力ください。",
    ]
}
