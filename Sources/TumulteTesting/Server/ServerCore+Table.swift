internal import Bytes
internal import JSON
internal import SocketIO

/// The namespace of the tables (contract: socket, sections 2 to 6).
extension ServerCore {
    static let namespace = "/vtt"

    // MARK: Joining

    func connect(_ namespace: String, _ auth: JSONView, _ link: ServerLink, _ socket: EngineLink) {
        guard namespace == "/" || namespace == ServerCore.namespace else {
            return refuse(namespace, "Invalid namespace", link)
        }
        guard namespace == ServerCore.namespace else { return accept(namespace, link, socket) }
        if let message = faults.nextHandshakeRefusal() { return refuse(namespace, message, link) }
        switch state.admit(auth, at: now) {
        case .refused(let message):
            refuse(namespace, message, link)
        case .accepted(let connectionID):
            accept(namespace, link, socket)
            var table = TableSocket(connectionID: connectionID)
            switch faults.nextSetup() {
            case .withhold: break
            case .fail:
                table.timer = schedule(after: options.connectedDelay, link) { core, link in
                    core.disconnectTable(link, closingLink: false)
                }
            case .normal:
                table.timer = schedule(after: options.connectedDelay, link) { core, link in core.ready(link) }
            }
            socket.table = table
        }
    }

    private func accept(_ namespace: String, _ link: ServerLink, _ socket: EngineLink) {
        socket.session.join(namespace)
        let sid = random.hex(10)
        sendPacket(to: link) { buffer in
            SocketIOPacketEncoder.append(.connect, namespace: namespace, to: &buffer) { writer in
                writer.value(["sid": .string(sid)])
            }
        }
    }

    private func refuse(_ namespace: String, _ message: String, _ link: ServerLink) {
        sendPacket(to: link) { buffer in
            SocketIOPacketEncoder.append(.connectError, namespace: namespace, to: &buffer) { writer in
                writer.value(["message": .string(message)])
            }
        }
    }

    private func ready(_ link: ServerLink) {
        guard let connectionID = link.socket?.table?.connectionID, link.socket?.isClosing == false else { return }
        let payload = state.socketOpened(connectionID, at: now)
        link.socket?.table?.isReady = true
        send("connected", payload, to: link)
        scheduleHeartbeat(link)
    }

    // MARK: Application heartbeat (section 4)

    private func scheduleHeartbeat(_ link: ServerLink) {
        link.socket?.table?.timer = schedule(after: options.heartbeatInterval, link) { core, link in
            core.heartbeat(link)
        }
    }

    private func heartbeat(_ link: ServerLink) {
        guard let socket = link.socket, socket.table != nil else { return }
        scheduleHeartbeat(link)
        guard !faults.isStalled else { return }
        send("ping", ["timestamp": .int(now.milliseconds)], to: link)
        // A limit that runs already is not extended by another ping.
        guard socket.table?.pongLimit == nil else { return }
        socket.table?.pongLimit = schedule(after: options.heartbeatTimeout, link) { core, link in
            guard let connectionID = link.socket?.table?.connectionID else { return }
            core.state.heartbeatMissed(connectionID, at: core.now)
            core.disconnectTable(link, closingLink: true)
        }
    }

    // MARK: Events

    func event(_ name: String, _ payload: JSONView, _ link: ServerLink, _ socket: EngineLink) {
        guard let table = socket.table else { return }
        guard table.isReady else {
            state.record(name, payload, from: table.connectionID, at: now)
            state.violate(name, "", "sent before connected: the server dropped it", at: now)
            return
        }
        if name == "pong" {
            socket.table?.pongLimit?.cancel()
            socket.table?.pongLimit = nil
            _ = state.receive(name, payload, from: table.connectionID, at: now)
            return
        }
        let fate = faults.nextEvent()
        if fate == .cutBeforeStoring { return cut(link) }
        let result = state.receive(name, payload, from: table.connectionID, at: now)
        if fate == .cutBeforeAck { return cut(link) }
        // What the event brought about is told before the event is acknowledged.
        settle()
        guard case .ack(let ack) = result, links[link.id] === link else { return }
        switch faults.nextAck() {
        case .send: send("\(name):ack", ack, to: link)
        case .drop: break
        case .delay(let delay):
            _ = schedule(after: delay, link) { core, link in
                if link.socket?.table != nil { core.send("\(name):ack", ack, to: link) }
            }
        }
    }

    func send(_ event: String, _ payload: JSONValue, to link: ServerLink) {
        sendPacket(to: link) { buffer in
            SocketIOPacketEncoder.appendEvent(event, namespace: ServerCore.namespace, to: &buffer) { writer in
                writer.value(payload)
            }
        }
    }

    /// The links of a connection's sockets, oldest first.
    func tables(of connectionID: String, onlyReady: Bool = true) -> [ServerLink] {
        links.values
            .filter { link in
                guard let table = link.socket?.table, table.connectionID == connectionID else { return false }
                return table.isReady || !onlyReady
            }
            .sorted { $0.id < $1.id }
    }

    // MARK: Leaving

    func leave(_ namespace: String, _ link: ServerLink, _ socket: EngineLink) {
        socket.session.leave(namespace)
        if namespace == ServerCore.namespace { forgetTable(link) }
    }

    /// The server's own disconnect: `41/vtt,`, and the link's end unless it is left to the peer.
    func disconnectTable(_ link: ServerLink, closingLink: Bool) {
        guard let socket = link.socket, socket.table != nil else { return }
        sendPacket(to: link) { buffer in
            SocketIOPacketEncoder.append(.disconnect, namespace: ServerCore.namespace, to: &buffer)
        }
        socket.session.leave(ServerCore.namespace)
        forgetTable(link)
        if closingLink { closeSocket(link) }
    }

    private func forgetTable(_ link: ServerLink) {
        guard let table = link.socket?.table else { return }
        table.cancelTimers()
        link.socket?.table = nil
        if table.isReady { state.socketClosed(table.connectionID) }
    }
}
