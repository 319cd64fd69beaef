import Foundry
import JSON

/// Plays the encounter: keeps the fighters' state, rolls their dice and writes down what changes.
struct DemoDirector {
    let world: DemoWorld
    let rules: any DemoRules
    var dice: SeededGenerator
    var documents: DemoDocuments
    /// In turn order once initiative is rolled.
    var fighters: [DemoFighter]
    private(set) var steps: [DemoStep] = []
    private let combatID: String
    private var round = 0
    private var turn = 0

    init(world: DemoWorld, seed: UInt64, startTime: Int) throws {
        self.world = world
        rules = world.rules
        dice = SeededGenerator(seed: seed)
        documents = DemoDocuments(world: world, seed: seed, startTime: startTime)
        combatID = documents.makeID()
        fighters = []
        for sheet in world.sheets {
            fighters.append(
                DemoFighter(sheet, combatantID: documents.makeID(), tokenID: documents.makeID()))
        }
    }

    // MARK: Steps

    mutating func add(_ caption: String, _ change: WorldChange, rolls: Int = 0, isHidden: Bool = false) {
        steps.append(DemoStep(caption: caption, change: change, rolls: rolls, isHidden: isHidden))
    }

    /// Announces a message with rolls.
    @discardableResult
    mutating func say(
        _ caption: String, _ rolls: [DemoRoll], by fighter: DemoFighter, mode: DemoMode = .open
    ) throws -> String {
        let message = try documents.message(rolls, by: fighter.sheet, tokenID: fighter.tokenID, mode: mode)
        add(
            caption, .create(.chatMessage, message.document), rolls: rolls.count, isHidden: mode != .open)
        return message.id
    }

    /// Announces what somebody uses, without dice.
    mutating func sayUse(of name: String, _ itemID: String, _ itemType: String, by fighter: DemoFighter) throws {
        let message = try documents.message(
            saying: "<p>\(name)</p>", by: fighter.sheet, flags: rules.usageFlags(fighter.sheet, itemID, itemType))
        add("The card of \(name) is shown", .create(.chatMessage, message.document))
    }

    mutating func update(_ caption: String, actor id: String, _ members: JSONObject) throws {
        add(caption, .update(.actor, id, by: try documents.change(of: id, members)))
    }

    mutating func update(_ caption: String, item id: String, of actorID: String, _ members: JSONObject) throws {
        add(caption, .update(.item, id, by: try documents.change(of: id, members), in: .actor(actorID)))
    }

    mutating func update(_ caption: String, combatant index: Int, _ members: JSONObject) throws {
        let id = fighters[index].combatantID
        add(caption, .update(.combatant, id, by: try documents.change(of: id, members), in: .combat(combatID)))
    }

    private mutating func updateCombat(_ caption: String, _ members: JSONObject) throws {
        documents.wait()
        add(caption, .update(.combat, combatID, by: try documents.change(of: combatID, members)))
    }

    // MARK: The encounter

    mutating func play(rounds: Int) throws {
        let opening = try documents.message(saying: "<p>The lanterns on the ford go out, one by one.</p>", by: nil)
        add("The lanterns on the ford go out", .create(.chatMessage, opening.document))
        try gather()
        try rollInitiative()
        round = 1
        turn = 0
        try updateCombat("Round 1 begins: \(fighters[turn].sheet.name)", ["round": 1, "turn": 0])
        while true {
            try act(turn, round: round)
            let next = fighters.indices.dropFirst(turn + 1).first { !fighters[$0].isDefeated }
            if let next {
                turn = next
                try updateCombat("It is \(fighters[turn].sheet.name)'s turn", ["turn": .int(Int64(turn))])
                continue
            }
            try rollHidden(round: round)
            guard round < rounds else { break }
            try standUpAgain()
            round += 1
            turn = fighters.indices.first { !fighters[$0].isDefeated } ?? 0
            try updateCombat(
                "Round \(round) begins: \(fighters[turn].sheet.name)",
                ["round": .int(Int64(round)), "turn": .int(Int64(turn))])
        }
        try makeSomebodyYield()
        documents.wait()
        add("The fight is over", .delete(.combat, combatID))
    }

