import Bytes
import Synchronization
package import Transport
@_spi(Rooms) import WebSocket

/// A loopback server whose every byte a test decides.
package final class ScriptedServer: Sendable {
    /// The loop of server and client alike.
    package let loop: EventLoop
    private let listener: Listener
    private let peers: BoundedQueue<ScriptedPeer>

    package init(loop: EventLoop = .shared) throws(TransportError) {
        self.loop = loop
        let peers = BoundedQueue<ScriptedPeer>(maximumCount: .max, maximumCost: .max, on: loop) { _ in }
        self.peers = peers
        listener = try Listener(on: loop) { stream in
            let peer = ScriptedPeer(stream)
            peers.push(peer, cost: 0)
            return peer
        }
    }

    deinit { listener.close() }

    /// Its address.
    package var address: ServerAddress {
        get throws { try ServerAddress("ws://127.0.0.1:\(listener.port)") }
    }

    /// Stops listening: the next connection is refused.
    package func close() { listener.close() }

    /// The next client that connects.
    package func peer() async throws -> ScriptedPeer {
        guard let peer = await peers.next() else { throw CancellationError() }
        return peer
    }

    /// The next client, let through the upgrade.
    /// - Parameter gluedText: a text message in the same write as the 101 answer.
    package func upgradedPeer(
        subprotocol: String? = nil, extensions: String? = nil, gluedText: String? = nil
    ) async throws -> ScriptedPeer {
        let peer = try await peer()
        let request = try await peer.request()
        peer.write { buffer in
            request.appendAcceptance(subprotocol: subprotocol, extensions: extensions, to: &buffer)
            if let gluedText {
                WebSocketFrameEncoder.append(.text, mask: nil, to: &buffer) { $0.append(utf8: gluedText) }
            }
        }
        return peer
    }
}
