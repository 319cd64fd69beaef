import Bytes
import JSON
import SocketIO
import WebSocket

/// Measures the inner steps of sending and receiving, one after the other: what an operation costs, and how many bytes
/// pass in a second. Run it alone on a quiet machine, built for release.
@main
struct MicroBenchmarks {
    static func main() {
        let kilobyte = [UInt8](repeating: UInt8(ascii: "x"), count: 1024)
        masking(kilobyte)
        masking([UInt8](repeating: 7, count: 64 << 10))
        maskKeys()
        encoding(kilobyte)
        decoding(kilobyte, mask: nil)
        decoding(kilobyte, mask: 0x1234_5678)
        packets()
    }

    private static func masking(_ payload: [UInt8]) {
        var bytes = payload
        Measurement.report("mask \(bytes.count) bytes", bytes: bytes.count) {
            bytes.withUnsafeMutableBytes { WebSocketMask.apply(0x1234_5678, to: $0) }
        }
    }

    private static func maskKeys() {
        let keys = MaskKeySource.system
        Measurement.report("draw a mask key", bytes: 4) { Measurement.keep(Int(keys.next())) }
    }

    private static func encoding(_ payload: [UInt8]) {
        let keys = MaskKeySource.system
        var buffer = ByteBuffer(capacity: 2048)
        Measurement.report("encode a masked frame of \(payload.count) bytes", bytes: payload.count) {
            buffer.removeAll()
            payload.withUnsafeBytes {
                WebSocketFrameEncoder.append(.text, mask: keys.next(), payload: $0, to: &buffer)
            }
            Measurement.keep(buffer.count)
        }
    }

    private static func decoding(_ payload: [UInt8], mask: UInt32?) {
        var buffer = ByteBuffer()
        payload.withUnsafeBytes { WebSocketFrameEncoder.append(.text, mask: mask, payload: $0, to: &buffer) }
        var decoder = WebSocketFrameDecoder(role: mask == nil ? .client : .server)
        var sink = CountingSink()
        let kind = mask == nil ? "an unmasked" : "a masked"
        Measurement.report("decode \(kind) text frame of \(payload.count) bytes", bytes: payload.count) {
            buffer.withUnsafeBytes { bytes in
                do throws(WebSocketViolation) { try decoder.receive(bytes, into: &sink) } catch { Measurement.keep(1) }
            }
        }
        precondition(sink.bytes > 0, "the decoder found no message")
    }

    private static func packets() {
        let text = #"2/vtt,["dice:roll:ack",{"success":true,"rollId":"0190c5f4-7d3a-7e10-9b51-1d2f6c0a8e77"}]"#
        let packet = Array(text.utf8)
        var decoder = SocketIOPacketDecoder()
        Measurement.report("parse an event packet of \(packet.count) bytes", bytes: packet.count) {
            packet.withUnsafeBytes { bytes in
                do throws(SocketIOViolation) {
                    Measurement.keep(try decoder.text(bytes)?.namespace.utf8.count ?? 0)
                } catch {
                    Measurement.keep(1)
                }
            }
        }
        var buffer = ByteBuffer(capacity: 2048)
        Measurement.report("write an event packet of \(packet.count) bytes", bytes: packet.count) {
            buffer.removeAll()
            SocketIOPacketEncoder.appendEvent("dice:roll:ack", namespace: "/vtt", to: &buffer) { writer in
                writer.object { writer in
                    writer.member("success", true)
                    writer.member("rollId", "0190c5f4-7d3a-7e10-9b51-1d2f6c0a8e77")
                }
            }
            Measurement.keep(buffer.count)
        }
    }
}

/// Counts what the decoder finds.
private struct CountingSink: WebSocketFrameSink {
    var bytes = 0

    mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) { bytes &+= payload.count }
    mutating func ping(_ payload: UnsafeRawBufferPointer) {}
    mutating func pong(_ payload: UnsafeRawBufferPointer) {}
    mutating func close(_ close: WebSocketClose) {}
}
