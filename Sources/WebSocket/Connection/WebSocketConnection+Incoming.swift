import Synchronization
package import Transport

extension WebSocketConnection: ByteStreamHandler {
    /// The part that only the loop's thread uses.
    struct Incoming: ~Copyable, Sendable {
        // Indirect, so that the handshake takes no room in the open connection, which may be one of thousands.
        indirect enum Phase {
            case idle(WebSocketRequest)
            case connecting(WebSocketClientHandshake)
            case upgrading(WebSocketClientHandshake, until: ContinuousClock.Instant)
            case open
            case closed
        }

        var phase: Phase
        var machine: WebSocketMachine
        var handler: (any WebSocketConnectionHandler)?
        var stream: ByteStream?
        /// Why opening failed, when we found out before the stream ended.
        var failure: WebSocketError?
        var timer: LoopTimer?
        var timerFires: ContinuousClock.Instant?

        var deadline: ContinuousClock.Instant? {
            switch phase {
            case .upgrading(_, let until): until
            case .open: machine.deadline
            case .idle, .connecting, .closed: nil
            }
        }
    }

    // MARK: The stream's handler

    package func streamOpened() {
        incoming.with { incoming in
            guard case .connecting(let handshake) = incoming.phase else { return }
            incoming.phase = .upgrading(handshake, until: .now + options.upgradeTimeLimit)
            incoming.stream?.write { handshake.appendRequest(to: &$0) }
            arm(&incoming)
        }
    }

    package func streamReceived(_ bytes: UnsafeRawBufferPointer) {
        incoming.with { incoming in
            var rest = bytes
            if case .upgrading(let handshake, let until) = incoming.phase {
                guard let consumed = upgrade(bytes, handshake, until, &incoming) else { return }
                rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(consumed))
            }
            guard case .open = incoming.phase, let handler = incoming.handler, !rest.isEmpty else { return }
            var output = MachineOutput(connection: self, handler: handler)
            incoming.machine.receive(rest, at: .now, into: &output)
            arm(&incoming)
        }
    }

    package func streamFlushed() {
        let handler = incoming.with { incoming -> (any WebSocketConnectionHandler)? in
            if case .open = incoming.phase { incoming.handler } else { nil }
        }
        handler?.webSocketFlushed()
    }

    package func streamClosed(_ error: TransportError?) {
        let isOurs = outgoing.withLock { outgoing -> Bool in
            defer {
                outgoing.state = .closed
                outgoing.stream = nil
            }
            return outgoing.state == .closed
        }
        incoming.with { incoming in
            incoming.timer?.cancel()
            incoming.timer = nil
            incoming.stream = nil
            guard let handler = incoming.handler else { return }
            incoming.handler = nil
            let phase = incoming.phase
            incoming.phase = .closed
            switch phase {
            case .open: handler.webSocketEnded(incoming.machine.end, cause: error)
            case .upgrading(let handshake, _) where handshake.isRefused:
                handler.webSocketFailed(.handshake(handshake.ended()))
            case .upgrading where incoming.failure == nil && error == nil && !isOurs:
                handler.webSocketFailed(.handshake(.closedEarly))
            default: handler.webSocketFailed(incoming.failure ?? error.map { .transport($0) } ?? .cancelled)
            }
        }
    }

    // MARK: Opening

    /// - Returns: how many bytes belonged to the handshake, once it is done.
    private func upgrade(
        _ bytes: UnsafeRawBufferPointer, _ handshake: WebSocketClientHandshake, _ until: ContinuousClock.Instant,
        _ incoming: inout Incoming
    ) -> Int? {
        var handshake = handshake
        do throws(WebSocketHandshakeError) {
            let answer = try handshake.receive(bytes)
            incoming.phase = .upgrading(handshake, until: until)
            guard let (agreement, consumed) = answer else { return nil }
            if let agreed = agreement.compression { compress(agreed, &incoming) }
            let isWanted = outgoing.withLock { outgoing in
                guard outgoing.state == .connecting else { return false }
                outgoing.state = .open
                return true
            }
            guard isWanted else { return nil }
            incoming.phase = .open
            arm(&incoming)
            incoming.handler?.webSocketOpened(agreement)
            return consumed
        } catch {
            fail(.handshake(error), &incoming)
            return nil
        }
    }

    private func fail(_ error: WebSocketError, _ incoming: inout Incoming) {
        if incoming.failure == nil { incoming.failure = error }
        incoming.stream?.close(afterFlush: false)
    }

    // MARK: Time and closing

    func closeSent(_ close: WebSocketClose) {
        incoming.with { incoming in
            guard case .open = incoming.phase else { return }
            incoming.machine.closeSent(close, at: .now)
            arm(&incoming)
        }
    }

    private func settled() {
        incoming.with { incoming in
            guard case .open = incoming.phase, let handler = incoming.handler else { return }
            var output = MachineOutput(connection: self, handler: handler)
            incoming.machine.settled(at: .now, into: &output)
            arm(&incoming)
        }
    }

    /// Makes sure that a timer fires no later than the deadline. One that fires early finds nothing due and sets the next.
    private func arm(_ incoming: inout Incoming) {
        guard let deadline = incoming.deadline else {
            incoming.timer?.cancel()
            incoming.timer = nil
            incoming.timerFires = nil
            return
        }
        if let fires = incoming.timerFires, fires <= deadline { return }
        incoming.timer?.cancel()
        incoming.timerFires = deadline
        incoming.timer = loop.schedule(after: deadline - .now) { [weak self] in self?.timerFired() }
    }

    private func timerFired() {
        incoming.with { incoming in
            incoming.timerFires = nil
            incoming.timer = nil
            guard let deadline = incoming.deadline else { return }
            guard .now >= deadline else { return arm(&incoming) }
            switch incoming.phase {
            case .upgrading: fail(.upgradeTimedOut, &incoming)
            case .open:
                guard let handler = incoming.handler else { return }
                var output = MachineOutput(connection: self, handler: handler)
                incoming.machine.elapsed(at: .now, into: &output)
                arm(&incoming)
            case .idle, .connecting, .closed: return
            }
        }
    }

    /// Does what the machine asks. It runs while the incoming part is in use, so it must not touch that.
    private struct MachineOutput: WebSocketMachineOutput {
        let connection: WebSocketConnection
        let handler: any WebSocketConnectionHandler

        func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
            handler.webSocketReceived(kind, payload)
        }
        func sendPong(_ payload: UnsafeRawBufferPointer) { connection.sendUrgent(.pong, payload) }
        func sendClose(_ close: WebSocketClose) { _ = connection.beginClose(close) }
        func settle() -> Bool {
            // Never from within the machine, which is in use now. The stream holds the connection until it ends.
            handler.webSocketSettles { [connection] in connection.loop.execute { connection.settled() } }
            return false
        }
        func closeStream(afterFlush: Bool) {
            connection.outgoing.withLock { $0.stream }?.close(afterFlush: afterFlush)
        }
    }
}
