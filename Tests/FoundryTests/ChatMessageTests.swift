import Foundry
import JSON
import Testing

@Suite("ChatMessage")
struct ChatMessageTests {
    private let d6 =
        #"{\"class\":\"Roll\",\"formula\":\"1d6\",\"terms\":[{\"faces\":6,\"results\":[{\"result\":4}]}],\"total\":4}"#

    @Test("reads rolls as strings, as objects and from the old single field, each with its own id")
    func rolls() throws {
        let object = #"{"class":"Roll","formula":"1d4","terms":[],"total":1}"#
        let several = ChatMessage(
            try json(#"{"_id":"M","rolls":["\#(d6)","not json",\#(object),null,"[]",7,"\#(d6)"]}"#)
        ).rolls
        #expect(several.map(\.id) == ["M#0", "M#2", "M#6"])
        #expect(several.map(\.formula) == ["1d6", "1d4", "1d6"])
        let old = ChatMessage(try json(#"{"_id":"M","roll":"\#(d6)"}"#)).rolls
        #expect(old.map(\.id) == ["M#0"])
        #expect(old.first?.activeValues == [4])
        #expect(ChatMessage(try json(#"{"roll":\#(object)}"#)).rolls.map(\.id) == [nil])
        #expect(ChatMessage(try json(#"{"rolls":[],"roll":"\#(d6)"}"#)).rolls.count == 1)
        #expect(ChatMessage(try json("{}")).rolls.isEmpty)
    }

    @Test(
        "is hidden when whispered or blind, and by nothing else",
        arguments: [
            (#"{"whisper":[],"blind":false}"#, false, RollMode.public),
            (#"{"whisper":["a"],"blind":false}"#, true, .private),
            (#"{"whisper":["a"],"user":"a"}"#, true, .selfOnly), (#"{"whisper":["a"],"author":"a"}"#, true, .selfOnly),
            (#"{"whisper":["a","b"],"author":"a"}"#, true, .private), (#"{"whisper":[],"blind":true}"#, true, .blind),
            (#"{"whisper":["a"],"blind":true}"#, true, .blind), ("{}", false, .public),
            (#"{"whisper":null}"#, false, .public),
            (#"{"whisper":"a"}"#, true, .private),
            (#"{"whisper":[{"_id":"a"}],"author":{"_id":"a"}}"#, true, .selfOnly),
            (
                #"{"rolls":["{\"options\":{\"rollMode\":\"gmroll\"},\"terms\":[{\"faces\":6,\"results\":[{\"result\":1,\"hidden\":true}]}]}"],"flags":{"x":{"hidden":true}}}"#,
                false, .public
            ),
        ])
    func hidden(_ text: String, _ isHidden: Bool, _ mode: RollMode) throws {
        let message = ChatMessage(try json(text))
        #expect(message.isHidden == isHidden)
        #expect(message.rollMode == mode)
    }

    @Test(
        "takes the kind as number or text without tripping", arguments: ["5", #""base""#, #""rest""#, "null", "{}"])
    func kinds(_ type: String) throws {
        let message = ChatMessage(try json(#"{"_id":"M","type":\#(type),"style":0,"timestamp":1700000000000}"#))
        #expect(message.id == "M")
        #expect(message.timestamp == 1_700_000_000_000)
        #expect((message.type == "rest") == (type == #""rest""#))
    }

    @Test("knows initiative and table draws by their flags")
    func flags() throws {
        #expect(ChatMessage(try json(#"{"flags":{"core":{"initiativeRoll":true}}}"#)).isInitiative)
        #expect(!ChatMessage(try json(#"{"flags":{"core":{"initiativeRoll":"yes"}}}"#)).isInitiative)
        #expect(ChatMessage(try json(#"{"flags":{"core":{"RollTable":"abc"}}}"#)).isTableDraw)
        #expect(!ChatMessage(try json(#"{"flags":{"core":{"RollTable":null}}}"#)).isTableDraw)
    }

    @Test("reads the speaker, whatever is absent")
    func speaker() throws {
        let message = ChatMessage(try json(#"{"speaker":{"actor":"A","alias":"Ada","token":"T","scene":null}}"#))
        #expect(message.actorID == "A")
        #expect(message.alias == "Ada")
        #expect(message.tokenID == "T")
        #expect(message.sceneID == nil)
        #expect(ChatMessage(try json(#"{"speaker":null}"#)).actorID == nil)
    }

    @Test("reads every field of the wrong type as absent", arguments: ["null", "3", #""""#, "[]", "{}", "false"])
    func hostileFields(_ value: String) throws {
        let keys = [
            "_id", "rolls", "roll", "whisper", "blind", "author", "user", "speaker", "flavor", "content", "timestamp",
            "flags",
        ]
        let message = ChatMessage(try json("{" + keys.map { "\"\($0)\":\(value)" }.joined(separator: ",") + "}"))
        #expect(message.id == nil)
        #expect(message.rolls.count == (value == "{}" ? 1 : 0))
        #expect(!message.isHidden)
        #expect(message.authorID == nil && message.actorID == nil && message.alias == nil)
        #expect(message.flavor == nil && message.plainFlavor == nil)
        #expect(!message.isInitiative && !message.isTableDraw)
    }
}
