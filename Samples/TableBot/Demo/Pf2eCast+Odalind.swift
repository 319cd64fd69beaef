/// A bell ringer, as pf2e 7 stores them: a hero's numbers follow from what the hero was built from.
extension Pf2eCast {
    /// A cleric of level 3.
    static let odalind = #"""
        {
          "_id": "ActorOdalind0000", "name": "Sister Odalind Marrow", "type": "character",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "attributes": {"hp": {"value": 43, "temp": 0}, "speed": {"value": 25, "otherSpeeds": []}},
            "abilities": null, "initiative": {"statistic": "perception"},
            "details": {
              "level": {"value": 3}, "xp": {"value": 350, "min": 0, "max": 1000},
              "keyability": {"value": "wis"}, "alliance": "party",
              "languages": {"value": ["common"], "details": ""},
              "biography": {"appearance": "", "backstory": "<p>Keeps the bell tower that has no bell.</p>"},
              "age": {"value": ""}, "height": {"value": ""}, "weight": {"value": ""},
              "gender": {"value": ""}, "ethnicity": {"value": ""}, "nationality": {"value": ""}
            },
            "resources": {"heroPoints": {"value": 1, "max": 3}, "focus": {"value": 0, "max": 0}},
            "skills": {"religion": {"rank": 1}, "medicine": {"rank": 1}, "diplomacy": {"rank": 1}},
            "build": {"attributes": {"boosts": {"1": ["wis", "con", "str", "dex"]}}}, "exploration": [],
            "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "Sister Odalind Marrow", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "OdalindAncestry1", "name": "Stonefolk", "type": "ancestry",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "stonefolk", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["stonefolk", "humanoid"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}, "hp": 10,
                "size": "med", "reach": 5, "speed": 25, "vision": "low-light-vision",
                "boosts": {
                  "0": {"value": ["con"]}, "1": {"value": ["wis"]},
                  "2": {"value": ["str", "dex", "con", "int", "wis", "cha"], "selected": "str"}
                },
                "flaws": {"0": {"value": ["cha"]}}, "languages": {"value": ["common"], "custom": ""},
                "additionalLanguages": {"count": 1, "value": [], "custom": ""}, "items": {}
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindHeritage1", "name": "Tower-Born Stonefolk", "type": "heritage",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "tower-born-stonefolk", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "ancestry": {"name": "Stonefolk", "slug": "stonefolk", "uuid": null}
              },
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindBackgrd01", "name": "Bell Ringer", "type": "background",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "bell-ringer", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "boosts": {
                  "0": {"value": ["int", "wis"], "selected": "wis"},
                  "1": {"value": ["str", "dex", "con", "int", "wis", "cha"], "selected": "con"}
                },
                "trainedSkills": {"value": ["religion"], "lore": ["Bell Lore"]}, "items": {}
              },
              "effects": [], "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindCleric001", "name": "Cleric", "type": "class",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "cleric", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}, "hp": 8,
                "keyAbility": {"value": ["wis"], "selected": "wis"}, "perception": 1,
                "savingThrows": {"fortitude": 1, "reflex": 1, "will": 2},
                "defenses": {"unarmored": 1, "light": 1, "medium": 1, "heavy": 0},
                "attacks": {"simple": 1, "martial": 1, "advanced": 0, "unarmed": 1, "other": {"name": "", "rank": 0}},
                "spellcasting": 1, "items": {}
              },
              "effects": [], "folder": null, "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindMace00001", "name": "Clapper Mace", "type": "weapon",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "clapper-mace", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["shove"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 0}, "quantity": 1, "bulk": {"value": 1}, "price": {"value": {"gp": 2}},
                "equipped": {"carryType": "held", "handsHeld": 1, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "usage": {"value": "held-in-one-hand"}, "category": "simple",
                "group": "club",
                "damage": {"dice": 1, "die": "d6", "damageType": "bludgeoning", "persistent": null},
                "range": null, "reload": {"value": "-"}, "bonus": {"value": 0}, "bonusDamage": {"value": 0},
                "splashDamage": {"value": 0}, "runes": {"potency": 1, "striking": 0, "property": []}
              },
              "effects": [], "folder": null, "sort": 500, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindShirt0001", "name": "Ringed Shirt", "type": "armor",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "ringed-shirt", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 0}, "quantity": 1, "bulk": {"value": 1}, "price": {"value": {"gp": 4}},
                "equipped": {"carryType": "worn", "inSlot": true, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "category": "medium", "group": "leather", "acBonus": 2, "dexCap": 3,
                "strength": 1, "checkPenalty": 0, "speedPenalty": 0,
                "runes": {"potency": 0, "resilient": 0, "property": []}
              },
              "effects": [], "folder": null, "sort": 600, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindEntry0001", "name": "Divine Spells", "type": "spellcastingEntry",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "divine-spells", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "ability": {"value": "wis"}, "spelldc": {"value": 0, "dc": 0},
                "tradition": {"value": "divine"}, "prepared": {"value": "spontaneous", "flexible": false},
                "showSlotlessLevels": {"value": false}, "proficiency": {"value": 1, "slug": ""},
                "slots": {
                  "slot0": {"prepared": [], "value": 5, "max": 5},
                  "slot1": {"prepared": [], "value": 3, "max": 3},
                  "slot2": {"prepared": [], "value": 2, "max": 2}
                },
                "autoHeightenLevel": {"value": null}
              },
              "effects": [], "folder": null, "sort": 700, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindChime0001", "name": "Searing Chime", "type": "spell",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "searing-chime", "description": {"value": ""}, "rules": [],
                "traits": {
                  "value": ["concentrate", "manipulate"], "rarity": "common", "traditions": ["divine"],
                  "otherTags": []
                },
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "requirements": "", "target": {"value": "1 creature"},
                "range": {"value": "60 feet"}, "area": null, "time": {"value": "2"},
                "duration": {"value": "", "sustained": false}, "cost": {"value": ""}, "counteraction": false,
                "location": {"value": "OdalindEntry0001"},
                "damage": {
                  "0": {
                    "formula": "2d6", "type": "spirit", "kinds": ["damage"], "category": null,
                    "applyMod": false, "materials": []
                  }
                },
                "defense": {"save": {"statistic": "reflex", "basic": true}}
              },
              "effects": [], "folder": null, "sort": 800, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindSpark0001", "name": "Vesper Spark", "type": "spell",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "vesper-spark", "description": {"value": ""}, "rules": [],
                "traits": {
                  "value": ["cantrip", "attack"], "rarity": "common", "traditions": ["divine"],
                  "otherTags": []
                },
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "requirements": "", "target": {"value": "1 creature"},
                "range": {"value": "60 feet"}, "area": null, "time": {"value": "2"},
                "duration": {"value": "", "sustained": false}, "cost": {"value": ""}, "counteraction": false,
                "location": {"value": "OdalindEntry0001"},
                "damage": {
                  "0": {
                    "formula": "2d4", "type": "fire", "kinds": ["damage"], "category": null,
                    "applyMod": false, "materials": []
                  }
                },
                "defense": {"passive": {"statistic": "ac"}}
              },
              "effects": [], "folder": null, "sort": 900, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindDraught01", "name": "Marshmallow-Root Draught", "type": "consumable",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "marshmallow-root-draught", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["alchemical", "elixir", "healing"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "quantity": 2, "bulk": {"value": 0.1}, "price": {"value": {"gp": 4}},
                "equipped": {"carryType": "worn", "handsHeld": 0, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "category": "elixir", "usage": {"value": "held-in-one-hand"},
                "uses": {"value": 1, "max": 1, "autoDestroy": true},
                "damage": {"formula": "2d6 + 5", "type": "untyped", "kind": "healing"}, "stackGroup": null
              },
              "effects": [], "folder": null, "sort": 1000, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "OdalindFeat00001", "name": "Toll the Hour", "type": "feat",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "toll-the-hour", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "actionType": {"value": "passive"}, "actions": {"value": null}, "category": "class",
                "level": {"value": 1}, "prerequisites": {"value": []}, "location": null, "maxTakable": 1,
                "subfeatures": {"proficiencies": {}}, "frequency": {"value": 1, "max": 1, "per": "day"}
              },
              "effects": [], "folder": null, "sort": 1100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserOdalind00000": 3}, "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#
}
