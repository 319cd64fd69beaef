/// The help texts.
enum Usage {
    static func overview(_ language: Language) -> String {
        switch language {
        case .english:
            """
            table-bot: the headless table

            usage: table-bot <command> [options]

              demo      plays an encounter on an embedded server and shows what the overlay received
              serve     runs the contract server alone, on the loopback
              pair      pairs a world with a server, by code
              run       connects and feeds the overlay
              inspect   shows what Foundry documents become on the wire
              status    shows what is stored
              unpair    ends the pairing
              roll      evaluates a Foundry roll formula
              bench     measures the library

            `table-bot help <command>` explains one. With --json, standard output is JSON Lines only.
            exit codes: 0 done · 1 something was lost or failed · 2 wrong usage · 3 not paired or revoked
                        4 server unreachable · 5 bad input
            """
        case .french:
            """
            table-bot : la table sans écran

            usage : table-bot <commande> [options]

              demo      joue une rencontre sur un serveur embarqué et montre ce que l’overlay a reçu
              serve     lance le serveur de contrat seul, en local
              pair      associe un monde à un serveur, par code
              run       se connecte et alimente l’overlay
              inspect   montre ce que deviennent les documents Foundry
              status    montre ce qui est enregistré
              unpair    met fin à l’association
              roll      évalue une formule de dés Foundry
              bench     mesure la bibliothèque

            `table-bot help <commande>` explique chacune. Avec --json, la sortie standard n’est que du JSON Lines.
            codes de sortie : 0 terminé · 1 perte ou échec · 2 mauvais usage · 3 pas associé ou révoqué
                              4 serveur injoignable · 5 entrée invalide
            """
        }
    }

    static func text(for command: String?, _ language: Language) -> String {
        guard let command = command.flatMap(BotCommand.init(rawValue:)) else { return overview(language) }
        let (english, french) = details(command)
        return language == .french ? french : english
    }

