import JSON
import TumulteKit

/// `status`: what is stored, masked.
struct StatusCommand {
    private let arguments: Arguments
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        try arguments.expectNoOperands()
    }

    func run() throws -> ExitCode {
        let state = try StateFolder(arguments, console: console)
        let folders = arguments["world"].map { [StateFolder.fileName($0)] } ?? state.worldFolders()
        var paired = 0
        var failed = 0
        for folder in folders {
            let store = FileCredentialStore(folder: state.path + "/" + folder)
            do throws(CredentialStoreError) {
                guard let credentials = try store.load() else { continue }
                if credentials.tokens != nil { paired += 1 }
                show(credentials)
            } catch {
                failed += 1
                console.fail("\(error)")
                console.emit("error") { $0.member("error", "\(error)") }
            }
        }
        if paired == 0, failed == 0 {
            console.say(
                en: "Not paired. Run `table-bot pair --server URL --world ID`.",
                fr: "Pas associé. Lancez `table-bot pair --server URL --world ID`.")
        }
        console.emit("summary") { writer in
            writer.member("paired", paired)
            writer.member("unreadable", failed)
        }
        return failed > 0 ? .failed : paired > 0 ? .done : .notPaired
    }

    private func show(_ credentials: Credentials) {
        let isPaired = credentials.tokens != nil
        console.emit("pairing") { writer in
            writer.member("world", credentials.worldID)
            writer.member("server", credentials.server)
            writer.member("connection", credentials.connectionID)
            writer.member("paired", isPaired)
            writer.member("api_key", "****")
            writer.member("session_expires_at", credentials.tokens.map { Int($0.sessionExpiry) })
        }
        guard !console.isJSON else { return }
        let state =
            isPaired
            ? console.style(console.text(en: "paired", fr: "associé"), .green)
            : console.style(
                console.text(en: "waiting for reauthorization", fr: "en attente de réautorisation"), .yellow)
        console.print(console.style(credentials.worldID, .bold) + "  " + state)
        console.print("  " + console.text(en: "server      ", fr: "serveur     ") + credentials.server)
        console.print("  " + console.text(en: "connection  ", fr: "connexion   ") + credentials.connectionID)
        console.print("  " + console.text(en: "API key     ****", fr: "clé API     ****"))
    }
}
