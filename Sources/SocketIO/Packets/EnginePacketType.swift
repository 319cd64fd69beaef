/// The first byte of an Engine.IO 4 text packet (Engine.IO protocol 4, "Packet encoding"). A binary WebSocket frame is a
/// message without that byte.
package enum EnginePacketType: UInt8, Sendable {
    case open = 0x30
    case close = 0x31
    case ping = 0x32
    case pong = 0x33
    case message = 0x34
    case upgrade = 0x35
    case noop = 0x36
}
