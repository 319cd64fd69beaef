import Dnd5e
import Foundry
import JSON
import Pf2e
import Testing

@testable import TumulteKit

@Suite("Payloads")
struct PayloadTests {
    private func payload(
        _ message: String, hidden: Bool = false, withholdsCritical: Bool = false
    ) throws -> JSONView {
        let message = ChatMessage(try JSONDocument(message).root)
        let roll = try #require(message.rolls.first)
        let payload = DiceRollPayload(
            roll: roll, reading: Dnd5eAdapter().read(roll, in: message), message: message,
            speaker: RollSpeaker(of: message, actor: nil, author: nil, tableName: "Table"), worldID: "w",
            system: "dnd5e",
            isHidden: hidden, withholdsCritical: withholdsCritical)
        return try JSONDocument.writing { payload.write(into: &$0) }.root
    }

    private func message(_ roll: String, extra: String = "") -> String {
        #"{"_id":"m"\#(extra),"rolls":[\#(roll)]}"#
    }

    @Test("rounds a fraction for the server's integer column, and keeps the exact total")
    func fractions() throws {
        let root = try payload(message(#"{"class":"D20Roll","formula":"1d20 + 0.12","total":17.12,"terms":[]}"#))
        #expect(root["result"].int == 17)
        #expect(root.at("metadata.total").double == 17.12)
    }

    @Test(
        "keeps numbers inside 32 bits",
        arguments: [(1e12, Int(Int32.max)), (-1e12, Int(Int32.min)), (1e300, Int(Int32.max))])
    func clamps(total: Double, expected: Int) throws {
        #expect(
            try payload(message(#"{"class":"Roll","formula":"1","total":\#(total),"terms":[]}"#))["result"].int
                == expected)
    }

    @Test("cuts texts to the server's columns without splitting a character")
    func cuts() throws {
        let long = String(repeating: "👩‍👩‍👧é", count: 400)
        let root = try payload(
            message(
                #"{"class":"Roll","formula":"\#(long)","total":1,"terms":[]}"#,
                extra: #","speaker":{"alias":"\#(long)","actor":"\#(long)"}"#))
        for (key, limit) in [("rollFormula", 100), ("characterName", 100), ("characterId", 255)] {
            let text = try #require(root[key].string)
            #expect(text.unicodeScalars.count <= limit)
            #expect(long.hasPrefix(text))
        }
    }

    @Test("marks a critical attack, unless the table withholds it")
    func criticals() throws {
        let text = message(
            #"{"class":"D20Roll","options":{"rollType":"attack"},"formula":"1d20","total":20,"terms":[{"class":"Die","faces":20,"number":1,"results":[{"result":20,"active":true}]}]}"#
        )
        let open = try payload(text)
        #expect(open["isCritical"].bool == true && open["criticalType"].string == "success")
        let withheld = try payload(text, hidden: true, withholdsCritical: true)
        #expect(withheld["isCritical"].bool == false && withheld["criticalType"].kind == .null)
        #expect(!withheld.at("metadata.d20Critical").exists)
        #expect(withheld["isHidden"].bool == true)
    }

    @Test("gives rolls without an actor a stable speaker instead of an invented character")
    func speakers() throws {
        let roll = #"{"class":"Roll","formula":"1","total":1,"terms":[]}"#
        let user = try payload(message(roll, extra: #","author":"u1","speaker":{"alias":"Gamemaster"}"#))
        #expect(user["characterId"].string == "user:u1")
        #expect(user["characterName"].string == "Gamemaster")
        let nobody = try payload(message(roll))
        #expect(nobody["characterId"].string == "table")
        #expect(nobody["characterName"].string == "Table")
    }

    @Test("names a roll whose message has no id by its content, the same each time")
    func identity() throws {
        let text = #"{"rolls":[{"class":"Roll","formula":"1","total":1,"terms":[]}]}"#
        let other = #"{"rolls":[{"class":"Roll","formula":"2","total":2,"terms":[]}]}"#
        let first = try payload(text)["rollId"].string
        #expect(first?.hasPrefix("sha256-") == true)
        #expect(try payload(text)["rollId"].string == first)
        #expect(try payload(other)["rollId"].string != first)
    }

    @Test("writes every field of a character, and null where a number is unknown")
    func character() throws {
        let actor = Actor(try JSONDocument(#"{"_id":"a","name":"É","type":"character","system":{}}"#).root)
        let payload = CharacterPayload(actor: actor, adapter: Dnd5eAdapter(), type: .pc, worldID: "w", system: "dnd5e")
        let root = try JSONDocument.writing { payload.write(into: &$0) }.root
        #expect(
            root.object.map(\.key) == [
                "worldId", "campaignId", "characterId", "name", "avatarUrl", "characterType", "stats", "inventory",
                "spells",
                "features", "vttData",
            ])
        #expect(root.at("stats.hp.max").kind == .null)
        #expect(root["avatarUrl"].kind == .null)
        #expect(!root["vttData"]["flags"].exists)
    }

    @Test("leaves out features first and images next when a character is too large")
    func reductions() throws {
        let items = (0..<200).map {
            #"{"_id":"f\#($0)","name":"Feature \#($0)","type":"feat","system":{}},{"_id":"w\#($0)","name":"W","type":"weapon","img":"icons/\#($0).webp","system":{}}"#
        }
        let text = #"{"_id":"a","name":"A","type":"character","system":{},"items":[\#(items.joined(separator: ","))]}"#
        let payload = CharacterPayload(
            actor: Actor(try JSONDocument(text).root), adapter: Dnd5eAdapter(), type: .pc, worldID: "w", system: "dnd5e"
        )
        let whole = try #require(payload.fitted(to: 1_000_000))
        #expect(whole.reduction == .none)
        let less = try #require(payload.fitted(to: whole.bytes.count - 1))
        #expect(less.reduction == .withoutFeatures)
        let least = try #require(payload.fitted(to: less.bytes.count - 1))
        #expect(least.reduction == .withoutImages)
        #expect(payload.fitted(to: least.bytes.count - 1) == nil)
    }
}
