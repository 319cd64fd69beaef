/// Who is at the ford when pf2e is played.
enum Pf2eCast {
    static let all: [(document: String, sheet: DemoSheet)] = [
        (tavi, taviSheet), (odalind, odalindSheet), (corvane, corvaneSheet), (skulker, skulkerSheet),
        (snapper, snapperSheet), (mirewisp, mirewispSheet), (drownedBell, drownedBellSheet),
    ]

    private static func skill(_ key: String, _ ability: String, _ modifier: Int) -> DemoSkill {
        DemoSkill(key: key, name: key.prefix(1).uppercased() + key.dropFirst(), ability: ability, modifier: modifier)
    }

    private static let taviSheet = DemoSheet(
        id: "ActorTavi0000000", name: "Tavi Underbough", userID: "UserTavi00000000", hitPoints: 45, armorClass: 19,
        initiative: 9,
        attacks: [
            DemoAttack(
                itemID: "TaviLongbow00001", name: "Withy Longbow", bonuses: [3, 5, 1], damage: "1d8", damageBonus: 0,
                damageType: "piercing", isRanged: true),
            DemoAttack(
                itemID: "TaviBlade0000001", name: "Eel Knife", bonuses: [3, 5, 1], damage: "1d6", damageBonus: 1,
                damageType: "slashing"),
        ],
        skills: [skill("stealth", "dex", 8), skill("survival", "wis", 7), skill("nature", "wis", 7)],
        saves: ["fortitude": 10, "reflex": 10, "will": 7],
        remedy: DemoRemedy(
            itemID: "TaviDraught00001", name: "Marshmallow-Root Draught", quantity: 3, dice: "2d6", bonus: 5))

    private static let odalindSheet = DemoSheet(
        id: "ActorOdalind0000", name: "Sister Odalind Marrow", userID: "UserOdalind00000", hitPoints: 43,
        armorClass: 18, initiative: 9,
        attacks: [
            DemoAttack(
                itemID: "OdalindMace00001", name: "Clapper Mace", bonuses: [2, 5, 1], damage: "1d6", damageBonus: 2,
                damageType: "bludgeoning"),
            DemoAttack(
                itemID: "OdalindSpark0001", itemType: "spell", name: "Vesper Spark", bonuses: [4, 5], damage: "2d4",
                damageBonus: 0, damageType: "fire", isRanged: true),
        ],
        skills: [skill("religion", "wis", 9), skill("medicine", "wis", 9), skill("diplomacy", "cha", 4)],
        saves: ["fortitude": 8, "reflex": 6, "will": 11],
        spell: DemoSpell(
            itemID: "OdalindChime0001", name: "Searing Chime", entryID: "OdalindEntry0001", slots: 3, save: "reflex",
            difficulty: 19, damage: "2d6", damageType: "spirit"),
        remedy: DemoRemedy(
            itemID: "OdalindDraught01", name: "Marshmallow-Root Draught", quantity: 2, dice: "2d6", bonus: 5))

    private static let corvaneSheet = DemoSheet(
        id: "ActorCorvane0000", name: "Corvane Ashlock", userID: "UserCorvane00000", hitPoints: 27, armorClass: 17,
        initiative: 6,
        attacks: [
            DemoAttack(
                itemID: "CorvaneDart00001", itemType: "spell", name: "Ember Dart", bonuses: [4, 5], damage: "2d6",
                damageBonus: 0, damageType: "fire", isRanged: true),
            DemoAttack(
                itemID: "CorvaneDagger001", name: "Clinker Dagger", bonuses: [2, 5, 1], damage: "1d4", damageBonus: 0,
                damageType: "piercing"),
        ],
        skills: [skill("arcana", "int", 6), skill("deception", "cha", 9), skill("performance", "cha", 9)],
        saves: ["fortitude": 6, "reflex": 7, "will": 8],
        spell: DemoSpell(
            itemID: "CorvaneBellows01", name: "Bellows Burst", entryID: "CorvaneEntry0001", slots: 4,
            save: "fortitude", difficulty: 19, damage: "2d8", damageType: "sonic"),
        remedy: DemoRemedy(
            itemID: "CorvaneDraught01", name: "Marshmallow-Root Draught", quantity: 1, dice: "2d6", bonus: 5))

    private static let skulkerSheet = DemoSheet(
        id: "ActorSkulker0000", name: "Skulker", hitPoints: 20, armorClass: 16, initiative: 6,
        attacks: [
            DemoAttack(
                itemID: "SkulkerHook00001", itemType: "melee", name: "Boat Hook", bonuses: [8], damage: "1d6",
                damageBonus: 3, damageType: "piercing")
        ],
        skills: [skill("thievery", "dex", 7), skill("stealth", "dex", 7)],
        saves: ["fortitude": 5, "reflex": 8, "will": 4])

    private static let snapperSheet = DemoSheet(
        id: "ActorSnapper0000", name: "Snapper", hitPoints: 36, armorClass: 17, initiative: 7,
        attacks: [
            DemoAttack(
                itemID: "SnapperBite00001", itemType: "melee", name: "Snapping Bite", bonuses: [10], damage: "1d10",
                damageBonus: 4, damageType: "piercing")
        ],
        skills: [skill("athletics", "str", 8), skill("stealth", "dex", 5)],
        saves: ["fortitude": 9, "reflex": 5, "will": 6])

    private static let mirewispSheet = DemoSheet(
        id: "ActorMirewisp000", name: "Mirewisp", hitPoints: 26, armorClass: 18, initiative: 8,
        attacks: [
            DemoAttack(
                itemID: "MirewispTouch001", itemType: "melee", name: "Drowning Light", bonuses: [10], damage: "1d8",
                damageBonus: 3, damageType: "cold")
        ],
        skills: [skill("stealth", "dex", 10), skill("deception", "cha", 7)],
        saves: ["fortitude": 5, "reflex": 10, "will": 8], lurks: true)

    private static let drownedBellSheet = DemoSheet(
        id: "ActorDrownedBell", name: "The Drowned Bell", hitPoints: 80, armorClass: 20, initiative: 10,
        attacks: [
            DemoAttack(
                itemID: "DrownedBellSlam1", itemType: "melee", name: "Tolling Slam", bonuses: [13], damage: "2d8",
                damageBonus: 5, damageType: "bludgeoning")
        ],
        skills: [skill("intimidation", "cha", 9), skill("athletics", "str", 12)],
        saves: ["fortitude": 13, "reflex": 7, "will": 10])
}
