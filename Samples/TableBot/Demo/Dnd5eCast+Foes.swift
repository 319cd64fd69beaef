/// What waits at the ford, as dnd5e 5 stores them: derived numbers are not there.
extension Dnd5eCast {
    /// Humanoid, challenge 1/4.
    static let skulker = #"""
        {
          "_id": "ActorSkulker0000", "name": "Mudlark Skulker", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "abilities": {
              "str": {"value": 11, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "dex": {"value": 14, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "con": {"value": 12, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "int": {"value": 10, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "wis": {"value": 10, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "cha": {"value": 8, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}}
            },
            "attributes": {
              "hp": {"value": 11, "max": 11, "temp": null, "tempmax": 0, "formula": "2d8 + 2"},
              "ac": {"calc": "flat", "flat": 12, "formula": ""}, "init": {"ability": "", "bonus": ""},
              "movement": {"walk": 30, "units": "ft", "hover": false},
              "senses": {"darkvision": 60, "units": "ft", "special": ""}, "spellcasting": "",
              "exhaustion": 0, "death": {"success": 0, "failure": 0}
            },
            "details": {
              "cr": 0.25, "type": {"value": "humanoid", "subtype": "ferry folk", "swarm": "", "custom": ""},
              "alignment": "Unaligned",
              "biography": {"value": "<p>Finds things before they are lost.</p>", "public": ""},
              "habitat": {"value": [], "custom": ""}
            },
            "skills": {
              "acr": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ani": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "arc": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ath": {"ability": "str", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "dec": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "his": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ins": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "itm": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "inv": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "med": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "nat": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "prc": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "prf": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "per": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "rel": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "slt": {"ability": "dex", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "ste": {"ability": "dex", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "sur": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}}
            },
            "spells": {
              "spell1": {"value": 0, "override": null}, "spell2": {"value": 0, "override": null},
              "spell3": {"value": 0, "override": null}, "spell4": {"value": 0, "override": null},
              "spell5": {"value": 0, "override": null}, "spell6": {"value": 0, "override": null},
              "spell7": {"value": 0, "override": null}, "spell8": {"value": 0, "override": null},
              "spell9": {"value": 0, "override": null}, "pact": {"value": 0, "override": null}
            },
            "traits": {
              "size": "med", "languages": {"value": [], "custom": ""}, "di": {"value": [], "custom": ""},
              "dr": {"value": [], "custom": ""}
            },
            "currency": {"pp": 0, "gp": 2, "ep": 0, "sp": 0, "cp": 0},
            "resources": {"legact": {"max": 0, "spent": 0}, "legres": {"max": 0, "spent": 0}, "lair": {"value": false}}
          },
          "prototypeToken": {
            "name": "Skulker", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "SkulkerHook00001", "name": "Boat Hook", "type": "weapon",
              "img": "icons/creatures/claws/claw-curved-jagged-gray.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 2, "units": "lb"}, "price": {"value": 5, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "type": {"value": "natural", "baseItem": ""}, "properties": [],
                "range": {"value": null, "long": null, "units": "ft", "reach": 5},
                "damage": {
                  "base": {
                    "number": 1, "denomination": 6, "bonus": "", "types": ["piercing"],
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
                "identifier": "boat-hook"
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {
            "coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#

    /// Beast, challenge 1.
    static let snapper = #"""
        {
          "_id": "ActorSnapper0000", "name": "Reedback Snapper", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "abilities": {
              "str": {"value": 16, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "dex": {"value": 10, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "con": {"value": 15, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "int": {"value": 2, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "wis": {"value": 12, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "cha": {"value": 5, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}}
            },
            "attributes": {
              "hp": {"value": 30, "max": 30, "temp": null, "tempmax": 0, "formula": "4d10 + 8"},
              "ac": {"calc": "flat", "flat": 13, "formula": ""}, "init": {"ability": "", "bonus": ""},
              "movement": {"walk": 30, "units": "ft", "hover": false},
              "senses": {"darkvision": 60, "units": "ft", "special": ""}, "spellcasting": "",
              "exhaustion": 0, "death": {"success": 0, "failure": 0}
            },
            "details": {
              "cr": 1, "type": {"value": "beast", "subtype": "", "swarm": "", "custom": ""},
              "alignment": "Unaligned",
              "biography": {"value": "<p>A back like a mooring, a temper like a landlord.</p>", "public": ""},
              "habitat": {"value": [], "custom": ""}
            },
            "skills": {
              "acr": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ani": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
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
              "sur": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}}
            },
            "spells": {
              "spell1": {"value": 0, "override": null}, "spell2": {"value": 0, "override": null},
              "spell3": {"value": 0, "override": null}, "spell4": {"value": 0, "override": null},
              "spell5": {"value": 0, "override": null}, "spell6": {"value": 0, "override": null},
              "spell7": {"value": 0, "override": null}, "spell8": {"value": 0, "override": null},
              "spell9": {"value": 0, "override": null}, "pact": {"value": 0, "override": null}
            },
            "traits": {
              "size": "lg", "languages": {"value": [], "custom": ""}, "di": {"value": [], "custom": ""},
              "dr": {"value": [], "custom": ""}
            },
            "currency": {"pp": 0, "gp": 2, "ep": 0, "sp": 0, "cp": 0},
            "resources": {"legact": {"max": 0, "spent": 0}, "legres": {"max": 0, "spent": 0}, "lair": {"value": false}}
          },
          "prototypeToken": {
            "name": "Snapper", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "SnapperBite00001", "name": "Snapping Bite", "type": "weapon",
              "img": "icons/creatures/claws/claw-curved-jagged-gray.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 2, "units": "lb"}, "price": {"value": 5, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "type": {"value": "natural", "baseItem": ""}, "properties": [],
                "range": {"value": null, "long": null, "units": "ft", "reach": 5},
                "damage": {
                  "base": {
                    "number": 2, "denomination": 6, "bonus": "", "types": ["piercing"],
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
                "identifier": "snapping-bite"
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {
            "coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#
}
