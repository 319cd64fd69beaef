import JSON
import Synchronization
import Testing

@testable import TumulteKit

@Suite("The delivery", .timeLimit(.minutes(5)))
struct DeliveryTests {
    /// A link that keeps what it is given.
    private final class Link: EventLink {
        let sent = Mutex<[String]>([])
        func send(_ event: String, payload: [UInt8]) throws(EventLinkError) {
            if payload.count > 100 { throw .tooLarge(limit: 100) }
            sent.withLock { $0.append(event) }
        }
    }

    private func delivery(sleep: @escaping @Sendable (Duration) async throws -> Void) throws -> Delivery {
        var time = TimeSource.system
        time.sleep = sleep
        return try Delivery(limits: Outbox.Limits(), journalFolder: nil, time: time)
    }

    private func answer(_ text: String) throws -> EventAcknowledgement {
        EventAcknowledgement(try JSONDocument(text).root)
    }

    @Test("notices an overdue acknowledgement although the event left before anybody watched")
    func watchedLate() async throws {
        let delivery = try delivery { _ in await Task.yield() }
        let link = Link()
        delivery.open(link)
        delivery.accept(.roll("r1"), event: "dice:roll", payload: [0x20])
        #expect(link.sent.withLock { $0 } == ["dice:roll"])
        #expect(try await delivery.watch() == EventReference(event: "dice:roll", id: "r1"))
    }

    @Test("tries again after a refusal that may pass, although it came before anybody watched")
    func heldLate() async throws {
        let waited = Mutex<[Duration]>([])
        let delivery = try delivery { wait in
            waited.withLock { $0.append(wait) }
            // The limit of an acknowledgement never passes here; waits after refusals do at once.
            if wait >= .seconds(15) { try await TimeSource.system.sleep(.seconds(3600)) }
        }
        let link = Link()
        delivery.open(link)
        delivery.accept(.roll("r1"), event: "dice:roll", payload: [0x20])
        for refusals in 1...Delivery.maximumRefusals {
            delivery.acknowledge(event: "dice:roll", try answer(#"{"success":false,"error":"deadlock detected"}"#))
            #expect(link.sent.withLock { $0.count } == refusals)
            let watching = Task { try await delivery.watch() }
            while link.sent.withLock({ $0.count }) == refusals { await Task.yield() }
            watching.cancel()
            _ = try? await watching.value
        }
        #expect(waited.withLock { $0 }.filter { $0 < .seconds(15) } == [.seconds(1), .seconds(2), .seconds(4)])
        // One refusal too many.
        delivery.acknowledge(event: "dice:roll", try answer(#"{"success":false,"error":"deadlock detected"}"#))
        #expect(delivery.depth == 0)
        #expect(delivery.counts.refused == 1)
    }

    @Test(
        "gives up at once what can never be taken",
        arguments: [
            "Row not found", "value too long for type character varying(100)", "invalid input syntax for type integer",
        ])
    func permanent(error: String) throws {
        let delivery = try delivery { _ in }
        delivery.open(Link())
        delivery.accept(.roll("r1"), event: "dice:roll", payload: [0x20])
        delivery.accept(.roll("r2"), event: "dice:roll", payload: [0x20])
        delivery.acknowledge(event: "dice:roll", try answer(#"{"success":false,"error":"\#(error)"}"#))
        #expect(delivery.counts.refused == 1)
        #expect(delivery.depth == 1)
    }

    @Test("passes over an event that is too large, with a report, and sends the next")
    func tooLarge() async throws {
        let delivery = try delivery { _ in }
        let reports = delivery.reports.subscribe()
        let link = Link()
        delivery.accept(.roll("large"), event: "dice:roll", payload: [UInt8](repeating: 0x20, count: 101))
        delivery.accept(.roll("small"), event: "dice:roll", payload: [0x20])
        delivery.open(link)
        #expect(link.sent.withLock { $0.count } == 1)
        delivery.acknowledge(event: "dice:roll", try answer(#"{"success":true}"#))
        var seen: [EventReference] = []
        for await report in reports {
            seen.append(report.reference)
            if seen.count == 2 { break }
        }
        #expect(seen.map(\.id) == ["large", "small"])
        #expect(delivery.depth == 0)
    }

    @Test("takes no acknowledgement for an event that is not in flight")
    func strayAcknowledgements() throws {
        let delivery = try delivery { _ in }
        delivery.open(Link())
        delivery.acknowledge(event: "dice:roll", try answer(#"{"success":true}"#))
        delivery.accept(.roll("r1"), event: "dice:roll", payload: [0x20])
        delivery.acknowledge(event: "combat:turn", try answer(#"{"success":true}"#))
        #expect(delivery.depth == 1)
        delivery.acknowledge(event: "dice:roll", try answer(#"{"success":true}"#))
        delivery.acknowledge(event: "dice:roll", try answer(#"{"success":true}"#))
        #expect(delivery.counts.rollsSettled == 1)
    }

    @Test("stops waiting for the end when the waiting task is cancelled")
    func cancelledWait() async throws {
        let delivery = try delivery { _ in }
        delivery.accept(.roll("r1"), event: "dice:roll", payload: [0x20])
        let waiting = Task { await delivery.waitUntilEmpty() }
        waiting.cancel()
        await waiting.value
        #expect(delivery.depth == 1)
    }
}
