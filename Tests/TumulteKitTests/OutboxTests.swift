import Testing

@testable import TumulteKit

@Suite("The outbox")
struct OutboxTests {
    private func roll(_ id: String, bytes: Int = 10) -> OutboxEntry {
        OutboxEntry(
            subject: .roll(id), event: "dice:roll", payload: [UInt8](repeating: 0x20, count: bytes), acceptedAt: 0)
    }
    private func combat(_ event: String) -> OutboxEntry {
        OutboxEntry(subject: .combat, event: event, payload: [0x20], acceptedAt: 0)
    }
    private func character(_ id: String, _ byte: UInt8) -> OutboxEntry {
        OutboxEntry(subject: .character(id), event: "character:update", payload: [byte], acceptedAt: 0)
    }

    @Test("gives rolls and combat events in the order of their arrival, characters last")
    func order() {
        var outbox = Outbox()
        for entry in [character("a", 1), roll("1"), combat("combat:turn"), character("b", 1), roll("2")] {
            #expect(outbox.append(entry) == .accepted)
        }
        var events: [OutboxEntry.Subject] = []
        while let entry = outbox.next() {
            events.append(entry.subject)
            _ = outbox.settle()
        }
        #expect(events == [.roll("1"), .combat, .roll("2"), .character("a"), .character("b")])
        #expect(outbox.isEmpty && outbox.bytes == 0)
    }

    @Test("puts one event in flight at a time")
    func oneInFlight() {
        var outbox = Outbox()
        _ = outbox.append(roll("1"))
        _ = outbox.append(roll("2"))
        #expect(outbox.next()?.subject == .roll("1"))
        #expect(outbox.next() == nil)
        #expect(outbox.settle()?.subject == .roll("1"))
        #expect(outbox.next()?.subject == .roll("2"))
    }

    @Test("keeps only the newest state of a character")
    func coalesces() {
        var outbox = Outbox()
        _ = outbox.append(character("a", 1))
        _ = outbox.append(character("a", 2))
        #expect(outbox.count == 1)
        #expect(outbox.next()?.payload == [2])
        _ = outbox.append(character("a", 3))
        outbox.returnInFlight()
        #expect(outbox.count == 1)
        #expect(outbox.next()?.payload == [3])
    }

    @Test("puts an unacknowledged event back to the front")
    func returns() {
        var outbox = Outbox()
        for id in ["1", "2", "3"] { _ = outbox.append(roll(id)) }
        _ = outbox.next()
        outbox.returnInFlight(refused: true)
        let again = outbox.next()
        #expect(again?.subject == .roll("1"))
        #expect(again?.refusals == 1)
    }

    @Test("drops combat events, and only those, when a snapshot takes their place")
    func dropsCombat() {
        var outbox = Outbox()
        for entry in [combat("a"), roll("1"), combat("b"), roll("2"), character("c", 1)] { _ = outbox.append(entry) }
        #expect(outbox.dropCombat() == 2)
        #expect(outbox.count == 3)
        #expect(outbox.next()?.subject == .roll("1"))
    }

    @Test("refuses beyond its bounds, and still takes a newer state of a character it holds")
    func bounds() {
        var outbox = Outbox(limits: Outbox.Limits(entries: 3, bytes: 100))
        #expect(outbox.append(roll("1", bytes: 60)) == .accepted)
        #expect(outbox.append(roll("2", bytes: 60)) == .full)
        #expect(outbox.append(character("a", 1)) == .accepted)
        #expect(outbox.append(roll("3")) == .accepted)
        #expect(outbox.append(roll("4")) == .full)
        #expect(outbox.append(character("a", 2)) == .accepted)
        #expect(outbox.count == 3)
    }

    @Test("keeps its count and bytes right through a long mixed history")
    func bookkeeping() {
        var outbox = Outbox(limits: Outbox.Limits(entries: 50, bytes: 5_000))
        var generator = Numbers(seed: 11)
        var model: [Int] = []
        var inFlight: Int?
        for step in 0..<20_000 {
            switch generator.next() % 4 {
            case 0, 1:
                let size = Int(generator.next() % 200)
                let fits =
                    model.count + (inFlight == nil ? 0 : 1) < 50 && model.reduce(inFlight ?? 0, +) + size <= 5_000
                #expect(outbox.append(roll("\(step)", bytes: size)) == (fits ? .accepted : .full))
                if fits { model.append(size) }
            case 2:
                if let entry = outbox.next() {
                    #expect(entry.payload.count == model.first)
                    inFlight = model.removeFirst()
                } else {
                    #expect(model.isEmpty || inFlight != nil)
                }
            default:
                if generator.next() % 2 == 0 {
                    #expect(outbox.settle()?.payload.count == inFlight)
                } else {
                    outbox.returnInFlight()
                    if let inFlight { model.insert(inFlight, at: 0) }
                }
                inFlight = nil
            }
            #expect(outbox.count == model.count + (inFlight == nil ? 0 : 1))
            #expect(outbox.bytes == model.reduce(inFlight ?? 0, +))
        }
    }
}
