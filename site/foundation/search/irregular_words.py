"""Danish nouns whose plural begins differently from the singular, so that neither a stemmer nor a beginning finds one
by the other: `barn` and `børn`.

Snowball's Danish stemmer (PostgreSQL) only cuts endings, and SQLite compares beginnings. The list holds the nouns with
a change of vowel that are written in schools and daycare; any other noun is found by its beginning.
"""

from functools import lru_cache

#: Singular and plural, without endings.
PAIRS = (
    ("barn", "børn"), ("bog", "bøger"), ("mand", "mænd"), ("tand", "tænder"), ("hånd", "hænder"), ("fod", "fødder"),
    ("nat", "nætter"), ("kraft", "kræfter"), ("stang", "stænger"), ("bonde", "bønder"), ("øje", "øjne"), ("ko", "køer"),
    ("tå", "tæer"), ("gås", "gæs"), ("far", "fædre"), ("mor", "mødre"), ("bror", "brødre"), ("datter", "døtre"),
    ("forælder", "forældre"),
)  # fmt: skip
#: Endings of singular and plural: none, definite, and both in the genitive.
SINGULAR = ("", "s", "en", "ens", "et", "ets", "n", "ns", "t", "ts", "ten", "tens")
PLURAL = ("", "s", "ene", "enes", "ne", "nes", "e", "es")
#: Nouns of so many letters are also looked for at the end of a word: `skolebarn`, `skolebørn`.
LAST_PART = 3


@lru_cache(maxsize=256)  # an excerpt asks for each word of a text
def forms_in_both_numbers(word: str) -> tuple[str, ...]:
    """Return the forms of an irregular noun, lower case; none for other words. `børnene`: `barn`, `barnet`, `børn` …"""
    word = word.casefold()
    found: list[str] = []
    for singular, plural in PAIRS:
        before = _before(word, singular, SINGULAR)
        before = _before(word, plural, PLURAL) if before is None else before
        if before is not None:
            found += [before + singular + ending for ending in SINGULAR]
            found += [before + plural + ending for ending in PLURAL]
    return tuple(dict.fromkeys(found))


def _before(word: str, noun: str, endings: tuple[str, ...]) -> str | None:
    """What stands before a form of `noun` at the end of `word`; None when it does not end in one."""
    for ending in endings:
        if word == noun + ending or (len(noun) >= LAST_PART and word.endswith(noun + ending)):
            return word.removesuffix(noun + ending)
    return None
