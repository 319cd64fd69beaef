public import Foundry
import JSON
import Synchronization
public import Transport

/// A table: one world, linked to one Tumulte server.
///
/// Change the ``world`` from any thread; while ``run()`` is running, what the audience may see reaches the server, and
/// while it is not, rolls wait in the outbox. All members may be used from any thread.
public final class TumulteTable: Sendable {
    /// The world whose changes are sent.
    public let world: World
    /// The server as the host gave it.
    public let server: ServerAddress

    private let options: TableOptions
    private let store: any CredentialStore
    private let api: ServerAPI
    private let delivery: Delivery
    private let collectors: Collectors
    private let states = Broadcast<ConnectionState>(buffered: 64, replaysLatest: true)
    private let commandFeed = Broadcast<ServerCommand>(buffered: 1024)
    private let isRunning = Mutex(false)
    private let makeDialer: @Sendable (Credentials) -> any LinkDialer
    private let observation: WorldObservation

    /// Links a world to a server. Nothing is sent before ``run()``; from now on changes of the world are collected.
    /// - Parameters:
    ///   - server: the server's address (`https://…`); plain `http` only to the loopback, or when the options allow it.
    ///   - world: the world to send.
    ///   - adapters: the game systems this table knows; others are read by the registry's fallback.
    ///   - credentials: where the pairing is kept.
    ///   - options: everything else.
    /// - Throws: ``TableError`` when the address or the outbox folder cannot be used.
    public convenience init(
        server: String, world: World, adapters: AdapterRegistry, credentials: any CredentialStore,
        options: TableOptions = TableOptions()
    ) throws(TableError) {
        let address: ServerAddress
        do throws(TransportError) {
            address = try ServerAddress(server)
        } catch {
            throw .address("\(error)")
        }
        let http = HTTPClient(options: options.connect)
        let api = ServerAPI(address: address) { (request) async throws(TransportError) in try await http.send(request) }
        try self.init(
            address: address, world: world, adapters: adapters, credentials: credentials, options: options, api: api,
            makeDialer: { _ in SocketDialer(address: address, options: options.connect) })
    }

    /// For tests: any HTTP sender, any dialer.
    init(
        address: ServerAddress, world: World, adapters: AdapterRegistry, credentials: any CredentialStore,
        options: TableOptions, api: ServerAPI, makeDialer: @escaping @Sendable (Credentials) -> any LinkDialer
    ) throws(TableError) {
        server = address
        self.world = world
        self.options = options
        self.api = api
        self.makeDialer = makeDialer
        store = credentials
        do throws(JournalError) {
            delivery = try Delivery(
                limits: Outbox.Limits(entries: options.maximumWaitingEvents, bytes: options.maximumWaitingBytes),
                journalFolder: options.outboxFolder, time: options.time)
        } catch {
            throw .outbox(error)
        }
        let collectors = Collectors(
            dice: DiceCollector(world: world, adapters: adapters, policy: options.hiddenRolls, delivery: delivery),
            characters: CharacterCollector(
                world: world, adapters: adapters, selection: options.characters, delivery: delivery, time: options.time),
            combats: CombatCollector(
                world: world, adapters: adapters, includesHidden: options.includesHiddenCombatants, delivery: delivery,
                time: options.time))
        self.collectors = collectors
        // The collector holds the delivery; held in turn, the two would outlive the table.
        delivery.onCharacterSettled { [weak characters = collectors.characters] in characters?.book($0) }
        states.send(.stopped)
        // Rolls made before the table was can not be told apart from old history: only changes from now on count.
        observation = world.observe { event, snapshot in collectors.observe(event, in: snapshot) }
    }

    deinit { observation.cancel() }

    // MARK: Observing

