import CLibcurl

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A connected socket: our own, or one that libcurl encrypts.
///
/// A plain connection keeps only its descriptor (1 KiB in place of 10): libcurl connected it and is out of the way.
enum StreamSocket {
    case plain(Int32)
    case curl(CurlEasy, Int32)

    enum Outcome {
        case bytes(Int)
        /// Nothing now; wait for the descriptor.
        case again
        /// The peer ended its side.
        case end
        case failed(TransportError.Code, String)
    }

    var descriptor: Int32 {
        switch self {
        case .plain(let descriptor), .curl(_, let descriptor): descriptor
        }
    }

    /// Whether bytes may wait where epoll cannot see them (inside TLS).
    var buffersInside: Bool {
        if case .curl = self { true } else { false }
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
        switch self {
        case .plain(let descriptor):
            while true {
                let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
                if count > 0 { return .bytes(count) }
                if count == 0 { return .end }
                if errno == EAGAIN || errno == EWOULDBLOCK { return .again }
                if errno != EINTR { return .failed(.closed, systemMessage(errno)) }
            }
        case .curl(let easy, _):
            var count = 0
            let code = curl_easy_recv(easy.handle, buffer.baseAddress, buffer.count, &count)
            switch code {
            case CURLE_OK: return count > 0 ? .bytes(count) : .end
            case CURLE_AGAIN: return .again
            default: return Self.failure(code)
            }
        }
    }

    /// Sends some of `bytes`. After ``Outcome/again`` the same bytes must be offered again (TLS has begun on them).
    func send(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        switch self {
        case .plain(let descriptor):
            while true {
                let count = systemSend(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
                if count >= 0 { return .bytes(count) }
                if errno == EAGAIN || errno == EWOULDBLOCK { return .again }
                if errno != EINTR { return .failed(.closed, systemMessage(errno)) }
            }
        case .curl(let easy, _):
            // In steps, so that progress shows: OpenSSL takes the whole run or nothing.
            let step = min(bytes.count, 64 * 1024)
            var count = 0
            let code = curl_easy_send(easy.handle, bytes.baseAddress, step, &count)
            switch code {
            case CURLE_OK: return .bytes(count)
            case CURLE_AGAIN: return .again
            default: return Self.failure(code)
            }
        }
    }

    /// Tells the peer that nothing more will come, where that is possible without closing.
    func endWriting() -> Bool {
        guard case .plain(let descriptor) = self else { return false }
        return shutdown(descriptor, Int32(SHUT_WR)) == 0
    }

    private static func failure(_ code: CURLcode) -> Outcome {
        // UNSUPPORTED_PROTOCOL is libcurl's way to say that it has lost the socket.
        switch code {
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_UNSUPPORTED_PROTOCOL, CURLE_GOT_NOTHING:
            .failed(.closed, String(cString: curl_easy_strerror(code)))
        default: .failed(.system, String(cString: curl_easy_strerror(code)))
        }
    }
}

/// `send`, under a name that the methods above do not shadow.
private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    send(descriptor, bytes, count, flags)
}
