import Synchronization

/// Work that an ``EventLoop`` does later, once.
public final class LoopTimer: Sendable {
    /// A closure directly inside a generic type such as `Mutex` is wrapped once more at each access; inside a structure it
    /// stays what it is.
    private struct Pending {
        var work: (@Sendable () -> Void)?
    }

    private let pending: Mutex<Pending>
    private let loop: EventLoop

    init(loop: EventLoop, work: @escaping @Sendable () -> Void) {
        self.loop = loop
        pending = Mutex(Pending(work: work))
    }

    /// Gives the work up and releases what it holds. Any thread; may be called again. When it returns on the loop's
    /// thread, the work will never run; on another thread it may be running already.
    public func cancel() {
        if pending.withLock({ $0.work.take() }) != nil { loop.timerWasCancelled() }
    }

    /// Whether the work is still to be done.
    public var isPending: Bool { pending.withLock { $0.work != nil } }

    func fire() { pending.withLock { $0.work.take() }?() }
}
