import JSON
import SocketPeers
import Testing
import WebSocket

@testable import SocketIO

@Suite("The Socket.IO machine under random input")
struct MachineFuzzTests {
    /// Watches what must hold whatever comes.
    private struct Watch: SocketIOMachineOutput {
        var asked: Set<String> = []
        var inside: Set<String> = []
        var isOpen = false
        var ends = 0
        var broken: [String] = []

        private mutating func require(_ holds: Bool, _ rule: String) {
            if !holds || ends > 0 { broken.append(rule) }
        }

        mutating func opened(_ open: EngineOpen) {
            require(!isOpen, "opens once")
            isOpen = true
        }
        mutating func sendPong() { require(isOpen, "answers pings of an open session") }
        mutating func sendDisconnect(_ namespace: String) {
            require(!inside.contains(namespace), "leaves only where it had given up")
        }
        mutating func joined(_ namespace: String, sid: String) {
            require(asked.remove(namespace) != nil, "joins what was asked for")
            inside.insert(namespace)
        }
        mutating func refused(_ namespace: String, message: String, data: JSONView) {
            require(asked.remove(namespace) != nil, "is refused what was asked for")
        }
        mutating func joinTimedOut(_ namespace: String) {
            require(asked.remove(namespace) != nil, "times out what was asked for")
        }
        mutating func left(_ namespace: String) {
            require(inside.remove(namespace) != nil, "is left where it was")
        }
        mutating func event(_ packet: SocketIOPacket) {
            require(inside.contains(packet.namespace), "tells events of joined namespaces")
            require(packet.payload[0].isString, "tells events with a name")
        }
        mutating func ack(_ packet: SocketIOPacket) {
            require(inside.contains(packet.namespace) && packet.ackID != nil, "tells acks of joined namespaces")
        }
        mutating func ended(_ end: SocketIOMachineEnd) {
            require(true, "ends once")
            ends += 1
        }
    }

    private static let texts = [
        "2", "3", "6", #"40/a,{"sid":"1"}"#, #"40/b,{"sid":"2"}"#, #"44/a,{"message":"no"}"#, #"44/b,"no""#, "41/a,",
        "41/b,", #"42/a,["e",1]"#, #"42/b,7["e"]"#, #"42["main"]"#, "43/a,1[2]", "43/b,9[]",
        #"451-/a,["f",{"_placeholder":true,"num":0}]"#, #"40/c,{"sid":"3"}"#,
    ]
    private static let deadly = ["", "9", "0{}", "1", "42/a,{}", #"42/a,["disconnect"]"#, "4", "45/a,[]"]

    @Test("keeps its promises", arguments: 0..<200)
    func promises(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed) &* 104_729)
        var now = ContinuousClock.now
        var machine = SocketIOMachine(at: now, openTimeLimit: .seconds(10))
        var watch = Watch()
        func feed(_ text: String) {
            Array(text.utf8).withUnsafeBytes { machine.receive(.text, $0, at: now, into: &watch) }
        }
        if seed % 10 != 0 { feed(#"0{"sid":"s","pingInterval":25000,"pingTimeout":20000}"#) }
        for _ in 0..<300 {
            let name = Bool.random(using: &generator) ? "/a" : "/b"
            switch Int.random(in: 0..<100, using: &generator) {
            case 0..<15:
                if machine.join(name, until: now + .seconds(10)) { watch.asked.insert(name) }
            case 15..<22:
                _ = machine.leave(name)
                watch.asked.remove(name)
                watch.inside.remove(name)
            case 22..<30:
                now += .seconds(Int.random(in: 0...6, using: &generator))
                machine.elapsed(at: now, into: &watch)
                if let deadline = machine.deadline, deadline <= now { watch.broken.append("keeps no overdue deadline") }
            case 30..<36: [1, 2, 3].withUnsafeBytes { machine.receive(.binary, $0, at: now, into: &watch) }
            case 36: feed(Self.deadly.randomElement(using: &generator) ?? "")
            default: feed(Self.texts.randomElement(using: &generator) ?? "")
            }
            if watch.ends > 0, machine.deadline != nil { watch.broken.append("has no deadline after the end") }
        }
        #expect(watch.broken == [])
        #expect(watch.ends <= 1)
    }
}
