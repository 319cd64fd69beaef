import Bytes
import JSON
import SocketIO

/// The input is packets divided by zero bytes; one that begins with `b` is a binary frame. What is decoded can be written
/// and decoded again.
enum SocketIOPacketsFuzz {
    static func run(_ input: UnsafeRawBufferPointer) {
        var decoder = SocketIOPacketDecoder()
        for part in input.split(separator: 0, maxSplits: 64, omittingEmptySubsequences: true) {
            let bytes = UnsafeRawBufferPointer(rebasing: part)
            let rest = UnsafeRawBufferPointer(rebasing: part.dropFirst())
            switch bytes.first {
            case UInt8(ascii: "b"):
                _ = try? decoder.binary(rest)
            case EnginePacketType.open.rawValue:
                guard let json = try? JSONDocument(copying: rest).root, let open = try? EngineOpen(reading: json)
                else { continue }
                precondition(open.pingInterval > .zero && open.pingTimeout > .zero)
            case EnginePacketType.message.rawValue:
                if let packet = (try? decoder.text(rest)) ?? nil { check(packet) }
            default:
                continue
            }
        }
    }

    private static func check(_ packet: SocketIOPacket) {
        guard packet.attachments.isEmpty, packet.payload.exists else { return }
        var buffer = ByteBuffer()
        SocketIOPacketEncoder.appendHeader(
            packet.kind, namespace: packet.namespace, ackID: packet.ackID, to: &buffer)
        // A space, so that a payload that is a number does not join the ack id.
        buffer.append(UInt8(ascii: " "))
        packet.payload.withJSONText { buffer.append(contentsOf: $0) }
        buffer.consume(1)
        let again = buffer.withUnsafeBytes { bytes in
            var decoder = SocketIOPacketDecoder()
            return (try? decoder.text(bytes)) ?? nil
        }
        precondition(again?.kind == packet.kind && again?.ackID == packet.ackID, "a packet that reads back different")
        precondition(again?.namespace == packet.namespace, "a namespace that reads back different")
    }
}
