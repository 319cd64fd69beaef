import Bytes
import WebSocket

/// However frames are cut, the same messages and the same violation come out.
enum WebSocketFramesFuzz {
    private static let limits = WebSocketLimits(
        maximumFrameBytes: 4096, maximumMessageBytes: 8192, maximumFragments: 16)

    private struct Recorder: WebSocketFrameSink {
        var told: [String] = []

        mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
            let text = String(decoding: payload, as: UTF8.self)
            if kind == .text { precondition(text.utf8.elementsEqual(payload), "a text that is not UTF-8") }
            told.append("\(kind) \(Array(payload))")
        }
        mutating func ping(_ payload: UnsafeRawBufferPointer) { told.append("ping \(Array(payload))") }
        mutating func pong(_ payload: UnsafeRawBufferPointer) { told.append("pong \(Array(payload))") }
        mutating func close(_ close: WebSocketClose) { told.append("close \(close)") }
    }

    static func run(_ input: UnsafeRawBufferPointer) {
        guard let seed = input.first else { return }
        let bytes = UnsafeRawBufferPointer(rebasing: input.dropFirst())
        for role in [WebSocketRole.client, .server] {
            let whole = decode(CollectionOfOne(bytes), role)
            precondition(decode(Pieces(of: bytes, seed: seed), role) == whole, "the cuts change what is told")
        }
    }

    private static func decode(_ pieces: some Sequence<UnsafeRawBufferPointer>, _ role: WebSocketRole) -> [String] {
        var decoder = WebSocketFrameDecoder(role: role, limits: limits)
        var recorder = Recorder()
        for piece in pieces {
            do throws(WebSocketViolation) {
                try decoder.receive(piece, into: &recorder)
            } catch {
                recorder.told.append("violation \(error.code)")
            }
            precondition(decoder.heldBytes <= 64 << 10, "more held than the limits say")
        }
        return recorder.told
    }
}
