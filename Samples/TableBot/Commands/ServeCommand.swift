import JSON
import Transport
import TumulteTesting

/// `serve`: the contract server alone, until interrupted.
struct ServeCommand {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        try arguments.expectNoOperands()
    }

    func run() async throws -> ExitCode {
        var options = ContractServer.Options()
        options.port = UInt16(try arguments.integer("port", in: 0...65_535, default: 3333))
        options.autoPair = arguments.has("auto-pair")
        let server: ContractServer
        do throws(TransportError) { server = try await ContractServer.start(options) } catch {
            throw BotError(code: .failed, message: "\(error)")
        }
        let interruption = Interruption()
        let (signals, console) = (interruption.signals, console)
        console.emit("listening") { $0.member("url", server.url) }
        if !console.isJSON { console.print(server.url) }
        console.say(
            en: "The contract server listens on \(server.url). Ctrl-C ends it.",
            fr: "Le serveur de contrat écoute sur \(server.url). Ctrl-C l’arrête.")
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await entry in await server.overlayEntries() { OverlayLine(entry: entry).show(on: console) }
            }
            group.addTask {
                for await _ in signals { return }
            }
            await group.next()
            await server.stop()
            group.cancelAll()
        }
        interruption.stop()
        let seen = await server.snapshot()
        console.emit("summary") { writer in
            writer.member("rolls", seen.rolls.count)
            writer.member("rolls_on_overlay", seen.overlay.filter { $0.kind == .roll }.count)
            writer.member("characters", seen.characters.count)
            writer.member("violations", seen.violations.count)
        }
        return .done
    }
}
