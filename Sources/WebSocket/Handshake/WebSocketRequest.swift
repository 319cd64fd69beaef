package import Bytes

/// What a client asks for in the opening handshake (RFC 6455, section 4.1).
package struct WebSocketRequest: Sendable {
    /// The `Host` field: the host, with the port unless it is the scheme's own.
    package var host: String
    /// Path and query.
    package var target: String
    package var origin: String?
    /// Subprotocols, most wanted first.
    package var subprotocols: [String]
    /// The compression to offer.
    package var compression: WebSocketCompression?
    /// Further fields, such as `Authorization`.
    package var headers: [(name: String, value: String)]

    /// - Throws: ``WebSocketHandshakeError/invalidRequest(_:)`` for anything that would break out of its line.
    package init(
        host: String, target: String, origin: String? = nil, subprotocols: [String] = [],
        compression: WebSocketCompression? = nil, headers: [(name: String, value: String)] = []
    ) throws(WebSocketHandshakeError) {
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
            throw .invalidRequest("host")
        }
        guard target.hasPrefix("/"), target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") })
        else {
            throw .invalidRequest("path or query")
        }
        if let origin, !HTTPToken.isFieldValue(origin) { throw .invalidRequest("origin") }
        guard subprotocols.allSatisfy({ HTTPToken.isToken($0) }), Set(subprotocols).count == subprotocols.count else {
            throw .invalidRequest("subprotocols")
        }
        for (name, value) in headers {
            guard HTTPToken.isToken(name) else { throw .invalidRequest("header name") }
            let lower = name.lowercased()
            guard !Self.ownFields.contains(lower), !lower.hasPrefix("sec-websocket-"), HTTPToken.isFieldValue(value)
            else {
                throw .invalidRequest("header \(name)")
            }
        }
        self.host = host
        self.target = target
        self.origin = origin
        self.subprotocols = subprotocols
        self.compression = compression
        self.headers = headers
    }

    /// Fields the handshake itself writes, or that would change where the message ends.
    private static let ownFields: Set<String> = [
        "host", "upgrade", "connection", "origin", "content-length", "transfer-encoding", "expect", "te", "trailer",
    ]

    /// Appends the request.
    package func append(key: WebSocketHandshakeKey, to buffer: inout ByteBuffer) {
        buffer.append(utf8: "GET \(target) HTTP/1.1\r\nHost: \(host)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
        buffer.append(utf8: "Sec-WebSocket-Key: \(key.text)\r\nSec-WebSocket-Version: 13\r\n")
        if let origin { buffer.append(utf8: "Origin: \(origin)\r\n") }
        if !subprotocols.isEmpty {
            buffer.append(utf8: "Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n")
        }
        if let compression { buffer.append(utf8: "Sec-WebSocket-Extensions: \(compression.offer)\r\n") }
        for (name, value) in headers { buffer.append(utf8: "\(name): \(value)\r\n") }
        buffer.append(utf8: "\r\n")
    }
}
