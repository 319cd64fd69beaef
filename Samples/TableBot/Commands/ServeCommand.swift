import JSON
import Transport
import TumulteTesting

/// `serve`: the contract server alone, until interrupted. Killed and started on the same port, it goes on.
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
        let printer = OverlayPrinter(console)
        options.presentOverlayEntry = { printer.prepare($0) }
        let server = try await start(options)
        let interruption = Interruption()
        let (signals, console) = (interruption.signals, console)
        console.emit("listening") { $0.member("url", server.url) }
        if !console.isJSON { console.print(server.url) }
        console.say(
            en: "The contract server listens on \(server.url). Ctrl-C ends it.",
            fr: "Le serveur de contrat écoute sur \(server.url). Ctrl-C l’arrête.")
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await printer.writeBacklog() }
            group.addTask {
                for await _ in signals { return }
            }
            await group.next()
            await server.stop()
            printer.finish()
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

    /// Starts the server with a folder for its port, so that it survives being killed.
    private func start(_ wanted: ContractServer.Options) async throws -> ContractServer {
        var options = wanted
        let console = console
        let state: StateFolder?
        do { state = try StateFolder(arguments, console: console) } catch let error as UsageError {
            Self.reportMemoryOnly(error.message, on: console)
            state = nil
        }
        options.onStoreProblem = { Self.reportMemoryOnly("\($0)", on: console) }
        options.storeMaximumAge = .seconds(3600)
        if options.port != 0 { options.storeFolder = state?.folder(ofServerOnPort: options.port) }
        let server: ContractServer
        do throws(TransportError) { server = try await ContractServer.start(options) } catch {
            throw BotError(code: .failed, message: "\(error)")
        }
        guard options.port == 0, let state else { return server }
        do throws(ContractStoreError) {
            try await server.keepState(in: state.folder(ofServerOnPort: server.port))
        } catch {
            Self.reportMemoryOnly("\(error)", on: console)
        }
        return server
    }

    private static func reportMemoryOnly(_ reason: String, on console: Console) {
        console.say(
            en: "\(reason) The server goes on in memory: killed, it forgets everything.",
            fr: "\(reason) Le serveur continue en mémoire : tué, il oublie tout.")
    }
}
