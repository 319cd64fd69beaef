import Foundry
import JSON

/// Sorts items by the names that systems give their types (contract: adapters, section 6).
enum GenericItems {
    static func entry(for item: Item) -> ItemEntry {
        let type = TypeName(item.type)
        // A known name says more than a quantity: some systems count everything.
        if type.first(in: spells) != nil { return spell(item).map(ItemEntry.spell) ?? .none }
        if type.first(in: features) != nil { return feature(item).map(ItemEntry.feature) ?? .none }
        let quantity = quantity(of: item)
        guard quantity != nil || type.first(in: things) != nil else { return .none }
        return InventoryEntry(item, quantity: quantity ?? 1, equipped: isEquipped(item)).map(ItemEntry.inventory)
            ?? .none
    }

    /// A number or `{value}`; nil when the item has no quantity.
    static func quantity(of item: Item) -> Double? { number(item.systemData["quantity"]) }

    static func isEquipped(_ item: Item) -> Bool {
        let equipped = item.systemData["equipped"]
        return equipped.isTrue || equipped["value"].isTrue
    }

    private static func spell(_ item: Item) -> SpellEntry? {
        guard var spell = SpellEntry(item) else { return nil }
        let system = item.systemData
        spell.level = number(system["level"]) ?? number(system["rank"])
        spell.school = system["school"].nonEmptyString ?? system["school"]["value"].nonEmptyString
        spell.prepared = system["prepared"].bool ?? system["preparation"]["prepared"].bool
        spell.uses = uses(system["uses"])
        return spell
    }

    private static func feature(_ item: Item) -> FeatureEntry? {
        FeatureEntry(item, uses: uses(item.systemData["uses"]))
    }

    private static func uses(_ view: JSONView) -> Uses? {
        let uses = Uses(
            value: view["value"].lenientDouble, max: view["max"].lenientDouble, per: view["per"].nonEmptyString)
        return uses.value == nil && uses.max == nil ? nil : uses
    }

    private static func number(_ view: JSONView) -> Double? {
        view.isObject ? view["value"].lenientDouble : view.lenientDouble
    }

    private static let things: Set<String> = [
        "weapon", "armor", "shield", "equipment", "gear", "item", "consumable", "ammo", "loot", "treasure",
        "container", "backpack", "tool", "potion", "scroll", "wand",
    ]

    private static let spells: Set<String> = ["spell", "power", "prayer", "cantrip", "ritual"]

    private static let features: Set<String> = [
        "feat", "feature", "talent", "ability", "action", "trait", "perk", "edge",
    ]
}
