/// Sends HTTP/1.1 requests, through libcurl on an ``EventLoop``.
///
/// Redirects are not followed, nothing is cached, no cookies are kept, and compressed answers are not asked for.
/// Connections are kept for requests that may be repeated (GET, HEAD, OPTIONS); any other request has one of its own, so
/// that it is never sent twice.
public final class HTTPClient: Sendable {
    private let loop: EventLoop
    private let options: ConnectOptions

    /// Makes a client; it holds nothing open by itself.
    public init(loop: EventLoop = .shared, options: ConnectOptions = ConnectOptions()) {
        self.loop = loop
        self.options = options
    }

    /// Sends a request and waits for the whole answer. Safe to call from several tasks at once.
    ///
    /// When the task is cancelled the request is given up at once, and its connection closed.
    /// - Throws: ``TransportError`` when there is no complete answer. Any status is an answer.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        try request.validate()
        let exchange = HTTPExchange(request, options: options, loop: loop)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.execute { exchange.start(continuation) }
            }
        } onCancel: {
            loop.execute { exchange.cancel() }
        }
        return try result.get()
    }
}
