/// What a frame carries (RFC 6455, section 5.2). The seven values that are not listed are reserved and refused.
package enum WebSocketOpcode: UInt8, Sendable {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    /// Control frames may stand between the fragments of a message, and are short and never fragmented (section 5.5).
    package var isControl: Bool { rawValue & 0x8 != 0 }
}

/// The two kinds of message an application sends.
package enum WebSocketMessageKind: Sendable, Hashable {
    /// UTF-8 text, checked.
    case text
    case binary

    package var opcode: WebSocketOpcode { self == .text ? .text : .binary }
}

/// Which end of the connection this is. A client masks what it sends and refuses masked frames; a server does the
/// opposite (RFC 6455, section 5.1).
package enum WebSocketRole: Sendable, Hashable {
    case client
    case server
}
