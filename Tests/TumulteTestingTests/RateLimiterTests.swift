import Testing
import TumulteTesting

@Suite("Rate limits")
struct RateLimiterTests {
    @Test("the window starts with the first request and lets through its limit", arguments: RateLimiter.Bucket.allCases)
    func window(bucket: RateLimiter.Bucket) {
        var limiter = RateLimiter()
        let start = WallTime(milliseconds: 1_000_500)
        for number in 1...bucket.limit {
            let verdict = limiter.count(bucket, at: start.adding(.seconds(number > 1 ? 59 : 0)))
            #expect(verdict.isAllowed && verdict.remaining == bucket.limit - number)
        }
        let refused = limiter.count(bucket, at: start.adding(.milliseconds(59_001)))
        #expect(!refused.isAllowed && refused.remaining == 0)
        #expect(refused.retryAfter == 1 && refused.reset == 1061)
        #expect(limiter.count(bucket, at: start.adding(.seconds(60))).remaining == bucket.limit - 1)
    }

    @Test("buckets do not share their windows")
    func separate() {
        var limiter = RateLimiter()
        let now = WallTime(milliseconds: 0)
        for _ in 0..<31 { _ = limiter.count(.foundryWebhook, at: now) }
        #expect(limiter.count(.refreshToken, at: now).isAllowed)
        #expect(!limiter.count(.foundryWebhook, at: now).isAllowed)
    }
}
