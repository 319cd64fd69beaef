/// Random numbers that repeat: the same seed gives the same numbers on every machine and in every version.
///
/// The algorithm is SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", 2014). Good
/// for samples, tests and replays; not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins the sequence that belongs to a seed; every seed is as good as another.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension RandomNumberGenerator {
    /// Rolls a fair die: draws 64 bits until they are at least 2⁶⁴ mod `faces`, and takes the remainder by `faces`, plus 1.
    ///
    /// Written out here rather than left to the standard library, so that a seed keeps its rolls whatever the library does.
    /// - Parameter faces: the number of faces; below 1 counts as 1.
    /// - Returns: a number from 1 to `faces`.
    public mutating func rollDie(faces: Int) -> Int {
        let range = UInt64(max(1, faces))
        let threshold = (0 &- range) % range
        var bits = next()
        // A generator that is stuck must not hang the table: 64 refusals in a row never happen to a sound one.
        for _ in 0..<64 where bits < threshold { bits = next() }
        return Int(bits % range) + 1
    }
}
