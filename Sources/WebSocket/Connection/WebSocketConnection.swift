package import Bytes
import Synchronization
package import Transport

/// Who is told what happens on a ``WebSocketConnection``. Every call comes on the loop's thread, one at a time. Sending and
/// closing from inside is allowed.
package protocol WebSocketConnectionHandler: AnyObject, Sendable {
    /// The handshake is done. Comes once, and first; not at all when connecting fails.
    func webSocketOpened(_ agreement: WebSocketAgreement)
    /// A message. The pointer is valid during the call only.
    func webSocketReceived(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer)
    /// The other end broke the protocol after messages that were told. The connection is failed when `done` is called, from
    /// any thread, or when time is up; messages may be answered until then.
    func webSocketSettles(_ done: @escaping @Sendable () -> Void)
    /// Everything sent so far was handed to the operating system.
    func webSocketFlushed()
    /// The connection could not be opened. The last call.
    func webSocketFailed(_ error: WebSocketError)
    /// The open connection is over. The last call.
    /// - Parameter cause: the network's error when it was lost by one.
    func webSocketEnded(_ end: WebSocketEnd, cause: TransportError?)
}

extension WebSocketConnectionHandler {
    package func webSocketFlushed() {}
    package func webSocketSettles(_ done: @escaping @Sendable () -> Void) { done() }
}