    private mutating func gather() throws {
        add("A fight breaks out at the ford", .create(.combat, try documents.combat(id: combatID)))
        for fighter in fighters {
            let document = try documents.combatant(
                id: fighter.combatantID, tokenID: fighter.tokenID, of: fighter.sheet)
            let caption = fighter.isHidden ? "Something watches from the reeds" : "\(fighter.sheet.name) joins"
            add(caption, .create(.combatant, document, in: .combat(combatID)))
        }
    }

    /// Foundry stores each initiative before it announces the roll.
    private mutating func rollInitiative() throws {
        var taken: Set<Double> = []
        for index in fighters.indices {
            let mode: DemoMode = fighters[index].isHidden ? .whispered : .open
            let check = DemoCheck(actor: fighters[index].sheet, purpose: .initiative, mode: mode)
            var roll = try rules.roll(check, using: &dice)
            // At this table whoever ties rolls again, so that every game system agrees on the order.
            while taken.contains(roll.total) { roll = try rules.roll(check, using: &dice) }
            taken.insert(roll.total)
            fighters[index].initiative = roll.total
            let name = fighters[index].isHidden ? "Something in the reeds" : fighters[index].sheet.name
            let shown = fighters[index].isHidden ? "a number nobody sees" : roll.shown
            try update("\(name) has initiative \(shown)", combatant: index, ["initiative": .double(roll.total)])
            try say("\(name) rolls initiative: \(shown)", [roll], by: fighters[index], mode: mode)
        }
        fighters.sort { $0.initiative > $1.initiative }
    }

    /// What the game master rolls for a foe, or what a player must not see the outcome of.
    private mutating func rollHidden(round: Int) throws {
        let isBlind = round.isMultiple(of: 2)
        let candidates = fighters.indices.filter { fighters[$0].isHero == isBlind && !fighters[$0].isDefeated }
        guard let index = pick(candidates) ?? fighters.indices.first else { return }
        let fighter = fighters[index]
        let mode: DemoMode = isBlind ? .blind : .whispered
        let roll = try rules.roll(
            DemoCheck(actor: fighter.sheet, purpose: .skill(rules.perception), mode: mode), using: &dice)
        let caption =
            isBlind
            ? "\(fighter.sheet.name) listens, and only the game master hears" : "The game master rolls in secret"
        try say(caption, [roll], by: fighter, mode: mode)
    }

    /// When nobody is left to fight and there are rounds to play, the bell rises again.
    private mutating func standUpAgain() throws {
        guard !fighters.contains(where: { !$0.isHero && $0.isUp }) else { return }
        guard let index = fighters.indices.last(where: { !fighters[$0].isHero && !fighters[$0].sheet.lurks }) else {
            return
        }
        fighters[index].isDefeated = false
        try setHitPoints(of: index, to: fighters[index].sheet.hitPoints, "\(fighters[index].sheet.name) rises again")
        try update("\(fighters[index].sheet.name) is back in the fight", combatant: index, ["defeated": false])
    }

    /// A fight in which no foe fell ends with one that has had enough.
    private mutating func makeSomebodyYield() throws {
        guard !fighters.contains(where: { !$0.isHero && $0.isDefeated }) else { return }
        let foes = fighters.indices.filter { !fighters[$0].isHero }
        guard let index = foes.min(by: { fighters[$0].hitPoints < fighters[$1].hitPoints }) else { return }
        fighters[index].isDefeated = true
        try update("\(fighters[index].sheet.name) gives up", combatant: index, ["defeated": true])
    }

    /// One of them, by the dice.
    mutating func pick(_ candidates: [Int]) -> Int? {
        candidates.isEmpty ? nil : candidates[dice.rollDie(faces: candidates.count) - 1]
    }
}
