import Foundry
import JSON

/// Sorts an actor's items into the lists of the wire (contract: adapters, section 5.3).
struct Pf2eItems {
    private var items: [Item] = []
    private var entries: [String: Pf2eSpellcastingEntry] = [:]
    private var actorLevel: Double?

    /// Knows no actor: for items of their own.
    init() {}

    /// Looks at the actor's items once, for the spellcasting entries that its spells refer to.
    init(of actor: Actor) {
        items = actor.items
        for item in items where item.json["type"].stringEquals("spellcastingEntry") {
            guard let id = item.id else { continue }
            entries[id] = Pf2eSpellcastingEntry(item)
        }
        actorLevel = Pf2eLayout.level(of: actor.systemData)
    }

    func sorted() -> ActorItems {
        var sorted = ActorItems()
        for item in items { sorted.append(entry(for: item)) }
        return sorted
    }

    func entry(for item: Item) -> ItemEntry {
        guard let type = item.type else { return .none }
        if type == "spell" { return spell(item).map(ItemEntry.spell) ?? .none }
        if type == "feat" || type == "action" { return feature(item, type: type).map(ItemEntry.feature) ?? .none }
        guard Pf2eInventory.holds(type) else { return .none }
        return InventoryEntry(
            item, quantity: Pf2eInventory.quantity(of: item), equipped: Pf2eInventory.isEquipped(item)
        ).map(ItemEntry.inventory) ?? .none
    }

    private func feature(_ item: Item, type: String) -> FeatureEntry? {
        let system = item.systemData
        var category = Pf2eLayout.text(system["category"])
        // Up to 4.x.
        if category == nil { category = Pf2eLayout.text(system[type == "feat" ? "featType" : "actionCategory"]) }
        return FeatureEntry(item, subtype: category, uses: Self.frequency(system["frequency"]))
    }

    /// `{value, max, per}`; until it is used, the value is not stored and stands for all uses.
    private static func frequency(_ frequency: JSONView) -> Uses? {
        guard let maximum = frequency["max"].lenientDouble else { return nil }
        return Uses(
            value: frequency["value"].lenientDouble ?? maximum, max: maximum, per: frequency["per"].nonEmptyString)
    }

    // MARK: Spells

    private func spell(_ item: Item) -> SpellEntry? {
        guard var spell = SpellEntry(item) else { return nil }
        let system = item.systemData
        let traits = system["traits"]
        let location = system["location"]
        let isCantrip = Self.contains(traits["value"], "cantrip")
        let isFocus = Self.contains(traits["value"], "focus")
        let entry = Pf2eLayout.text(location).flatMap { entries[$0] }
        let baseRank = Pf2eLayout.number(system["level"])

        spell.level = baseRank
        spell.school = Pf2eLayout.text(system["school"])
        spell.isCantrip = isCantrip
        spell.isFocus = isFocus
        spell.traditions = Self.traditions(traits, system)
        let heightened = location["heightenedLevel"].lenientDouble ?? Pf2eLayout.number(system["heightenedLevel"])
        // Up to 4.x focus spells have a category instead of the trait.
        let isAutomatic = isCantrip || isFocus || system["category"]["value"].stringEquals("focus")
        spell.castRank = heightened ?? (isAutomatic ? automaticRank(location, entry) : nil) ?? baseRank
        if !system["ritual"].isNull || system["category"]["value"].stringEquals("ritual") {
            spell.method = "ritual"
            return spell
        }
        guard let entry, let mode = entry.mode else { return spell }
        spell.method = mode
        switch mode {
        case "prepared":
            let slots = entry.slots(of: spell.id)
            let isReady = slots.count > 0 || (entry.isFlexible && location["signature"].isTrue)
            spell.prepared = isReady
            spell.state = isReady ? 1 : 0
            // Each slot that holds the spell is one use; cantrips are never used up.
            if slots.count > 0, !isCantrip {
                spell.uses = Uses(value: Double(slots.count - slots.expended), max: Double(slots.count))
            }
        case "spontaneous", "innate", "focus", "items":
            spell.prepared = true
            spell.state = 2
            if mode == "innate" { spell.uses = Self.innateUses(location["uses"]) }
        default: break
        }
        return spell
    }

    /// Cantrips and focus spells are heightened to half the caster's level, rounded up, unless the spell or its entry says
    /// otherwise.
    private func automaticRank(_ location: JSONView, _ entry: Pf2eSpellcastingEntry?) -> Double? {
        if let own = location["autoHeightenLevel"].lenientDouble, own > 0 { return own }
        if let own = entry?.automaticRank, own > 0 { return own }
        return actorLevel.map { max(1, ($0 / 2).rounded(.up)) }
    }

    private static func innateUses(_ uses: JSONView) -> Uses? {
        guard uses.isObject else { return nil }
        let read = Uses(value: uses["value"].lenientDouble, max: uses["max"].lenientDouble)
        return read.value == nil && read.max == nil ? nil : read
    }

    private static func contains(_ list: JSONView, _ word: StaticString) -> Bool {
        list.array.contains { $0.stringEquals(word) }
    }

    private static func traditions(_ traits: JSONView, _ system: JSONView) -> [String] {
        let newer = traits["traditions"]
        let list = newer.isArray ? newer : system["traditions"]["value"]
        return list.array.prefix(8).compactMap(\.nonEmptyString)
    }
}

/// A way of casting that an actor has, with the spells that stand in its slots.
struct Pf2eSpellcastingEntry {
    /// prepared, spontaneous, innate, focus, items; nil when the document does not say.
    let mode: String?
    /// Whether the caster prepares a collection and casts from it freely; the collection is marked like signature spells.
    let isFlexible: Bool
    /// The rank that cantrips and focus spells of the entry are cast at, when it is set by hand.
    let automaticRank: Double?
    private var slots: [String: (count: Int, expended: Int)] = [:]

    init(_ item: Item) {
        let system = item.systemData
        let mode = Pf2eLayout.text(system["prepared"])
        self.mode = mode
        isFlexible = system["prepared"]["flexible"].isTrue
        automaticRank = Pf2eLayout.number(system["autoHeightenLevel"])
        guard mode == "prepared" else { return }
        for slot in system["slots"].object {
            let prepared = slot.value["prepared"]
            // An array, or an object keyed by index in old documents.
            if prepared.isObject {
                for place in prepared.object { add(place.value) }
            } else {
                for place in prepared.array { add(place) }
            }
        }
    }

    private mutating func add(_ place: JSONView) {
        guard let id = place["id"].nonEmptyString else { return }
        var count = slots[id] ?? (0, 0)
        count.count += 1
        if place["expended"].isTrue { count.expended += 1 }
        slots[id] = count
    }

    /// How many slots hold the spell, and how many of them are used up.
    func slots(of spellID: String) -> (count: Int, expended: Int) { slots[spellID] ?? (0, 0) }
}
