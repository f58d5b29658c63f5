"""Find names of persons in a document, so that the editor can remove them.

A name is recognised by itself (a common first name) or by its context: a title or "v." before it, a family name after
it, a bracket after job titles. Places and streets named after people are excluded.
"""

import re

from meetings.template.importing.lines import TextLine
from meetings.template.importing.parsed_template import ParsedPerson
from meetings.template.importing.people.first_names import ALSO_WORDS, COMMON, SURELY_NAMES

_LETTER = "A-ZÆØÅÉÖÄÜ"
_WORD = rf"[{_LETTER}][a-zæøåéèöäüáó]+(?:-[{_LETTER}][a-zæøåéöäü]+){{0,3}}"
_INITIAL = rf"[{_LETTER}]\."
RUN = re.compile(
    rf"(?<![\w@.])(?:{_WORD}|{_INITIAL})(?:\s(?:(?:van|von|de|af|el|al)\s)?(?:{_WORD}|{_INITIAL}))*(?![\w@])"
)
NAME_WORD = re.compile(_WORD)
# Characters before and after a name that are searched for context.
NAME_CONTEXT = 80
MAX_NAME_WORDS = 6
MAX_RUN_WORDS = 40
BRACKET = re.compile(r"\(([^()]{2,80})\)")
DIVIDER = re.compile(r"\s?(?:,|;|/|&|\bog\b|\bsamt\b)\s?")
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")

_TITLE = (
    r"(?:konsulent|leder|chef|direktør|formand|forperson|lærer|pædagog|repræsentant|koordinator|inspektør|rektor|psykolog|"
    r"vejleder|sekretær)(?:en)?,?"
)
# After a title any capitalised word is a name. After WORD_BEFORE it takes two capitalised words, or a known name.
TITLE_BEFORE = re.compile(rf"(?:{_TITLE}|\bhr\.|\bfru)\s?$", re.IGNORECASE)
WORD_BEFORE = re.compile(
    r"(?:\b(?:v/|v\.|ved|kontakt(?:person)?|att\.?|hilsen|mvh\.?|mødeleder|referent|ordstyrer|tovholder|ansvarlig|"
    r"(?:skrevet|udarbejdet|godkendt|oplæg)\saf)[:,]?)\s?$",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"(?:konsulent|leder|chef|direktør|formand|lærer|pædagog|repræsentant|koordinator|medarbejder|vejleder|psykolog|forvaltning|"
    r"sekretær|team|oplægsholder|deltager|referent)\w{0,40}\W{0,10}(?:\w{1,40}\W{1,10}){0,3}$",
    re.IGNORECASE,
)
FAMILY_NAME = re.compile(
    rf"^[{_LETTER}]\w*(?:sen|søn|gaard|gård|lund|holm|berg|dahl|dal|bjerg|skov|strup|toft|vig|bæk|kjær|kær|mann|quist|kvist|lind)$"
)
PLACE = re.compile(
    r"(?:skole(?:n|r|s|ns)?|vej(?:en)?|gade(?:n)?|allé(?:en)?|alle|plads(?:en)?|stræde(?:t)?|torv(?:et)?|hus(?:et|e)?|kommune(?:n)?|"
    r"center(?:et)?|centret|børnehave(?:n)?|vuggestue(?:n)?|dagtilbud(?:det|et)?|institution(?:en)?|sogn|kirke(?:n)?|kollegium|"
    r"hallen|lokale|salen|område(?:t)?|distrikt(?:et)?|universitet|gymnasium|gården|skoven|bakken|haven|parken)$",
    re.IGNORECASE,
)
# Endings that both places and family names have.
PLACE_OR_FAMILY = re.compile(r"(?:gård|skov|bakke|park|hegn|have|lund|holm|dal|bjerg)$", re.IGNORECASE)
THING = re.compile(
    r"(?:bestyrelse|forvaltning|afdeling|udvalg|team|råd|ledelse|holder|møde|ning|tion|hed|dag|data|område|indsats|mål|"
    r"fællesskab|trivsel|arbejde)(?:en|n|et|t|er|erne|ne)?$",
    re.IGNORECASE,
)
PLACE_BEFORE = re.compile(r"\b(?:i|på)\s?$", re.IGNORECASE)
# Capitalised words that begin a sentence or a title and are never a person.
_NO_NAMES = """
    Ad Af Aftaleholder Aftaler Alle Andre Ansvarlig April August Aula Bestyrelse Bilag Børn Børnene Ca Chef
    Dagsorden Dagtilbud Danmark Dansk Danske Data De December Deltagere Den Der Det Dialogmøde Dialogmøder Dr Du
    Efter Elever Eller Emne En Et Europa Evt Excel Februar For Forberedelse Formål Forvaltningen Forældre Fra Fredag
    Frokost Fælles Fællesskaber Før Gl Grønland Han Hun Hvad Hvem Hvilke Hvilken Hvilket Hvis Hvor Hvordan Hvorfor
    Hvornår I Inden Indhold Januar Juli Juni Kl Kommune Kommunen Konsulent Ledelse Ledelsesteam Leder Læring Lørdag
    Maj Man Mandag Marts Med Medarbejdere Men Mål Møde Mødet Nord Norge November Ny Nye Nyt Når Og Oktober Om Onsdag
    Opfølgning Over Pause Program Punkt På Samt Sankt September Side Skole Skolen Skoler Skt Som Sted Sverige Syd
    Særlig Særskilt Søndag Tak Teams Tid Til Tirsdag Torsdag Uden Uge Under Ved Velkomst Vest Vi Word Øst
"""
_NO_FAMILIES = """
    Bussen Dansen Ferien Grænsen Interessen Kassen Klassen Konferencen Messen Pausen Processen Rejsen
"""
NOT_A_NAME = frozenset(_NO_NAMES.split())
NOT_A_FAMILY = frozenset(_NO_FAMILIES.split())


