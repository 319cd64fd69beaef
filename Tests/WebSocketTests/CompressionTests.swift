import Bytes
import SocketPeers
import Testing

@testable import WebSocket

@Suite("Compressed messages")
struct CompressionTests {
    // RFC 7692, section 7.2.3.
    @Test(
        "inflates the examples of the RFC",
        arguments: [
            [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00],
            [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00],
            [0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00],
            // The final block alone, without the empty one behind it: complete all the same.
            [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00],
        ] as [[UInt8]])
    func examples(payload: [UInt8]) {
        #expect(inflate([payload]) == .success(["Hello"]))
        #expect(inflate([payload, payload]) == .success(["Hello", "Hello"]))
        #expect(decodeCompressed(frame(0xC1, payload), with: WebSocketInflater()) == Decoded(told: [.text("Hello")]))
    }

    @Test("shares the window between messages, as the second example of the RFC, unless told not to")
    func sharedWindow() {
        let first: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
        let second: [UInt8] = [0xF2, 0x00, 0x11, 0x00, 0x00]
        #expect(inflate([first, second]) == .success(["Hello", "Hello"]))
        #expect(inflate([first, second], contextTakeover: false) == .failure(WebSocketViolation(.invalidCompression)))
        // A final block ends the data, not the window.
        #expect(inflate([[0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00], second]) == .success(["Hello", "Hello"]))
        var deflater = WebSocketDeflater()
        #expect(deflate("Hello", with: &deflater) == first)
        #expect(deflate("Hello", with: &deflater) == second)
        #expect(deflate("", with: &deflater) == [0x00])
        #expect(deflate("", with: &deflater) == [0x00])
        var forgetful = WebSocketDeflater(contextTakeover: false)
        #expect(deflate("Hello", with: &forgetful) == first)
        #expect(deflate("Hello", with: &forgetful) == first)
        let (kept, freed) = (deflater.isHoldingMemory, forgetful.isHoldingMemory)
        #expect(kept)
        #expect(!freed)
    }

    @Test("restores what it compressed, in any window, kept or not, in any pieces", arguments: 8...15, [true, false])
    func roundTrips(windowBits: Int, contextTakeover: Bool) {
        var random = SeededGenerator(state: UInt64(windowBits))
        var deflater = WebSocketDeflater(
            level: 1 + windowBits % 9, memoryLevel: 1 + windowBits % 9, windowBits: windowBits,
            contextTakeover: contextTakeover)
        var wire: [UInt8] = []
        var expected: [Told] = []
        for size in [0, 1, 5, 300, 5000, 70_000, 200_000] {
            // Words that repeat at every distance, with noise between.
            var message: [UInt8] = []
            while message.count < size {
                message += Array("roll \(Int.random(in: 1...300, using: &random)) of 1d20 ".utf8)
                message.append(UInt8.random(in: .min ... .max, using: &random))
            }
            var compressed = ByteBuffer()
            let isDone = message.withUnsafeBytes { deflater.append($0, to: &compressed) }
            #expect(isDone)
            // In three frames, with a ping between the fragments.
            let bytes = compressed.bytes
            let cut = bytes.count / 3
            wire += frame(0x42, Array(bytes[..<cut])) + frame(0x89, [7]) + frame(0x00, Array(bytes[cut..<(2 * cut)]))
            wire += frame(0x80, Array(bytes[(2 * cut)...])) + frame(0x81, [0x61])
            expected += [.ping([7]), .binary(message), .text("a")]
        }
        let inflater = { WebSocketInflater(windowBits: windowBits, contextTakeover: contextTakeover) }
        let whole = decodeCompressed(wire, with: inflater())
        #expect(whole == Decoded(told: expected))
        let pieces = decodeCompressed(wire, with: inflater()) { Int.random(in: 1...4000, using: &random) }
        #expect(pieces == whole)
    }

