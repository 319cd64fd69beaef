package import JSON
package import WebSocket

/// What a ``SocketIOMachine`` tells its owner and asks of it.
package protocol SocketIOMachineOutput {
    /// The session is open: namespaces may be joined.
    mutating func opened(_ open: EngineOpen)
    /// Answer the engine's ping.
    mutating func sendPong()
    /// Leave a namespace that the server let us into after we had given up on it.
    mutating func sendDisconnect(_ namespace: String)
    mutating func joined(_ namespace: String, sid: String)
    /// - Parameter data: the refusal's `data`; missing when it had none.
    mutating func refused(_ namespace: String, message: String, data: JSONView)
    /// The server did not answer in time.
    mutating func joinTimedOut(_ namespace: String)
    /// The server left the namespace. The session goes on.
    mutating func left(_ namespace: String)
    mutating func event(_ packet: SocketIOPacket)
    mutating func ack(_ packet: SocketIOPacket)
    /// The session is over: close the connection. Nothing is told after this.
    mutating func ended(_ end: SocketIOMachineEnd)
}

/// Why the machine gave the session up.
package enum SocketIOMachineEnd: Hashable, Sendable {
    /// No open packet came in time.
    case openTimedOut
    /// No ping came in time.
    case pingTimeout
    /// The server sent the engine's close packet.
    case closedByServer
    case violation(SocketIOViolation)
}

