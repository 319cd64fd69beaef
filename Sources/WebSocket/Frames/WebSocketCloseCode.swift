/// The number that says why a WebSocket connection ends (RFC 6455, section 7.4).
public struct WebSocketCloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1000: the purpose of the connection is fulfilled.
    public static let normal = WebSocketCloseCode(rawValue: 1000)
    /// 1001: this end goes away (shutting down, moving on).
    public static let goingAway = WebSocketCloseCode(rawValue: 1001)
    /// 1002: the other end broke the protocol.
    public static let protocolError = WebSocketCloseCode(rawValue: 1002)
    /// 1003: a kind of data this end cannot accept.
    public static let unsupportedData = WebSocketCloseCode(rawValue: 1003)
    /// 1005: the close frame carried no code. Never on the wire.
    public static let noCode = WebSocketCloseCode(rawValue: 1005)
    /// 1006: the connection was lost without a close frame. Never on the wire.
    public static let abnormal = WebSocketCloseCode(rawValue: 1006)
    /// 1007: a text message or a close reason that is not UTF-8, or data that do not inflate.
    public static let invalidText = WebSocketCloseCode(rawValue: 1007)
    /// 1008: against a policy of this end.
    public static let policyViolation = WebSocketCloseCode(rawValue: 1008)
    /// 1009: a message larger than this end accepts.
    public static let messageTooBig = WebSocketCloseCode(rawValue: 1009)
    /// 1011: an unexpected condition at the server.
    public static let internalError = WebSocketCloseCode(rawValue: 1011)

    /// Whether the code may stand in a close frame: 1000–1003, 1007–1014 (registered with IANA), 3000–4999.
    public var isAllowedOnWire: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    public var description: String { String(rawValue) }
}

/// What a close frame said.
public struct WebSocketClose: Hashable, Sendable {
    /// The code; ``WebSocketCloseCode/noCode`` when the frame was empty.
    public var code: WebSocketCloseCode
    /// The reason, UTF-8, at most 123 bytes; empty when none was given.
    public var reason: String

    /// Makes what a close frame says.
    public init(_ code: WebSocketCloseCode, reason: String = "") {
        self.code = code
        self.reason = reason
    }
}
