package import JSON

extension ContractState {
    /// What becomes of an event.
    package enum EventResult: Sendable, Equatable {
        /// Answered by the event `<event>:ack`.
        case ack(JSONValue)
        /// Nothing is answered.
        case none

        static func failure(_ text: String) -> EventResult {
            .ack(["success": false, "error": .string(text)])
        }
    }

    /// Takes an event that came over a connection's socket after `connected`.
    package mutating func receive(
        _ event: String, _ payload: JSONView, from connectionID: String, at now: WallTime
    ) -> EventResult {
        record(event, payload, from: connectionID, at: now)
        switch event {
        case "pong":
            pong(payload, from: connectionID, at: now)
            return .none
        case "dice:roll", "character:update", "campaign:sync":
            guard payload.isObject else { return notAnObject(event, at: now) }
            return store(event, payload, from: connectionID, at: now)
        default:
            if let rules = EventRules.combat(event) {
                guard payload.isObject else { return notAnObject(event, at: now) }
                return combat(event, rules, payload, from: connectionID, at: now)
            }
            if !EventRules.harmless.contains(event) { violate(event, "", "the server has no such event", at: now) }
            return .none
        }
    }

    /// Notes an event without acting on it.
    package mutating func record(
        _ event: String, _ payload: JSONView, from connectionID: String, at now: WallTime
    ) {
        received.append(
            ReceivedEvent(
                sequence: received.total, event: event, connectionID: connectionID, time: now.milliseconds,
                payload: payload.value))
    }

    private mutating func notAnObject(_ event: String, at now: WallTime) -> EventResult {
        violate(event, "", "the payload must be an object", at: now)
        return .failure("Cannot read properties of undefined")
    }

    private mutating func store(
        _ event: String, _ payload: JSONView, from connectionID: String, at now: WallTime
    ) -> EventResult {
        if event == "campaign:sync" { return campaignSync(payload, from: connectionID, at: now) }
        guard !campaigns(of: connectionID).isEmpty else {
            // No answer and no change of status: only the socket goes (contract: socket, section 6).
            tellRevoked(
                connectionID, reason: "The campaign associated with this connection no longer exists", at: now)
            return .none
        }
        if event == "dice:roll" { return diceRoll(payload, from: connectionID, at: now) }
        return characterUpdate(payload, from: connectionID, at: now)
    }

    /// Notes every fault of an event's fields.
    /// - Returns: the first one the database refuses, in its words.
    mutating func check(_ event: String, _ rules: [FieldRule], _ payload: JSONView, at now: WallTime) -> String? {
        let faults = rules.compactMap { $0.check(payload) }
        for fault in faults { violate(event, fault.field, fault.reason, at: now) }
        return faults.lazy.compactMap(\.databaseError).first
    }

    mutating func show(
        _ kind: OverlayEntry.Kind, _ event: String, in campaign: CampaignRecord, _ payload: JSONValue, at now: WallTime
    ) {
        overlay.append(
            OverlayEntry(
                sequence: overlay.total, kind: kind, event: event, worldID: campaign.vttID ?? "",
                time: now.milliseconds, payload: payload))
    }

    // MARK: Sockets

    /// A socket of the connection is about to be told `connected`.
    /// - Returns: the payload (contract: socket, section 3).
    package mutating func socketOpened(_ connectionID: String, at now: WallTime) -> JSONValue {
        if var connection = connections[connectionID] {
            connection.tunnel = .connected
            connection.openSockets += 1
            connections[connectionID] = connection
        }
        return [
            "connectionId": .string(connectionID), "timestamp": .string(now.iso8601),
            "itemCategories": .array(settings.itemCategories),
        ]
    }

    /// A socket that had been told `connected` is gone. The tunnel counts as disconnected though another may be alive:
    /// that is the server's own race (contract: socket, section 8).
    package mutating func socketClosed(_ connectionID: String) {
        guard var connection = connections[connectionID] else { return }
        connection.tunnel = .disconnected
        connection.openSockets = max(0, connection.openSockets - 1)
        connections[connectionID] = connection
    }

    /// The application heartbeat was missed.
    package mutating func heartbeatMissed(_ connectionID: String, at now: WallTime) {
        connections[connectionID]?.tunnel = .error
        violate("pong", "", "no answer to the server's ping", at: now)
    }

    /// All sockets are gone because the server stopped.
    package mutating func allSocketsClosed() {
        for id in Array(connections.keys) {
            connections[id]?.openSockets = 0
            connections[id]?.tunnel = .disconnected
        }
        effects.removeAll()
    }

    private mutating func pong(_ payload: JSONView, from connectionID: String, at now: WallTime) {
        guard var connection = connections[connectionID] else { return }
        connection.lastHeartbeatAt = now
        if let version = payload["moduleVersion"].string, !version.isEmpty { connection.moduleVersion = version }
        connections[connectionID] = connection
        if !payload["timestamp"].isNumber { violate("pong", "timestamp", "must be the number of the ping", at: now) }
    }
}
