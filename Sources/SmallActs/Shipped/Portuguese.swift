extension Shipped {
  static let portuguese = #"""
    language: pt
    person:
      words: [humano, humana, ser humano, pessoa, pessoas, pessoa real, pessoa de verdade,
        atendente, atendentes, atendente humano, agente, agentes, operador, operadora,
        assistente humano, representante, gerente, supervisor, supervisora, chefe, responsável,
        funcionário, funcionária, colaborador, colaboradora, consultor, consultora, técnico,
        alguém real, alguém de verdade, alguém humano, gestor, gestora, gente, assessor,
        especialista, colega, alguém de carne e osso, telefonista]
      vague: [alguém, alguem, algum de vocês, um de vocês]
      service: [atendimento ao cliente, atendimento, apoio ao cliente, serviço ao cliente,
        serviço de apoio, suporte, suporte técnico, sac, chat ao vivo, call center,
        central de atendimento, atendimento humano, linha de apoio]
      asks: [falar com, falar para, falar, conversar com, conversar, bater papo com, contatar,
        contactar, contato com, contacto com, entrar em contato com, entrar em contacto com,
        me conecte com, me conecta com, conectar com, ligar me a, me transfira para,
        me transfere para, transferir para, transfira me para, transferir me para, me passa para,
        me passe para, passe me a, passar para, passar a ligação para, me passa um, me passa uma,
        me encaminhe para, encaminhar para, encaminhe me para, comunicar com, ser atendido por,
        ser atendida por, teclar com, dialogar com, tratar com, me coloca em contato com]
      wants: [quero, queria, gostaria de, gostava de, preciso de, preciso, necessito de,
        necessito, desejo, exijo, peço, dê me, me dá, me dê, dá me, quero um, tem, há, existe,
        têm, posso, poderia, podia, pode, prefiro, procuro, onde está, como faço para, como posso,
        chame, chama, chamem, me arruma, me arranja, arranje me, arranjem me, solicito, dá para,
        dá pra, me liga, mandem, tem como, por que não posso, porque não posso, que me ligue,
        que alguém me ligue]
      whole: [tem alguém aí, há alguém aí, alguém aí, tem alguém, está aí alguém,
        alguém pode me ajudar, alguém me ajuda, alguém pode ajudar, alguém me atende,
        nada de robô, sem robô, não um robô, chega de bot, não quero bot, tem alguém de verdade,
        pode alguém ajudar me, tem gente aí, me ligue, me liguem, ligue para mim, podem me ligar,
        pode me ligar]
      around: [um, uma, o, a, os, as, de, do, da, com, para, pra, por, em, no, na, por favor, pfv,
        pf, pfvr, se faz favor, sff, agora, já, imediatamente, diretamente, directamente, rápido,
        urgente, urgentemente, finalmente, real, verdadeiro, verdadeira, humano, humana, vivo,
        viva, outro, outra, me, eu, te, se, lhe, vocês, você, que, quero, queria, posso, pode,
        podem, poderia, gostaria, é, possível, é possível, como, quando, hoje, aqui, aí, online,
        pelo telefone, telefone, chat, maldito, porra, caralho, logo, de uma vez, da equipe,
        da equipa, da empresa, que me ajude, que possa me ajudar, me ajudar, ajuda, ajudar, só,
        apenas, simplesmente, em vez, e, ou, competente, disponível, mesmo, falar, fazer, ser,
        alguma, algum, mais, ao vivo, carne e osso]
      machine: [bot, bots, robô, robôs, robo, máquina, máquinas, chatbot, computador, ia,
        inteligência artificial, respostas automáticas, programa, assistente virtual,
        atendimento automático, sistema]
      refuse: [não quero, não quero falar com, não desejo, não preciso de, não preciso, não, nao,
        sem, cansado de, cansada de, farto de, farta de, chega de, em vez de, ao invés de, nunca,
        nenhum, nenhuma, nem, odeio]
      about: [sobre, acerca de, a respeito de, por causa de, porque, para resolver, que,
        relativamente a, quanto a, referente a, pois, quando, se, em relação a, para]
      unlike: [agente imobiliário, agente de viagens, corretor, agente de seguros, por pessoa,
        uma pessoa em, duas pessoas, em pessoa retirada, retirada pessoal, recursos humanos,
        meu chefe, meu gerente, meu agente, corpo humano, erro humano, user agent,
        número do atendimento, operadora de celular, operadora móvel, primeira pessoa,
        suporte para, suporte de, gerenciador de senhas, gestor de senhas, o atendente me,
        o entregador, gerente do banco, agente secreto]
    yes:
      words: [sim, ss, simm, sim por favor, sim obrigado, sim obrigada, claro que sim,
        com certeza sim, isso mesmo, afirmativo, pois sim, é sim, foi sim, sim senhor, 👍, ✅, 👌]
      soft: [claro, com certeza, certo, certamente, ok, okay, okey, tá, tá bom, está bem,
        tudo bem, de acordo, exato, exatamente, exactamente, correto, correcto, verdade,
        pode ser claro, pois, óbvio, obviamente, naturalmente, beleza, blz, perfeito, ótimo, bom,
        bem, muito bem, absolutamente, sem dúvida, combinado, pode, isso, definitivamente,
        por que não]
    no:
      words: [não, nao, naum, nope, não obrigado, não obrigada, de jeito nenhum, de forma alguma,
        de modo algum, nem um pouco, nada, ainda não, nem por isso, não mesmo, claro que não,
        com certeza não, definitivamente não, absolutamente não, nunca, jamais, falso, errado,
        incorreto, negativo, infelizmente não, acho que não, creio que não, penso que não,
        não muito, na verdade não, nem pensar, não é isso, não está certo, nn, 👎, ❌, não acho,
        nada mudou, não mudou nada, que nada]
      not: [não, nao, nunca, nem, nada, sem, ainda não, jamais]
    answer:
      around: [é, foi, está, isso, isto, o, a, me, meu, minha, problema, problemas, pergunta,
        dúvida, artigo, resposta, ainda, já, agora, realmente, mesmo, muito, tudo, e, eu, vocês,
        infelizmente, ah, oh, hm, bem, então, kkk, haha, sinceramente, de, um, uma, com, por,
        para, se, que, continua, até, mais, ontem, ao]
      solved: [resolvido, resolvida, resolveu, funciona, funcionou, ajudou, útil, arrumado,
        consertado, deu certo, já funciona, esclarecido, entendi, serviu, solucionado, solucionou]
      verbs: [resolver, ajudar, funcionar, ajuda, resolve, adiantou, mudou, respondeu, verdade,
        certo, correto, adianta, serve, esclareceu]
      unsolved: [continua igual, continua quebrado, quebrado, pior, na mesma, mesmo problema,
        não funciona, não deu certo, não adiantou, não resolveu, inútil, sem solução, avariado,
        continua sem funcionar, falhou]
      doubt: [talvez, não sei, nao sei, sei lá, não tenho certeza, depende, mais ou menos,
        um pouco, em parte, parcialmente, quase, acho que sim, creio que sim, penso que sim, acho,
        espero, espero que sim, provavelmente, pode ser, sim e não, às vezes, sem problema,
        sem problemas, nada mal, o que, como, por quê, quando, 🤷, 🤔, vamos ver, boa pergunta,
        exatamente o problema, exatamente o meu problema, quem sabe, quem dera, difícil dizer]
      but: [mas, porém, contudo, no entanto, só que, exceto]
    thanks:
      words: [obrigado, obrigada, muito obrigado, muito obrigada, obg, obgd, brigado, brigada,
        brigadão, valeu, vlw, agradeço, agradecido, agradecida, grato, grata, perfeito, ótimo,
        excelente, fantástico, maravilha, maravilhoso, show, top, que bom, muito gentil, 🙏, ❤]
      around: [pela, pelo, a, o, ajuda, atenção, resposta, rápida, rapidez, tempo, informação,
        informações, tudo, por, de, e, muito, vocês, você, mesmo, suporte, atendimento, apoio,
        paciência, desde já, mais uma vez, novamente, resolvido, resolveu, funciona, funcionou,
        me, ajudou, vou, tentar, esperar, aguardar, equipe, equipa, foi, é, está, bom, bem,
        pessoal, gente, dica, sua, vossa, antecipadamente, viu, imenso]
    goodbye:
      closing: [é tudo, não obrigado, não obrigada, entendi, entendido, só isso, mais nada]
      words: [tchau, tchau tchau, xau, adeus, até logo, até mais, até breve, até amanhã,
        até à próxima, até a próxima, bye, bom dia para você, bom dia pra você, tenha um bom dia,
        tenha uma boa tarde, boa noite, boa tarde para você, bom fim de semana, para você também,
        pra você também, você também, vocês também, igualmente, o mesmo para você, abraço,
        abraços, fica bem, fique bem, é tudo, é só isso, só isso, sair, fim, encerrar, terminar,
        fechar, encerrar chat, cumprimentos, continuação de bom dia]
      around: [e, um, uma, bom, boa, a, o, todos, também, para, você, dia, tarde, noite, chat,
        conversa, tenha, tenham, por, agora, então, era, um ótimo, ótima, excelente]
    back: [voltar, volta, voltar atrás, volte, para trás, atrás, pergunta anterior, anterior,
      a pergunta anterior, retornar, passo atrás, enganei me, me enganei, errei, resposta errada,
      mudar minha resposta, mudar a resposta, mudar a minha resposta, corrigir resposta, desfazer,
      última pergunta]
    start_over: [recomeçar, começar de novo, começar outra vez, do início, do começo,
      desde o início, reiniciar, do zero, começar do zero, voltar ao início, voltar ao começo,
      menu, menu principal, voltar ao menu, início, nova conversa]
    help: [ajuda, me ajuda, me ajude, ajude me, ajudem me, preciso de ajuda, o que posso dizer,
      o que posso fazer, o que faço, como funciona, como funciona isso, opções, comandos,
      não entendo, não entendi, não percebo, não percebi, pode me ajudar, você pode me ajudar,
      pode ajudar me, o que devo fazer, o que devo escrever]
    never_mind: [deixa pra lá, deixa para lá, deixe para lá, deixa estar, esquece, esqueça,
      não importa, tanto faz, não faz mal, não precisa, não precisa mais, não é preciso,
      já não é preciso, já não preciso, não preciso mais, não preciso mais de ajuda,
      não preciso de ajuda, cancelar, cancela, cancele, já resolvi, resolvi sozinho,
      resolvi sozinha, eu mesmo resolvi, já consegui, já encontrei, não quero esperar,
      não vou esperar, não quero mais esperar, mudei de ideia, não é mais necessário,
      não preciso mais de atendente, não preciso mais falar com ninguém, deixa, deixe]
    danger:
      words: [pegou fogo, pegando fogo, está pegando fogo, a arder, em chamas, incêndio, tem fogo,
        há fogo, está queimando, cheiro de queimado, cheiro a queimado, cheiro de gás,
        cheiro a gás, vazamento de gás, fuga de gás, saindo fumaça, sai fumo, a deitar fumo,
        muita fumaça, choque elétrico, levei um choque, levou um choque, eletrocutado,
        curto circuito, explodiu, explosão, explodir, ferido, ferida, machucado, machucou,
        sangrando, a sangrar, inconsciente, desmaiou, desmaiei, não respira, não consigo respirar,
        engasgou, sufocando, envenenado, envenenamento, intoxicação, me queimei, queimei me,
        queimadura, queimaduras, ambulância, bombeiros, perigo de morte, risco de vida, em perigo,
        suicídio, suicidar, me matar, matar me, quero morrer, tirar minha vida,
        acabar com a minha vida, me cortar, me ameaça, me ameaçou, ameaçando, ameaça de morte,
        me bate, me bateu, estuprada, violada, agredido, agrediu, agressão, violência, faca, arma,
        bomba, monóxido de carbono, infarto, enfarte, faíscas, é uma emergência, bateria inchada,
        vapores tóxicos, vai me matar, engoliu uma, engoliu um, engoliu a, engolir uma pilha]
      hints: [fogo, fumaça, fumo, gás, chamas, faíscas, faísca, queimando, queimado, sangue,
        veneno, socorro, emergência, derreteu, choque]
      near: [casa, cozinha, apartamento, quarto, saindo, sai, tomada, carregador, bateria, cabo,
        aparelho, criança, filho, filha, bebê, perigoso, medo, ajuda, evacuar, vizinho, cheiro]
      unlike: [fire tv, fogos de artifício, fogão, detector de fumaça, detector de fumo,
        alarme de fumaça, churrasqueira a gás, fogão a gás, botijão de gás, conta de gás,
        conta do gás, aquecedor a gás, bomba de água, bomba de banho, faca de cozinha,
        jogo de facas, conjunto de facas, morrendo de rir, morri de rir, pressão arterial,
        arma de brinquedo, pistola de cola, matar o tempo, matar a curiosidade, extintor,
        choque de preço, sem perigo, salmão fumado, fogo amigo, bateria musical]
    polite: [por favor, pfv, pf, se faz favor, olá, ola, oi, bom dia, boa tarde, boa noite tudo,
      desculpe, desculpa, com licença, agora, já, então, bom, bem, ok, obrigado, obrigada, quero,
      queria, gostaria de, posso, podemos, pode, poderia, podia, a, o, senhor, senhora, rápido,
      logo, de novo, outra vez, ai, ei, e aí]
    joins: [e, porque, então, por isso]
    other: [agência, agenda, argentina, pessoal meu, pai, data, rude, fato, mas, come]
    buttons: { yes: Sim, no: Não }
    sentences:
      late: >-
        Dissemos que responderíamos até {{ ticket.reply_by }}. Já passou, e lamento. O ticket
        **{{ ticket.id }}** continua com a equipa; a resposta chega aqui.
      alone: >-
        Neste momento não há ninguém. Pode esperar aqui ou deixar uma mensagem, e
        responderemos.
      longer: "A espera é mais longa do que dissemos. Pode esperar aqui ou deixar uma mensagem."
      waits: "Muito bem, mantém o seu lugar."
      wait_here: "Esperar aqui"
      leave_message: "Deixar uma mensagem"
      person: "Vou procurar uma pessoa para o ajudar."
      nobody: "Neste momento não há ninguém disponível."
      saved: "Guardado como ticket **{{ ticket.id }}**. Responderemos até {{ ticket.reply_by }}."
      not_saved: "Esta conversa fica guardada e uma pessoa vai lê-la."
      sorry: "Lamento, algo correu mal do meu lado."
      invalid: "Lamento, não percebi."
      choose: "Lamento, não percebi. Escolha uma destas respostas."
      form: "Verifique os campos assinalados, por favor."
      resume: "Continuamos onde estávamos?"
      answer: "Talvez isto responda à sua pergunta:"
      welcome: "De nada!"
      unsettled: "Lamento que afinal não esteja resolvido. Vamos continuar de onde parámos."
      same: "Ainda é sobre o mesmo assunto?"
      added: "Obrigado, acrescentei-o à sua mensagem para a equipa."
      again: "Outra coisa"
      stopped: "Muito bem, fico por aqui. Escreva-nos quando quiser."
      no_back: "Não há pergunta anterior."
      help: >-
        Pode responder à pergunta, pedir uma pessoa, voltar atrás, recomeçar ou parar, com as
        suas próprias palavras.
    time:
      today: hoje
      tomorrow: amanhã
      at: às
      later: mais tarde
      weekdays: [seg., ter., qua., qui., sex., sáb., dom.]
      months: [janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro,
        novembro, dezembro]
      day_end: " de"
      unknown_wait: "ainda não se sabe"
      short_wait: "menos de um minuto"
      long_wait: "no máximo # minutos"
    """#
}
