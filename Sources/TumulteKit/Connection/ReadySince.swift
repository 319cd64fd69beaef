import Synchronization

/// When a session became ready, told by one task and read by another.
final class ReadySince: Sendable {
    private let time = Mutex<Duration?>(nil)

    var value: Duration? { time.withLock { $0 } }

    func set(_ time: Duration) { self.time.withLock { $0 = time } }
}
