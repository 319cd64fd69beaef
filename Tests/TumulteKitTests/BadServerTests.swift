import Dnd5e
import Foundry
import Generic
import JSON
import Testing
import Transport
import TumulteTesting

@testable import TumulteKit

@Suite("Servers that are wrong, and data that is", .timeLimit(.minutes(5)))
struct BadServerTests {
    private func pair(at server: String, options: TableOptions = TableTests.quick()) async throws -> PairingError? {
        let table = try TumulteTable(
            server: server, world: World(id: "w", title: "W", system: "dnd5e"),
            adapters: AdapterRegistry(fallback: GenericAdapter()), credentials: MemoryCredentialStore(),
            options: options)
        do {
            for try await _ in table.pair() {}
            return nil
        } catch let error as PairingError {
            return error
        }
    }

    @Test(
        "is told apart from a Tumulte server, with a next step",
        arguments: [
            ("200 OK", "text/html", "<!doctype html><html><body>Welcome to nginx!</body></html>"),
            ("200 OK", "application/json", #"{"success":true,"code":"ABC-1"#),
            ("200 OK", "application/json", #"{"success":true}"#),
            ("200 OK", "application/json", #"[1,2,3]"#),
            ("404 Not Found", "text/html", "<html>404</html>"),
            ("301 Moved Permanently", "text/html", ""),
        ])
    func notTumulte(status: String, type: String, body: String) async throws {
        let server = try FixedServer(answer: FixedServer.http(status, type: type, body))
        let error = try await pair(at: "http://127.0.0.1:\(server.port)")
        guard case .server(.notTumulte(let number, _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(status.hasPrefix("\(number)"))
        #expect(error?.description.contains("Check the server address") == true)
    }

    @Test("gives its own refusal in its own words")
    func refusal() async throws {
        let server = try FixedServer(
            answer: FixedServer.http(
                "500 Oops", type: "application/json", #"{"error":"Failed to generate pairing code"}"#))
        let error = try await pair(at: "http://127.0.0.1:\(server.port)")
        #expect(error?.description.contains("Failed to generate pairing code") == true)
    }

    @Test("cannot be reached, and says why")
    func unreachable() async throws {
        let server = try FixedServer(answer: nil)
        let port = server.port
        _ = consume server
        let error = try await pair(at: "http://127.0.0.1:\(port)")
        guard case .server(.unreachable(let cause)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!cause.nextStep.isEmpty)
    }

    @Test("does not speak TLS where TLS is expected")
    func tls() async throws {
        let server = try FixedServer(answer: "this is no TLS\r\n")
        let error = try await pair(at: "https://127.0.0.1:\(server.port)")
        guard case .server(.unreachable(let cause)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(cause)".contains("TLS"))
    }

    @Test("is an address that cannot be used", arguments: ["ftp://example.org", "not an address", "http://", ""])
    func badAddress(address: String) throws {
        let error = #expect(throws: TableError.self) {
            try TumulteTable(
                server: address, world: World(id: "w", title: "W", system: "dnd5e"),
                adapters: AdapterRegistry(fallback: GenericAdapter()), credentials: MemoryCredentialStore())
        }
        guard case .address(let text) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!text.isEmpty)
    }

    @Test("is never spoken to in plain text beyond this machine, unless asked for by name")
    func plainText() async throws {
        let error = try await pair(at: "http://192.0.2.1:9")
        #expect(error?.description.contains("192.0.2.1") == true)
        guard case .server(.unreachable(let cause)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(cause)".lowercased().contains("plain"))
    }

    @Test("accepts the connection and never answers the upgrade")
    func silentSocket() async throws {
        let server = try FixedServer(answer: nil)
        let dialer = SocketDialer(
            address: try ServerAddress("http://127.0.0.1:\(server.port)"), options: ConnectOptions(),
            upgradeTimeLimit: .milliseconds(50))
        let error = await #expect(throws: DialError.self) { try await dialer.dial(token: "SESSIONSECRET") }
        guard case .failed(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty && !reason.contains("SESSIONSECRET"))
    }

    @Test("answers the upgrade with a page")
    func htmlSocket() async throws {
        let server = try FixedServer(answer: FixedServer.http("200 OK", type: "text/html", "<html>Hello</html>"))
        let dialer = SocketDialer(
            address: try ServerAddress("http://127.0.0.1:\(server.port)"), options: ConnectOptions())
        let error = await #expect(throws: DialError.self) { try await dialer.dial(token: "SESSIONSECRET") }
        guard case .failed(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("200"))
    }

    @Test("lets a code expire that nobody enters")
    func expiredCode() async throws {
        var serverOptions = ContractServer.Options()
        serverOptions.rateLimits = false
        let server = try await ContractServer.start(serverOptions)
        var options = TableOptions()
        options.time.sleep = { _ in await Task.yield() }
        let error = try await pair(at: server.url, options: options)
        guard case .codeExpired = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await server.stop()
    }

    @Test("asks for patience, which the pairing has")
    func busy() async throws {
        var serverOptions = ContractServer.Options()
        serverOptions.autoPair = true
        let server = try await ContractServer.start(serverOptions)
        await server.inject(
            .answerHTTP(status: 429, retryAfter: -3, path: "/webhooks/foundry/pairing-status", times: 2))
        #expect(try await pair(at: server.url) == nil)
        await server.stop()
    }

    @Test("loses the answer with the credentials: the pairing ends with an error instead of waiting for ever")
    func lostCredentials() async throws {
        var serverOptions = ContractServer.Options()
        serverOptions.autoPair = true
        let server = try await ContractServer.start(serverOptions)
        await server.inject(.loseAnswer(path: "/webhooks/foundry/pairing-status"))
        let error = try await pair(at: server.url)
        guard case .codeExpired = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await server.stop()
    }

    @Test("gets a character of 30 MB reduced or refused with a report, and everything else as usual")
    func hugeDocument() async throws {
        let harness = try await TableHarness(options: TableTests.quick())
        let filler = String(repeating: "x", count: 1500)
        let document = try JSONDocument.writing { writer in
            writer.object { writer in
                writer.member("_id", "huge000000000001")
                writer.member("name", "Hoarder")
                writer.member("type", "character")
                writer.object("system") { $0.object("attributes") { $0.object("hp") { $0.member("value", 7) } } }
                writer.array("items") { writer in
                    for n in 0..<20_000 {
                        writer.object { writer in
                            writer.member("_id", "item\(n)")
                            writer.member("name", "Coin \(n)")
                            writer.member("type", "loot")
                            writer.object("system") { writer in
                                writer.member("quantity", 1)
                                writer.member("description", filler)
                            }
                        }
                    }
                }
            }
        }
        #expect(document.byteCount > 30_000_000)
        let reports = harness.table.reports
        try await harness.running { harness in
            harness.world.apply(.create(.actor, document.root))
            harness.roll("m1")
            #expect(await harness.table.drain(within: .seconds(60)))
            #expect(await harness.server.snapshot().rolls.map(\.rollID) == ["m1#0"])
        }
        for await report in reports {
            guard case .refused(let reference, let reason) = report else { continue }
            #expect(reference == EventReference(event: "character:update", id: "huge000000000001"))
            #expect(reason.contains("900000"))
            break
        }
    }
}
