import JSON
import SocketPeers
import Testing
import Transport
import WebSocket

@testable import SocketIO

extension ScriptedServer {
    static let open = #"0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#

    /// The next client, with its session opened.
    func openedPeer(_ open: String = ScriptedServer.open) async throws -> ScriptedPeer {
        try await upgradedPeer(gluedText: open)
    }

    /// A connected client and its peer.
    func pair(
        open: String = ScriptedServer.open, _ change: (inout SocketIOConfiguration) -> Void = { _ in }
    ) async throws -> (connection: SocketIOConnection, peer: ScriptedPeer) {
        var configuration = SocketIOConfiguration()
        configuration.connect.proxy = .none
        change(&configuration)
        async let peer = openedPeer(open)
        let connection = try await SocketIOConnection.connect(to: address, configuration: configuration)
        return (connection, try await peer)
    }

    /// A connected client that has joined `/vtt`, and its peer.
    func joinedPair(
        open: String = ScriptedServer.open, handler: (any SocketIONamespaceHandler)? = nil,
        _ change: (inout SocketIOConfiguration) -> Void = { _ in }
    ) async throws -> (table: SocketIONamespace, peer: ScriptedPeer) {
        let (connection, peer) = try await pair(open: open, change)
        async let table = connection.join("/vtt", auth: ["token": "t"], handler: handler)
        #expect(await peer.nextText() == #"40/vtt,{"token":"t"}"#)
        peer.send(#"40/vtt,{"sid":"n"}"#)
        return (try await table, peer)
    }
}
