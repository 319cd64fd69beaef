internal import JSON
internal import Transport

/// The running server: the rules of ``ContractState``, the sockets, and the faults, on one event loop. Stream handlers
/// enter it without a hop, since the loop is its executor.
actor ServerCore {
    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    let options: ContractServer.Options
    let time: ServerTime
    var state: ContractState
    var faults = FaultPlan()
    var links: [Int: ServerLink] = [:]
    var random: RandomSource
    /// Nil while everything is in memory only.
    var keeper: StateKeeper?
    private var listener: Listener?
    private var hasOpenedStore = false
    private var nextLink = 0
    private var subscribers: [Int: AsyncStream<OverlayEntry>.Continuation] = [:]
    private var nextSubscriber = 0
    private var published = 0
    private var waiters: [Int: Waiter] = [:]
    private var nextWaiter = 0

    private struct Waiter {
        var condition: @Sendable (ContractServer.Snapshot) -> Bool
        var continuation: CheckedContinuation<ContractServer.Snapshot, Never>
    }

    init(_ options: ContractServer.Options, store: ContractServer.Store?) {
        self.options = options
        loop = EventLoop(name: "contract-server")
        time = ServerTime(options.clock)
        state = store?.state ?? ContractState(settings: options.settings(url: ""), seed: options.seed)
        random = RandomSource(seed: options.seed.map { $0 &+ 1 })
        published = state.overlay.total
    }

    var now: WallTime { time.now }

    // MARK: Opening and closing

    /// - Returns: the port.
    func open(port: UInt16) throws(TransportError) -> UInt16 {
        if let listener { return listener.port }
        let opened = try Listener(port: port, on: loop) { [weak self] stream in
            self?.assumeIsolated { $0.accepted(stream) } ?? ServerCore.turnAway(stream)
        }
        listener = opened
        state.settings = options.settings(url: "http://127.0.0.1:\(opened.port)")
        // After the port: a server that may not have it must not touch the folder of the one that has.
        if !hasOpenedStore { openStore() }
        hasOpenedStore = true
        return opened.port
    }

    /// Cuts all connections and stops listening; what the server knows stays.
    func close() {
        listener?.close()
        listener = nil
        for link in links.values { cut(link) }
        state.allSocketsClosed()
        settle()
    }

    /// Ends the streams and lets go of the store.
    func finish() {
        for subscriber in subscribers.values { subscriber.finish() }
        subscribers = [:]
        // Another server may have the folder now.
        keeper = nil
    }

    private func accepted(_ stream: ByteStream) -> any ByteStreamHandler {
        guard !faults.refusesConnections else { return ServerCore.turnAway(stream) }
        nextLink += 1
        let link = ServerLink(id: nextLink, stream: stream)
        if faults.isStalled { stream.setReading(false) }
        links[link.id] = link
        restartIdleLimit(link)
        return LinkHandler(id: link.id, core: self)
    }

    private static func turnAway(_ stream: ByteStream) -> any ByteStreamHandler {
        // The stream is not on the loop yet: closing waits until it is.
        stream.loop.execute { stream.close(afterFlush: false) }
        return LinkHandler(core: nil)
    }

    func closed(_ id: Int) {
        guard let link = links.removeValue(forKey: id) else { return }
        forget(link)
        settle()
    }

    /// Ends a connection at once, without a word.
    func cut(_ link: ServerLink) {
        links[link.id] = nil
        forget(link)
        link.stream.close(afterFlush: false)
    }

    private func forget(_ link: ServerLink) {
        link.isClosing = true
        link.idleTimer?.cancel()
        link.socket?.cancelTimers()
        if let table = link.socket?.table, table.isReady { state.socketClosed(table.connectionID) }
        link.socket?.table = nil
    }

    /// Runs `work` on this actor after `delay` of the server's time, unless the link is gone by then.
    func schedule(
        after delay: Duration, _ link: ServerLink,
        _ work: @escaping @Sendable (isolated ServerCore, ServerLink) -> Void
    ) -> ServerTimer {
        let id = link.id
        return time.schedule(after: delay, on: loop) { [weak self] in
            self?.assumeIsolated { core in
                guard let link = core.links[id] else { return }
                work(core, link)
                core.settle()
            }
        }
    }

    // MARK: After each change

    /// Does what the rules asked for, and tells whoever watches.
    func settle() {
        commit()
        for effect in state.takeEffects() {
            switch effect {
            case .emit(let connectionID, let event, let payload):
                for link in tables(of: connectionID) { send(event, payload, to: link) }
            case .disconnect(let connectionID):
                for link in tables(of: connectionID, onlyReady: false) { disconnectTable(link, closingLink: true) }
            }
        }
        resumeWaiters()
    }

    /// Stores what changed and shows what is new. To be called before an answer or an acknowledgement leaves.
    ///
    /// An entry whose roll is stored, but which was not shown when the process was killed, is never shown: so nothing but
    /// the two writes is left to be done between them.
    func commit() {
        let fresh = state.overlay.elements(from: published)
        let presentations = options.presentOverlayEntry.map { present in fresh.map { present($0) } } ?? []
        persist()
        for present in presentations { present() }
        for entry in fresh {
            for subscriber in subscribers.values { subscriber.yield(entry) }
        }
        published = state.overlay.total
    }

    private func resumeWaiters() {
        guard !waiters.isEmpty else { return }
        let snapshot = ContractServer.Snapshot(state: state)
        for (id, waiter) in waiters where waiter.condition(snapshot) {
            waiters[id] = nil
            waiter.continuation.resume(returning: snapshot)
        }
    }

    /// Changes what the server knows from outside, and does what follows from it.
    func change<Result: Sendable>(_ body: @Sendable (inout ContractState, WallTime) -> Result) -> Result {
        defer { settle() }
        return body(&state, now)
    }

    // MARK: Watching

    func subscribe() -> AsyncStream<OverlayEntry> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: OverlayEntry.self, bufferingPolicy: .bufferingNewest(options.historyLimit))
        nextSubscriber += 1
        let id = nextSubscriber
        for entry in state.overlay.elements { continuation.yield(entry) }
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            loop.execute { self.assumeIsolated { $0.subscribers[id] = nil } }
        }
        subscribers[id] = continuation
        return stream
    }

    func wait(until condition: @escaping @Sendable (ContractServer.Snapshot) -> Bool) async -> ContractServer.Snapshot {
        let snapshot = ContractServer.Snapshot(state: state)
        if condition(snapshot) { return snapshot }
        nextWaiter += 1
        let id = nextWaiter
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: ContractServer.Snapshot(state: state))
                } else {
                    waiters[id] = Waiter(condition: condition, continuation: continuation)
                }
            }
        } onCancel: {
            loop.execute { [weak self] in self?.assumeIsolated { $0.giveUpWaiting(id) } }
        }
    }

    private func giveUpWaiting(_ id: Int) {
        let waiter = waiters.removeValue(forKey: id)
        waiter?.continuation.resume(returning: ContractServer.Snapshot(state: state))
    }

    // MARK: Faults

    func inject(_ fault: Fault) {
        faults.add(fault)
        if faults.isStalled { for link in links.values { link.stream.setReading(false) } }
    }

    func clearFaults() {
        faults = FaultPlan()
        for link in links.values { link.stream.setReading(true) }
    }

    /// - Returns: how many connections were cut.
    func dropConnections(worldID: String?) -> Int {
        let wanted = worldID.map { state.connection(ofWorld: $0)?.id ?? "" }
        let victims = links.values.filter { link in
            wanted == nil || link.socket?.table?.connectionID == wanted
        }
        for link in victims { cut(link) }
        settle()
        return victims.count
    }
}
