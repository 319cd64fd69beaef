import JSON
import SocketIO

/// `bench idle`: holds connections that do nothing, and tells what each costs.
struct BenchIdle {
    private let server: BenchServer
    private let count: Int
    private let console: Console

    /// How many connect at the same time.
    private static let connectingAtOnce = 100
    /// Descriptors that the process needs beside its connections.
    private static let otherDescriptors = 2 * connectingAtOnce + 32

    init(_ arguments: Arguments, console: Console) throws {
        self.console = console
        count = try arguments.integer("connections", in: 1...1_000_000, default: 1000)
        server = try BenchServer(arguments, console: console)
    }

    func run() async throws -> ExitCode {
        let room = ProcessUsage.raiseDescriptorLimit() - Self.otherDescriptors
        guard count <= room else {
            throw BotError(
                code: .failed,
                message: console.text(
                    en: "The system allows \(max(0, room)) connections here: raise the limit with `ulimit -n`.",
                    fr: "Le système permet \(max(0, room)) connexions ici : augmentez la limite avec `ulimit -n`."))
        }
        let clock = ContinuousClock()
        let before = ProcessUsage.residentKilobytes
        let start = clock.now
        let connections = try await connect()
        let time = (clock.now - start) / .seconds(1)
        try? await Task.sleep(for: .seconds(2))
        let after = ProcessUsage.residentKilobytes
        let usage = ProcessUsage.now
        let open = connections.count { $0.closeReason == nil }
        console.line { writer in
            writer.object { writer in
                writer.member("client", "swift")
                writer.member("connections", open)
                writer.member("connect_s", time.rounded(digits: 3))
                writer.member("rss_before_mb", (before / 1024).rounded(digits: 1))
                writer.member("rss_after_mb", (after / 1024).rounded(digits: 1))
                writer.member("kb_per_connection", ((after - before) / Double(count)).rounded(digits: 1))
                writer.member("cpu_s", (usage.user + usage.system).rounded(digits: 3))
            }
        }
        for connection in connections { connection.startClose() }
        for connection in connections { _ = await connection.closed() }
        return open == count ? .done : .failed
    }

    private func connect() async throws -> [SocketIOConnection] {
        try await withThrowingTaskGroup(of: SocketIOConnection.self) { group in
            var connections: [SocketIOConnection] = []
            connections.reserveCapacity(count)
            for started in 0..<count {
                if started >= Self.connectingAtOnce, let next = try await group.next() { connections.append(next) }
                group.addTask { try await server.join().connection }
            }
            while let next = try await group.next() { connections.append(next) }
            return connections
        }
    }
}
