import SocketPeers
import Testing

@testable import WebSocket

@Suite("The frame decoder")
struct FrameDecoderTests {
    @Test("reads the examples of RFC 6455, section 5.7")
    func rfcExamples() {
        #expect(decode([0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F]).told == [.text("Hello")])
        let masked: [UInt8] = [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]
        #expect(decode(masked, role: .server).told == [.text("Hello")])
        #expect(decode([0x01, 0x03, 0x48, 0x65, 0x6C, 0x80, 0x02, 0x6C, 0x6F]).told == [.text("Hello")])
        #expect(decode([0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F]).told == [.ping(Array("Hello".utf8))])
    }

    @Test("tells control frames that stand between the fragments of a message at once")
    func interleavedControl() {
        let bytes =
            frame(0x01, Array("a".utf8)) + frame(0x89, [1]) + frame(0x00) + frame(0x8A, [2])
            + frame(0x80, Array("b".utf8)) + frame(0x88, [0x03, 0xE8])
        #expect(decode(bytes).told == [.ping([1]), .pong([2]), .text("ab"), .close(WebSocketClose(.normal))])
    }

    @Test("gives the same for any division of the bytes, both roles", arguments: 0..<60)
    func chunking(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let role: WebSocketRole = seed.isMultiple(of: 2) ? .client : .server
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            bytes += randomMessage(role: role, using: &generator)
        }
        if seed.isMultiple(of: 5) { bytes += frame(0x83, [], mask: role == .server ? 1 : nil) }
        let whole = decode(bytes, role: role)
        let single = decode(bytes, role: role) { 1 }
        let random = decode(bytes, role: role) { Int.random(in: 1...40, using: &generator) }
        #expect(!whole.told.isEmpty)
        #expect(single == whole)
        #expect(random == whole)
    }

    private func randomMessage(role: WebSocketRole, using generator: inout SeededGenerator) -> [UInt8] {
        let alphabet = Array("aé€𝄞 ~".unicodeScalars)
        var text = ""
        for _ in 0..<Int.random(in: 0...300, using: &generator) {
            text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "a")
        }
        var payload = Array(text.utf8)
        let isText = Bool.random(using: &generator)
        var bytes: [UInt8] = []
        var opcode: UInt8 = isText ? 1 : 2
        while true {
            let isLast = Int.random(in: 0..<3, using: &generator) == 0
            let count = isLast ? payload.count : Int.random(in: 0...payload.count, using: &generator)
            let mask = role == .server ? UInt32.random(in: .min ... .max, using: &generator) : nil
            bytes += frame(opcode | (isLast ? 0x80 : 0), Array(payload.prefix(count)), mask: mask)
            payload.removeFirst(count)
            if isLast { return bytes }
            if Bool.random(using: &generator) { bytes += frame(0x89, [9, 9], mask: mask) }
            opcode = 0
        }
    }

    @Test(
        "refuses frames that break section 5, as soon as the byte is there",
        arguments: [
            ([0xC1], .reservedBits), ([0xA1], .reservedBits), ([0x91], .reservedBits), ([0xC9], .reservedBits),
            ([0x83], .unknownOpcode(3)), ([0x87], .unknownOpcode(7)), ([0x8B], .unknownOpcode(11)),
            ([0x8F], .unknownOpcode(15)),
            ([0x81, 0x80], .wrongMasking), ([0x09], .fragmentedControlFrame), ([0x08], .fragmentedControlFrame),
            ([0x89, 0x7E], .controlFrameTooLong), ([0x88, 0x7F], .controlFrameTooLong),
            ([0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0], .lengthTopBit),
            ([0x82, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .lengthTopBit),
            ([0x82, 0x7F, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .frameTooLarge(limit: 16 << 20)),
            ([0x82, 0x7E, 0, 125], .lengthNotMinimal), ([0x82, 0x7F, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .lengthNotMinimal),
            ([0x80, 0x00], .unexpectedContinuation), ([0x01, 0x00, 0x81, 0x00], .interleavedMessage),
            ([0x02, 0x00, 0x01, 0x00], .interleavedMessage),
            ([0x88, 0x01, 0x03], .truncatedCloseCode), ([0x88, 0x03, 0x03, 0xE8, 0xFF], .invalidCloseReason),
        ] as [([UInt8], WebSocketViolation.Code)])
    func violations(bytes: [UInt8], expected: WebSocketViolation.Code) {
        // What follows a refused frame is ignored.
        let trailing = frame(0x81, Array("late".utf8))
        for pieces in [1, 1000] {
            let decoded = decode(bytes + trailing) { pieces }
            #expect(decoded == Decoded(told: [], violation: expected))
        }
    }

    @Test("refuses unmasked frames at a server")
    func unmaskedAtServer() {
        #expect(decode(frame(0x81, [0x61]), role: .server).violation == .wrongMasking)
    }

    @Test(
        "refuses close codes that must not be sent",
        arguments: [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535])
    func badCloseCodes(code: UInt16) {
        let bytes = frame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)])
        #expect(decode(bytes) == Decoded(told: [], violation: .invalidCloseCode(code)))
    }

    @Test(
        "accepts the close codes of the registry and of applications",
        arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999])
    func goodCloseCodes(code: UInt16) {
        let bytes = frame(0x88, [UInt8(code >> 8), UInt8(code & 0xFF)] + Array("bye é".utf8))
        #expect(decode(bytes).told == [.close(WebSocketClose(WebSocketCloseCode(rawValue: code), reason: "bye é"))])
    }

    @Test("tells an empty close as 1005, and ignores what follows a close")
    func emptyClose() {
        let decoded = decode(frame(0x88) + frame(0x81, Array("late".utf8)) + [0xFF, 0xFF])
        #expect(decoded == Decoded(told: [.close(WebSocketClose(.noCode))], violation: nil))
    }

    @Test(
        "says no to text that is not UTF-8 at the first wrong byte, before the frame is complete",
        arguments: [
            [0xFF], [0xC0], [0xC1], [0x80], [0xE0, 0x80], [0xED, 0xA0], [0xF0, 0x80], [0xF4, 0x90], [0xF5],
            [0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xCF, 0x83, 0xCE, 0xBC, 0xCE, 0xB5, 0xF4, 0x90],
            Array("a plain start, long enough for whole words".utf8) + [0xE2, 0x28],
        ] as [[UInt8]])
    func invalidText(payload: [UInt8]) {
        let header = frame(0x01, payload, declaredLength: UInt64(payload.count + 50))
        for pieces in [1, 1000] {
            #expect(decode(header) { pieces } == Decoded(told: [], violation: .invalidText))
        }
        #expect(decode(frame(0x82, payload)).told == [.binary(payload)])
    }

    @Test("refuses text that ends inside a character, only at its end")
    func truncatedCharacter() {
        #expect(decode(frame(0x81, [0xE2, 0x82])).violation == .invalidText)
        #expect(decode(frame(0x01, [0xE2, 0x82]) + frame(0x80, [0xAC])).told == [.text("€")])
        #expect(decode(frame(0x01, [0xE2, 0x82]) + frame(0x00) + frame(0x80)).violation == .invalidText)
    }

    @Test("holds frames and messages to their limits, to the byte, and before their bytes come")
    func sizeLimits() {
        let limits = WebSocketLimits(maximumFrameBytes: 100, maximumMessageBytes: 150, maximumFragments: 10)
        let hundred = [UInt8](repeating: 0x61, count: 100)
        let fifty = Array(hundred.prefix(50))
        #expect(decode(frame(0x82, hundred), limits: limits).told == [.binary(hundred)])
        #expect(decode([0x82, 101], limits: limits).violation == .frameTooLarge(limit: 100))
        let exact = frame(0x02, hundred) + frame(0x80, fifty)
        #expect(decode(exact, limits: limits).told == [.binary(hundred + fifty)])
        let over = frame(0x02, hundred) + [0x80, 51]
        #expect(decode(over, limits: limits).violation == .messageTooLarge(limit: 150))
        #expect(decode(exact + exact, limits: limits).told.count == 2)
    }

    @Test("counts empty fragments too")
    func fragmentLimit() {
        let limits = WebSocketLimits(maximumFragments: 5)
        let four = [[UInt8]](repeating: frame(0x00), count: 3).flatMap { $0 }
        #expect(decode(frame(0x01) + four + frame(0x80), limits: limits).told == [.text("")])
        let flood = frame(0x01) + four + frame(0x00) + frame(0x00)
        #expect(decode(flood, limits: limits).violation == .tooManyFragments(limit: 5))
    }

    @Test("gives memory back after a large message, and takes none for a frame that is only announced")
    func memory() throws {
        var decoder = WebSocketFrameDecoder(role: .client)
        var recorder = Recorder()
        let announced = frame(0x82, [1, 2, 3], declaredLength: 10_000_000)
        try announced.withUnsafeBytes { try decoder.receive($0, into: &recorder) }
        let held = decoder.heldBytes
        #expect(held < 1000)
        let rest = [UInt8](repeating: 0, count: 10_000_000 - 3)
        try rest.withUnsafeBytes { try decoder.receive($0, into: &recorder) }
        let kept = decoder.heldBytes
        #expect(recorder.told.count == 1)
        #expect(kept <= 16 << 10)
    }

    @Test("survives random bytes", arguments: 0..<50)
    func garbage(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed) &* 7919)
        let bytes = (0..<2000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let limits = WebSocketLimits(maximumFrameBytes: 5000, maximumMessageBytes: 5000)
        let whole = decode(bytes, role: .client, limits: limits)
        #expect(whole == decode(bytes, role: .client, limits: limits) { Int.random(in: 1...9, using: &generator) })
    }
}
