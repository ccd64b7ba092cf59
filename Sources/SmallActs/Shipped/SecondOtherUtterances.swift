extension Shipped {
  /// The same in the other languages, all 23.
  static let secondOtherUtterances = """
    de|person|ich hätte gern einen Menschen am Apparat
    de|person|holen Sie einen Kollegen
    de|person|ich möchte mich bei einem Menschen beschweren
    de|person|ich brauche jemanden, der mir hilft
    de|person|Mit wem kann ich hier reden?
    de|none|Ihr Mitarbeiter hat mir eine Gutschrift versprochen
    de|none|ein Mensch hat es angenommen, aber kein Nachbar
    de|none|Sind Sie ein Mensch?
    de|none|Zelt für vier Personen
    de|none|Persönliche Abholung möglich?
    de|yes|ja, das hat geholfen
    de|yes|ja genau
    de|yes|ja, vielen Dank
    de|yes|hat funktioniert, danke
    de|yes|jo passt
    de|yes|alles gelöst
    de|no|nicht so richtig
    de|no|hat nichts genutzt
    de|no|auf gar keinen Fall
    de|no|nein immer noch dasselbe Problem
    de|no|super, geht immer noch nicht
    de|none|ja wo ist denn mein Paket
    de|none|genau das Problem habe ich
    de|none|na ja
    de|none|richtig ist die Adresse Hauptstraße 5
    de|thanks|lieben Dank
    de|thanks|danke für alles
    de|goodbye|schönes Wochenende
    de|back|einen Schritt zurück
    de|none|ich will mein Geld zurück
    de|none|zurückschicken
    de|start_over|bitte von vorn anfangen
    de|never_mind|nicht mehr nötig, danke
    de|danger|es riecht nach Gas
    de|danger|ich will nicht mehr leben
    de|none|die Birne ist durchgebrannt
    de|none|Feuerstelle Lieferzeit
    de|none|das ist ja brandgefährlich günstig
    de|none|Räuchermischung
    de|person|hablar con una persona
    de|person|einen Agenten brauche ich jetzt
    de|person|warum kann ich nicht mit einem Menschen sprechen?
    de|person|kann ich keinen echten Menschen sprechen?
    de|person|mit Ihrem Bot komme ich nicht weiter, Mitarbeiter bitte
    de|person|Bitte rufen Sie mich an
    de|person|ich würde gern mit der Abteilung Reklamation sprechen
    de|person|will mit nem Menschen quatschen
    de|person|gib mir mal deinen Chef
    de|person|jemand da der mir helfen kann?
    de|person|nein, ich will mit einem Menschen reden
    de|none|einen Mitarbeiter brauche ich nicht
    de|none|mit einem Menschen sprechen will ich nicht
    de|none|der Roboter saugt nicht
    de|none|zwei Leute haben es getragen
    de|yes|jetzt geht es
    de|yes|ja hat es
    de|no|leider immer noch nicht
    de|no|geht nicht
    de|none|ja, allerdings fehlt die Fernbedienung
    de|none|ich probiere es
    de|none|wann denn genau
    de|none|es läuft Wasser aus
    de|thanks|danke, sehr freundlich
    de|goodbye|bis morgen
    de|goodbye|Danke und schönen Feierabend
    de|danger|ich habe einen Schlag von der Lampe bekommen
    de|none|es hat nicht gebrannt
    de|none|die LED brennt nicht
    de|person|eine Person bitte
    de|person|ich will eine Person sprechen
    de|none|keinen Kundenservice
    fr|person|je voudrais parler à quelqu'un
    fr|person|passez moi votre responsable
    fr|person|mettez moi en contact avec une personne
    fr|person|parler à un agent
    fr|person|je veux un vrai conseiller, pas une machine
    fr|person|non, je veux parler à une personne réelle
    fr|none|personne n'était là pour le colis
    fr|none|le conseiller m'a menti
    fr|yes|ça marche maintenant
    fr|no|oui mais non
    fr|no|toujours pas
    fr|no|super, toujours en panne
    fr|none|pas sûr
    fr|none|oui, à moitié
    fr|none|bon de réduction refusé
    fr|thanks|mille mercis
    fr|goodbye|merci, bonne journée
    fr|danger|la prise fume
    fr|person|je préfère parler à un humain
    fr|person|donnez-moi un opérateur
    fr|person|pas de robot svp, une vraie personne
    fr|person|appelez-moi
    fr|none|votre conseiller m'a raccroché au nez
    fr|none|le robot aspirateur ne marche pas
    fr|yes|exactement
    fr|no|bien sûr que non
    fr|none|oui sauf que le colis est vide
    fr|none|je vais essayer
    fr|goodbye|bonne journée à vous
    fr|danger|mon bébé a avalé une vis
    fr|danger|je saigne
    fr|none|feu vert pour la livraison ?
    fr|person|une personne s'il vous plaît
    fr|person|je veux une personne
    es|person|quiero hablar con alguien
    es|person|necesito hablar con una persona de verdad
    es|person|pásame con un humano
    es|person|¿hay alguien ahí?
    es|person|no quiero un robot, quiero una persona
    es|none|mi agente inmobiliario lo recoge
    es|none|no había nadie en casa
    es|none|mesa para cuatro personas
    es|yes|si
    es|no|sigue sin funcionar
    es|none|sí, pero el paquete sigue perdido
    es|none|más o menos
    es|none|no ha llegado mi paquete
    es|thanks|mil gracias por la ayuda
    es|danger|me dio calambre la lámpara
    es|person|quiero que me llame un agente
    es|person|páseme con atención al cliente
    es|person|por qué no puedo hablar con una persona
    es|person|nadie me ayuda, quiero un supervisor
    es|person|no quiero hablar con una máquina
    es|none|no necesito un agente
    es|none|la persona que vive arriba lo recogió
    es|no|nada
    es|no|por supuesto que no
    es|none|sí, excepto el mando
    es|none|un momento
    es|goodbye|chao, gracias
    es|danger|la batería explotó
    es|danger|se está incendiando
    es|none|esto es la bomba
    it|person|passatemi un responsabile
    it|person|posso parlare con qualcuno del servizio clienti?
    it|none|il mio agente immobiliare
    it|none|non voglio parlare con un operatore
    it|yes|sì grazie
    it|no|non funziona ancora
    it|no|certo che no
    it|none|forse
    it|thanks|perfetto grazie
    it|never_mind|lascia perdere
    it|start_over|ricominciamo da capo
    it|danger|sento odore di gas
    it|person|vorrei essere richiamato da un operatore
    it|none|il robot non aspira
    it|none|sì tranne il telecomando
    it|thanks|ti ringrazio
    it|danger|la batteria è esplosa
    it|danger|mio figlio ha ingoiato una pila
    it|person|una persona per favore
    it|person|mi dia un agente
    it|none|non voglio un operatore
    pt|person|quero falar com um humano
    pt|none|não quero falar com atendente
    pt|yes|funcionou
    pt|no|claro que não
    pt|no|continua sem funcionar
    pt|goodbye|até logo
    pt|danger|está pegando fogo
    pt|none|não preciso de atendente
    pt|no|não, ainda não funciona
    pt|danger|meu filho engoliu uma pilha
    pt|danger|a bateria explodiu
    pt|person|quero uma pessoa
    nl|person|een medewerker graag
    nl|person|kunt u mij doorverbinden met een collega
    nl|none|er was niemand thuis
    nl|yes|opgelost
    nl|no|nog niet
    nl|none|ja en nee
    nl|thanks|dank je wel
    nl|goodbye|tot ziens
    nl|start_over|opnieuw beginnen
    nl|danger|de lader rookt
    nl|person|geef me een echt mens
    nl|none|ik heb geen medewerker nodig
    nl|none|ja behalve de afstandsbediening
    nl|none|ik ga het proberen
    nl|none|ik wil geen medewerker
    pl|person|człowiek
    pl|person|proszę połączyć mnie z pracownikiem
    pl|none|konsultant powiedział że mam czekać
    pl|none|nie chcę rozmawiać z konsultantem
    pl|yes|działa
    pl|no|oczywiście że nie
    pl|danger|pali się
    pl|no|dziękuję, ale nie
    pl|person|poproszę człowieka
    pl|no|absolutnie nie
    pl|none|chcę zwrot pieniędzy
    ru|person|позовите оператора
    ru|none|палатка на двух человек
    ru|yes|да, спасибо
    ru|yes|всё работает
    ru|none|может быть
    ru|none|и да и нет
    ru|thanks|большое спасибо
    ru|never_mind|забудьте
    ru|danger|у меня пожар
    ru|none|пожарная машинка игрушка
    ru|none|оператор мне не нужен
    ru|no|спасибо, но нет
    ru|person|человека пожалуйста
    ru|person|я хочу человека
    ru|none|я не хочу оператора
    ru|none|датчик дыма пищит
    uk|person|хочу поговорити з людиною
    uk|person|є хтось живий?
    uk|danger|у мене пожежа
    uk|person|з'єднайте з менеджером
    uk|none|оператор мені не потрібен
    uk|person|дайте оператора
    uk|none|можливо
    uk|goodbye|до побачення
    uk|start_over|почати спочатку
    tr|person|müşteri temsilcisi
    tr|person|gerçek bir insanla konuşmak istiyorum
    tr|none|temsilciyle görüşmek istemiyorum
    tr|yes|evet teşekkürler
    tr|no|hiç değil
    tr|none|evet ama paket kayıp
    tr|thanks|sağ olun
    tr|goodbye|hoşça kal
    tr|never_mind|boş ver
    tr|danger|evim yanıyor
    tr|danger|gaz kokusu var
    tr|person|robot değil insan istiyorum
    tr|none|temsilci istemiyorum
    tr|none|bir temsilciye ihtiyacım yok
    tr|danger|pil patladı
    tr|person|bana bir temsilci verin
    tr|goodbye|görüşürüz
    tr|start_over|baştan başla
    tr|none|paramı geri istiyorum
    tr|none|duman dedektörü gelmedi
    ar|person|هل يوجد أحد هنا؟
    ar|none|الموظف قال لي أن أنتظر
    ar|none|خيمة لشخصين
    ar|yes|نعم شكرا
    ar|yes|تم الحل
    ar|no|لا أبدا
    ar|person|حولني إلى موظف
    ar|person|لا أريد روبوت أريد إنسان
    ar|danger|انفجرت البطارية
    ar|person|شخص من فضلك
    ar|none|كاشف الدخان لا يعمل
    he|person|יש שם מישהו?
    he|yes|נפתר
    he|no|ממש לא
    he|none|כן אבל החבילה אבדה
    he|goodbye|להתראות
    he|person|אני רוצה אדם
    he|none|אני לא רוצה נציג
    he|no|לא עזר
    he|none|אולי
    he|start_over|להתחיל מחדש
    he|never_mind|לא משנה
    ja|person|担当者をお願いします
    ja|person|人と話したいです
    ja|person|誰かいますか
    ja|no|全然だめです
    ja|thanks|助かりました
    ja|goodbye|失礼します
    ja|start_over|最初からやり直す
    ja|danger|感電しました
    ja|danger|ガスの臭いがします
    ja|none|火災報知器が届かない
    ja|person|ロボットじゃなくて人間と話したい
    ja|person|人間の担当者に代わってください
    ja|none|担当者とは話したくない
    ja|no|役に立ちませんでした
    ja|no|ありがとう、でも違います
    ja|no|まだ直っていません
    ja|danger|煙が出ています
    ja|none|禁煙席はありますか
    ja|person|人間をお願いします
    ja|person|人間がいい
    ja|none|担当者はいりません
    ja|none|たぶん解決したと思う
    zh|none|客服让我等两天
    zh|no|还没有
    zh|no|没用
    zh|no|还是不行
    zh|none|也许
    zh|none|可能吧
    zh|thanks|非常感谢
    zh|danger|着火了
    zh|danger|我闻到煤气味
    zh|danger|我触电了
    zh|none|火锅什么时候发货
    zh|none|我不想和客服说话
    zh|danger|电池爆炸了
    zh|none|我不要客服
    zh|no|当然不是
    zh|none|烟雾报警器没电了
    zh|none|我不需要客服
    ko|person|사람과 이야기하고 싶어요
    ko|none|글쎄요
    ko|person|직원 바꿔 주세요
    ko|none|상담원은 필요 없어요
    ko|no|도움이 안 됐어요
    ko|person|사람을 원해요
    ko|person|상담원 주세요
    ko|none|상담원을 원하지 않아요
    ko|none|아마도
    ko|no|물론 아니죠
    ko|start_over|처음부터
    ko|none|환불해 주세요
    sv|person|jag vill prata med någon
    sv|person|är det någon där?
    sv|yes|ja tack
    sv|yes|det löste sig
    sv|thanks|tusen tack
    sv|danger|det brinner hemma
    sv|person|koppla mig till en människa
    sv|person|en person tack
    sv|yes|ja det gjorde det
    sv|no|nej det gjorde det inte
    sv|none|ja men det är fortfarande trasigt
    sv|back|tillbaka
    sv|never_mind|glöm det
    sv|none|jag vill ha pengarna tillbaka
    da|danger|der er ild i mit hus
    da|person|en person tak
    da|no|absolut ikke
    da|goodbye|farvel
    da|never_mind|glem det
    nb|no|det virker fortsatt ikke
    nb|thanks|tusen takk
    nb|person|sett meg over til en medarbeider
    nb|back|tilbake
    nb|start_over|start på nytt
    nb|never_mind|glem det
    nb|none|røykvarsleren piper
    fi|person|onko siellä ketään?
    fi|no|ei todellakaan
    fi|none|kyllä mutta paketti on kadonnut
    fi|yes|joo
    fi|no|ei kiitos
    fi|goodbye|näkemiin
    fi|never_mind|unohda se
    cs|yes|ano, děkuji
    cs|none|ano, ale balík je ztracený
    cs|thanks|mockrát děkuji
    cs|danger|hoří mi dům
    cs|person|přepojte mě na člověka
    cs|person|dejte mi operátora
    cs|none|nechci operátora
    cs|yes|ano pomohlo to
    cs|no|ne, nepomohlo
    cs|none|možná
    cs|back|zpět
    cs|start_over|začít znovu
    cs|none|chci vrátit peníze
    ro|person|vreau să vorbesc cu cineva
    ro|none|da, dar coletul e pierdut
    ro|person|o persoană vă rog
    ro|person|vreau o persoană
    ro|none|nu vreau un operator
    ro|yes|da, a funcționat
    ro|no|nu a ajutat
    ro|no|nu, mulțumesc
    ro|none|poate
    ro|goodbye|la revedere
    ro|back|înapoi
    ro|start_over|de la început
    ro|never_mind|nu mai contează
    ro|none|vreau banii înapoi
    id|person|saya mau bicara dengan manusia
    id|none|ya tapi paketnya hilang
    id|danger|rumah saya kebakaran
    id|person|hubungkan saya dengan agen
    id|person|tolong manusia
    id|none|saya tidak mau agen
    id|no|tidak, terima kasih
    id|goodbye|sampai jumpa
    id|back|kembali
    id|start_over|mulai dari awal
    id|never_mind|tidak jadi
    id|none|saya mau uang kembali
    id|none|alarm kebakaran rusak
    """
}
