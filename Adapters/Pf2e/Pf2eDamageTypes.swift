import Foundry
import JSON

/// The types of damage of a roll, in order, each once; persistent damage is named as such.
struct Pf2eDamageTypes {
    private(set) var names: [String] = []

    /// More instances than any roll has; bounds the work a hostile roll can cause.
    private static let maximum = 64

    /// - Parameter oldTypes: the types by name, as messages of 4.x and older have them.
    init(of roll: Roll, oldTypes: JSONView) {
        add(roll.options["flavor"])
        for term in roll.json["terms"].array.prefix(Self.maximum) {
            for instance in term["rolls"].array.prefix(Self.maximum) { add(instance["options"]["flavor"]) }
        }
        guard names.isEmpty else { return }
        for type in oldTypes.object.prefix(Self.maximum) { add(words: [type.key]) }
    }

    private mutating func add(_ flavor: JSONView) {
        // "persistent,acid": the type with its category, its material or what it may be (damage, healing).
        guard let text = flavor.nonEmptyString, text.utf8.count <= 256 else { return }
        add(words: text.split(separator: ",").map(\.trimmingSpaces))
    }

    private mutating func add(words: [String]) {
        let known = words.first(where: Self.types.contains)
        // Without a known type it may be one that the world has added.
        guard let type = known ?? words.first(where: { !Self.notTypes.contains($0) && !$0.isEmpty }) ?? healing(words)
        else { return }
        let name = words.contains("persistent") ? "persistent \(type)" : type
        if names.count < Self.maximum, !names.contains(name) { names.append(name) }
    }

    /// An instance that can be either says both words and means neither.
    private func healing(_ words: [String]) -> String? {
        words.contains("healing") && !words.contains("damage") ? "healing" : nil
    }

    private static let types: Set<String> = [
        "acid", "bleed", "bludgeoning", "chaotic", "cold", "electricity", "evil", "fire", "force", "good", "lawful",
        "mental", "negative", "piercing", "poison", "positive", "slashing", "sonic", "spirit", "vitality", "void",
    ]

    /// Categories, kinds and materials.
    private static let notTypes: Set<String> = [
        "abysium", "adamantine", "cold-iron", "damage", "dawnsilver", "djezet", "duskwood", "healing", "inubrix",
        "keep-stone", "mithral", "noqual", "orichalcum", "persistent", "precision", "siccatite", "silver",
        "sisterstone", "sovereign-steel", "splash", "untyped", "warpglass",
    ]
}
