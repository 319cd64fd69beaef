internal import Transport

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Where the server's time comes from: the system, or a test clock that starts at the system's time.
struct ServerTime: Sendable {
    private let clock: TestClock?
    private let origin: WallTime

    init(_ clock: TestClock?) {
        self.clock = clock
        let offset = clock?.now.offset ?? .zero
        origin = ServerTime.systemTime().adding(.zero - offset)
    }

    var now: WallTime {
        guard let clock else { return ServerTime.systemTime() }
        return origin.adding(clock.now.offset)
    }

    /// Runs `work` on the loop after `delay`.
    func schedule(after delay: Duration, on loop: EventLoop, _ work: @escaping @Sendable () -> Void) -> ServerTimer {
        guard let clock else {
            let timer = loop.schedule(after: delay, work)
            return ServerTimer { timer.cancel() }
        }
        guard delay > .zero else {
            loop.execute(work)
            return ServerTimer {}
        }
        let id = clock.schedule(after: delay) { loop.execute(work) }
        return ServerTimer { clock.cancelTimer(id) }
    }

    private static func systemTime() -> WallTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000)
    }
}

/// Something scheduled that can be given up.
struct ServerTimer: Sendable {
    let cancel: @Sendable () -> Void
}
