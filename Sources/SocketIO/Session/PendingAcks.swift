import Synchronization
import WebSocket

/// The answers a namespace waits for.
struct PendingAcks: Sendable {
    typealias Answer = Promise<Result<SocketIOArguments, SocketIOError>>

    var nextID = 0
    var waiting: [Int: Answer] = [:]
}

extension SocketIONamespace {
    func expectAck() throws(SocketIOError) -> (id: Int, answer: PendingAcks.Answer) {
        if let reason = closeReason { throw .closed(reason) }
        let limit = connection.configuration.maximumPendingAcks
        return try acks.withLock { (acks) throws(SocketIOError) in
            guard acks.waiting.count < limit else { throw .tooManyPendingAcks(limit: limit) }
            let id = acks.nextID
            acks.nextID = id == SocketIOPacket.largestAckID ? 0 : id + 1
            let answer = PendingAcks.Answer()
            acks.waiting[id] = answer
            return (id, answer)
        }
    }

    func settleAck(_ id: Int, _ result: Result<SocketIOArguments, SocketIOError>) {
        acks.withLock { $0.waiting.removeValue(forKey: id) }?.fulfil(result)
    }

    /// An answer that nobody waits for (late, doubled, or never asked for) is let go.
    func acknowledged(_ packet: SocketIOPacket) {
        if let id = packet.ackID { settleAck(id, .success(SocketIOArguments(packet))) }
    }

    func failAcks(_ reason: SocketIOCloseReason) {
        let waiting = acks.withLock { acks in
            defer { acks.waiting = [:] }
            return acks.waiting
        }
        for answer in waiting.values { answer.fulfil(.failure(.closed(reason))) }
    }
}
