import JSON
import SocketIO

/// `bench emit`: emits a payload again and again and waits for the server's `dice:roll:ack` of each.
struct BenchEmit {
    private let server: BenchServer
    private let file: String
    private let count: Int
    private let window: Int
    private let console: Console

    init(_ arguments: Arguments, console: Console) throws {
        self.console = console
        file = try arguments.required("payload")
        count = try arguments.integer("count", in: 1...1_000_000_000, default: 100_000)
        window = try arguments.integer("window", in: 0...1_000_000_000, default: 1000)
        server = try BenchServer(arguments, console: console)
    }

    func run() async throws -> ExitCode {
        let payload = try BenchedPayload.read(file)
        let (connection, namespace) = try await server.join()
        var run = EmittingRun(namespace: namespace, payload: payload)
        let clock = ContinuousClock()
        let before = ProcessUsage.now
        let start = clock.now
        do throws(SocketIOError) {
            try await run.emit(count, window: window == 0 ? .max : window)
        } catch {
            throw server.failure(error)
        }
        let wall = (clock.now - start) / .seconds(1)
        let after = ProcessUsage.now
        console.line { writer in
            writer.object { writer in
                writer.member("client", "swift")
                writer.member("n", count)
                writer.member("window", window)
                writer.member("wall_s", wall.rounded(digits: 3))
                writer.member("user_s", (after.user - before.user).rounded(digits: 3))
                writer.member("sys_s", (after.system - before.system).rounded(digits: 3))
                writer.member("total_cpu_s", (after.user + after.system).rounded(digits: 3))
                writer.member("peak_rss_mb", after.peakMegabytes.rounded(digits: 1))
            }
        }
        await connection.close()
        guard run.refused == 0 else {
            throw BotError(
                code: .failed,
                message: console.text(
                    en: "The server refused \(run.refused) of the events.",
                    fr: "Le serveur a refusé \(run.refused) des événements."))
        }
        return .done
    }
}

/// Emits and counts answers.
private struct EmittingRun {
    private let namespace: SocketIONamespace
    private let payload: BenchedPayload
    private var events: SocketIOEvents.Iterator
    private var sent = 0
    private var answered = 0
    private(set) var refused = 0

    init(namespace: SocketIONamespace, payload: BenchedPayload) {
        self.namespace = namespace
        self.payload = payload
        events = namespace.events.makeAsyncIterator()
    }

    mutating func emit(_ count: Int, window: Int) async throws(SocketIOError) {
        while sent < count {
            try fill(count, window: window)
            // Full, by the window or by the send buffer's own bound: go on when half of it is answered.
            if sent < count { try await takeAnswers(until: sent - (sent - answered) / 2) }
        }
        try await takeAnswers(until: count)
    }

    private mutating func fill(_ count: Int, window: Int) throws(SocketIOError) {
        while sent < count, sent - answered < window {
            do throws(SocketIOError) {
                try namespace.emit("dice:roll") { payload.write(into: &$0) }
            } catch .sendBufferFull where sent > answered {
                return
            }
            sent += 1
        }
    }

    private mutating func takeAnswers(until goal: Int) async throws(SocketIOError) {
        while answered < goal {
            guard let event = await events.next() else {
                throw .closed(namespace.closeReason ?? .clientDisconnect)
            }
            guard event.isNamed("dice:roll:ack") else { continue }
            answered += 1
            let answer = event.arguments.first
            // The id that comes back is the server's own in some servers, ours in others.
            if answer["success"].bool != true || !answer["rollId"].isString { refused += 1 }
        }
    }
}
