extension ConformanceCase {
    /// What the grammar or the RFC leaves open and we accept: numbers of any size, surrogates without their other half,
    /// a byte order mark, 500 levels.
    static let openAndAccepted: [ConformanceCase] = [
        .init("i_number_double_huge_neg_exp", "[123.456e-789]"),
        .init("i_number_huge_exp", "[0.4e00669\(String(repeating: "9", count: 96))6969999999006]"),
        .init("i_number_neg_int_huge_exp", "[-1e+9999]"),
        .init("i_number_pos_double_huge_exp", "[1.5e+9999]"),
        .init("i_number_real_neg_overflow", "[-123123e100000]"),
        .init("i_number_real_pos_overflow", "[123123e100000]"),
        .init("i_number_real_underflow", "[123e-10000000]"),
        .init("i_number_too_big_neg_int", "[-123123123123123123123123123123]"),
        .init("i_number_too_big_pos_int", "[100000000000000000000]"),
        .init("i_number_very_big_negative_int", "[-237462374673276894279832749832423479823246327846]"),
        .init("i_object_key_lone_2nd_surrogate", #"{"\uDFAA":0}"#),
        .init("i_string_1st_surrogate_but_2nd_missing", #"["\uDADA"]"#),
        .init("i_string_1st_valid_surrogate_2nd_invalid", #"["\uD888\u1234"]"#),
        .init("i_string_incomplete_surrogate_and_escape_valid", #"["\uD800\n"]"#),
        .init("i_string_incomplete_surrogate_pair", #"["\uDd1ea"]"#),
        .init("i_string_incomplete_surrogates_escape_valid", #"["\uD800\uD800\n"]"#),
        .init("i_string_invalid_lonely_surrogate", #"["\ud800"]"#),
        .init("i_string_invalid_surrogate", #"["\ud800abc"]"#),
        .init("i_string_inverted_surrogates_U+1D11E", #"["\uDd1e\uD834"]"#),
        .init("i_string_lone_second_surrogate", #"["\uDFAA"]"#),
        .init(
            "i_structure_500_nested_arrays",
            String(repeating: "[", count: 500) + String(repeating: "]", count: 500)),
        .init("i_structure_UTF-8_BOM_empty_object", bytes: [0xEF, 0xBB, 0xBF, 0x7B, 0x7D]),
    ]

    /// What a parser may accept and we refuse: everything that is not UTF-8.
    static let openAndRefused: [ConformanceCase] = [
        .init("i_string_UTF-16LE_with_BOM", bytes: [0xFF, 0xFE, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0]),
        .init("i_string_UTF-8_invalid_sequence", quoted: [0xE6, 0x97, 0xA5, 0xD1, 0x88, 0xFA]),
        .init("i_string_UTF8_surrogate_U+D800", quoted: [0xED, 0xA0, 0x80]),
        .init("i_string_invalid_utf-8", quoted: [0xFF]),
        .init("i_string_iso_latin_1", quoted: [0xE9]),
        .init("i_string_lone_utf8_continuation_byte", quoted: [0x81]),
        .init("i_string_not_in_unicode_range", quoted: [0xF4, 0xBF, 0xBF, 0xBF]),
        .init("i_string_overlong_sequence_2_bytes", quoted: [0xC0, 0xAF]),
        .init("i_string_overlong_sequence_6_bytes", quoted: [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF]),
        .init("i_string_overlong_sequence_6_bytes_null", quoted: [0xFC, 0x80, 0x80, 0x80, 0x80, 0x80]),
        .init("i_string_truncated-utf-8", quoted: [0xE0, 0xFF]),
        .init("i_string_utf16BE_no_BOM", bytes: [0, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D]),
        .init("i_string_utf16LE_no_BOM", bytes: [0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0]),
    ]
}
