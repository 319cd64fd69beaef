import Foundry
import JSON
import Testing

/// Parses a literal of the test itself.
func json(_ text: String) throws -> JSONView { try JSONDocument(text).root }

/// The reading of a message's rolls, in order.
func readings(_ message: String, by adapter: some SystemAdapter) throws -> [RollReading] {
    let message = ChatMessage(try json(message))
    return message.rolls.map { adapter.read($0, in: message) }
}

/// Values of every type, for fields that expect another one.
let oddValues = [
    "null", "true", "-1", "1e308", "99999999999999999999", #""""#, #""1e999""#, "[[],{},null]", #"{"value":null}"#,
    #"[{"type":"HitPoints","value":{"1":{}}}]"#,
]

/// Uses an adapter for everything it can do with an actor, its items, and a combat of it.
func exercise(_ adapter: some SystemAdapter, on actor: Actor) throws {
    for owned in [nil, true, false] { _ = adapter.classify(actor, hasPlayerOwner: owned) }
    let stats = try Fixtures.stats(of: actor, by: adapter)
    #expect(stats.isObject)
    _ = adapter.hitPoints(of: actor)
    let items = adapter.items(of: actor)
    let written = try JSONDocument.writing { writer in
        writer.array { writer in
            for entry in items.inventory { entry.write(into: &writer) }
            for entry in items.spells { entry.write(into: &writer) }
            for entry in items.features { entry.write(into: &writer) }
            for item in actor.items { adapter.write(item, into: &writer) }
        }
    }
    #expect(written.root.count == items.inventory.count + items.spells.count + items.features.count + actor.items.count)
    let combat = Combat(
        try json(#"{"_id":"c","round":1,"turn":0,"combatants":[{"_id":"x","actorId":"A"},{"_id":"y","actorId":"A"}]}"#))
    let context = TurnOrderContext(actorWithID: { _ in actor }, hasPlayerOwner: { _ in nil })
    #expect(TurnOrder(combat, adapter: adapter, in: context).combatants.count == 2)
}

/// The document with the value at each place, one place at a time, replaced by `value`.
func mutations(of document: JSONView, replacing value: JSONView) -> [JSONView] {
    let places = count(document)
    return (0..<places).compactMap { place in
        var left = place
        return try? JSONDocument.writing { write(document, into: &$0, replacing: &left, by: value) }.root
    }
}

private func count(_ value: JSONView) -> Int {
    value.array.reduce(0) { $0 + 1 + count($1) } + value.object.reduce(0) { $0 + 1 + count($1.value) }
}

private func write(
    _ value: JSONView, into writer: inout JSONWriter, replacing left: inout Int, by replacement: JSONView
) {
    func child(_ child: JSONView, _ writer: inout JSONWriter) {
        defer { left -= 1 }
        if left == 0 {
            writer.value(replacement)
        } else {
            left -= 1
            write(child, into: &writer, replacing: &left, by: replacement)
            left += 1
        }
    }
    if value.isObject {
        writer.beginObject()
        for member in value.object {
            writer.key(member.key)
            child(member.value, &writer)
        }
        writer.endObject()
    } else if value.isArray {
        writer.beginArray()
        for element in value.array { child(element, &writer) }
        writer.endArray()
    } else {
        writer.value(value)
    }
}
