import Foundry
import JSON

extension DemoDirector {
    /// One fighter's turn.
    mutating func act(_ index: Int, round: Int) throws {
        fighters[index].turns += 1
        if !fighters[index].isUp {
            try recover(index)
        } else if fighters[index].isHero {
            try actAsHero(index)
        } else {
            try actAsFoe(index, round: round)
        }
    }

    private mutating func actAsHero(_ index: Int) throws {
        // Everyone starts at another place of the same cycle, so that each round has some of everything.
        let place = fighters.indices.filter { fighters[$0].isHero }.firstIndex(of: index) ?? 0
        switch (fighters[index].turns + place) % 4 {
        case 0: try drink(index)
        case 1: try cast(index)
        case 2:
            try rollSkill(index, mode: .open)
            try attack(index, advantage: 0)
        default: try attack(index, advantage: chance(of: 3) ? 1 : 0)
        }
    }

    private mutating func actAsFoe(_ index: Int, round: Int) throws {
        guard fighters[index].isHidden else {
            return try attack(index, advantage: chance(of: 8) ? 1 : chance(of: 8) ? -1 : 0)
        }
        guard round > 1 else { return try rollSkill(index, mode: .blind) }
        fighters[index].isHidden = false
        try update("\(fighters[index].sheet.name) comes out of the reeds", combatant: index, ["hidden": false])
        try attack(index, advantage: 1)
    }

    private mutating func chance(of one: Int) -> Bool { dice.rollDie(faces: one) == 1 }

    // MARK: Actions

    private mutating func rollSkill(_ index: Int, mode: DemoMode) throws {
        let fighter = fighters[index]
        let skill = fighter.sheet.skills[(fighter.turns - 1) % max(1, fighter.sheet.skills.count)]
        let roll = try rules.roll(
            DemoCheck(actor: fighter.sheet, purpose: .skill(skill), mode: mode), using: &dice)
        let caption =
            mode == .open
            ? "\(fighter.sheet.name) tries \(skill.name): \(roll.shown)" : "The game master rolls where nobody looks"
        try say(caption, [roll], by: fighter, mode: mode)
    }

    private mutating func attack(_ index: Int, advantage: Int) throws {
        let fighter = fighters[index]
        let enemies = fighters.indices.filter {
            fighters[$0].isHero != fighter.isHero && fighters[$0].isUp && !fighters[$0].isHidden
        }
        guard let victim = pick(enemies), let attack = pickAttack(fighter.sheet) else {
            return try rollSkill(index, mode: .open)
        }
        let target = fighters[victim].sheet
        let roll = try rules.roll(
            DemoCheck(actor: fighter.sheet, purpose: .attack(attack, target), advantage: advantage), using: &dice)
        let outcome = roll.outcome ?? .failure
        let how = advantage > 0 ? " with advantage" : advantage < 0 ? " with disadvantage" : ""
        let caption = "\(fighter.sheet.name) attacks \(target.name)\(how): \(roll.shown), \(Self.word(outcome))"
        guard outcome >= .success else {
            try say(caption, [roll], by: fighter)
            return
        }
        var damage = DemoDamage(
            actor: fighter.sheet, target: target, itemID: attack.itemID, itemType: attack.itemType, name: attack.name,
            dice: attack.damage, bonus: attack.damageBonus, type: attack.damageType, outcome: outcome)
        let dealt: DemoRoll
        if rules.combinesDamage {
            dealt = try rules.roll(damage, using: &dice)
            try say("\(caption), \(dealt.shown) damage", [roll, dealt], by: fighter)
        } else {
            damage.origin = try say(caption, [roll], by: fighter)
            dealt = try rules.roll(damage, using: &dice)
            try say("\(attack.name) deals \(dealt.shown) \(attack.damageType) damage", [dealt], by: fighter)
        }
        try hurt(victim, by: dealt.points)
    }

    private mutating func pickAttack(_ sheet: DemoSheet) -> DemoAttack? {
        pick(Array(sheet.attacks.indices)).map { sheet.attacks[$0] }
    }

    static func word(_ outcome: DemoOutcome) -> String {
        switch outcome {
        case .criticalSuccess: "a critical hit"
        case .success: "a hit"
        case .failure: "a miss"
        case .criticalFailure: "a bad miss"
        }
    }