/// A client's WebSocket connection over a byte stream.
///
/// Sending is a plain call from any thread that writes the frame straight into the stream's buffer. Receiving happens on
/// the loop's thread. The stream keeps an open connection and its handler alive.
package final class WebSocketConnection: Sendable {
    package let loop: EventLoop
    private let address: ServerAddress
    let options: WebSocketOptions
    let masks: MaskKeySource
    let outgoing = Mutex(Outgoing())
    /// Set once compression was agreed. Senders of compressed messages hold it until their frames are in the stream, for
    /// messages must leave in the order in which they were compressed; the loop's thread never waits for it but to send.
    let deflater = Mutex<WebSocketDeflater?>(nil)
    let incoming: LoopBound<Incoming>

    /// The part that senders on any thread share.
    struct Outgoing: ~Copyable {
        enum State { case idle, connecting, open, closing, closed }

        var state = State.idle
        var stream: ByteStream?
    }

    /// - Throws: a request that cannot be written, such as a header with a line end in it.
    package init(
        to address: ServerAddress, options: WebSocketOptions, masks: MaskKeySource = .system,
        on loop: EventLoop = .shared
    ) throws(WebSocketHandshakeError) {
        self.loop = loop
        self.address = address.webSocket
        self.options = options
        self.masks = masks
        let request = try WebSocketRequest(
            host: self.address.authority, target: self.address.requestTarget, origin: options.origin,
            subprotocols: options.subprotocols, compression: options.compression, headers: options.headers)
        let machine = WebSocketMachine(
            role: .client, limits: options.limits, closeTimeLimit: options.closeTimeLimit)
        incoming = LoopBound(Incoming(phase: .idle(request), machine: machine), on: loop)
    }

    /// Starts to connect; what comes of it is told to `handler`. Any thread, once.
    package func start(handler: any WebSocketConnectionHandler) {
        loop.execute { self.startOnLoop(handler) }
    }

    private func startOnLoop(_ handler: any WebSocketConnectionHandler) {
        let stream = outgoing.withLock { outgoing -> ByteStream? in
            guard outgoing.state == .idle else { return nil }
            outgoing.state = .connecting
            let stream = ByteStream.connect(to: address, options: options.connect, on: loop, handler: self)
            outgoing.stream = stream
            return stream
        }
        guard let stream else { return handler.webSocketFailed(.cancelled) }
        incoming.with { incoming in
            incoming.handler = handler
            incoming.stream = stream
            if case .idle(let request) = incoming.phase {
                incoming.phase = .connecting(WebSocketClientHandshake(request))
            }
        }
    }

    // MARK: Sending

    /// Sends one message whose payload `write` appends, followed by binary messages, all or nothing. Any thread; never
    /// waits.
    /// - Parameters:
    ///   - maximumBytes: the largest payload that may be sent.
    ///   - attachments: binary messages that follow with no other message in between.
    ///   - write: appends to the buffer, which holds earlier bytes too, and does nothing else to it. It runs under the
    ///     connection's lock, so it must be short and must not use the connection. False takes the message back.
    /// - Returns: what `write` returned.
    @inline(__always)
    @discardableResult
    package func send(
        _ kind: WebSocketMessageKind, maximumBytes: Int = .max, attachments: [[UInt8]] = [],
        _ write: (inout ByteBuffer) -> Bool
    ) throws(WebSocketError) -> Bool {
        guard attachments.allSatisfy({ $0.count <= maximumBytes }) else {
            throw .messageTooLarge(limit: maximumBytes)
        }
        if options.compression != nil {
            return try sendCompressed(kind, maximumBytes: maximumBytes, attachments: attachments, write)
        }
        return try outgoing.withLock { (outgoing) throws(WebSocketError) -> Bool in
            guard outgoing.state == .open, let stream = outgoing.stream else { throw .notOpen }
            guard stream.unsentBytes < options.maximumUnsentBytes else {
                throw .sendBufferFull(limit: options.maximumUnsentBytes)
            }
            var isWanted = true
            var isTooLarge = false
            let isTaken = stream.write { buffer in
                let start = buffer.count
                let length = WebSocketFrameEncoder.append(kind.opcode, mask: masks.next(), to: &buffer) {
                    isWanted = write(&$0)
                }
                isTooLarge = length > maximumBytes
                guard isWanted, !isTooLarge else { return buffer.truncate(to: start) }
                for attachment in attachments {
                    WebSocketFrameEncoder.append(.binary, mask: masks.next(), to: &buffer) {
                        $0.append(contentsOf: attachment)
                    }
                }
            }
            guard isTaken else { throw .notOpen }
            if isTooLarge { throw .messageTooLarge(limit: maximumBytes) }
            return isWanted
        }
    }

    /// Sends a small message that keeps the connection alive, even when the send buffer is full; only when the other end
    /// has read nothing for so long that the answers alone fill a buffer is it let go.
    package func sendUrgent(_ opcode: WebSocketOpcode, _ payload: UnsafeRawBufferPointer) {
        outgoing.withLock { outgoing in
            guard outgoing.state == .open, let stream = outgoing.stream,
                stream.unsentBytes < options.maximumUnsentBytes + (64 << 10)
            else { return }
            stream.write {
                WebSocketFrameEncoder.append(opcode, mask: masks.next(), payload: payload, to: &$0)
            }
        }
    }

    /// Bytes sent that the operating system has not taken yet.
    package var unsentBytes: Int { outgoing.withLock { $0.stream }?.unsentBytes ?? 0 }

    /// Turns reading off and on: off, the other end is slowed down. Any thread; on the loop's thread it holds at once, but
    /// for messages that were read already.
    package func setReading(_ isOn: Bool) {
        outgoing.withLock { $0.state == .open ? $0.stream : nil }?.setReading(isOn)
    }

    // MARK: Closing

    /// Closes the connection with a close frame; while it is still connecting, at once. Any thread; may be called again.
    package func close(_ close: WebSocketClose = WebSocketClose(.normal)) {
        guard beginClose(close) else { return }
        loop.execute { self.closeSent(close) }
    }

    /// Ends the connection at once, without a close frame. Any thread.
    package func abort() {
        let stream = outgoing.withLock { outgoing -> ByteStream? in
            outgoing.state = .closed
            return outgoing.stream
        }
        stream?.close(afterFlush: false)
    }

    /// Writes the close frame, after which nothing else is sent.
    /// - Returns: whether it was written: not when the connection was not open.
    func beginClose(_ close: WebSocketClose) -> Bool {
        let stream = outgoing.withLock { outgoing -> ByteStream? in
            switch outgoing.state {
            case .open:
                outgoing.state = .closing
                outgoing.stream?.write { WebSocketFrameEncoder.appendClose(close, mask: masks.next(), to: &$0) }
                return outgoing.stream
            case .idle, .connecting:
                outgoing.state = .closed
                outgoing.stream?.close(afterFlush: false)
                return nil
            case .closing, .closed: return nil
            }
        }
        // The answer has to be read even when the application did not want more.
        stream?.setReading(true)
        return stream != nil
    }
}
