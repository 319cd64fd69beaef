/// What waits below the ford, as dnd5e 5 stores them: derived numbers are not there.
extension Dnd5eCast {
    /// Fey, challenge 1.
    static let mirewisp = #"""
        {
          "_id": "ActorMirewisp000", "name": "Mirewisp", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "abilities": {
              "str": {"value": 4, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "dex": {"value": 17, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "con": {"value": 12, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "int": {"value": 11, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "wis": {"value": 13, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "cha": {"value": 14, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}}
            },
            "attributes": {
              "hp": {"value": 22, "max": 22, "temp": null, "tempmax": 0, "formula": "4d8 + 4"},
              "ac": {"calc": "flat", "flat": 14, "formula": ""}, "init": {"ability": "", "bonus": ""},
              "movement": {"walk": 30, "units": "ft", "hover": false},
              "senses": {"darkvision": 60, "units": "ft", "special": ""}, "spellcasting": "",
              "exhaustion": 0, "death": {"success": 0, "failure": 0}
            },
            "details": {
              "cr": 1, "type": {"value": "fey", "subtype": "", "swarm": "", "custom": ""},
              "alignment": "Unaligned", "biography": {"value": "<p>The lantern too many.</p>", "public": ""},
              "habitat": {"value": [], "custom": ""}
            },
            "skills": {
              "acr": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ani": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "arc": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ath": {"ability": "str", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "dec": {"ability": "cha", "value": 1, "bonuses": {"check": "", "passive": ""}},
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
              "size": "sm", "languages": {"value": [], "custom": ""}, "di": {"value": [], "custom": ""},
              "dr": {"value": [], "custom": ""}
            },
            "currency": {"pp": 0, "gp": 2, "ep": 0, "sp": 0, "cp": 0},
            "resources": {"legact": {"max": 0, "spent": 0}, "legres": {"max": 0, "spent": 0}, "lair": {"value": false}}
          },
          "prototypeToken": {
            "name": "Mirewisp", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "MirewispTouch001", "name": "Drowning Light", "type": "weapon",
              "img": "icons/creatures/claws/claw-curved-jagged-gray.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 2, "units": "lb"}, "price": {"value": 5, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "type": {"value": "natural", "baseItem": ""}, "properties": [],
                "range": {"value": null, "long": null, "units": "ft", "reach": 5},
                "damage": {
                  "base": {
                    "number": 1, "denomination": 8, "bonus": "", "types": ["cold"],
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
                "identifier": "drowning-light"
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

    /// Construct, challenge 3.
    static let drownedBell = #"""
        {
          "_id": "ActorDrownedBell", "name": "The Drowned Bell", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "abilities": {
              "str": {"value": 18, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "dex": {"value": 8, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "con": {"value": 17, "proficient": 1, "max": null, "bonuses": {"check": "", "save": ""}},
              "int": {"value": 6, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}},
              "wis": {"value": 12, "proficient": 1, "max": null, "bonuses": {"check": "", "save": ""}},
              "cha": {"value": 10, "proficient": 0, "max": null, "bonuses": {"check": "", "save": ""}}
            },
            "attributes": {
              "hp": {"value": 68, "max": 68, "temp": null, "tempmax": 0, "formula": "8d10 + 24"},
              "ac": {"calc": "flat", "flat": 15, "formula": ""}, "init": {"ability": "", "bonus": ""},
              "movement": {"walk": 30, "units": "ft", "hover": false},
              "senses": {"darkvision": 60, "units": "ft", "special": ""}, "spellcasting": "",
              "exhaustion": 0, "death": {"success": 0, "failure": 0}
            },
            "details": {
              "cr": 3, "type": {"value": "construct", "subtype": "", "swarm": "", "custom": ""},
              "alignment": "Unaligned",
              "biography": {"value": "<p>Rings under water for those who do not pay the ferry.</p>", "public": ""},
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
              "itm": {"ability": "cha", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "inv": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "med": {"ability": "wis", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "nat": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "prc": {"ability": "wis", "value": 1, "bonuses": {"check": "", "passive": ""}},
              "prf": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "per": {"ability": "cha", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "rel": {"ability": "int", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "slt": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
              "ste": {"ability": "dex", "value": 0, "bonuses": {"check": "", "passive": ""}},
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
            "name": "The Drowned Bell", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "DrownedBellSlam1", "name": "Tolling Slam", "type": "weapon",
              "img": "icons/creatures/claws/claw-curved-jagged-gray.webp",
              "system": {
                "description": {"value": "", "chat": ""}, "quantity": 1,
                "weight": {"value": 2, "units": "lb"}, "price": {"value": 5, "denomination": "gp"},
                "attunement": "", "attuned": false, "equipped": true, "identified": true, "container": null,
                "rarity": "", "type": {"value": "natural", "baseItem": ""}, "properties": [],
                "range": {"value": null, "long": null, "units": "ft", "reach": 5},
                "damage": {
                  "base": {
                    "number": 1, "denomination": 10, "bonus": "", "types": ["bludgeoning"],
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
                "identifier": "tolling-slam"
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.346", "systemId": "dnd5e", "systemVersion": "5.1.9"}
            },
            {
              "_id": "DrownedBellTrait", "name": "Peal", "type": "feat",
              "img": "icons/sundries/scrolls/scroll-plain-tan-red.webp",
              "system": {
                "description": {"value": "<p>Can be heard for a mile, and wished unheard for longer.</p>", "chat": ""},
                "type": {"value": "monster", "subtype": ""}, "requirements": "", "properties": [],
                "activities": {}, "uses": {"spent": 0, "max": "", "recovery": []}, "identifier": "peal"
              },
              "effects": [], "folder": null, "sort": 200, "flags": {},
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
