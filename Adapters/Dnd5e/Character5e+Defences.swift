import Foundry
import JSON

extension Character5e {
    /// A number, and whether something this library does not evaluate may change it.
    struct Estimate {
        var value: Double
        var isEstimated = false
    }

    // MARK: Hit points

    var hitPoints: HitPoints {
        let hp = attributes["hp"]
        return HitPoints(
            current: hp["value"].lenientDouble, max: maximumHitPoints?.value,
            temp: hp.isObject ? hp["temp"].lenientDouble ?? 0 : nil)
    }

    /// The stored maximum, else for characters what their classes' advancement adds up to (contract: adapters, section 4.1).
    var maximumHitPoints: Estimate? {
        let hp = attributes["hp"]
        if let stored = hp["max"].lenientDouble { return Estimate(value: stored) }
        guard isCharacter, hp.isObject, let constitution = modifier(of: "con") else { return nil }
        var total = Estimate(value: 0, isEstimated: effectsTouchHitPoints)
        var isKnown = false
        for item in classes {
            guard let gained = Self.hitPoints(of: item, constitution: constitution) else { continue }
            isKnown = true
            total.value += gained.value
            total.isEstimated = total.isEstimated || gained.isEstimated
        }
        guard isKnown else { return nil }
        let bonuses = hp["bonuses"]
        for (bonus, factor) in [(bonuses["level"], level ?? 0), (bonuses["overall"], 1)] {
            if let number = bonus.lenientDouble {
                total.value += number * factor
            } else if bonus.nonEmptyString?.contains(where: { !$0.isWhitespace }) == true {
                // A formula: without evaluating it the total is a lower bound.
                total.isEstimated = true
            }
        }
        return total
    }

    /// What a class added to the maximum so far; nil when it does not say.
    private static func hitPoints(of item: Item, constitution: Double) -> Estimate? {
        let system = item.systemData
        guard let advancement = hitPointAdvancement(system["advancement"]) else { return nil }
        let denomination = system["hd"]["denomination"].nonEmptyString ?? system["hitDice"].nonEmptyString
        let hitDie = denomination.flatMap { Double($0.drop { $0 == "d" || $0 == "D" }) }
        var total = Estimate(value: 0)
        var levels = 0
        for entry in advancement["value"].object {
            let gained: Double
            if let number = entry.value.lenientDouble {
                gained = number
            } else if let hitDie, entry.value.stringEquals("max") {
                gained = hitDie
            } else if let hitDie, entry.value.stringEquals("avg") {
                gained = (hitDie / 2).rounded(.down) + 1
            } else {
                total.isEstimated = true
                continue
            }
            levels += 1
            total.value += max(gained + constitution, 1)
        }
        guard levels > 0 else { return nil }
        // A level taken without its hit points being chosen yet.
        if let taken = system["levels"].lenientDouble, taken > Double(levels) { total.isEstimated = true }
        return total
    }

    /// The first advancement of type `HitPoints`, of an array or of an object keyed by id.
    private static func hitPointAdvancement(_ advancement: JSONView) -> JSONView? {
        for entry in advancement.array where entry["type"].stringEquals("HitPoints") { return entry }
        for member in advancement.object where member.value["type"].stringEquals("HitPoints") { return member.value }
        return nil
    }

    // MARK: Armor class

    /// The prepared armor class, else what armor and abilities make by the actor's way of calculating it (contract:
    /// adapters, section 4.1).
    var armorClass: Estimate? {
        let ac = attributes["ac"]
        if let prepared = ac["value"].lenientDouble { return Estimate(value: prepared) }
        guard let value = calculatedArmorClass(ac) else { return nil }
        return Estimate(value: value, isEstimated: effectsTouchArmor)
    }

    private func calculatedArmorClass(_ ac: JSONView) -> Double? {
        let flat = ac["flat"].lenientDouble
        switch ac["calc"].string {
        case "flat": return flat
        case "natural": return flat.map { $0 + shieldBonus }
        case "default": return equippedArmorClass
        case "mage", "draconic": return unarmored(13, "dex")
        case "unarmoredMonk": return unarmored(10, "dex", "wis")
        case "unarmoredBarb": return unarmored(10, "dex", "con")
        case "unarmoredBard": return unarmored(10, "dex", "cha")
        case "custom": return ac["formula"].string.flatMap(Arithmetic.evaluate)
        default: return nil
        }
    }

    private func unarmored(_ base: Double, _ abilities: String...) -> Double? {
        var total = base + shieldBonus
        for ability in abilities {
            guard let modifier = modifier(of: ability) else { return nil }
            total += modifier
        }
        return total
    }

    private var equippedArmorClass: Double? {
        guard let armor else { return unarmored(10, "dex") }
        let system = armor.systemData
        guard let base = Self.armorValue(armor) else { return nil }
        let category = system["type"]["value"].string ?? system["armor"]["type"].string
        if category == "heavy" { return base + shieldBonus }
        guard let dexterity = modifier(of: "dex") else { return nil }
        return base + min(dexterity, system["armor"]["dex"].lenientDouble ?? .infinity) + shieldBonus
    }

    private var shieldBonus: Double { shield.flatMap(Self.armorValue) ?? 0 }

    /// The armor's own value, with the bonus of its magic where the item is marked as magical.
    private static func armorValue(_ item: Item) -> Double? {
        let system = item.systemData
        guard let value = system["armor"]["value"].lenientDouble else { return nil }
        let properties = system["properties"]
        let isMagical = properties["mgc"].isTrue || properties.array.contains { $0.stringEquals("mgc") }
        return value + (isMagical ? system["armor"]["magicalBonus"].lenientDouble ?? 0 : 0)
    }
}
