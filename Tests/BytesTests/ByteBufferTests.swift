import Bytes
import Testing

@Suite("A byte buffer")
struct ByteBufferTests {
    @Test("gives back what was appended, in order, across growth")
    func appends() {
        var buffer = ByteBuffer()
        var expected: [UInt8] = []
        for n in 0..<1000 {
            let chunk = [UInt8](repeating: UInt8(truncatingIfNeeded: n), count: n % 7)
            buffer.append(contentsOf: chunk)
            buffer.append(UInt8(truncatingIfNeeded: n))
            expected += chunk + [UInt8(truncatingIfNeeded: n)]
        }
        let bytes = buffer.bytes
        #expect(bytes == expected)
    }

    @Test("reuses consumed room instead of growing")
    func consumes() {
        var buffer = ByteBuffer(capacity: 64)
        for _ in 0..<1000 {
            buffer.append(utf8: "0123456789")
            buffer.consume(10)
        }
        let (allocated, empty) = (buffer.allocatedBytes, buffer.isEmpty)
        #expect(allocated == 64)
        #expect(empty)
    }

    @Test("keeps unread bytes when it moves them to the front")
    func movesToFront() {
        var buffer = ByteBuffer(capacity: 16)
        buffer.append(utf8: "0123456789abcdef")
        buffer.consume(12)
        buffer.append(utf8: "GHIJKLMN")
        let bytes = buffer.bytes
        #expect(String(decoding: bytes, as: UTF8.self) == "cdefGHIJKLMN")
    }

    @Test("never consumes or keeps more than it has")
    func clamps() {
        var buffer = ByteBuffer()
        buffer.append(utf8: "abc")
        buffer.truncate(to: 2)
        buffer.consume(-5)
        let two = buffer.count
        #expect(two == 2)
        buffer.consume(99)
        let none = buffer.count
        #expect(none == 0)
        let missing = buffer[0]
        #expect(missing == nil)
    }

    @Test("gives large memory back when asked")
    func shrinks() {
        var buffer = ByteBuffer(capacity: 1 << 20)
        buffer.append(1)
        buffer.removeAll(keepingCapacityUpTo: 4096)
        let allocated = buffer.allocatedBytes
        #expect(allocated == 0)
        buffer.append(7)
        let first = buffer[0]
        #expect(first == 7)
    }

    @Test("appends what a writer says it wrote, clamped to the space it had")
    func uninitialized() {
        var buffer = ByteBuffer()
        let n = buffer.appendUninitialized(capacity: 4) { space in
            space.storeBytes(of: 0x6463_6261, as: UInt32.self)
            return 9
        }
        let bytes = buffer.bytes
        #expect(n == 4)
        #expect(bytes == [0x61, 0x62, 0x63, 0x64])
    }
}
