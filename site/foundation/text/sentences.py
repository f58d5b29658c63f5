"""Split Danish text into sentences. A full stop after a number or an abbreviation ends none: "2. klasse", "f.eks."."""

from collections.abc import Iterator

_ENDS = ".!?…"
_CLOSES = "\"'”’»«)]"
_OPENS = "\"'“„”‘»«(["
#: Abbreviations without a full stop inside. Those with one ("bl.a.", "m.m.") are recognised by it.
_WRITTEN_SHORT = """
    adm afd afs alm ang apr aug bd bem bogst ca cand dec dir div dr dvs eks ekskl el eng etc evt feb ff fhv fig
    flg forb forf forts forv fr fra frk fx gl gns gr henv hft hhv hr hrs ifbm ifm ift iht ill incl indb inkl int
    jan jf jnr jr jul jun jvf kap kgl kl kons kr kst kvt lb lic lok maks max mdl mdr medd medl mht mia min mio
    mrs mv nov nr obs okt omr omtr opg opr osv ovenf ovenst pct pga pkt pl priv prof prs pr pæd ref reg resp sdr
    sek sep sept sml smp spec spm sr st stk str særl tdl tekn tidl tilf tlf tr ugtl undt undv univ vedk vedr
    vejl vha vol vs årg årh
"""
_ABBREVIATIONS = frozenset(_WRITTEN_SHORT.split())


def first_sentence(text: str) -> str:
    """Return the first sentence of the first non-blank line, with its punctuation; empty for blank text. Linear
    time."""
    return next(sentences(next(filter(None, map(str.strip, text.splitlines())), "")), "")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of one paragraph, in order, with single spaces between words. No word is lost."""
    words = text.split()
    begun: list[str] = []
    for word, following in zip(words, [*words[1:], ""], strict=False):
        begun.append(word)
        if ends_sentence(word, following):
            yield " ".join(begun)
            begun = []
    if begun:
        yield " ".join(begun)


def without_full_stop(sentence: str) -> str:
    """Return a sentence without its final full stop, as a title; the full stop of an abbreviation stays."""
    return sentence if is_abbreviation(sentence.rpartition(" ")[2]) else sentence.rstrip(".")


def ends_sentence(word: str, following: str) -> bool:
    """Return whether a sentence ends with `word` when `following` comes next. It does not before a lower-case
    letter."""
    bare = word.rstrip(_CLOSES)
    if not bare or bare[-1] not in _ENDS or following.lstrip(_OPENS)[:1].islower():
        return False
    return not is_abbreviation(bare)


def is_abbreviation(word: str) -> bool:
    """Return whether the full stop belongs to the word: "2.", "3.-4.", "f.eks.", "evt.", "A."."""
    if not word.endswith(".") or word.endswith(".."):
        return False
    stem = word.lstrip(_OPENS)[:-1]
    return stem[-1:].isdigit() or "." in stem or len(stem) == 1 or stem.casefold() in _ABBREVIATIONS
