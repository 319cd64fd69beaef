import JSON
public import Transport
public import WebSocket

/// How to open and run a Socket.IO connection. Every wait has a limit and every buffer a bound.
public struct SocketIOConfiguration: Sendable {
    /// Where Engine.IO lives below the server's address. Default `/socket.io/`.
    public var path: String
    /// Further query parameters, beside `EIO` and `transport`.
    public var query: [(name: String, value: String)]
    /// Further headers of the upgrade request.
    public var headers: [(name: String, value: String)]
    /// The network: time limit up to the end of TLS, certificates, proxy, plain text.
    public var connect: ConnectOptions
    /// Compression of messages, used when the server agrees; it costs memory for each connection. Default nil: none.
    public var compression: WebSocketCompression?
    /// How long the server may take to answer the WebSocket upgrade. Default 10 s.
    public var upgradeTimeLimit: Duration
    /// How long it may then take to send the open packet. Default 10 s.
    public var openTimeLimit: Duration
    /// How long it may take to let us into a namespace. Default 10 s.
    public var joinTimeLimit: Duration
    /// How long it may take to acknowledge an event. Default 30 s.
    public var ackTimeLimit: Duration
    /// How long it may take to confirm a close. Default 5 s.
    public var closeTimeLimit: Duration
    /// Largest message accepted, in bytes. Default 16 MiB.
    public var maximumMessageBytes: Int
    /// Most binary attachments of one packet accepted. Default 10, as in the reference client.
    public var maximumAttachments: Int
    /// Bytes that may wait to be sent before ``SocketIOError/sendBufferFull(limit:)``. Default 8 MiB.
    public var maximumUnsentBytes: Int
    /// Events of one namespace that may wait to be taken before the server is slowed down. Default 256.
    public var maximumWaitingEvents: Int
    /// The same in bytes. Default 4 MiB.
    public var maximumWaitingBytes: Int
    /// Events of one namespace that may wait for their acknowledgement. Default 10 000.
    public var maximumPendingAcks: Int

    /// Makes a configuration; each property says its default.
    public init(
        path: String = "/socket.io/", query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], connect: ConnectOptions = ConnectOptions(),
        compression: WebSocketCompression? = nil,
        upgradeTimeLimit: Duration = .seconds(10), openTimeLimit: Duration = .seconds(10),
        joinTimeLimit: Duration = .seconds(10), ackTimeLimit: Duration = .seconds(30),
        closeTimeLimit: Duration = .seconds(5), maximumMessageBytes: Int = 16 << 20, maximumAttachments: Int = 10,
        maximumUnsentBytes: Int = 8 << 20, maximumWaitingEvents: Int = 256, maximumWaitingBytes: Int = 4 << 20,
        maximumPendingAcks: Int = 10_000
    ) {
        self.path = path
        self.query = query
        self.headers = headers
        self.connect = connect
        self.compression = compression
        self.upgradeTimeLimit = upgradeTimeLimit
        self.openTimeLimit = openTimeLimit
        self.joinTimeLimit = joinTimeLimit
        self.ackTimeLimit = ackTimeLimit
        self.closeTimeLimit = closeTimeLimit
        self.maximumMessageBytes = maximumMessageBytes
        self.maximumAttachments = maximumAttachments
        self.maximumUnsentBytes = maximumUnsentBytes
        self.maximumWaitingEvents = maximumWaitingEvents
        self.maximumWaitingBytes = maximumWaitingBytes
        self.maximumPendingAcks = maximumPendingAcks
    }

    var webSocket: WebSocketOptions {
        WebSocketOptions(
            connect: connect, headers: headers, compression: compression,
            limits: WebSocketLimits(maximumFrameBytes: maximumMessageBytes, maximumMessageBytes: maximumMessageBytes),
            upgradeTimeLimit: upgradeTimeLimit, closeTimeLimit: closeTimeLimit,
            maximumUnsentBytes: maximumUnsentBytes)
    }

    var packetLimits: SocketIOPacketLimits {
        var limits = SocketIOPacketLimits()
        limits.maximumAttachments = maximumAttachments
        limits.maximumAttachmentBytes = maximumMessageBytes
        limits.json.maximumBytes = maximumMessageBytes
        return limits
    }
}
