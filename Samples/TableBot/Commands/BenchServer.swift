import JSON
import SocketIO
import Transport

/// The server that `bench emit` and `bench idle` connect to, with what they present to it.
struct BenchServer {
    let address: ServerAddress
    let token: String
    private let console: Console

    static let namespace = "/vtt"

    init(_ arguments: Arguments, console: Console) throws {
        self.console = console
        let url = try arguments.required("server")
        do throws(TransportError) { address = try ServerAddress(url) } catch {
            throw UsageError("\(error)")
        }
        token = try SecretArgument.read(arguments.required("token"), console: console)
    }

    /// Makes a connection of its own and joins the namespace.
    func join() async throws -> (connection: SocketIOConnection, namespace: SocketIONamespace) {
        do throws(SocketIOError) {
            let connection = try await SocketIOConnection.connect(to: address)
            return (connection, try await connection.join(Self.namespace, auth: ["token": .string(token)]))
        } catch {
            throw failure(error)
        }
    }

    /// How the bot ends when the server is not there, refuses, or goes away.
    func failure(_ error: SocketIOError) -> BotError {
        if case .connectRefused = error { return BotError(code: .notPaired, message: "\(error)") }
        return BotError(code: .unreachable, message: "\(error)")
    }
}

extension Double {
    /// The number with `digits` decimals.
    func rounded(digits: Int) -> Double {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
