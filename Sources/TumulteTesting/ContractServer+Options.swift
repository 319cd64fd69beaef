public import JSON

extension ContractServer {
    /// How a ``ContractServer`` behaves. The defaults are those of the real server, except where said.
    public struct Options: Sendable {
        /// The port on 127.0.0.1; 0 lets the system pick one. Default 0.
        public var port: UInt16 = 0
        /// Whether every pairing code is entered as soon as it is made, as if a GM sat waiting. Default false.
        public var autoPair = false
        /// `serverUrl` in answers; nil is the server's own address, as it is where none was configured. Default nil.
        public var serverURL: String?
        /// Whether requests are counted and refused as the contract says. Default true.
        public var rateLimits = true
        /// Between two engine pings. Default 25 s.
        public var pingInterval: Duration = .seconds(25)
        /// How long the table may take to answer one. Default 20 s.
        public var pingTimeout: Duration = .seconds(20)
        /// Largest message taken, in bytes; a larger one closes the link with 1009. Default 1 000 000.
        public var maximumPayload = 1_000_000
        /// Within this a namespace must be joined. Default 45 s.
        public var connectTimeout: Duration = .seconds(45)
        /// Between accepting a socket and saying `connected`; events that arrive in it are dropped. Default 10 ms: the
        /// real server takes two database calls.
        public var connectedDelay: Duration = .milliseconds(10)
        /// Between two application heartbeats. Default 30 s.
        public var heartbeatInterval: Duration = .seconds(30)
        /// How long the table may take to answer one. Default 30 s.
        public var heartbeatTimeout: Duration = .seconds(30)
        /// Whether characters are assigned to a streamer; if not, rolls wait for the GM and reach no overlay. Default
        /// true.
        public var attributesRolls = true
        /// `itemCategories` in `connected` (contract: socket, section 3). Default none.
        public var itemCategories: [JSONValue] = []
        /// How many entries of each record are kept, and rolls of each campaign. Default 100 000.
        public var historyLimit = 100_000
        /// The secret that signs pairing URLs. With it the server also speaks the plan's URL pairing (contract: http,
        /// section 7); nil leaves those calls unknown, as they are to the shipping server. Default nil.
        public var pairingSecret: [UInt8]?
        /// The folder in which what the server knows survives its process, even a killed one: pairings, tokens,
        /// campaigns, characters, combats, revocations, and the ids of stored rolls. A server that is started on the same
        /// port with the same folder goes on. It is made if there is none (mode 0700), and holds one file of JSON Lines
        /// (mode 0600) with keys and tokens; one server at a time has it. Default nil: memory only.
        ///
        /// What was recorded (``Snapshot``) and shown is not kept: a new process shows only what is new. And when a world
        /// is paired anew, the rolls that *earlier* processes stored for it are forgotten, so that test runs that share a
        /// port do not see each other's rolls; those of the same process are still known, as the contract has it.
        public var storeFolder: String?
        /// What was last written longer ago than this is not read back. Default nil: everything is.
        public var storeMaximumAge: Duration?
        /// Told when the folder cannot be used, or no longer: the server goes on in memory. Called on the server's thread
        /// at most once, perhaps before ``ContractServer/start(_:store:)`` returns. Default nil.
        public var onStoreProblem: (@Sendable (ContractStoreError) -> Void)?
        /// Given each overlay entry on the server's thread, to make ready whatever shows it; what it returns is called as
        /// soon as the event is stored, before it is acknowledged. So what was written by then is known to be shown once,
        /// even if the process is killed next. Neither may wait, since the server waits for them. Default nil.
        public var presentOverlayEntry: (@Sendable (OverlayEntry) -> @Sendable () -> Void)?
        /// The clock everything waits on; nil is the system's. A test that advances it sees minutes pass at once.
        public var clock: TestClock?
        /// Makes codes, keys and ids repeatable; nil takes them from the system. Default nil.
        public var seed: UInt64?

        /// The defaults.
        public init() {}

        func settings(url: String) -> ContractState.Settings {
            var settings = ContractState.Settings()
            settings.publicURL = serverURL ?? url
            settings.rateLimits = rateLimits
            settings.autoPair = autoPair
            settings.attributesRolls = attributesRolls
            settings.itemCategories = itemCategories
            settings.historyLimit = historyLimit
            settings.pairingSecret = pairingSecret
            return settings
        }
    }

    /// What a server knows: pairings, campaigns, tokens and records. Hand it to the next server to go on where the last
    /// one stopped. It holds keys and tokens; nothing of it is printed.
    public struct Store: Sendable, CustomStringConvertible {
        let state: ContractState

        /// Says nothing of the contents.
        public var description: String { "ContractServer.Store" }
    }
}