def persons_in(lines: list[TextLine]) -> list[ParsedPerson]:
    """Return the names in the order of the document, each once per line."""
    return [ParsedPerson(name, line.number) for line in lines for name in dict.fromkeys(names_in(line.as_written))]


def names_in(text: str) -> list[str]:
    """Return the names of persons in a text, in order, without genitive ("Lenas" is Lena)."""
    found: dict[int, str] = {}
    for run in RUN.finditer(text):
        for start, name in _names_in_run(text, run):
            found[start] = name
    for bracket in BRACKET.finditer(text):
        for start, name in _names_in_bracket(text, bracket):
            found.setdefault(start, name)
    for address in ADDRESS.finditer(text):
        local = re.split(r"[._-]", address[0].partition("@")[0])
        if _is_first_name(local[0].capitalize()):
            found[address.start()] = address[0]
    return [name for _start, name in sorted(found.items())]


def _names_in_run(text: str, run: re.Match[str]) -> list[tuple[int, str]]:
    """Return (start, name) of the person in a run of capitalised words, at most one.

    "Velkomst Lena Mørk" is Lena Mørk, "Anna Anchers Vej" is nobody.
    """
    words = [(match.start(), match[0]) for match in re.finditer(r"\S+", run[0])]
    after = text[run.end() : run.end() + NAME_CONTEXT]
    joined = re.match(r"-\w+", after)  # "Frida Kahlo-skolen"
    if PLACE.search(words[-1][1] + (joined[0] if joined else "")):
        return []
    before = text[max(run.start() - NAME_CONTEXT, 0) : run.start()]
    for index, (offset, word) in enumerate(words[:MAX_RUN_WORDS]):
        rest = [one for _offset, one in words[index : index + MAX_NAME_WORDS]]
        is_title = bool(TITLE_BEFORE.search(word + " "))
        if not is_title and word not in NOT_A_NAME and _leads_a_name(before, after, rest):
            return [(run.start() + offset, _without_genitive(" ".join(rest)))]
        if PLACE.search(word):
            return []
        before = f"{before}{word} "[-NAME_CONTEXT:]
    return []


def _leads_a_name(before: str, after: str, words: list[str]) -> bool:
    """Return whether capitalised words begin a person's name, from the words and the text before and after."""
    first, last = words[0], words[-1]
    has_family_name = len(words) > 1 and _is_family_name(last)
    if _is_first_name(first):
        return True
    titled, worded = bool(TITLE_BEFORE.search(before)), bool(WORD_BEFORE.search(before))
    if _bare(first) in ALSO_WORDS:
        return titled or worded or has_family_name or _is_among_names(before, after)
    if not NAME_WORD.fullmatch(first):  # an initial
        return titled and len(words) > 1
    if not _looks_like_a_name(first):
        return False
    if has_family_name:
        return not (PLACE_BEFORE.search(before) or (PLACE_OR_FAMILY.search(last) and not titled and not worded))
    return titled or (worded and len(words) > 1 and _looks_like_a_name(last))


def _names_in_bracket(text: str, bracket: re.Match[str]) -> list[tuple[int, str]]:
    """Return (start, name) of names in a bracket after job titles, "(Ina og Lena)": all of it capitalised words."""
    pieces = [piece for piece in DIVIDER.split(bracket[1]) if piece]
    are_names = all(RUN.fullmatch(piece) and _looks_like_a_name(piece.split()[0]) for piece in pieces)
    if not pieces or not are_names or not PEOPLE.search(text[max(bracket.start() - NAME_CONTEXT, 0) : bracket.start()]):
        return []
    return [(text.index(piece, bracket.start()), piece) for piece in pieces]


def _is_among_names(before: str, after: str) -> bool:
    """Return whether a known first name is next to it in an enumeration, as in "Anne, Bo og Christian"."""
    left = re.search(rf"({_WORD})\s?(?:,|&|/|\bog)\s?$", before)
    right = re.match(rf"\s?(?:,|&|/|og\b)\s?({_WORD})", after)
    return any(found is not None and _is_first_name(found[1]) for found in (left, right))


def _looks_like_a_name(word: str) -> bool:
    is_word = NAME_WORD.fullmatch(word) is not None and len(word) > 1
    return is_word and word not in NOT_A_NAME and not PLACE.search(word) and not THING.search(word)


def _is_family_name(word: str) -> bool:
    """Return whether it has an ending of family names ("-sen") and is no ordinary word."""
    return bool(FAMILY_NAME.match(_bare(word))) and word not in NOT_A_NAME | NOT_A_FAMILY


def _is_first_name(word: str) -> bool:
    return _bare(word) in SURELY_NAMES or word.partition("-")[0] in SURELY_NAMES


def _bare(word: str) -> str:
    """Return the word without its genitive, if it is a known name without it."""
    shorter = word.removesuffix("'s").removesuffix("s")
    return shorter if word not in COMMON and shorter in COMMON | ALSO_WORDS else word


def _without_genitive(name: str) -> str:
    words = name.split()
    if len(words) == 1:
        return _bare(words[0])
    return name
