import Bytes
import JSON
import SocketPeers
import Testing

@testable import SocketIO

@Suite("The Socket.IO packet codec")
struct PacketCodecTests {
    @Test(
        "reads the packets of the protocol document and of the contract",
        arguments: [
            (#"0"#, PlainPacket(.connect)),
            (#"0{"sid":"oSO0OpakMV_3jnilAAAA"}"#, PlainPacket(.connect, #"{"sid":"oSO0OpakMV_3jnilAAAA"}"#)),
            (#"0/vtt,{"token":"t"}"#, PlainPacket(.connect, in: "/vtt", #"{"token":"t"}"#)),
            (#"0/vtt"#, PlainPacket(.connect, in: "/vtt")),
            (#"1/vtt,"#, PlainPacket(.disconnect, in: "/vtt")), (#"1"#, PlainPacket(.disconnect)),
            (#"2["foo"]"#, PlainPacket(.event, #"["foo"]"#)),
            (
                #"2/vtt,["dice:roll:ack",{"success":true}]"#,
                PlainPacket(.event, in: "/vtt", #"["dice:roll:ack",{"success":true}]"#)
            ),
            (#"212["foo"]"#, PlainPacket(.event, ackID: 12, #"["foo"]"#)),
            (
                #"2/admin,456["project:delete",123]"#,
                PlainPacket(.event, in: "/admin", ackID: 456, #"["project:delete",123]"#)
            ),
            (#"2/vtt,["ping",{"timestamp":1}]"#, PlainPacket(.event, in: "/vtt", #"["ping",{"timestamp":1}]"#)),
            (#"3/admin,456[]"#, PlainPacket(.ack, in: "/admin", ackID: 456, #"[]"#)),
            (#"39007199254740991[1]"#, PlainPacket(.ack, ackID: 9_007_199_254_740_991, #"[1]"#)),
            (
                #"4/vtt,{"message":"Authentication failed"}"#,
                PlainPacket(.connectError, in: "/vtt", #"{"message":"Authentication failed"}"#)
            ),
            (#"4"Not authorized""#, PlainPacket(.connectError, #""Not authorized""#)),
            (#"4{"message":7}"#, PlainPacket(.connectError, #"{"message":7}"#)),
            (#"50-["none"]"#, PlainPacket(.binaryEvent, #"["none"]"#)),
        ] as [(String, PlainPacket)])
    func reads(text: String, expected: PlainPacket) throws {
        #expect(try decodePacket(text) == expected)
    }

    @Test("puts attachments to their packet, in order")
    func attachments() throws {
        let text = #"52-/vtt,7["a",{"_placeholder":true,"num":0},[{"_placeholder":true,"num":1}]]"#
        #expect(try decodePacket(text) == nil)
        #expect(try decodePacket(text, attachments: [[1]]) == nil)
        let packet = try #require(try decodePacket(text, attachments: [[1], []]))
        #expect(packet.kind == .binaryEvent)
        #expect(packet.ackID == 7)
        #expect(packet.attachments == [[1], []])
        let ack = try decodePacket(#"61-9[{"_placeholder":true,"num":0}]"#, attachments: [[5, 6]])
        #expect(ack?.attachments == [[5, 6]])
    }

    @Test(
        "refuses packets with a wrong beginning",
        arguments: [
            ("", .emptyPacket), ("7", .unknownPacketType(0x37)), ("x", .unknownPacketType(0x78)),
            ("5[\"a\"]", .invalidAttachmentCount), ("5", .invalidAttachmentCount), ("51", .invalidAttachmentCount),
            ("5-[\"a\"]", .invalidAttachmentCount), ("5-1-[\"a\"]", .invalidAttachmentCount),
            ("5+1-[\"a\"]", .invalidAttachmentCount), ("51e3-[\"a\"]", .invalidAttachmentCount),
            ("5NaN-[\"a\"]", .invalidAttachmentCount), ("5 1-[\"a\"]", .invalidAttachmentCount),
            ("51.5-[\"a\"]", .invalidAttachmentCount), ("511-[\"a\"]", .tooManyAttachments(limit: 10)),
            ("52147483648-[\"a\"]", .tooManyAttachments(limit: 10)),
            ("599999999999999999999999-[\"a\"]", .invalidAttachmentCount),
            ("29007199254740992[\"a\"]", .invalidAckID), ("299999999999999999999[\"a\"]", .invalidAckID),
            ("3[]", .invalidAckID),
            ("2/" + String(repeating: "n", count: 300) + ",[\"a\"]", .namespaceTooLong(limit: 256)),
        ] as [(String, SocketIOViolation.Code)])
    func badHeaders(text: String, expected: SocketIOViolation.Code) {
        let error = #expect(throws: SocketIOViolation.self) { try decodePacket(text) }
        #expect(error?.code == expected)
    }

    @Test("refuses a namespace that is not UTF-8, instead of naming another one")
    func namespaceEncoding() {
        var decoder = SocketIOPacketDecoder()
        let error = #expect(throws: SocketIOViolation.self) {
            try ([0x31, 0x2F, 0xFF, 0x2C] as [UInt8]).withUnsafeBytes { try decoder.text($0) }
        }
        #expect(error?.code == .invalidNamespace)
    }

    @Test(
        "refuses payloads of the wrong shape",
        arguments: [
            (#"2"#, .invalidPayload), (#"2{}"#, .invalidPayload), (#"2"a""#, .invalidPayload),
            (#"2null"#, .invalidPayload), (#"212"#, .invalidPayload), (#"2[]"#, .missingEventName),
            (#"2[1]"#, .missingEventName), (#"2[null,"a"]"#, .missingEventName),
            (#"2[["a"]]"#, .missingEventName), (#"2[{"toString":"a"}]"#, .missingEventName),
            (#"31{}"#, .invalidPayload), (#"31"#, .invalidPayload), (#"31null"#, .invalidPayload),
            (#"0[]"#, .invalidPayload), (#"0"x""#, .invalidPayload), (#"0null"#, .invalidPayload),
            (#"1{}"#, .invalidPayload), (#"1/vtt,[]"#, .invalidPayload), (#"4"#, .invalidPayload),
        ] as [(String, SocketIOViolation.Code)])
    func badPayloads(text: String, expected: SocketIOViolation.Code) {
        let error = #expect(throws: SocketIOViolation.self) { try decodePacket(text) }
        #expect(error?.code == expected)
    }

    @Test(
        "refuses event names that are reserved, however they are written",
        arguments: ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"])
    func reservedNames(name: String) {
        let escaped = name.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
        for text in [name, escaped] {
            let error = #expect(throws: SocketIOViolation.self) { try decodePacket("2[\"\(text)\"]") }
            #expect(error?.code == .reservedEventName(name))
        }
        #expect(SocketIOPacket.isReserved(name))
        #expect(!SocketIOPacket.isReserved("ping") && !SocketIOPacket.isReserved("pong"))
    }

    @Test(
        "refuses placeholders that point nowhere",
        arguments: [#""splice""#, "-1", "1", "99", "0.5", "null", "true", "1e300"])
    func placeholders(number: String) {
        let error = #expect(throws: SocketIOViolation.self) {
            try decodePacket(#"51-["a",[{"deep":{"_placeholder":true,"num":\#(number)}}]]"#, attachments: [[1]])
        }
        #expect(error?.code == .illegalPlaceholder)
    }

    @Test("refuses text among attachments, attachments nobody announced, and too large ones")
    func attachmentOrder() {
        var decoder = SocketIOPacketDecoder()
        let binary: [UInt8] = [1, 2, 3]
        let announced = Array(#"51-["a",{"_placeholder":true,"num":0}]"#.utf8)
        let unexpected = #expect(throws: SocketIOViolation.self) {
            try binary.withUnsafeBytes { _ = try decoder.binary($0) }
        }
        #expect(unexpected?.code == .unexpectedAttachment)
        let missing = #expect(throws: SocketIOViolation.self) {
            try announced.withUnsafeBytes {
                _ = try decoder.text($0)
                _ = try decoder.text($0)
            }
        }
        #expect(missing?.code == .missingAttachment)
        var limits = SocketIOPacketLimits()
        limits.maximumAttachmentBytes = 5
        let large = #expect(throws: SocketIOViolation.self) {
            try decodePacket(#"52-["a"]"#, attachments: [[1, 2, 3], [4, 5, 6]], limits: limits)
        }
        #expect(large?.code == .attachmentsTooLarge(limit: 5))
    }

    @Test("is not armed by a binary packet with no attachments")
    func zeroAttachments() throws {
        var decoder = SocketIOPacketDecoder()
        for text in [#"50-["a"]"#, #"2["b"]"#] {
            let packet = try Array(text.utf8).withUnsafeBytes { try decoder.text($0) }
            #expect(packet != nil)
        }
    }

    @Test("reads a megabyte of digits or brackets in no time, and refuses it", arguments: ["9", "[", "0", "{\"a\":"])
    func hugeGarbage(unit: String) {
        let text = "2" + String(repeating: unit, count: 1_000_000 / unit.utf8.count)
        #expect(throws: SocketIOViolation.self) { try decodePacket(text) }
    }

    @Test("writes the frames of the contract, section 1")
    func writes() {
        let connect = written {
            SocketIOPacketEncoder.append(.connect, namespace: "/vtt", to: &$0) { $0.object { $0.member("token", "t") } }
        }
        #expect(connect == #"40/vtt,{"token":"t"}"#)
        #expect(written { SocketIOPacketEncoder.append(.connect, namespace: "/", to: &$0) } == "40")
        #expect(written { SocketIOPacketEncoder.append(.disconnect, namespace: "/vtt", to: &$0) } == "41/vtt,")
        let event = written {
            SocketIOPacketEncoder.appendEvent("dice:roll", namespace: "/vtt", to: &$0) {
                $0.object { $0.member("result", 20) }
            }
        }
        #expect(event == #"42/vtt,["dice:roll",{"result":20}]"#)
        let acked = written {
            SocketIOPacketEncoder.appendEvent("a\"b", namespace: "/", ackID: 3, to: &$0) { _ in }
        }
        #expect(acked == #"423["a\"b"]"#)
        let ack = written { SocketIOPacketEncoder.appendAck(0, namespace: "/", to: &$0) { $0.bool(true) } }
        #expect(ack == "430[true]")
        let binary = written {
            SocketIOPacketEncoder.appendEvent("x", attachments: 2, namespace: "/vtt", ackID: 1, to: &$0) { $0.null() }
        }
        #expect(binary == #"452-/vtt,1["x",null]"#)
    }

    @Test("reads back what it writes", arguments: ["/", "/vtt", "/ünï/x"], [nil, 0, 7, 1 << 53 - 1] as [Int?])
    func roundTrip(namespace: String, ackID: Int?) throws {
        let text = written {
            SocketIOPacketEncoder.appendEvent("e", namespace: namespace, ackID: ackID, to: &$0) {
                $0.string("\u{0}\u{2028}é\"")
                $0.int(-1)
            }
        }
        let packet = try #require(try decodePacket(String(text.dropFirst())))
        #expect(packet.namespace == namespace)
        #expect(packet.ackID == ackID)
        let elements = try JSONDocument(packet.payload ?? "").root
        #expect(elements[1].string == "\u{0}\u{2028}é\"")
    }

    @Test("survives random packets", arguments: 0..<20)
    func garbage(seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let alphabet = Array("0123456/-,[]{}\":nulltruea\\ue9".utf8)
        var decoder = SocketIOPacketDecoder()
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            bytes.withUnsafeBytes { _ = try? decoder.text($0) }
            if seed.isMultiple(of: 2) { bytes.withUnsafeBytes { _ = try? decoder.binary($0) } }
        }
    }
}
