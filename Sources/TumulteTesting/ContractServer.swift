internal import Bytes
public import JSON
public import Transport

/// The Tumulte server's contract on loopback, in this process: pairing, tokens, the namespace of the tables, commands,
/// and what the overlay would show. For tests of anything that speaks to Tumulte, and for demonstrations without an
/// account.
///
/// ```swift
/// let server = try await ContractServer.start()
/// let session = await server.issueSession(worldID: "emberfall")
/// // connect a table to server.url with session.sessionToken, let it roll
/// let seen = await server.wait { !$0.overlay.isEmpty }
/// #expect(seen.violations.isEmpty)
/// await server.stop()
/// ```
///
/// It answers in the real server's words and refuses what the real server's database refuses. What a table does against
/// the contract is recorded in ``Snapshot/violations`` even where the real server would not notice. What goes wrong on
/// demand: ``inject(_:)``.
///
/// Threading: every member may be used from any task. The server runs on a thread of its own, which ends with the last
/// reference to it.
public final class ContractServer: Sendable {
    /// The port on 127.0.0.1.
    public let port: UInt16
    let core: ServerCore

    /// The address to give to a table, such as `http://127.0.0.1:40123`.
    public var url: String { "http://127.0.0.1:\(port)" }

    private init(core: ServerCore, port: UInt16) {
        self.core = core
        self.port = port
    }

    deinit {
        let loop = core.loop
        // From its own thread the loop ends without anybody waiting for it.
        loop.execute { loop.shutdown() }
    }

    /// Starts a server.
    /// - Parameters:
    ///   - options: the port, time, randomness and what the server does by itself.
    ///   - store: what an earlier server knew (``store``), to go on where it stopped; nil begins anew.
    /// - Throws: `TransportError` when the port is taken or the process has no descriptors left.
    public static func start(
        _ options: Options = Options(), store: Store? = nil
    ) async throws(TransportError) -> ContractServer {
        let core = ServerCore(options, store: store)
        do {
            return ContractServer(core: core, port: try await core.open(port: options.port))
        } catch {
            let loop = core.loop
            loop.execute { loop.shutdown() }
            throw error
        }
    }

    /// Ends the server: connections are cut, new ones refused, and ``overlayEntries()`` ends.
    public func stop() async {
        await core.close()
        await core.finish()
    }

    /// An outage: connections are cut and new ones refused until ``resume()``. Everything known stays.
    public func suspend() async { await core.close() }

    /// Ends an outage, on the same port.
    /// - Throws: `TransportError` when another process took the port.
    public func resume() async throws(TransportError) { _ = try await core.open(port: port) }

    /// What the server knows now, for a server that goes on where this one stops.
    public var store: Store { get async { await core.store } }

    /// Keeps everything known, and what changes from now on, in a folder, as ``Options/storeFolder`` says; what the folder
    /// held is replaced, not read. For a server whose folder depends on the port it was given.
    /// - Throws: ``ContractStoreError`` when the folder cannot be used: the server goes on in memory.
    public func keepState(in folder: String) async throws(ContractStoreError) {
        try await core.keepState(in: folder)
    }

    // MARK: Looking

    /// Everything recorded so far.
    public func snapshot() async -> Snapshot { await core.snapshot }

    /// Waits until `condition` holds; looks after each thing that happens. Returns early, with the condition unmet, only
    /// when the task is cancelled.
    @discardableResult
    public func wait(until condition: @escaping @Sendable (Snapshot) -> Bool) async -> Snapshot {
        await core.wait(until: condition)
    }

    /// What the overlay would show: first everything so far, then each entry as it comes, until the server is stopped.
    public func overlayEntries() async -> AsyncStream<OverlayEntry> { await core.subscribe() }

    // MARK: Connecting without a code

    /// Links a world as if it had been paired (or takes the link it has), and issues tokens for it.
    /// - Parameters:
    ///   - worldID: the table's own id; it is the `campaignId` of events.
    ///   - worldName: names the campaign of a new link.
    ///   - moduleVersion: enters the fingerprint of a new link.
    public func issueSession(
        worldID: String, worldName: String = "Test world", moduleVersion: String = "2.3.4"
    ) async -> IssuedSession {
        await core.change { state, now in
            let connection =
                state.connection(ofWorld: worldID)
                ?? state.pairDirectly(worldID: worldID, worldName: worldName, moduleVersion: moduleVersion)
            return IssuedSession(
                worldID: worldID, connectionID: connection.id, apiKey: connection.apiKey,
                sessionToken: state.issueToken(.session, for: connection, at: now),
                refreshToken: state.issueToken(.refresh, for: connection, at: now),
                fingerprint: connection.fingerprint)
        }
    }

    // MARK: Speaking to tables

    /// Sends a command to every socket of a world, with `requestId` and `timestamp` (contract: commands, section 1).
    /// - Parameters:
    ///   - command: the event's name, such as `command:chat_message`.
    ///   - payload: its further fields.
    ///   - worldID: the world whose sockets get it.
    /// - Throws: ``ContractServerError`` when the world is unknown, or not connected as the server sees it.
    public func send(
        _ command: String, _ payload: JSONObject, toWorld worldID: String
    ) async throws(ContractServerError) {
        try await change(worldID) { state, connection, now in
            state.command(command, payload, to: connection.id, at: now).map(ContractServerError.refused)
        }
    }

    /// Sends any event with any payload to every socket of a world, also what the real server never sends.
    /// - Throws: ``ContractServerError`` when the world is unknown.
    public func emit(_ event: String, _ payload: JSONValue, toWorld worldID: String) async throws(ContractServerError) {
        try await change(worldID) { state, connection, _ in
            state.emit(event, payload, to: connection.id)
            return nil
        }
    }

    /// Sends an engine packet as it stands to every socket of a world: for tests of what a client does with nonsense.
    /// - Returns: the number of sockets it went to.
    @discardableResult
    public func sendRaw(_ packet: String, toWorld worldID: String) async -> Int {
        await core.sendRaw(packet, worldID: worldID)
    }

    // MARK: Faults

    /// Makes something go wrong from now on.
    public func inject(_ fault: Fault) async { await core.inject(fault) }

    /// Ends all faults.
    public func clearFaults() async { await core.clearFaults() }

    /// Cuts connections at once, without a close frame.
    /// - Parameter worldID: only those of this world's sockets; nil cuts all.
    /// - Returns: how many were cut.
    @discardableResult
    public func dropConnections(ofWorld worldID: String? = nil) async -> Int {
        await core.dropConnections(worldID: worldID)
    }

    // MARK: Inside

    /// Changes something about the connection of a world; `body` returns what it was refused with.
    func change(
        _ worldID: String,
        _ body: @escaping @Sendable (inout ContractState, ConnectionRecord, WallTime) -> ContractServerError?
    ) async throws(ContractServerError) {
        let error: ContractServerError? = await core.change { state, now in
            guard let connection = state.connection(ofWorld: worldID) else { return .unknownWorld(worldID) }
            return body(&state, connection, now)
        }
        if let error { throw error }
    }
}

extension ServerCore {
    var store: ContractServer.Store {
        var copy = state
        copy.allSocketsClosed()
        return ContractServer.Store(state: copy)
    }

    var snapshot: ContractServer.Snapshot { ContractServer.Snapshot(state: state) }

    func sendRaw(_ packet: String, worldID: String) -> Int {
        guard let connection = state.connection(ofWorld: worldID) else { return 0 }
        let targets = tables(of: connection.id)
        for link in targets { sendPacket(to: link) { $0.append(utf8: packet) } }
        return targets.count
    }
}
