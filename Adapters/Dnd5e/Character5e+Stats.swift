import Foundry
import JSON

extension Character5e {
    /// Writes `stats`: always these keys in this order (design: section 5). `estimated` names the numbers that effects or
    /// formulas, which only a running game evaluates, may change.
    func writeStats(into writer: inout JSONWriter) {
        let maximum = maximumHitPoints
        let armor = armorClass
        writer.object { writer in
            writer.member("name", actor.name)
            writer.member("type", actor.type)
            writer.key("hp")
            if attributes["hp"].isObject { hitPoints.write(into: &writer) } else { HitPoints().write(into: &writer) }
            writer.number("ac", armor?.value)
            writer.number("level", level)
            writer.member("class", className)
            writer.member("subclass", subclass)
            writer.member("race", race)
            writer.member("background", background)
            writer.member("creatureType", creatureType)
            writer.number("cr", challengeRating)
            writer.number("proficiencyBonus", proficiencyBonus)
            writer.object("abilities") { writer in writeAbilities(into: &writer) }
            writer.array("estimated") { writer in
                if maximum?.isEstimated == true { writer.string("hp.max") }
                if armor?.isEstimated == true { writer.string("ac") }
            }
        }
    }

    private func writeAbilities(into writer: inout JSONWriter) {
        let abilities = system["abilities"]
        for key in ["str", "dex", "con", "int", "wis", "cha"] { write(abilities[key], as: key, into: &writer) }
        // Honour and sanity are options of the rules.
        for key in ["hon", "san"] where abilities[key].isObject { write(abilities[key], as: key, into: &writer) }
    }

    private func write(_ ability: JSONView, as key: String, into writer: inout JSONWriter) {
        writer.object(key) { writer in
            writer.number("value", ability["value"].lenientDouble)
            writer.number("mod", modifier(ability))
            writer.number("save", save(ability))
        }
    }
}
