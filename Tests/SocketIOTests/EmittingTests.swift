import JSON
import SocketPeers
import Synchronization
import Testing
import Transport
import WebSocket

@testable import SocketIO

@Suite("Events of a namespace", .timeLimit(.minutes(5)))
struct EmittingTests {
    private let server: ScriptedServer

    init() throws { server = try ScriptedServer() }

    @Test("are written as the contract shows them")
    func emit() async throws {
        let (table, peer) = try await server.joinedPair()
        try table.emit("dice:roll") { writer in
            writer.object { $0.member("result", 20) }
        }
        #expect(await peer.nextText() == #"42/vtt,["dice:roll",{"result":20}]"#)
        try table.emit("plain")
        #expect(await peer.nextText() == #"42/vtt,["plain"]"#)
        try table.emit("many", 1, "two", [3, nil], ["four": true])
        #expect(await peer.nextText() == #"42/vtt,["many",1,"two",[3,null],{"four":true}]"#)
        try table.emit("file", attachments: [[1], [2, 3]]) { writer in
            writer.attachment(0)
            writer.array { $0.attachment(1) }
        }
        #expect(
            await peer.next()
                == .text(
                    #"452-/vtt,["file",{"_placeholder":true,"num":0},[{"_placeholder":true,"num":1}]]"#))
        #expect(await peer.next() == .binary([1]))
        #expect(await peer.next() == .binary([2, 3]))
        table.connection.startClose()
    }

    @Test(
        "are refused with a reserved name",
        arguments: ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"])
    func reserved(name: String) async throws {
        let (table, _) = try await server.joinedPair()
        #expect(throws: SocketIOError.reservedEventName(name)) { try table.emit(name) }
        table.connection.startClose()
    }

    @Test("are refused above the server's limit, to the byte, before anything is written")
    func tooLarge() async throws {
        let open = #"0{"sid":"s","pingInterval":25000,"pingTimeout":20000,"maxPayload":100}"#
        let (table, peer) = try await server.joinedPair(open: open)
        let frame = #"42/vtt,["e",""]"#
        let fits = String(repeating: "x", count: 100 - frame.utf8.count)
        #expect(throws: SocketIOError.messageTooLarge(limit: 100)) { try table.emit("e", .string(fits + "x")) }
        #expect(throws: SocketIOError.messageTooLarge(limit: 100)) {
            try table.emit("e", attachments: [[UInt8](repeating: 0, count: 101)]) { $0.attachment(0) }
        }
        try table.emit("e", .string(fits))
        #expect(await peer.nextText() == #"42/vtt,["e","\#(fits)"]"#)
        table.connection.startClose()
    }

    @Test("are refused when the server does not read, instead of filling memory")
    func bufferFull() async throws {
        let (table, peer) = try await server.joinedPair { $0.maximumUnsentBytes = 1 << 20 }
        peer.stream.setReading(false)
        let text = JSONValue.string(String(repeating: "x", count: 50_000))
        #expect(throws: SocketIOError.sendBufferFull(limit: 1 << 20)) {
            for _ in 0..<10_000 { try table.emit("e", text) }
        }
        #expect(table.connection.unsentBytes < 2 << 20)
        // Once the server reads again there is room again.
        peer.stream.setReading(true)
        await table.connection.flushed()
        try table.emit("last")
        while let message = await peer.nextText() {
            if message == #"42/vtt,["last"]"# { break }
        }
        table.connection.startClose()
    }