    /// A spell: the slot is spent, the target rolls its save, the damage is halved by a good one.
    private mutating func cast(_ index: Int) throws {
        let fighter = fighters[index]
        let foes = fighters.indices.filter { !fighters[$0].isHero && fighters[$0].isUp && !fighters[$0].isHidden }
        guard let spell = fighter.sheet.spell, fighter.slots > 0, let victim = pick(foes) else {
            return try attack(index, advantage: 1)
        }
        fighters[index].slots -= 1
        let slots = rules.slotPath(of: spell)
        let left = JSONValue.int(Int64(fighters[index].slots))
        let spent = "\(fighter.sheet.name) casts \(spell.name), \(fighters[index].slots) left"
        if let entry = spell.entryID {
            try update(spent, item: entry, of: fighter.sheet.id, [slots: left].ordered)
        } else {
            try update(spent, actor: fighter.sheet.id, Self.nested(slots, left))
        }
        try sayUse(of: spell.name, spell.itemID, "spell", by: fighter)
        let target = fighters[victim]
        let save = try rules.roll(
            DemoCheck(actor: target.sheet, purpose: .save(spell.save, against: spell), mode: .whispered), using: &dice)
        let outcome = save.outcome ?? .failure
        try say("The game master rolls a save in secret", [save], by: target, mode: .whispered)
        let damage = DemoDamage(
            actor: fighter.sheet, target: target.sheet, itemID: spell.itemID, itemType: "spell", name: spell.name,
            dice: spell.damage, bonus: 0, type: spell.damageType)
        let dealt = try rules.roll(damage, using: &dice)
        try say("\(spell.name) burns for \(dealt.shown) \(spell.damageType)", [dealt], by: fighter)
        try hurt(victim, by: outcome >= .success ? dealt.points / 2 : dealt.points)
    }

    /// A remedy for whoever needs it most; without need or remedy, an attack.
    private mutating func drink(_ index: Int) throws {
        let fighter = fighters[index]
        let wounded = fighters.indices.filter {
            fighters[$0].isHero && fighters[$0].hitPoints < fighters[$0].sheet.hitPoints
        }
        let neediest = wounded.min { fighters[$0].hitPoints < fighters[$1].hitPoints }
        guard let remedy = fighter.sheet.remedy, fighter.remedies > 0, let patient = neediest else {
            return try attack(index, advantage: -1)
        }
        fighters[index].remedies -= 1
        let left = fighters[index].remedies
        try update(
            "\(fighter.sheet.name) uses a \(remedy.name), \(left) left", item: remedy.itemID, of: fighter.sheet.id,
            Self.nested(rules.quantityPath, .int(Int64(left))))
        try sayUse(of: remedy.name, remedy.itemID, "consumable", by: fighter)
        let healing = DemoDamage(
            actor: fighter.sheet, target: fighters[patient].sheet, itemID: remedy.itemID, itemType: "consumable",
            name: remedy.name, dice: remedy.dice, bonus: remedy.bonus, type: "healing")
        let roll = try rules.roll(healing, using: &dice)
        let name = fighters[patient].sheet.name
        try say("It heals \(name) by \(roll.shown)", [roll], by: fighter)
        let healed = min(fighters[patient].sheet.hitPoints, fighters[patient].hitPoints + roll.points)
        try setHitPoints(of: patient, to: healed, Self.standing(name, healed))
    }

    /// A hero who is down rolls, and with luck stands up.
    private mutating func recover(_ index: Int) throws {
        let fighter = fighters[index]
        let roll = try rules.roll(DemoCheck(actor: fighter.sheet, purpose: .recovery), using: &dice)
        try say("\(fighter.sheet.name) is down and holds on: \(roll.shown)", [roll], by: fighter)
        guard (roll.outcome ?? .failure) >= .success else { return }
        try setHitPoints(of: index, to: 5, "\(fighter.sheet.name) stands up again")
    }

    // MARK: Hit points

    private static func standing(_ name: String, _ points: Int) -> String {
        points == 0 ? "\(name) goes down" : "\(name) has \(points) hit point\(points == 1 ? "" : "s")"
    }

    private mutating func hurt(_ index: Int, by points: Int) throws {
        let left = max(0, fighters[index].hitPoints - points)
        let name = fighters[index].sheet.name
        try setHitPoints(of: index, to: left, Self.standing(name, left))
        guard left == 0, !fighters[index].isHero else { return }
        fighters[index].isDefeated = true
        try update("\(name) is defeated", combatant: index, ["defeated": true])
    }

    /// Foundry's users and modules write changes nested or with dots: heroes get the one, foes the other.
    mutating func setHitPoints(of index: Int, to points: Int, _ caption: String) throws {
        guard fighters[index].hitPoints != points else { return }
        fighters[index].hitPoints = points
        let value = JSONValue.int(Int64(points))
        let change =
            fighters[index].isHero ? Self.nested(rules.hitPointPath, value) : [rules.hitPointPath: value].ordered
        try update(caption, actor: fighters[index].sheet.id, change)
    }

    /// `a.b.c` as objects in objects.
    static func nested(_ path: String, _ value: JSONValue) -> JSONObject {
        let keys = path.split(separator: ".").map(String.init)
        var inner = value
        for key in keys.dropFirst().reversed() { inner = .object([key: inner].ordered) }
        return keys.first.map { [$0: inner].ordered } ?? [:]
    }
}

extension [String: JSONValue] {
    /// The members as an object, for keys that are not literals.
    fileprivate var ordered: JSONObject {
        var object = JSONObject()
        for key in keys.sorted() { object[key] = self[key] }
        return object
    }
}
