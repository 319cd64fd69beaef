import Foundry
import JSON
import Pf2e
import Testing

@Suite("pf2e: broken documents")
struct Pf2eHostileTests {
    private let adapter = Pf2eAdapter()

    /// Every field the adapter reads, each once.
    private func actor(_ type: String) -> String {
        let items = [
            Written.item(
                "i1", "ancestry",
                #"{"hp":8,"boosts":{"0":{"value":["con"]}},"flaws":{"0":{"value":["cha"]}},"voluntary":{"boost":"str","flaws":["dex"]},"alternateAncestryBoosts":["int"],"traits":{"rarity":"rare"}}"#
            ),
            Written.item("i3", "background", #"{"boosts":[{"value":["str","dex"],"selected":"dex"}]}"#),
            Written.item("i4", "class", #"{"hp":10,"keyAbility":{"value":["str"],"selected":"str"}}"#),
            Written.item(
                "i5", "feat",
                #"{"category":"class","frequency":{"value":1,"max":2,"per":"day"},"rules":[{"key":"FlatModifier","selector":["hp"],"value":5,"predicate":[]}]}"#
            ),
            Written.item(
                "i6", "weapon",
                #"{"quantity":{"value":2},"usage":{"value":"held-in-one-hand"},"equipped":{"carryType":"held","handsHeld":1,"inSlot":true}}"#
            ),
            Written.item(
                "e1", "spellcastingEntry",
                #"{"prepared":{"value":"prepared","flexible":false},"autoHeightenLevel":{"value":1},"slots":{"slot1":{"prepared":[{"id":"s1","expended":true}]}}}"#
            ),
            Written.item(
                "s1", "spell",
                #"{"level":{"value":1},"traits":{"value":["cantrip"],"traditions":["arcane"]},"location":{"value":"e1","heightenedLevel":2,"uses":{"value":1,"max":1}},"ritual":null}"#
            ),
        ]
        return
            #"{"_id":"A","name":"Ada","type":"\#(type)","img":"a.webp","system":{"attributes":{"hp":{"value":9,"max":null,"temp":2},"ac":{"value":10},"adjustment":"elite"},"details":{"level":{"value":4},"ancestry":{"name":"x"},"class":"y"},"abilities":{"str":{"mod":1}},"traits":{"rarity":{"value":"rare"}},"build":{"attributes":{"boosts":{"1":["str"]}}}},"items":[\#(items.joined(separator: ","))]}"#
    }

    @Test("survives every value of an actor being of another type", arguments: ["character", "npc"])
    func survivesMutatedActors(type: String) throws {
        let keys = [
            "name", "type", "hp", "ac", "level", "ancestry", "heritage", "class", "background", "rarity", "abilities",
            "estimated",
        ]
        let tried = try Mutations(try Written.view(actor(type))).each { document in
            try checkWhole(document, by: adapter, keys: keys)
        }
        #expect(tried > 900)
    }

    @Test("survives every value of a message and its roll being of another type")
    func survivesMutatedMessages() throws {
        let check =
            #"{"class":"CheckRoll","formula":"1d20 + 4","total":24,"options":{"type":"skill-check","degreeOfSuccess":3,"domains":["arcana-check","int-based"]},"terms":[{"class":"Die","faces":20,"number":1,"modifiers":["kh"],"results":[{"result":20,"active":true,"count":20}]},{"operator":"+"},{"number":4}]}"#
        let damage =
            #"{"class":"DamageRoll","total":3,"options":{"degreeOfSuccess":3,"flavor":"fire"},"terms":[{"class":"InstancePool","rolls":[{"options":{"flavor":"acid,persistent"},"terms":[{"class":"Grouping","term":{"operands":[{"faces":4,"results":[{"result":3,"active":true}]}],"operator":"+"}}]}]}]}"#
        let message =
            #"{"_id":"M","rolls":[\#(check),\#(damage)],"flags":{"core":{"initiativeRoll":false},"pf2e":{"modifierName":"arcana","modifiers":[{"type":"ability","ability":"int","enabled":true}],"damageRoll":{"outcome":"success","types":{"fire":{}}},"context":{"type":"skill-check","outcome":"criticalSuccess","dc":{"value":20},"domains":["x"]}}},"whisper":[]}"#
        let tried = try Mutations(try Written.view(message)).each { document in
            let message = ChatMessage(document)
            for roll in message.rolls {
                let reading = adapter.read(roll, in: message)
                if reading.critical != nil { #expect([0, 3].contains(reading.degreeOfSuccess)) }
                #expect((reading.rollType?.utf16.count ?? 0) <= 50)
                #expect((reading.skill?.utf16.count ?? 0) <= 100)
                #expect((reading.ability?.utf16.count ?? 0) <= 20)
            }
        }
        #expect(tried > 400)
    }

    @Test("keeps to the lengths that the wire takes")
    func clipsTexts() throws {
        let long = String(repeating: "é", count: 10_000)
        let options = #"{"type":"\#(long)","domains":["\#(long)-check"]}"#
        let flags = #"{"pf2e":{"modifierName":"\#(long)-lore"}}"#
        let message = try Written.message(Written.d20(2, options: options), flags: flags)
        let reading = adapter.read(try #require(message.rolls.first), in: message)
        #expect(reading.rollType?.utf16.count == 50)
        #expect(reading.skill?.utf16.count == 100)
        #expect(reading.skillRaw?.utf16.count == 255)
    }

    @Test("reads an actor with very many items and slots in time that grows with its size")
    func staysLinear() throws {
        let places = (0..<5_000).map { #"{"id":"s\#($0)"}"# }.joined(separator: ",")
        let entry = Written.item(
            "e1", "spellcastingEntry", #"{"prepared":{"value":"prepared"},"slots":{"slot1":{"prepared":[\#(places)]}}}"#
        )
        let spells = (0..<5_000).map {
            #"{"_id":"s\#($0)","name":"S","type":"spell","system":{"location":{"value":"e1"},"level":{"value":1}}}"#
        }
        let items = adapter.items(of: try Written.actor("character", items: [entry] + spells))
        #expect(items.spells.count == 5_000)
        #expect(items.spells.allSatisfy { $0.prepared == true })
    }
}
