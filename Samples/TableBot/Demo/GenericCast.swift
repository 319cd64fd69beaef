/// Who is at the ford when the rules are our own.
enum GenericCast {
    static let all: [(document: String, sheet: DemoSheet)] = [
        (tavi, taviSheet), (odalind, odalindSheet), (corvane, corvaneSheet), (skulker, skulkerSheet),
        (snapper, snapperSheet), (mirewisp, mirewispSheet), (drownedBell, drownedBellSheet),
    ]

    private static func attack(
        _ itemID: String, _ name: String, _ bonus: Int, _ damage: String, _ added: Int, _ type: String
    ) -> DemoAttack {
        DemoAttack(
            itemID: itemID, name: name, bonuses: [bonus], damage: damage, damageBonus: added, damageType: type)
    }

    private static func skill(_ trait: String, _ name: String, _ modifier: Int) -> DemoSkill {
        DemoSkill(key: trait, name: name, ability: trait, modifier: modifier)
    }

    private static func traits(_ might: Int, _ quickness: Int, _ wit: Int, _ charm: Int) -> [String: Int] {
        ["might": might, "quickness": quickness, "wit": wit, "charm": charm]
    }

    private static func draught(_ itemID: String, _ quantity: Int) -> DemoRemedy {
        DemoRemedy(itemID: itemID, name: "Marshmallow-Root Draught", quantity: quantity, dice: "2d4", bonus: 2)
    }

    private static let taviSheet = DemoSheet(
        id: "ActorTavi0000000", name: "Tavi Underbough", userID: "UserTavi00000000", hitPoints: 26, armorClass: 13,
        initiative: 4, attacks: [attack("TaviLongbow00001", "Withy Longbow", 4, "1d8", 3, "piercing")],
        skills: [skill("quickness", "Go Unseen", 4), skill("wit", "Read Tracks", 2)], saves: traits(1, 4, 2, 0),
        remedy: draught("TaviDraught00001", 3))

    private static let odalindSheet = DemoSheet(
        id: "ActorOdalind0000", name: "Sister Odalind Marrow", userID: "UserOdalind00000", hitPoints: 30,
        armorClass: 14, initiative: 0, attacks: [attack("OdalindMace00001", "Clapper Mace", 3, "1d6", 2, "blunt")],
        skills: [skill("wit", "Know the Rites", 3), skill("charm", "Calm", 2)], saves: traits(2, 0, 3, 2),
        spell: DemoSpell(
            itemID: "OdalindChime0001", name: "Searing Chime", entryID: "OdalindChime0001", slots: 3,
            save: "quickness", difficulty: 2, damage: "3d6", damageType: "light"),
        remedy: draught("OdalindDraught01", 2))

    private static let corvaneSheet = DemoSheet(
        id: "ActorCorvane0000", name: "Corvane Ashlock", userID: "UserCorvane00000", hitPoints: 20, armorClass: 12,
        initiative: 2,
        attacks: [
            attack("CorvaneDart00001", "Ember Dart", 4, "1d10", 0, "fire"),
            attack("CorvaneDagger001", "Clinker Dagger", 2, "1d4", 2, "piercing"),
        ],
        skills: [skill("charm", "Boast", 4), skill("wit", "Know Fires", 1)], saves: traits(-1, 2, 1, 4),
        spell: DemoSpell(
            itemID: "CorvaneBellows01", name: "Bellows Burst", entryID: "CorvaneBellows01", slots: 3, save: "might",
            difficulty: 2, damage: "2d8", damageType: "thunder"),
        remedy: draught("CorvaneDraught01", 1))

    private static let skulkerSheet = DemoSheet(
        id: "ActorSkulker0000", name: "Mudlark Skulker", hitPoints: 12, armorClass: 11, initiative: 2,
        attacks: [attack("SkulkerHook00001", "Boat Hook", 2, "1d6", 1, "piercing")],
        skills: [skill("quickness", "Pick a Pocket", 2)], saves: traits(0, 2, 0, 0))

    private static let snapperSheet = DemoSheet(
        id: "ActorSnapper0000", name: "Reedback Snapper", hitPoints: 30, armorClass: 12, initiative: 0,
        attacks: [attack("SnapperBite00001", "Snapping Bite", 4, "2d6", 0, "piercing")],
        skills: [skill("might", "Drag Under", 4)], saves: traits(4, 0, 0, -3))

    private static let mirewispSheet = DemoSheet(
        id: "ActorMirewisp000", name: "Mirewisp", hitPoints: 20, armorClass: 14, initiative: 4,
        attacks: [attack("MirewispTouch001", "Drowning Light", 4, "1d8", 2, "cold")],
        skills: [skill("quickness", "Flicker", 4)], saves: traits(-3, 4, 1, 3), lurks: true)

    private static let drownedBellSheet = DemoSheet(
        id: "ActorDrownedBell", name: "The Drowned Bell", hitPoints: 60, armorClass: 15, initiative: -1,
        attacks: [attack("DrownedBellSlam1", "Tolling Slam", 5, "1d10", 4, "blunt")],
        skills: [skill("charm", "Toll", 1)], saves: traits(5, -1, 0, 1))
}
