"""Split a paragraph into sentences, and an enumeration inside a sentence into its entries."""

import re

_ABBREVIATIONS = """
    ca evt fx f eks bl a dvs mv jf ift ifm ifbm mht pga kl nr pkt pr inkl ekskl osv m v o lign vedr maks max min tim t
    stk d st gl skt
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
SENTENCE_END = re.compile(r"(?P<stop>[.!?])(?P<tail>[\s,;]+)(?=\S)|(?P<space>\s)(?P<late>\?)(?P<after>[\s,;]*)(?=\S|$)")
AND = re.compile(r"\s(?:og|samt|&)\s")
COMMA = re.compile(r"\s?[,;]\s|\s?·\s?")
DATA_WORD = re.compile(
    r"data|måling|undersøgelse|statistik|karakter|resultat|test|APV|kapital|registrering|trivsel|fravær|progression|"
    r"læseprøve|vurdering|rapport|observation|sprogvurdering|nøgletal",
    re.IGNORECASE,
)


#: Characters before a stop that are checked for an abbreviation; longer than any.
ABBREVIATION_CONTEXT = 60


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A question mark ends one even before a comma ("hvad så vi?, hvad nu?")."""
    found, start = [], 0
    for stop in SENTENCE_END.finditer(text):
        if stop["late"]:
            found.append(text[start : stop.start()] + "?")
            start = stop.end()
        elif stop["stop"] == "?" or not _is_abbreviation(
            text[max(start, stop.start() - ABBREVIATION_CONTEXT) : stop.start()], text[stop.end()]
        ):
            found.append(text[start : stop.start("tail")])
            start = stop.end()
    return [piece for piece in (piece.strip() for piece in [*found, text[start:]]) if piece.strip(" .,;?!")]


def _is_abbreviation(before: str, following: str) -> bool:
    """Return whether a stop does not end the sentence: after an abbreviation or number, or before a lower-case
    letter."""
    words = before.split()
    last = re.split(r"[.(]", words[-1])[-1].casefold() if words else ""
    return following.islower() or last in ABBREVIATIONS or last.isdigit()


def _at_last_and(text: str) -> tuple[str, str]:
    """Split "a og b og c" into ("a og b", "c"); two empty strings when no "og" has words on both sides."""
    ends = [(found.start(), found.end()) for found in AND.finditer(text) if found.start() and found.end() < len(text)]
    return (text[: ends[-1][0]], text[ends[-1][1] :]) if ends else ("", "")


def entries(text: str, *, of_data: bool = False) -> list[str]:
    """Split "a, b og c" into [a, b, c].

    Without a comma, "og" divides only with `of_data` and data named on both sides: "x om y og z" is one entry.
    """
    pieces = [piece for piece in COMMA.split(text.strip(" .;,")) if piece]
    if not pieces:
        return []
    before, after = _at_last_and(pieces[-1])
    if after and (len(pieces) > 1 or (of_data and DATA_WORD.search(before) and DATA_WORD.search(after))):
        pieces[-1:] = [before, after]
    return [piece for piece in (re.sub(r"^(?:og|samt)\s", "", piece.strip(" .;")) for piece in pieces) if piece]
