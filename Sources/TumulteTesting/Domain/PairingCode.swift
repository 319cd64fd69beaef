/// The code a table shows and the GM types: three characters, a dash, three characters (contract: http, section 3.1).
package struct PairingCode: Sendable, Hashable {
    /// A to Z without I and O, and 2 to 9: nothing that is mistaken for something else when read aloud.
    package static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)

    package let text: String

    /// Makes a fresh code. The alphabet has 32 symbols, so five random bits choose one without bias.
    package init(using random: inout RandomSource) {
        var symbols = random.bytes(6).map { PairingCode.alphabet[Int($0 & 31)] }
        symbols.insert(UInt8(ascii: "-"), at: 3)
        text = String(decoding: symbols, as: UTF8.self)
    }

    /// Reads what a person typed: upper-cased, without spaces, the dash put in when it is missing.
    package init(typed: String) {
        var symbols = Array(typed.uppercased().unicodeScalars).filter { !$0.properties.isWhitespace }
        if symbols.count == 6, !symbols.contains("-") { symbols.insert("-", at: 3) }
        text = String(String.UnicodeScalarView(symbols))
    }
}
