import Bytes
import Testing

@testable import WebSocket

@Suite("The frame encoder")
struct FrameEncoderTests {
    @Test("writes the examples of RFC 6455, section 5.7")
    func rfcExamples() {
        #expect(encode(.text, Array("Hello".utf8), mask: nil) == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        #expect(
            encode(.text, Array("Hello".utf8), mask: 0x3D21_FA37)
                == [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
        #expect(encode(.text, Array("Hel".utf8), mask: nil, isFinal: false) == [0x01, 0x03, 0x48, 0x65, 0x6C])
        #expect(encode(.continuation, Array("lo".utf8), mask: nil) == [0x80, 0x02, 0x6C, 0x6F])
        #expect(encode(.ping, Array("Hello".utf8), mask: nil) == [0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        let binary = [UInt8](repeating: 7, count: 256)
        #expect(encode(.binary, binary, mask: nil) == [0x82, 0x7E, 0x01, 0x00] + binary)
        let large = [UInt8](repeating: 7, count: 65536)
        #expect(encode(.binary, large, mask: nil) == [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + large)
    }

    @Test(
        "writes the shortest length and masks every byte, wherever the frame stands in the buffer",
        arguments: [0, 1, 2, 3, 7, 8, 9, 124, 125, 126, 127, 128, 1000, 65535, 65536, 65543, 200_001],
        [nil, 0x0403_0201, 0xFFEE_DDCC] as [UInt32?])
    func lengths(count: Int, mask: UInt32?) {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        for prefix in [[], [1, 2, 3]] as [[UInt8]] {
            #expect(
                encode(.binary, payload, mask: mask, behind: prefix) == prefix + frame(0x82, payload, mask: mask))
        }
    }

    @Test("cuts a close reason to 123 bytes at a character, and writes no code for 1005")
    func close() {
        var buffer = ByteBuffer()
        WebSocketFrameEncoder.appendClose(
            WebSocketClose(.goingAway, reason: String(repeating: "é", count: 100)), mask: nil, to: &buffer)
        let long = buffer.bytes
        #expect(long.count == 2 + 2 + 122)
        #expect(
            decode(long).told == [.close(WebSocketClose(.goingAway, reason: String(repeating: "é", count: 61)))])
        var empty = ByteBuffer()
        WebSocketFrameEncoder.appendClose(WebSocketClose(.noCode), mask: nil, to: &empty)
        let bytes = empty.bytes
        #expect(bytes == [0x88, 0x00])
    }

    @Test("masks in pieces as in one go, at every offset", arguments: 0..<17)
    func maskOffsets(split: Int) {
        let key: UInt32 = 0xA1B2_C3D4
        var whole = (0..<40).map { UInt8($0) }
        var pieces = whole
        whole.withUnsafeMutableBytes { WebSocketMask.apply(key, to: $0) }
        pieces.withUnsafeMutableBytes { all in
            WebSocketMask.apply(key, to: UnsafeMutableRawBufferPointer(rebasing: all[..<split]))
            WebSocketMask.apply(key, to: UnsafeMutableRawBufferPointer(rebasing: all[split...]), offset: split)
        }
        #expect(whole == pieces)
    }

    @Test("draws mask keys that differ, across refills of the block")
    func keys() {
        let keys = Set((0..<3000).map { _ in MaskKeySource.system.next() })
        #expect(keys.count > 2990)
    }
}
