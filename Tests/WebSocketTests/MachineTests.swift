import Testing

@testable import WebSocket

@Suite("The connection machine")
struct MachineTests {
    private enum Asked: Equatable {
        case message(String)
        case pong([UInt8])
        case close(WebSocketClose)
        case closeStream(afterFlush: Bool)
    }

    private struct Output: WebSocketMachineOutput {
        var asked: [Asked] = []
        var isSettled = true

        mutating func settle() -> Bool { isSettled }

        mutating func message(_ kind: WebSocketMessageKind, _ payload: UnsafeRawBufferPointer) {
            asked.append(.message(String(decoding: payload, as: UTF8.self)))
        }
        mutating func sendPong(_ payload: UnsafeRawBufferPointer) { asked.append(.pong([UInt8](payload))) }
        mutating func sendClose(_ close: WebSocketClose) { asked.append(.close(close)) }
        mutating func closeStream(afterFlush: Bool) { asked.append(.closeStream(afterFlush: afterFlush)) }
    }

    private let start = ContinuousClock.now

    private func receive(_ machine: inout WebSocketMachine, _ bytes: [UInt8], _ output: inout Output) {
        bytes.withUnsafeBytes { machine.receive($0, at: start, into: &output) }
    }

    @Test("answers pings with their payload, in order with messages")
    func pings() {
        var machine = WebSocketMachine(role: .client)
        var output = Output()
        receive(&machine, frame(0x81, [0x61]) + frame(0x89, [1, 2]) + frame(0x8A, [3]) + frame(0x81, [0x62]), &output)
        #expect(output.asked == [.message("a"), .pong([1, 2]), .message("b")])
        let deadline = machine.deadline
        #expect(deadline == nil)
    }

    @Test(
        "echoes the code of a close frame, then waits for the server to end the stream, but not for ever",
        arguments: [1000, 1001, 3999, 4000, 1005])
    func closedByPeer(code: UInt16) {
        var machine = WebSocketMachine(role: .client, closeTimeLimit: .seconds(2))
        var output = Output()
        let close = WebSocketClose(WebSocketCloseCode(rawValue: code))
        let payload = code == 1005 ? [] : [UInt8(code >> 8), UInt8(code & 0xFF)]
        receive(&machine, frame(0x88, payload) + frame(0x81, [0x61]), &output)
        #expect(output.asked == [.close(close)])
        let (end, deadline) = (machine.end, machine.deadline)
        #expect(end == .closedByPeer(close))
        #expect(deadline == start + .seconds(2))
        machine.elapsed(at: start + .seconds(1), into: &output)
        #expect(output.asked.count == 1)
        machine.elapsed(at: start + .seconds(2), into: &output)
        #expect(output.asked.last == .closeStream(afterFlush: false))
        let (after, none) = (machine.end, machine.deadline)
        #expect(after == .closedByPeer(close))
        #expect(none == nil)
    }

    @Test("ends the stream itself when it is the server")
    func serverEnds() {
        var machine = WebSocketMachine(role: .server)
        var output = Output()
        receive(&machine, frame(0x88, [0x03, 0xE8], mask: 7), &output)
        #expect(output.asked == [.close(WebSocketClose(.normal)), .closeStream(afterFlush: true)])
    }

    @Test("tells messages under way after its own close, answers no pings, and notes the answer")
    func closedByUs() {
        var machine = WebSocketMachine(role: .client)
        var output = Output()
        let close = WebSocketClose(.goingAway, reason: "bye")
        machine.closeSent(close, at: start)
        let before = machine.end
        #expect(before == .closedByUs(close, answered: false))
        receive(&machine, frame(0x89) + frame(0x81, [0x61]) + frame(0x88, [0x03, 0xE9]), &output)
        #expect(output.asked == [.message("a")])
        let (end, deadline) = (machine.end, machine.deadline)
        #expect(end == .closedByUs(close, answered: true))
        #expect(deadline == start + .seconds(5))
    }

    @Test("gives up on an unanswered close at its deadline")
    func unanswered() {
        var machine = WebSocketMachine(role: .client, closeTimeLimit: .seconds(3))
        var output = Output()
        machine.closeSent(WebSocketClose(.normal), at: start)
        machine.elapsed(at: start + .seconds(3), into: &output)
        #expect(output.asked == [.closeStream(afterFlush: false)])
        let end = machine.end
        #expect(end == .closedByUs(WebSocketClose(.normal), answered: false))
    }

    @Test("closes with the code of the violation, tells what came before it, and ignores the rest")
    func violation() {
        var machine = WebSocketMachine(role: .client)
        var output = Output()
        receive(&machine, frame(0x81, [0x61]) + frame(0x81, [0xFF]) + frame(0x81, [0x62]), &output)
        receive(&machine, frame(0x81, [0x63]), &output)
        #expect(output.asked == [.message("a"), .close(WebSocketClose(.invalidText))])
        let end = machine.end
        #expect(end == .violation(WebSocketViolation(.invalidText)))
    }

    @Test("lets the application answer what came before a violation, then closes, but does not wait for ever")
    func settling() {
        for isInTime in [true, false] {
            var machine = WebSocketMachine(role: .client, closeTimeLimit: .seconds(2))
            var output = Output(isSettled: false)
            receive(&machine, frame(0x81, [0x61]) + frame(0x83) + frame(0x81, [0x62]), &output)
            receive(&machine, frame(0x81, [0x63]), &output)
            #expect(output.asked == [.message("a")])
            let (before, deadline) = (machine.end, machine.deadline)
            #expect(before == .violation(WebSocketViolation(.unknownOpcode(3))))
            #expect(deadline == start + .seconds(2))
            if isInTime {
                machine.settled(at: start + .seconds(1), into: &output)
            } else {
                machine.elapsed(at: start + .seconds(2), into: &output)
            }
            #expect(output.asked == [.message("a"), .close(WebSocketClose(.protocolError))])
            let next = machine.deadline
            #expect(next == start + .seconds(isInTime ? 3 : 4))
            machine.settled(at: start + .seconds(3), into: &output)
            #expect(output.asked.count == 2)
        }
    }

    @Test("waits for the end of the stream only, when the application closes while a violation waits")
    func closedWhileSettling() {
        var machine = WebSocketMachine(role: .client, closeTimeLimit: .seconds(2))
        var output = Output(isSettled: false)
        receive(&machine, frame(0x83), &output)
        machine.closeSent(WebSocketClose(.normal), at: start + .seconds(1))
        machine.settled(at: start + .seconds(1), into: &output)
        #expect(output.asked.isEmpty)
        let (end, deadline) = (machine.end, machine.deadline)
        #expect(end == .violation(WebSocketViolation(.unknownOpcode(3))))
        #expect(deadline == start + .seconds(3))
    }

    @Test("calls a stream that ends without a close frame lost")
    func lost() {
        let machine = WebSocketMachine(role: .client)
        let end = machine.end
        #expect(end == .lost)
        #expect(end.code == .abnormal)
    }
}
