#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Measures something short by doing it many times.
enum Measurement {
    private static let batches = 15
    private static let nanosecondsPerBatch = 20_000_000.0

    /// Prints what one call of `body` costs: the median of several batches, in CPU time of this thread, which other
    /// programs on the machine disturb less than the clock on the wall.
    /// - Parameter bytes: how many bytes one call works on.
    static func report(_ name: String, bytes: Int, _ body: () -> Void) {
        var rounds = 64
        while time(rounds, body) < nanosecondsPerBatch, rounds < 1 << 30 { rounds *= 2 }
        let times = (0..<batches).map { _ in time(rounds, body) / Double(rounds) }.sorted()
        let nanoseconds = times[batches / 2]
        let rate = Double(bytes) / nanoseconds * 1000
        print("\(name): \((nanoseconds * 10).rounded() / 10) ns, \(Int(rate)) MB/s")
    }

    /// Makes the optimiser believe that a result is needed.
    @inline(never)
    static func keep(_ result: Int) { withExtendedLifetime(result) {} }

    /// Nanoseconds of CPU for `rounds` calls.
    @inline(never)
    private static func time(_ rounds: Int, _ body: () -> Void) -> Double {
        let start = cpuTime()
        for _ in 0..<rounds { body() }
        return cpuTime() - start
    }

    private static func cpuTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
