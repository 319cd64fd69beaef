/// Measures short pieces of work.
enum Stopwatch {
    /// Seconds for one call of `body`: the median of at least 25 calls, and of as many as fit into 50 ms.
    /// - Parameter body: returns something of its result, so that the work cannot be left out.
    static func median(_ body: () -> Int) -> Double {
        let clock = ContinuousClock()
        var times: [Duration] = []
        var sink = 0
        let start = clock.now
        while times.count < 25 || (clock.now - start < .milliseconds(50) && times.count < 2000) {
            let before = clock.now
            sink &+= body()
            times.append(clock.now - before)
        }
        times.sort()
        // The sum is looked at, so that the calls count as used.
        return sink == .min ? 0 : times[times.count / 2] / .seconds(1)
    }
}
