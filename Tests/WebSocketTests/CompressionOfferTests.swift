import Testing

@testable import WebSocket

@Suite("The negotiation of compression")
struct CompressionOfferTests {
    @Test(
        "offers what the options say",
        arguments: [
            (WebSocketCompression(), "permessage-deflate; client_max_window_bits"),
            (
                WebSocketCompression(clientWindowBits: 10, serverWindowBits: 9),
                "permessage-deflate; client_max_window_bits=10; server_max_window_bits=9"
            ),
            (
                WebSocketCompression(clientContextTakeover: false, serverContextTakeover: false),
                "permessage-deflate; client_max_window_bits; client_no_context_takeover; server_no_context_takeover"
            ),
            (
                WebSocketCompression(clientWindowBits: 8, serverWindowBits: 99),
                "permessage-deflate; client_max_window_bits=9"
            ),
        ])
    func offer(compression: WebSocketCompression, expected: String) {
        #expect(compression.offer == expected)
    }

    @Test("takes the parameters of the answer")
    func agreement() throws {
        let compression = WebSocketCompression()
        #expect(try compression.agreement(answeredBy: []) == nil)
        #expect(try compression.agreement(answeredBy: ["permessage-deflate"]) == WebSocketCompressionAgreement())
        var agreed = WebSocketCompressionAgreement()
        agreed.clientWindowBits = 8
        agreed.serverWindowBits = 12
        agreed.clientContextTakeover = false
        agreed.serverContextTakeover = false
        let answer =
            "permessage-deflate ;client_max_window_bits= \"8\"; server_max_window_bits=12;"
            + "client_no_context_takeover;\tserver_no_context_takeover "
        #expect(try compression.agreement(answeredBy: [answer]) == agreed)
    }

    @Test(
        "refuses an answer that is wrong",
        arguments: [
            "permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=7",
            "permessage-deflate; client_max_window_bits=16", "permessage-deflate; client_max_window_bits=08",
            "permessage-deflate; client_max_window_bits=-9", "permessage-deflate; client_max_window_bits=+9",
            "permessage-deflate; server_max_window_bits=0", "permessage-deflate; server_max_window_bits=16",
            "permessage-deflate; server_max_window_bits=1000000000000000000000",
            "permessage-deflate; server_max_window_bits", "permessage-deflate; server_max_window_bits=\"\"",
            "permessage-deflate; server_no_context_takeover=1", "permessage-deflate; client_no_context_takeover=\"x\"",
            "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
            "permessage-deflate; server_max_window_bits=9; server_max_window_bits=9",
            "permessage-deflate; made_up", "permessage-deflate; __proto__=1", "permessage-deflate, permessage-deflate",
            "permessage-bzip2", "x-webkit-deflate-frame", "permessage-deflate, made-up", "", ";", ",",
            "permessage-deflate;", "permessage-deflate,", "permessage-deflate; =9", "permessage-deflate; a=\"b",
            "permessage-deflate; a=\"\\", "permessage deflate", "permessage-deflate; server_max_window_bits=9 9",
        ])
    func wrongAnswer(answer: String) {
        expectMismatch(WebSocketCompression(), [answer])
    }

    @Test("refuses an answer that does not keep to what was asked, or comes twice")
    func unmet() {
        expectMismatch(WebSocketCompression(serverContextTakeover: false), ["permessage-deflate"])
        expectMismatch(WebSocketCompression(serverWindowBits: 10), ["permessage-deflate"])
        expectMismatch(
            WebSocketCompression(serverWindowBits: 10), ["permessage-deflate; server_max_window_bits=11"])
        expectMismatch(
            WebSocketCompression(clientWindowBits: 10), ["permessage-deflate; client_max_window_bits=11"])
        expectMismatch(WebSocketCompression(), ["permessage-deflate", "permessage-deflate"])
    }

    @Test("reads a very long field in linear time", .timeLimit(.minutes(1)))
    func longField() {
        let parameters = String(repeating: "; a", count: 200_000)
        expectMismatch(WebSocketCompression(), ["permessage-deflate\(parameters)"])
    }

    private func expectMismatch(
        _ compression: WebSocketCompression, _ values: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: WebSocketHandshakeError.self, sourceLocation: sourceLocation) {
            try compression.agreement(answeredBy: values)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("Sec-WebSocket-Extensions"), sourceLocation: sourceLocation)
    }
}
