import Foundry
import JSON
import Testing

/// Sorts ties by the combatant's name, when it has one.
private struct NameAdapter: SystemAdapter {
    let systemIDs = ["names"]
    func tieKey(for combatant: Combatant, in combat: Combat, context: TurnOrderContext) -> TurnTieKey? {
        combatant.name.map { TurnTieKey(texts: [$0]) }
    }
}

@Suite("Turn order")
struct TurnOrderTests {
    @Test(
        "sorts by initiative, none last, ties by id with capital letters first",
        arguments: [
            (#"{"_id":"a","initiative":5},{"_id":"b","initiative":12}"#, ["b", "a"]),
            (#"{"_id":"a","initiative":null},{"_id":"b","initiative":-3},{"_id":"c"}"#, ["b", "a", "c"]),
            (#"{"_id":"a","initiative":0},{"_id":"b","initiative":null}"#, ["a", "b"]),
            (#"{"_id":"a","initiative":7},{"_id":"B","initiative":7},{"_id":"0","initiative":7}"#, ["0", "B", "a"]),
            (#"{"_id":"a","initiative":15.1},{"_id":"b","initiative":15.12}"#, ["b", "a"]),
            (
                #"{"_id":"a","initiative":"9"},{"_id":"b","initiative":"x"},{"_id":"c","initiative":10}"#,
                ["c", "a", "b"]
            ),
            (#""id only",{"_id":"a"},7,null"#, ["a"]),
        ])
    func sorts(_ combatants: String, _ ids: [String]) throws {
        #expect(try TurnOrder(combat(combatants)).combatants.map(\.id) == ids)
    }

    @Test("sorts ties of Foundry 9 and older by token name, then token id")
    func oldTies() throws {
        let combatants =
            #"{"_id":"a","name":"Wolf","tokenId":"2"},{"_id":"b","name":"Wolf","tokenId":"1"},{"_id":"c","name":"Bear","tokenId":"3"}"#
        let old = try combat(combatants, more: #","_stats":{"coreVersion":"9.280"}"#)
        #expect(TurnOrder(old).combatants.map(\.id) == ["c", "b", "a"])
        let new = try combat(combatants, more: #","_stats":{"coreVersion":"13.351"}"#)
        #expect(TurnOrder(new).combatants.map(\.id) == ["a", "b", "c"])
    }

    @Test("asks the adapter for ties, but only where it knows everyone")
    func systemTies() throws {
        let known = #"{"_id":"a","initiative":5,"name":"Z"},{"_id":"b","initiative":5,"name":"Y"}"#
        #expect(try TurnOrder(combat(known), adapter: NameAdapter()).combatants.map(\.id) == ["b", "a"])
        let partly = known + #",{"_id":"c","initiative":5}"#
        #expect(try TurnOrder(combat(partly), adapter: NameAdapter()).combatants.map(\.id) == ["a", "b", "c"])
        let elsewhere = known + #",{"_id":"c","initiative":9}"#
        #expect(try TurnOrder(combat(elsewhere), adapter: NameAdapter()).combatants.map(\.id) == ["c", "b", "a"])
    }

    private let three =
        #"{"_id":"a","initiative":3},{"_id":"b","initiative":2,"defeated":true},{"_id":"c","initiative":1,"hidden":true}"#

    @Test("takes the current combatant from the sorted list")
    func current() throws {
        #expect(try TurnOrder(combat(three, turn: 1)).current?.id == "b")
        #expect(try TurnOrder(combat(three, round: 0, turn: 0)).current == nil)
        #expect(try TurnOrder(combat(three, turn: nil)).current == nil)
        #expect(try TurnOrder(combat(three, turn: 9)).current == nil)
        #expect(try TurnOrder(combat(three, turn: -1)).current == nil)
        #expect(try TurnOrder(combat("")).current == nil)
    }

    @Test("finds who is next, over the end of the round, skipping whom it is told to")
    func next() throws {
        let order = try TurnOrder(combat(three, turn: 0))
        #expect(order.next(skipsDefeated: false)?.id == "b")
        #expect(order.next(skipsDefeated: true)?.id == "c")
        #expect(order.next(skipsDefeated: true, skipsHidden: true)?.id == "a")
        #expect(try TurnOrder(combat(three, turn: 2)).next(skipsDefeated: true)?.id == "a")
        #expect(try TurnOrder(combat(three, round: 0, turn: nil)).next(skipsDefeated: false)?.id == "a")
        #expect(try TurnOrder(combat("")).next(skipsDefeated: true) == nil)
        #expect(try TurnOrder(combat(#"{"_id":"a","defeated":true}"#)).next(skipsDefeated: true) == nil)
    }

    @Test("names a combatant by itself, its token, its actor's token or its actor")
    func displayNames() throws {
        let actor = Actor(try json(#"{"name":"Strahd","prototypeToken":{"name":"Stranger"}}"#))
        #expect(Combatant(try json(#"{"name":"Boss"}"#)).displayName(actor: actor) == "Boss")
        #expect(Combatant(try json(#"{"name":"","token":{"name":"Cloaked"}}"#)).displayName(actor: actor) == "Cloaked")
        #expect(Combatant(try json(#"{"name":null}"#)).displayName(actor: actor) == "Stranger")
        #expect(Combatant(try json("{}")).displayName(actor: Actor(try json(#"{"name":"Strahd"}"#))) == "Strahd")
        #expect(Combatant(try json("{}")).displayName(actor: nil) == nil)
    }
}
