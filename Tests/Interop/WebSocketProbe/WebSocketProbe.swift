import Transport
import WebSocket

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The Swift end of the `autobahn` stage: runs cases of Autobahn's fuzzing server through the public client, echoing every
/// message. What should have happened is judged by the server's report.
@main
struct WebSocketProbe {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count >= 3, let server = try? ServerAddress(words[0]) else {
            print("usage: WebSocketProbe URL AGENT CASE…")
            exit(2)
        }
        let agent = words[1]
        do {
            for number in words.dropFirst(2) {
                try await echo(server.appending(path: "runCase", query: [("case", number), ("agent", agent)]))
            }
            try await echo(server.appending(path: "updateReports", query: [("agent", agent)]))
        } catch {
            print("failed: \(error)")
            exit(1)
        }
    }

    /// Sends back what comes until the connection ends; a case that takes longer than three minutes is given up:
    /// the largest take the server half a minute on an idle machine.
    private static func echo(_ address: ServerAddress) async throws {
        let socket = try await WebSocketClient.connect(to: address, options: options)
        let limit = Task {
            try await Task.sleep(for: .seconds(180))
            print("given up after three minutes: \(address)")
            socket.abandon()
        }
        for await message in socket.messages { answer(message, on: socket) }
        _ = await socket.closed()
        limit.cancel()
    }

    private static func answer(_ message: WebSocketMessage, on socket: WebSocketClient) {
        do throws(WebSocketError) {
            try socket.send(message)
        } catch {
            // Cases that end the connection early make later answers impossible, which is theirs to judge.
            if error != .notOpen { print("not sent: \(error)") }
        }
    }

    private static var options: WebSocketOptions {
        // Some cases send 4 MiB in 64-byte fragments, or a thousand large messages at once.
        var options = WebSocketOptions(
            compression: WebSocketCompression(minimumBytes: 0), limits: WebSocketLimits(maximumFragments: 1 << 20),
            maximumUnsentBytes: 256 << 20)
        options.connect.proxy = .none
        return options
    }
}
