import Testing

@testable import Transport

@Suite("Transport error")
struct TransportErrorTests {
    static let codes: [TransportError.Code] =
        [
            .dns, .proxyName, .refused, .unreachable, .proxyRefused, .closed, .emptyReply, .truncated,
            .tooLarge(limit: 10),
            .malformedReply, .badRequest("the header x has a line break"), .plainTextRefused, .cancelled, .loopStopped,
            .system,
        ]
        + [.resolving, .connecting, .securing, .responding, .closing].map { .timedOut($0) }
        + [
            .hostnameMismatch, .expired, .notYetValid, .selfSigned, .unknownAuthority, .revoked, .protocolVersion,
            .badAuthorityFile, .handshake,
        ].map { .tls($0) }
        + [.malformed, .scheme, .userInfo, .port, .tooLong].map { .badAddress($0) }

    @Test("says what happened and what to do, in whole sentences", arguments: codes)
    func sentences(_ code: TransportError.Code) {
        for peer in [nil, "example.org:443"] {
            let error = TransportError(code, peer: peer, detail: nil)
            for sentence in [error.message, error.nextStep] {
                #expect(sentence.first?.isUppercase == true || sentence.hasPrefix("example.org"))
                #expect(sentence.hasSuffix("."))
                #expect(!sentence.contains(".."))
            }
            #expect(error.description == "\(error.message) \(error.nextStep)")
        }
    }
}
