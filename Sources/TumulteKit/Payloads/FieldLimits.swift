import Foundry

/// The lengths the server's columns have, in characters. Contract: socket, section 5.
enum FieldLimits {
    static let identifier = 255
    static let name = 100
    static let formula = 100
    static let rollType = 50
    static let skill = 100
    static let skillRaw = 255
    static let ability = 20
    static let abilityRaw = 100

    /// Our own limit for a payload: the server's million bytes, less a tenth for framing and escapes.
    static let payloadBytes = 900_000
    /// The most dice of one roll that are sent; no hand throws more.
    static let dice = 1_000

    /// Results are stored in a column of 32 bits.
    static func clamped(_ value: Int) -> Int { min(max(value, Int(Int32.min)), Int(Int32.max)) }
}

extension String {
    /// The text cut to that many characters.
    func cut(_ limit: Int) -> String { clipped(self, to: limit) }
}
