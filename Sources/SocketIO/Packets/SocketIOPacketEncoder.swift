package import Bytes
package import JSON

/// Writes Engine.IO and Socket.IO packets at the end of a buffer, for either end.
package enum SocketIOPacketEncoder {
    /// Appends everything before the payload, the Engine.IO type byte included.
    package static func appendHeader(
        _ kind: SocketIOPacket.Kind, attachments: Int = 0, namespace: String, ackID: Int? = nil,
        to buffer: inout ByteBuffer
    ) {
        buffer.append(EnginePacketType.message.rawValue)
        buffer.append(kind.rawValue)
        if kind.isBinary {
            buffer.append(utf8: String(attachments))
            buffer.append(UInt8(ascii: "-"))
        }
        if namespace != "/" {
            buffer.append(utf8: namespace)
            buffer.append(UInt8(ascii: ","))
        }
        if let ackID { buffer.append(utf8: String(ackID)) }
    }

    /// Appends an event; `write` writes its arguments, none to any number, one after the other.
    @inline(__always)
    package static func appendEvent(
        _ name: String, attachments: Int = 0, namespace: String, ackID: Int? = nil, to buffer: inout ByteBuffer,
        _ write: (inout JSONWriter) -> Void
    ) {
        appendHeader(
            attachments > 0 ? .binaryEvent : .event, attachments: attachments, namespace: namespace, ackID: ackID,
            to: &buffer)
        appendJSON(to: &buffer) { writer in
            writer.beginArray()
            writer.string(name)
            write(&writer)
            writer.endArray()
        }
    }

    /// Appends the answer to an event that carried an ack id.
    package static func appendAck(
        _ ackID: Int, attachments: Int = 0, namespace: String, to buffer: inout ByteBuffer,
        _ write: (inout JSONWriter) -> Void
    ) {
        appendHeader(
            attachments > 0 ? .binaryAck : .ack, attachments: attachments, namespace: namespace, ackID: ackID,
            to: &buffer)
        appendJSON(to: &buffer) { writer in
            writer.beginArray()
            write(&writer)
            writer.endArray()
        }
    }

    /// Appends a packet whose payload is one value, or none: connect, disconnect, connect error.
    package static func append(
        _ kind: SocketIOPacket.Kind, namespace: String, to buffer: inout ByteBuffer,
        _ write: ((inout JSONWriter) -> Void)? = nil
    ) {
        appendHeader(kind, namespace: namespace, to: &buffer)
        if let write { appendJSON(to: &buffer, write) }
    }

    /// Lends the buffer to a writer: what it writes lands behind what is there.
    @inline(__always)
    private static func appendJSON(to buffer: inout ByteBuffer, _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(into: buffer)
        write(&writer)
        buffer = writer.finish()
    }
}
