import CLibcurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension TransportError {
    /// What a failed transfer means.
    init(_ code: CURLcode, _ easy: CurlEasy, _ address: ServerAddress) {
        let number = Int32(truncatingIfNeeded: easy.number(CURLINFO_OS_ERRNO))
        let system = number == 0 ? nil : systemMessage(number)
        let word = String(cString: curl_easy_strerror(code))
        let (meaning, detail): (Code, String?) =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: (.dns, nil)
            case CURLE_COULDNT_RESOLVE_PROXY: (.proxyName, nil)
            case CURLE_COULDNT_CONNECT: (number == ECONNREFUSED ? .refused : .unreachable, system)
            case CURLE_OPERATION_TIMEDOUT: (.timedOut(Self.phase(easy, address)), nil)
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER,
                CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
                (.tls(TLSProblem(code, easy)), nil)
            case CURLE_PROXY: (.proxyRefused, nil)
            case CURLE_GOT_NOTHING: (.emptyReply, nil)
            case CURLE_PARTIAL_FILE: (.truncated, nil)
            case CURLE_SEND_ERROR: (.closed, system ?? word)
            case CURLE_RECV_ERROR:
                // The answer to CONNECT is read before there is a connection, and its refusal comes out as this.
                easy.number(CURLINFO_HTTP_CONNECTCODE) >= 300
                    ? (.proxyRefused, "status \(easy.number(CURLINFO_HTTP_CONNECTCODE))") : (.closed, system ?? word)
            case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2:
                (.malformedReply, nil)
            case CURLE_URL_MALFORMAT: (.badAddress(.malformed), nil)
            case CURLE_ABORTED_BY_CALLBACK: (.cancelled, nil)
            default: (.system, word)
            }
        self.init(meaning, peer: address.hostAndPort, detail: detail)
    }

    /// How far a transfer had come.
    private static func phase(_ easy: CurlEasy, _ address: ServerAddress) -> Phase {
        if easy.offset(CURLINFO_NAMELOOKUP_TIME_T) == 0 { return .resolving }
        // The time of connecting is only known when TLS stands too; the local port is there as soon as TCP does.
        if easy.offset(CURLINFO_CONNECT_TIME_T) == 0, easy.number(CURLINFO_LOCAL_PORT) == 0 { return .connecting }
        if address.isSecure, easy.offset(CURLINFO_APPCONNECT_TIME_T) == 0 { return .securing }
        return .responding
    }
}

extension TransportError.TLSProblem {
    init(_ code: CURLcode, _ easy: CurlEasy) {
        let text = easy.failureText.lowercased()
        // The numbers are OpenSSL's (x509_vfy.h); another TLS library leaves 0 and the text.
        switch easy.number(CURLINFO_SSL_VERIFYRESULT) {
        case 10: self = .expired
        case 9: self = .notYetValid
        case 18, 19: self = .selfSigned
        case 2, 20, 21, 27: self = .unknownAuthority
        case 23: self = .revoked
        case 62, 64: self = .hostnameMismatch
        default:
            switch code {
            case CURLE_SSL_CACERT_BADFILE: self = .badAuthorityFile
            case CURLE_PEER_FAILED_VERIFICATION where text.contains("self") && text.contains("signed"):
                self = .selfSigned
            case CURLE_PEER_FAILED_VERIFICATION where text.contains("expired"): self = .expired
            case CURLE_PEER_FAILED_VERIFICATION where text.contains("subject name") || text.contains("host"):
                self = .hostnameMismatch
            case CURLE_PEER_FAILED_VERIFICATION: self = .unknownAuthority
            case CURLE_SSL_CONNECT_ERROR
            where text.contains("version") || text.contains("no protocols") || text.contains("handshake failure")
                || text.contains("packet length"):
                self = .protocolVersion
            default: self = .handshake
            }
        }
    }
}
