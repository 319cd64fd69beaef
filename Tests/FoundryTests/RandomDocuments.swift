import Foundry
import JSON

/// Makes small documents and changes at random, from few keys, so that changes meet what is there.
struct RandomDocuments {
    private var dice: SeededGenerator
    private static let keys = ["a", "b", "c", "system", "flags", "é\"\\", ""]
    private static let ids = ["x", "y", "z"]

    init(seed: UInt64) { dice = SeededGenerator(seed: seed) }

    mutating func roll(_ faces: Int) -> Int { dice.rollDie(faces: faces) - 1 }

    mutating func scalar() -> JSONValue {
        switch roll(5) {
        case 0: .null
        case 1: .bool(roll(2) == 0)
        case 2: .string(["", "text", "\u{1F3B2} \n", "-=a"][roll(4)])
        default: .int(Int64(roll(5)) - 2)
        }
    }

    mutating func value(depth: Int) -> JSONValue {
        switch depth > 2 ? 0 : roll(4) {
        case 0, 1: return scalar()
        case 2:
            var entries: [JSONValue] = []
            for _ in 0..<roll(3) { entries.append(value(depth: depth + 1)) }
            return .array(entries)
        default: return .object(object(depth: depth + 1))
        }
    }

    private mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<roll(4) { object[Self.keys[roll(Self.keys.count)]] = value(depth: depth) }
        return object
    }

    /// A stored actor.
    mutating func document(id: String) -> JSONValue {
        var document = object(depth: 0)
        document["_id"] = .string(id)
        document["type"] = "character"
        document["system"] = .object(object(depth: 0))
        document["items"] = .array(collection(depth: 0) { random, _ in random.object(depth: 1) })
        return .object(document)
    }

    /// Documents with ids of a few, each at most once; items have effects of their own.
    private mutating func collection(
        depth: Int, _ members: (inout RandomDocuments, Int) -> JSONObject
    ) -> [JSONValue] {
        var entries: [JSONValue] = []
        for id in Self.ids where roll(2) == 0 {
            var entry = members(&self, depth)
            entry["_id"] = .string(id)
            if depth == 0, roll(2) == 0 { entry["effects"] = .array(collection(depth: 1, members)) }
            entries.append(.object(entry))
        }
        return entries
    }

    /// A change as a host or Foundry itself may write it.
    mutating func change() -> JSONValue {
        var change = changeObject(depth: 0)
        if roll(3) == 0 {
            let key = ["items", "items", "items", "==items", "-=items"][roll(5)]
            change[key] = .array(collection(depth: 0) { random, depth in random.changeObject(depth: depth + 1) })
        }
        return .object(change)
    }

    private mutating func changeObject(depth: Int) -> JSONObject {
        var change = JSONObject()
        for _ in 0..<(1 + roll(3)) {
            var path: [String] = []
            for _ in 0...[0, 0, 0, 1, 1, 2][roll(6)] { path.append(Self.keys[roll(Self.keys.count)]) }
            let last = path.removeLast()
            let prefix = ["", "", "", "", "-=", "=="][roll(6)]
            let key = (path + [prefix + last]).joined(separator: ".")
            change[key] = prefix == "-=" ? .null : changeValue(depth: depth + 1)
        }
        return change
    }

    private mutating func changeValue(depth: Int) -> JSONValue {
        switch depth > 3 ? 0 : roll(6) {
        case 0, 1: return scalar()
        case 2: return value(depth: depth)
        case 3: return ["__$OPERATOR$__": "ForcedDeletion"]
        case 4: return ["__$OPERATOR$__": "ForcedReplacement", "value": value(depth: depth)]
        default: return .object(changeObject(depth: depth + 1))
        }
    }
}

/// Foundry's partial update in as few words as possible: slow, and easy to check by eye. One key after the other, on
/// owned values.
enum ReferenceMerge {
    /// - Parameter embedded: the keys of the collections that merge by id, outermost first.
    static func apply(_ change: JSONObject, to document: JSONObject, embedded: [String]) -> JSONObject {
        var result = document
        for (key, value) in change.members {
            let path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            set(path[...], to: value, in: &result, embedded: embedded)
        }
        return result
    }

    private static func set(
        _ path: ArraySlice<String>, to value: JSONValue, in target: inout JSONObject, embedded: [String]
    ) {
        guard let step = path.first else { return }
        if path.count > 1 {
            var inner = object(target[step])
            set(path.dropFirst(), to: value, in: &inner, embedded: [])
            target[step] = .object(inner)
        } else if step.hasPrefix("-=") {
            target[String(step.dropFirst(2))] = nil
        } else if step.hasPrefix("==") {
            target[String(step.dropFirst(2))] = made(value)
        } else if value["__$OPERATOR$__"] == "ForcedDeletion" {
            target[step] = nil
        } else if value["__$OPERATOR$__"] == "ForcedReplacement" {
            target[step] = made(value["value"] ?? .null)
        } else if case .object(let change) = value {
            target[step] = .object(apply(change, to: object(target[step]), embedded: []))
        } else if case .array(let entries) = value, step == embedded.first {
            target[step] = .array(collection(entries, over: target[step], embedded: Array(embedded.dropFirst())))
        } else {
            target[step] = value
        }
    }

    /// What a change makes of nothing.
    private static func made(_ value: JSONValue) -> JSONValue {
        guard case .object(let change) = value else { return value }
        return .object(apply(change, to: JSONObject(), embedded: []))
    }

    private static func object(_ value: JSONValue?) -> JSONObject {
        if case .object(let object) = value { object } else { JSONObject() }
    }

    private static func collection(
        _ changes: [JSONValue], over stored: JSONValue?, embedded: [String]
    ) -> [JSONValue] {
        var entries: [JSONValue] = if case .array(let entries) = stored { entries } else { [] }
        for change in changes {
            let place = entries.firstIndex { $0["_id"] == change["_id"] } ?? entries.count
            let old = place < entries.count ? object(entries[place]) : JSONObject()
            if place == entries.count { entries.append(.null) }
            entries[place] = .object(apply(object(change), to: old, embedded: embedded))
        }
        return entries
    }
}

extension JSONValue {
    /// The value as a document of its own.
    var view: JSONView { get throws { try JSONDocument.writing { $0.value(self) }.root } }

    /// Foundry's partial update of an actor, by the reference.
    func changed(by change: JSONValue) -> JSONValue {
        guard case .object(let document) = self, case .object(let change) = change else { return self }
        return .object(ReferenceMerge.apply(change, to: document, embedded: ["items", "effects"]))
    }
}
