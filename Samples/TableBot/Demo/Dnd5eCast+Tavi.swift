/// A scout, as dnd5e 5 stores them: derived numbers are not there.
extension Dnd5eCast {
    /// A ranger of level 3.
    static let tavi = #"""
        {
          "_id": "ActorTavi0000000", "name": "Tavi Underbough", "type": "character",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "abilities": {
              "str": {"value": 10, "proficient": 1, "max": null, "bonuses": {"check": "", "save": ""}},
              "dex": {"value": 16, "proficient": 1, "max": null, "bonuses": {"check": "", "save": ""}},
              "con": {"value": 14, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "int": {"value": 11, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "wis": {"value": 14, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "cha": {"value": 9, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}}
            },
            "attributes": {
              "hp": {
                "value": 28, "max": null, "temp": null, "tempmax": 0,
                "bonuses": {"level": "", "overall": ""}
              },
              "ac": {"calc": "default", "flat": null, "formula": ""}, "init": {"ability": "", "bonus": ""},
              "movement": {"walk": 30, "units": "ft", "hover": false},
              "senses": {"darkvision": 0, "units": "ft", "special": ""}, "spellcasting": "wis",
              "exhaustion": 0, "inspiration": false, "attunement": {"max": 3},
              "death": {"success": 0, "failure": 0, "bonuses": {"save": ""}},
              "concentration": {"ability": "", "bonuses": {"save": ""}, "limit": 1}
            },
            "details": {
              "race": "TaviSpecies00001", "background": "TaviBackground01",
              "originalClass": "TaviRanger000001", "xp": {"value": 1200}, "alignment": "Neutral Good",
              "biography": {
                "value": "<p>Counts the lanterns on the ford every night, and once counted one too many.</p>",
                "public": ""
              }
            },
            "skills": {
              "acr": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ani": {"ability": "wis", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "arc": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ath": {"ability": "str", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "dec": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "his": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ins": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "itm": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "inv": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "med": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "nat": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "prc": {"ability": "wis", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "prf": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "per": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "rel": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "slt": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ste": {"ability": "dex", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "sur": {"ability": "wis", "value": 1, "bonuses": {"check": "", "passive": ""}}
            },
            "tools": {},
            "spells": {
              "spell1": {"value": 3, "override": null}, "spell2": {"value": 0, "override": null},
              "spell3": {"value": 0, "override": null}, "spell4": {"value": 0, "override": null},
              "spell5": {"value": 0, "override": null}, "spell6": {"value": 0, "override": null},
              "spell7": {"value": 0, "override": null}, "spell8": {"value": 0, "override": null},
              "spell9": {"value": 0, "override": null}, "pact": {"value": 0, "override": null}
            },
            "traits": {
              "size": "med", "languages": {"value": ["common"], "custom": ""},
              "di": {"value": [], "custom": ""}, "dr": {"value": [], "custom": ""},
              "dv": {"value": [], "custom": ""}, "ci": {"value": [], "custom": ""}
            },
            "currency": {"pp": 0, "gp": 15, "ep": 0, "sp": 8, "cp": 3}, "resources": {}, "bonuses": {},
            "favorites": []
          },
          "prototypeToken": {
            "name": "Tavi Underbough", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "TaviRanger000001", "name": "Ranger", "type": "class", "img": "icons/svg/statue.svg",
              "system": {
                "description": {"value": "", "chat": ""}, "identifier": "ranger", "levels": 3,
                "hd": {"additional": "", "denomination": "d10", "spent": 0},
                "primaryAbility": {"value": ["wis"], "all": true},
                "spellcasting": {"progression": "half", "ability": "wis"},
                "advancement": [
                  {
                    "_id": "AdvanceRanger001", "type": "HitPoints", "configuration": {},
                    "value": {"1": "max", "2": "avg", "3": "avg"}, "title": "", "hint": "", "flags": {}
                  },
                  {
                    "_id": "AdvanceRanger002", "type": "Trait",
                    "configuration": {"mode": "default", "allowReplacements": false, "grants": [], "choices": []},
                    "level": 1, "value": {"chosen": []}, "title": "", "hint": "", "flags": {}
                  }
                ],
                "properties": [], "startingEquipment": [], "wealth": ""
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviSpecies00001", "name": "Reedling", "type": "race", "img": "icons/svg/cowled.svg",
              "system": {
                "description": {"value": "", "chat": ""}, "identifier": "reedling",
                "type": {"value": "humanoid", "subtype": "reedling", "custom": ""},
                "movement": {"walk": 30, "units": "ft"}, "senses": {"darkvision": 0, "units": "ft"},
                "advancement": []
              },
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviBackground01", "name": "Lamp Keeper", "type": "background",
              "img": "icons/svg/book.svg",
              "system": {
                "description": {"value": "", "chat": ""}, "identifier": "lamp-keeper", "advancement": [],
                "startingEquipment": [], "wealth": "50"
              },
              "effects": [], "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviLongbow00001", "name": "Withy Longbow", "type": "weapon",
              "img": "icons/weapons/bows/longbow-leather-green.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 2, "units": "lb"}, "price": {"value": 50, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "type": {"value": "martialR", "baseItem": "longbow"},
                "properties": ["amm", "two", "hvy"],
                "range": {"value": 150, "long": 600, "units": "ft", "reach": null},
                "damage": {
                  "base": {
                    "number": 1, "denomination": 8, "bonus": "", "types": ["piercing"],
                    "custom": {"enabled": false, "formula": ""}, "scaling": {"number": 1}
                  }
                },
                "uses": {"spent": 0, "max": "", "recovery": []},
                "activities": {
                  "dnd5eactivity000": {
                    "_id": "dnd5eactivity000", "type": "attack",
                    "attack": {
                      "ability": "", "bonus": "", "flat": false,
                      "type": {"value": "ranged", "classification": "weapon"}
                    },
                    "damage": {"includeBase": true, "parts": []}
                  }
                },
                "identifier": "withy-longbow"
              },
              "effects": [], "folder": null, "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviBlade0000001", "name": "Eel Knife", "type": "weapon",
              "img": "icons/weapons/daggers/dagger-curved-blue.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 2, "units": "lb"}, "price": {"value": 5, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "type": {"value": "simpleM", "baseItem": ""}, "properties": ["fin", "lgt"],
                "range": {"value": null, "long": null, "units": "ft", "reach": 5},
                "damage": {
                  "base": {
                    "number": 1, "denomination": 6, "bonus": "", "types": ["slashing"],
                    "custom": {"enabled": false, "formula": ""}, "scaling": {"number": 1}
                  }
                },
                "uses": {"spent": 0, "max": "", "recovery": []},
                "activities": {
                  "dnd5eactivity000": {
                    "_id": "dnd5eactivity000", "type": "attack",
                    "attack": {
                      "ability": "", "bonus": "", "flat": false,
                      "type": {"value": "melee", "classification": "weapon"}
                    },
                    "damage": {"includeBase": true, "parts": []}
                  }
                },
                "identifier": "eel-knife"
              },
              "effects": [], "folder": null, "sort": 500, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviLeather00001", "name": "Waxed Leather", "type": "equipment",
              "img": "icons/equipment/chest/breastplate-layered-leather-brown.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 10, "units": "lb"}, "price": {"value": 20, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "armor": {"value": 11, "dex": null, "magicalBonus": null},
                "type": {"value": "light", "baseItem": ""}, "properties": [], "strength": null,
                "proficient": null, "uses": {"spent": 0, "max": "", "recovery": []}, "activities": {},
                "identifier": "waxed-leather"
              },
              "effects": [], "folder": null, "sort": 600, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviDraught00001", "name": "Marshmallow-Root Draught", "type": "consumable",
              "img": "icons/consumables/potions/potion-tube-corked-red.webp",
              "system": {
                "description": {"value": "<p>Tastes of rain.</p>", "chat": ""}, "quantity": 3,
                "weight": {"value": 0.5, "units": "lb"}, "price": {"value": 40, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": false, "identified": true, "container": null,
                "rarity": "common", "type": {"value": "potion", "subtype": ""}, "properties": ["mgc"],
                "uses": {"spent": 0, "max": "1", "autoDestroy": true, "recovery": []},
                "activities": {
                  "dnd5eactivity000": {
                    "_id": "dnd5eactivity000", "type": "heal",
                    "healing": {"number": 2, "denomination": 4, "bonus": "2", "types": ["healing"]}
                  }
                },
                "identifier": "marshmallow-root-draught"
              },
              "effects": [], "folder": null, "sort": 700, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviSnare0000001", "name": "Knotted Shadow", "type": "spell",
              "img": "icons/magic/light/projectile-flare-blue.webp",
              "system": {
                "description": {"value": "<p>The target's own shadow ties its feet together.</p>", "chat": ""},
                "level": 1, "school": "trs", "method": "spell", "prepared": 1,
                "activation": {"type": "action", "condition": "", "value": 1},
                "duration": {"value": "", "units": "inst"},
                "range": {"value": 60, "units": "ft", "special": ""},
                "target": {
                  "affects": {"type": "creature", "count": "1", "choice": false},
                  "template": {"type": "", "units": "ft"}
                },
                "properties": ["vocal", "somatic"],
                "materials": {"value": "", "consumed": false, "cost": 0, "supply": 0},
                "uses": {"spent": 0, "max": "", "recovery": []},
                "activities": {
                  "dnd5eactivity000": {
                    "_id": "dnd5eactivity000", "type": "save",
                    "save": {"ability": ["str"], "dc": {"calculation": "spellcasting", "formula": ""}},
                    "damage": {
                      "onSave": "half",
                      "parts": [{"number": 2, "denomination": 6, "bonus": "", "types": ["piercing"]}]
                    },
                    "consumption": {"spellSlot": true, "targets": []}
                  }
                },
                "identifier": "knotted-shadow"
              },
              "effects": [], "folder": null, "sort": 800, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "TaviFeat00000001", "name": "Reads the Reeds", "type": "feat",
              "img": "icons/sundries/scrolls/scroll-plain-tan-red.webp",
              "system": {
                "description": {"value": "<p>Knows who passed, and how long ago.</p>", "chat": ""},
                "type": {"value": "class", "subtype": ""}, "requirements": "", "properties": [],
                "activities": {}, "uses": {"spent": 0, "max": "", "recovery": []},
                "identifier": "reads-the-reeds"
              },
              "effects": [], "folder": null, "sort": 900, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserTavi00000000": 3}, "flags": {},
          "_stats": {
            "coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#
}
