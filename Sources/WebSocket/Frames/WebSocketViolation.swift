/// How the other end broke RFC 6455, or went over a limit of ours. It ends the connection.
public struct WebSocketViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong.
    public enum Code: Hashable, Sendable {
        /// A reserved bit is set and no extension that defines it was negotiated (section 5.2).
        case reservedBits
        /// The opcode is one of 3–7 or 11–15 (section 5.2).
        case unknownOpcode(UInt8)
        /// A client sent an unmasked frame, or a server a masked one (section 5.1).
        case wrongMasking
        /// A 64-bit payload length has its top bit set (section 5.2).
        case lengthTopBit
        /// A length was written in more bytes than needed (section 5.2).
        case lengthNotMinimal
        /// A ping, pong or close frame was fragmented (section 5.5).
        case fragmentedControlFrame
        /// A ping, pong or close frame has more than 125 bytes of payload (section 5.5).
        case controlFrameTooLong
        /// A continuation frame without a message to continue (section 5.4).
        case unexpectedContinuation
        /// A new message before the last fragment of the one before (section 5.4).
        case interleavedMessage
        /// A text message is not UTF-8 (section 8.1).
        case invalidText
        /// A close frame with a payload of one byte (section 5.5.1).
        case truncatedCloseCode
        /// A close code that must not be sent (section 7.4.2).
        case invalidCloseCode(UInt16)
        /// A close reason that is not UTF-8 (section 5.5.1).
        case invalidCloseReason
        /// One frame is larger than ``WebSocketLimits/maximumFrameBytes``.
        case frameTooLarge(limit: Int)
        /// A message is larger than ``WebSocketLimits/maximumMessageBytes``, once inflated.
        case messageTooLarge(limit: Int)
        /// A compressed message cannot be inflated, or ends in the middle (RFC 7692, section 7.2.2).
        case invalidCompression
        /// There is no memory to inflate messages with.
        case cannotInflate
        /// A message is in more pieces than ``WebSocketLimits/maximumFragments``; empty pieces count.
        case tooManyFragments(limit: Int)
    }

    /// What the peer did.
    public var code: Code

    package init(_ code: Code) { self.code = code }

    /// The code to end the connection with (RFC 6455, section 7.4.1).
    public var closeCode: WebSocketCloseCode {
        switch code {
        case .invalidText, .invalidCloseReason, .invalidCompression: .invalidText
        case .cannotInflate: .internalError
        case .frameTooLarge, .messageTooLarge, .tooManyFragments: .messageTooBig
        default: .protocolError
        }
    }

    public var description: String {
        switch code {
        case .reservedBits: "a reserved bit is set in a frame, but no extension was agreed"
        case .unknownOpcode(let opcode): "opcode \(opcode) is reserved"
        case .wrongMasking: "a frame is masked the wrong way round"
        case .lengthTopBit: "a frame length has its top bit set"
        case .lengthNotMinimal: "a frame length is written in more bytes than needed"
        case .fragmentedControlFrame: "a control frame is fragmented"
        case .controlFrameTooLong: "a control frame has more than 125 bytes"
        case .unexpectedContinuation: "a continuation frame came without a message to continue"
        case .interleavedMessage: "a new message began before the last one ended"
        case .invalidText: "a text message is not UTF-8"
        case .truncatedCloseCode: "a close frame has half a code"
        case .invalidCloseCode(let code): "close code \(code) must not be sent"
        case .invalidCloseReason: "a close reason is not UTF-8"
        case .frameTooLarge(let limit): "a frame is larger than \(limit) bytes"
        case .messageTooLarge(let limit): "a message is larger than \(limit) bytes"
        case .invalidCompression: "a compressed message cannot be inflated"
        case .cannotInflate: "there is no memory to inflate messages"
        case .tooManyFragments(let limit): "a message is in more than \(limit) pieces"
        }
    }
}
