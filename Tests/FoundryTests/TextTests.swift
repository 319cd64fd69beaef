import Foundry
import JSON
import Testing

@Suite("Text and addresses")
struct TextTests {
    @Test(
        "shows what a browser would show",
        arguments: [
            ("Attack Roll", "Attack Roll"),
            ("<h4 class=\"a>b\"><strong>Strike</strong>: Claw</h4><div>Melee</div>", "Strike: Claw Melee"),
            ("a<br>b", "a b"), ("a<!-- x > y -->b", "a b"), ("a<script>alert('<b>')</script>b", "a b"),
            ("a<style>p{}</STYLE>b", "a b"),
            ("1 < 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2"), ("&#233;&#xE9;&eacute;&nbsp;x", "ééé x"),
            ("&bogus; &amp", "&bogus; &amp"),
            ("  a \n\t b  ", "a b"), ("<b>un</b>closed <i", "unclosed"),
            ("&#0;&#xD800;&#x110000;x", "&#xD800;&#x110000;x"),
            ("a\u{202E}b\u{200B}c\u{7}d", "abcd"), ("<><3", "<><3"),
        ])
    func plainTexts(_ html: String, _ expected: String) {
        #expect(plainText(html, limit: 500) == expected)
    }

    @Test(
        "has nothing to show for empty and silent texts",
        arguments: ["", "   ", "<div></div>", "<script>x", "<!--", "&nbsp;"])
    func nothing(_ html: String) { #expect(plainText(html, limit: 500) == nil) }

    @Test("limits by UTF-16 units without cutting a character in half")
    func limits() {
        #expect(plainText("abcdef", limit: 3) == "abc")
        #expect(plainText("a👩‍👩‍👧‍👦b", limit: 5) == "a")
        #expect(plainText("ae\u{301}x", limit: 2) == "a")
        #expect(plainText(String(repeating: "<p>x</p>", count: 100_000), limit: 7) == "x x x x")
        #expect(clipped("😀😀", to: 3) == "😀")
        #expect(clipped("abc", to: 3) == "abc")
        #expect(clipped("abc", to: 0) == "")
    }

    @Test(
        "makes addresses that an overlay can load, or none",
        arguments: [
            ("icons/a.webp", "/icons/a.webp"), ("/icons/a.webp", "/icons/a.webp"),
            ("https://x.test/a.png", "https://x.test/a.png"),
            ("HTTPS://x.test/a.png", "HTTPS://x.test/a.png"), ("http://x.test/a.png", nil),
            ("data:image/png;base64,AAAA", nil),
            ("//x.test/a.png", nil), ("javascript:alert(1)", nil), ("file:///a", nil), ("", nil), ("  ", nil),
            ("worlds/a b/c:d.png", "/worlds/a b/c:d.png"), (nil, nil),
        ] as [(String?, String?)])
    func assetPaths(_ stored: String?, _ expected: String?) { #expect(assetPath(stored) == expected) }

    @Test("drops an address that is longer than the server stores")
    func longAddresses() {
        #expect(assetPath("/" + String(repeating: "a", count: 499)) != nil)
        #expect(assetPath(String(repeating: "a", count: 500)) == nil)
        #expect(assetPath("https://" + String(repeating: "a", count: 1_000_000)) == nil)
    }

    @Test("sorts names as people do")
    func names() {
        let sorted = ["B", "a1", "é", "Z", "e", "E", "f", "A", "1", "_", "b"]
        #expect(sorted.sorted(by: namesPrecede) == ["_", "1", "A", "a1", "b", "B", "e", "E", "é", "f", "Z"])
        #expect(["a", "B", "A"].sorted(by: codeUnitsPrecede) == ["A", "B", "a"])
    }
}
