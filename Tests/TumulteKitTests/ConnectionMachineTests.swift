import Testing

@testable import TumulteKit

@Suite("The connection machine")
struct ConnectionMachineTests {
    typealias Input = ConnectionMachine.Input
    typealias Action = ConnectionMachine.Action

    /// Every row of the table: what was before, what happens, what comes.
    @Test(
        "leads from each event where the table says",
        arguments: [
            ([], .started(.none), .end(.notPaired(reason: "there are no stored tokens"))),
            ([], .started(.stale), .refresh),
            ([], .started(.fresh), .connect),
            ([], .waited(.stale), .refresh),
            ([], .waited(.fresh), .connect),
            ([], .refreshed, .connect),
            ([], .reauthorization(.reauthorized), .connect),
            ([], .refused(.refresh, message: "Authentication failed"), .refresh),
            (
                [.refreshed], .refused(.refresh, message: "Authentication failed"),
                .wait(reason: "Authentication failed")
            ),
            ([.refreshed, .waited(.fresh)], .refused(.refresh, message: "x"), .refresh),
            ([], .refused(.wait, message: "Invalid namespace"), .wait(reason: "Invalid namespace")),
            ([], .failed(reason: "no answer"), .wait(reason: "no answer")),
            ([], .lost(reason: "ping timeout", readyFor: .seconds(5)), .wait(reason: "ping timeout")),
            ([], .refused(.askHealth, message: "m"), .askHealth),
            ([], .serverClosed(readyFor: .zero), .askHealth),
            ([], .revoked(reason: "r"), .askHealth),
            ([], .refused(.askReauthorization, message: "m"), .askReauthorization),
            ([], .refreshRefused(.invalidated), .askReauthorization),
            ([], .refreshRefused(.transient), .wait(reason: "the tokens could not be renewed")),
            ([], .refreshRefused(.revoked), .end(.revoked(reason: "the server refuses to renew the tokens"))),
            (
                [], .refreshRefused(.dead("Row not found")),
                .end(.notPaired(reason: "the server refuses the refresh token (Row not found)"))
            ),
            ([.serverClosed(readyFor: .zero)], .health(.healthy), .wait(reason: "the server closed the connection")),
            ([.serverClosed(readyFor: .zero)], .health(nil), .wait(reason: "the server closed the connection")),
            (
                [.serverClosed(readyFor: .zero)], .health(.notFound),
                .wait(reason: "the server closed the connection and does not know the API key")
            ),
            (
                [.refused(.askHealth, message: "m")], .health(.notFound),
                .end(.notPaired(reason: "the server does not know the connection"))
            ),
            ([.revoked(reason: "by user")], .health(.revoked), .end(.revoked(reason: "by user"))),
            ([.revoked(reason: "by user")], .health(nil), .end(.revoked(reason: "by user"))),
            (
                [.serverClosed(readyFor: .zero)], .health(.expired),
                .end(.notPaired(reason: "the connection has expired"))
            ),
            (
                [.serverClosed(readyFor: .zero)], .health(.campaignDeleted),
                .end(.campaignDeleted(reason: "the linked campaign no longer exists"))
            ),
            ([], .campaignDeleted(reason: "gone"), .end(.campaignDeleted(reason: "gone"))),
            ([], .refused(.campaignDeleted("gone"), message: "m"), .end(.campaignDeleted(reason: "gone"))),
            (
                [], .reauthorization(.stillRevoked),
                .end(.revoked(reason: "it waits for the game master's reauthorization"))
            ),
            (
                [], .reauthorization(.nothing),
                .end(.notPaired(reason: "the tokens were invalidated and no new ones can be had"))
            ),
            ([], .reauthorization(nil), .wait(reason: "the server could not be asked for a reauthorization")),
        ] as [([Input], Input, Action)])
    func table(before: [Input], input: Input, expected: Action) {
        var machine = ConnectionMachine()
        for earlier in before { _ = machine.handle(earlier) }
        #expect(machine.handle(input) == expected)
    }

    @Test("counts failures until a connection was ready for a minute")
    func stability() {
        var machine = ConnectionMachine()
        var generator = Numbers(seed: 3)
        for _ in 0..<5 {
            _ = machine.handle(.failed(reason: "x"))
            _ = machine.drawWait(using: &generator)
        }
        #expect(machine.attempt == 6)
        _ = machine.handle(.lost(reason: "x", readyFor: .seconds(59)))
        #expect(machine.attempt == 6)
        _ = machine.handle(.lost(reason: "x", readyFor: .seconds(60)))
        #expect(machine.attempt == 1)
    }

    @Test(
        "knows every refusal of the handshake",
        arguments: [
            ("Authentication token required", .refresh), ("Authentication failed", .refresh),
            ("Invalid token type", .refresh), ("Token has been revoked", .refresh),
            ("Connection not found or revoked", .askHealth), ("Token has been invalidated", .askReauthorization),
            ("CAMPAIGN_DELETED:The campaign is gone", .campaignDeleted("The campaign is gone")),
            ("CAMPAIGN_DELETED:", .campaignDeleted("")), ("Invalid namespace", .wait), ("", .wait),
        ] as [(String, RefusalReaction)])
    func refusals(message: String, reaction: RefusalReaction) {
        #expect(RefusalReaction(message: message) == reaction)
    }

    @Test(
        "clears nothing on a refresh refusal it does not know",
        arguments: [
            (401, "Connection has been revoked", .revoked), (401, "Token has been invalidated", .invalidated),
            (401, "Row not found", .dead("Row not found")),
            (401, "Invalid refresh token: jwt expired", .dead("Invalid refresh token: jwt expired")),
            (401, "connect ECONNREFUSED 127.0.0.1:5432", .transient), (500, "Row not found", .transient),
        ] as [(Int, String, RefreshRefusal)])
    func refreshRefusals(status: Int, text: String, refusal: RefreshRefusal) {
        #expect(RefreshRefusal(.refused(status: status, message: text)) == refusal)
        #expect(RefreshRefusal(.busy(status: 429, retryAfter: .seconds(1))) == .transient)
    }
}
