import Bytes
import Foundry
import JSON
import TumulteKit

/// One document under measurement.
struct BenchedDocument {
    private let bytes: [UInt8]
    private let document: JSONDocument
    private let kind: DocumentKind?
    private let adapter: any SystemAdapter
    private let systemID: String

    init(_ bytes: [UInt8]) throws(JSONError) {
        self.bytes = bytes
        document = try JSONDocument(bytes)
        kind = DocumentKind(detecting: document.root)
        systemID = document.root["_stats"]["systemId"].string ?? ""
        adapter = AdapterRegistry.shipped.adapter(for: systemID)
    }

    var byteCount: Int { bytes.count }

    /// Seconds for one parse: the median of many.
    func medianParse() -> Double {
        Stopwatch.median { (try? JSONDocument(bytes))?.byteCount ?? 0 }
    }

    /// Seconds for one payload, from the parsed document to its bytes: the median of many.
    func medianPayload() -> Double {
        Stopwatch.median { writePayload() }
    }

    /// Builds everything that the document puts on the wire.
    /// - Returns: its length in bytes.
    @inline(never)
    func writePayload() -> Int {
        var writer = JSONWriter(into: ByteBuffer(capacity: 4096))
        let json = document.root
        switch kind {
        case .actor:
            let actor = Actor(json)
            guard case .character(let type) = adapter.classify(actor, hasPlayerOwner: actor.hasPlayerOwner(among: nil))
            else { return 0 }
            CharacterPayload(actor: actor, adapter: adapter, type: type, worldID: "bench", system: systemID)
                .write(into: &writer)
        case .item:
            adapter.write(Item(json), into: &writer)
        case .chatMessage:
            let message = ChatMessage(json)
            guard adapter.carriesRolls(message) else { return 0 }
            for roll in message.rolls { write(roll, in: message, into: &writer) }
        case .roll:
            write(Roll(json), in: nil, into: &writer)
        case .combat:
            guard let combat = CombatSnapshot(Combat(json), adapter: adapter) else { return 0 }
            combat.writeSync(worldID: "bench", timestamp: nil, into: &writer)
        case .combatant, .user, nil:
            return 0
        }
        return writer.count
    }

    private func write(_ roll: Roll, in message: ChatMessage?, into writer: inout JSONWriter) {
        DiceRollPayload(
            roll: roll, reading: adapter.read(roll, in: message), message: message,
            speaker: RollSpeaker(of: message, actor: nil, author: nil, tableName: "bench"), worldID: "bench",
            system: systemID, isHidden: message?.isHidden ?? false, withholdsCritical: false
        ).write(into: &writer)
    }
}