    /// Every state of the connection from now on, beginning with the present one. A slow reader loses the oldest.
    public var statuses: AsyncStream<ConnectionState> { states.subscribe() }
    /// What became of events, from now on. A slow reader loses the oldest; ``counts`` loses nothing.
    public var reports: AsyncStream<DeliveryReport> { delivery.reports.subscribe() }
    /// What the audience triggers, from now on. A slow reader loses the oldest.
    public var commands: AsyncStream<ServerCommand> { commandFeed.subscribe() }
    /// How many events came to which end since the table was made.
    public var counts: DeliveryCounts { delivery.counts }
    /// Events that wait for the server's acknowledgement.
    public var waitingEvents: Int { delivery.depth }

    // MARK: Pairing

    /// Whether there are tokens to connect with. Unreadable credentials count as none; ``run()`` says why.
    public var isPaired: Bool { (try? store.load())?.tokens != nil }

    /// Pairs the table by code; the sequence ends when the credentials are stored. Contract: http, section 3.
    ///
    /// Existing credentials stay in use until the new ones have arrived. Ending the iteration early cancels the pairing.
    /// - Returns: the steps; it throws ``PairingError``.
    public func pair() -> AsyncThrowingStream<PairingStep, any Error> {
        let pairing = CodePairing(
            api: api, store: store, time: options.time, worldID: world.id, worldName: world.title,
            moduleVersion: options.moduleVersion, system: world.system, server: server.description)
        return AsyncThrowingStream { continuation in
            let task = Task {
                do throws(PairingError) {
                    _ = try await pairing.run { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Ends the pairing: the server is told when it can be reached, and the credentials are removed in any case.
    /// - Returns: nil when the server was told, else why it was not.
    /// - Throws: ``TableError/credentials(_:)`` when the stored record cannot be read or removed.
    @discardableResult
    public func unpair() async throws(TableError) -> ServerError? {
        do throws(CredentialStoreError) {
            guard let credentials = try store.load() else { return nil }
            var problem: ServerError?
            do throws(ServerError) {
                try await api.revoke(
                    connectionID: credentials.connectionID, apiKey: credentials.apiKey, reason: "Unpaired at the table")
            } catch {
                problem = error
            }
            try store.clear()
            return problem
        } catch {
            throw .credentials(error)
        }
    }

    // MARK: Running

    /// Connects, sends, reconnects, until the task is cancelled or the pairing ends.
    /// - Throws: ``TableError``: not paired, revoked, campaign deleted, running already, unreadable credentials.
    ///   Cancellation is no error: the function returns, and what was not delivered stays in the outbox.
    public func run() async throws(TableError) {
        guard
            isRunning.withLock({ running in
                running
                    ? false
                    : {
                        running = true; return true
                    }()
            })
        else {
            throw .alreadyRunning
        }
        defer {
            delivery.synchronize()
            isRunning.withLock { $0 = false }
        }
        let supervisor = ConnectionSupervisor(
            api: api, store: store, delivery: delivery, time: options.time, moduleVersion: options.moduleVersion,
            reconnect: options.reconnect, worldID: world.id, makeDialer: makeDialer, states: states,
            whenReady: { [collectors] in collectors.resynchronize() },
            whenCommanded: { [commandFeed] in commandFeed.send($0) })
        let outcome: Result<Void, TableError> = await withTaskGroup(of: Void.self) { group in
            group.addTask { [collectors] in await collectors.characters.run() }
            defer { group.cancelAll() }
            do throws(TableError) {
                try await supervisor.run()
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try outcome.get()
    }

    /// Offers what was still being gathered and waits until the server has acknowledged everything.
    /// - Parameter limit: how long to wait; nil waits as long as it takes.
    /// - Returns: whether everything was delivered.
    @discardableResult
    public func drain(within limit: Duration? = nil) async -> Bool {
        collectors.characters.flush()
        if let limit {
            _ = try? await options.time.limit(limit) { await self.delivery.waitUntilEmpty() }
        } else {
            await delivery.waitUntilEmpty()
        }
        return delivery.depth == 0
    }
}
