#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where the library takes time from, so that tests can bring their own.
public struct TimeSource: Sendable {
    /// Milliseconds since 1970 by the wall clock. Used for what is stored across restarts and for timestamps.
    public var wallClock: @Sendable () -> Int64
    /// Time since some fixed point, by a clock that never jumps and goes on while the machine is suspended.
    public var monotonic: @Sendable () -> Duration
    /// Waits that long by a clock which does not jump; throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Makes a source from three functions, each of which may be called from any thread.
    /// - Parameters:
    ///   - wallClock: milliseconds since 1970.
    ///   - monotonic: time since some fixed point.
    ///   - sleep: a cancellable wait.
    public init(
        wallClock: @escaping @Sendable () -> Int64, monotonic: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.wallClock = wallClock
        self.monotonic = monotonic
        self.sleep = sleep
    }

    /// The system's clocks. Waits go on counting while the machine is suspended.
    public static let system = TimeSource(
        wallClock: {
            let time = read(CLOCK_REALTIME)
            return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        },
        monotonic: {
            let time = read(CLOCK_BOOTTIME)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        },
        sleep: { try await ContinuousClock().sleep(for: $0) })

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}

extension TimeSource {
    /// What `work` gives, or nil when it takes longer than `limit`; then it is cancelled.
    func limit<Value: Sendable>(
        _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await sleep(limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
