import Synchronization

/// Work that an ``EventLoop`` does later, once.
public final class LoopTimer: Sendable {
    private let work: Mutex<(@Sendable () -> Void)?>
    private let loop: EventLoop

    init(loop: EventLoop, work: @escaping @Sendable () -> Void) {
        self.loop = loop
        self.work = Mutex(work)
    }

    /// Gives the work up and releases what it holds. Any thread; may be called again. When it returns on the loop's
    /// thread, the work will never run; on another thread it may be running already.
    public func cancel() {
        if work.withLock({ $0.take() }) != nil { loop.timerWasCancelled() }
    }

    /// Whether the work is still to be done.
    public var isPending: Bool { work.withLock { $0 != nil } }

    func fire() { work.withLock { $0.take() }?() }
}
