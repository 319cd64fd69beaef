import Foundry
import JSON
import Testing

/// Documents written by the tests themselves.
enum Written {
    static func view(_ text: String) throws -> JSONView { try JSONDocument(text).root }

    /// An actor with this type, system data and items, each given as JSON.
    static func actor(_ type: String, _ system: String = "{}", items: [String] = [], more: String = "") throws -> Actor
    {
        let text =
            #"{"_id":"A1","name":"Ada","type":"\#(type)","system":\#(system),"items":[\#(items.joined(separator: ","))]\#(more)}"#
        return Actor(try view(text))
    }

    static func item(_ id: String, _ type: String, _ system: String = "{}", name: String = "Thing") -> String {
        #"{"_id":"\#(id)","name":"\#(name)","type":"\#(type)","img":"icons/a.webp","system":\#(system)}"#
    }

    /// A message with one roll, stored as Foundry stores it: as the text of an object.
    static func message(_ roll: String, flags: String = "{}") throws -> ChatMessage {
        let flags = try view(flags)
        let document = try JSONDocument.writing { writer in
            writer.beginObject()
            writer.member("_id", "M1")
            writer.array("rolls") { $0.string(roll) }
            writer.member("flags", flags)
            writer.endObject()
        }
        return ChatMessage(document.root)
    }

    /// A d20 roll of a class, with the face shown and options given as JSON.
    static func d20(_ face: Int, class name: String = "CheckRoll", options: String = "{}", bonus: Int = 0) -> String {
        let die = #"{"class":"Die","number":1,"faces":20,"modifiers":[],"results":[{"result":\#(face),"active":true}]}"#
        return
            #"{"class":"\#(name)","formula":"1d20 + \#(bonus)","total":\#(face + bonus),"options":\#(options),"terms":[\#(die)]}"#
    }
}

/// Changes a document one value at a time into values of every other type.
struct Mutations {
    let original: JSONValue

    static let replacements: [JSONValue] = [
        nil, true, -1, 1e308, "x", [], [nil], [:], ["value": [:]],
    ]

    init(_ view: JSONView) { original = view.value }

    /// Calls `body` with every mutated document; gives back how many there were.
    func each(_ body: (JSONView) throws -> Void) throws -> Int {
        var count = 0
        for place in 0..<Self.places(in: original) {
            for replacement in Self.replacements {
                var place = place
                let mutated = Self.replaced(original, at: &place, by: replacement)
                try body(try JSONDocument.writing { $0.value(mutated) }.root)
                count += 1
            }
        }
        return count
    }

    /// How many values a value holds, itself included.
    private static func places(in value: JSONValue) -> Int {
        switch value {
        case .array(let elements): 1 + elements.map(places).reduce(0, +)
        case .object(let object): 1 + object.members.map { places(in: $0.value) }.reduce(0, +)
        default: 1
        }
    }

    /// The value with the `place`-th value in it replaced, counted from the outside in.
    private static func replaced(_ value: JSONValue, at place: inout Int, by replacement: JSONValue) -> JSONValue {
        defer { place -= 1 }
        if place == 0 { return replacement }
        guard place > 0 else { return value }
        // The value itself takes one place, its parts the next ones.
        var inner = place - 1
        defer { place = inner + 1 }
        switch value {
        case .array(let elements):
            return .array(elements.map { replaced($0, at: &inner, by: replacement) })
        case .object(let object):
            var changed = JSONObject()
            for (key, value) in object.members { changed[key] = replaced(value, at: &inner, by: replacement) }
            return .object(changed)
        default: return value
        }
    }
}

/// What must hold of everything an adapter makes of a document, however broken that is.
func checkWhole(_ document: JSONView, by adapter: some SystemAdapter, keys: [String]) throws {
    let actor = Actor(document)
    let stats = try Fixtures.stats(of: actor, by: adapter)
    #expect(stats.object.map(\.key) == keys)
    _ = adapter.classify(actor, hasPlayerOwner: nil)
    let hitPoints = adapter.hitPoints(of: actor)
    #expect(hitPoints?.max == stats["hp"]["max"].double)
    let items = adapter.items(of: actor)
    let written = try JSONDocument.writing { writer in
        writer.beginArray()
        for entry in items.inventory { entry.write(into: &writer) }
        for entry in items.spells { entry.write(into: &writer) }
        for entry in items.features { entry.write(into: &writer) }
        for item in actor.items { adapter.write(item, into: &writer) }
        writer.endArray()
    }
    for entry in written.root.array {
        #expect(entry["name"].isString || entry["name"].isNull)
        #expect(!entry["quantity"].exists || entry["quantity"].isNumber)
    }
}
