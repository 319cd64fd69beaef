import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One thread that does all waiting: for sockets (epoll), for other threads (eventfd), for time (timerfd) and for libcurl.
///
/// It is a serial executor too: an actor whose `unownedExecutor` is a loop runs on the loop's thread, next to its sockets,
/// and may be entered from there without a hop through `assumeIsolated`.
///
/// An idle loop sleeps without any wake-up. Work must not block: everything else on the loop would wait for it.
///
/// Time is measured with `CLOCK_BOOTTIME`, the clock of `ContinuousClock`: it counts while the machine is suspended, so
/// that a connection which died during a laptop's sleep is noticed at once on waking, and not minutes later. Sockets are
/// looked at before timers: what arrived in time counts as in time.
///
/// The loop's thread blocks all signals but those of faults and profiling, `SIGPIPE` among them; the process's other
/// threads are left as they are.
public final class EventLoop: SerialExecutor, Sendable {
    /// The process's own loop, started at first use. It is for the whole life of the process: nobody needs to shut it down.
    public static let shared = EventLoop(name: "tumulte-io")

    /// The thread's name, as debuggers show it (Linux keeps 15 bytes).
    public let name: String

    enum Job {
        case work(@Sendable () -> Void)
        case executor(UnownedJob)
        case timer(LoopTimer, deadline: Int64)
        case flush(ByteStream)
    }

    private struct Inbox {
        var jobs: [Job] = []
        /// The thread waits or is about to: the next job must wake it.
        var mayWait = false
        var stopping = false
        /// There is no thread any more (or never was): jobs run in `drainOrphans`.
        var stopped = false
        var draining = false
    }

    private let inbox = Mutex(Inbox())
    private let thread = Mutex<pthread_t?>(nil)
    /// The thread that is the loop at the moment, 0 when there is none.
    private let owner = Atomic<UInt>(0)
    private let cancelledTimers = Atomic<Int>(0)

    /// What belongs to the loop's thread.
    ///
    /// Why this is safe: it is touched by the thread in `owner` only. That is the loop's thread while it runs; afterwards
    /// it is whichever thread drains orphaned jobs, one at a time (`draining`), and each handover goes through the lock of
    /// `inbox`, which orders the memory accesses. All uses are in methods that run as jobs, and check `isCurrent` in debug.
    nonisolated(unsafe) private let confined: LoopCore

    /// Why the loop does not run although nobody stopped it; nil when it could start.
    let startError: TransportError?

    /// Starts a loop with a thread of its own. End it with ``shutdown()``: a loop that is only forgotten keeps its thread.
    ///
    /// When the process has no descriptors or threads left, the loop does not run, and whatever is connected through it
    /// fails with ``TransportError/Code/loopStopped``.
    public init(name: String) {
        self.name = name
        CurlLibrary.initialize()
        let core = LoopCore()
        confined = core
        startError = core.startError
        guard startError == nil else {
            inbox.withLock { $0.stopped = true }
            return
        }
        let context = Unmanaged.passRetained(self)
        let started = thread.withLock { thread -> Bool in
            var made = pthread_t(bitPattern: 0)
            let error = pthread_create(
                &made, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, context.toOpaque())
            guard error == 0 else { return false }
            thread = made
            return true
        }
        if !started {
            context.release()
            core.close()
            inbox.withLock { $0.stopped = true }
        }
    }

    deinit {
        // Only a loop that ended without being joined (shut down from its own thread) still has its thread here.
        if let thread = thread.withLock({ $0.take() }) { pthread_detach(thread) }
        confined.closeWake()
    }

    // MARK: Work

    /// Runs `work` on the loop's thread, after what was handed in before. Any thread; never runs it before returning.
    ///
    /// After ``shutdown()`` it runs on a thread of the concurrency pool, still one at a time.
    public func execute(_ work: @escaping @Sendable () -> Void) { post(.work(work)) }

