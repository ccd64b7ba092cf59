extension Shipped {
  /// The same in the other languages.
  static let otherUtterances = """
    de|person|ich möchte mit einem Menschen sprechen
    de|person|Mitarbeiter bitte
    de|person|kann ich bitte jemanden aus Fleisch und Blut sprechen
    de|person|verbinden Sie mich mit einem Berater
    de|person|ich will keinen Bot, ich will einen Menschen
    de|person|gibts hier auch echte Leute?
    de|person|Kundenservice
    de|person|ist da jemand?
    de|person|das bringt nichts, holen Sie mir einen Mitarbeiter
    de|person|ich brauche dringend einen Ansprechpartner wegen meiner Bestellung
    de|none|ich habe mit einem Mitarbeiter telefoniert
    de|none|mein Immobilienmakler holt es ab
    de|none|der Mitarbeiter im Laden war unfreundlich
    de|none|für zwei Personen
    de|none|ich will nicht mit einem Menschen reden
    de|no|nein
    de|no|nö
    de|no|das hat leider nicht geholfen
    de|no|nein danke
    de|no|noch nicht
    de|no|überhaupt nicht
    de|no|geht immer noch nicht
    de|yes|ja
    de|yes|ja, danke
    de|yes|hat geklappt
    de|yes|klar
    de|yes|jawohl
    de|none|ja, aber das Paket ist trotzdem weg
    de|none|jein
    de|none|richtig verpackt war es nicht
    de|thanks|danke
    de|thanks|vielen Dank für die schnelle Hilfe
    de|thanks|super, danke!
    de|goodbye|Tschüss
    de|goodbye|schönen Tag noch
    de|back|zurück
    de|start_over|nochmal von vorne
    de|help|Hilfe
    de|never_mind|hat sich erledigt
    de|never_mind|vergiss es
    de|danger|bei mir brennt es
    de|danger|die Steckdose raucht stark
    de|danger|ich habe einen Stromschlag bekommen
    de|none|wann kommt mein Fire TV Stick
    de|none|der Rauchmelder piept
    fr|person|je veux parler à un conseiller
    fr|person|un humain svp
    fr|person|passez-moi quelqu'un
    fr|person|y a quelqu'un ?
    fr|person|service client
    fr|person|j'ai besoin de parler à une vraie personne
    fr|person|pas un robot, un humain
    fr|person|mettez-moi en relation avec un responsable
    fr|person|ça sert à rien, je veux un agent
    fr|none|l'agent m'a dit d'attendre
    fr|none|mon agent immobilier passera le prendre
    fr|none|il n'y a personne à la maison
    fr|none|j'ai perdu mon argent
    fr|yes|oui
    fr|yes|oui merci
    fr|yes|bien sûr
    fr|yes|c'est résolu
    fr|no|non
    fr|no|pas du tout
    fr|no|ça ne marche toujours pas
    fr|no|non merci
    fr|no|pas vraiment
    fr|none|oui mais il est toujours perdu
    fr|none|je ne sais pas
    fr|none|peut-être
    fr|thanks|merci beaucoup
    fr|thanks|merci pour votre aide
    fr|goodbye|au revoir
    fr|goodbye|bonne journée
    fr|back|retour
    fr|start_over|recommencer
    fr|help|aide
    fr|never_mind|laissez tomber
    fr|danger|il y a le feu dans ma cuisine
    fr|danger|ça sent le gaz
    fr|danger|j'ai reçu une décharge électrique
    fr|none|détecteur de fumée en panne
    es|person|quiero hablar con una persona
    es|person|agente por favor
    es|person|páseme con un humano
    es|person|necesito que me atienda alguien
    es|person|hay alguien ahí?
    es|person|atención al cliente
    es|person|no quiero un bot, quiero un humano
    es|person|puedo hablar con un supervisor?
    es|none|el agente me dijo que esperara
    es|none|mi agente inmobiliario lo recogerá
    es|none|son dos personas
    es|yes|sí
    es|yes|claro que sí
    es|yes|ya funciona
    es|no|no
    es|no|para nada
    es|no|todavía no
    es|no|no me ayudó
    es|no|no, gracias
    es|none|sí pero sigue perdido
    es|none|no sé
    es|thanks|muchas gracias
    es|thanks|gracias por la ayuda
    es|goodbye|adiós
    es|goodbye|que tenga un buen día
    es|back|volver atrás
    es|start_over|empezar de nuevo
    es|help|ayuda
    es|never_mind|ya no hace falta
    es|danger|hay un incendio en mi casa
    es|danger|huele a gas
    es|danger|me dio una descarga eléctrica
    es|none|cuándo llega mi parrilla de gas
    it|person|voglio parlare con una persona
    it|person|operatore
    it|person|mi passi un responsabile
    it|person|c'è qualcuno?
    it|person|posso parlare con un essere umano per favore
    it|none|l'operatore mi ha detto di aspettare
    it|none|per due persone
    it|yes|sì
    it|yes|certo
    it|yes|ora funziona
    it|no|no
    it|no|per niente
    it|no|non ha funzionato
    it|no|non ancora
    it|none|sì ma è ancora perso
    it|none|non lo so
    it|thanks|grazie mille
    it|goodbye|arrivederci
    it|back|indietro
    it|start_over|ricominciamo
    it|help|aiuto
    it|never_mind|lascia stare
    it|danger|c'è un incendio in cucina
    it|danger|ho preso la scossa dal caricatore
    it|none|il detector di fumo non va
    nl|person|ik wil een medewerker spreken
    nl|person|mens aub
    nl|person|verbind me door met iemand
    nl|person|is daar iemand?
    nl|person|geen bot, een echt mens graag
    nl|none|de medewerker zei dat ik moest wachten
    nl|none|voor twee personen
    nl|yes|ja
    nl|yes|ja hoor
    nl|yes|het werkt nu
    nl|no|nee
    nl|no|helemaal niet
    nl|no|het werkt nog steeds niet
    nl|none|ja maar het is nog steeds weg
    nl|thanks|bedankt voor de hulp
    nl|goodbye|fijne dag nog
    nl|back|terug
    nl|never_mind|laat maar
    nl|danger|er is brand in mijn huis
    nl|danger|ik ruik gas
    nl|none|welk merk is de rookmelder
    pt|person|quero falar com um atendente
    pt|person|atendente por favor
    pt|person|me passa para um humano
    pt|person|tem alguém aí?
    pt|person|preciso falar com uma pessoa real
    pt|none|o atendente me disse para esperar
    pt|yes|sim
    pt|yes|deu certo
    pt|no|não
    pt|no|de jeito nenhum
    pt|no|ainda não funciona
    pt|none|sim mas continua perdido
    pt|thanks|muito obrigada
    pt|goodbye|tchau
    pt|back|voltar
    pt|start_over|começar de novo
    pt|never_mind|deixa pra lá
    pt|danger|está saindo fumaça da tomada
    pt|danger|levei um choque elétrico
    pl|person|chcę rozmawiać z konsultantem
    pl|person|człowiek proszę
    pl|person|połącz mnie z pracownikiem
    pl|person|czy jest tam ktoś
    pl|none|konsultant powiedział żeby czekać
    pl|yes|tak
    pl|yes|już działa
    pl|no|nie
    pl|no|wcale nie
    pl|no|nadal nie działa
    pl|none|tak ale nadal jej nie ma
    pl|thanks|dziękuję bardzo
    pl|goodbye|do widzenia
    pl|back|wstecz
    pl|never_mind|już nie trzeba
    pl|danger|pali się w kuchni
    pl|danger|czuję gaz
    tr|person|müşteri temsilcisiyle görüşmek istiyorum
    tr|person|gerçek biriyle konuşmak istiyorum
    tr|person|beni yetkiliye bağlayın
    tr|person|kimse var mı
    tr|none|temsilci beklememi söyledi
    tr|yes|evet
    tr|yes|çözüldü
    tr|no|hayır
    tr|no|hala çalışmıyor
    tr|no|kesinlikle hayır
    tr|thanks|çok teşekkür ederim
    tr|goodbye|iyi günler
    tr|back|geri dön
    tr|never_mind|boşver
    tr|danger|evimde yangın var
    tr|danger|beni elektrik çarptı
    ru|person|хочу поговорить с человеком
    ru|person|оператор
    ru|person|соедините меня с менеджером пожалуйста
    ru|person|позовите живого человека
    ru|person|есть кто живой?
    ru|none|оператор сказал подождать
    ru|none|на двух человек
    ru|yes|да
    ru|yes|да, помогло
    ru|yes|заработало
    ru|no|нет
    ru|no|совсем нет
    ru|no|все еще не работает
    ru|no|не помогло
    ru|none|да, но посылка потеряна
    ru|none|не знаю
    ru|thanks|спасибо большое
    ru|goodbye|до свидания
    ru|back|назад
    ru|start_over|начать сначала
    ru|help|помогите
    ru|never_mind|уже не надо
    ru|danger|у меня дома пожар
    ru|danger|пахнет газом
    ru|danger|меня ударило током
    ru|none|датчик дыма не работает
    uk|person|хочу поговорити з оператором
    uk|person|покличте людину
    uk|yes|так
    uk|no|ні
    uk|no|досі не працює
    uk|thanks|дуже дякую
    uk|danger|пахне газом
    cs|person|chci mluvit s operátorem
    cs|person|spojte mě s člověkem prosím
    cs|yes|ano
    cs|no|vůbec ne
    cs|no|pořád nefunguje
    cs|thanks|moc děkuji
    cs|danger|cítím plyn
    sv|person|jag vill prata med en människa
    sv|person|koppla mig till en handläggare tack
    sv|yes|ja
    sv|no|inte alls
    sv|no|det fungerar fortfarande inte
    sv|thanks|tack så mycket
    sv|goodbye|hej då
    sv|danger|det brinner i köket
    da|person|jeg vil gerne tale med et menneske
    da|yes|ja tak
    da|no|slet ikke
    da|thanks|tusind tak
    da|danger|der er ild i køkkenet
    nb|person|jeg vil snakke med en person
    nb|no|ikke i det hele tatt
    nb|thanks|takk for hjelpen
    fi|person|haluan puhua ihmisen kanssa
    fi|person|asiakaspalvelija kiitos
    fi|yes|kyllä
    fi|no|ei lainkaan
    fi|no|ei toimi vieläkään
    fi|thanks|kiitos paljon
    fi|danger|laturista tulee savua
    ar|person|أريد التحدث مع موظف
    ar|person|موظف من فضلك
    ar|person|حولني إلى خدمة العملاء
    ar|none|الموظف قال لي انتظر
    ar|yes|نعم
    ar|no|لا
    ar|no|لم يساعدني
    ar|no|ما زالت لا تعمل
    ar|thanks|شكرا جزيلا
    ar|goodbye|مع السلامة
    ar|back|رجوع
    ar|danger|هناك حريق في بيتي
    ar|danger|أشم رائحة غاز
    he|person|אני רוצה לדבר עם נציג
    he|person|נציג בבקשה
    he|person|תעבירו אותי לבן אדם
    he|none|הנציג אמר לי לחכות
    he|yes|כן
    he|no|לא
    he|no|עדיין לא עובד
    he|thanks|תודה רבה
    he|danger|יש שריפה בבית
    ja|person|人間と話したいです
    ja|person|オペレーターにつないでください
    ja|person|担当者お願いします
    ja|person|誰かいますか？
    ja|none|人数を変更したい
    ja|none|担当者に待つように言われました
    ja|yes|はい
    ja|yes|解決しました
    ja|no|いいえ
    ja|no|まだ直りません
    ja|no|解決していません
    ja|no|全然違います
    ja|none|はい、でも荷物が届いていません
    ja|thanks|ありがとうございます
    ja|goodbye|さようなら
    ja|back|戻る
    ja|start_over|最初からやり直したい
    ja|never_mind|もういいです
    ja|danger|家が火事です
    ja|danger|充電器から煙が出ています
    ja|none|花火セットの注文
    ja|none|煙感知器の電池
    zh|person|转人工
    zh|person|我要人工客服
    zh|person|我想跟真人说话
    zh|person|有人吗
    zh|person|不要机器人，给我找个真人
    zh|person|请帮我转接客服经理
    zh|none|客服说明天到
    zh|none|两人用的锅
    zh|yes|是的
    zh|yes|解决了
    zh|no|没有
    zh|no|还没解决
    zh|no|完全没有用
    zh|no|不是
    zh|none|是的但是包裹还是没到
    zh|thanks|谢谢你的帮助
    zh|goodbye|再见
    zh|back|返回上一步
    zh|start_over|重新开始
    zh|never_mind|算了
    zh|danger|我家着火了
    zh|danger|充电器在冒烟
    zh|none|火锅什么时候到
    ko|person|상담원 연결해 주세요
    ko|person|사람이랑 얘기하고 싶어요
    ko|person|직원 바꿔주세요
    ko|person|거기 누구 있나요
    ko|none|상담원이 기다리라고 했어요
    ko|yes|네
    ko|yes|네 해결됐어요
    ko|no|아니요
    ko|no|아직 안 돼요
    ko|no|전혀 도움이 안 됐어요
    ko|thanks|정말 감사합니다
    ko|goodbye|안녕히 계세요
    ko|back|이전 질문으로
    ko|danger|집에 불이 났어요
    ko|danger|충전기에서 연기가 나요
    ko|none|환불 불가인가요
    ro|person|vreau să vorbesc cu un om
    ro|no|deloc
    ro|thanks|mulțumesc mult
    ro|danger|miroase a gaz
    id|person|saya mau bicara dengan orang
    id|no|belum
    id|thanks|terima kasih banyak
    id|danger|ada api di dapur
    en|no|nein
    en|yes|oui
    en|thanks|gracias
    en|none|do you have this in argent
    en|none|brand new
    en|none|gift card
    """
}
