/// A scout, as pf2e 7 stores them: a hero's numbers follow from what the hero was built from.
extension Pf2eCast {
    /// A ranger of level 3.
    static let tavi = #"""
        {
          "_id": "ActorTavi0000000", "name": "Tavi Underbough", "type": "character",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "attributes": {"hp": {"value": 45, "temp": 0}, "speed": {"value": 25, "otherSpeeds": []}},
            "abilities": null, "initiative": {"statistic": "perception"},
            "details": {
              "level": {"value": 3}, "xp": {"value": 350, "min": 0, "max": 1000},
              "keyability": {"value": "dex"}, "alliance": "party",
              "languages": {"value": ["common"], "details": ""},
              "biography": {
                "appearance": "",
                "backstory": "<p>Counts the lanterns on the ford every night, and once counted one too many.</p>"
              },
              "age": {"value": ""}, "height": {"value": ""}, "weight": {"value": ""},
              "gender": {"value": ""}, "ethnicity": {"value": ""}, "nationality": {"value": ""}
            },
            "resources": {"heroPoints": {"value": 1, "max": 3}, "focus": {"value": 0, "max": 0}},
            "skills": {"stealth": {"rank": 1}, "survival": {"rank": 1}, "nature": {"rank": 1}},
            "build": {"attributes": {"boosts": {"1": ["dex", "con", "wis", "str"]}}}, "exploration": [],
            "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "Tavi Underbough", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "TaviAncestry0001", "name": "Reedling", "type": "ancestry",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "reedling", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["reedling", "humanoid"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}, "hp": 6,
                "size": "med", "reach": 5, "speed": 25, "vision": "low-light-vision",
                "boosts": {
                  "0": {"value": ["dex"]}, "1": {"value": ["wis"]},
                  "2": {"value": ["str", "dex", "con", "int", "wis", "cha"], "selected": "con"}
                },
                "flaws": {"0": {"value": ["str"]}}, "languages": {"value": ["common"], "custom": ""},
                "additionalLanguages": {"count": 1, "value": [], "custom": ""}, "items": {}
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviHeritage0001", "name": "Still-Water Reedling", "type": "heritage",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "still-water-reedling", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "ancestry": {"name": "Reedling", "slug": "reedling", "uuid": null}
              },
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviBackground01", "name": "Lamp Keeper", "type": "background",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "lamp-keeper", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "boosts": {
                  "0": {"value": ["con", "wis"], "selected": "con"},
                  "1": {"value": ["str", "dex", "con", "int", "wis", "cha"], "selected": "str"}
                },
                "trainedSkills": {"value": ["survival"], "lore": ["Lantern Lore"]}, "items": {}
              },
              "effects": [], "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviRanger000001", "name": "Ranger", "type": "class",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "ranger", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}, "hp": 10,
                "keyAbility": {"value": ["str", "dex"], "selected": "dex"}, "perception": 2,
                "savingThrows": {"fortitude": 2, "reflex": 2, "will": 1},
                "defenses": {"unarmored": 1, "light": 1, "medium": 1, "heavy": 0},
                "attacks": {"simple": 1, "martial": 1, "advanced": 0, "unarmed": 1, "other": {"name": "", "rank": 0}},
                "spellcasting": 1, "items": {}
              },
              "effects": [], "folder": null, "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviLongbow00001", "name": "Withy Longbow", "type": "weapon",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "withy-longbow", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["deadly-d10", "volley-30"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 0}, "quantity": 1, "bulk": {"value": 1}, "price": {"value": {"gp": 2}},
                "equipped": {"carryType": "held", "handsHeld": 2, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "usage": {"value": "held-in-two-hands"}, "category": "martial",
                "group": "bow",
                "damage": {"dice": 1, "die": "d8", "damageType": "piercing", "persistent": null},
                "range": 100, "reload": {"value": "0"}, "bonus": {"value": 0}, "bonusDamage": {"value": 0},
                "splashDamage": {"value": 0}, "runes": {"potency": 1, "striking": 0, "property": []}
              },
              "effects": [], "folder": null, "sort": 500, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviBlade0000001", "name": "Eel Knife", "type": "weapon",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "eel-knife", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["agile", "finesse"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 0}, "quantity": 1, "bulk": {"value": 1}, "price": {"value": {"gp": 2}},
                "equipped": {"carryType": "held", "handsHeld": 1, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "usage": {"value": "held-in-one-hand"}, "category": "simple",
                "group": "knife",
                "damage": {"dice": 1, "die": "d6", "damageType": "slashing", "persistent": null},
                "range": null, "reload": {"value": "-"}, "bonus": {"value": 0}, "bonusDamage": {"value": 0},
                "splashDamage": {"value": 0}, "runes": {"potency": 1, "striking": 0, "property": []}
              },
              "effects": [], "folder": null, "sort": 600, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviLeather00001", "name": "Waxed Leather", "type": "armor",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "waxed-leather", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 0}, "quantity": 1, "bulk": {"value": 1}, "price": {"value": {"gp": 4}},
                "equipped": {"carryType": "worn", "inSlot": true, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "category": "light", "group": "leather", "acBonus": 1, "dexCap": 4,
                "strength": 1, "checkPenalty": 0, "speedPenalty": 0,
                "runes": {"potency": 0, "resilient": 0, "property": []}
              },
              "effects": [], "folder": null, "sort": 700, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviDraught00001", "name": "Marshmallow-Root Draught", "type": "consumable",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "marshmallow-root-draught", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["alchemical", "elixir", "healing"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "quantity": 3, "bulk": {"value": 0.1}, "price": {"value": {"gp": 4}},
                "equipped": {"carryType": "worn", "handsHeld": 0, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "category": "elixir", "usage": {"value": "held-in-one-hand"},
                "uses": {"value": 1, "max": 1, "autoDestroy": true},
                "damage": {"formula": "2d6 + 5", "type": "untyped", "kind": "healing"}, "stackGroup": null
              },
              "effects": [], "folder": null, "sort": 800, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "TaviFeat00000001", "name": "Reads the Reeds", "type": "feat",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "reads-the-reeds", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "actionType": {"value": "passive"}, "actions": {"value": null}, "category": "classfeature",
                "level": {"value": 1}, "prerequisites": {"value": []}, "location": null, "maxTakable": 1,
                "subfeatures": {"proficiencies": {}}
              },
              "effects": [], "folder": null, "sort": 900, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserTavi00000000": 3}, "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#
}
