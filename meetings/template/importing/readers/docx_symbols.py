"""Map characters of Word's symbol fonts (Symbol, Wingdings, Webdings) to Unicode.

Each row starts at its key as code point and follows the font's order; "\\0" marks characters without an equivalent.
"""

UNKNOWN = "•"
# Word maps a symbol font's 256 characters to the private use area from here.
PRIVATE = 0xF000

_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
}
_WINGDINGS = {
    0x20: " ✏✂✁\0\0\0\0☎✆✉",
    0x45: "☜☞☝☟\0☺\0☹",
    0x6C: "●❍■□\0❑❒⬧⧫◆❖⬥",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•▪○\0\0◉\0\0▪◻\0✦★✶",
    0xD8: "➢\0\0\0➲\0\0←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳",
    0xFB: "✗✓☒☑",
}
_WINGDINGS_2 = {0x4F: "✗✓☒☑", 0x97: "●", 0xA3: "□"}
_WINGDINGS_3 = {0x66: "←→↑↓", 0x7D: "▶"}
_WEBDINGS = {0x33: "◀▶▲▼", 0x61: "✓", 0x72: "✗"}


def _by_place(rows: dict[int, str]) -> dict[int, str]:
    return {first + index: sign for first, row in rows.items() for index, sign in enumerate(row) if sign != "\0"}


_FONTS = {
    "symbol": _by_place(_SYMBOL),
    "wingdings": _by_place(_WINGDINGS),
    "wingdings 2": _by_place(_WINGDINGS_2),
    "wingdings 3": _by_place(_WINGDINGS_3),
    "webdings": _by_place(_WEBDINGS),
}


def symbol_of(font: str, code: str) -> str:
    """Return the character of `<w:sym w:font="Wingdings" w:char="F0E0"/>`; a bullet when it has no equivalent."""
    try:
        return text_in_font(chr(int(code, 16)), font)
    except (ValueError, OverflowError):
        return UNKNOWN


def text_in_font(text: str, font: str) -> str:
    """Return the text as it looks in the font: letters of a symbol font become symbols, others stay the same."""
    known = _FONTS.get(font.strip().lower())
    if known is None and not any(_is_private(sign) for sign in text):
        return text
    return "".join(_sign(ord(sign), known) for sign in text)


def _sign(place: int, known: dict[int, str] | None) -> str:
    if known is None:
        return UNKNOWN if _is_private(chr(place)) else chr(place)
    place = place - PRIVATE if _is_private(chr(place)) else place
    return known.get(place, UNKNOWN) if place < 256 else chr(place)


def _is_private(sign: str) -> bool:
    return PRIVATE <= ord(sign) < PRIVATE + 256