    @Test("inflates masked frames")
    func masked() {
        let payload: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]
        let bytes = frame(0xC1, payload, mask: 0x1234_5678)
        #expect(decodeCompressed(bytes, role: .server, with: WebSocketInflater()) == Decoded(told: [.text("Hello")]))
        #expect(
            decodeCompressed(bytes, role: .server, with: WebSocketInflater()) { 1 } == Decoded(told: [.text("Hello")]))
    }

    @Test("accepts a message of exactly the limit, and ends a bomb with code 1009", arguments: [true, false])
    func bomb(isFragmented: Bool) {
        let limit = 100_000
        let limits = WebSocketLimits(maximumMessageBytes: limit)
        for (size, isAccepted) in [(limit, true), (limit + 1, false), (200 * limit, false)] {
            let message = [UInt8](repeating: 0, count: size)
            var deflater = WebSocketDeflater(level: 9)
            var compressed = ByteBuffer()
            let isDone = message.withUnsafeBytes { deflater.append($0, to: &compressed) }
            #expect(isDone)
            let bytes = compressed.bytes
            let wire =
                isFragmented
                ? frame(0x42, Array(bytes[..<20])) + frame(0x80, Array(bytes[20...])) : frame(0xC2, bytes)
            let decoded = decodeCompressed(wire, limits: limits, with: WebSocketInflater())
            if isAccepted {
                #expect(decoded == Decoded(told: [.binary(message)]))
            } else {
                #expect(decoded == Decoded(told: [], violation: .messageTooLarge(limit: limit)))
            }
        }
        #expect(WebSocketViolation(.messageTooLarge(limit: limit)).closeCode == .messageTooBig)
    }

    @Test("never holds more of a bomb than twice the limit")
    func bombMemory() {
        let limit = 50_000
        let message = [UInt8](repeating: 0, count: 20_000_000)
        var deflater = WebSocketDeflater(level: 9)
        var compressed = ByteBuffer()
        _ = message.withUnsafeBytes { deflater.append($0, to: &compressed) }
        var inflater = WebSocketInflater()
        var buffer = ByteBuffer()
        let error = #expect(throws: WebSocketViolation.self) {
            try compressed.withUnsafeBytes { bytes throws(WebSocketViolation) in
                try inflater.inflate(bytes, to: &buffer, limit: limit)
            }
        }
        let held = buffer.allocatedBytes
        #expect(error == WebSocketViolation(.messageTooLarge(limit: limit)))
        #expect(held <= 2 * (limit + 1))
    }

    @Test(
        "ends a connection whose compressed data are wrong or cut short, with code 1007",
        arguments: [
            [], [0xFF], [0x06], [0xF2, 0x48, 0xCD], [0xF2, 0x48, 0xCD, 0xC9, 0xC9],
            [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48],
            [0x00, 0x05, 0x00, 0x00, 0x00], [0xF2, 0x00, 0x11, 0x00, 0x00],
        ] as [[UInt8]])
    func wrongData(payload: [UInt8]) {
        let decoded = decodeCompressed(frame(0xC2, payload) + frame(0x81, [0x61]), with: WebSocketInflater())
        #expect(decoded == Decoded(told: [], violation: .invalidCompression))
        #expect(WebSocketViolation(.invalidCompression).closeCode == .invalidText)
    }

    @Test("neither traps nor hangs on random data")
    func noise() {
        var random = SeededGenerator(state: 3)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            let decoded = decodeCompressed(
                frame(0xC2, bytes), limits: WebSocketLimits(maximumMessageBytes: 10_000), with: WebSocketInflater())
            #expect(decoded.told.count == 1 || decoded.violation != nil)
        }
    }

    @Test("checks the UTF-8 of inflated text, at the first fragment that is wrong")
    func wrongText() {
        var deflater = WebSocketDeflater()
        var compressed = ByteBuffer()
        let text: [UInt8] = [0x61, 0xFF, 0x62]
        _ = text.withUnsafeBytes { deflater.append($0, to: &compressed) }
        // The message is not over.
        let decoded = decodeCompressed(frame(0x41, compressed.bytes), with: WebSocketInflater())
        #expect(decoded == Decoded(told: [], violation: .invalidText))
    }

    @Test(
        "allows the first reserved bit on the first frame of a message only, and only once agreed",
        arguments: [
            (frame(0xC9), true), (frame(0xC8), true), (frame(0x41, [0x00]) + frame(0xC0, [0x00]), true),
            (frame(0xE1), true), (frame(0x91), true), (frame(0xC1, [0x00]), false),
        ])
    func reservedBit(bytes: [UInt8], isAgreed: Bool) {
        let decoded =
            isAgreed ? decodeCompressed(bytes, with: WebSocketInflater()) : decode(bytes)
        #expect(decoded == Decoded(told: [], violation: .reservedBits))
    }

    // MARK: -

    private func inflate(
        _ messages: [[UInt8]], contextTakeover: Bool = true
    ) -> Result<[String], WebSocketViolation> {
        var inflater = WebSocketInflater(contextTakeover: contextTakeover)
        var texts: [String] = []
        for message in messages {
            var buffer = ByteBuffer()
            do throws(WebSocketViolation) {
                for byte in message {
                    try withUnsafeBytes(of: byte) { piece throws(WebSocketViolation) in
                        try inflater.inflate(piece, to: &buffer, limit: 100)
                    }
                }
                try inflater.finish(to: &buffer, limit: 100)
            } catch {
                return .failure(error)
            }
            texts.append(String(decoding: buffer.bytes, as: UTF8.self))
        }
        return .success(texts)
    }

    private func deflate(_ text: String, with deflater: inout WebSocketDeflater) -> [UInt8] {
        var buffer = ByteBuffer()
        _ = Array(text.utf8).withUnsafeBytes { deflater.append($0, to: &buffer) }
        return buffer.bytes
    }
}
