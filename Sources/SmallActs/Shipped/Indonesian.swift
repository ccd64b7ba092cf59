extension Shipped {
  static let indonesian = #"""
    language: id
    person:
      words: [manusia, orang, orang asli, orang beneran, orang sungguhan, manusia asli, agen,
        petugas, operator, staf, karyawan, pegawai, perwakilan, manajer, atasan, supervisor,
        penyelia, customer service, cs manusia, admin, konsultan, penanggung jawab, bos, tim anda,
        teknisi, agen manusia, seseorang yang nyata, wakil]
      vague: [seseorang, siapa saja, siapapun, siapa pun]
      service: [layanan pelanggan, cs, bantuan pelanggan, dukungan pelanggan, pusat layanan,
        live chat, obrolan langsung, call center, layanan konsumen]
      asks: [bicara dengan, berbicara dengan, ngobrol dengan, ngobrol sama, bicara sama,
        ngomong sama, ngomong dengan, bicara, berbicara, chat dengan, chat sama,
        hubungkan saya dengan, hubungkan saya ke, hubungkan dengan, hubungkan ke, hubungi,
        menghubungi, sambungkan saya dengan, sambungkan saya ke, sambungkan ke, disambungkan ke,
        dihubungkan dengan, alihkan ke, alihkan saya ke, transfer ke, pindahkan ke,
        berkomunikasi dengan, kontak, terhubung dengan, dilayani oleh]
      wants: [saya mau, saya ingin, mau, ingin, saya butuh, butuh, perlu, saya perlu, minta,
        tolong, beri saya, kasih saya, berikan, bisa, bisakah, bisakah saya, apakah ada, ada,
        adakah, carikan, panggilkan, panggil, boleh, bolehkah, gimana caranya, bagaimana cara,
        lebih suka, mana, kasih]
      whole: [ada orang, ada orang di sana, ada orang nggak, halo ada orang, ada yang bisa bantu,
        ada yang bisa membantu saya, bisa ada yang bantu, bukan bot, jangan bot, tidak mau bot,
        bukan robot, apakah ada orang di sana]
      around: [seorang, yang, asli, nyata, sungguhan, beneran, langsung, lain, hidup, tolong,
        mohon, dong, donk, sih, ya, yah, sekarang, segera, cepat, secepatnya, saya, aku, gue, gw,
        kami, anda, kamu, kalian, dengan, sama, ke, di, dari, untuk, bisa, mau, apa, apakah,
        bagaimana, gimana, kapan, kenapa, mengapa, hari ini, di sini, sini, sana, online, telepon,
        lewat telepon, via telepon, chat, sialan, anjing, bantu, membantu saya, bantu saya,
        bantuan, saja, aja, daripada, dan, atau, akhirnya, perusahaan, tim, pak, bu, kak, min,
        lagi, nih, deh, kompeten, bukan]
      machine: [bot, robot, mesin, chatbot, komputer, ai, kecerdasan buatan, program,
        balasan otomatis, jawaban otomatis, asisten virtual]
      refuse: [tidak mau, tidak ingin, nggak mau, gak mau, ga mau, ogah, bukan, jangan, tanpa,
        bosan dengan, daripada, tidak, tidak perlu, tidak butuh]
      about: [tentang, mengenai, soal, karena, untuk, supaya, yang, masalah, terkait, kalau, agar]
      unlike: [agen properti, agen perjalanan, agen asuransi, per orang, dua orang, satu orang,
        orang tua, orang lain, bos saya, user agent, kesalahan manusia, nomor layanan pelanggan,
        operator seluler, banyak orang, orang rumah, sumber daya manusia, ambil sendiri,
        pengelola kata sandi, diskon karyawan]
    yes:
      words: [ya, iya, yaa, yep, yoi, ya benar, iya benar, ya tolong, ya terima kasih,
        betul sekali, iya dong, he eh, 👍, ✅, 👌]
      soft: [tentu, tentu saja, pasti, baik, baiklah, ok, oke, okay, benar, betul, setuju, sip,
        boleh, jelas, siap, tepat, sempurna, mantap, bagus, memang]
    no:
      words: [tidak, tdk, nggak, ngga, gak, ga, enggak, kagak, tidak terima kasih,
        sama sekali tidak, tidak sama sekali, belum, belum juga, tidak juga, tentu tidak,
        tentu saja tidak, pasti tidak, jelas tidak, tidak pernah, salah, keliru, sayangnya tidak,
        sayangnya belum, saya rasa tidak, kayaknya tidak, tidak benar, bukan, tidak ada,
        masih belum, 👎, ❌]
      not: [tidak, tak, nggak, ngga, gak, ga, enggak, belum, bukan, tidak pernah, tanpa]
    answer:
      around: [itu, ini, sudah, udah, masalah, masalahnya, masalahku, pertanyaan, artikel,
        jawaban, sekarang, masih, benar benar, sangat, semua, semuanya, dan, saya, aku, kok, sih,
        nya, ah, oh, hm, haha, wkwk, jujur, sayangnya, juga, lagi, dong, pak, bu, kak, bisa]
      solved: [selesai, terselesaikan, beres, berfungsi, berhasil, teratasi, membantu, terbantu,
        jalan lagi, sudah jalan, mengerti, paham, ketemu]
      verbs: [menyelesaikan, bekerja, berguna, menjawab, berubah, jelas]
      unsolved: [masih rusak, rusak, masih sama, tidak berfungsi, tidak bekerja, lebih parah,
        masalah yang sama, belum selesai, belum beres, gagal, percuma, masih error, nggak bisa,
        tidak bisa]
      doubt: [mungkin, tidak tahu, nggak tahu, gak tau, ga tau, entah, tidak yakin, kurang yakin,
        tergantung, kurang lebih, sedikit, sebagian, setengah, hampir, saya rasa, sepertinya,
        kayaknya, semoga, mudah mudahan, bisa jadi, ya dan tidak, kadang kadang, tidak masalah,
        tidak apa apa, lumayan, apa, bagaimana, kenapa, kapan, 🤷, 🤔]
      but: [tapi, tetapi, namun, cuma, hanya saja]
    thanks:
      words: [terima kasih, terimakasih, makasih, makasi, trims, thx, tq, trimakasih,
        terima kasih banyak, makasih banyak, matur nuwun, sangat berterima kasih, mantap,
        bagus sekali, sempurna, keren, hebat, luar biasa, 🙏, ❤]
      around: [atas, bantuan, bantuannya, jawaban, jawabannya, respon, responnya, yang, cepat,
        informasi, informasinya, waktunya, semuanya, banyak, ya, kak, pak, bu, min, dan, sudah,
        sangat, membantu, untuk, selesai, beres, sekarang, saya, akan, tunggu, coba, sekali, lagi,
        sebelumnya, kesabaran, pelayanannya, baik, ok, oke]
    goodbye:
      closing: [tidak terima kasih, paham, mengerti, itu saja]
      words: [sampai jumpa, sampai jumpa lagi, dadah, dah, selamat tinggal, sampai nanti,
        sampai besok, bye, bye bye, selamat malam semua, semoga harimu menyenangkan,
        semoga hari anda menyenangkan, selamat beraktivitas, selamat istirahat, selamat tidur,
        kamu juga, anda juga, sama sama, salam, itu saja, sudah itu saja, sekian, selesai chat,
        keluar, tutup, akhiri, akhiri chat, berhenti, stop]
      around: [ya, kak, pak, bu, min, dan, chat, percakapan, dulu, lagi, semua, terima kasih]
    back: [kembali, balik, mundur, sebelumnya, pertanyaan sebelumnya, ke pertanyaan sebelumnya,
      kembali ke pertanyaan sebelumnya, satu langkah mundur, saya salah, salah jawab,
      salah pencet, salah pilih, ubah jawaban, ganti jawaban, pertanyaan terakhir]
    start_over: [mulai lagi, mulai dari awal, dari awal, ulang dari awal, ulangi dari awal,
      mulai ulang, ulang lagi, kembali ke awal, ke awal, menu, menu utama, kembali ke menu,
      percakapan baru, dari nol]
    help: [bantuan, tolong bantu, bantu saya, tolong bantu saya, saya butuh bantuan,
      butuh bantuan, apa yang bisa saya katakan, apa yang bisa saya lakukan,
      apa yang harus saya lakukan, bagaimana caranya, pilihan, perintah, saya tidak mengerti,
      tidak mengerti, nggak ngerti, tidak paham, bisa bantu saya, bisakah kamu membantu saya,
      maksudnya apa, apa maksudnya]
    never_mind: [lupakan, lupakan saja, abaikan, tidak jadi, nggak jadi, gak jadi, ga jadi,
      tidak usah, nggak usah, gak usah, tidak perlu lagi, sudah tidak perlu, tidak penting,
      biarkan saja, biarin, batal, batalkan, saya sudah menyelesaikannya sendiri,
      sudah selesai sendiri, sudah ketemu, sudah saya selesaikan sendiri, saya tidak mau menunggu,
      tidak mau menunggu, nggak mau nunggu, saya tidak menunggu, saya berubah pikiran,
      sudah tidak butuh bantuan]
    danger:
      words: [kebakaran, terbakar, ada api, keluar api, mengeluarkan api, bau hangus, bau gosong,
        bau terbakar, bau gas, gas bocor, kebocoran gas, keluar asap, mengeluarkan asap, berasap,
        banyak asap, kesetrum, tersengat listrik, sengatan listrik, korsleting, meledak, ledakan,
        terluka, cedera, luka parah, berdarah, pendarahan, pingsan, tidak sadar, tidak bernapas,
        tidak bisa bernapas, sesak napas, tersedak, keracunan, luka bakar, ambulans,
        pemadam kebakaran, nyawa terancam, mengancam nyawa, dalam bahaya, bunuh diri, ingin mati,
        mau mati, mengakhiri hidup, menyakiti diri, mengancam saya, diancam, ancaman pembunuhan,
        memukul saya, dipukul, diperkosa, pemerkosaan, diserang, kekerasan, membawa pisau,
        senjata, bom, karbon monoksida, serangan jantung, percikan api, keadaan darurat,
        baterai kembung, baterai menggembung, membunuh saya, menelan baterai, tertelan]
      hints: [api, asap, gas, percikan, hangus, darah, racun, darurat, meleleh]
      near: [rumah, dapur, kamar, apartemen, keluar, colokan, stop kontak, charger, baterai,
        kabel, alat, anak, bayi, bahaya, berbahaya, takut, tolong, tetangga, bau]
      unlike: [fire tv, kembang api, detektor asap, kompor gas, tabung gas, tagihan gas,
        panggangan gas, kereta api, set pisau, pisau dapur, tekanan darah, gula darah,
        mati ketawa, bom mandi, harga bom, alat pemadam api, membunuh waktu, baterai mati,
        mati lampu, lem tembak, asap knalpot, alarm kebakaran, asuransi kebakaran]
    polite: [tolong, mohon, silakan, halo, hai, hei, selamat pagi, selamat siang, selamat sore,
      selamat malam, permisi, maaf, sekarang, jadi, nah, ok, oke, terima kasih, makasih, saya mau,
      saya ingin, bisa, bisakah, boleh, ke, pak, bu, kak, min, cepat, lagi, dong, ya, deh, sih,
      nih, dulu, gan, bro, mau, ingin]
    joins: [dan, karena, jadi]
    other: [data, ada, agenda, pagi, hari, air, bank, harga, dari, ke, di]
    buttons: { yes: Ya, no: Tidak }
    sentences:
      late: >-
        Kami berjanji membalas paling lambat {{ ticket.reply_by }}. Waktunya sudah lewat, mohon
        maaf. Tiket **{{ ticket.id }}** masih ditangani tim, dan jawabannya akan datang di
        sini.
      alone: >-
        Saat ini tidak ada petugas. Anda bisa menunggu di sini atau meninggalkan pesan yang
        akan kami balas.
      longer: >-
        Ini lebih lama dari yang kami katakan. Anda bisa menunggu di sini atau meninggalkan pesan.
      waits: "Baik, giliran Anda tetap."
      wait_here: "Tunggu di sini"
      leave_message: "Tinggalkan pesan"
      person: Saya akan mencarikan orang untuk membantu Anda.
      nobody: Saat ini tidak ada yang bisa mengobrol.
      saved: >-
        Tersimpan sebagai tiket **{{ ticket.id }}**. Kami akan membalas paling lambat {{
        ticket.reply_by }}.
      not_saved: Percakapan ini kami simpan dan akan dibaca oleh petugas.
      sorry: Maaf, ada yang salah di pihak saya.
      invalid: Maaf, saya tidak mengerti.
      choose: Maaf, saya tidak mengerti. Silakan pilih salah satu jawaban.
      form: Silakan periksa lagi kolom yang ditandai.
      resume: Lanjutkan dari tempat kita berhenti?
      stopped: Baik, saya berhenti di sini. Silakan tulis lagi kapan pun Anda membutuhkan kami.
      answer: "Ini mungkin menjawab pertanyaan Anda:"
      welcome: Sama-sama!
      added: Terima kasih, sudah saya tambahkan ke pesan Anda untuk tim.
      again: Hal lain
      unsettled: Maaf ternyata belum selesai. Mari kita lanjutkan dari tempat tadi.
      same: Apakah ini masih tentang hal yang sama?
      help: >-
        Anda bisa menjawab pertanyaan, meminta orang, kembali, mulai dari awal, atau berhenti,
        dengan kata-kata sendiri.
      no_back: Tidak ada pertanyaan sebelumnya.
    time:
      today: hari ini
      tomorrow: besok
      at: pukul
      later: nanti
      weekdays: [Sen, Sel, Rab, Kam, Jum, Sab, Min]
      months: [Januari, Februari, Maret, April, Mei, Juni, Juli, Agustus, September, Oktober,
        November, Desember]
      day_end: ""
      unknown_wait: belum diketahui
      short_wait: kurang dari satu menit
      long_wait: "paling lama # menit"
    """#
}
