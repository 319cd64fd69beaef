/// Events accepted and not yet acknowledged, in the order in which they leave.
///
/// Rolls and combat events leave in the order of their arrival; states of characters leave when nothing else waits, the
/// newest one of each. One event is in flight at a time: acknowledgements carry no id of ours (contract: socket, 8.2).
struct Outbox: Sendable {
    /// How much the outbox holds before it refuses.
    struct Limits: Sendable, Hashable {
        var entries = 10_000
        var bytes = 64 << 20
    }

    /// What became of an event that was offered.
    enum Acceptance: Sendable, Hashable {
        case accepted
        /// The outbox is full; nothing was changed.
        case full
    }

    private var ordered = EntryQueue()
    private var characters: [String: OutboxEntry] = [:]
    private var characterOrder: [String] = []
    private(set) var inFlight: OutboxEntry?
    private(set) var bytes = 0
    let limits: Limits

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Entries that wait or are in flight.
    var count: Int { ordered.count + characters.count + (inFlight == nil ? 0 : 1) }
    var isEmpty: Bool { count == 0 }

    /// Whether `append` would take the event.
    func hasRoom(for entry: OutboxEntry) -> Bool {
        if case .character(let id) = entry.subject, characters[id] != nil { return true }
        return count < limits.entries && entry.payload.count <= limits.bytes - bytes
    }

    /// Takes over what another outbox holds, whatever the limits.
    mutating func restore(_ other: Outbox) {
        ordered = other.ordered
        characters = other.characters
        characterOrder = other.characterOrder
        bytes = other.bytes
    }

    /// Takes an event in. A character's newer state takes the place of one that still waits, even when the outbox is full.
    mutating func append(_ entry: OutboxEntry) -> Acceptance {
        if case .character(let id) = entry.subject, let older = characters[id] {
            bytes += entry.payload.count - older.payload.count
            characters[id] = entry
            return .accepted
        }
        guard hasRoom(for: entry) else { return .full }
        bytes += entry.payload.count
        if case .character(let id) = entry.subject {
            characters[id] = entry
            characterOrder.append(id)
        } else {
            ordered.append(entry)
        }
        return .accepted
    }

    /// Puts the next event in flight, nil when none waits or one is in flight.
    mutating func next() -> OutboxEntry? {
        guard inFlight == nil else { return nil }
        if let entry = ordered.popFirst() {
            inFlight = entry
        } else if !characterOrder.isEmpty {
            inFlight = characters.removeValue(forKey: characterOrder.removeFirst())
        }
        return inFlight
    }

    /// Removes and gives the event in flight: it is settled.
    mutating func settle() -> OutboxEntry? {
        guard let entry = inFlight else { return nil }
        inFlight = nil
        bytes -= entry.payload.count
        return entry
    }

    /// Puts the event in flight back to the front, to be sent again.
    /// - Parameter refused: whether the server answered with a refusal that may pass.
    mutating func returnInFlight(refused: Bool = false) {
        guard var entry = inFlight else { return }
        inFlight = nil
        if refused { entry.refusals += 1 }
        if case .character(let id) = entry.subject {
            if characters[id] != nil {
                bytes -= entry.payload.count
            } else {
                characters[id] = entry
                characterOrder.insert(id, at: 0)
            }
        } else {
            ordered.prepend(entry)
        }
    }

    /// Drops waiting combat events: after a reconnect one snapshot says it all (contract: socket, 8.7).
    /// - Returns: how many were dropped.
    @discardableResult
    mutating func dropCombat() -> Int {
        let dropped = ordered.removeAll { $0.subject == .combat }
        bytes -= dropped.reduce(0) { $0 + $1.payload.count }
        return dropped.count
    }
}

/// A first-in, first-out queue whose ends cost the same however long it is.
struct EntryQueue: Sendable {
    private var entries: [OutboxEntry?] = []
    private var head = 0

    var count: Int { entries.count - head }

    mutating func append(_ entry: OutboxEntry) { entries.append(entry) }

    mutating func prepend(_ entry: OutboxEntry) {
        if head > 0 {
            head -= 1
            entries[head] = entry
        } else {
            entries.insert(entry, at: 0)
        }
    }

    mutating func popFirst() -> OutboxEntry? {
        guard head < entries.count else { return nil }
        let entry = entries[head]
        entries[head] = nil
        head += 1
        if head == entries.count || head > 1024 && head > entries.count / 2 {
            entries.removeFirst(head)
            head = 0
        }
        return entry
    }

    mutating func removeAll(where condition: (OutboxEntry) -> Bool) -> [OutboxEntry] {
        let all = entries[head...].compactMap { $0 }
        entries = all.filter { !condition($0) }
        head = 0
        return all.filter(condition)
    }
}
