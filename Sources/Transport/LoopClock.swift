#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The loop's clock: nanoseconds since the machine started, time in suspension included.
enum LoopClock {
    static let id = CLOCK_BOOTTIME

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(id, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

extension Int64 {
    func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}

extension Duration {
    /// Nanoseconds, rounded up; a negative duration is 0, and 292 years is the most.
    var clampedNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole.addingClamped((attoseconds + 999_999_999) / 1_000_000_000)
    }

    /// Milliseconds for libcurl, rounded up; at least 1, because 0 means "no limit" or "the default" there.
    var clampedMilliseconds: Int {
        let rounded = clampedNanoseconds.addingClamped(999_999) / 1_000_000
        return Int(max(1, min(rounded, 0x7FFF_FFFF)))
    }
}
