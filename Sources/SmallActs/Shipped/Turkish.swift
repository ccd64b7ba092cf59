extension Shipped {
  static let turkish = #"""
    language: tr
    person:
      words: [insan, insanla, insana, insanlar, temsilci*, müşteri temsilci*, yetkili*, operatör*,
        danışman*, görevli*, çalışan, çalışanla, çalışana, çalışanlar, personel, personelle,
        yönetici*, müdür*, kişi, kişiyle, kişiye, gerçek kişi, gerçek bir kişi, gerçek insan,
        canlı biri, gerçek biri, gerçek birisi, gerçek biriyle, canlı destek, canlı temsilci,
        uzman*, ajan*, asistan insan, eleman, elemanla, şef, patron]
      vague: [biri, birisi, biriyle, birisiyle, birine, birisine, kimse, birini, birisini]
      service: [müşteri hizmetleri, müşteri hizmetlerine, müşteri hizmetleriyle,
        müşteri hizmetlerini, çağrı merkezi, çağrı merkezine, destek, destek ekibi,
        destek ekibiyle, teknik destek, canlı sohbet, yardım masası]
      asks: [konuşmak, görüşmek, konuşabilir miyim, görüşebilir miyim, konuşayım, görüşeyim,
        bağlan*, bağlayın, bağlar mısınız, bağla, bağlanmak, bağlayabilir misiniz, aktar*,
        aktarın, yönlendir*, iletişime geçmek, iletişim kurmak, ulaşmak, ulaşabilirim, ulaşırım,
        yazışmak, sohbet etmek, konuşma, konuşmam, görüşmem, konuşalım, konuşsam, görüşme, konuş]
      wants: [istiyorum, isterim, isterdim, istiyoruz, istemek, ihtiyacım var, lazım, gerek,
        gerekiyor, var mı, yok mu, verin, ver, ver bana, bulun, çağırın, çağır, arıyorum,
        tercih ederim, talep ediyorum, rica ediyorum, nerede, arasın, gönderin]
      whole: [kimse var mı, orada kimse var mı, kimse yok mu, biri var mı, birisi var mı,
        alo kimse var mı, biri bana yardım edebilir mi, bana yardım edecek biri, bot değil,
        bot istemiyorum, robot istemiyorum, birisi yardım etsin, cevap verecek biri]
      around: [bir, gerçek, canlı, başka, bir tane, ile, ve, bana, beni, ben, biz, siz, sizin,
        lütfen, hemen, şimdi, derhal, acil, acilen, artık, doğrudan, direkt, hızlı, hızlıca,
        çabuk, nasıl, ne zaman, bugün, burada, orada, telefonla, telefonda, online, sohbet, chat,
        lan, yeter, yardım, yardımcı olacak, bana yardım edecek, yardım edecek, mümkün mü,
        mümkünse, acaba, sadece, yerine, de, da, mi, mı, misiniz, mısınız, miyim, olsun, olur,
        olan, için, etmek, bu, şu, ya, ekip, ekibinizden, çok, daha, ki, hala, tekrar]
      machine: [bot*, robot, robotla, robotlar, robota, makine*, yapay zeka*, bilgisayar*,
        otomatik, chatbot*, program, sanal asistan*]
      refuse: [istemiyorum, değil, istemem, yerine, bıktım, olmasın, hayır]
      about: [hakkında, ilgili, konusunda, çünkü, dolayı, için, sebebiyle]
      unlike: [emlak temsilcisi, kişi başı, kişi başına, iki kişi, insan kaynakları, user agent,
        elden teslim, şahsen, insan hatası, kişisel, müşteri hizmetleri numarası,
        şifre yöneticisi, kişilik, parola yöneticisi, sigorta temsilcisi]
    yes:
      words: [evet, evt, eet, evet evet, evet lütfen, he, hee, aynen, aynen öyle,
        evet teşekkürler, 👍, ✅, 👌]
      soft: [tabii, tabi, elbette, olur, tamam, tmm, ok, okey, peki, doğru, kesinlikle, mutlaka,
        haklısınız, iyi, güzel, harika, süper, memnuniyetle, tabii ki, tabi ki, şüphesiz,
        onaylıyorum, kabul]
    no:
      words: [hayır, hayir, hyr, yok, yoo, cık, hayır teşekkürler, hiç, hiç değil,
        kesinlikle hayır, kesinlikle değil, asla, tabii ki hayır, elbette hayır, henüz değil,
        daha değil, pek değil, yanlış, olmaz, maalesef, maalesef hayır, ne yazık ki hayır,
        sanmıyorum, zannetmiyorum, hiçbir şey, hala olmadı, olmadı, çözülmedi, çözmedi,
        yardımcı olmadı, işe yaramadı, 👎, ❌]
      not: [değil, yok, hiç, asla, olmadı]
    answer:
      around: [bu, o, şu, benim, bana, sorun, sorunum, sorunumu, problem, soru, sorumu, makale,
        cevap, şimdi, artık, gerçekten, çok, her şey, ve, da, de, hala, daha, henüz, pek, ki, ya,
        ah, oh, hm, haha, oldu, valla, açıkçası, bir, işimi, işe]
      solved: [çözüldü, çözdü, halloldu, çalışıyor, çalıştı, işe yaradı, yardımcı oldu, düzeldi,
        oldu bitti, tamamdır, anladım, buldum, yaradı, faydalı]
      verbs: [çözmek, yardımcı, faydası, doğru, açık, net]
      unsolved: [hala çalışmıyor, çalışmıyor, bozuk, hala bozuk, daha kötü, aynı sorun, hala aynı,
        işe yaramıyor, düzelmedi, hallolmadı, faydası olmadı, değişmedi, devam ediyor]
      doubt: [belki, bilmiyorum, bilmem, emin değilim, sanırım, galiba, umarım, kısmen, biraz,
        yarı yarıya, az çok, neredeyse, muhtemelen, olabilir, hem evet hem hayır, duruma bağlı,
        bazen, sorun değil, fena değil, ne, nasıl, neden, ne zaman, 🤷, 🤔, bakalım, problem değil]
      but: [ama, fakat, ancak, yalnız]
    thanks:
      words: [teşekkürler, teşekkür ederim, teşekkür ederiz, teşekkür, tesekkurler,
        çok teşekkürler, çok teşekkür ederim, tşk, tşkler, tşkkr, sağ ol, sağol, sağ olun,
        sağolun, eyvallah, minnettarım, müteşekkirim, süper, harika, mükemmel, çok iyi, güzel,
        var olun, elinize sağlık, kolay gelsin, 🙏, ❤]
      around: [için, çok, yardım, yardımınız, yardımın, yardımlarınız, ilginiz, cevap, hızlı,
        bilgi, size, sana, her şey, ve, tamam, oldu, çözüldü, şimdiden, tekrar, yine de, ederim,
        gerçekten, desteğiniz, iyi, bekliyorum, deneyeceğim, zaman]
    goodbye:
      closing: [hayır teşekkürler, anladım, hepsi bu, başka bir şey yok]
      words: [hoşça kal, hoşçakal, hoşça kalın, hoşçakalın, güle güle, görüşürüz, görüşmek üzere,
        iyi günler, iyi akşamlar, iyi geceler, iyi günler dilerim, iyi hafta sonları,
        kendine iyi bak, kendinize iyi bakın, bay, bye, bay bay, size de, sana da, sizede,
        iyi çalışmalar, hayırlı günler, bu kadar, hepsi bu, bitti, bitir, kapat, çıkış,
        sohbeti bitir, sonlandır, allahaısmarladık]
      around: [ve, size, sana, dilerim, herkese, de, da, o, zaman, sohbeti, konuşmayı, şimdilik]
    back: [geri, geri dön, geri git, geri gel, önceki, önceki soru, önceki soruya dön, bir önceki,
      bir önceki soru, bir adım geri, yanlış cevap verdim, yanlış bastım, hata yaptım,
      cevabımı değiştir, cevabı değiştir, son soru, yanlış seçtim]
    start_over: [baştan, baştan başla, baştan başlayalım, yeniden başla, yeniden başlat,
      tekrar başla, en baştan, başa dön, en başa dön, sıfırdan, sıfırdan başla, menü, ana menü,
      ana menüye dön, yeni sohbet]
    help: [yardım, yardım et, yardım edin, yardıma ihtiyacım var, bana yardım et, ne diyebilirim,
      ne yapabilirim, ne yapmalıyım, nasıl çalışıyor, seçenekler, komutlar, anlamadım,
      anlamıyorum, yardımcı olur musunuz, yardım eder misiniz, bana yardım eder misin,
      ne demek istiyorsun, ne yazmalıyım]
    never_mind: [boşver, boş ver, boşverin, önemli değil, neyse, unut gitsin, unut, unutun,
      gerek kalmadı, gerek yok, artık gerek yok, lüzum yok, iptal, iptal et, iptal edin,
      vazgeçtim, vazgeç, kendim çözdüm, hallettim, kendim hallettim, çözdüm,
      buldum artık gerek yok, beklemek istemiyorum, beklemeyeceğim, artık beklemek istemiyorum,
      yardıma ihtiyacım kalmadı, kimseyle konuşmama gerek kalmadı, kalsın]
    danger:
      words: [yangın, yangın var, yanıyor, alev aldı, alevler, alev alev, tutuştu, yanık kokusu,
        yanık kokuyor, gaz kokusu, gaz kokuyor, gaz kaçağı, gaz sızıyor, duman çıkıyor,
        duman geliyor, elektrik çarptı, elektrik çarpması, çarpıldım, kısa devre, patladı,
        patlama, patlıyor, yaralı, yaralandı, yaralandım, kanıyor, kanama, bilinci kapalı,
        bayıldı, bayıldım, nefes alamıyor*, boğuluyor*, zehirlendi*, zehirlenme, yandım,
        elim yandı, yanık oldu, ambulans, itfaiye, hayati tehlike, tehlikede, intihar,
        kendimi öldür*, ölmek istiyorum, canıma kıy*, yaşamak istemiyorum, kendime zarar,
        tehdit ediyor, tehdit etti, tehdit ediliyorum, dövüyor, dövdü, tecavüz, saldırdı, saldırı,
        şiddet, bıçakla, silah*, bomba var, karbonmonoksit, kalp krizi, kıvılcım çıkıyor,
        acil durum, şişmiş batarya, batarya şişti, pil yuttu, yuttu]
      hints: [ateş, alev, duman, gaz, kıvılcım, yandı, kan, zehir, imdat, eridi, bıçak]
      near: [ev, evde, evim, evimde, mutfak, mutfakta, oda, odada, priz, prizden, şarj,
        şarj aleti, batarya, kablo, cihaz, cihazdan, çocuk, çocuğum, bebek, tehlikeli, korkuyorum,
        koku, komşu]
      unlike: [fire tv, havai fişek, duman dedektörü, gaz ocağı, gaz tüpü, gaz faturası,
        gazlı ızgara, gazlı, banyo bombası, bıçak seti, mutfak bıçağı, ekmek bıçağı, kan basıncı,
        gülmekten öldüm, yangın söndürücü, yangın alarmı, silikon tabancası, ateşli, bomba gibi,
        sıcak çikolata, yanıyor mu]
    polite: [lütfen, merhaba, selam, günaydın, iyi günler, iyi akşamlar, pardon, özür dilerim,
      affedersiniz, şimdi, o zaman, hadi, tamam, teşekkürler, teşekkür ederim, istiyorum, isterim,
      bana, beni, hemen, tekrar, yine, ya, efendim, hocam, bey, hanım, bir, abi, misiniz, mısınız,
      misin, edebilir, miyim, mıyım, alo, hey]
    joins: [ve, çünkü, bu yüzden]
    other: [ne, on, o, bu, kan, at, ben, sen, var, para, don, mal]
    buttons: { yes: Evet, no: Hayır }
    sentences:
      late: >-
        {{ ticket.reply_by }} zamanına kadar yanıtlayacağımızı söylemiştik. Bu süre geçti, özür
        dilerim. **{{ ticket.id }}** numaralı talep hâlâ ekipte; yanıt buraya gelecek.
      alone: >-
        Şu anda kimse yok. Burada bekleyebilir ya da yanıtlayacağımız bir mesaj
        bırakabilirsiniz.
      longer: "Söylediğimizden uzun sürüyor. Burada bekleyebilir ya da mesaj bırakabilirsiniz."
      waits: "Peki, yerinizi koruyorsunuz."
      wait_here: "Burada bekle"
      leave_message: "Mesaj bırak"
      person: Size yardımcı olacak birini çağırıyorum.
      nobody: Şu anda müsait kimse yok.
      saved: >-
        **{{ ticket.id }}** numaralı talep olarak kaydettim. En geç yanıt: {{ ticket.reply_by
        }}.
      not_saved: Bu görüşmeyi sakladık, bir arkadaşımız okuyacak.
      sorry: Özür dilerim, benim tarafımda bir sorun oluştu.
      invalid: Özür dilerim, anlayamadım.
      choose: Özür dilerim, anlayamadım. Lütfen seçeneklerden birini seçin.
      form: Lütfen işaretli alanları yeniden gözden geçirin.
      resume: Kaldığımız yerden devam edelim mi?
      stopped: Peki, burada bırakıyorum. İhtiyacınız olduğunda yeniden yazın.
      answer: "Bu, sorunuzu yanıtlayabilir:"
      welcome: Rica ederim!
      added: Teşekkürler, bunu ekibe ilettiğim mesajınıza ekledim.
      again: Başka bir şey
      unsettled: Çözülmemiş olmasına üzüldüm. Kaldığımız yerden devam edelim.
      same: Konu hâlâ aynı mı?
      help: >-
        Soruyu yanıtlayabilir, bir kişiyle görüşmek isteyebilir, geri dönebilir, baştan
        başlayabilir ya da bitirebilirsiniz; kendi sözlerinizle.
      no_back: Geri dönülecek bir soru yok.
    time:
      today: bugün
      tomorrow: yarın
      at: saat
      later: daha sonra
      weekdays: [Pzt, Sal, Çar, Per, Cum, Cmt, Paz]
      months: [Ocak, Şubat, Mart, Nisan, Mayıs, Haziran, Temmuz, Ağustos, Eylül, Ekim, Kasım,
        Aralık]
      day_end: ""
      unknown_wait: henüz bilinmiyor
      short_wait: bir dakikadan az
      long_wait: "en fazla # dakika"
    """#
}
