import CLibcrypto

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The challenge and answer of the opening handshake (RFC 6455, sections 4.1 and 4.2.2).
package struct WebSocketHandshakeKey: Sendable, Hashable {
    /// The value of `Sec-WebSocket-Key`: 16 bytes in Base64.
    package let text: String

    /// - Parameter nonce: 16 bytes that nobody can foresee.
    package init(nonce: [UInt8]) { text = Self.base64(nonce) }

    /// A key from the other end; nil unless it is 16 bytes in Base64.
    package init?(text: String) {
        guard text.utf8.count == 24, text.hasSuffix("=="),
            text.utf8.dropLast(2).allSatisfy({ Self.alphabet.contains($0) })
        else { return nil }
        self.text = text
    }

    /// A fresh key from the system's randomness.
    package static func random() -> WebSocketHandshakeKey {
        var nonce = [UInt8](repeating: 0, count: 16)
        if nonce.withUnsafeMutableBytes({ $0.baseAddress.map { getentropy($0, 16) } ?? -1 }) != 0 {
            var generator = SystemRandomNumberGenerator()
            for index in nonce.indices { nonce[index] = UInt8.random(in: .min ... .max, using: &generator) }
        }
        return WebSocketHandshakeKey(nonce: nonce)
    }

    /// The value of `Sec-WebSocket-Accept` that answers this key.
    package var accept: String {
        let input = Array((text + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        let done = EVP_Digest(input, input.count, &digest, &count, EVP_sha1(), nil)
        return done == 1 ? Self.base64(Array(digest.prefix(Int(count)))) : ""
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var word: UInt32 = 0
            for (index, byte) in group.enumerated() { word |= UInt32(byte) << UInt32(16 - 8 * index) }
            for index in 0..<4 {
                let isPadding = index > group.count
                let sextet = Int(word >> UInt32(18 - 6 * index) & 0x3F)
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[sextet])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
