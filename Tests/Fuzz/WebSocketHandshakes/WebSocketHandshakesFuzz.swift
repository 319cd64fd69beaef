import Bytes
import WebSocket

/// An answer is agreed to, refused or malformed, the same however it is cut. The input may name the right key as `@`.
enum WebSocketHandshakesFuzz {
    private static let key = WebSocketHandshakeKey(nonce: [UInt8](repeating: 7, count: 16))
    private static let request = try? WebSocketRequest(host: "table.example", target: "/", subprotocols: ["a", "b"])

    static func run(_ input: UnsafeRawBufferPointer) {
        guard let seed = input.first else { return }
        var bytes: [UInt8] = []
        for byte in input.dropFirst() {
            if byte == UInt8(ascii: "@") { bytes += Array(key.accept.utf8) } else { bytes.append(byte) }
        }
        bytes.withUnsafeBytes { bytes in
            let whole = answer(CollectionOfOne(bytes))
            precondition(answer(Pieces(of: bytes, seed: seed)) == whole, "the cuts change the answer")
        }
        head(UnsafeRawBufferPointer(rebasing: input.dropFirst()))
    }

    private static func answer(_ pieces: some Sequence<UnsafeRawBufferPointer>) -> String {
        guard let request else { return "" }
        var handshake = WebSocketClientHandshake(request, key: key)
        var before = 0
        for piece in pieces {
            do throws(WebSocketHandshakeError) {
                if let (agreement, consumed) = try handshake.receive(piece) {
                    return "agreed \(agreement.subprotocol ?? "-") after \(before + consumed)"
                }
            } catch {
                // The body of a refusal is shown as far as it came.
                if case .refused(let refusal) = error { return "refused \(refusal.status)" }
                return "\(error)"
            }
            before += piece.count
        }
        if case .refused(let refusal) = handshake.ended() { return "refused \(refusal.status)" }
        return "waiting"
    }

    /// The server's side of the same.
    private static func head(_ bytes: UnsafeRawBufferPointer) {
        var reader = HTTPHeadReader()
        if let (head, _) = (try? reader.receive(bytes)) ?? nil { _ = try? WebSocketServerRequest(head) }
    }
}
