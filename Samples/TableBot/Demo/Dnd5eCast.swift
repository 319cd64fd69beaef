/// Who is at the ford when dnd5e is played.
enum Dnd5eCast {
    static let all: [(document: String, sheet: DemoSheet)] = [
        (tavi, taviSheet), (odalind, odalindSheet), (corvane, corvaneSheet), (skulker, skulkerSheet),
        (snapper, snapperSheet), (mirewisp, mirewispSheet), (drownedBell, drownedBellSheet),
    ]

    private static func skill(_ key: String, _ name: String, _ ability: String, _ modifier: Int) -> DemoSkill {
        DemoSkill(key: key, name: name, ability: ability, modifier: modifier)
    }

    private static let taviSheet = DemoSheet(
        id: "ActorTavi0000000", name: "Tavi Underbough", userID: "UserTavi00000000", hitPoints: 28, armorClass: 14,
        initiative: 3,
        attacks: [
            DemoAttack(
                itemID: "TaviLongbow00001", name: "Withy Longbow", bonuses: [3, 2], damage: "1d8", damageBonus: 3,
                damageType: "piercing", isRanged: true),
            DemoAttack(
                itemID: "TaviBlade0000001", name: "Eel Knife", bonuses: [3, 2], damage: "1d6", damageBonus: 3,
                damageType: "slashing"),
        ],
        skills: [
            skill("ste", "Stealth", "dex", 5), skill("prc", "Perception", "wis", 4), skill("sur", "Survival", "wis", 4),
        ],
        saves: ["str": 2, "dex": 5, "con": 2, "int": 0, "wis": 2, "cha": -1],
        spell: DemoSpell(
            itemID: "TaviSnare0000001", name: "Knotted Shadow", slots: 3, save: "str", difficulty: 12, damage: "2d6",
            damageType: "piercing"),
        remedy: DemoRemedy(
            itemID: "TaviDraught00001", name: "Marshmallow-Root Draught", quantity: 3, dice: "2d4", bonus: 2))

    private static let odalindSheet = DemoSheet(
        id: "ActorOdalind0000", name: "Sister Odalind Marrow", userID: "UserOdalind00000", hitPoints: 24,
        armorClass: 15, initiative: 0,
        attacks: [
            DemoAttack(
                itemID: "OdalindMace00001", name: "Clapper Mace", bonuses: [1, 2], damage: "1d6", damageBonus: 1,
                damageType: "bludgeoning"),
            DemoAttack(
                itemID: "OdalindSpark0001", itemType: "spell", name: "Vesper Spark", bonuses: [3, 2], damage: "1d8",
                damageBonus: 0, damageType: "radiant", isRanged: true),
        ],
        skills: [
            skill("ins", "Insight", "wis", 5), skill("rel", "Religion", "int", 2), skill("per", "Persuasion", "cha", 3),
        ],
        saves: ["str": 1, "dex": 0, "con": 2, "int": 0, "wis": 5, "cha": 3],
        spell: DemoSpell(
            itemID: "OdalindChime0001", name: "Searing Chime", slots: 4, save: "dex", difficulty: 13, damage: "3d6",
            damageType: "radiant"),
        remedy: DemoRemedy(
            itemID: "OdalindDraught01", name: "Marshmallow-Root Draught", quantity: 2, dice: "2d4", bonus: 2))

    private static let corvaneSheet = DemoSheet(
        id: "ActorCorvane0000", name: "Corvane Ashlock", userID: "UserCorvane00000", hitPoints: 17, armorClass: 12,
        initiative: 2,
        attacks: [
            DemoAttack(
                itemID: "CorvaneDart00001", itemType: "spell", name: "Ember Dart", bonuses: [3, 2], damage: "1d10",
                damageBonus: 0, damageType: "fire", isRanged: true),
            DemoAttack(
                itemID: "CorvaneDagger001", name: "Clinker Dagger", bonuses: [2, 2], damage: "1d4", damageBonus: 2,
                damageType: "piercing"),
        ],
        skills: [
            skill("arc", "Arcana", "int", 3), skill("dec", "Deception", "cha", 5),
            skill("prf", "Performance", "cha", 5),
        ],
        saves: ["str": -1, "dex": 2, "con": 3, "int": 1, "wis": 0, "cha": 5],
        spell: DemoSpell(
            itemID: "CorvaneBellows01", name: "Bellows Burst", slots: 4, save: "con", difficulty: 13, damage: "2d8",
            damageType: "thunder"),
        remedy: DemoRemedy(
            itemID: "CorvaneDraught01", name: "Marshmallow-Root Draught", quantity: 1, dice: "2d4", bonus: 2))

    private static let skulkerSheet = DemoSheet(
        id: "ActorSkulker0000", name: "Skulker", hitPoints: 11, armorClass: 12, initiative: 2,
        attacks: [
            DemoAttack(
                itemID: "SkulkerHook00001", name: "Boat Hook", bonuses: [2, 2], damage: "1d6", damageBonus: 2,
                damageType: "piercing")
        ],
        skills: [skill("slt", "Sleight of Hand", "dex", 4), skill("ste", "Stealth", "dex", 4)],
        saves: ["str": 0, "dex": 2, "con": 1, "int": 0, "wis": 0, "cha": -1])

    private static let snapperSheet = DemoSheet(
        id: "ActorSnapper0000", name: "Snapper", hitPoints: 30, armorClass: 13, initiative: 0,
        attacks: [
            DemoAttack(
                itemID: "SnapperBite00001", name: "Snapping Bite", bonuses: [3, 2], damage: "2d6", damageBonus: 3,
                damageType: "piercing")
        ],
        skills: [skill("prc", "Perception", "wis", 3), skill("ste", "Stealth", "dex", 2)],
        saves: ["str": 3, "dex": 0, "con": 2, "int": -4, "wis": 1, "cha": -3])

    private static let mirewispSheet = DemoSheet(
        id: "ActorMirewisp000", name: "Mirewisp", hitPoints: 22, armorClass: 14, initiative: 3,
        attacks: [
            DemoAttack(
                itemID: "MirewispTouch001", name: "Drowning Light", bonuses: [3, 2], damage: "1d8", damageBonus: 3,
                damageType: "cold")
        ],
        skills: [skill("ste", "Stealth", "dex", 5), skill("dec", "Deception", "cha", 4)],
        saves: ["str": -3, "dex": 3, "con": 1, "int": 0, "wis": 1, "cha": 2], lurks: true)

    private static let drownedBellSheet = DemoSheet(
        id: "ActorDrownedBell", name: "The Drowned Bell", hitPoints: 68, armorClass: 15, initiative: -2,
        attacks: [
            DemoAttack(
                itemID: "DrownedBellSlam1", name: "Tolling Slam", bonuses: [4, 2], damage: "1d10", damageBonus: 4,
                damageType: "bludgeoning")
        ],
        skills: [skill("itm", "Intimidation", "cha", 2), skill("prc", "Perception", "wis", 3)],
        saves: ["str": 4, "dex": -2, "con": 5, "int": -2, "wis": 3, "cha": 0])
}
