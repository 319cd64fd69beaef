extension ContractServer {
    /// What the server knew and had recorded at one moment.
    public struct Snapshot: Sendable {
        let state: ContractState

        /// What the overlay would have shown, in order. Hidden rolls are not in it.
        public var overlay: [OverlayEntry] { state.overlay.elements }
        /// Every event that came over a socket, in order, heartbeats included.
        public var received: [ReceivedEvent] { state.received.elements }
        /// What the tables did against the contract, in order. Empty is what a test wants.
        public var violations: [ContractViolation] { state.violations.elements }
        /// The stored rolls, hidden ones included, campaign by campaign in the order of receipt.
        public var rolls: [StoredRoll] { state.campaigns.flatMap(\.rolls.elements) }
        /// The stored characters, sorted by the table's id.
        public var characters: [StoredCharacter] {
            state.campaigns.flatMap(\.characters.values).sorted { $0.characterID < $1.characterID }
        }
        /// The linked worlds, sorted by their id.
        public var connections: [PairedConnection] {
            state.connections.values.map { PairedConnection($0, state) }.sorted { $0.worldID < $1.worldID }
        }

        /// The linked world, or nil.
        public func connection(ofWorld worldID: String) -> PairedConnection? {
            state.connection(ofWorld: worldID).map { PairedConnection($0, state) }
        }

        /// The combat remembered for a world's campaign, or nil.
        public func combat(ofWorld worldID: String) -> CombatCache? {
            state.campaigns.first { $0.vttID == worldID }?.combat
        }
    }

    /// A world's link as the dashboard shows it.
    public struct PairedConnection: Sendable, Hashable {
        /// The server's id.
        public let id: String
        /// The table's own id of the world.
        public let worldID: String
        /// The world's name.
        public let worldName: String
        /// The module version the table last named.
        public let moduleVersion: String
        /// `active`, `revoked`, `pending` or `expired`.
        public let status: String
        /// `disconnected`, `connecting`, `connected` or `error`.
        public let tunnelStatus: String
        /// Sockets that were told `connected` and are open.
        public let openSockets: Int

        /// The server's ids of its campaigns.
        public let campaignIDs: [String]

        init(_ record: ConnectionRecord, _ state: ContractState) {
            id = record.id
            worldID = record.worldID
            worldName = record.worldName
            moduleVersion = record.moduleVersion
            status = record.status.rawValue
            tunnelStatus = record.tunnel.rawValue
            openSockets = record.openSockets
            campaignIDs = state.campaigns(of: record.id).map(\.id)
        }
    }
}
