import Foundry
import JSON
import Transport
import TumulteKit

/// The pairing flows of the contract.
enum PairingFlow: String, CaseIterable {
    case code, url

    static func notOffered(_ console: Console) -> UsageError {
        UsageError(
            console.text(
                en: "Pairing by signed URL is not offered by this version: use --flow code.",
                fr: "L’association par URL signée n’est pas proposée par cette version : utilisez --flow code."))
    }
}

/// `pair`: links a world with a server.
struct PairCommand {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        try arguments.expectNoOperands()
    }

    func run() async throws -> ExitCode {
        let worldID = try arguments.required("world")
        let flow = try arguments.choice("flow", default: PairingFlow.code)
        guard flow == .code else { throw PairingFlow.notOffered(console) }
        let folder = try StateFolder(arguments, console: console)
        let world = World(
            id: worldID, title: arguments["title"] ?? worldID, system: arguments["system"] ?? "generic")
        var options = TableOptions()
        options.connect.allowsPlainText = arguments.has("allow-plain-text")
        let store = folder.store(ofWorld: worldID)
        let table = try TumulteTable.make(
            server: try arguments.required("server"), world: world, store: store, options: options, console: console)
        do {
            for try await step in table.pair() { show(step, file: store.path) }
        } catch let error as PairingError {
            throw BotError(code: error.exitCode, message: "\(error)")
        }
        console.emit("summary") { writer in
            writer.member("paired", true)
            writer.member("world", worldID)
        }
        return .done
    }

    private func show(_ step: PairingStep, file: String) {
        switch step {
        case .requestingCode:
            console.say(en: "Asking the server for a code…", fr: "Demande d’un code au serveur…")
        case .enterCode(let code, let expiresIn):
            let seconds = Int(expiresIn.components.seconds)
            console.emit("code") { writer in
                writer.member("code", code)
                writer.member("expires_in", seconds)
            }
            let shown = console.style(code, .bold)
            console.say(
                en: "Enter \(shown) on your Tumulte dashboard within \(seconds / 60) min.",
                fr: "Saisissez \(shown) sur votre tableau de bord Tumulte d’ici \(seconds / 60) min.")
        case .waiting(let remaining):
            console.emit("waiting") { $0.member("remaining", Int(remaining.components.seconds)) }
        case .delayed(let reason):
            console.emit("delayed") { $0.member("reason", reason) }
            console.say(en: "Still waiting: \(reason)", fr: "Toujours en attente : \(reason)")
        case .paired(let connectionID):
            console.emit("paired") { $0.member("connection", connectionID) }
            console.say(
                console.style("✓ ", .green)
                    + console.text(en: "Paired. Stored in \(file).", fr: "Association faite, enregistrée dans \(file).")
            )
        }
    }
}

extension PairingError {
    var exitCode: ExitCode {
        switch self {
        case .server(let error): error.exitCode
        case .codeExpired: .notPaired
        case .notStored, .cancelled: .failed
        }
    }
}

extension ServerError {
    var exitCode: ExitCode {
        switch self {
        case .unreachable, .busy, .notTumulte: .unreachable
        case .refused: .failed
        }
    }
}

extension TableError {
    var exitCode: ExitCode {
        switch self {
        case .notPaired, .revoked, .campaignDeleted: .notPaired
        case .alreadyRunning, .credentials, .outbox: .failed
        case .address: .usage
        }
    }
}

extension TumulteTable {
    /// A table of the bot, with errors as the command line has them.
    static func make(
        server: String, world: World, store: any CredentialStore, options: TableOptions, console: Console
    ) throws -> TumulteTable {
        do throws(TableError) {
            return try TumulteTable(
                server: server, world: world, adapters: .shipped, credentials: store, options: options)
        } catch {
            throw BotError(code: error.exitCode, message: "\(error)")
        }
    }
}
