/// How much a parser accepts before it refuses a text.
public struct JSONLimits: Sendable, Hashable {
    /// The longest text, in bytes. Values above 128 MiB − 1 count as that: offsets are stored in a compact form.
    public var maximumBytes: Int
    /// The deepest nesting of arrays and objects. RFC 8259 section 9 lets a parser set one.
    public var maximumDepth: Int

    /// Makes limits; the defaults are those of ``standard``.
    /// - Parameters:
    ///   - maximumBytes: the longest text, in bytes; 64 MiB unless told, twice the largest document seen in the field.
    ///   - maximumDepth: the deepest nesting; 512 unless told, as Foundation has it.
    public init(maximumBytes: Int = 64 << 20, maximumDepth: Int = 512) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }

    /// 64 MiB and 512 levels.
    public static let standard = JSONLimits()

    /// Lengths are kept in 27 bits of a tape word.
    static let hardMaximumBytes = (1 << 27) - 1
}
