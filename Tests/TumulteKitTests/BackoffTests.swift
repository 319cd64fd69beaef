import Testing

@testable import TumulteKit

@Suite("Waiting between tries")
struct BackoffTests {
    @Test(
        "doubles the ceiling from one second to thirty",
        arguments: zip([1, 2, 3, 4, 5, 6, 7, 1000], [1, 2, 4, 8, 16, 30, 30, 30]))
    func ceilings(failures: Int, seconds: Int) {
        #expect(ReconnectPolicy().ceiling(failures: failures) == .seconds(seconds))
    }

    @Test("spreads the waits over the whole range, also at the ceiling")
    func jitter() {
        var generator = Numbers(seed: 7)
        var backoff = Backoff()
        for _ in 0..<10 { _ = backoff.next(using: &generator) }
        let waits = (0..<2000).map { _ in backoff.next(using: &generator) }
        #expect(waits.allSatisfy { $0 >= .zero && $0 <= .seconds(30) })
        for tenth in 0..<10 {
            let low = Duration.seconds(3) * tenth
            let share = waits.filter { $0 >= low && $0 < low + .seconds(3) }.count
            #expect(share > 120, "a tenth of the range holds \(share) of 2000 waits")
        }
    }

    @Test("begins anew after a connection that was stable")
    func reset() {
        var generator = Numbers(seed: 1)
        var backoff = Backoff()
        for _ in 0..<8 { _ = backoff.next(using: &generator) }
        backoff.ended(readyFor: .seconds(59))
        #expect(backoff.failures == 8)
        backoff.ended(readyFor: .seconds(60))
        #expect(backoff.next(using: &generator) <= .seconds(1))
    }
}

/// SplitMix64: the same seed gives the same numbers.
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
