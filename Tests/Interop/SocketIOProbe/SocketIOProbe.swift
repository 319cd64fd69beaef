import JSON
import SocketIO
import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The Swift end of the `socketio` stage: does what its scenario says against a server it did not write, and prints a JSON
/// line for each thing that happens. What should have happened is judged by the other end.
@main
struct SocketIOProbe {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        guard words.count == 2, let scenario = Scenario(rawValue: words[0]) else {
            print("usage: SocketIOProbe \(Scenario.allCases.map(\.rawValue).joined(separator: "|")) URL")
            exit(2)
        }
        do {
            let address = try ServerAddress(words[1])
            switch scenario {
            case .events: try await events(address)
            case .refused: try await refused(address)
            case .stay: try await stay(address)
            case .comeback: try await comeback(address)
            }
            say("done")
        } catch {
            say("failed", ["error": .string("\(error)")])
            exit(1)
        }
    }

    enum Scenario: String, CaseIterable {
        /// Joins, emits, answers, is answered, leaves.
        case events
        /// Is refused with data.
        case refused
        /// Stays through several heartbeats, then emits.
        case stay
        /// Emits numbered events over a server that goes away and comes back, each until it is acknowledged.
        case comeback
    }

    private static func join(_ address: ServerAddress, token: String) async throws -> SocketIONamespace {
        let connection = try await SocketIOConnection.connect(to: address)
        say("opened")
        let namespace = try await connection.join("/vtt", auth: ["token": .string(token)])
        say("joined")
        return namespace
    }

    private static func events(_ address: ServerAddress) async throws {
        let namespace = try await join(address, token: "good")
        // Names that clients like to keep for themselves, any JSON, and no arguments at all.
        try namespace.emit("ping", ["timestamp": 1_760_000_000_000])
        try namespace.emit("pong")
        try namespace.emit(
            "dice:roll", ["name": "Éloïse 🎲", "dice": [20, 1], "deep": [["x": nil], 2.5, true]], 2, "three")
        let answer = try await namespace.emitWithAck("ask", ["question": 6])
        say("answer", ["arguments": .array(answer.map(\.value))])
        for await event in namespace.events {
            say("event", ["name": .string(event.name), "arguments": .array(event.arguments.map(\.value))])
            if event.ackID != nil { try namespace.acknowledge(event) { $0.string("understood") } }
            if event.name == "over" { namespace.disconnect() }
        }
        say("closed", ["reason": .string((await namespace.closed()).name)])
    }

    private static func refused(_ address: ServerAddress) async throws {
        do {
            _ = try await join(address, token: "bad")
            say("joined by mistake")
        } catch SocketIOError.connectRefused(let message, let data) {
            say("refused", ["message": .string(message), "data": data ?? .null])
        }
    }

    private static func stay(_ address: ServerAddress) async throws {
        let namespace = try await join(address, token: "good")
        for await event in namespace.events where event.name == "enough" { break }
        let answer = try await namespace.emitWithAck("ask", ["question": 1])
        say("answer", ["arguments": .array(answer.map(\.value))])
        say("closed", ["reason": .string(namespace.closeReason?.name ?? "open")])
    }

    private static func comeback(_ address: ServerAddress) async throws {
        var next = 1
        var connections = 0
        let last = 200
        while next <= last {
            do {
                let namespace = try await join(address, token: "good")
                connections += 1
                while next <= last {
                    _ = try await namespace.emitWithAck("count", .int(Int64(next)), timeLimit: .seconds(5))
                    next += 1
                }
            } catch is SocketIOError {
                try await ContinuousClock().sleep(for: .milliseconds(100))
            }
        }
        say("counted", ["last": .int(Int64(last)), "connections": .int(Int64(connections))])
    }

    private static func say(_ event: String, _ details: JSONObject = JSONObject()) {
        var line = JSONObject()
        line["event"] = .string(event)
        for (key, value) in details.members { line[key] = value }
        var writer = JSONWriter()
        writer.value(.object(line))
        print(String(decoding: writer.bytes, as: UTF8.self))
        // The other end reads through a pipe, line by line.
        fflush(nil)
    }
}
