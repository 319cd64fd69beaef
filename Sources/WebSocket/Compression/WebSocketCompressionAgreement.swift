/// The parameters of permessage-deflate that both ends agreed on (RFC 7692, section 7.1), seen from the client.
package struct WebSocketCompressionAgreement: Hashable, Sendable {
    /// Windows as powers of two, 8 to 15.
    package var clientWindowBits = 15
    package var serverWindowBits = 15
    package var clientContextTakeover = true
    package var serverContextTakeover = true

    package init() {}
}

extension WebSocketCompression {
    /// The value of `Sec-WebSocket-Extensions` that asks for this.
    package var offer: String {
        var offer = "permessage-deflate; client_max_window_bits"
        if clientWindowBits < 15 { offer += "=\(clientWindowBits)" }
        if serverWindowBits < 15 { offer += "; server_max_window_bits=\(serverWindowBits)" }
        if !clientContextTakeover { offer += "; client_no_context_takeover" }
        if !serverContextTakeover { offer += "; server_no_context_takeover" }
        return offer
    }

    /// Checks the server's answer against the offer.
    /// - Parameter values: the `Sec-WebSocket-Extensions` fields of the answer.
    /// - Returns: what was agreed; nil when the server does not compress.
    /// - Throws: ``WebSocketHandshakeError/mismatch(_:)`` for an answer that does not fit (RFC 7692, section 5.1).
    package func agreement(
        answeredBy values: [String]
    ) throws(WebSocketHandshakeError) -> WebSocketCompressionAgreement? {
        if values.isEmpty { return nil }
        guard values.count == 1, let chosen = WebSocketExtension.list(values[0]) else {
            throw Self.mismatch("not one extension")
        }
        guard chosen.count == 1, let deflate = chosen.first, deflate.name == "permessage-deflate" else {
            throw Self.mismatch("extensions that were not offered")
        }
        var agreed = WebSocketCompressionAgreement()
        agreed.clientContextTakeover = clientContextTakeover
        agreed.clientWindowBits = clientWindowBits
        var seen: Set<String> = []
        for (name, value) in deflate.parameters {
            guard seen.insert(name).inserted else { throw Self.mismatch("a parameter twice") }
            switch (name, value) {
            case ("client_no_context_takeover", nil): agreed.clientContextTakeover = false
            case ("server_no_context_takeover", nil): agreed.serverContextTakeover = false
            case ("client_max_window_bits", let value?):
                agreed.clientWindowBits = try Self.windowBits(value, upTo: clientWindowBits)
            case ("server_max_window_bits", let value?):
                agreed.serverWindowBits = try Self.windowBits(value, upTo: serverWindowBits)
            default: throw Self.mismatch("an unknown parameter, or one with a wrong value")
            }
        }
        // A server that agrees must repeat what binds it.
        guard serverContextTakeover || !agreed.serverContextTakeover else {
            throw Self.mismatch("no server_no_context_takeover")
        }
        guard serverWindowBits == 15 || seen.contains("server_max_window_bits") else {
            throw Self.mismatch("no server_max_window_bits")
        }
        return agreed
    }

    /// A decimal number from 8 to 15 without leading zeros, no larger than what was offered.
    private static func windowBits(_ text: String, upTo most: Int) throws(WebSocketHandshakeError) -> Int {
        guard let bits = ["8", "9", "10", "11", "12", "13", "14", "15"].firstIndex(of: text), bits + 8 <= most else {
            throw mismatch("a window that is out of range")
        }
        return bits + 8
    }

    private static func mismatch(_ what: StaticString) -> WebSocketHandshakeError {
        .mismatch("Sec-WebSocket-Extensions (\(what))")
    }
}
