/// How an open WebSocket connection ended.
public enum WebSocketEnd: Hashable, Sendable, CustomStringConvertible {
    /// The other end closed it and was answered.
    case closedByPeer(WebSocketClose)
    /// This end closed it. `answered` says whether the other end confirmed within the time limit.
    case closedByUs(WebSocketClose, answered: Bool)
    /// The other end broke the protocol or went over a limit.
    case violation(WebSocketViolation)
    /// The stream ended without a close frame (code 1006).
    case lost

    /// The close code that describes the end (RFC 6455, section 7.1.5).
    public var code: WebSocketCloseCode {
        switch self {
        case .closedByPeer(let close): close.code
        case .closedByUs(let close, let answered): answered ? close.code : .abnormal
        case .violation(let violation): violation.closeCode
        case .lost: .abnormal
        }
    }

    public var description: String {
        switch self {
        case .closedByPeer(let close):
            "closed by the other end with code \(close.code)\(close.reason.isEmpty ? "" : ": \(close.reason)")"
        case .closedByUs(let close, let answered):
            "closed by this end with code \(close.code)\(answered ? "" : ", unanswered")"
        case .violation(let violation): "closed because \(violation)"
        case .lost: "the connection was lost without a close frame"
        }
    }
}
