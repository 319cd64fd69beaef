public import Transport

/// How to open and run a WebSocket connection.
public struct WebSocketOptions: Sendable {
    /// The network: time limit up to the end of TLS, certificates, proxy, plain text.
    public var connect: ConnectOptions
    /// Further request headers. Those that belong to the handshake are refused.
    public var headers: [(name: String, value: String)]
    /// The `Origin` header; only browsers must send one. Default nil.
    public var origin: String?
    /// Subprotocols to offer, most wanted first. Default none.
    public var subprotocols: [String]
    /// Compression to offer (RFC 7692). Default nil: none is offered, and a server that compresses all the same is refused.
    public var compression: WebSocketCompression?
    /// Bounds on what comes in.
    public var limits: WebSocketLimits
    /// How long the server may take to answer the upgrade request. Default 10 s.
    public var upgradeTimeLimit: Duration
    /// How long the server may take to confirm a close, and then to end the stream. Default 5 s.
    public var closeTimeLimit: Duration
    /// Bytes that may wait to be sent before sending is refused. Default 8 MiB.
    public var maximumUnsentBytes: Int

    /// Makes options; each property says its default.
    public init(
        connect: ConnectOptions = ConnectOptions(), headers: [(name: String, value: String)] = [],
        origin: String? = nil, subprotocols: [String] = [], compression: WebSocketCompression? = nil,
        limits: WebSocketLimits = .standard,
        upgradeTimeLimit: Duration = .seconds(10), closeTimeLimit: Duration = .seconds(5),
        maximumUnsentBytes: Int = 8 << 20
    ) {
        self.connect = connect
        self.headers = headers
        self.origin = origin
        self.subprotocols = subprotocols
        self.compression = compression
        self.limits = limits
        self.upgradeTimeLimit = upgradeTimeLimit
        self.closeTimeLimit = closeTimeLimit
        self.maximumUnsentBytes = maximumUnsentBytes
    }
}
