/// What waits at the ford, in a small system of our own.
extension GenericCast {
    /// One of the ferry folk.
    static let skulker = #"""
        {
          "_id": "ActorSkulker0000", "name": "Mudlark Skulker", "type": "bystander",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 12, "max": 12, "min": 0}, "guard": 11, "level": 1,
            "traits": {"might": 0, "quickness": 2, "wit": 0, "charm": 0},
            "notes": "Finds things before they are lost."
          },
          "prototypeToken": {
            "name": "Mudlark Skulker", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "SkulkerHook00001", "name": "Boat Hook", "type": "weapon",
              "img": "icons/svg/item-bag.svg",
              "system": {"quantity": 1, "equipped": true, "damage": "1d6 + 1"}, "effects": [],
              "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#

    /// A beast.
    static let snapper = #"""
        {
          "_id": "ActorSnapper0000", "name": "Reedback Snapper", "type": "beast",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 30, "max": 30, "min": 0}, "guard": 12, "level": 2,
            "traits": {"might": 4, "quickness": 0, "wit": 0, "charm": -3},
            "notes": "A back like a mooring, a temper like a landlord."
          },
          "prototypeToken": {
            "name": "Reedback Snapper", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "SnapperBite00001", "name": "Snapping Bite", "type": "action",
              "img": "icons/svg/item-bag.svg", "system": {"damage": "2d6"}, "effects": [], "folder": null,
              "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#

    /// A spirit.
    static let mirewisp = #"""
        {
          "_id": "ActorMirewisp000", "name": "Mirewisp", "type": "spirit",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 20, "max": 20, "min": 0}, "guard": 14, "level": 2,
            "traits": {"might": -3, "quickness": 4, "wit": 1, "charm": 3}, "notes": "The lantern too many."
          },
          "prototypeToken": {
            "name": "Mirewisp", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "MirewispTouch001", "name": "Drowning Light", "type": "action",
              "img": "icons/svg/item-bag.svg", "system": {"damage": "1d8 + 2"}, "effects": [],
              "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#

    /// A monster.
    static let drownedBell = #"""
        {
          "_id": "ActorDrownedBell", "name": "The Drowned Bell", "type": "monster",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 60, "max": 60, "min": 0}, "guard": 15, "level": 4,
            "traits": {"might": 5, "quickness": -1, "wit": 0, "charm": 1},
            "notes": "Rings under water for those who do not pay the ferry."
          },
          "prototypeToken": {
            "name": "The Drowned Bell", "actorLink": false, "disposition": -1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "DrownedBellSlam1", "name": "Tolling Slam", "type": "action",
              "img": "icons/svg/item-bag.svg", "system": {"damage": "1d10 + 4"}, "effects": [],
              "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0, "ownership": {"default": 0, "UserFerrywarden0": 3},
          "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#
}
