/// A smith, as pf2e 7 stores them: a hero's numbers follow from what the hero was built from.
extension Pf2eCast {
    /// A sorcerer of level 3.
    static let corvane = #"""
        {
          "_id": "ActorCorvane0000", "name": "Corvane Ashlock", "type": "character",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "attributes": {"hp": {"value": 27, "temp": 0}, "speed": {"value": 25, "otherSpeeds": []}},
            "abilities": null, "initiative": {"statistic": "perception"},
            "details": {
              "level": {"value": 3}, "xp": {"value": 350, "min": 0, "max": 1000},
              "keyability": {"value": "cha"}, "alliance": "party",
              "languages": {"value": ["common"], "details": ""},
              "biography": {"appearance": "", "backstory": "<p>Was struck by a forge, and the forge came off worse.</p>"},
              "age": {"value": ""}, "height": {"value": ""}, "weight": {"value": ""},
              "gender": {"value": ""}, "ethnicity": {"value": ""}, "nationality": {"value": ""}
            },
            "resources": {"heroPoints": {"value": 1, "max": 3}, "focus": {"value": 0, "max": 0}},
            "skills": {"arcana": {"rank": 1}, "deception": {"rank": 1}, "performance": {"rank": 1}},
            "build": {"attributes": {"boosts": {"1": ["cha", "dex", "con", "wis"]}}}, "exploration": [],
            "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "Corvane Ashlock", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "CorvaneAncestry1", "name": "Emberkin", "type": "ancestry",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "emberkin", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["emberkin", "humanoid"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}, "hp": 6,
                "size": "med", "reach": 5, "speed": 25, "vision": "low-light-vision",
                "boosts": {
                  "0": {"value": ["dex"]}, "1": {"value": ["int"]},
                  "2": {"value": ["str", "dex", "con", "int", "wis", "cha"], "selected": "cha"}
                },
                "flaws": {"0": {"value": ["con"]}}, "languages": {"value": ["common"], "custom": ""},
                "additionalLanguages": {"count": 1, "value": [], "custom": ""}, "items": {}
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneHeritage1", "name": "Cinder Emberkin", "type": "heritage",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "cinder-emberkin", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "ancestry": {"name": "Emberkin", "slug": "emberkin", "uuid": null}
              },
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneBackgrd01", "name": "Bellows Hand", "type": "background",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "bellows-hand", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "boosts": {
                  "0": {"value": ["str", "cha"], "selected": "cha"},
                  "1": {"value": ["str", "dex", "con", "int", "wis", "cha"], "selected": "con"}
                },
                "trainedSkills": {"value": ["crafting"], "lore": ["Forge Lore"]}, "items": {}
              },
              "effects": [], "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneSorcerer1", "name": "Sorcerer", "type": "class",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "sorcerer", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}, "hp": 6,
                "keyAbility": {"value": ["cha"], "selected": "cha"}, "perception": 1,
                "savingThrows": {"fortitude": 1, "reflex": 1, "will": 2},
                "defenses": {"unarmored": 1, "light": 0, "medium": 0, "heavy": 0},
                "attacks": {"simple": 1, "martial": 1, "advanced": 0, "unarmed": 1, "other": {"name": "", "rank": 0}},
                "spellcasting": 1, "items": {}
              },
              "effects": [], "folder": null, "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneDagger001", "name": "Clinker Dagger", "type": "weapon",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "clinker-dagger", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["agile", "finesse", "thrown-10"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 0}, "quantity": 1, "bulk": {"value": 1}, "price": {"value": {"gp": 2}},
                "equipped": {"carryType": "held", "handsHeld": 1, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "usage": {"value": "held-in-one-hand"}, "category": "simple",
                "group": "knife",
                "damage": {"dice": 1, "die": "d4", "damageType": "piercing", "persistent": null},
                "range": null, "reload": {"value": "-"}, "bonus": {"value": 0}, "bonusDamage": {"value": 0},
                "splashDamage": {"value": 0}, "runes": {"potency": 1, "striking": 0, "property": []}
              },
              "effects": [], "folder": null, "sort": 500, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneEntry0001", "name": "Elemental Spells", "type": "spellcastingEntry",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "elemental-spells", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "ability": {"value": "cha"}, "spelldc": {"value": 0, "dc": 0},
                "tradition": {"value": "primal"}, "prepared": {"value": "spontaneous", "flexible": false},
                "showSlotlessLevels": {"value": false}, "proficiency": {"value": 1, "slug": ""},
                "slots": {
                  "slot0": {"prepared": [], "value": 5, "max": 5},
                  "slot1": {"prepared": [], "value": 4, "max": 4},
                  "slot2": {"prepared": [], "value": 3, "max": 3}
                },
                "autoHeightenLevel": {"value": null}
              },
              "effects": [], "folder": null, "sort": 600, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneDart00001", "name": "Ember Dart", "type": "spell",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "ember-dart", "description": {"value": ""}, "rules": [],
                "traits": {
                  "value": ["cantrip", "attack", "fire"], "rarity": "common",
                  "traditions": ["arcane", "primal"], "otherTags": []
                },
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "requirements": "", "target": {"value": "1 creature"},
                "range": {"value": "60 feet"}, "area": null, "time": {"value": "2"},
                "duration": {"value": "", "sustained": false}, "cost": {"value": ""}, "counteraction": false,
                "location": {"value": "CorvaneEntry0001"},
                "damage": {
                  "0": {
                    "formula": "2d6", "type": "fire", "kinds": ["damage"], "category": null,
                    "applyMod": false, "materials": []
                  }
                },
                "defense": {"passive": {"statistic": "ac"}}
              },
              "effects": [], "folder": null, "sort": 700, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneBellows01", "name": "Bellows Burst", "type": "spell",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "bellows-burst", "description": {"value": ""}, "rules": [],
                "traits": {
                  "value": ["concentrate", "sonic"], "rarity": "common", "traditions": ["arcane", "primal"],
                  "otherTags": []
                },
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "requirements": "", "target": {"value": "1 creature"},
                "range": {"value": "60 feet"}, "area": null, "time": {"value": "2"},
                "duration": {"value": "", "sustained": false}, "cost": {"value": ""}, "counteraction": false,
                "location": {"value": "CorvaneEntry0001"},
                "damage": {
                  "0": {
                    "formula": "2d8", "type": "sonic", "kinds": ["damage"], "category": null,
                    "applyMod": false, "materials": []
                  }
                },
                "defense": {"save": {"statistic": "fortitude", "basic": true}}
              },
              "effects": [], "folder": null, "sort": 800, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneDraught01", "name": "Marshmallow-Root Draught", "type": "consumable",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "marshmallow-root-draught", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["alchemical", "elixir", "healing"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "level": {"value": 1}, "quantity": 1, "bulk": {"value": 0.1}, "price": {"value": {"gp": 4}},
                "equipped": {"carryType": "worn", "handsHeld": 0, "invested": null}, "containerId": null,
                "size": "med", "hp": {"value": 0, "max": 0}, "hardness": 0,
                "material": {"type": null, "grade": null}, "identification": {"status": "identified"},
                "baseItem": null, "category": "elixir", "usage": {"value": "held-in-one-hand"},
                "uses": {"value": 1, "max": 1, "autoDestroy": true},
                "damage": {"formula": "2d6 + 5", "type": "untyped", "kind": "healing"}, "stackGroup": null
              },
              "effects": [], "folder": null, "sort": 900, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "CorvaneFeat00001", "name": "Banked Fire", "type": "feat",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "banked-fire", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "actionType": {"value": "passive"}, "actions": {"value": null}, "category": "class",
                "level": {"value": 1}, "prerequisites": {"value": []}, "location": null, "maxTakable": 1,
                "subfeatures": {"proficiencies": {}}
              },
              "effects": [], "folder": null, "sort": 1000, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserCorvane00000": 3}, "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#
}
