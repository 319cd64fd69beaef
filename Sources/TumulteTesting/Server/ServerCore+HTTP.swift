internal import Bytes
internal import JSON
internal import Transport

extension ServerCore {
    /// A connection that asks for nothing is closed after this.
    private static let idleLimit = Duration.seconds(60)

    func received(_ bytes: UnsafeRawBufferPointer, on id: Int) {
        guard let link = links[id], !link.isClosing, !faults.isStalled else { return }
        if link.socket != nil {
            receivedFrames(bytes, link)
        } else {
            link.parser.receive(bytes)
            serveRequests(link)
        }
        settle()
    }

    private func serveRequests(_ link: ServerLink) {
        while link.socket == nil, !link.isClosing {
            switch link.parser.next() {
            case .needMore(let sendContinue):
                if sendContinue { link.stream.write { $0.append(utf8: "HTTP/1.1 100 Continue\r\n\r\n") } }
                return
            case .failure(let failure):
                state.violate("HTTP", "", failure.message, at: now)
                respond(.framework(failure.status, failure.message), requestID: nil, keepsAlive: false, to: link)
            case .request(let request):
                restartIdleLimit(link)
                serve(request, link)
            }
        }
        guard link.socket != nil, !link.isClosing else { return }
        let rest = link.parser.takeRemaining()
        if !rest.isEmpty { rest.withUnsafeBytes { receivedFrames($0, link) } }
    }

    private func serve(_ request: ReceivedRequest, _ link: ServerLink) {
        let requestID = request.headers["X-Request-ID"]
        switch faults.nextRequest(path: request.path) {
        case .normal:
            break
        case .answer(let status, let retryAfter):
            var answer = ContractAnswer.error(status, "Injected fault")
            if let retryAfter { answer.headers["Retry-After"] = String(retryAfter) }
            return respond(answer, requestID: requestID, keepsAlive: request.keepsAlive, to: link)
        case .loseAnswer:
            if request.path != EngineHandshake.path { _ = state.answer(request, at: now) }
            return cut(link)
        }
        if request.path == EngineHandshake.path {
            if let refusal = EngineHandshake.refusal(of: request) {
                state.violate("\(request.method) \(request.path)", "", refusal.message, at: now)
                return respond(refusal.answer, requestID: requestID, keepsAlive: false, to: link)
            }
            return upgrade(request, link)
        }
        let answer = state.answer(request, at: now)
        commit()
        respond(
            answer, requestID: requestID, keepsAlive: request.keepsAlive, withBody: request.method != "HEAD", to: link)
    }

    func respond(
        _ answer: ContractAnswer, requestID: String?, keepsAlive: Bool, withBody: Bool = true, to link: ServerLink
    ) {
        let body = answer.body.jsonBytes
        let requestID = requestID.flatMap { $0.isEmpty ? nil : $0 } ?? random.uuid()
        link.stream.write { buffer in
            buffer.append(utf8: "HTTP/1.1 \(answer.status) \(reasonPhrase(answer.status))\r\n")
            buffer.append(utf8: "Content-Type: application/json; charset=utf-8\r\n")
            buffer.append(utf8: "X-Request-ID: \(requestID)\r\n")
            for field in answer.headers.fields { buffer.append(utf8: "\(field.name): \(field.value)\r\n") }
            buffer.append(utf8: "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n")
            buffer.append(utf8: "Content-Length: \(body.count)\r\n\r\n")
            if withBody { buffer.append(contentsOf: body) }
        }
        if !keepsAlive { close(link) }
    }

    /// Ends a connection once everything written is sent.
    func close(_ link: ServerLink) {
        link.isClosing = true
        link.idleTimer?.cancel()
        link.stream.close(afterFlush: true)
    }

    func restartIdleLimit(_ link: ServerLink) {
        link.idleTimer?.cancel()
        link.idleTimer = schedule(after: ServerCore.idleLimit, link) { core, link in core.cut(link) }
    }
}

/// The reason phrases of the statuses the server uses (RFC 9110, section 15).
private func reasonPhrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
}
