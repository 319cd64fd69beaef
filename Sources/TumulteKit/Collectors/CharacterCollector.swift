import Foundry
import JSON
import Synchronization

/// Makes a `character:update` of every actor that changed in what is sent. Contract: collectors, section 3.
///
/// Changes are gathered for a short while, with a longest wait, so that a burst of them becomes one update. Whether
/// something changed is told by the SHA-256 of the payload, booked when the server acknowledged it: an update that failed
/// is made again.
final class CharacterCollector: Sendable {
    private struct State {
        /// Actors to look at, and whether an unchanged one is sent too.
        var dirty: Set<String> = []
        /// Digest of the latest payload handed to the outbox, and of the latest acknowledged one.
        var offered: [String: [UInt8]] = [:]
        var booked: [String: [UInt8]] = [:]
        /// Told that something is dirty, while the collector runs.
        var alarm: AsyncStream<Void>.Continuation?
    }

    private let world: World
    private let adapters: AdapterRegistry
    private let selection: CharacterSelection
    private let delivery: Delivery
    private let time: TimeSource
    private let state = Mutex(State())

    /// How long changes are gathered.
    static let debounce = Duration.seconds(1)

    init(
        world: World, adapters: AdapterRegistry, selection: CharacterSelection, delivery: Delivery, time: TimeSource
    ) {
        self.world = world
        self.adapters = adapters
        self.selection = selection
        self.delivery = delivery
        self.time = time
    }

    /// An actor, or something that belongs to it, changed.
    func markChanged(_ actorID: String) {
        state.withLock { state in
            if state.dirty.isEmpty { state.alarm?.yield() }
            state.dirty.insert(actorID)
        }
    }

    /// The connection is ready: every actor whose newest state the server has not acknowledged is due.
    func synchronizeAll() {
        let actors = world.snapshot.actors.compactMap(\.id)
        state.withLock { state in
            state.offered = state.booked
            state.dirty.formUnion(actors)
            state.alarm?.yield()
        }
    }

    /// Gathers changes and offers them, until cancelled. The first change of a burst waits no longer than the debounce.
    func run() async {
        // A cancelled reader ends a stream for good, so every run has its own.
        let changes = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        state.withLock { state in
            state.alarm = changes.continuation
            if !state.dirty.isEmpty { changes.continuation.yield() }
        }
        defer { state.withLock { $0.alarm = nil } }
        for await _ in changes.stream {
            do { try await time.sleep(Self.debounce) } catch { return }
            flush()
        }
    }

    /// Offers everything that changed, at once.
    func flush() {
        let snapshot = world.snapshot
        let adapter = adapters.adapter(for: world.system)
        let due = state.withLock { state in
            defer { state.dirty = [] }
            return state.dirty.sorted()
        }
        for id in due {
            guard let actor = snapshot.actor(id) else { continue }
            offer(actor, id: id, adapter: adapter, hasPlayerOwner: snapshot.hasPlayerOwner(actor))
        }
    }

    /// The server acknowledged the latest state of an actor.
    func book(_ actorID: String) {
        state.withLock { $0.booked[actorID] = $0.offered[actorID] }
    }

    private func offer(_ actor: Actor, id: String, adapter: any SystemAdapter, hasPlayerOwner: Bool?) {
        guard let type = adapter.classify(actor, hasPlayerOwner: hasPlayerOwner).characterType else { return }
        guard selection == .all || type == .pc else { return }
        let payload = CharacterPayload(
            actor: actor, adapter: adapter, type: type, worldID: world.id, system: world.system)
        let reference = EventReference(event: "character:update", id: id)
        guard let (bytes, reduction) = payload.fitted(to: FieldLimits.payloadBytes) else {
            delivery.refuse(
                reference, reason: "the character is larger than \(FieldLimits.payloadBytes) bytes even when reduced")
            return
        }
        let digest = DocumentDigest.sha256(bytes)
        let changed = state.withLock { state in
            guard state.offered[id] != digest else { return false }
            state.offered[id] = digest
            return true
        }
        guard changed else { return }
        if reduction != .none {
            delivery.reports.send(.reduced(reference, reason: "features, and images where needed, were left out"))
        }
        delivery.accept(.character(id), event: "character:update", payload: bytes)
    }
}
