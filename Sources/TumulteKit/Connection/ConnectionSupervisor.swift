/// Carries out what the ``ConnectionMachine`` decides: one action at a time, so there is never a second socket or a
/// second refresh.
struct ConnectionSupervisor: Sendable {
    let api: ServerAPI
    let store: any CredentialStore
    let delivery: Delivery
    let time: TimeSource
    let moduleVersion: String
    let reconnect: ReconnectPolicy
    let worldID: String
    let makeDialer: @Sendable (Credentials) -> any LinkDialer
    let states: Broadcast<ConnectionState>
    let whenReady: @Sendable () -> Void
    let whenCommanded: @Sendable (ServerCommand) -> Void

    /// Runs until the task is cancelled, or until nothing more can be done without a person.
    func run() async throws(TableError) {
        defer { states.send(.stopped) }
        var machine = ConnectionMachine(policy: reconnect)
        var generator = SystemRandomNumberGenerator()
        var action = machine.handle(.started(try tokens()))
        while !Task.isCancelled {
            switch action {
            case .refresh:
                action = machine.handle(try await refresh())
            case .connect:
                states.send(.connecting(attempt: machine.attempt))
                action = machine.handle(try await connect())
            case .askHealth:
                action = machine.handle(.health(try await health()))
            case .askReauthorization:
                action = machine.handle(.reauthorization(try await reauthorize()))
            case .wait(let reason):
                let attempt = machine.attempt
                let pause = machine.drawWait(using: &generator)
                states.send(.waiting(retryIn: pause, attempt: attempt, reason: reason))
                do { try await time.sleep(pause) } catch { return }
                action = machine.handle(.waited(try tokens()))
            case .end(let end):
                try finish(end)
            }
        }
    }

    // MARK: Actions

    private func connect() async throws(TableError) -> ConnectionMachine.Input {
        guard let credentials = try load(), let tokens = credentials.tokens else { return .started(.none) }
        let link: any TableLink
        do throws(DialError) {
            link = try await makeDialer(credentials).dial(token: tokens.session)
        } catch {
            switch error {
            case .refused(let message): return .refused(RefusalReaction(message: message), message: message)
            case .failed(let reason): return .failed(reason: reason)
            }
        }
        states.send(.authenticating)
        let readySince = ReadySince()
        let session = Session(
            link: link, delivery: delivery, time: time, moduleVersion: moduleVersion,
            whenReady: { connectionID in
                readySince.set(time.monotonic())
                states.send(.ready(connectionID: connectionID))
                whenReady()
            },
            whenCommanded: whenCommanded)
        let end = await session.run()
        let readyFor = readySince.value.map { time.monotonic() - $0 } ?? .zero
        switch end {
        case .lost(let reason): return .lost(reason: reason, readyFor: readyFor)
        case .neverReady: return .failed(reason: "the server accepted the connection but never became ready")
        case .serverClosed: return .serverClosed(readyFor: readyFor)
        case .revoked(let reason): return .revoked(reason: reason)
        case .campaignDeleted(let reason): return .campaignDeleted(reason: reason)
        }
    }

    private func refresh() async throws(TableError) -> ConnectionMachine.Input {
        guard var credentials = try load(), let tokens = credentials.tokens else { return .started(.none) }
        do throws(ServerError) {
            let refreshed = try await api.refresh(refreshToken: tokens.refresh, fingerprint: credentials.fingerprint)
            credentials.tokens = Credentials.Tokens(refreshed, now: time.wallClock())
        } catch {
            return .refreshRefused(RefreshRefusal(error))
        }
        try save(credentials)
        return .refreshed
    }

    private func health() async throws(TableError) -> ConnectionHealth? {
        guard let credentials = try load() else { return nil }
        do throws(ServerError) { return try await api.health(apiKey: credentials.apiKey) } catch { return nil }
    }

    private func reauthorize() async throws(TableError) -> ConnectionMachine.Reauthorization? {
        guard let credentials = try load() else { return .nothing }
        let status: ReauthorizationStatus
        do throws(ServerError) {
            status = try await api.reauthorization(worldID: worldID, apiKey: credentials.apiKey)
        } catch {
            return nil
        }
        switch status {
        case .reauthorized(let granted):
            try save(Credentials(granted, server: credentials.server, worldID: worldID, now: time.wallClock()))
            return .reauthorized
        case .stillRevoked: return .stillRevoked
        case .alreadyActive, .pairAgain: return .nothing
        }
    }

    /// The tokens are of no use any more; the API key is kept for a reauthorization. Contract: tokens, section 7.
    private func finish(_ end: ConnectionMachine.End) throws(TableError) {
        if var credentials = try load(), credentials.tokens != nil {
            credentials.tokens = nil
            try save(credentials)
        }
        switch end {
        case .notPaired(let reason):
            states.send(.unpaired)
            throw .notPaired(reason: reason)
        case .revoked(let reason):
            states.send(.revoked(reason: reason))
            throw .revoked(reason: reason)
        case .campaignDeleted(let reason):
            states.send(.campaignDeleted(reason: reason))
            throw .campaignDeleted(reason: reason)
        }
    }

    // MARK: Credentials

    private func tokens() throws(TableError) -> ConnectionMachine.Tokens {
        guard let tokens = try load()?.tokens else { return .none }
        return tokens.needsRefresh(at: time.wallClock()) ? .stale : .fresh
    }

    private func load() throws(TableError) -> Credentials? {
        do throws(CredentialStoreError) { return try store.load() } catch { throw .credentials(error) }
    }

    private func save(_ credentials: Credentials) throws(TableError) {
        do throws(CredentialStoreError) { try store.save(credentials) } catch { throw .credentials(error) }
    }
}
