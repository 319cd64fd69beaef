import CEpoll

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Something whose file descriptor is watched.
protocol PollTarget: AnyObject {
    /// The descriptor is ready for some of what it was watched for. Errors and hang-ups come as both.
    func pollReady(_ descriptor: Int32, _ ready: PollInterest)
}

/// What a descriptor is watched for.
struct PollInterest: OptionSet {
    let rawValue: UInt8
    static let read = PollInterest(rawValue: 1)
    static let write = PollInterest(rawValue: 2)
    /// The peer is gone, or the socket has an error; only reported, never asked for.
    static let hangUp = PollInterest(rawValue: 4)
}

/// epoll, and a table of who waits for which descriptor. Level-triggered. Lives on the loop's thread.
final class Poller {
    private struct Watch {
        var target: (any PollTarget)?
        var interest: PollInterest = []
        /// Tells an event for an earlier owner of the same descriptor number from one for the present owner.
        var generation: UInt32 = 0
    }

    private let epoll: Int32
    private var watches: [Watch] = []
    private var events = [epoll_event](repeating: epoll_event(), count: 128)

    init(epoll: Int32) { self.epoll = epoll }

    /// Watches `descriptor` for `target`; an empty interest takes it out of epoll but keeps it known.
    /// - Returns: 0, or the error number.
    @discardableResult
    func watch(_ descriptor: Int32, for interest: PollInterest, target: any PollTarget) -> Int32 {
        guard descriptor >= 0 else { return EBADF }
        let index = Int(descriptor)
        while watches.count <= index { watches.append(Watch()) }
        let isNew = watches[index].target !== target
        if isNew {
            watches[index].generation &+= 1
            watches[index].target = target
        }
        let before = watches[index].interest
        guard isNew || before != interest else { return 0 }
        watches[index].interest = interest
        if interest.isEmpty {
            if !before.isEmpty { _ = control(EPOLL_CTL_DEL, descriptor, []) }
            return 0
        }
        // A descriptor that was closed behind our back has left epoll by itself, and its number may be in use again.
        var error = control(before.isEmpty ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, interest)
        if error == EEXIST { error = control(EPOLL_CTL_MOD, descriptor, interest) }
        if error == ENOENT { error = control(EPOLL_CTL_ADD, descriptor, interest) }
        return error
    }

    /// Stops watching; before the descriptor is closed.
    func forget(_ descriptor: Int32) {
        guard descriptor >= 0, Int(descriptor) < watches.count else { return }
        let index = Int(descriptor)
        if !watches[index].interest.isEmpty { _ = control(EPOLL_CTL_DEL, descriptor, []) }
        watches[index].target = nil
        watches[index].interest = []
        watches[index].generation &+= 1
    }

    /// Waits for events and hands them out.
    /// - Parameter milliseconds: -1 waits without limit.
    func poll(_ milliseconds: Int32, beforeDispatch: () -> Void) {
        let count = epoll_wait(epoll, &events, Int32(events.count), milliseconds)
        beforeDispatch()
        guard count > 0 else { return }
        for event in events.prefix(Int(count)) {
            let index = Int(truncatingIfNeeded: event.data.u64 & 0xFFFF_FFFF)
            let generation = UInt32(truncatingIfNeeded: event.data.u64 >> 32)
            guard index < watches.count, watches[index].generation == generation,
                let target = watches[index].target
            else { continue }
            var ready: PollInterest = []
            if event.events & EPOLLIN.rawValue != 0 { ready.insert(.read) }
            if event.events & EPOLLOUT.rawValue != 0 { ready.insert(.write) }
            if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 {
                ready.insert(.hangUp)
                ready.formUnion(watches[index].interest)
            }
            target.pollReady(Int32(truncatingIfNeeded: index), ready)
        }
    }

    /// Lets go of every target.
    func removeAll() { watches = [] }

    private func control(_ operation: Int32, _ descriptor: Int32, _ interest: PollInterest) -> Int32 {
        var event = epoll_event()
        if interest.contains(.read) { event.events |= EPOLLIN.rawValue }
        if interest.contains(.write) { event.events |= EPOLLOUT.rawValue }
        event.data.u64 =
            UInt64(watches[Int(descriptor)].generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
        return epoll_ctl(epoll, operation, descriptor, &event) == 0 ? 0 : errno
    }
}
