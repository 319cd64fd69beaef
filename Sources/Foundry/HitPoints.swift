public import JSON

/// Hit points; nil is unknown, never 0.
public struct HitPoints: Sendable, Equatable {
    /// The points that are left.
    public var current: Double?
    /// The points there are at full health.
    public var max: Double?
    /// Temporary points on top.
    public var temp: Double?

    /// Makes hit points; what is left out is unknown.
    public init(current: Double? = nil, max: Double? = nil, temp: Double? = nil) {
        self.current = current
        self.max = max
        self.temp = temp
    }

    /// Whether nothing is known.
    public var isEmpty: Bool { current == nil && max == nil && temp == nil }

    /// Writes `{"current":…,"max":…,"temp":…}` as one value.
    public func write(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.number("current", current)
        writer.number("max", max)
        writer.number("temp", temp)
        writer.endObject()
    }
}
