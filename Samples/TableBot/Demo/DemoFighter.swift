import Foundry

/// Somebody in the fight, as the script keeps track of it.
struct DemoFighter: Sendable {
    let sheet: DemoSheet
    let combatantID: String
    let tokenID: String
    var hitPoints: Int
    var initiative = 0.0
    var isDefeated = false
    var isHidden: Bool
    var slots: Int
    var remedies: Int
    /// How many turns it had.
    var turns = 0

    init(_ sheet: DemoSheet, combatantID: String, tokenID: String) {
        self.sheet = sheet
        self.combatantID = combatantID
        self.tokenID = tokenID
        hitPoints = sheet.hitPoints
        isHidden = sheet.lurks
        slots = sheet.spell?.slots ?? 0
        remedies = sheet.remedy?.quantity ?? 0
    }

    var isHero: Bool { sheet.userID != nil }
    var isUp: Bool { hitPoints > 0 && !isDefeated }
}
