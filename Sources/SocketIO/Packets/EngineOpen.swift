package import Bytes
package import JSON

/// The server's first packet: what the session is called and how it is kept alive (Engine.IO protocol 4, "Handshake").
package struct EngineOpen: Sendable, Hashable {
    /// The session id.
    package var sid: String
    /// Transports the server would change to; empty over WebSocket.
    package var upgrades: [String]
    /// How often the server pings.
    package var pingInterval: Duration
    /// How long after that interval the link counts as dead.
    package var pingTimeout: Duration
    /// Largest message the server takes, in bytes; nil when it did not say.
    package var maximumPayload: Int?

    package init(
        sid: String, upgrades: [String] = [], pingInterval: Duration = .seconds(25),
        pingTimeout: Duration = .seconds(20), maximumPayload: Int? = 1_000_000
    ) {
        self.sid = sid
        self.upgrades = upgrades
        self.pingInterval = pingInterval
        self.pingTimeout = pingTimeout
        self.maximumPayload = maximumPayload
    }

    /// Longer waits than this are shortened to it: a day without a ping is a dead link whatever the server says.
    private static let longestWait = 86_400_000.0

    /// Reads the packet's JSON. Zero, negative, non-numeric and missing intervals are refused, since no heartbeat can be
    /// kept with them; huge ones are clamped.
    package init(reading view: JSONView) throws(SocketIOViolation) {
        guard let sid = view["sid"].string, !sid.isEmpty, sid.utf8.count <= 256 else {
            throw SocketIOViolation(.invalidOpen("sid"))
        }
        self.sid = sid
        upgrades = view["upgrades"].array.prefix(8).compactMap { $0.string }
        pingInterval = try Self.wait(view["pingInterval"], "pingInterval")
        pingTimeout = try Self.wait(view["pingTimeout"], "pingTimeout")
        let limit = view["maxPayload"]
        if limit.isNull {
            maximumPayload = nil
        } else {
            guard let bytes = limit.double, bytes >= 1 else { throw SocketIOViolation(.invalidOpen("maxPayload")) }
            maximumPayload = Int(min(bytes, Double(Int32.max)))
        }
    }

    private static func wait(_ view: JSONView, _ name: String) throws(SocketIOViolation) -> Duration {
        guard let milliseconds = view.double, milliseconds >= 1 else { throw SocketIOViolation(.invalidOpen(name)) }
        return .milliseconds(Int64(min(milliseconds, longestWait)))
    }

    /// Appends the packet as a server sends it.
    package func append(to buffer: inout ByteBuffer) {
        buffer.append(EnginePacketType.open.rawValue)
        var writer = JSONWriter(into: buffer)
        writer.object { writer in
            writer.member("sid", sid)
            writer.array("upgrades") { writer in
                for upgrade in upgrades { writer.string(upgrade) }
            }
            writer.member("pingInterval", pingInterval.wholeMilliseconds)
            writer.member("pingTimeout", pingTimeout.wholeMilliseconds)
            if let maximumPayload { writer.member("maxPayload", maximumPayload) }
        }
        buffer = writer.finish()
    }
}

extension Duration {
    /// Whole milliseconds, cut; clamped to what an `Int` holds.
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? .max : Int(whole) &+ Int(attoseconds / 1_000_000_000_000_000)
    }
}