/// A client's Engine.IO session and its namespaces without I/O (Engine.IO protocol 4, Socket.IO protocol 5).
///
/// Inputs are the messages of one WebSocket, the owner's wishes and the time; it answers by calling its output. Sending
/// events needs no machine, only that the namespace was joined.
package struct SocketIOMachine: Sendable {
    /// A moment on the owner's clock.
    package typealias Instant = ContinuousClock.Instant

    private enum Engine {
        case waiting(until: Instant)
        case open(EngineOpen)
        case ended
    }

    private enum Membership {
        case joining(until: Instant)
        case joined
        /// We stopped waiting for the answer; if it comes all the same, we leave at once.
        case abandoned
    }

    private var engine: Engine
    private var decoder: SocketIOPacketDecoder
    private var namespaces: [String: Membership] = [:]
    /// When the link counts as dead; nil while we do not read, since then no ping can be seen.
    private var heartbeat: Instant?

    /// Packets that were let go because they make no sense but do no harm: for namespaces never asked for, before their
    /// namespace was joined, a second answer to a join.
    package private(set) var ignoredPackets = 0

    /// - Parameters:
    ///   - now: when the WebSocket came up.
    ///   - openTimeLimit: how long the server may take to send its open packet.
    package init(at now: Instant, openTimeLimit: Duration, limits: SocketIOPacketLimits = SocketIOPacketLimits()) {
        engine = .waiting(until: now + openTimeLimit)
        deadline = now + openTimeLimit
        decoder = SocketIOPacketDecoder(limits: limits)
    }

    /// When ``elapsed(at:into:)`` must be called at the latest; nil for never.
    package private(set) var deadline: Instant?

    /// Called wherever what the deadline is made of may have changed.
    private mutating func settleDeadline() {
        switch engine {
        case .waiting(let until): deadline = until
        case .ended: deadline = nil
        case .open:
            deadline = heartbeat
            for case .joining(let until) in namespaces.values { deadline = min(deadline ?? until, until) }
        }
    }

    // MARK: The owner's wishes

    /// Asks to join a namespace; the owner then sends the connect packet.
    /// - Returns: false when the session is not open or the namespace is already in use.
    package mutating func join(_ namespace: String, until: Instant) -> Bool {
        guard case .open = engine, namespaces[namespace] == nil else { return false }
        namespaces[namespace] = .joining(until: until)
        settleDeadline()
        return true
    }

    /// Leaves a namespace, or stops waiting to join it.
    /// - Returns: whether the owner is to send a disconnect packet: only after the server has let us in, since before
    ///   that it would take any packet for an error and close the connection.
    package mutating func leave(_ namespace: String) -> Bool {
        switch namespaces[namespace] {
        case .joined:
            namespaces[namespace] = nil
            return true
        case .joining:
            namespaces[namespace] = .abandoned
            settleDeadline()
            return false
        case .abandoned, nil: return false
        }
    }

    /// A join whose connect packet could not be sent: no answer will come.
    package mutating func forget(_ namespace: String) {
        namespaces[namespace] = nil
        settleDeadline()
    }

    /// The connection is over: nothing is told any more.
    package mutating func stop() {
        engine = .ended
        namespaces = [:]
        heartbeat = nil
        deadline = nil
    }

    /// Reading was stopped (the application does not keep up) or goes on.
    package mutating func reading(_ isOn: Bool, at now: Instant) {
        guard case .open(let open) = engine else { return }
        heartbeat = isOn ? now + open.pingInterval + open.pingTimeout : nil
        settleDeadline()
    }

    // MARK: Time and messages

    /// Time has passed: gives up what is overdue.
    package mutating func elapsed(at now: Instant, into output: inout some SocketIOMachineOutput) {
        switch engine {
        case .ended: return
        case .waiting(let until):
            if now >= until { end(.openTimedOut, &output) }
        case .open:
            if let heartbeat, now >= heartbeat { return end(.pingTimeout, &output) }
            for (namespace, membership) in namespaces {
                guard case .joining(let until) = membership, now >= until else { continue }
                namespaces[namespace] = .abandoned
                output.joinTimedOut(namespace)
            }
            settleDeadline()
        }
    }

    /// Takes a message from the WebSocket.
    /// - Parameter now: asked for only where time matters, which is not in events.
    package mutating func receive(
        _ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer, at now: @autoclosure () -> Instant,
        into output: inout some SocketIOMachineOutput
    ) {
        if case .ended = engine { return }
        do throws(SocketIOViolation) {
            switch kind {
            case .text: try text(payload, at: now, &output)
            case .binary:
                guard case .open = engine else { throw SocketIOViolation(.unexpectedAttachment) }
                if let packet = try decoder.binary(payload) { take(packet, &output) }
            }
        } catch {
            end(.violation(error), &output)
        }
    }

    private mutating func text(
        _ payload: UnsafeRawBufferPointer, at now: () -> Instant, _ output: inout some SocketIOMachineOutput
    ) throws(SocketIOViolation) {
        guard let byte = payload.first else { throw SocketIOViolation(.emptyPacket) }
        guard let type = EnginePacketType(rawValue: byte) else { throw SocketIOViolation(.unknownEnginePacket(byte)) }
        let rest = UnsafeRawBufferPointer(rebasing: payload.dropFirst())
        switch (type, engine) {
        case (.open, .waiting): try opened(rest, at: now(), &output)
        case (.close, _): end(.closedByServer, &output)
        case (.noop, _): return
        case (.message, .open):
            if let packet = try decoder.text(rest) { take(packet, &output) }
        case (.ping, .open(let open)):
            heartbeat = now() + open.pingInterval + open.pingTimeout
            settleDeadline()
            output.sendPong()
        case (.pong, .open), (.upgrade, .open):
            // We send neither a ping nor a probe, so there is nothing these could answer.
            ignoredPackets += 1
        default: throw SocketIOViolation(.unexpectedEnginePacket(byte))
        }
    }

    private mutating func opened(
        _ payload: UnsafeRawBufferPointer, at now: Instant, _ output: inout some SocketIOMachineOutput
    ) throws(SocketIOViolation) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(copying: payload, limits: JSONLimits(maximumBytes: 64 << 10, maximumDepth: 16))
        } catch {
            throw SocketIOViolation(.invalidJSON(error))
        }
        let open = try EngineOpen(reading: document.root)
        engine = .open(open)
        heartbeat = now + open.pingInterval + open.pingTimeout
        settleDeadline()
        output.opened(open)
    }

    private mutating func take(_ packet: SocketIOPacket, _ output: inout some SocketIOMachineOutput) {
        let name = packet.namespace
        switch (packet.kind, namespaces[name]) {
        case (.event, .joined), (.binaryEvent, .joined): output.event(packet)
        case (.ack, .joined), (.binaryAck, .joined): output.ack(packet)
        case (.connect, .joining):
            namespaces[name] = .joined
            settleDeadline()
            output.joined(name, sid: packet.payload["sid"].string ?? "")
        case (.connect, .abandoned):
            namespaces[name] = nil
            output.sendDisconnect(name)
        case (.connectError, .joining):
            namespaces[name] = nil
            settleDeadline()
            let message = packet.payload["message"].string ?? packet.payload.string ?? ""
            output.refused(name, message: message, data: packet.payload["data"])
        case (.disconnect, .joined):
            namespaces[name] = nil
            output.left(name)
        case (.connectError, .abandoned), (.disconnect, .abandoned): namespaces[name] = nil
        default: ignoredPackets += 1
        }
    }

    private mutating func end(_ end: SocketIOMachineEnd, _ output: inout some SocketIOMachineOutput) {
        stop()
        output.ended(end)
    }
}
