/// Heroes of a small system of our own, as plain as documents come.
extension GenericCast {
    /// A scout.
    static let tavi = #"""
        {
          "_id": "ActorTavi0000000", "name": "Tavi Underbough", "type": "hero",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 26, "max": 26, "min": 0}, "guard": 13, "level": 3,
            "traits": {"might": 1, "quickness": 4, "wit": 2, "charm": 0},
            "notes": "Counts the lanterns on the ford every night, and once counted one too many."
          },
          "prototypeToken": {
            "name": "Tavi Underbough", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "TaviLongbow00001", "name": "Withy Longbow", "type": "weapon",
              "img": "icons/svg/item-bag.svg",
              "system": {"quantity": 1, "equipped": true, "damage": "1d8 + 3"}, "effects": [],
              "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "TaviLeather00001", "name": "Waxed Leather", "type": "armor",
              "img": "icons/svg/item-bag.svg", "system": {"quantity": 1, "equipped": true, "guard": 2},
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "TaviDraught00001", "name": "Marshmallow-Root Draught", "type": "potion",
              "img": "icons/svg/item-bag.svg", "system": {"quantity": 3, "heals": "2d4 + 2"}, "effects": [],
              "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "TaviFeat00000001", "name": "Reads the Reeds", "type": "talent",
              "img": "icons/svg/item-bag.svg", "system": {"uses": {"value": 2, "max": 2}}, "effects": [],
              "folder": null, "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserTavi00000000": 3}, "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#

    /// A bell ringer.
    static let odalind = #"""
        {
          "_id": "ActorOdalind0000", "name": "Sister Odalind Marrow", "type": "hero",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 30, "max": 30, "min": 0}, "guard": 14, "level": 3,
            "traits": {"might": 2, "quickness": 0, "wit": 3, "charm": 2},
            "notes": "Keeps the bell tower that has no bell."
          },
          "prototypeToken": {
            "name": "Sister Odalind Marrow", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "OdalindMace00001", "name": "Clapper Mace", "type": "weapon",
              "img": "icons/svg/item-bag.svg",
              "system": {"quantity": 1, "equipped": true, "damage": "1d6 + 2"}, "effects": [],
              "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "OdalindShield001", "name": "Tower Door", "type": "shield",
              "img": "icons/svg/item-bag.svg", "system": {"quantity": 1, "equipped": true, "guard": 2},
              "effects": [], "folder": null, "sort": 200, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "OdalindDraught01", "name": "Marshmallow-Root Draught", "type": "potion",
              "img": "icons/svg/item-bag.svg", "system": {"quantity": 2, "heals": "2d4 + 2"}, "effects": [],
              "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "OdalindChime0001", "name": "Searing Chime", "type": "prayer",
              "img": "icons/svg/item-bag.svg", "system": {"level": 1, "uses": {"value": 3, "max": 3}},
              "effects": [], "folder": null, "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserOdalind00000": 3}, "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#

    /// A smith.
    static let corvane = #"""
        {
          "_id": "ActorCorvane0000", "name": "Corvane Ashlock", "type": "hero",
          "img": "icons/svg/mystery-man.svg",
          "system": {
            "health": {"value": 20, "max": 20, "min": 0}, "guard": 12, "level": 3,
            "traits": {"might": -1, "quickness": 2, "wit": 1, "charm": 4},
            "notes": "Was struck by a forge, and the forge came off worse."
          },
          "prototypeToken": {
            "name": "Corvane Ashlock", "actorLink": true, "disposition": 1, "width": 1, "height": 1,
            "texture": {"src": null}, "flags": {}
          },
          "items": [
            {
              "_id": "CorvaneDagger001", "name": "Clinker Dagger", "type": "weapon",
              "img": "icons/svg/item-bag.svg",
              "system": {"quantity": 1, "equipped": true, "damage": "1d4 + 2"}, "effects": [],
              "folder": null, "sort": 100, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "CorvaneDraught01", "name": "Marshmallow-Root Draught", "type": "potion",
              "img": "icons/svg/item-bag.svg", "system": {"quantity": 1, "heals": "2d4 + 2"}, "effects": [],
              "folder": null, "sort": 300, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "CorvaneDart00001", "name": "Ember Dart", "type": "cantrip",
              "img": "icons/svg/item-bag.svg", "system": {"level": 0}, "effects": [], "folder": null,
              "sort": 400, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            },
            {
              "_id": "CorvaneBellows01", "name": "Bellows Burst", "type": "spell",
              "img": "icons/svg/item-bag.svg", "system": {"level": 1, "uses": {"value": 3, "max": 3}},
              "effects": [], "folder": null, "sort": 500, "flags": {},
              "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
            }
          ],
          "effects": [], "folder": null, "sort": 0,
          "ownership": {"default": 0, "UserFerrywarden0": 3, "UserCorvane00000": 3}, "flags": {},
          "_stats": {"coreVersion": "13.350", "systemId": "lanternlight", "systemVersion": "1.2.0"}
        }
        """#
}
