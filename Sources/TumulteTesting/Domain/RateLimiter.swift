/// The server's fixed-window limits (contract: http, section 2). Sans I/O: the time is an argument.
///
/// The real server counts per client address; everything here comes over loopback, so one window per bucket is the same.
package struct RateLimiter: Sendable {
    package enum Bucket: String, Sendable, CaseIterable {
        case foundryWebhook = "foundry_webhook"
        case refreshToken = "vtt_refresh_token"
        case vttWebhook = "vtt_webhook"

        package var limit: Int { self == .vttWebhook ? 100 : 30 }
        package static let windowSeconds: Int64 = 60
    }

    package struct Verdict: Sendable, Equatable {
        package var isAllowed: Bool
        package var limit: Int
        package var remaining: Int
        /// When the window ends, in epoch seconds.
        package var reset: Int64
        /// Seconds until the window ends, rounded up.
        package var retryAfter: Int64
    }

    private struct Window {
        var end: WallTime
        var count: Int
    }

    private var windows: [Bucket: Window] = [:]

    package init() {}

    /// Counts one request. The window begins with the first request of the bucket.
    package mutating func count(_ bucket: Bucket, at now: WallTime) -> Verdict {
        var window =
            windows[bucket].flatMap { $0.end > now ? $0 : nil }
            ?? Window(end: now.adding(.seconds(Bucket.windowSeconds)), count: 0)
        window.count += 1
        windows[bucket] = window
        return Verdict(
            isAllowed: window.count <= bucket.limit, limit: bucket.limit,
            remaining: max(0, bucket.limit - window.count), reset: (window.end.milliseconds + 999) / 1000,
            retryAfter: (window.end.milliseconds - now.milliseconds + 999) / 1000)
    }
}
