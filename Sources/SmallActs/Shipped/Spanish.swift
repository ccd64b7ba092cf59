extension Shipped {
  static let spanish = #"""
    language: es
    person:
      words: [humano, humana, humanos, persona, personas, persona real, persona de verdad,
        persona humana, agente, agentes, asesor, asesora, asesores, operador, operadora,
        operadores, representante, representantes, encargado, encargada, gerente, supervisor,
        supervisora, jefe, jefa, empleado, empleada, empleados, ejecutivo, ejecutiva, ser humano,
        gestor, gestora, responsable, técnico, alguien real, alguien de verdad, alguien humano,
        alguien de carne y hueso, telefonista, compañero, especialista, consultor, gente,
        agente humano, agente real, miembro de su equipo, teleoperador, teleoperadora]
      vague: [alguien, algun, alguno, alguna, algunos de ustedes, uno de ustedes]
      service: [atención al cliente, servicio al cliente, servicio de atención al cliente,
        soporte, soporte técnico, chat en vivo, chat en directo, call center, centro de atención,
        mesa de ayuda]
      asks: [hablar con, hablar, hablarle a, conversar con, charlar con, chatear con,
        comunicarme con, comunicar con, comuníqueme con, comunícame con, comuníquenme con,
        contactar con, contactar a, contactar, contacto con, conéctame con, conécteme con,
        conectarme con, conectar con, páseme con, pásame con, pásenme con, pasarme con, pasar con,
        ponme con, póngame con, póngame en contacto con, transfiérame a, transfiéreme a,
        transfiéranme a, transferirme a, transferir a, transferirme con, derívame a, derivarme a,
        comunicarme, hablo con, atienda, atender, atendido por, que me atienda, me atienda,
        me comunica con, me comunicas con, me pasas con, me pasa con, me pones con,
        me puede pasar con]
      wants: [quiero, quisiera, querría, necesito, deseo, me gustaría, dame, deme, denme, dadme,
        busco, exijo, pido, solicito, hay, tienen, tienes, puedo, podría, se puede, prefiero,
        búscame, mándame, tráeme, llámeme, llámame, dónde está, dónde hay, como hablo con,
        cómo puedo, ocupo, me das, me dan, requiero, quieren, quiere, por qué no puedo, no puedo,
        que me llame, que me llamen, que me atienda, que me contacte]
      whole: [hay alguien, hay alguien ahí, alguien ahí, hay alguien aquí,
        alguien me puede ayudar, alguien puede ayudarme, puede alguien ayudarme,
        me puede ayudar alguien, ningún bot, no bots, nada de robots, no un robot, no quiero bots,
        alguien que me ayude, hay alguna persona, alguien me atiende, llámenme,
        hay algún humano disponible, hay un humano disponible, hay alguien disponible,
        hay algún agente disponible, me puede atender alguien, alguien me puede atender,
        me atiende alguien, llámeme, me pueden llamar, me puede llamar alguien,
        que me llame alguien]
      around: [un, una, el, la, los, las, con, a, al, de, del, en, real, verdadero, verdadera,
        humano, humana, viva, vivo, otra, otro, por favor, porfa, porfavor, xfa, xfavor, ya,
        ahora, ahora mismo, inmediatamente, de inmediato, directamente, rápido, urgente,
        urgentemente, por fin, me, te, se, le, nos, yo, que, quiero, quisiera, puedo, podría,
        puede, pueden, podrían, podemos, es, posible, es posible, cómo, cuándo, hoy, aquí, ahí,
        en línea, por teléfono, teléfono, chat, maldito, maldita, puto, puta, de una vez,
        de su equipo, de ustedes, su, de la empresa, que me ayude, que pueda ayudarme, ayudarme,
        ayuda, mejor, solo, simplemente, mejor dicho, y, o, si, no contigo, competente,
        carne y hueso, disponible, hacer, para, favor, otra vez, algún, alguna, mi, hablar, tio,
        hombre, mujer, necesito, ser, atendido]
      machine: [bot, bots, robot, robots, máquina, máquinas, chatbot, ordenador, computadora, ia,
        inteligencia artificial, contestador, respuestas automáticas, programa, asistente virtual,
        autómata, sistema automático]
      refuse: [no quiero, no quiero hablar con, no deseo, no necesito, no, sin, harto de,
        harta de, basta de, en vez de, en lugar de, ya no quiero, nunca, ningún, ninguna, nada de,
        ni, odio]
      about: [sobre, acerca de, respecto a, por, porque, para que, que, debido a, en relación con,
        para, ya que, cuando, si, por lo de]
      unlike: [agente inmobiliario, agente de viajes, agente de seguros, por persona,
        una persona en, dos personas, en persona recoger, recoger en persona, recursos humanos,
        mi jefe, mi agente, mi asesor, cuerpo humano, error humano, user agent,
        número de atención al cliente, operador móvil, operador turístico, agente secreto,
        primera persona, soporte para, soporte de, persona mayor, repartidor,
        gestor de contraseñas, el agente me, para personas]
    yes:
      words: [sí, si, sip, sep, siii, sí por favor, sí gracias, sí claro, claro que sí,
        afirmativo, así es, eso es, por supuesto que sí, simón, sipi, que sí, sí señor, 👍, ✅, 👌]
      soft: [claro, vale, ok, okay, okey, de acuerdo, por supuesto, desde luego, exacto,
        exactamente, correcto, cierto, verdad, bueno, bien, muy bien, está bien, perfecto, genial,
        seguro, obvio, naturalmente, sin duda, dale, listo, efectivamente, totalmente,
        absolutamente, definitivamente, por qué no, venga, adelante, con gusto]
    no:
      words: [no, nop, nope, nel, no gracias, para nada, en absoluto, todavía no, aún no,
        no del todo, claro que no, por supuesto que no, desde luego que no, definitivamente no,
        absolutamente no, de ninguna manera, ni hablar, nunca, jamás, falso, incorrecto, negativo,
        nada, lamentablemente no, desgraciadamente no, por desgracia no, creo que no,
        me parece que no, no creo, no mucho, no realmente, que va, no es así, no es correcto,
        no es cierto, sigue igual, tampoco, qué no, 👎, ❌, nada ha cambiado, no cambió nada,
        no hizo nada, ni un poco, ni de lejos, sigue igual de mal, igual de mal, sigue mal]
      not: [no, nunca, jamás, nada, sin, tampoco, ni, aún no, todavía no]
    answer:
      around: [es, eso, esto, lo, la, el, se, me, mi, ha, he, fue, está, está todo, problema,
        problemas, pregunta, duda, todavía, aún, ya, ahora, realmente, de verdad, muy, todo, y,
        yo, ustedes, bien, artículo, respuesta, lamentablemente, ah, oh, pues, eh, hm, jaja,
        en realidad, la verdad, sigue, sin, mucho, para, con, por, que, de, un, una, así, hasta,
        ahorita]
      solved: [resuelto, resuelta, solucionado, solucionada, arreglado, funciona, funcionó,
        sirvió, ayudó, ayudado, útil, ya funciona, ya está, me sirvió, me ayudó, aclarado,
        entendido, lo resolvió]
      verbs: [resolver, solucionar, ayudar, sirve, resolvió, solucionó, resuelve, ayuda,
        soluciona, funcionar, servido, funcionado, arregló, cambió, correcto, cierto, claro,
        respondió, verdad]
      unsolved: [sigue igual, sigue roto, sigue sin funcionar, peor, no funciona, no sirve,
        no me sirve, sin resolver, inútil, mismo problema, sigue fallando, no se solucionó,
        igual que antes, no ayuda, falló, sin solución, roto]
      doubt: [quizás, quizá, tal vez, no sé, no lo sé, ns, ni idea, no estoy seguro,
        no estoy segura, depende, más o menos, un poco, en parte, parcialmente, a medias, casi,
        creo que sí, creo, supongo, espero que sí, espero, probablemente, a lo mejor, puede ser,
        sí y no, a veces, no hay problema, sin problema, no está mal, qué, cómo, por qué, cuándo,
        🤷, 🤔, ya veremos, buena pregunta, exactamente el problema, exactamente mi problema,
        justo el problema, justo mi problema, ojalá, quién sabe, difícil de decir]
      but: [pero, sin embargo, aunque, salvo, excepto]
    thanks:
      words: [gracias, muchas gracias, mil gracias, muchísimas gracias, grax, grcs, graciass,
        se agradece, te lo agradezco, se lo agradezco, agradecido, agradecida, le agradezco,
        perfecto, genial, estupendo, excelente, fantástico, qué bien, buenísimo, muy amable,
        qué amable, maravilloso, de lujo, chévere, 🙏, ❤]
      around: [por, su, tu, la, el, los, ayuda, ayudarme, todo, respuesta, rápida, rápido, tiempo,
        información, info, atención, servicio, de, y, muy, amables, equipo, a, ustedes, usted, ti,
        ya, está, resuelto, solucionado, funciona, me, ha, sirvió, ayudó, voy, probar, probaré,
        esperaré, antemano, de antemano, igualmente, nuevamente, paciencia, buena, bien, es, era,
        eso, lo, gran, infinitas, buen, trabajo, tan, amabilidad, era todo, siempre]
    goodbye:
      closing: [eso es todo, no gracias, entendido, listo, nada más, no eso es todo]
      words: [adiós, adios, chao, chau, hasta luego, hasta pronto, hasta mañana, hasta la vista,
        nos vemos, bye, buenas noches, buen día, que tenga un buen día, que tengas un buen día,
        buena tarde, que tenga buena tarde, buen fin de semana, igualmente, a usted también,
        a ti también, usted también, tú también, cuídese, cuídate, saludos, un saludo,
        eso es todo, es todo, nada más, terminar, salir, fin, cerrar, terminar chat, cerrar chat,
        feliz día, lindo día]
      around: [y, que, tenga, tengas, un, una, buen, buena, muy, a, usted, todos, también, día,
        tarde, noche, el, chat, conversación, la, por, ahora, entonces, pues, pase, pases, lindo,
        bonito, feliz]
    back: [atrás, volver, volver atrás, regresar, regresa, vuelve, ir atrás, pregunta anterior,
      la pregunta anterior, anterior, paso atrás, retroceder, me equivoqué, me he equivocado,
      me confundí, respuesta equivocada, cambiar mi respuesta, cambiar la respuesta, deshacer,
      corregir mi respuesta, volver a la pregunta anterior, última pregunta]
    start_over: [empezar de nuevo, volver a empezar, comenzar de nuevo, desde el principio,
      reiniciar, de nuevo desde el principio, empezar otra vez, desde cero, empezar desde cero,
      desde el inicio, volver al principio, volver al inicio, al inicio, menú, menú principal,
      inicio, ir al menú, comenzar otra vez, nueva conversación, empezar de cero]
    help: [ayuda, ayúdame, ayúdeme, necesito ayuda, qué puedo decir, qué puedo hacer, qué hago,
      cómo funciona, cómo funciona esto, opciones, comandos, no entiendo, no comprendo,
      no lo entiendo, qué debo hacer, qué escribo, puedes ayudarme, puede ayudarme,
      me puedes ayudar, me puede ayudar, qué quieres decir]
    never_mind: [olvídalo, olvídelo, da igual, no importa, déjalo, déjelo, dejalo así, ya no,
      ya no hace falta, no hace falta, ya no es necesario, no es necesario, ya no necesito ayuda,
      no necesito ayuda, ya no lo necesito, cancelar, cancela, cancele, cancélalo, ya lo resolví,
      lo resolví yo, ya lo solucioné, lo solucioné yo mismo, ya lo encontré, ya está solucionado,
      no quiero esperar, no voy a esperar, no espero más, ya no quiero esperar, no te preocupes,
      no se preocupe, cambié de opinión, mejor no, ya no necesito un agente,
      ya no necesito hablar con nadie, ya no quiero hablar con nadie]
    danger:
      words: [se incendia, se está incendiando, incendio, en llamas, se prendió fuego,
        prendió fuego, hay fuego, hay un fuego, se quema, se está quemando, huele a quemado,
        olor a quemado, huele a gas, olor a gas, fuga de gas, escape de gas, sale humo, echa humo,
        mucho humo, lleno de humo, descarga eléctrica, electrocutado, electrocutó,
        me dio corriente, calambrazo, cortocircuito, explotó, explosión, explotar, ha explotado,
        herido, herida, lesionado, sangrando, sangra, inconsciente, desmayó, desmayado,
        no respira, no puedo respirar, ahogando, asfixia, intoxicado, envenenado, envenenamiento,
        me quemé, se quemó, quemadura, quemaduras, ambulancia, bomberos, peligro de muerte,
        en peligro, suicidio, suicidarme, matarme, quiero morir, quitarme la vida,
        no quiero vivir, hacerme daño, me corto, me amenaza, amenaza, amenazado, me amenazan,
        amenazan, amenazó, me pega, me golpea, golpeó, violó, violación, abusó, agredió, agresión,
        violencia, cuchillo, pistola, bomba, monóxido de carbono, infarto, chispas,
        es una emergencia, batería hinchada, vapores tóxicos, matar a, va a matar, me dio calambre,
        me da calambre, dio calambre, me dio la corriente, me dio un calambrazo, se tragó una,
        se tragó un, se ha tragado, tragó una pila, se comió una pila]
      hints: [fuego, humo, gas, llamas, chispas, quema, quemado, sangre, veneno, socorro, auxilio,
        emergencia, derretido, caliente]
      near: [casa, cocina, piso, cuarto, habitación, apartamento, sale, enchufe, cargador,
        batería, cable, aparato, niño, niña, hijo, hija, bebé, peligroso, miedo, ayuda, evacuar,
        vecino, olor, huele]
      unlike: [fire tv, fuegos artificiales, arma de fuego de juguete, detector de humo,
        detectores de humo, alarma de humo, parrilla de gas, cocina de gas, bombona de gas,
        factura de gas, estufa de gas, bomba de agua, bomba de baño, bomba de aire,
        cuchillo de cocina, set de cuchillos, juego de cuchillos, muero de risa, muerto de risa,
        presión sanguínea, oferta bomba, salmón ahumado, agua caliente, juego violento,
        pistola de silicona, pistola de juguete, matar el tiempo, extintor, batería de cocina,
        cortafuegos, sin peligro, es la bomba, la bomba de agua, precio bomba, bomba de calor]
    polite: [por favor, porfa, porfavor, hola, buenas, buenos días, buenas tardes,
      buenas noches tengan, disculpe, disculpa, perdón, perdone, ahora, ya, pues, bueno, ok,
      gracias, muchas gracias, oye, oiga, quiero, quisiera, me gustaría, puedes, puede, podría,
      podemos, puedo, a, la, el, lo, señor, señora, rápido, otra vez, ahorita, entonces, mejor,
      favor, eh]
    joins: [y, porque, así que, entonces]
    other: [agenda, agencia, once, son, sin, come, red, pie, mayor, cita, largo, chef, tu]
    buttons: { yes: Sí, no: "No" }
    sentences:
      late: >-
        Dijimos que responderíamos antes de {{ ticket.reply_by }}. Ya ha pasado, y lo siento.
        El ticket **{{ ticket.id }}** sigue con el equipo; la respuesta llegará aquí.
      alone: "Ahora mismo no hay nadie. Puede esperar aquí o dejar un mensaje y le responderemos."
      longer: "La espera es más larga de lo que dijimos. Puede esperar aquí o dejar un mensaje."
      waits: "De acuerdo, conserva su lugar."
      wait_here: "Esperar aquí"
      leave_message: "Dejar un mensaje"
      person: "Voy a buscar a una persona que le ayude."
      nobody: "Ahora mismo no hay nadie disponible."
      saved: >-
        Guardado como ticket **{{ ticket.id }}**. Responderemos antes de {{ ticket.reply_by }}.
      not_saved: "Hemos guardado esta conversación y una persona la leerá."
      sorry: "Lo siento, algo ha fallado por mi parte."
      invalid: "Lo siento, no lo he entendido."
      choose: "Lo siento, no lo he entendido. Elija una de estas respuestas."
      form: "Revise los campos marcados, por favor."
      resume: "¿Seguimos donde estábamos?"
      answer: "Puede que esto responda a su pregunta:"
      welcome: "¡De nada!"
      unsettled: "Siento que al final no esté resuelto. Sigamos donde estábamos."
      same: "¿Se trata todavía del mismo asunto?"
      added: "Gracias, lo he añadido a su mensaje para el equipo."
      again: "Otra cosa"
      stopped: "De acuerdo, lo dejo aquí. Escríbanos cuando quiera."
      no_back: "No hay ninguna pregunta anterior."
      help: >-
        Puede responder a la pregunta, pedir hablar con una persona, volver atrás, empezar de
        nuevo o terminar, con sus propias palabras.
    time:
      today: hoy
      tomorrow: mañana
      at: a las
      later: más tarde
      weekdays: [lun, mar, mié, jue, vie, sáb, dom]
      months: [enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre,
        noviembre, diciembre]
      day_end: " de"
      unknown_wait: "aún no se sabe"
      short_wait: "menos de un minuto"
      long_wait: "como máximo # minutos"
    """#
}
