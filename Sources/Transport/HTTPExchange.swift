import CLibcurl

/// One request and its answer, on the loop.
final class HTTPExchange: Sendable {
    typealias Outcome = Result<HTTPResponse, TransportError>

    private let request: HTTPRequest
    private let options: ConnectOptions
    private let loop: EventLoop

    // Why this is safe: touched on the loop's thread only, in jobs and in callbacks that libcurl makes there; `loop.core`
    // checks it in debug builds. The initial values are ordered before by the lock of the loop's inbox.
    nonisolated(unsafe) private var continuation: CheckedContinuation<Outcome, Never>?
    nonisolated(unsafe) private var easy: CurlEasy?
    nonisolated(unsafe) private var isCancelled = false
    nonisolated(unsafe) private var head = HTTPResponseHead()
    nonisolated(unsafe) private var body: [UInt8] = []
    nonisolated(unsafe) private var refusal: TransportError.Code?

    init(_ request: HTTPRequest, options: ConnectOptions, loop: EventLoop) {
        self.request = request
        self.options = options
        self.loop = loop
    }

    func start(_ continuation: CheckedContinuation<Outcome, Never>) {
        let core = loop.core
        self.continuation = continuation
        guard !isCancelled else { return fail(.cancelled) }
        guard !core.isClosed, let curl = core.curl else {
            return end(.failure(loop.startError ?? TransportError(.loopStopped, peer: peer)))
        }
        let address = request.address
        guard address.isSecure || address.isLoopback || options.allowsPlainText else { return fail(.plainTextRefused) }
        guard let easy = CurlEasy() else { return fail(.system, detail: "out of memory") }
        self.easy = easy
        easy.configure(address, options)
        configure(easy)
        guard easy.firstFailure == CURLE_OK else {
            return end(.failure(TransportError(easy.firstFailure, easy, address)))
        }
        core.add(self)
        if !curl.add(easy, self) { fail(.system, detail: "libcurl refused the transfer") }
    }

    func cancel() {
        isCancelled = true
        if continuation != nil { fail(.cancelled) }
    }

    private func configure(_ easy: CurlEasy) {
        easy.set(CURLOPT_TIMEOUT_MS, request.timeLimit.clampedMilliseconds)
        easy.set(CURLOPT_PATH_AS_IS, 1)
        let sendsBody = request.body != nil || ["POST", "PUT", "PATCH"].contains(request.method)
        if sendsBody {
            let body = request.body ?? []
            easy.set(CURLOPT_POST, 1)
            easy.set(CURLOPT_POSTFIELDSIZE_LARGE, offset: Int64(body.count))
            easy.set(CURLOPT_COPYPOSTFIELDS, copying: body)
        }
        switch request.method {
        case "POST": break
        case "GET" where !sendsBody: break
        case "HEAD" where !sendsBody: easy.set(CURLOPT_NOBODY, 1)
        default: easy.set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        if request.method != "HEAD" {
            // Answers that announce too much are refused at once; the others when they get there.
            easy.set(CURLOPT_MAXFILESIZE_LARGE, offset: Int64(max(1, request.maximumResponseBytes)))
        }
        // libcurl repeats a request by itself when a kept connection turns out dead. A request that changes something must
        // not be done twice.
        if !["GET", "HEAD", "OPTIONS"].contains(request.method) {
            easy.set(CURLOPT_FRESH_CONNECT, 1)
            easy.set(CURLOPT_FORBID_REUSE, 1)
        }
        // "Name;" is libcurl's way to send an empty value; "Name:" takes out what it would add by itself.
        var lines = request.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        lines.append("Expect:")
        if sendsBody, request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        easy.set(CURLOPT_HTTPHEADER, list: lines)

        let context = Unmanaged.passUnretained(self).toOpaque()
        easy.set(CURLOPT_HEADERDATA, pointer: context)
        easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            HTTPExchange.from(context)?.receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size &* count)) ?? 0
        }
        easy.set(CURLOPT_WRITEDATA, pointer: context)
        easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            HTTPExchange.from(context)?.receiveBody(UnsafeRawBufferPointer(start: bytes, count: size &* count)) ?? 0
        }
    }

    /// The exchange of a callback; the loop keeps it alive as long as libcurl may call.
    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPExchange? {
        context.map { Unmanaged<HTTPExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Returns how many bytes were taken; fewer than offered makes libcurl give up.
    private func receiveHeader(_ line: UnsafeRawBufferPointer) -> Int {
        if head.take(line) { return line.count }
        refusal = .tooLarge(limit: HTTPResponseHead.maximumBytes)
        return 0
    }

    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count <= request.maximumResponseBytes - body.count else {
            refusal = .tooLarge(limit: request.maximumResponseBytes)
            return 0
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    // MARK: The end

    private var peer: String { request.address.hostAndPort }

    private func fail(_ code: TransportError.Code, detail: String? = nil) {
        end(.failure(TransportError(code, peer: peer, detail: detail)))
    }

    private func end(_ outcome: Outcome) {
        let core = loop.core
        if let easy { core.curl?.remove(easy) }
        easy = nil
        core.remove(self)
        continuation.take()?.resume(returning: outcome)
    }
}

extension HTTPExchange: CurlTransfer, LoopResident {
    func curlFinished(_ code: CURLcode) {
        guard let easy else { return }
        if let refusal { return fail(refusal) }
        switch code {
        case CURLE_OK:
            let status = easy.number(CURLINFO_RESPONSE_CODE)
            guard (100...999).contains(status) else { return fail(.malformedReply) }
            end(.success(HTTPResponse(status: status, headers: head.headers, body: body)))
        case CURLE_FILESIZE_EXCEEDED: fail(.tooLarge(limit: request.maximumResponseBytes))
        default: end(.failure(TransportError(code, easy, request.address)))
        }
    }

    func loopStops() { fail(.loopStopped) }
}