    /// Runs `work` on the loop's thread once `delay` has passed (at once for a negative one). Any thread.
    ///
    /// After ``shutdown()`` it never runs.
    /// - Returns: the timer, to cancel it with; the loop keeps it, so the result need not be.
    @discardableResult
    public func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) -> LoopTimer {
        let timer = LoopTimer(loop: self, work: work)
        let deadline = LoopClock.now().addingClamped(delay.clampedNanoseconds)
        if isCurrent { insert(timer, deadline: deadline) } else { post(.timer(timer, deadline: deadline)) }
        return timer
    }

    /// Whether the caller is on the loop's thread.
    public var isCurrent: Bool { owner.load(ordering: .relaxed) == currentThreadID() }

    /// Ends the loop: closes its streams and listeners, gives its requests and timers up, and joins the thread. Any thread;
    /// may be called again. Called on the loop's own thread it returns at once and the loop ends after the present job.
    public func shutdown() {
        let wake = inbox.withLock { inbox -> Bool in
            inbox.stopping = true
            return inbox.mayWait.take()
        }
        if wake { confined.wake() }
        guard !isCurrent else { return }
        thread.withLock { thread in
            if let running = thread.take() { pthread_join(running, nil) }
        }
    }

    // MARK: SerialExecutor

    /// Takes a job of an actor. For the Swift runtime.
    public func enqueue(_ job: consuming ExecutorJob) { post(.executor(UnownedJob(job))) }

    /// Traps when the caller is not on the loop's thread. For the Swift runtime (`assumeIsolated`).
    public func checkIsolated() { precondition(isCurrent, "not on the thread of event loop \(name)") }

    /// Whether the caller is on the loop's thread. For the Swift runtime.
    public func isIsolatingCurrentContext() -> Bool? { isCurrent }

    // MARK: Inside

    /// The state of the loop's thread; only there.
    var core: LoopCore {
        assert(isCurrent, "the loop's state is used on the loop's thread only")
        return confined
    }

    func post(_ job: Job) {
        enum Next { case nothing, wake, drain }
        let next = inbox.withLock { inbox -> Next in
            inbox.jobs.append(job)
            if inbox.stopped { return inbox.draining.replace(with: true) ? .nothing : .drain }
            return inbox.mayWait.take() ? .wake : .nothing
        }
        switch next {
        case .nothing: break
        case .wake: confined.wake()
        case .drain: Task.detached { self.drainOrphans() }
        }
    }

    func timerWasCancelled() { cancelledTimers.add(1, ordering: .relaxed) }

    private func insert(_ timer: LoopTimer, deadline: Int64) {
        if core.isClosed { timer.cancel() } else { core.timers.insert(timer, deadline: deadline) }
    }

    private func perform(_ job: Job) {
        switch job {
        case .work(let work): work()
        case .executor(let job): job.runSynchronously(on: asUnownedSerialExecutor())
        case .timer(let timer, let deadline): insert(timer, deadline: deadline)
        case .flush(let stream): stream.flush()
        }
    }

    private func run() {
        owner.store(currentThreadID(), ordering: .relaxed)
        LoopCore.prepareThread(named: name)
        core.start()
        var batch: [Job] = []
        while true {
            let stopping = inbox.withLock { inbox -> Bool in
                swap(&inbox.jobs, &batch)
                return inbox.stopping
            }
            for job in batch { perform(job) }
            batch.removeAll(keepingCapacity: batch.count <= 1024)
            core.runDue()
            if stopping { break }
            if cancelledTimers.load(ordering: .relaxed) > max(64, core.timers.count / 2) {
                cancelledTimers.store(0, ordering: .relaxed)
                core.timers.compact()
            }
            let hasMore = core.hasReady
            let waits = inbox.withLock { inbox -> Bool in
                inbox.mayWait = !hasMore && inbox.jobs.isEmpty && !inbox.stopping
                return inbox.mayWait
            }
            core.poll(waiting: waits) { inbox.withLock { $0.mayWait = false } }
        }
        core.close()
        // Whoever was told of the end may have left more to do; only an empty inbox is left behind.
        while true {
            let done = inbox.withLock { inbox -> Bool in
                swap(&inbox.jobs, &batch)
                inbox.stopped = batch.isEmpty
                return batch.isEmpty
            }
            if done { break }
            for job in batch { perform(job) }
            batch.removeAll()
        }
        owner.store(0, ordering: .relaxed)
    }

    /// Runs what was posted after the end, so that no actor's job is ever lost.
    private func drainOrphans() {
        while true {
            let batch = inbox.withLock { inbox -> [Job] in
                defer { inbox.jobs = [] }
                if inbox.jobs.isEmpty { inbox.draining = false }
                return inbox.jobs
            }
            if batch.isEmpty { return }
            owner.store(currentThreadID(), ordering: .relaxed)
            for job in batch { perform(job) }
            owner.store(0, ordering: .relaxed)
        }
    }
}

extension Bool {
    fileprivate mutating func take() -> Bool { replace(with: false) }

    fileprivate mutating func replace(with value: Bool) -> Bool {
        defer { self = value }
        return self
    }
}
