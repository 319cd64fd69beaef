import Foundry
import JSON
import Testing

@testable import TableBot

@Suite("The demo's worlds")
struct DemoWorldTests {
    @Test("load for every system, with heroes, foes and the people who play them", arguments: DemoCase.all)
    func loading(_ demo: DemoCase) throws {
        let world = try DemoWorld.load(system: demo.system)
        #expect(world.users.count == 4)
        #expect(world.actors.count == world.sheets.count)
        let snapshot = world.makeWorld().snapshot
        #expect(snapshot.actors.count == world.actors.count)
        let heroes = world.sheets.filter { $0.userID != nil }
        #expect(heroes.count == 3)
        for sheet in world.sheets {
            let actor = try #require(snapshot.actor(sheet.id))
            #expect(snapshot.hasPlayerOwner(actor) == (sheet.userID != nil))
            #expect(actor.json["prototypeToken"]["name"].string == sheet.name)
            let classification = demo.adapter.classify(actor, hasPlayerOwner: snapshot.hasPlayerOwner(actor))
            #expect((classification.characterType == .pc) == (sheet.userID != nil), "\(sheet.name)")
            #expect(classification.characterType != nil, "\(sheet.name) is sent")
        }
        #expect(snapshot.users?.filter { $0.isGameMaster == true }.count == 1)
    }

    @Test("have ids of sixteen letters and digits, each once", arguments: DemoCase.all)
    func ids(_ demo: DemoCase) throws {
        let world = try DemoWorld.load(system: demo.system)
        var seen: Set<String> = []
        for document in world.users + world.actors + world.actors.flatMap({ Array($0["items"].array) }) {
            let id = try #require(document["_id"].string)
            #expect(id.utf8.count == 16 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }, "\(id)")
            #expect(seen.insert(id).inserted, "\(id) is used twice")
        }
    }

    @Test("agree with what the script knows of them", arguments: DemoCase.all)
    func sheets(_ demo: DemoCase) throws {
        let world = try DemoWorld.load(system: demo.system)
        let snapshot = world.makeWorld().snapshot
        for sheet in world.sheets {
            let actor = try #require(snapshot.actor(sheet.id))
            let stats = try JSONDocument.writing { demo.adapter.writeStats(of: actor, into: &$0) }.root
            #expect(stats["hp"]["max"].int == sheet.hitPoints, "hit points of \(sheet.name)")
            #expect(stats["hp"]["current"].int == sheet.hitPoints)
            if let armorClass = stats["ac"].int { #expect(armorClass == sheet.armorClass, "\(sheet.name)") }
            if demo.system == "dnd5e" { #expect(stats["ac"].exists && !stats["ac"].isNull) }
            for attack in sheet.attacks { #expect(Self.item(attack.itemID, of: actor)?["name"].string == attack.name) }
            if let remedy = sheet.remedy {
                let item = try #require(Self.item(remedy.itemID, of: actor))
                #expect(item["system"]["quantity"].int == remedy.quantity)
            }
            if let spell = sheet.spell {
                #expect(Self.item(spell.itemID, of: actor)?["name"].string == spell.name)
                let holder = spell.entryID.flatMap { Self.item($0, of: actor) } ?? actor.json
                let slots = world.rules.slotPath(of: spell).split(separator: ".").reduce(holder) { $0[String($1)] }
                #expect(slots.int == spell.slots, "\(spell.name)")
            }
        }
    }

    @Test("leave a hero's derived numbers out, as Foundry does")
    func source() throws {
        for actor in try DemoWorld.load(system: "dnd5e").actors where actor["type"].string == "character" {
            #expect(actor.at("system.attributes.hp.max").kind == .null)
            #expect(!actor.at("system.attributes.ac.value").exists)
        }
        for actor in try DemoWorld.load(system: "pf2e").actors where actor["type"].string == "character" {
            #expect(!actor.at("system.attributes.hp.max").exists)
            #expect(actor.at("system.abilities").isNull)
        }
    }

    @Test("carry things, spells and features", arguments: DemoCase.all)
    func inventories(_ demo: DemoCase) throws {
        let world = try DemoWorld.load(system: demo.system)
        for actor in world.makeWorld().snapshot.actors where world.sheets.contains(where: { $0.id == actor.id }) {
            let items = demo.adapter.items(of: actor)
            #expect(!(items.inventory.isEmpty && items.features.isEmpty && items.spells.isEmpty) || actor.type == "npc")
        }
        let heroes = world.makeWorld().snapshot.actors.prefix(3).map { demo.adapter.items(of: $0) }
        #expect(heroes.allSatisfy { $0.inventory.contains { $0.equipped } })
        #expect(heroes.contains { !$0.spells.isEmpty })
        #expect(heroes.contains { !$0.features.isEmpty })
    }

    @Test("of an unknown system are refused with what there is instead")
    func unknown() {
        let error = #expect(throws: DemoError.self) { try DemoWorld.load(system: "chess") }
        #expect(error?.description.contains("pf2e") == true)
    }

    private static func item(_ id: String, of actor: Actor) -> JSONView? {
        actor.items.first { $0.id == id }?.json
    }
}
