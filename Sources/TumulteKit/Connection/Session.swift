import JSON

/// How a connection that stood came to its end.
enum SessionEnd: Sendable, Equatable {
    case lost(reason: String)
    case serverClosed
    case revoked(reason: String)
    case campaignDeleted(reason: String)
    case neverReady
}

/// Serves one link: waits for the server's `connected`, answers its heartbeat at once, hands acknowledgements to the
/// delivery and commands to the host. Contract: socket, sections 3 to 6.
struct Session: Sendable {
    let link: any TableLink
    let delivery: Delivery
    let time: TimeSource
    let moduleVersion: String
    /// Called once, when the server is ready and before the outbox is drained.
    let whenReady: @Sendable (_ connectionID: String?) -> Void
    let whenCommanded: @Sendable (ServerCommand) -> Void

    /// `connected` comes after two database calls of the server.
    static let readyLimit = Duration.seconds(15)

    /// Runs until the link ends; closes it when the task is cancelled.
    func run() async -> SessionEnd {
        let end = await withTaskGroup(of: SessionEnd?.self) { group in
            let ready = AsyncStream.makeStream(of: Void.self)
            group.addTask { await receive(ready: ready.continuation) }
            group.addTask { await watchReady(ready.stream) }
            group.addTask {
                guard let overdue = try? await delivery.watch() else { return nil }
                return .lost(reason: "no acknowledgement of \(overdue.event) in time")
            }
            defer { group.cancelAll() }
            while let outcome = await group.next() {
                if let outcome { return outcome }
            }
            return .lost(reason: "cancelled")
        }
        delivery.close()
        await link.close()
        return end
    }

    /// Ends the session when `connected` does not come in time.
    private func watchReady(_ ready: AsyncStream<Void>) async -> SessionEnd? {
        let came = try? await time.limit(Self.readyLimit) {
            for await _ in ready { return true }
            return true
        }
        return Task.isCancelled || came != nil ? nil : .neverReady
    }

    private func receive(ready: AsyncStream<Void>.Continuation) async -> SessionEnd? {
        var terminal: SessionEnd?
        for await item in link.events {
            switch item {
            case .event(.connected(let connectionID)):
                ready.finish()
                whenReady(connectionID)
                delivery.open(link)
            case .event(.ping(let timestamp)):
                link.reply("pong") { writer in
                    writer.object { writer in
                        writer.member("timestamp", timestamp)
                        writer.member("moduleVersion", moduleVersion)
                    }
                }
            case .event(.acknowledgement(let event, let answer)):
                delivery.acknowledge(event: event, answer)
            case .event(.revoked(let reason)):
                // After `campaign:deleted` a revocation follows: one cause is told.
                terminal = terminal ?? .revoked(reason: reason)
            case .event(.campaignDeleted(let name)):
                terminal = .campaignDeleted(reason: name)
            case .event(.command(let command)):
                whenCommanded(command)
            case .event(.unknown):
                break
            case .closed(let closure):
                return terminal ?? (closure.byServer ? .serverClosed : .lost(reason: closure.reason))
            }
        }
        return terminal ?? (Task.isCancelled ? nil : .lost(reason: "the connection ended"))
    }
}
