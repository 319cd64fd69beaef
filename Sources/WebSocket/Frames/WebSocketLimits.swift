/// Bounds on what the other end may make us hold in memory. Going over one ends the connection with code 1009.
public struct WebSocketLimits: Hashable, Sendable {
    /// Largest payload of one frame, in bytes. Default 16 MiB.
    public var maximumFrameBytes: Int
    /// Largest message over all its frames, in bytes. Default 16 MiB.
    public var maximumMessageBytes: Int
    /// Most frames in one message, empty ones included. Default 4096: real senders stay below a hundred, and a flood of
    /// empty fragments has to end somewhere.
    public var maximumFragments: Int

    /// Values below 1 count as 1.
    public init(
        maximumFrameBytes: Int = 16 << 20, maximumMessageBytes: Int = 16 << 20, maximumFragments: Int = 4096
    ) {
        self.maximumFrameBytes = max(1, maximumFrameBytes)
        self.maximumMessageBytes = max(1, maximumMessageBytes)
        self.maximumFragments = max(1, maximumFragments)
    }

    /// The defaults.
    public static let standard = WebSocketLimits()
}