    @Test("from many threads arrive whole, each thread's in order")
    func manyThreads() async throws {
        let (table, peer) = try await server.joinedPair()
        await withTaskGroup(of: Void.self) { group in
            for sender in 0..<6 {
                group.addTask {
                    for number in 0..<300 {
                        try? table.emit("e") { writer in
                            writer.int(sender)
                            writer.int(number)
                        }
                    }
                }
            }
        }
        var last = [Int](repeating: -1, count: 6)
        for _ in 0..<1800 {
            let text = try #require(await peer.nextText())
            let payload = try JSONDocument(String(text.dropFirst(7))).root
            let (sender, number) = (try #require(payload[1].int), try #require(payload[2].int))
            #expect(last[sender] == number - 1)
            last[sender] = number
        }
        table.connection.startClose()
    }

    @Test("wait for their answer, in any order, and let doubled and unknown answers go")
    func acks() async throws {
        let (table, peer) = try await server.joinedPair()
        async let first = table.emitWithAck("a", 1)
        #expect(await peer.nextText() == #"42/vtt,0["a",1]"#)
        async let second = table.emitWithAck("b") { $0.null() }
        #expect(await peer.nextText() == #"42/vtt,1["b",null]"#)
        peer.send("43/vtt,99[]")
        peer.send(#"43/vtt,1["second",2]"#)
        peer.send(#"43/vtt,1["again"]"#)
        peer.send("43/vtt,0[]")
        let answer = try await second
        #expect(answer.count == 2)
        #expect(answer[0].string == "second")
        #expect(answer.map { $0.jsonText } == [#""second""#, "2"])
        #expect(try await first.count == 0)
        table.connection.startClose()
    }

    @Test("end their wait in time, at cancellation, and with the namespace")
    func ackFailures() async throws {
        let (table, peer) = try await server.joinedPair { $0.maximumPendingAcks = 2 }
        let late = await #expect(throws: SocketIOError.self) {
            try await table.emitWithAck("late", timeLimit: .milliseconds(30))
        }
        #expect(late == .timedOut(.ack))
        let cancelled = Task { try await table.emitWithAck("cancelled") }
        let left = Task { try await table.emitWithAck("left") }
        for _ in 0..<3 { _ = await peer.nextText() }
        let full = await #expect(throws: SocketIOError.self) { try await table.emitWithAck("one too many") }
        #expect(full == .tooManyPendingAcks(limit: 2))
        cancelled.cancel()
        #expect(await cancelled.error() == .cancelled)
        peer.send("41/vtt,")
        #expect(await left.error() == .closed(.serverDisconnect))
        let closed = await #expect(throws: SocketIOError.self) { try await table.emitWithAck("closed") }
        #expect(closed == .closed(.serverDisconnect))
        table.connection.startClose()
    }

    @Test("are acknowledged when the server asked for that, and only then")
    func acknowledging() async throws {
        let (table, peer) = try await server.joinedPair()
        peer.send(#"42/vtt,12["asks",1]"#)
        peer.send(#"42/vtt,["does not ask"]"#)
        var events = table.events.makeAsyncIterator()
        let asking = try #require(await events.next())
        #expect(asking.ackID == 12)
        let other = try #require(await events.next())
        try table.acknowledge(other) { $0.string("nobody wants this") }
        try table.acknowledge(asking) { $0.string("ok") }
        #expect(await peer.nextText() == #"43/vtt,12["ok"]"#)
        table.connection.startClose()
    }

    @Test("come with their attachments")
    func attachments() async throws {
        let (table, peer) = try await server.joinedPair()
        peer.send(#"451-/vtt,["file",{"bytes":{"_placeholder":true,"num":0}}]"#)
        peer.send(.binary, [9, 8])
        var events = table.events.makeAsyncIterator()
        let event = try #require(await events.next())
        let arguments = event.arguments
        #expect(arguments.bytes(for: arguments.first["bytes"]) == [9, 8])
        #expect(arguments.bytes(for: arguments.first) == nil)
        table.connection.startClose()
    }

    @Test("slow the server down when they are not taken, and none is lost")
    func backPressure() async throws {
        let (table, peer) = try await server.joinedPair { $0.maximumWaitingEvents = 16 }
        let filler = String(repeating: "x", count: 16_000)
        let count = 3000
        for number in 0..<count { peer.send(#"42/vtt,["e",\#(number),"\#(filler)"]"#) }
        var events = table.events.makeAsyncIterator()
        #expect(await events.next()?.arguments[0].int == 0)
        // About 48 MiB: had the client read on, the server's buffer would be empty before long.
        #expect(peer.stream.unsentBytes > 16 << 20)
        for number in 1..<count { #expect(await events.next()?.arguments[0].int == number) }
        table.connection.startClose()
    }

    @Test("ends a connection whose reader is stuck without hanging")
    func closeWhilePaused() async throws {
        let (table, peer) = try await server.joinedPair {
            $0.maximumWaitingEvents = 2
            $0.closeTimeLimit = .milliseconds(100)
        }
        for _ in 0..<5000 { peer.send(#"42/vtt,["e","\#(String(repeating: "x", count: 10_000))"]"#) }
        var events = table.events.makeAsyncIterator()
        #expect(await events.next() != nil)
        #expect(await table.connection.close() == .clientDisconnect)
    }

    @Test("may be handled on the loop's thread as they come, emitting and leaving from there")
    func handler() async throws {
        final class Handler: SocketIONamespaceHandler {
            /// The namespace holds its handler, so the handler does not hold the namespace.
            struct Table {
                weak var namespace: SocketIONamespace?
            }

            let table = Mutex(Table())
            let closed = Promise<SocketIOCloseReason>()
            let onLoop: @Sendable () -> Bool

            init(_ loop: EventLoop) { onLoop = { loop.isCurrent } }

            func namespaceReceived(_ event: SocketIOEvent) {
                #expect(onLoop())
                guard let table = table.withLock({ $0.namespace }) else { return }
                if event.isNamed("echo") { try? table.emit("echoed", event.arguments.first.value) }
                if event.isNamed("leave") { table.disconnect() }
                if event.isNamed("late") { Issue.record("told after leaving") }
            }
            func namespaceClosed(_ reason: SocketIOCloseReason) {
                #expect(onLoop())
                closed.fulfil(reason)
            }
        }
        let handler = Handler(server.loop)
        let (table, peer) = try await server.joinedPair(handler: handler)
        handler.table.withLock { $0.namespace = table }
        peer.send(#"42/vtt,["echo",7]"#)
        #expect(await peer.nextText() == #"42/vtt,["echoed",7]"#)
        peer.send(#"42/vtt,["leave"]"#)
        peer.send(#"42/vtt,["late"]"#)
        #expect(await peer.nextText() == "41/vtt,")
        #expect(await handler.closed.value() == .clientDisconnect)
        table.connection.startClose()
    }

    @Test("sends no event behind the disconnect packet, whoever else is emitting")
    func disconnectRace() async throws {
        let (connection, peer) = try await server.pair()
        for round in 0..<20 {
            let joining = Task { try await connection.join("/vtt") }
            while let text = await peer.nextText(), text != "40/vtt,{}" { #expect(!text.hasPrefix("42"), "\(round)") }
            peer.send(#"40/vtt,{"sid":"n"}"#)
            let table = try await joining.value
            let emitting = Task.detached { while (try? table.emit("e")) != nil {} }
            try table.emit("first")
            table.disconnect()
            await emitting.value
            while let text = await peer.nextText(), text != "41/vtt," {}
        }
        connection.startClose()
    }
}

extension Task where Success == SocketIOArguments, Failure == any Error {
    /// The error the task ended with.
    func error() async -> SocketIOError? {
        if case .failure(let error) = await result { error as? SocketIOError } else { nil }
    }
}
