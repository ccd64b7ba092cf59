extension ChannelWords {
  static let ko: [Sentence: String] =
    [
      .choose: "번호나 단어로 답해 주세요.",
      .chooseWords: "선택한 답의 단어로 답해 주세요.",
      .open: "선택하기",
      .fill: "항목마다 한 줄씩 써 주세요:",
      .orWrite: "또는 이렇게 써 주세요: {words}",
      .score: "1에서 5 사이의 숫자로 답해 주세요.",
      .fileElsewhere: "메일로 보내 드릴 수 있는 파일",
      .taken: "{name} 님이 대화에 참여했습니다",
      .releasedVanished: "{name} 님의 연결이 끊겼습니다. 다시 맨 앞에서 기다리십니다.",
      .resolved: "해결됨으로 표시되었습니다",
      .resolvedBy: "{name} 님이 해결됨으로 표시했습니다",
      .ratePrompt: "도움이 어떠셨나요?",
      .rated: "평가해 주셔서 감사합니다",
      .again: "아직 해결되지 않았나요? 여기에 그대로 적어 주세요.",
    ]

  static let nl: [Sentence: String] =
    [
      .choose: "Antwoord met een nummer of met de woorden.",
      .chooseWords: "Antwoord met de woorden van uw keuze.",
      .open: "Kiezen",
      .fill: "Schrijf één regel per punt:",
      .orWrite: "Of schrijf: {words}",
      .score: "Antwoord met een cijfer van 1 tot 5.",
      .fileElsewhere: "een bestand dat we u per e-mail kunnen sturen",
      .taken: "{name} doet mee",
      .releasedVanished: "{name} heeft de verbinding verloren. U staat weer vooraan in de rij.",
      .resolved: "Als opgelost gemarkeerd",
      .resolvedBy: "{name} heeft dit als opgelost gemarkeerd",
      .ratePrompt: "Hoe was onze hulp?",
      .rated: "Bedankt voor uw beoordeling",
      .again: "Toch niet opgelost? Schrijf gewoon hier.",
    ]

  static let pl: [Sentence: String] =
    [
      .choose: "Odpowiedz numerem lub słowami.",
      .chooseWords: "Odpowiedz słowami wybranej odpowiedzi.",
      .open: "Wybierz",
      .fill: "Napisz po jednej linii dla każdego punktu:",
      .orWrite: "Albo napisz: {words}",
      .score: "Odpowiedz liczbą od 1 do 5.",
      .fileElsewhere: "plik, który możemy wysłać e-mailem",
      .taken: "{name} dołącza do rozmowy",
      .releasedVanished: "{name}: połączenie przerwane. Są Państwo znów na początku kolejki.",
      .resolved: "Oznaczono jako rozwiązane",
      .resolvedBy: "Oznaczono jako rozwiązane: {name}",
      .ratePrompt: "Jak oceniają Państwo naszą pomoc?",
      .rated: "Dziękujemy za ocenę",
      .again: "Jednak nierozwiązane? Wystarczy napisać tutaj.",
    ]

  static let pt: [Sentence: String] =
    [
      .choose: "Responda com um número ou com as palavras.",
      .chooseWords: "Responda com as palavras da sua escolha.",
      .open: "Escolher",
      .fill: "Escreva uma linha para cada ponto:",
      .orWrite: "Ou escreva: {words}",
      .score: "Responda com um número de 1 a 5.",
      .fileElsewhere: "um ficheiro que podemos enviar por e-mail",
      .taken: "{name} entrou na conversa",
      .releasedVanished: "{name} perdeu a ligação. Volta a ser o primeiro da fila.",
      .resolved: "Marcada como resolvida",
      .resolvedBy: "{name} marcou-a como resolvida",
      .ratePrompt: "Como foi a nossa ajuda?",
      .rated: "Obrigado pela sua avaliação",
      .again: "Afinal não está resolvido? Escreva aqui.",
    ]

  static let ru: [Sentence: String] =
    [
      .choose: "Ответьте номером или словами.",
      .chooseWords: "Ответьте словами выбранного варианта.",
      .open: "Выбрать",
      .fill: "Напишите по одной строке на каждый пункт:",
      .orWrite: "Или напишите: {words}",
      .score: "Ответьте числом от 1 до 5.",
      .fileElsewhere: "файл, который мы можем прислать по почте",
      .taken: "{name} теперь в разговоре",
      .releasedVanished: "{name}: связь прервалась. Вы снова в начале очереди.",
      .resolved: "Отмечено как решённое",
      .resolvedBy: "{name} отмечает вопрос как решённый",
      .ratePrompt: "Как вам наша помощь?",
      .rated: "Спасибо за вашу оценку",
      .again: "Всё-таки не решено? Просто напишите здесь.",
    ]

  static let sv: [Sentence: String] =
    [
      .choose: "Svara med en siffra eller med orden.",
      .chooseWords: "Svara med orden för ditt val.",
      .open: "Välj",
      .fill: "Skriv en rad för varje punkt:",
      .orWrite: "Eller skriv: {words}",
      .score: "Svara med en siffra från 1 till 5.",
      .fileElsewhere: "en fil som vi kan skicka med e-post",
      .taken: "{name} är med i samtalet",
      .releasedVanished: "{name} tappade anslutningen. Du är först i kön igen.",
      .resolved: "Markerat som löst",
      .resolvedBy: "{name} markerade det här som löst",
      .ratePrompt: "Hur var vår hjälp?",
      .rated: "Tack för ditt betyg",
      .again: "Inte löst ändå? Skriv bara här.",
    ]

  static let tr: [Sentence: String] =
    [
      .choose: "Bir numarayla ya da sözcüklerle yanıtlayın.",
      .chooseWords: "Seçtiğiniz yanıtın sözcükleriyle yanıtlayın.",
      .open: "Seçin",
      .fill: "Her biri için bir satır yazın:",
      .orWrite: "Ya da şunu yazın: {words}",
      .score: "1 ile 5 arasında bir sayıyla yanıtlayın.",
      .fileElsewhere: "size e-postayla gönderebileceğimiz bir dosya",
      .taken: "{name} görüşmeye katıldı",
      .releasedVanished: "{name} bağlantısını kaybetti. Yeniden sıranın başındasınız.",
      .resolved: "Çözüldü olarak işaretlendi",
      .resolvedBy: "{name} bunu çözüldü olarak işaretledi",
      .ratePrompt: "Yardımımızdan ne kadar memnunsunuz?",
      .rated: "Değerlendirmeniz için teşekkürler",
      .again: "Aslında çözülmedi mi? Buraya yazmanız yeterli.",
    ]

  static let uk: [Sentence: String] =
    [
      .choose: "Дайте відповідь номером або словами.",
      .chooseWords: "Дайте відповідь словами вибраного варіанта.",
      .open: "Вибрати",
      .fill: "Напишіть по одному рядку на кожен пункт:",
      .orWrite: "Або напишіть: {words}",
      .score: "Дайте відповідь числом від 1 до 5.",
      .fileElsewhere: "файл, який ми можемо надіслати поштою",
      .taken: "{name} тепер у розмові",
      .releasedVanished: "{name}: зв’язок перервався. Ви знову на початку черги.",
      .resolved: "Позначено як вирішене",
      .resolvedBy: "{name} позначає питання як вирішене",
      .ratePrompt: "Як вам наша допомога?",
      .rated: "Дякуємо за вашу оцінку",
      .again: "Усе ж не вирішено? Просто напишіть тут.",
    ]

  static let zh: [Sentence: String] =
    [
      .choose: "请用编号或文字回答。",
      .chooseWords: "请用所选答案的文字回答。",
      .open: "选择",
      .fill: "请每项写一行:",
      .orWrite: "或者写:{words}",
      .score: "请用 1 到 5 的数字回答。",
      .fileElsewhere: "我们可以用邮件发给您的文件",
      .taken: "{name} 已加入对话",
      .releasedVanished: "{name} 断开了连接。您重新排在第一位。",
      .resolved: "已标记为解决",
      .resolvedBy: "{name} 已标记为解决",
      .ratePrompt: "您对我们的帮助满意吗？",
      .rated: "感谢您的评价",
      .again: "还没有解决？直接在这里留言即可。",
    ]
}
