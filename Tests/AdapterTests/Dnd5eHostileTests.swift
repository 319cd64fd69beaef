import Dnd5e
import Foundry
import JSON
import Testing

@Suite("dnd5e: hostile documents")
struct Dnd5eHostileTests {
    private let adapter = Dnd5eAdapter()

    private let actor =
        #"{"_id":"A","name":"Ada","type":"character","img":"a.png","ownership":{"default":0},"effects":[{"disabled":false,"changes":[{"key":"system.attributes.ac.bonus"}]}],"system":{"abilities":{"str":{"value":15,"mod":2,"save":{"value":2},"proficient":1,"bonuses":{"save":"1"}},"con":{"value":14}},"attributes":{"hp":{"value":5,"max":null,"temp":1,"bonuses":{"level":"1","overall":"1"}},"ac":{"calc":"default","flat":1,"formula":"1 + 1"},"prof":2},"details":{"cr":"1/4","level":3,"race":"r","background":"b","type":{"value":"beast"},"originalClass":"c"}},"items":[{"_id":"c","type":"class","name":"Monk","system":{"levels":2,"hd":{"denomination":"d8"},"advancement":[{"type":"HitPoints","value":{"1":"max","2":"avg"}}]}},{"_id":"e","type":"equipment","name":"Mail","system":{"equipped":true,"quantity":1,"type":{"value":"heavy"},"properties":["mgc"],"armor":{"value":16,"dex":0,"magicalBonus":1}}},{"_id":"s","type":"spell","name":"Fog","system":{"level":1,"school":"con","method":"spell","prepared":1,"uses":{"spent":1,"max":"2","recovery":[{"period":"lr"}]}}},{"_id":"f","type":"feat","name":"Ki","system":{"type":{"value":"class"},"uses":{"value":1,"max":2,"per":"sr"}}},{"_id":"r","type":"race","name":"Elf"}]}"#

    private let message =
        #"{"_id":"M","type":"base","flavor":"Attack","whisper":[],"blind":false,"timestamp":1,"speaker":{"actor":"A"},"flags":{"core":{"initiativeRoll":false},"dnd5e":{"roll":{"type":"attack","ability":"str","skillId":"prc"}},"midi-qol":{"d20AttackRoll":3}},"rolls":[{"class":"D20Roll","formula":"1d20","total":3,"evaluated":true,"options":{"critical":20,"fumble":1,"advantageMode":1,"rollType":"attack","flavor":"x","type":"fire","types":["fire"]},"terms":[{"class":"Die","number":1,"faces":20,"modifiers":["kh"],"options":{"critical":19},"results":[{"result":3,"active":true,"count":4}]},{"operator":"+"},{"number":2,"options":{"flavor":"fire"}}]}]}"#

    @Test("reads an actor with any one value replaced by one of another type", arguments: oddValues)
    func actors(_ value: String) throws {
        let value = try json(value)
        try exercise(adapter, on: Actor(value))
        for mutation in mutations(of: try json(actor), replacing: value) { try exercise(adapter, on: Actor(mutation)) }
    }

    @Test("reads a message with any one value replaced by one of another type", arguments: oddValues)
    func messages(_ value: String) throws {
        let value = try json(value)
        for mutation in [value] + mutations(of: try json(message), replacing: value) {
            let message = ChatMessage(mutation)
            _ = adapter.carriesRolls(message)
            for roll in message.rolls {
                let reading = adapter.read(roll, in: message)
                #expect((reading.rollType ?? "").count <= 50)
                #expect((reading.ability ?? "").utf16.count <= 20)
                #expect((-1...1).contains(reading.advantage))
            }
        }
    }

    @Test(
        "evaluates no formula beyond plain arithmetic",
        arguments: [
            String(repeating: "(", count: 150), String(repeating: "-", count: 199), "1/0", "1 2", "+", "1e5",
            "9" + String(repeating: "9", count: 300), "()", "1+", "²", "@x",
        ])
    func formulas(_ formula: String) throws {
        let actor = Actor(
            try json(#"{"type":"npc","system":{"attributes":{"ac":{"calc":"custom","formula":"\#(formula)"}}}}"#))
        #expect(try Fixtures.stats(of: actor, by: adapter)["ac"].isNull)
    }

    @Test("survives thousands of items, effects and levels")
    func large() throws {
        let items = (0..<3_000).map {
            #"{"_id":"i\#($0)","name":"n","type":"class","system":{"levels":1e9,"hd":{"denomination":"d99999999"},"advancement":[{"type":"HitPoints","value":{"1":"max"}}]}}"#
        }
        let actor = Actor(
            try json(
                #"{"type":"character","system":{"attributes":{"hp":{"value":1,"max":null,"bonuses":{"level":"1e300"}}},"abilities":{"con":{"value":1e308}}},"items":[\#(items.joined(separator: ","))]}"#
            ))
        let stats = try Fixtures.stats(of: actor, by: adapter)
        #expect(stats["class"].string?.isEmpty == false)
    }
}
