import CEpoll

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Something that lives on a loop and must be told when the loop ends.
protocol LoopResident: AnyObject {
    func loopStops()
}

/// Something that has more to do on the next turn of the loop, without an event that says so.
protocol LoopReady: AnyObject {
    func continueOnLoop()
}

/// The state of a loop's thread: epoll, timers, libcurl, and who lives here.
///
/// Not sendable: ``EventLoop`` hands it out on its own thread only.
final class LoopCore: PollTarget {
    /// One buffer for all reads on this thread; received bytes are handed on before the next read.
    static let readBufferBytes = 64 * 1024

    let poller: Poller
    let startError: TransportError?
    var timers = TimerHeap()
    let readBuffer: UnsafeMutableRawBufferPointer
    private(set) var curl: CurlDriver?
    private(set) var isClosed = false
    /// How often the loop went round; an idle loop must not.
    private(set) var turns = 0
    private let epoll: Int32
    private let wakeEvent: Int32
    private let timerEvent: Int32
    private var armed: Int64?
    private var ready: [any LoopReady] = []
    private var residents: [ObjectIdentifier: any LoopResident] = [:]

    init() {
        var failure: TransportError?
        func check(_ descriptor: Int32, _ call: String) -> Int32 {
            if descriptor < 0, failure == nil {
                failure = TransportError(.loopStopped, detail: "\(call): \(systemMessage(errno))")
            }
            return descriptor
        }
        epoll = check(epoll_create1(Int32(EPOLL_CLOEXEC)), "epoll_create1")
        wakeEvent = check(eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)), "eventfd")
        timerEvent = check(
            timerfd_create(LoopClock.id, Int32(TFD_CLOEXEC | TFD_NONBLOCK)), "timerfd_create")
        startError = failure
        poller = Poller(epoll: epoll)
        readBuffer = .allocate(byteCount: Self.readBufferBytes, alignment: 64)
        if failure != nil { close() }
    }

    deinit { readBuffer.deallocate() }

    static func prepareThread(named name: String) {
        pthread_setname_np(pthread_self(), String(decoding: name.utf8.prefix(15), as: UTF8.self))
        var signals = sigset_t()
        sigfillset(&signals)
        for kept in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS, SIGPROF] { sigdelset(&signals, kept) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    func start() {
        poller.watch(wakeEvent, for: .read, target: self)
        poller.watch(timerEvent, for: .read, target: self)
        curl = CurlDriver(core: self)
    }

    // MARK: Residents

    func add(_ resident: any LoopResident) { residents[ObjectIdentifier(resident)] = resident }

    func remove(_ resident: any LoopResident) { residents[ObjectIdentifier(resident)] = nil }

    // MARK: A turn of the loop

    var hasReady: Bool { !ready.isEmpty }

    func continueNextTurn(_ item: any LoopReady) { ready.append(item) }

    /// Does what is due: timers, libcurl's timeout, and what asked to go on.
    func runDue() {
        turns &+= 1
        let now = LoopClock.now()
        while let timer = timers.popDue(now) { timer.fire() }
        curl?.runDue(now)
        guard !ready.isEmpty else { return }
        let items = ready
        ready = []
        for item in items { item.continueOnLoop() }
    }

    /// Waits for events if there is nothing else to do, and handles them.
    func poll(waiting: Bool, beforeDispatch: () -> Void) {
        poller.poll(waiting && armTimer() ? -1 : 0, beforeDispatch: beforeDispatch)
    }

    func pollReady(_ descriptor: Int32, _ ready: PollInterest) {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
        if descriptor == timerEvent { armed = nil }
    }

    /// Any thread: the descriptor lives as long as the loop's object.
    func wake() {
        var one: UInt64 = 1
        _ = write(wakeEvent, &one, MemoryLayout<UInt64>.size)
    }

    /// Makes the thread wake at the next deadline.
    /// - Returns: false when one has passed already.
    private func armTimer() -> Bool {
        let deadline = [timers.nextDeadline(), curl?.deadline].compactMap(\.self).min()
        guard deadline != armed else { return true }
        if let deadline, deadline <= LoopClock.now() { return false }
        var setting = itimerspec()
        if let deadline {
            setting.it_value.tv_sec = Int(deadline / 1_000_000_000)
            setting.it_value.tv_nsec = Int(deadline % 1_000_000_000)
        }
        timerfd_settime(timerEvent, Int32(TFD_TIMER_ABSTIME), &setting, nil)
        armed = deadline
        return true
    }

    // MARK: The end

    /// Tells everybody, and gives everything back but the descriptor that other threads write to.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        for resident in Array(residents.values) { resident.loopStops() }
        residents = [:]
        for timer in timers.removeAll() { timer.cancel() }
        ready = []
        curl?.close()
        curl = nil
        poller.removeAll()
        for descriptor in [epoll, timerEvent] where descriptor >= 0 { _ = Self.closeDescriptor(descriptor) }
    }

    func closeWake() {
        close()
        if wakeEvent >= 0 { _ = Self.closeDescriptor(wakeEvent) }
    }

    static func closeDescriptor(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Musl.close(descriptor)
        #endif
    }
}
