import JSON
import Testing
import WebSocket

@testable import SocketIO

@Suite("The Socket.IO machine")
struct MachineTests {
    private enum Told: Equatable {
        case opened(EngineOpen)
        case pong
        case disconnectSent(String)
        case joined(String, sid: String)
        case refused(String, message: String, data: String?)
        case joinTimedOut(String)
        case left(String)
        case event(PlainPacket)
        case ack(PlainPacket)
        case ended(SocketIOMachineEnd)
    }

    private struct Output: SocketIOMachineOutput {
        var told: [Told] = []

        mutating func opened(_ open: EngineOpen) { told.append(.opened(open)) }
        mutating func sendPong() { told.append(.pong) }
        mutating func sendDisconnect(_ namespace: String) { told.append(.disconnectSent(namespace)) }
        mutating func joined(_ namespace: String, sid: String) { told.append(.joined(namespace, sid: sid)) }
        mutating func refused(_ namespace: String, message: String, data: JSONView) {
            told.append(.refused(namespace, message: message, data: data.exists ? data.jsonText : nil))
        }
        mutating func joinTimedOut(_ namespace: String) { told.append(.joinTimedOut(namespace)) }
        mutating func left(_ namespace: String) { told.append(.left(namespace)) }
        mutating func event(_ packet: SocketIOPacket) { told.append(.event(PlainPacket(packet))) }
        mutating func ack(_ packet: SocketIOPacket) { told.append(.ack(PlainPacket(packet))) }
        mutating func ended(_ end: SocketIOMachineEnd) { told.append(.ended(end)) }
    }

    /// A machine with its output and a clock that stands where the test puts it.
    private final class Bench {
        static let open = EngineOpen(sid: "s", pingInterval: .seconds(25), pingTimeout: .seconds(20))

        let start = ContinuousClock.now
        var now: ContinuousClock.Instant
        var machine: SocketIOMachine
        var output = Output()

        init() {
            now = start
            machine = SocketIOMachine(at: start, openTimeLimit: .seconds(10))
        }

