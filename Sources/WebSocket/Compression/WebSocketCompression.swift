/// Compression of messages with permessage-deflate (RFC 7692). It is used when the server agrees; otherwise messages go as
/// they are.
///
/// Memory for each connection that agreed: to send, 4 times the client's window and 512 bytes times 2 to the power of
/// `memoryLevel`, 256 KiB by default; to receive, the server's window and about 8 KiB, 40 KiB by default. It is taken when
/// the first compressed message is sent or comes. With context takeover it is kept until the connection ends; without, it is
/// given back after each message, so an idle connection holds none of it. A message is also held once compressed and once
/// not while it is sent.
///
/// Do not compress secrets together with text that others choose, unless without context takeover: lengths then tell
/// what repeats.
public struct WebSocketCompression: Hashable, Sendable {
    /// How hard to try, 1 (fastest) to 9 (smallest). Default 6.
    public var level: Int
    /// Messages shorter than this many bytes go uncompressed. Default 1024.
    public var minimumBytes: Int
    /// How much memory the sender's tables take, 1 to 9. Default 8.
    public var memoryLevel: Int
    /// Largest window for what we send, as a power of two, 9 to 15. The server may ask for a smaller one. Default 15.
    public var clientWindowBits: Int
    /// Largest window the server may use, as a power of two, 9 to 15; below 15 a server that cannot keep to it does not
    /// agree. Default 15.
    public var serverWindowBits: Int
    /// Whether our messages may refer to earlier ones. Default true.
    public var clientContextTakeover: Bool
    /// Whether the server's messages may refer to earlier ones. Default true.
    public var serverContextTakeover: Bool

    /// Values outside a range count as its nearest end.
    public init(
        level: Int = 6, minimumBytes: Int = 1024, memoryLevel: Int = 8, clientWindowBits: Int = 15,
        serverWindowBits: Int = 15, clientContextTakeover: Bool = true, serverContextTakeover: Bool = true
    ) {
        self.level = min(max(level, 1), 9)
        self.minimumBytes = max(0, minimumBytes)
        self.memoryLevel = min(max(memoryLevel, 1), 9)
        self.clientWindowBits = min(max(clientWindowBits, 9), 15)
        self.serverWindowBits = min(max(serverWindowBits, 9), 15)
        self.clientContextTakeover = clientContextTakeover
        self.serverContextTakeover = serverContextTakeover
    }
}
