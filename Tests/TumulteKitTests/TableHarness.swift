import Dnd5e
import Foundry
import Generic
import JSON
import Pf2e
import TumulteTesting

@testable import TumulteKit

/// A table and a contract server that know each other.
struct TableHarness {
    let server: ContractServer
    let world: World
    let store: MemoryCredentialStore
    let table: TumulteTable

    init(
        serverOptions: ContractServer.Options = ContractServer.Options(), options: TableOptions = TableOptions(),
        isPaired: Bool = true
    ) async throws {
        server = try await ContractServer.start(serverOptions)
        world = World(id: "emberfall", title: "Emberfall", system: "dnd5e")
        store = MemoryCredentialStore()
        if isPaired {
            let session = await server.issueSession(worldID: world.id)
            store.save(
                Credentials(
                    server: server.url, worldID: world.id, connectionID: session.connectionID, apiKey: session.apiKey,
                    fingerprint: session.fingerprint,
                    tokens: Credentials.Tokens(
                        session: session.sessionToken, refresh: session.refreshToken,
                        sessionExpiry: TimeSource.system.wallClock() + 3_600_000, lifetime: 3600)))
        }
        table = try TumulteTable(
            server: server.url, world: world,
            adapters: AdapterRegistry([Dnd5eAdapter(), Pf2eAdapter()], fallback: GenericAdapter()), credentials: store,
            options: options)
    }

    /// Runs the table while `body` runs, then ends both.
    /// - Returns: how the table's run ended: nil when it was cancelled.
    @discardableResult
    func running(_ body: @escaping @Sendable (TableHarness) async throws -> Void) async throws -> TableError? {
        let running = Task { () async -> TableError? in
            do throws(TableError) {
                try await table.run()
                return nil
            } catch {
                return error
            }
        }
        do { try await body(self) } catch {
            running.cancel()
            _ = await running.value
            await server.stop()
            throw error
        }
        running.cancel()
        let error = await running.value
        await server.stop()
        return error
    }

    /// Waits until the connection is in a state that fits.
    func reach(_ fits: @escaping @Sendable (ConnectionState) -> Bool) async {
        for await state in table.statuses where fits(state) { return }
    }

    func roll(_ id: String, total: Int = 17, whisper: [String] = [], actor: String? = "actor00000000001") {
        world.apply(.create(.chatMessage, Self.message(id, total: total, whisper: whisper, actor: actor)))
    }

    /// A message with one roll, in the shape of Foundry 13.
    static func message(
        _ id: String, total: Int = 17, whisper: [String] = [], actor: String? = "actor00000000001", rolls: Int = 1
    ) -> JSONView {
        let roll = """
            {"class":"D20Roll","options":{"rollType":"attack"},"dice":[],"formula":"1d20 + 5","terms":[{"class":"D20Die",\
            "number":1,"faces":20,"modifiers":[],"results":[{"result":\(total - 5),"active":true}]}],"total":\(total),\
            "evaluated":true}
            """
        let document = try? JSONDocument.writing { writer in
            writer.object { writer in
                writer.member("_id", id)
                writer.member("author", "user000000000001")
                writer.member("timestamp", 1_760_000_000_000)
                writer.member("flavor", "<b>Longsword</b> &amp; shield")
                writer.object("speaker") { writer in
                    writer.member("actor", actor)
                    writer.member("alias", "Éloïse")
                }
                writer.array("whisper") { writer in
                    for user in whisper { writer.string(user) }
                }
                writer.array("rolls") { writer in
                    for _ in 0..<rolls { writer.string(roll) }
                }
            }
        }
        return document?.root ?? .missing
    }

    static func document(_ text: String) throws -> JSONView { try JSONDocument(text).root }
}
