import Bytes
public import JSON
import Synchronization
import Transport
import WebSocket

extension SocketIONamespace {
    // MARK: Events

    /// Emits an event. Never waits: the event is written once, straight into the frame that is sent.
    /// - Parameters:
    ///   - event: its name; `connect`, `connect_error`, `disconnect`, `disconnecting`, `newListener` and `removeListener`
    ///     are refused.
    ///   - write: writes the arguments, one value after the other. It runs under the connection's send lock, so it must be
    ///     short and must not use the connection.
    /// - Throws: ``SocketIOError/messageTooLarge(limit:)`` when the packet is larger than the server accepts, and
    ///   ``SocketIOError/sendBufferFull(limit:)`` when too much waits to be sent; then nothing was sent.
    @inline(__always)
    public func emit(_ event: String, _ write: (inout JSONWriter) -> Void) throws(SocketIOError) {
        try send(event, attachments: [], ackID: nil, write)
    }

    /// Emits an event with these arguments. Never waits.
    /// - Throws: as ``emit(_:_:)-(_,(JSONWriter)->Void)``.
    public func emit(_ event: String, _ arguments: JSONValue...) throws(SocketIOError) {
        try send(event, attachments: [], ackID: nil) { writer in
            for argument in arguments { writer.value(argument) }
        }
    }

    /// Emits an event with binary attachments.
    /// - Parameters:
    ///   - event: its name, as in ``emit(_:_:)-(_,(JSONWriter)->Void)``.
    ///   - attachments: their bytes.
    ///   - write: writes the arguments; `attachment(_:)` of the writer stands for one of the attachments, counted from 0.
    /// - Throws: as ``emit(_:_:)-(_,(JSONWriter)->Void)``.
    public func emit(
        _ event: String, attachments: [[UInt8]], _ write: (inout JSONWriter) -> Void
    ) throws(SocketIOError) {
        try send(event, attachments: attachments, ackID: nil, write)
    }

    @inline(__always)
    func send(
        _ event: String, attachments: [[UInt8]], ackID: Int?, _ write: (inout JSONWriter) -> Void
    ) throws(SocketIOError) {
        if SocketIOPacket.isReserved(event) { throw .reservedEventName(event) }
        try sendPacket(attachments: attachments) { buffer in
            SocketIOPacketEncoder.appendEvent(
                event, attachments: attachments.count, namespace: name, ackID: ackID, to: &buffer, write)
        }
    }

    @inline(__always)
    private func sendPacket(attachments: [[UInt8]], _ write: (inout ByteBuffer) -> Void) throws(SocketIOError) {
        do throws(WebSocketError) {
            let isSent = try connection.webSocket.send(
                .text, maximumBytes: connection.maximumPacket.load(ordering: .relaxed), attachments: attachments
            ) { buffer in
                // Looked at under the send lock: no event may follow the disconnect packet.
                guard isOpen.load(ordering: .acquiring) else { return false }
                write(&buffer)
                return true
            }
            if isSent { return }
        } catch {
            throw SocketIOError(sending: error, closed: closeReason ?? .transportClose(.abnormal))
        }
        throw .closed(closeReason ?? .clientDisconnect)
    }

    /// Answers an event that asked for an acknowledgement; does nothing for one that did not.
    /// - Parameters:
    ///   - event: the event to answer, as it came.
    ///   - write: writes the arguments of the answer, one value after the other.
    /// - Throws: as ``emit(_:_:)-(_,(JSONWriter)->Void)``.
    public func acknowledge(
        _ event: SocketIOEvent, _ write: (inout JSONWriter) -> Void = { _ in }
    ) throws(SocketIOError) {
        guard let ackID = event.ackID else { return }
        try sendPacket(attachments: []) { buffer in
            SocketIOPacketEncoder.appendAck(ackID, namespace: name, to: &buffer, write)
        }
    }

    // MARK: Acknowledged events

    /// Emits an event and waits for the server's answer.
    /// - Parameters:
    ///   - event: its name, as in ``emit(_:_:)-(_,(JSONWriter)->Void)``.
    ///   - timeLimit: nil takes ``SocketIOConfiguration/ackTimeLimit``.
    ///   - write: writes the arguments, one value after the other.
    /// - Returns: the arguments of the answer.
    /// - Throws: as ``emit(_:_:)-(_,(JSONWriter)->Void)``; ``SocketIOError/timedOut(_:)`` without an answer in time, and
    ///   ``SocketIOError/closed(_:)`` when the namespace is left first. The server may have handled the event all the same.
    public func emitWithAck(
        _ event: String, timeLimit: Duration? = nil, _ write: (inout JSONWriter) -> Void
    ) async throws(SocketIOError) -> SocketIOArguments {
        let (id, promise) = try expectAck()
        do throws(SocketIOError) {
            try send(event, attachments: [], ackID: id, write)
        } catch {
            settleAck(id, .failure(error))
            throw error
        }
        let timer = connection.loop.schedule(after: timeLimit ?? connection.configuration.ackTimeLimit) { [weak self] in
            self?.settleAck(id, .failure(.timedOut(.ack)))
        }
        let answer = await promise.value()
        timer.cancel()
        switch answer {
        case .success(let arguments)?: return arguments
        case .failure(let error)?: throw error
        case nil:
            settleAck(id, .failure(.cancelled))
            throw .cancelled
        }
    }

    /// Emits an event with these arguments and waits for the server's answer.
    /// - Throws: ``SocketIOError``, as when the arguments are written by a closure.
    public func emitWithAck(
        _ event: String, _ arguments: JSONValue..., timeLimit: Duration? = nil
    ) async throws(SocketIOError) -> SocketIOArguments {
        try await emitWithAck(event, timeLimit: timeLimit) { writer in
            for argument in arguments { writer.value(argument) }
        }
    }
}

extension JSONWriter {
    /// Writes the placeholder for attachment `index` of a binary event (Socket.IO protocol 5, "Packet encoding").
    public mutating func attachment(_ index: Int) {
        beginObject()
        key("_placeholder")
        bool(true)
        key("num")
        int(index)
        endObject()
    }
}
