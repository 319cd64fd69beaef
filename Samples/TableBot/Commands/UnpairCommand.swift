import Foundry
import JSON
import Transport
import TumulteKit

/// `unpair`: ends a pairing.
struct UnpairCommand {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        try arguments.expectNoOperands()
    }

    func run() async throws -> ExitCode {
        let state = try StateFolder(arguments, console: console)
        let folders = state.worldFolders()
        let folder: String
        if let world = arguments["world"] {
            folder = StateFolder.fileName(world)
        } else if folders.count == 1, let only = folders.first {
            folder = only
        } else {
            throw UsageError(console.text(en: "Which one? Give --world ID.", fr: "Laquelle ? Donnez --world ID."))
        }
        let store = FileCredentialStore(folder: state.path + "/" + folder)
        let credentials: Credentials?
        do throws(CredentialStoreError) { credentials = try store.load() } catch {
            throw BotError(code: .failed, message: "\(error)")
        }
        guard let credentials else {
            console.say(en: "There is nothing to unpair.", fr: "Il n’y a rien à dissocier.")
            console.emit("summary") { $0.member("unpaired", false) }
            return .notPaired
        }
        let world = World(id: credentials.worldID, title: credentials.worldID, system: "generic")
        var options = TableOptions()
        // What was paired in plain text is unpaired the same way: the choice was made when pairing.
        options.connect.allowsPlainText = true
        let table = try TumulteTable.make(
            server: credentials.server, world: world, store: store, options: options, console: console)
        let problem: ServerError?
        do throws(TableError) { problem = try await table.unpair() } catch {
            throw BotError(code: error.exitCode, message: "\(error)")
        }
        if let problem {
            console.say(
                en: "Unpaired here, but the server could not be told. \(problem)",
                fr: "Dissocié ici, mais le serveur n’a pas pu être prévenu. \(problem)")
        } else {
            console.say(en: "Unpaired.", fr: "Dissocié.")
        }
        console.emit("summary") { writer in
            writer.member("unpaired", true)
            writer.member("server_told", problem == nil)
        }
        return .done
    }
}
