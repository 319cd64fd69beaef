import Foundry
import JSON

/// One item: a thing to carry, a spell, a feature, or none of these (contract: adapters, section 4.2).
struct Item5e {
    let item: Item
    let system: JSONView

    init(_ item: Item) {
        self.item = item
        system = item.systemData
    }

    var entry: ItemEntry {
        let type = item.json["type"]
        if Self.inventoryTypes.contains(where: { type.stringEquals($0) }) {
            let quantity = system["quantity"].lenientDouble ?? 1
            let carried = InventoryEntry(item, quantity: quantity, equipped: system["equipped"].isTrue)
            return carried.map(ItemEntry.inventory) ?? .none
        }
        if type.stringEquals("spell") { return spell.map(ItemEntry.spell) ?? .none }
        guard type.stringEquals("feat") else { return .none }
        let feature = FeatureEntry(item, subtype: system["type"]["value"].nonEmptyString, uses: uses)
        return feature.map(ItemEntry.feature) ?? .none
    }

    private static let inventoryTypes: [StaticString] = [
        "weapon", "equipment", "consumable", "tool", "loot", "container", "backpack",
    ]

    private var spell: SpellEntry? {
        guard var spell = SpellEntry(item) else { return nil }
        let preparation = self.preparation
        spell.level = system["level"].lenientDouble
        spell.school = system["school"].nonEmptyString
        spell.method = preparation.method
        spell.state = preparation.state
        spell.prepared = isUsable(preparation, level: spell.level)
        spell.uses = uses
        return spell
    }

    // MARK: Preparation

    private struct Preparation {
        var method: String?
        /// 0 not prepared, 1 prepared, 2 always.
        var state: Int?
    }

    /// How the spell is cast and whether it is prepared, in the words of dnd5e 5.1 whatever the document's version.
    private var preparation: Preparation {
        let old = system["preparation"]
        let prepared = system["prepared"]
        if system["method"].isString || prepared.isNumber || !old.isObject {
            let state = prepared.lenientInt ?? prepared.bool.map { $0 ? 1 : 0 }
            return Preparation(method: system["method"].nonEmptyString, state: state)
        }
        let state = old["prepared"].isTrue ? 1 : 0
        switch old["mode"].nonEmptyString {
        case "always": return Preparation(method: "spell", state: 2)
        case "prepared": return Preparation(method: "spell", state: state)
        case let mode: return Preparation(method: mode, state: state)
        }
    }

    /// Whether the spell can be cast now: cantrips, what is prepared, and what needs no preparation.
    private func isUsable(_ preparation: Preparation, level: Double?) -> Bool? {
        if level == 0 { return true }
        switch preparation.method {
        case "innate", "atwill", "pact": return true
        default: return preparation.state.map { $0 >= 1 }
        }
    }

    // MARK: Uses

    /// The uses that remain. Since 4.0 the document stores what was spent, before that what is left.
    private var uses: Uses? {
        let uses = system["uses"]
        guard uses.isObject else { return nil }
        let maximum = uses["max"].lenientDouble
        let formula = maximum == nil ? uses["max"].nonEmptyString?.trimmingSpaces : nil
        if let spent = uses["spent"].lenientDouble {
            guard maximum.map({ $0 > 0 }) ?? (formula?.isEmpty == false) else { return nil }
            return Uses(
                value: maximum.map { max(0, $0 - spent) }, max: maximum,
                per: uses["recovery"][0]["period"].nonEmptyString,
                formula: formula)
        }
        let remaining = uses["value"].lenientDouble
        guard maximum.map({ $0 > 0 }) ?? (formula?.isEmpty == false || (remaining ?? 0) > 0) else { return nil }
        return Uses(
            value: remaining, max: maximum,
            per: uses["per"].nonEmptyString ?? uses["recovery"][0]["period"].nonEmptyString,
            formula: formula?.isEmpty == false ? formula : nil)
    }
}
