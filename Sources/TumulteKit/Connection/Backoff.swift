/// How long to wait before the next try to connect.
///
/// The ceiling doubles from one second to thirty; the wait is drawn evenly between zero and the ceiling ("full jitter"),
/// so tables that lost one server together do not come back together. There is no last try.
///
/// | failures in a row | ceiling |
/// | --- | --- |
/// | 1 | 1 s |
/// | 2 | 2 s |
/// | 3 | 4 s |
/// | 4 | 8 s |
/// | 5 | 16 s |
/// | 6 and more | 30 s |
struct Backoff: Sendable {
    static let first = Duration.seconds(1)
    static let last = Duration.seconds(30)
    /// A connection that was ready this long has proven itself: counting starts anew.
    static let stable = Duration.seconds(60)

    /// Failures since the last stable connection.
    private(set) var failures = 0

    /// The ceiling after that many failures in a row.
    static func ceiling(failures: Int) -> Duration {
        failures >= 6 ? last : first * (1 << max(0, failures - 1))
    }

    /// Counts a failure and draws the wait before the next try.
    mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        failures = min(failures + 1, 1_000_000)
        let milliseconds = Self.ceiling(failures: failures).components.seconds * 1000
        return .milliseconds(Int64.random(in: 0...milliseconds, using: &generator))
    }

    /// Forgets the failures.
    mutating func reset() { failures = 0 }
}
