import Foundry
import JSON
import Transport
import TumulteKit

/// `run`: connects a world and feeds the overlay from a stream of hook calls.
struct RunCommand {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        try arguments.expectNoOperands()
    }

    func run() async throws -> ExitCode {
        let path = try arguments.required("world")
        let world = try load(path)
        let state = try StateFolder(arguments, console: console)
        let source = try CredentialSource(arguments, state: state, worldID: world.id, console: console)
        var options = TableOptions()
        options.hiddenRolls = try arguments.choice("hidden", default: .withhold)
        options.characters = try arguments.choice("characters", default: .players)
        options.outboxFolder = state.folder(ofWorld: world.id)
        options.connect.allowsPlainText = arguments.has("allow-plain-text")
        let table = try TumulteTable.make(
            server: source.server, world: world, store: source.store, options: options, console: console)
        let input = try arguments["input"].map { try LineSource(path: $0, console: console) }
        return await FeedingRun(table: table, input: input, console: console).run()
    }

    private func load(_ path: String) throws -> World {
        let loaded: LoadedWorld
        do throws(WorldLoadError) { loaded = try World.load(path: path, progress: LoadMeter(console).show) } catch {
            throw BotError(
                code: .badInput,
                message: console.text(
                    en: "The world cannot be read. \(error)", fr: "Le monde ne peut pas être lu. \(error)"))
        }
        for problem in loaded.problems {
            console.fail("\(problem)")
            console.emit("world_error") { writer in
                writer.member("file", problem.file)
                writer.member("error", problem.reason)
            }
        }
        console.say(
            en: "World “\(loaded.world.title)” (\(loaded.world.system)): \(loaded.documentCount) documents.",
            fr: "Monde « \(loaded.world.title) » (\(loaded.world.system)) : \(loaded.documentCount) documents.")
        return loaded.world
    }
}

/// Shows on a terminal how far the loading of a large world has come, on one line that is written over.
private final class LoadMeter {
    private let console: Console
    private var shown = -1

    /// A world below this is there before anybody could read how far it is.
    private static let leastBytes = 16 << 20

    init(_ console: Console) { self.console = console }

    func show(_ progress: WorldLoadProgress) {
        guard console.environment.isTerminal, progress.totalBytes >= Self.leastBytes else { return }
        let percent = progress.bytesRead * 100 / max(1, progress.totalBytes)
        guard percent != shown else { return }
        shown = percent
        let text = console.text(en: "Reading the world: \(percent) %", fr: "Lecture du monde : \(percent) %")
        console.environment.writeError(Array("\r\(text)\(percent == 100 ? "\n" : "")".utf8))
    }
}

/// Which credentials `run` uses, and which server.
struct CredentialSource {
    let store: any CredentialStore
    let server: String

    init(_ arguments: Arguments, state: StateFolder, worldID: String, console: Console) throws {
        if let word = arguments["token"] {
            server = try arguments.required("server")
            let token = try SecretArgument.read(word, console: console)
            store = MemoryCredentialStore(
                Credentials(
                    server: server, worldID: worldID, connectionID: "", apiKey: "", fingerprint: nil,
                    tokens: Credentials.Tokens(session: token, refresh: "", sessionExpiry: .max, lifetime: 0)))
            return
        }
        let file = state.store(ofWorld: worldID)
        let stored: Credentials?
        do throws(CredentialStoreError) { stored = try file.load() } catch {
            throw BotError(code: .failed, message: "\(error)")
        }
        guard let stored, stored.tokens != nil else {
            throw BotError(
                code: .notPaired,
                message: console.text(
                    en: "World \(worldID) is not paired. Run `table-bot pair --server URL --world \(worldID)`.",
                    fr:
                        "Le monde \(worldID) n’est pas associé. Lancez `table-bot pair --server URL --world \(worldID)`."
                ))
        }
        store = file
        server = arguments["server"] ?? stored.server
    }
}