        /// A session that is open and, if wanted, has joined `/vtt`.
        static func opened(joined: Bool = false) -> Bench {
            let bench = Bench()
            bench.text(#"0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#)
            if joined {
                _ = bench.join("/vtt")
                bench.text(#"40/vtt,{"sid":"n"}"#)
            }
            bench.output.told = []
            return bench
        }

        func join(_ namespace: String) -> Bool { machine.join(namespace, until: now + .seconds(10)) }

        func leave(_ namespace: String) -> Bool { machine.leave(namespace) }

        func text(_ text: String) {
            Array(text.utf8).withUnsafeBytes { machine.receive(.text, $0, at: now, into: &output) }
        }

        func binary(_ bytes: [UInt8]) {
            bytes.withUnsafeBytes { machine.receive(.binary, $0, at: now, into: &output) }
        }

        func advance(to seconds: Int) {
            now = start + .seconds(seconds)
            machine.elapsed(at: now, into: &output)
        }
    }

    @Test("walks through a session as the contract shows it")
    func walkThrough() {
        let bench = Bench()
        #expect(bench.machine.deadline == bench.start + .seconds(10))
        bench.text(#"0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}"#)
        #expect(bench.machine.deadline == bench.start + .seconds(45))
        #expect(bench.join("/vtt"))
        #expect(bench.machine.deadline == bench.start + .seconds(10))
        bench.text(#"40/vtt,{"sid":"n"}"#)
        #expect(bench.machine.deadline == bench.start + .seconds(45))
        bench.text(#"42/vtt,["connected",{}]"#)
        bench.text(#"42/vtt,["ping",{"timestamp":1}]"#)
        bench.now = bench.start + .seconds(25)
        bench.text("2")
        #expect(bench.machine.deadline == bench.start + .seconds(70))
        bench.text(#"43/vtt,7["done"]"#)
        bench.text(#"41/vtt,"#)
        #expect(
            bench.output.told == [
                .opened(Bench.open), .joined("/vtt", sid: "n"),
                .event(PlainPacket(.event, in: "/vtt", #"["connected",{}]"#)),
                .event(PlainPacket(.event, in: "/vtt", #"["ping",{"timestamp":1}]"#)), .pong,
                .ack(PlainPacket(.ack, in: "/vtt", ackID: 7, #"["done"]"#)), .left("/vtt"),
            ])
        #expect(bench.machine.ignoredPackets == 0)
    }

    @Test("gives up on a server that does not open the session, at the deadline and not before")
    func openTimeout() {
        let bench = Bench()
        bench.advance(to: 9)
        #expect(bench.output.told == [])
        bench.advance(to: 10)
        #expect(bench.output.told == [.ended(.openTimedOut)])
        #expect(bench.machine.deadline == nil)
        bench.text(#"0{"sid":"s","pingInterval":1,"pingTimeout":1}"#)
        #expect(bench.output.told.count == 1)
    }

    @Test("calls the link dead when no ping comes, whatever else does")
    func pingTimeout() {
        let bench = Bench.opened(joined: true)
        bench.now = bench.start + .seconds(44)
        bench.text(#"42/vtt,["busy"]"#)
        bench.advance(to: 44)
        #expect(bench.output.told.count == 1)
        bench.advance(to: 45)
        #expect(bench.output.told.last == .ended(.pingTimeout))
    }

    @Test("does not count the time in which it does not read")
    func pausedReading() {
        let bench = Bench.opened()
        bench.machine.reading(false, at: bench.now)
        #expect(bench.machine.deadline == nil)
        bench.advance(to: 1000)
        bench.machine.reading(true, at: bench.now)
        #expect(bench.machine.deadline == bench.start + .seconds(1045))
        #expect(bench.output.told == [])
    }

    @Test(
        "tells a refusal with the server's message and data",
        arguments: [
            (#"44/vtt,{"message":"Authentication failed"}"#, "Authentication failed", nil),
            (#"44/vtt,{"message":"no","data":{"a":1}}"#, "no", #"{"a":1}"#), (#"44/vtt,"plain""#, "plain", nil),
            (#"44/vtt,{"message":7}"#, "", nil), (#"44/vtt,[]"#, "", nil), (#"44/vtt,{"message":null}"#, "", nil),
        ] as [(String, String, String?)])
    func refused(text: String, message: String, data: String?) {
        let bench = Bench.opened()
        _ = bench.join("/vtt")
        bench.text(text)
        #expect(bench.output.told == [.refused("/vtt", message: message, data: data)])
        // It may be tried again on the same session.
        #expect(bench.join("/vtt"))
    }

    @Test("stops waiting to join at its deadline, and leaves at once when it is let in later")
    func lateJoin() {
        let bench = Bench.opened()
        _ = bench.join("/vtt")
        bench.advance(to: 10)
        #expect(bench.output.told == [.joinTimedOut("/vtt")])
        #expect(!bench.join("/vtt"))
        bench.text(#"40/vtt,{"sid":"n"}"#)
        #expect(bench.output.told.last == .disconnectSent("/vtt"))
        #expect(bench.join("/vtt"))
    }

    @Test("sends a disconnect packet only where the server knows us")
    func leaving() {
        let bench = Bench.opened(joined: true)
        #expect(bench.leave("/vtt"))
        #expect(!bench.leave("/vtt"))
        _ = bench.join("/vtt")
        #expect(!bench.leave("/vtt"))
        bench.text(#"44/vtt,{"message":"no"}"#)
        #expect(bench.output.told == [])
        #expect(bench.join("/vtt"))
    }

    @Test(
        "lets harmless nonsense go, and counts it",
        arguments: [
            #"40/other,{"sid":"x"}"#, #"40/vtt,{"sid":"again"}"#, #"42/other,["a"]"#, #"42["main"]"#, "43/other,1[]",
            "41/other,", #"44/vtt,{"message":"after joining"}"#, "3", "5",
        ])
    func nonsense(text: String) {
        let bench = Bench.opened(joined: true)
        bench.text(text)
        #expect(bench.output.told == [])
        #expect(bench.machine.ignoredPackets == 1)
        bench.text(#"42/vtt,["fine"]"#)
        #expect(bench.output.told.count == 1)
    }

    @Test("lets events go that come before the server let us in")
    func earlyEvents() {
        let bench = Bench.opened()
        _ = bench.join("/vtt")
        bench.text(#"42/vtt,["early"]"#)
        #expect(bench.output.told == [])
        bench.text(#"40/vtt,{"sid":"n"}"#)
        #expect(bench.output.told == [.joined("/vtt", sid: "n")])
    }

    @Test(
        "ends the session at packets that break the protocol, and listens no more",
        arguments: [
            ("", .emptyPacket), ("7", .unknownEnginePacket(0x37)), ("x", .unknownEnginePacket(0x78)),
            (#"0{"sid":"s","pingInterval":1,"pingTimeout":1}"#, .unexpectedEnginePacket(0x30)), ("4", .emptyPacket),
            ("49", .unknownPacketType(0x39)), (#"42/vtt,["connect"]"#, .reservedEventName("connect")),
            (#"42/vtt,{}"#, .invalidPayload), (#"451/vtt,["a"]"#, .invalidAttachmentCount),
        ] as [(String, SocketIOViolation.Code)])
    func violations(text: String, expected: SocketIOViolation.Code) {
        let bench = Bench.opened(joined: true)
        bench.text(text)
        #expect(bench.output.told == [.ended(.violation(SocketIOViolation(expected)))])
        bench.text(#"42/vtt,["late"]"#)
        bench.advance(to: 1000)
        #expect(bench.output.told.count == 1)
    }

    @Test(
        "ends at anything before the open packet but padding",
        arguments: ["2", "3", #"42["a"]"#, #"40{"sid":"a"}"#, "5"])
    func beforeOpen(text: String) throws {
        let bench = Bench()
        bench.text("6")
        #expect(bench.output.told == [])
        bench.text(text)
        let byte = try #require(text.utf8.first)
        #expect(bench.output.told == [.ended(.violation(SocketIOViolation(.unexpectedEnginePacket(byte))))])
    }

    @Test("ends at an open packet that is no JSON, or absurdly large")
    func badOpen() {
        for text in ["0", "0{", "0" + String(repeating: " ", count: 100_000) + "{}"] {
            let bench = Bench()
            bench.text(text)
            guard case .ended(.violation(let violation))? = bench.output.told.first,
                case .invalidJSON = violation.code
            else {
                Issue.record("\(bench.output.told)")
                continue
            }
        }
    }

    @Test("ends when the server closes the engine")
    func engineClose() {
        let bench = Bench.opened(joined: true)
        bench.text("1")
        #expect(bench.output.told == [.ended(.closedByServer)])
    }

    @Test("hands attachments over with their event, and refuses one nobody announced")
    func attachments() {
        let bench = Bench.opened(joined: true)
        bench.text(#"451-/vtt,["file",{"_placeholder":true,"num":0}]"#)
        #expect(bench.output.told == [])
        bench.binary([1, 2])
        let packet = PlainPacket(
            .binaryEvent, in: "/vtt", #"["file",{"_placeholder":true,"num":0}]"#, attachments: [[1, 2]])
        #expect(bench.output.told == [.event(packet)])
        bench.binary([3])
        #expect(bench.output.told.last == .ended(.violation(SocketIOViolation(.unexpectedAttachment))))
    }

    @Test("bears a ping between a packet and its attachments")
    func pingAmongAttachments() {
        let bench = Bench.opened(joined: true)
        bench.text(#"451-/vtt,["file",{"_placeholder":true,"num":0}]"#)
        bench.text("2")
        bench.binary([1])
        #expect(bench.output.told.first == .pong)
        #expect(bench.output.told.count == 2)
    }
}
