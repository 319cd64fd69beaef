package import Bytes

/// The server's side of the opening handshake (RFC 6455, section 4.2), for test servers: read a request's head with
/// ``HTTPHeadReader``, then answer it.
package struct WebSocketServerRequest: Sendable {
    /// Path and query.
    package let target: String
    package let head: HTTPHead
    package let key: WebSocketHandshakeKey
    /// The subprotocols offered, most wanted first.
    package let subprotocols: [String]

    /// - Throws: ``WebSocketHandshakeError/mismatch(_:)`` with the field that keeps the head from being an upgrade
    ///   request.
    package init(_ head: HTTPHead) throws(WebSocketHandshakeError) {
        let parts = head.startLine.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "GET", parts[1].hasPrefix("/"), parts[2] == "HTTP/1.1" else {
            throw .mismatch("request line")
        }
        guard head.value("host") != nil else { throw .mismatch("Host") }
        guard head.has("websocket", in: "upgrade") else { throw .mismatch("Upgrade") }
        guard head.has("upgrade", in: "connection") else { throw .mismatch("Connection") }
        guard head.value("sec-websocket-version") == "13" else { throw .mismatch("Sec-WebSocket-Version") }
        guard let key = head.value("sec-websocket-key").flatMap(WebSocketHandshakeKey.init(text:)) else {
            throw .mismatch("Sec-WebSocket-Key")
        }
        target = String(parts[1])
        self.head = head
        self.key = key
        subprotocols = head.values("sec-websocket-protocol")
            .flatMap { $0.split(separator: ",").map { HTTPHead.trimmed($0) } }
    }

    /// Appends the 101 answer.
    /// - Parameter extensions: the `Sec-WebSocket-Extensions` field.
    package func appendAcceptance(subprotocol: String? = nil, extensions: String? = nil, to buffer: inout ByteBuffer) {
        buffer.append(utf8: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        buffer.append(utf8: "Sec-WebSocket-Accept: \(key.accept)\r\n")
        if let subprotocol { buffer.append(utf8: "Sec-WebSocket-Protocol: \(subprotocol)\r\n") }
        if let extensions { buffer.append(utf8: "Sec-WebSocket-Extensions: \(extensions)\r\n") }
        buffer.append(utf8: "\r\n")
    }

    /// Appends an answer that refuses the upgrade.
    package static func appendRefusal(
        status: Int, reason: String = "Refused", headers: [(name: String, value: String)] = [], body: String = "",
        to buffer: inout ByteBuffer
    ) {
        buffer.append(utf8: "HTTP/1.1 \(status) \(reason)\r\nConnection: close\r\n")
        for (name, value) in headers { buffer.append(utf8: "\(name): \(value)\r\n") }
        buffer.append(utf8: "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
}
