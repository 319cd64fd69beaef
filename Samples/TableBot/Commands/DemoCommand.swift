import Foundry
import JSON
import TumulteKit
import TumulteTesting

/// `demo`: a whole evening in one process, on the embedded server, with the connection cut in between.
struct DemoCommand {
    private let arguments: Arguments
    private let console: Console

    /// How long the end waits for what is still under way.
    private static let patience = Duration.seconds(60)
    /// When the encounter begins if a seed is given: the same seed gives the same evening, dates included.
    private static let seededStart = 1_767_225_600_000

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        try arguments.expectNoOperands()
    }

    func run() async throws -> ExitCode {
        let flow = try arguments.choice("flow", default: PairingFlow.code)
        guard flow == .code else { throw PairingFlow.notOffered(console) }
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max, default: Int.random(in: 0...999_999)))
        let rounds = try arguments.integer("rounds", in: 1...1_000, default: 5)
        let dropEvery = try arguments["drop-every"].map { _ in
            try arguments.integer("drop-every", in: 2...1_000_000, default: 10)
        }
        let script: DemoWorld
        let system = arguments["system"] ?? "dnd5e"
        do { script = try DemoWorld.load(system: system) } catch let error as DemoError {
            throw UsageError("\(error)")
        }
        let start = arguments["seed"] == nil ? Int(TimeSource.system.wallClock()) : Self.seededStart
        let encounter = try DemoEncounter(world: script, seed: seed, rounds: rounds, startTime: start)

        var serverOptions = ContractServer.Options()
        serverOptions.autoPair = true
        serverOptions.seed = seed
        let server = try await ContractServer.start(serverOptions)
        var options = TableOptions()
        options.reconnect = ReconnectPolicy(firstCeiling: .milliseconds(50), lastCeiling: .milliseconds(500))
        let table = try TumulteTable.make(
            server: server.url, world: script.makeWorld(), store: MemoryCredentialStore(), options: options,
            console: console)
        console.say(
            console.style(
                console.text(
                    en: "“\(script.title)” (\(script.system)), seed \(seed), \(encounter.rolls) rolls.",
                    fr: "« \(script.title) » (\(script.system)), graine \(seed), \(encounter.rolls) jets."), .bold))
        try await pair(table)
        let evening = DemoEvening(table: table, server: server, encounter: encounter, console: console)
        let outcome = await evening.play(dropEvery: dropEvery, patience: Self.patience)
        await server.stop()
        return show(outcome, system: system)
    }

    private func pair(_ table: TumulteTable) async throws {
        do {
            for try await step in table.pair() {
                guard case .enterCode(let code, _) = step else { continue }
                console.emit("code") { $0.member("code", code) }
                console.say(en: "Pairing with code \(code)…", fr: "Association avec le code \(code)…")
            }
        } catch let error as PairingError {
            throw BotError(code: error.exitCode, message: "\(error)")
        }
    }

    private func show(_ outcome: DemoReckoning, system: String) -> ExitCode {
        let rows: [(String, String, Int)] = [
            ("rolls made", "jets lancés", outcome.rollsMade),
            ("of them hidden", "dont cachés", outcome.rollsHidden),
            ("delivered", "livrés", outcome.rollsDelivered),
            ("on the overlay", "sur l’overlay", outcome.rollsOnOverlay),
            ("hidden on the overlay", "cachés sur l’overlay", outcome.hiddenOnOverlay),
            ("lost", "perdus", outcome.lost),
            ("duplicates", "en double", outcome.duplicates),
            ("out of order", "dans le désordre", outcome.outOfOrder),
            ("characters known", "personnages connus", outcome.charactersSynced),
            ("combat events", "évènements de combat", outcome.combatEvents),
            ("reconnects", "reconnexions", outcome.reconnects),
        ]
        let width = rows.map { console.text(en: $0.0, fr: $0.1).count }.max() ?? 0
        console.say("")
        for (english, french, value) in rows {
            let label = console.text(en: english, fr: french)
            console.say("  \(label)\(String(repeating: " ", count: width - label.count))  \(value)")
        }
        console.say(
            outcome.isClean
                ? console.style("✓ ", .green) + console.text(en: "Nothing was lost.", fr: "Rien n’a été perdu.")
                : console.style("✗ ", .red)
                    + console.text(
                        en: "Something went wrong, see above.", fr: "Quelque chose a échoué, voir ci-dessus."))
        console.emit("summary") { writer in
            writer.member("system", system)
            writer.member("rolls_made", outcome.rollsMade)
            writer.member("rolls_hidden", outcome.rollsHidden)
            writer.member("rolls_delivered", outcome.rollsDelivered)
            writer.member("rolls_on_overlay", outcome.rollsOnOverlay)
            writer.member("hidden_on_overlay", outcome.hiddenOnOverlay)
            writer.member("lost", outcome.lost)
            writer.member("duplicates", outcome.duplicates)
            writer.member("out_of_order", outcome.outOfOrder)
            writer.member("characters_synced", outcome.charactersSynced)
            writer.member("combat_events", outcome.combatEvents)
            writer.member("reconnects", outcome.reconnects)
            writer.member("violations", outcome.violations)
        }
        return outcome.isClean ? .done : .failed
    }
}
