extension Shipped {
  static let french = #"""
    language: fr
    person:
      words: [humain, humaine, humains, etre humain, être humain, personne, agent, agents,
        conseiller, conseillère, conseillers, conseillère clientèle, conseiller clientèle,
        opérateur, opératrice, opérateurs, responsable, manager, superviseur, chef, représentant,
        représentante, employé, employée, collaborateur, collaboratrice, technicien,
        téléconseiller, interlocuteur, vraie personne, vrai humain, personne réelle,
        quelqu un de réel, quelqu un de vrai, chargé de clientèle, assistant humain, vendeur,
        spécialiste, gens, membre de votre équipe, membre de l équipe, collègue, humain réel,
        conseiller réel]
      vague: [quelqu un, quelquun, qqn, qq un, quelqun, quelcun, quelqu'un]
      service: [service client, service clients, service clientèle, service après vente, sav,
        support, support client, assistance, chat en direct, live chat, hotline, standard,
        support technique, centre d appel, équipe support]
      asks: [parler à, parler avec, parler a, parler au, parler aux, parler, discuter avec,
        discuter, échanger avec, joindre, contacter, contact avec, mettre en relation avec,
        mettez moi en relation avec, mettez moi en contact avec, me mettre en relation avec,
        me mettre en contact avec, passez moi, passe moi, me passer, transférez moi à,
        transférez moi vers, transférez moi, transfère moi, transférer à,
        être mis en relation avec, être mise en relation avec, être mis en contact avec,
        rediriger vers, redirigez moi vers, tchatter avec, chatter avec, entrer en contact avec,
        causer à, dialoguer avec, communiquer avec, mettre en contact avec, connecter à,
        connectez moi à, avoir au téléphone, mise en relation avec, en contact avec]
      wants: [je veux, je voudrais, je souhaite, je souhaiterais, j ai besoin d, j ai besoin de,
        besoin d, besoin de, donnez moi, donne moi, il me faut, je désire, j aimerais, j exige,
        je demande, veux, voudrais, y a t il, ya t il, est ce qu il y a, il y a, avez vous,
        puis je, pourrais je, est ce que je peux, je peux, peut on, on peut, envoyez moi,
        trouvez moi, appelez moi, où est, où sont, avoir, je préfère, comment joindre,
        comment contacter, comment parler à, je cherche, laissez moi, cherche, veut, non je veux,
        non je voudrais, non donnez moi, non passez moi, pourquoi je ne peux pas,
        pourquoi ne puis je pas, je ne peux pas]
      whole: [il y a quelqu un, y a quelqu un, y a t il quelqu un, quelqu un est là, ya quelqu un,
        quelqu un peut m aider, est ce que quelqu un peut m aider, pas de robot, pas un robot,
        pas un bot, y a quelqu un là, allo quelqu un, un humain peut il répondre, rappelez moi,
        appelez moi, pouvez vous me rappeler, pouvez vous m appeler, merci de me rappeler,
        quelqu un peut me rappeler]
      around: [un, une, le, la, les, l, d, de, du, des, à, a, au, aux, avec, vrai, vraie, vrais,
        réel, réelle, autre, autres, chair et en os, en chair et en os, s il vous plaît, svp, stp,
        s il te plaît, vite, maintenant, tout de suite, immédiatement, rapidement, directement,
        enfin, je, j, me, m, moi, nous, vous, tu, veux, voudrais, peux, pourrais, puis, pouvez,
        peut, il, faut, est, possible, est il possible de, ce, que, qu, comment, quand, en ligne,
        par téléphone, téléphone, chat, ici, là, aujourd hui, putain, foutu, fichu, compétent,
        compétente, de votre équipe, de chez vous, votre, qui peut m aider, pour m aider, m aider,
        aide, aider, plutôt, juste, simplement, pas vous, pas toi, encore, en, et, ou, physique,
        humain, humaine, bon, dispo, disponible, urgent, d urgence, faire, être, pouvoir,
        aimerais, savoir, autre chose, non, réels, ou non, ou pas, pourquoi pas]
      machine: [robot, robots, bot, bots, machine, machines, chatbot, ordinateur, ia,
        intelligence artificielle, automate, réponses automatiques, programme, assistant virtuel,
        répondeur, logiciel]
      refuse: [ne veux pas, veux pas, ne souhaite pas, je ne veux pas parler à,
        je veux pas parler à, ne veux plus, veux plus, pas besoin d, pas besoin de, pas, plus,
        marre de, marre des, assez de, assez des, au lieu d, au lieu de, sans, plutôt qu, aucun,
        aucune, ni, pas à]
      about: [au sujet de, au sujet, à propos de, à propos, concernant, pour, parce que, car, qui,
        à cause de, sur, par rapport à, afin de, à cause, au plus vite, dès que, quand, si]
      unlike: [agent immobilier, agents immobiliers, agent de voyage, agent d assurance,
        par personne, pour une personne, une personne de,
        une personne qui, une personne par, d une personne, deux personnes, personne ne, personne n, il n y a personne,
        ressources humaines, mon conseiller, mon agent, corps humain, user agent, chef de cuisine,
        numéro du service client, opérateur mobile, opérateur téléphonique, agent secret,
        l agent m a, le livreur, erreur humaine, personne d autre, première personne,
        support de téléphone, en personne propre, retrait en personne,
        gestionnaire de mots de passe, personne à la maison, à personne]
    yes:
      words: [oui, ouais, ouai, ouip, oui oui, oui merci, oui s il vous plaît, mais oui,
        oui bien sûr, si si, yep, affirmatif, c est ça, c est exact, exactement ça, c est bon oui,
        👍, ✅, 👌]
      soft: [bien sûr, d accord, ok, okay, certainement, absolument, tout à fait, exact,
        exactement, correct, vrai, juste, volontiers, avec plaisir, évidemment, parfait,
        très bien, bien, super, c est bon, entendu, carrément, naturellement, sans problème,
        allez y, allez, pourquoi pas, effectivement]
    no:
      words: [non, nan, nn, non merci, pas du tout, pas vraiment, pas encore, toujours pas,
        absolument pas, certainement pas, bien sûr que non, jamais, faux, c est faux, négatif,
        surtout pas, pas exactement, malheureusement non, malheureusement pas, je ne crois pas,
        je ne pense pas, je crois pas, je pense pas, non pas du tout, pas tout à fait,
        en aucun cas, rien, rien du tout, hélas non, que non, mais non, ben non, 👎, ❌,
        oui mais non, ça n a rien changé, rien n a changé, rien ne change, ça n a rien fait,
        toujours en panne, toujours rien, pas le moins du monde, loin de là]
      not: [ne, n, pas, ne pas, pas encore, jamais, aucunement, rien, plus, sans, même pas, guère]
    answer:
      around: [ça, cela, ca, c, c est, est, a, ai, il, elle, le, la, les, l, m, me, j, je, mon,
        ma, problème, question, souci, vraiment, maintenant, toujours, encore, très, bien, tout,
        et, tu, vous, on, été, était, du tout, malheureusement, désolé, désolée, hélas, article,
        réponse, même, mais, de, d, un, une, y, en, ah, oh, ben, bah, euh, hm, ma question,
        mon problème, franchement, haha, au fait, alors, donc]
      solved: [résolu, résolue, réglé, réglée, marche, fonctionne, aidé, aidée, utile, réparé,
        ça marche, ça fonctionne, c est réglé, c est résolu, compris, trouvé, répond]
      verbs: [résoudre, aider, marcher, aide, résout, fonctionner, régler, changé, clair, aidée,
        répondu, réponse, résolu, marché, fonctionné, vrai, correct, juste, bon, exact]
      unsolved: [toujours cassé, toujours en panne, en panne, pire, toujours pareil,
        toujours le même problème, inutile, ne marche pas, marche pas, ne fonctionne pas,
        fonctionne pas, ne marche toujours pas, marche toujours pas, ça marche pas, pas résolu,
        pas réglé, échec, idem, même problème, sert à rien]
      doubt: [peut être, peut-être, je ne sais pas, je sais pas, jsp, chais pas, sais pas,
        aucune idée, ça dépend, pas sûr, pas sûre, plus ou moins, un peu, à moitié, en partie,
        partiellement, presque, je crois, je crois que oui, je pense, je pense que oui, j espère,
        sans doute, probablement, oui et non, éventuellement, bof, pas mal, pas de problème,
        pas de souci, pourquoi, comment, quoi, quand, 🤷, 🤔, parfois, on verra, bonne question,
        exactement le problème, exactement mon problème, exactement ma question,
        justement le problème, si seulement, difficile à dire]
      but: [mais, cependant, toutefois, sauf, par contre, seulement]
    thanks:
      words: [merci, merci beaucoup, merci bien, mille mercis, grand merci, un grand merci, mrc,
        mci, thx, merki, je vous remercie, je te remercie, remercie, remerciements, parfait,
        super, génial, top, excellent, formidable, impeccable, c est gentil, très gentil, sympa,
        nickel, bravo, cool, c est parfait, 🙏, ❤]
      around: [pour, votre, vos, ton, l, aide, la, le, réponse, rapide, rapidité, temps,
        infiniment, encore, à, vous, tous, toi, tout, toute, équipe, beaucoup, bien, d, de, du,
        et, c, est, était, très, ça, marche, réglé, résolu, m, a, aidé, je, vais, essayer,
        attendre, patience, information, informations, service, gentillesse, avance, d avance,
        par avance, quand même, bonne, efficace, accueil, sincèrement, vraiment]
    goodbye:
      closing: [c est tout, non merci, ça marche, c est bon, bien reçu, compris, d accord,
        entendu, non c est tout, rien d autre, super service]
      words: [au revoir, aurevoir, à bientôt, à plus, à plus tard, a plus, à la prochaine,
        à demain, salut, ciao, bye, bonne journée, bonne soirée, bonne nuit, bon week end,
        bon weekend, bonne fin de journée, bonne continuation, vous aussi, toi aussi,
        à vous aussi, de même, pareillement, vous de même, adieu, bisous, cordialement,
        bien à vous, c est tout, ce sera tout, portez vous bien, stop, quitter, fin, terminer,
        fermer]
      around: [et, à, une, bonne, bon, je, vous, souhaite, te, très, excellente, excellent, belle,
        le, la, chat, conversation, merci, tous, toutes, alors]
    back: [retour, revenir, revenir en arrière, retour en arrière, en arrière, précédent,
      question précédente, précédente, la question précédente, annuler la réponse,
      je me suis trompé, je me suis trompée, erreur de ma part, changer ma réponse,
      modifier ma réponse, dernière question, étape précédente, mauvaise réponse,
      oups mauvaise réponse]
    start_over: [recommencer, on recommence, tout recommencer, repartir de zéro, depuis le début,
      au début, à zéro, du début, redémarrer, reprendre depuis le début,
      recommencer depuis le début, menu, menu principal, retour au début, retour au menu, accueil,
      nouvelle conversation, reprendre à zéro]
    help: [aide, aidez moi, aide moi, à l aide, au secours aide, j ai besoin d aide,
      besoin d aide, que puis je dire, que puis je faire, qu est ce que je peux faire, que faire,
      comment ça marche, options, commandes, je ne comprends pas, je comprends pas,
      j ai pas compris, que dois je faire, que dois je écrire, pouvez vous m aider,
      peux tu m aider, tu peux m aider, hein, c est à dire]
    never_mind: [laisse tomber, laissez tomber, tant pis, peu importe, oubliez, oublie,
      oubliez ça, oublie ça, ce n est plus nécessaire, plus nécessaire, plus besoin,
      je n ai plus besoin d aide, plus besoin d aide, pas grave, c est pas grave,
      ce n est pas grave, annuler, annulez, annule, ce n est rien, c est réglé,
      c est bon c est réglé, je ne veux pas attendre, je veux pas attendre, je n attends plus,
      je ne veux plus attendre, je me suis débrouillé, je me suis débrouillée, j ai trouvé,
      j ai trouvé tout seul, j ai résolu moi même, finalement non, ça ira, ce n est plus la peine,
      plus la peine, pas la peine, j ai changé d avis, je n ai plus besoin d un conseiller,
      plus besoin d un conseiller, je n ai plus besoin de personne]
    danger:
      words: [au feu, prend feu, a pris feu, pris feu, en feu, en flammes, il y a le feu,
        y a le feu, incendie, ça brûle, odeur de brûlé, sent le brûlé, odeur de gaz, sent le gaz,
        fuite de gaz, ça sent le gaz, fumée sort, de la fumée, plein de fumée, électrocuté,
        électrocutée, électrocution, décharge électrique, choc électrique, court circuit, explosé,
        explosion, exploser, blessé, blessée, blessure, saigne, du sang, inconscient, évanoui,
        évanouie, ne respire plus, je n arrive plus à respirer, étouffe, intoxication, empoisonné,
        empoisonnement, brûlé la main, brûlures, brûlure, me suis brûlé, me suis brûlée,
        s est brûlé, ambulance, pompiers, samu, danger de mort, en danger, vie en danger, suicide,
        suicider, suicidaire, me tuer, me suicider, en finir, mourir, envie de mourir,
        me faire du mal, scarifie, me menace, menacé, menacée, menace de mort, me frappe, frappé,
        frappée, violé, violée, agressé, agressée, agression, violences, violence conjugale,
        couteau, bombe, monoxyde de carbone, crise cardiaque, étincelles, urgence vitale,
        c est une urgence, batterie gonflée, batterie qui gonfle, vapeurs toxiques, avalé,
        avalé une pile, avalé une vis, avalé un aimant]
      hints: [feu, fumée, fume, gaz, flammes, brûle, brûlé, fondu, sang, poison, secours, chaud]
      near: [maison, cuisine, appartement, chambre, sort, sortait, prise, chargeur, batterie,
        câble, appareil, enfant, bébé, dangereux, peur, aidez, évacué, voisin, odeur, sent, lampe,
        bouilloire, four, moteur]
      unlike: [fire tv, feu rouge, feux, feu d artifice, coup de feu de la rentrée, saumon fumé,
        verre fumé, fumé gris, gris fumé, détecteur de fumée, détecteurs de fumée, gaz grill, barbecue à gaz, gazinière,
        bouteille de gaz, facture de gaz, cuisinière à gaz, plaque gaz, bombe de bain,
        bombe de peinture, couteau de cuisine, couteaux de cuisine, set de couteaux,
        couteau suisse, mourir de rire, mourir d envie, morte de rire, mort de rire, pressé,
        question brûlante, tout feu tout flamme, pression artérielle, orange sanguine,
        choc des prix, eau chaude, chocolat chaud, prix choc, non fumeur, pistolet à colle,
        extincteur, sans danger, non blessé]
    polite: [s il vous plaît, s il te plaît, svp, stp, bonjour, bonsoir, salut, coucou, allo,
      merci, pardon, excusez moi, désolé, désolée, maintenant, alors, bon, ben, bah, donc, euh,
      ok, je voudrais, je veux, j aimerais, pouvez vous, peux tu, pourriez vous,
      est ce que je peux, est ce qu on peut, on peut, puis je, à, la, le, l, madame, monsieur,
      vite, tout de suite, encore, déjà, juste, finalement, enfin]
    joins: [et, donc, parce que, car, alors]
    other: [argent, gens bons, ne pas, coin, chat, pain, pour, comment, son, main, main propre,
      personnel, or, on, mais]
    buttons: { yes: Oui, no: Non }
    sentences:
      late: >-
        Nous avions promis de répondre avant {{ ticket.reply_by }}. Ce délai est passé, et je
        vous prie de nous excuser. Le ticket **{{ ticket.id }}** est toujours chez l'équipe ;
        sa réponse arrivera ici.
      alone: >-
        Il n'y a plus personne pour le moment. Vous pouvez attendre ici ou laisser un message,
        nous y répondrons.
      longer: "L'attente est plus longue que prévu. Vous pouvez attendre ici ou laisser un message."
      waits: "D'accord, vous gardez votre place."
      wait_here: "Attendre ici"
      leave_message: "Laisser un message"
      person: "Je cherche une personne pour vous aider."
      nobody: "Personne n'est disponible pour le moment."
      saved: >-
        C'est enregistré sous le ticket **{{ ticket.id }}**. Réponse prévue : {{
        ticket.reply_by }}.
      not_saved: "Cette conversation est conservée et une personne la lira."
      sorry: "Désolé, quelque chose n'a pas fonctionné de mon côté."
      invalid: "Désolé, je n'ai pas compris."
      choose: "Désolé, je n'ai pas compris. Choisissez l'une de ces réponses."
      form: "Veuillez vérifier les champs signalés."
      resume: "Voulez-vous reprendre où nous en étions ?"
      answer: "Ceci répond peut-être à votre question :"
      welcome: "Avec plaisir !"
      unsettled: "Désolé que ce ne soit pas résolu. Reprenons où nous en étions."
      same: "Est-ce toujours à propos du même sujet ?"
      added: "Merci, je l'ai ajouté à votre message pour l'équipe."
      again: "Autre chose"
      stopped: "D'accord, je m'arrête là. Écrivez-nous quand vous voulez."
      no_back: "Il n'y a pas de question précédente."
      help: >-
        Vous pouvez répondre à la question, demander une personne, revenir en arrière,
        recommencer ou arrêter, avec vos propres mots.
    time:
      today: aujourd’hui
      tomorrow: demain
      at: à
      later: plus tard
      weekdays: [lun., mar., mer., jeu., ven., sam., dim.]
      months: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre,
        novembre, décembre]
      day_end: ""
      unknown_wait: "pas encore connue"
      short_wait: "moins d’une minute"
      long_wait: "# minutes au plus"
    """#
}
