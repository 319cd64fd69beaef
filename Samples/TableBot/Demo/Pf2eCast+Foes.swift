/// What waits at the ford, as pf2e 7 stores it.
extension Pf2eCast {
    /// A humanoid of level 1.
    static let skulker = #"""
        {
          "_id": "ActorSkulker0000", "name": "Mudlark Skulker", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "attributes": {
              "hp": {"value": 20, "max": 20, "temp": 0, "details": ""}, "ac": {"value": 16, "details": ""},
              "allSaves": {"value": ""}, "speed": {"value": 25, "otherSpeeds": [], "details": ""}
            },
            "abilities": {
              "str": {"mod": 1}, "dex": {"mod": 3}, "con": {"mod": 1}, "int": {"mod": 0}, "wis": {"mod": 1},
              "cha": {"mod": 0}
            },
            "details": {
              "level": {"value": 1}, "alliance": "opposition", "languages": {"value": [], "details": ""},
              "blurb": "", "publicNotes": "<p>Finds things before they are lost.</p>", "privateNotes": "",
              "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}
            },
            "initiative": {"statistic": "perception"},
            "perception": {"mod": 6, "details": "", "senses": [], "vision": true},
            "saves": {
              "fortitude": {"value": 5, "saveDetail": ""}, "reflex": {"value": 8, "saveDetail": ""},
              "will": {"value": 4, "saveDetail": ""}
            },
            "skills": {"stealth": {"base": 7}, "thievery": {"base": 7}},
            "traits": {"value": ["humanoid"], "rarity": "common", "size": {"value": "med"}}, "resources": {},
            "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "Skulker", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "SkulkerHook00001", "name": "Boat Hook", "type": "melee",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "boat-hook", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["reach"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "bonus": {"value": 8},
                "damageRolls": {"dmg0": {"damage": "1d6 + 3", "damageType": "piercing", "category": null}},
                "attackEffects": {"value": [], "custom": ""}, "action": "strike", "area": null,
                "range": null
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#

    /// An animal of level 2.
    static let snapper = #"""
        {
          "_id": "ActorSnapper0000", "name": "Reedback Snapper", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "attributes": {
              "hp": {"value": 36, "max": 36, "temp": 0, "details": ""}, "ac": {"value": 17, "details": ""},
              "allSaves": {"value": ""}, "speed": {"value": 25, "otherSpeeds": [], "details": ""}
            },
            "abilities": {
              "str": {"mod": 4}, "dex": {"mod": 0}, "con": {"mod": 3}, "int": {"mod": -4}, "wis": {"mod": 1},
              "cha": {"mod": -2}
            },
            "details": {
              "level": {"value": 2}, "alliance": "opposition", "languages": {"value": [], "details": ""},
              "blurb": "", "publicNotes": "<p>A back like a mooring, a temper like a landlord.</p>",
              "privateNotes": "",
              "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}
            },
            "initiative": {"statistic": "perception"},
            "perception": {"mod": 7, "details": "", "senses": [], "vision": true},
            "saves": {
              "fortitude": {"value": 9, "saveDetail": ""}, "reflex": {"value": 5, "saveDetail": ""},
              "will": {"value": 6, "saveDetail": ""}
            },
            "skills": {"athletics": {"base": 8}, "stealth": {"base": 5}},
            "traits": {"value": ["animal", "amphibious"], "rarity": "common", "size": {"value": "lg"}},
            "resources": {}, "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "Snapper", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "SnapperBite00001", "name": "Snapping Bite", "type": "melee",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "snapping-bite", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "bonus": {"value": 10},
                "damageRolls": {"dmg0": {"damage": "1d10 + 4", "damageType": "piercing", "category": null}},
                "attackEffects": {"value": [], "custom": ""}, "action": "strike", "area": null,
                "range": null
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#

    /// A fey of level 2.
    static let mirewisp = #"""
        {
          "_id": "ActorMirewisp000", "name": "Mirewisp", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "attributes": {
              "hp": {"value": 26, "max": 26, "temp": 0, "details": ""}, "ac": {"value": 18, "details": ""},
              "allSaves": {"value": ""}, "speed": {"value": 25, "otherSpeeds": [], "details": ""}
            },
            "abilities": {
              "str": {"mod": -3}, "dex": {"mod": 4}, "con": {"mod": 1}, "int": {"mod": 0}, "wis": {"mod": 2},
              "cha": {"mod": 3}
            },
            "details": {
              "level": {"value": 2}, "alliance": "opposition", "languages": {"value": [], "details": ""},
              "blurb": "", "publicNotes": "<p>The lantern too many.</p>", "privateNotes": "",
              "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}
            },
            "initiative": {"statistic": "perception"},
            "perception": {"mod": 8, "details": "", "senses": [], "vision": true},
            "saves": {
              "fortitude": {"value": 5, "saveDetail": ""}, "reflex": {"value": 10, "saveDetail": ""},
              "will": {"value": 8, "saveDetail": ""}
            },
            "skills": {"stealth": {"base": 10}, "deception": {"base": 7}},
            "traits": {"value": ["fey", "water"], "rarity": "uncommon", "size": {"value": "sm"}},
            "resources": {}, "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "Mirewisp", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "MirewispTouch001", "name": "Drowning Light", "type": "melee",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "drowning-light", "description": {"value": ""}, "rules": [],
                "traits": {"value": ["cold", "magical"], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "bonus": {"value": 10},
                "damageRolls": {"dmg0": {"damage": "1d8 + 3", "damageType": "cold", "category": null}},
                "attackEffects": {"value": [], "custom": ""}, "action": "strike", "area": null,
                "range": null
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#

    /// A construct of level 4.
    static let drownedBell = #"""
        {
          "_id": "ActorDrownedBell", "name": "The Drowned Bell", "type": "npc",
          "img": "icons/svg/mystery-man-black.svg",
          "system": {
            "attributes": {
              "hp": {"value": 80, "max": 80, "temp": 0, "details": ""}, "ac": {"value": 20, "details": ""},
              "allSaves": {"value": ""}, "speed": {"value": 25, "otherSpeeds": [], "details": ""}
            },
            "abilities": {
              "str": {"mod": 5}, "dex": {"mod": -1}, "con": {"mod": 4}, "int": {"mod": -3},
              "wis": {"mod": 2}, "cha": {"mod": 1}
            },
            "details": {
              "level": {"value": 4}, "alliance": "opposition", "languages": {"value": [], "details": ""},
              "blurb": "", "publicNotes": "<p>Rings under water for those who do not pay the ferry.</p>",
              "privateNotes": "",
              "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true}
            },
            "initiative": {"statistic": "perception"},
            "perception": {"mod": 10, "details": "", "senses": [], "vision": true},
            "saves": {
              "fortitude": {"value": 13, "saveDetail": ""}, "reflex": {"value": 7, "saveDetail": ""},
              "will": {"value": 10, "saveDetail": ""}
            },
            "skills": {"athletics": {"base": 12}, "intimidation": {"base": 9}},
            "traits": {"value": ["construct", "mindless"], "rarity": "rare", "size": {"value": "lg"}},
            "resources": {}, "_migration": {"version": 0.953, "previous": null}
          },
          "prototypeToken": {
            "name": "The Drowned Bell", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "DrownedBellSlam1", "name": "Tolling Slam", "type": "melee",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "tolling-slam", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "bonus": {"value": 13},
                "damageRolls": {"dmg0": {"damage": "2d8 + 5", "damageType": "bludgeoning", "category": null}},
                "attackEffects": {"value": [], "custom": ""}, "action": "strike", "area": null,
                "range": null
              },
              "effects": [], "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            },
            {
              "_id": "DrownedBellPeal1", "name": "Peal", "type": "action",
              "img": "systems/pf2e/icons/default-icons/mystery-man.svg",
              "system": {
                "slug": "peal", "description": {"value": ""}, "rules": [],
                "traits": {"value": [], "rarity": "common", "otherTags": []},
                "publication": {"title": "", "authors": "", "license": "ORC", "remaster": true},
                "actionType": {"value": "action"}, "actions": {"value": 1}, "category": "offensive"
              },
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {
            "coreVersion": "13.350", "systemId": "pf2e", "systemVersion": "7.8.0",
            "createdTime": 1760000000000, "modifiedTime": 1760000000000,
            "lastModifiedBy": "UserFerrywarden0"
          }
        }
        """#
}
