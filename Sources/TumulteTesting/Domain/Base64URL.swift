/// Base 64 for URLs, without padding (RFC 4648, section 5), as JWTs use it.
package enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 4 / 3 + 3)
        var pending = 0
        var bits = 0
        for byte in bytes {
            pending = (pending << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                result.append(alphabet[pending >> bits & 63])
            }
        }
        if bits > 0 { result.append(alphabet[pending << (6 - bits) & 63]) }
        return String(decoding: result, as: UTF8.self)
    }

    /// Nil for anything but the alphabet, for padding, and for a length that no encoding has.
    package static func decode(_ text: Substring) -> [UInt8]? {
        var result: [UInt8] = []
        var pending = 0
        var bits = 0
        guard text.utf8.count % 4 != 1 else { return nil }
        for symbol in text.utf8 {
            guard let value = value(of: symbol) else { return nil }
            pending = (pending << 6 | value) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
        }
        return result
    }

    private static func value(of symbol: UInt8) -> Int? {
        switch symbol {
        case 0x41...0x5A: Int(symbol) - 0x41
        case 0x61...0x7A: Int(symbol) - 0x61 + 26
        case 0x30...0x39: Int(symbol) - 0x30 + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
