internal import JSON
internal import Transport

/// The checks of an Engine.IO handshake, in the reference server's order and words.
enum EngineHandshake {
    static let path = "/socket.io/"

    /// Why a request can't become a session.
    struct Refusal: Equatable {
        var code: Int64
        var message: String

        var answer: ContractAnswer { ContractAnswer(status: 400, ["code": .int(code), "message": .string(message)]) }
    }

    /// - Returns: nil when the request is the upgrade of a WebSocket session.
    static func refusal(of request: ReceivedRequest) -> Refusal? {
        guard request.query["transport"] == "websocket" else { return Refusal(code: 0, message: "Transport unknown") }
        guard request.query["sid"] == nil else { return Refusal(code: 1, message: "Session ID unknown") }
        guard request.method == "GET" else { return Refusal(code: 2, message: "Bad handshake method") }
        guard request.headers.list("Upgrade", contains: "websocket"),
            request.headers.list("Connection", contains: "upgrade"),
            request.headers["Sec-WebSocket-Version"] == "13"
        else { return Refusal(code: 3, message: "Bad request") }
        guard request.query["EIO"] == "4" else { return Refusal(code: 5, message: "Unsupported protocol version") }
        return nil
    }
}
