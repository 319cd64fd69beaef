public import JSON

/// How the other end broke Engine.IO 4 or Socket.IO 5, or went over a limit of ours. It ends the connection with the
/// reason `parse error`.
public struct SocketIOViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was wrong.
    public enum Code: Hashable, Sendable {
        /// An Engine.IO packet without its type byte.
        case emptyPacket
        /// An Engine.IO packet type other than 0–6; the byte as it came.
        case unknownEnginePacket(UInt8)
        /// A second open packet, or anything else before the first.
        case unexpectedEnginePacket(UInt8)
        /// A field of the open packet is missing or makes no sense.
        case invalidOpen(String)
        /// A Socket.IO packet type other than 0–6; the byte as it came.
        case unknownPacketType(UInt8)
        /// The number of attachments is not plain digits followed by `-`.
        case invalidAttachmentCount
        /// More attachments announced than accepted.
        case tooManyAttachments(limit: Int)
        /// The attachments of one packet are larger than accepted, in bytes.
        case attachmentsTooLarge(limit: Int)
        /// A namespace name longer than accepted, in bytes.
        case namespaceTooLong(limit: Int)
        /// A namespace name that is not UTF-8.
        case invalidNamespace
        /// An ack id above 2^53 − 1, or missing in an ack.
        case invalidAckID
        /// The payload is not JSON.
        case invalidJSON(JSONError)
        /// The payload has the wrong shape for the packet type.
        case invalidPayload
        /// An event whose first element is not a string.
        case missingEventName
        /// An event with a name that only the library itself may use.
        case reservedEventName(String)
        /// A placeholder for an attachment that does not exist.
        case illegalPlaceholder
        /// A binary frame that no packet announced.
        case unexpectedAttachment
        /// Text where an announced attachment had to come.
        case missingAttachment
    }

    /// What the peer did.
    public var code: Code

    package init(_ code: Code) { self.code = code }

    public var description: String {
        switch code {
        case .emptyPacket: "an Engine.IO packet is empty"
        case .unknownEnginePacket(let type): "an Engine.IO packet has the unknown type byte \(type)"
        case .unexpectedEnginePacket(let type): "an Engine.IO packet with type byte \(type) came out of turn"
        case .invalidOpen(let field): "\(field) in the Engine.IO open packet is missing or makes no sense"
        case .unknownPacketType(let type): "a Socket.IO packet has the unknown type byte \(type)"
        case .invalidAttachmentCount: "the number of attachments of a packet cannot be read"
        case .tooManyAttachments(let limit): "a packet announces more than \(limit) attachments"
        case .attachmentsTooLarge(let limit): "the attachments of a packet are larger than \(limit) bytes"
        case .namespaceTooLong(let limit): "a namespace name is longer than \(limit) bytes"
        case .invalidNamespace: "a namespace name is not UTF-8"
        case .invalidAckID: "the ack id of a packet is missing or too large"
        case .invalidJSON(let error): "the payload of a packet is not JSON: \(error)"
        case .invalidPayload: "the payload of a packet has the wrong shape for its type"
        case .missingEventName: "an event has no name"
        case .reservedEventName(let name): "the event name \(name) is reserved"
        case .illegalPlaceholder: "a packet points to an attachment that does not exist"
        case .unexpectedAttachment: "a binary frame came that no packet announced"
        case .missingAttachment: "text came where an attachment was announced"
        }
    }
}
