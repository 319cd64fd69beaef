/// How long to wait between tries to connect.
///
/// The ceiling doubles from ``firstCeiling`` to ``lastCeiling``; each wait is drawn evenly between zero and the ceiling
/// ("full jitter"), so tables that lost one server together do not come back together. There is no last try.
///
/// | failures in a row | ceiling, unless told otherwise |
/// | --- | --- |
/// | 1 | 1 s |
/// | 2 | 2 s |
/// | 3 | 4 s |
/// | 4 | 8 s |
/// | 5 | 16 s |
/// | 6 and more | 30 s |
public struct ReconnectPolicy: Sendable, Hashable {
    /// The longest wait after the first failure; 1 s unless told otherwise.
    public var firstCeiling: Duration
    /// The longest wait ever; 30 s unless told otherwise.
    public var lastCeiling: Duration
    /// A connection that was ready this long has proven itself, and counting starts anew; 60 s unless told otherwise.
    public var stableAfter: Duration

    /// Makes a policy; the defaults are the waits of the table above.
    /// - Parameters:
    ///   - firstCeiling: the longest wait after the first failure.
    ///   - lastCeiling: the longest wait ever.
    ///   - stableAfter: how long a connection must have been ready for the failures to be forgotten.
    public init(
        firstCeiling: Duration = .seconds(1), lastCeiling: Duration = .seconds(30), stableAfter: Duration = .seconds(60)
    ) {
        self.firstCeiling = firstCeiling
        self.lastCeiling = lastCeiling
        self.stableAfter = stableAfter
    }

    /// The ceiling after that many failures in a row.
    func ceiling(failures: Int) -> Duration {
        // Thirty doublings of a nanosecond are a second: nothing grows beyond that, nothing overflows.
        min(lastCeiling, firstCeiling * (1 << min(max(0, failures - 1), 30)))
    }
}

/// Counts failures and draws waits by a ``ReconnectPolicy``. Randomness is handed in.
struct Backoff: Sendable {
    let policy: ReconnectPolicy
    /// Failures since the last stable connection.
    private(set) var failures = 0

    init(policy: ReconnectPolicy = ReconnectPolicy()) { self.policy = policy }

    /// Counts a failure and draws the wait before the next try.
    mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        failures = min(failures + 1, 1_000_000)
        let ceiling = policy.ceiling(failures: failures).components
        let microseconds = max(0, ceiling.seconds * 1_000_000 + ceiling.attoseconds / 1_000_000_000_000)
        return .microseconds(Int64.random(in: 0...microseconds, using: &generator))
    }

    /// Forgets the failures after a connection that was ready for that long, if it was stable.
    mutating func ended(readyFor: Duration) {
        if readyFor >= policy.stableAfter { failures = 0 }
    }
}