    private static func details(_ command: BotCommand) -> (english: String, french: String) {
        switch command {
        case .demo:
            (
                """
                usage: table-bot demo [--system dnd5e|pf2e|generic] [--seed N] [--rounds N] [--drop-every N] [--json]

                Starts the contract server in this process, pairs, loads a shipped world and plays an encounter. The
                connection is cut every N events (--drop-every; twice in all unless told). Ends with 0 only when nothing
                was lost, nothing came twice, and no hidden roll reached the overlay.
                """,
                """
                usage : table-bot demo [--system dnd5e|pf2e|generic] [--seed N] [--rounds N] [--drop-every N] [--json]

                Démarre le serveur de contrat dans ce processus, s’associe, charge un monde fourni et joue une rencontre.
                La connexion est coupée tous les N évènements (--drop-every ; deux fois en tout par défaut). Se termine par
                0 seulement si rien n’est perdu, rien n’arrive deux fois et aucun jet caché n’atteint l’overlay.
                """
            )
        case .serve:
            (
                """
                usage: table-bot serve [--port N] [--auto-pair] [--state DIR] [--json]

                Runs the contract server on the loopback until interrupted and prints its address; --port 0 picks a port.
                With --auto-pair it enters every pairing code by itself. With --json, one line for each event that the
                overlay would show. Killed and started again on the same port within an hour, it goes on where it was;
                with --port 0 it begins anew.
                """,
                """
                usage : table-bot serve [--port N] [--auto-pair] [--state DIR] [--json]

                Lance le serveur de contrat en local jusqu’à interruption et affiche son adresse ; --port 0 choisit un
                port. Avec --auto-pair il saisit lui-même chaque code. Avec --json, une ligne par évènement visible. Tué
                puis relancé sur le même port dans l’heure, il reprend où il en était ; avec --port 0 il repart de zéro.
                """
            )
        case .pair:
            (
                """
                usage: table-bot pair --server URL --world ID [--title T] [--system S] [--flow code] [--state DIR] [--json]

                Asks the server for a code, shows it, waits until it is entered on the dashboard, and stores the
                credentials (mode 0600). Plain http is taken only for the loopback, or with --allow-plain-text.
                """,
                """
                usage : table-bot pair --server URL --world ID [--title T] [--system S] [--flow code] [--state DIR] [--json]

                Demande un code au serveur, l’affiche, attend sa saisie sur le tableau de bord, puis enregistre les
                identifiants (mode 0600). http sans TLS n’est admis qu’en local, ou avec --allow-plain-text.
                """
            )
        case .run:
            (
                """
                usage: table-bot run --world PATH [--server URL] [--input FILE|-] [--hidden withhold|flag|send]
                                     [--characters players|all] [--token env:NAME|file:PATH] [--state DIR]
                                     [--allow-plain-text] [--json]

                Connects and feeds the overlay. PATH is a world folder (world.json with id, title and system, documents
                beside it) or one JSON file. The input is JSON Lines: {"hook":NAME,"args":[…],"parent":{"type":…,"id":…}}.
                At its end what waits is delivered and the bot ends; without --input it runs until interrupted.
                """,
                """
                usage : table-bot run --world CHEMIN [--server URL] [--input FICHIER|-] [--hidden withhold|flag|send]
                                      [--characters players|all] [--token env:NOM|file:CHEMIN] [--state DIR]
                                      [--allow-plain-text] [--json]

                Se connecte et alimente l’overlay. CHEMIN est un dossier de monde (world.json avec id, title et system,
                les documents à côté) ou un fichier JSON. L’entrée est en JSON Lines :
                {"hook":NOM,"args":[…],"parent":{"type":…,"id":…}}. À la fin, ce qui attend est livré et le bot s’arrête ;
                sans --input il tourne jusqu’à interruption.
                """
            )
        case .inspect:
            (
                """
                usage: table-bot inspect [--system ID] FILE…

                Runs the adapters over Foundry documents (JSON, or JSON Lines/NDJSON) and prints a JSON line for each:
                {"file":…,"kind":…,"payload":{…}}, the payload exactly as it goes on the wire. A document that cannot be
                read gives {"file":…,"error":…}, and exit code 5 at the end.
                """,
                """
                usage : table-bot inspect [--system ID] FICHIER…

                Passe des documents Foundry (JSON, ou JSON Lines/NDJSON) aux adaptateurs et affiche une ligne JSON pour
                chacun : {"file":…,"kind":…,"payload":{…}}, telle qu’envoyée. Un document illisible donne
                {"file":…,"error":…} et le code 5 à la fin.
                """
            )
        case .status:
            (
                """
                usage: table-bot status [--world ID] [--state DIR] [--json]

                Shows the stored pairings, masked. Ends with 3 when there is none.
                """,
                """
                usage : table-bot status [--world ID] [--state DIR] [--json]

                Montre les associations enregistrées, masquées. Se termine par 3 s’il n’y en a pas.
                """
            )
        case .unpair:
            (
                """
                usage: table-bot unpair [--world ID] [--state DIR] [--json]

                Tells the server when it can be reached, and removes the stored credentials.
                """,
                """
                usage : table-bot unpair [--world ID] [--state DIR] [--json]

                Prévient le serveur s’il est joignable, et efface les identifiants enregistrés.
                """
            )
        case .roll:
            (
                """
                usage: table-bot roll FORMULA [--seed N]

                Evaluates a Foundry roll formula and prints the roll as Foundry's JSON. The same seed gives the same roll.
                """,
                """
                usage : table-bot roll FORMULE [--seed N]

                Évalue une formule de dés Foundry et affiche le jet en JSON Foundry. Une même graine donne un même jet.
                """
            )
        case .bench:
            (
                """
                usage: table-bot bench emit --server URL --token T --payload FILE [--count N] [--window W]
                       table-bot bench idle --server URL --token T [--connections N]
                       table-bot bench documents FILE…
                       table-bot bench serialize --payload FILE

                emit: N rolls (100000) with that payload, at most W of them unanswered (1000; 0 for no limit); prints time, CPU
                and memory. idle: what each of N open connections (1000) costs. documents: parses each document and builds what it puts on the wire, again and again; prints one line with
                MB/s and microseconds for each document. serialize: nanoseconds to write one payload.
                """,
                """
                usage : table-bot bench emit --server URL --token T --payload FICHIER [--count N] [--window W]
                        table-bot bench idle --server URL --token T [--connections N]
                        table-bot bench documents FICHIER…
                        table-bot bench serialize --payload FICHIER

                emit : N jets (100000) avec cette charge, au plus W sans réponse (1000 ; 0 sans limite) ; affiche durée,
                processeur et mémoire. idle : ce que coûte chacune de N connexions ouvertes (1000). documents : analyse chaque document et construit ce qu’il envoie, encore et encore ; affiche une ligne avec
                les Mo/s et les microsecondes par document. serialize : nanosecondes pour écrire une charge.
                """
            )
        }
    }
}
