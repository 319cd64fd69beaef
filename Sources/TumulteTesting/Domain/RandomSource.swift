/// Where the server's codes, keys and ids come from: the system, or a seed that makes a run repeatable.
package struct RandomSource: Sendable, RandomNumberGenerator {
    private var state: UInt64?

    /// - Parameter seed: the same seed gives the same codes and keys; nil takes them from the system.
    package init(seed: UInt64? = nil) { state = seed }

    package mutating func next() -> UInt64 {
        guard let seed = state else {
            var system = SystemRandomNumberGenerator()
            return system.next()
        }
        // SplitMix64.
        let advanced = seed &+ 0x9E37_79B9_7F4A_7C15
        state = advanced
        var z = advanced
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    package mutating func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for _ in 0..<max(0, count) { result.append(UInt8(truncatingIfNeeded: next() >> 24)) }
        return result
    }

    /// Lower-case hex of `count` random bytes.
    package mutating func hex(_ count: Int) -> String { lowercaseHex(bytes(count)) }

    /// A random (version 4) UUID, RFC 9562, section 5.4.
    package mutating func uuid() -> String {
        var raw = bytes(16)
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        let text = lowercaseHex(raw)
        var result = ""
        for (index, character) in text.enumerated() {
            if [8, 12, 16, 20].contains(index) { result.append("-") }
            result.append(character)
        }
        return result
    }
}

/// Whether `text` has the form of a UUID, which the server's database insists on.
package func isUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
        if [8, 13, 18, 23].contains(index) { return byte == UInt8(ascii: "-") }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            return true
        default: return false
        }
    }
}

package func lowercaseHex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
}
