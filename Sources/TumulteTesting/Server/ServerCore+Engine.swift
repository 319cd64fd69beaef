internal import Bytes
internal import JSON
internal import SocketIO
internal import Transport
internal import WebSocket

extension ServerCore {
    /// What a peer that does not read may pile up before its connection is cut, in bytes.
    private static let largestBacklog = 64 << 20

    // MARK: Opening (contract: socket, section 1)

    func upgrade(_ request: ReceivedRequest, _ link: ServerLink) {
        guard let key = request.headers["Sec-WebSocket-Key"].flatMap(WebSocketHandshakeKey.init(text:)) else {
            let answer = EngineHandshake.Refusal(code: 3, message: "Bad request").answer
            return respond(answer, requestID: nil, keepsAlive: false, to: link)
        }
        let socket = EngineLink(sid: random.hex(10), maximumPayload: options.maximumPayload)
        link.idleTimer?.cancel()
        link.socket = socket
        let open = EngineOpen(
            sid: socket.sid, pingInterval: options.pingInterval, pingTimeout: options.pingTimeout,
            maximumPayload: options.maximumPayload)
        link.stream.write { buffer in
            buffer.append(utf8: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
            buffer.append(utf8: "Sec-WebSocket-Accept: \(key.accept)\r\n\r\n")
            WebSocketFrameEncoder.append(.text, mask: nil, to: &buffer) { open.append(to: &$0) }
        }
        schedulePing(link, socket)
        socket.connectLimit = schedule(after: options.connectTimeout, link) { core, link in
            if link.socket?.session.hasJoined == false { core.closeSocket(link) }
        }
    }

    // MARK: Heartbeat

    private func schedulePing(_ link: ServerLink, _ socket: EngineLink) {
        socket.heartbeat?.cancel()
        socket.heartbeat = schedule(after: options.pingInterval, link) { core, link in core.ping(link) }
    }

    private func ping(_ link: ServerLink) {
        guard let socket = link.socket else { return }
        guard !faults.isStalled else { return schedulePing(link, socket) }
        sendPacket(to: link) { $0.append(EnginePacketType.ping.rawValue) }
        socket.heartbeat = schedule(after: options.pingTimeout, link) { core, link in
            core.state.violate("engine pong", "", "no answer to the engine's ping", at: core.now)
            core.closeSocket(link)
        }
    }

    // MARK: Receiving

    func receivedFrames(_ bytes: UnsafeRawBufferPointer, _ link: ServerLink) {
        guard let socket = link.socket else { return }
        var inbox = FrameInbox()
        socket.machine.receive(bytes, at: .now, into: &inbox)
        for item in inbox.items {
            guard links[link.id] === link else { return }
            switch item {
            case .message(let kind, let payload):
                if !socket.isClosing { received(kind, payload, link, socket) }
            case .pong(let payload):
                sendFrame(to: link) { buffer in
                    payload.withUnsafeBytes {
                        WebSocketFrameEncoder.append(.pong, mask: nil, payload: $0, to: &buffer)
                    }
                }
            case .close(let close):
                if close.code == .messageTooBig {
                    state.violate("message", "", "larger than \(options.maximumPayload) bytes", at: now)
                }
                sendFrame(to: link) { WebSocketFrameEncoder.appendClose(close, mask: nil, to: &$0) }
                socket.isClosing = true
            case .closeStream(let afterFlush):
                if afterFlush { close(link) } else { cut(link) }
            }
        }
    }

    private func received(
        _ kind: WebSocketMessageKind, _ payload: [UInt8], _ link: ServerLink, _ socket: EngineLink
    ) {
        let step = payload.withUnsafeBytes { bytes in
            kind == .text ? socket.session.text(bytes) : socket.session.binary(bytes)
        }
        switch step {
        case .none: break
        case .pong: schedulePing(link, socket)
        case .connect(let namespace, let auth): connect(namespace, auth, link, socket)
        case .event(let namespace, let name, let payload):
            if namespace == ServerCore.namespace { event(name, payload, link, socket) }
        case .leave(let namespace): leave(namespace, link, socket)
        case .end(let violation):
            if let violation { state.violate("packet", "", violation, at: now) }
            closeSocket(link)
        }
    }

    // MARK: Sending

    /// Sends one text message whose packet `body` appends.
    func sendPacket(to link: ServerLink, _ body: (inout ByteBuffer) -> Void) {
        sendFrame(to: link) { buffer in
            WebSocketFrameEncoder.append(.text, mask: nil, to: &buffer, body)
        }
    }

    private func sendFrame(to link: ServerLink, _ body: (inout ByteBuffer) -> Void) {
        guard let socket = link.socket, !socket.isClosing, !faults.isStalled else { return }
        link.stream.write(body)
        if link.stream.unsentBytes > ServerCore.largestBacklog { cut(link) }
    }

    /// Ends the link with a close frame, and waits a moment for the peer's.
    func closeSocket(_ link: ServerLink) {
        guard let socket = link.socket, !socket.isClosing else { return }
        let close = WebSocketClose(.normal)
        sendFrame(to: link) { WebSocketFrameEncoder.appendClose(close, mask: nil, to: &$0) }
        socket.machine.closeSent(close, at: .now)
        socket.isClosing = true
        socket.cancelTimers()
        let id = link.id
        // Real time: a test clock that stands still must not keep a dead connection.
        loop.schedule(after: .seconds(2)) { [weak self] in
            self?.assumeIsolated { core in
                if let link = core.links[id] { core.cut(link) }
                core.settle()
            }
        }
    }
}
