import Bytes

@testable import WebSocket

/// What a decoder told, in order, as values that can be compared.
enum Told: Equatable {
    case text(String)
    case binary([UInt8])
    case ping([UInt8])
    case pong([UInt8])
    case close(WebSocketClose)
}

struct Recorder: WebSocketFrameSink {
    var told: [Told] = []

    mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
        told.append(kind == .text ? .text(String(decoding: payload, as: UTF8.self)) : .binary([UInt8](payload)))
    }
    mutating func ping(_ payload: UnsafeRawBufferPointer) { told.append(.ping([UInt8](payload))) }
    mutating func pong(_ payload: UnsafeRawBufferPointer) { told.append(.pong([UInt8](payload))) }
    mutating func close(_ close: WebSocketClose) { told.append(.close(close)) }
}

/// What came of decoding: what was told, and the violation that ended it.
struct Decoded: Equatable {
    var told: [Told]
    var violation: WebSocketViolation.Code?
}

/// Decodes `bytes` in pieces whose sizes `next` gives.
func decode(
    _ bytes: [UInt8], role: WebSocketRole = .client, limits: WebSocketLimits = .standard,
    pieces next: () -> Int = { .max }
) -> Decoded {
    decode(bytes, by: WebSocketFrameDecoder(role: role, limits: limits), pieces: next)
}

/// The same where compression was agreed.
func decodeCompressed(
    _ bytes: [UInt8], role: WebSocketRole = .client, limits: WebSocketLimits = .standard,
    with inflater: consuming WebSocketInflater, pieces next: () -> Int = { .max }
) -> Decoded {
    var decoder = WebSocketFrameDecoder(role: role, limits: limits)
    decoder.inflate(with: inflater)
    return decode(bytes, by: decoder, pieces: next)
}

private func decode(
    _ bytes: [UInt8], by decoder: consuming WebSocketFrameDecoder, pieces next: () -> Int
) -> Decoded {
    var recorder = Recorder()
    var violation: WebSocketViolation.Code?
    var index = 0
    while index < bytes.count {
        let end = index + min(bytes.count - index, max(1, next()))
        bytes[index..<end].withUnsafeBytes { piece in
            do throws(WebSocketViolation) {
                try decoder.receive(piece, into: &recorder)
            } catch {
                violation = error.code
            }
        }
        index = end
    }
    return Decoded(told: recorder.told, violation: violation)
}

/// A frame as it stands on the wire, with any bits and any declared length.
func frame(
    _ first: UInt8, _ payload: [UInt8] = [], mask: UInt32? = nil, declaredLength: UInt64? = nil
) -> [UInt8] {
    let length = declaredLength ?? UInt64(payload.count)
    let maskBit: UInt8 = mask == nil ? 0 : 0x80
    var bytes: [UInt8] = [first]
    if length < 126 {
        bytes.append(maskBit | UInt8(length))
    } else if length <= 0xFFFF {
        bytes += [maskBit | 126, UInt8(length >> 8), UInt8(length & 0xFF)]
    } else {
        bytes.append(maskBit | 127)
        for shift in stride(from: UInt64(56), through: 0, by: -8) { bytes.append(UInt8(length >> shift & 0xFF)) }
    }
    guard let mask else { return bytes + payload }
    let key = (0..<4).map { UInt8(mask >> UInt32($0 * 8) & 0xFF) }
    return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
}

/// Encodes one frame with the encoder under test.
func encode(
    _ opcode: WebSocketOpcode, _ payload: [UInt8], mask: UInt32?, isFinal: Bool = true, behind prefix: [UInt8] = []
) -> [UInt8] {
    var buffer = ByteBuffer()
    buffer.append(contentsOf: prefix)
    WebSocketFrameEncoder.append(opcode, isFinal: isFinal, mask: mask, to: &buffer) {
        $0.append(contentsOf: payload)
    }
    return buffer.bytes
}
