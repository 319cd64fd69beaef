import Foundry
import JSON
import Testing

@Suite("Document merge")
struct DocumentMergeTests {
    @Test(
        "merges a change as Foundry does",
        arguments: [
            ("nested keys merge", #"{"a":{"b":1,"c":2}}"#, #"{"a":{"b":5}}"#, #"{"a":{"b":5,"c":2}}"#),
            ("dotted keys merge", #"{"a":{"b":{"c":1}},"d":2}"#, #"{"a.b.c":7}"#, #"{"a":{"b":{"c":7}},"d":2}"#),
            ("dotted keys make what is missing", "{}", #"{"a.b":1,"a.c":2}"#, #"{"a":{"b":1,"c":2}}"#),
            ("dotted inside nested", #"{"s":{"h":{"v":1,"m":2}}}"#, #"{"s":{"h.v":0}}"#, #"{"s":{"h":{"v":0,"m":2}}}"#),
            ("dotted and nested together", "{}", #"{"a.b":1,"a":{"c":2}}"#, #"{"a":{"b":1,"c":2}}"#),
            ("arrays replace", #"{"a":[1,2,3]}"#, #"{"a":[9]}"#, #"{"a":[9]}"#),
            (
                "null, false and 0 are values", #"{"a":1,"b":true,"c":5}"#, #"{"a":null,"b":false,"c":0}"#,
                #"{"a":null,"b":false,"c":0}"#
            ),
            ("a deletion", #"{"a":{"b":1,"c":2}}"#, #"{"a":{"-=b":null}}"#, #"{"a":{"c":2}}"#),
            ("a dotted deletion", #"{"a":{"b":1,"c":2}}"#, #"{"a.-=b":null}"#, #"{"a":{"c":2}}"#),
            ("a deletion of nothing", #"{"a":1}"#, #"{"-=b":null}"#, #"{"a":1}"#),
            ("a deletion and a new value", #"{"a":{"b":1}}"#, #"{"-=a":null,"a":{"c":2}}"#, #"{"a":{"c":2}}"#),
            ("a forced replacement", #"{"a":{"b":1}}"#, #"{"==a":{"c":2}}"#, #"{"a":{"c":2}}"#),
            ("an object over a value", #"{"a":3}"#, #"{"a":{"b":1}}"#, #"{"a":{"b":1}}"#),
            ("a value over an object", #"{"a":{"b":1}}"#, #"{"a":"x"}"#, #"{"a":"x"}"#),
            ("an empty object changes nothing", #"{"a":{"b":1}}"#, #"{"a":{}}"#, #"{"a":{"b":1}}"#),
            ("an empty object is made", "{}", #"{"a":{}}"#, #"{"a":{}}"#),
            ("repeated keys", #"{"a":{"b":1},"a":{"b":2}}"#, #"{"a.c":3}"#, #"{"a":{"b":2,"c":3}}"#),
            ("escaped keys", #"{"\u0061":1}"#, #"{"a":2,"\"q\"":3}"#, #"{"a":2,"\"q\"":3}"#),
            (
                "embedded documents by id", #"{"items":[{"_id":"x","n":1,"k":2},{"_id":"y"}]}"#,
                #"{"items":[{"_id":"x","n":9},{"_id":"z"}]}"#,
                #"{"items":[{"_id":"x","n":9,"k":2},{"_id":"y"},{"_id":"z"}]}"#
            ),
            (
                "embedded documents without id", #"{"items":[{"_id":"x"}]}"#, #"{"items":[{"n":9},null,3]}"#,
                #"{"items":[{"_id":"x"}]}"#
            ),
            (
                "embedded documents deep", #"{"items":[{"_id":"x","s":{"a":1,"b":2}}]}"#,
                #"{"items":[{"_id":"x","s.a":5,"s.-=b":null}]}"#,
                #"{"items":[{"_id":"x","s":{"a":5}}]}"#
            ),
            (
                "embedded documents of embedded documents",
                #"{"items":[{"_id":"x","effects":[{"_id":"e","a":1},{"_id":"f"}]}]}"#,
                #"{"items":[{"_id":"x","effects":[{"_id":"e","b":2}]}]}"#,
                #"{"items":[{"_id":"x","effects":[{"_id":"e","a":1,"b":2},{"_id":"f"}]}]}"#
            ),
            (
                "a replaced collection", #"{"items":[{"_id":"x"}]}"#, #"{"==items":[{"_id":"y"}]}"#,
                #"{"items":[{"_id":"y"}]}"#
            ),
            ("a deletion in the middle of a path", #"{"a":{"b":1},"c":2}"#, #"{"-=a.b":null}"#, #"{"c":2}"#),
            (
                "a replacement in the middle of a path", #"{"a":{"b":1}}"#, #"{"==a.c":2,"==a.d":3}"#,
                #"{"a":{"c":2,"d":3}}"#
            ),
            ("a replacement by nothing", #"{"a":{"b":1}}"#, #"{"==a":{}}"#, #"{"a":{}}"#),
            (
                "deletions inside a replacement", #"{"a":{"b":1}}"#, #"{"==a":{"-=b":null,"c":{"-=d":null}}}"#,
                #"{"a":{"c":{}}}"#
            ),
            (
                "a deletion of Foundry 14", #"{"a":{"b":1,"c":2}}"#,
                #"{"a":{"b":{"__$OPERATOR$__":"ForcedDeletion"}}}"#, #"{"a":{"c":2}}"#
            ),
            (
                "a dotted deletion of Foundry 14", #"{"a":{"b":1,"c":2}}"#,
                #"{"a.b":{"__$OPERATOR$__":"ForcedDeletion","value":null}}"#, #"{"a":{"c":2}}"#
            ),
            (
                "a replacement of Foundry 14", #"{"a":{"b":1,"c":2}}"#,
                #"{"a":{"__$OPERATOR$__":"ForcedReplacement","value":{"d":3}}}"#, #"{"a":{"d":3}}"#
            ),
            (
                "a replaced value of Foundry 14", #"{"a":{"b":1}}"#,
                #"{"a":{"__$OPERATOR$__":"ForcedReplacement","value":[{"x":1}]}}"#, #"{"a":[{"x":1}]}"#
            ),
            (
                "a replaced collection of Foundry 14", #"{"items":[{"_id":"x","n":1}]}"#,
                #"{"items":{"__$OPERATOR$__":"ForcedReplacement","value":[{"_id":"y"}]}}"#, #"{"items":[{"_id":"y"}]}"#
            ),
            (
                "a deletion inside an embedded document", #"{"items":[{"_id":"x","a":1,"b":2}]}"#,
                #"{"items":[{"_id":"x","a":{"__$OPERATOR$__":"ForcedDeletion"}}]}"#, #"{"items":[{"_id":"x","b":2}]}"#
            ),
            (
                "what a change made stale", #"{"defeated":false,"isDefeated":false}"#, #"{"defeated":true}"#,
                #"{"defeated":true}"#
            ),
        ])
    func merges(_ what: String, _ document: String, _ change: String, _ expected: String) throws {
        let result = try merged(document, change, collections: ["items": ["effects"]])
        #expect(result.saysTheSame(as: try json(expected)), "\(what): \(result)")
    }

    @Test("leaves the order of members and what it does not touch as they stand")
    func keepsText() throws {
        let result = try merged(#"{"z":1.50,"a":"\u00e9","m":{"q":1e2}}"#, #"{"m.q":2,"n":3}"#)
        #expect(result.jsonText == #"{"z":1.50,"a":"\u00e9","m":{"q":2},"n":3}"#)
    }

    @Test("refuses a path that nothing in Foundry has")
    func longPaths() throws {
        let path = Array(repeating: "a", count: 101).joined(separator: ".")
        #expect(throws: WorldError.pathTooLong) { try merged("{}", "{\"\(path)\":1}") }
        let fair = Array(repeating: "a", count: 100).joined(separator: ".")
        #expect(throws: Never.self) { try merged("{}", "{\"\(fair)\":1}") }
        #expect(throws: WorldError.pathTooLong) {
            try merged("{}", "{\"\(String(repeating: ".", count: 1_000_000))\":1}")
        }
    }

    @Test("refuses operators that Foundry does not have, and paths too long inside embedded documents")
    func unreadableChanges() throws {
        #expect(throws: WorldError.self) { try merged("{}", #"{"a":{"__$OPERATOR$__":"Increase","value":1}}"#) }
        #expect(throws: WorldError.self) { try merged("{}", #"{"a":{"__$OPERATOR$__":7}}"#) }
        let path = Array(repeating: "a", count: 101).joined(separator: ".")
        #expect(throws: WorldError.pathTooLong) {
            try merged(
                #"{"items":[{"_id":"x"}]}"#, #"{"items":[{"_id":"x","\#(path)":1}]}"#, collections: ["items": []])
        }
    }

    @Test("refuses to make a document deeper than documents may be")
    func depth() throws {
        let steps = Array(repeating: "a", count: 100).joined(separator: ".")
        let deep = String(repeating: #"{"b":"#, count: 450) + "1" + String(repeating: "}", count: 450)
        #expect(throws: WorldError.self) { try merged("{}", "{\"\(steps)\":[\(deep)]}") }
    }

    @Test("takes linear time for documents and changes with very many keys, in any order")
    func manyKeys() throws {
        let keys = (0..<20_000).map { "\"key\($0)\":\($0)" }
        let forward = "{\(keys.joined(separator: ","))}"
        let backward = "{\(keys.reversed().joined(separator: ","))}"
        #expect(try json(forward).saysTheSame(as: json(backward)))
        #expect(try merged(forward, backward).saysTheSame(as: json(forward)))
    }

    @Test(
        "compares by meaning",
        arguments: [
            (#"{"a":1,"b":[1,2]}"#, #"{"b":[1.0,2e0],"a":1}"#, true), (#"{"a":1}"#, #"{"a":1,"b":null}"#, false),
            ("[1,2]", "[2,1]", false),
            (#""\u0061""#, #""a""#, true), ("1", "1.0", true), ("0", "-0", true), ("0.1", "0.10", true),
            ("null", "false", false),
            ("9007199254740993", "9007199254740992", false), ("{}", "[]", false),
            (#"{"a":{"b":2}}"#, #"{"a":{"b":3}}"#, false), (#"{"":2}"#, #"{"":3}"#, false), (#"{"":2}"#, "{}", false),
        ])
    func comparison(_ left: String, _ right: String, _ same: Bool) throws {
        #expect(try json(left).saysTheSame(as: json(right)) == same)
        #expect(try json(right).saysTheSame(as: json(left)) == same)
    }
}
