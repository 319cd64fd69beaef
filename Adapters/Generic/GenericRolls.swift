import Foundry
import JSON

/// Reads rolls of systems nobody knows: the dice, and of the flavor only what is plain (contract: adapters, sections 6
/// and 8).
enum GenericRolls {
    static func read(_ roll: Roll, in message: ChatMessage?, natural20IsCritical: Bool) -> RollReading {
        var reading = RollReading(roll, in: message)
        if !hasSingleD20(roll) {
            reading.naturalD20 = nil
            reading.d20Value = nil
        }
        if reading.rollType == nil {
            let flavor =
                message?.plainFlavor ?? roll.options["flavor"].nonEmptyString.flatMap { plainText($0, limit: 500) }
            reading.rollType = flavor.flatMap(FlavorGuess.rollType)
        }
        guard !reading.isTableDraw else { return reading }
        switch reading.naturalD20 {
        case 20:
            reading.d20Critical = .success
            if natural20IsCritical {
                reading.critical = Criticality(.success, label: "Natural 20", category: "generic_success")
            }
        case 1:
            reading.d20Critical = .failure
            if natural20IsCritical {
                reading.critical = Criticality(.failure, label: "Natural 1", category: "generic_failure")
            }
        default: break
        }
        return reading
    }

    /// Whether exactly one d20 of the whole roll counts; of pools no single die is the test.
    private static func hasSingleD20(_ roll: Roll) -> Bool {
        var kept = 0
        for die in roll.dice where die.faces == 20 {
            for result in die.results where result.isActive {
                kept += 1
                if kept > 1 { return false }
            }
        }
        return kept == 1
    }
}

/// What a flavor in English or French says the roll was for, when it says one thing only.
enum FlavorGuess {
    static func rollType(_ flavor: String) -> String? {
        var found: String?
        for word in flavor.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" }) {
            guard let type = words[String(word)] else { continue }
            if let found, found != type { return nil }
            found = type
        }
        return found
    }

    private static let words = [
        "attack": "attack", "attaque": "attack", "damage": "damage", "dégâts": "damage", "save": "save",
        "saving": "save", "sauvegarde": "save", "skill": "skill", "compétence": "skill", "initiative": "initiative",
        "heal": "heal", "healing": "heal", "soins": "heal",
    ]
}
