import Foundry
import JSON
import Testing

@Suite("Hook lines")
struct HookLineTests {
    @Test(
        "reads every hook",
        arguments: DocumentKind.allCases.filter { $0 != .roll }.flatMap { kind in
            [("create", WorldChange.Action.create), ("update", .update), ("delete", .delete)].map { (kind, $0.0, $0.1) }
        })
    func hooks(_ kind: DocumentKind, _ verb: String, _ action: WorldChange.Action) throws {
        let change = try HookLine(
            #"{"hook":"\#(verb)\#(kind.rawValue)","args":[{"_id":"x"},{"a":1}],"parent":{"type":"Actor","id":"p"}}"#
        ).change
        #expect(change.action == action)
        #expect(change.kind == kind)
        #expect(change.id == "x")
        #expect(change.parent == .actor("p"))
        if action == .update { #expect(change.change?["a"].int == 1) }
    }

    @Test(
        "understands the other ways to say the same",
        arguments: [
            #"{"hook":"updateActor","args":["x",{"a":1}]}"#, #"{"hook":"updateActor","args":[null,{"_id":"x","a":1}]}"#,
            #"{"hook":"updateActor","args":[{"_id":"x","a":1}]}"#, #"{"hook":"updateActor","args":{"_id":"x","a":1}}"#,
            #"{"hook":"updateActor","args":[{"id":"x"},{"a":1},{"diff":true},"user"]}"#,
            #"{"hook":"deleteActor","args":["x"]}"#,
            #"{"hook":"updateActor","args":[{"_id":"x"},{"a":1}],"parent":null}"#,
            #"{"args":[{"_id":"x"}],"hook":"deleteActor"}"#,
        ])
    func tolerates(_ line: String) throws {
        let change = try HookLine(line).change
        #expect(change.id == "x")
        #expect(change.parent == nil)
    }

    @Test(
        "understands owners in every form",
        arguments: [
            #"{"type":"Actor","id":"p"}"#, #"{"documentName":"Actor","_id":"p"}"#, #"{"uuid":"Actor.p"}"#,
            #"{"uuid":"Scene.s.Token.t.Actor.p"}"#,
        ])
    func owners(_ parent: String) throws {
        let line = try HookLine(#"{"hook":"deleteItem","args":[{"_id":"x"}],"parent":\#(parent)}"#)
        #expect(line.change.parent == .actor("p"))
    }

    @Test(
        "says what is wrong with a line that cannot be used",
        arguments: [
            ("", "JSON"), ("{", "JSON"), ("[]", "object"), ("{}", "\"hook\""), (#"{"hook":7}"#, "\"hook\""),
            (#"{"hook":"updateToken","args":[]}"#, "updateToken"),
            (#"{"hook":"createRoll","args":[{"_id":"x"}]}"#, "createRoll"),
            (#"{"hook":"createActor"}"#, "first argument"),
            (#"{"hook":"createActor","args":"x"}"#, "args"), (#"{"hook":"createActor","args":[{"name":"x"}]}"#, "_id"),
            (#"{"hook":"updateActor","args":[]}"#, "no document"),
            (#"{"hook":"updateActor","args":["x"]}"#, "no change"),
            (#"{"hook":"updateActor","args":[null,{"a":1}]}"#, "_id"),
            (#"{"hook":"updateActor","args":[{"a":1}]}"#, "_id"),
            (#"{"hook":"deleteActor","args":[{}]}"#, "_id"), (#"{"hook":"deleteActor","args":[3]}"#, "_id"),
            (#"{"hook":"deleteItem","args":["x"],"parent":"Actor.p"}"#, "parent"),
            (#"{"hook":"deleteItem","args":["x"],"parent":{"type":"Token","id":"t"}}"#, "Token"),
            (#"{"hook":"combatTurn","args":[]}"#, "no document"),
            (#"{"hook":"combatTurn","args":[{"round":1}]}"#, "_id"),
        ])
    func refuses(_ line: String, _ word: String) throws {
        do throws(WorldError) {
            _ = try HookLine(line)
            Issue.record("accepted")
        } catch {
            #expect("\(error)".contains(word), "\(error)")
        }
    }

    @Test("never repeats more of a hostile line than a few words")
    func shortErrors() {
        let name = String(repeating: "x", count: 100_000)
        do throws(WorldError) {
            _ = try HookLine(#"{"hook":"\#(name)","args":[]}"#)
            Issue.record("accepted")
        } catch {
            #expect("\(error)".utf8.count < 400)
        }
    }
}
