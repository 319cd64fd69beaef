import Foundry
import JSON
import Testing

@Suite("Document kinds")
struct DocumentKindTests {
    @Test(
        "recognises documents by their content",
        arguments: [
            (#"{"_id":"a","name":"x","type":"npc","system":{},"items":[],"prototypeToken":{}}"#, DocumentKind.actor),
            (#"{"_id":"a","name":"x","type":"npc","data":{},"token":{}}"#, .actor),
            (#"{"type":"character","items":[]}"#, .actor),
            (#"{"_id":"a","name":"x","type":"weapon","system":{}}"#, .item),
            (#"{"name":"x","type":"weapon","data":{}}"#, .item),
            (#"{"_id":"m","rolls":[],"speaker":{}}"#, .chatMessage),
            (#"{"_id":"m","roll":"{}","whisper":[]}"#, .chatMessage),
            (#"{"_id":"m","content":"hi","timestamp":1,"type":"base","system":{}}"#, .chatMessage),
            (#"{"_id":"c","combatants":[],"round":0}"#, .combat),
            (#"{"_id":"x","initiative":null,"actorId":"a"}"#, .combatant),
            (#"{"_id":"u","name":"x","role":1}"#, .user), (#"{"class":"Roll","formula":"1d6","terms":[]}"#, .roll),
            (#"{"class":"D20Roll","formula":"1d20"}"#, .roll),
            (#"{"_key":"!items!a","type":"weapon","items":[]}"#, .item),
        ])
    func recognises(_ text: String, _ kind: DocumentKind) throws {
        #expect(DocumentKind(detecting: try json(text)) == kind)
    }

    @Test(
        "leaves other documents and other JSON alone",
        arguments: [
            "{}", "[]", "null", "3", #""x""#, #"{"_id":"s","name":"Scene","walls":[],"tokens":[]}"#,
            #"{"_id":"j","pages":[],"name":"x"}"#,
            #"{"_id":"k","key":"core.time","value":"3"}"#, #"{"_id":"d","type":"deck","system":{},"cards":[]}"#,
            #"{"_id":"f","name":"Folder","type":"Actor","sorting":"a"}"#,
            #"{"_id":"e","type":"base","system":{},"changes":[]}"#,
        ])
    func ignores(_ text: String) throws {
        #expect(DocumentKind(detecting: try json(text)) == nil)
    }

    @Test("reads ids, names and system data of every version")
    func envelope() throws {
        let new = Actor(
            try json(
                #"{"_id":"a","id":"b","name":"N","type":"npc","system":{"x":1},"data":{"x":2},"_stats":{"systemId":"dnd5e","systemVersion":"5.3.0","coreVersion":"13.351"}}"#
            ))
        #expect(new.id == "a" && new.systemData["x"].int == 1 && new.systemID == "dnd5e")
        let old = Actor(try json(#"{"id":"b","name":"","type":7,"data":{"x":2},"_stats":null}"#))
        #expect(old.id == "b" && old.name == nil && old.type == nil && old.systemData["x"].int == 2)
        #expect(old.systemID == nil && old.systemVersion == nil && old.coreVersion == nil)
    }

    @Test("passes over embedded items that are only ids")
    func itemIDs() throws {
        let actor = Actor(try json(#"{"items":["abc",{"_id":"i"},null,3]}"#))
        #expect(actor.items.map(\.id) == ["i"])
        #expect(Actor(try json(#"{"items":{"_id":"i"}}"#)).items.isEmpty)
    }
}
