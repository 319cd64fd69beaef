import JSON
import Synchronization
package import Transport
@_spi(Rooms) package import WebSocket

// Everything here runs on the loop's thread.

extension SocketIOConnection: WebSocketConnectionHandler {
    package func webSocketOpened(_ agreement: WebSocketAgreement) {
        session.with { session in
            session.machine = SocketIOMachine(
                at: .now, openTimeLimit: configuration.openTimeLimit, limits: configuration.packetLimits)
        }
        arm()
    }

    package func webSocketReceived(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
        session.with { session in
            var output = SessionOutput(connection: self, cost: payload.count)
            session.machine?.receive(kind, payload, at: .now, into: &output)
            arm(&session)
        }
    }

    package func webSocketFlushed() {
        let waiters = shared.withLock { shared in
            defer { shared.flushWaiters = [] }
            return shared.flushWaiters
        }
        for waiter in waiters { waiter.fulfil(()) }
    }

    package func webSocketFailed(_ error: WebSocketError) {
        over(.transportError(error), failure: error == .cancelled ? .cancelled : .webSocket(error))
    }

    package func webSocketEnded(_ end: WebSocketEnd, cause: TransportError?) {
        let reason: SocketIOCloseReason =
            switch end {
            case .closedByPeer(let close): .transportClose(close.code)
            case .closedByUs: .clientDisconnect
            case .violation(let violation): .transportError(.violation(violation))
            case .lost: cause.map { .transportError(.transport($0)) } ?? .transportClose(.abnormal)
            }
        over(reason, failure: nil)
    }

    /// The WebSocket is gone.
    private func over(_ reason: SocketIOCloseReason, failure: SocketIOError?) {
        end(reason)
        session.with { session in
            session.timer?.cancel()
            session.timer = nil
            session.machine?.stop()
        }
        let actual = closeReason ?? reason
        opened.fulfil(.failure(failure ?? .closed(actual)))
        ended.fulfil(actual)
    }

    // MARK: Time

    /// Makes sure that a timer fires no later than the deadline. One that fires early finds nothing due and sets the next,
    /// so that a heartbeat costs no timer of its own.
    func arm() { session.with { arm(&$0) } }

    private func arm(_ session: inout Session) {
        guard let deadline = session.machine?.deadline else { return }
        if let fires = session.timerFires, fires <= deadline { return }
        session.timer?.cancel()
        session.timerFires = deadline
        session.timer = loop.schedule(after: deadline - .now) { [weak self] in self?.timerFired() }
    }

    private func timerFired() {
        session.with { session in
            session.timerFires = nil
            session.timer = nil
            var output = SessionOutput(connection: self, cost: 0)
            session.machine?.elapsed(at: .now, into: &output)
        }
        arm()
    }

    // MARK: Back-pressure

    /// A namespace's events are not taken fast enough, or are again. Any thread.
    func pause(_ isOn: Bool) {
        let pauses = shared.withLock { shared in
            shared.pauses += isOn ? 1 : -1
            return shared.pauses
        }
        if pauses > 0, loop.isCurrent { webSocket.setReading(false) }
        // What holds is decided on the loop, by the state at that time: calls from several threads may cross.
        loop.execute { self.settleReading() }
    }

    private func settleReading() {
        let isOn = shared.withLock { $0.pauses <= 0 || $0.reason != nil }
        webSocket.setReading(isOn)
        session.with { $0.machine?.reading(isOn, at: .now) }
        arm()
    }
}

/// Does what the machine says. It runs while the session is in use, so it must not touch that.
private struct SessionOutput: SocketIOMachineOutput {
    let connection: SocketIOConnection
    /// Bytes of the message that is being read.
    let cost: Int

    private func namespace(_ name: String) -> SocketIONamespace? {
        connection.shared.withLock { $0.namespaces[name] }
    }

    func opened(_ open: EngineOpen) {
        if let limit = open.maximumPayload { connection.maximumPacket.store(limit, ordering: .relaxed) }
        connection.opened.fulfil(.success(open))
    }

    func sendPong() {
        withUnsafeBytes(of: EnginePacketType.pong.rawValue) { connection.webSocket.sendUrgent(.text, $0) }
    }

    func sendDisconnect(_ name: String) { connection.sendDisconnect(name) }

    func joined(_ name: String, sid: String) { namespace(name)?.admit(sid: sid) }

    func refused(_ name: String, message: String, data: JSONView) {
        fail(name, .connectRefused(message: message, data: data.exists ? data.value : nil))
    }

    func joinTimedOut(_ name: String) { fail(name, .timedOut(.join)) }

    private func fail(_ name: String, _ error: SocketIOError) {
        guard let namespace = namespace(name) else { return }
        connection.forget(namespace)
        namespace.fail(error)
    }

    func left(_ name: String) {
        guard let namespace = namespace(name) else { return }
        connection.forget(namespace)
        namespace.end(.serverDisconnect)
    }

    func event(_ packet: SocketIOPacket) {
        namespace(packet.namespace)?.receive(SocketIOEvent(packet), cost: cost)
    }

    func ack(_ packet: SocketIOPacket) { namespace(packet.namespace)?.acknowledged(packet) }

    func ended(_ end: SocketIOMachineEnd) {
        switch end {
        case .openTimedOut:
            connection.opened.fulfil(.failure(.timedOut(.open)))
            connection.end(.transportClose(.abnormal))
            connection.webSocket.abort()
        case .pingTimeout:
            connection.end(.pingTimeout)
            // Nobody is there to confirm a close.
            connection.webSocket.abort()
        case .closedByServer:
            connection.end(.transportClose(.normal))
            connection.webSocket.close()
        case .violation(let violation):
            connection.opened.fulfil(.failure(.protocolViolation(violation)))
            connection.end(.parseError(violation))
            connection.webSocket.close(WebSocketClose(.protocolError))
        }
    }
}
