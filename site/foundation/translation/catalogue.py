"""The Danish message catalogue: path, compilation, and checks for missing, wrong and unused translations."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polib
from django.conf import settings
from django.utils import translation

WIDTH = 110
PLACEHOLDER = re.compile(r"%\((\w+)\)|(?<!%)(?:%%)*%([sd])")
#: A time or paragraph that could break over two lines: "kl. 9.00", "§ 40 a" with an ordinary space (not U+00A0).
BREAKS = re.compile(r"(?:\bkl\.|§) |§\s\d+ [a-z]\b")
#: Packages whose own strings our catalogue may translate, or translate better.
PACKAGES_WE_TRANSLATE = ("django", "wagtail", "allauth", "wagtail_modeladmin")

Key = tuple[str | None, str]


def catalogue_path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / "da" / "LC_MESSAGES" / "django.po"


def compile_catalogues() -> int:
    """Write every .mo file beside its .po, if it changes. Returns how many there are."""
    paths = [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    for path in paths:
        target, wanted = path.with_suffix(".mo"), polib.pofile(str(path)).to_binary()
        if not target.is_file() or target.read_bytes() != wanted:  # the code may belong to another user
            target.write_bytes(wanted)
    return len(paths)


def new_catalogue() -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=WIDTH)
    catalogue.metadata = {
        "Project-Id-Version": "laeringsrum",
        "Language": "da",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def read_catalogue() -> polib.POFile:
    """Return the catalogue; an empty one where there is none yet."""
    path = catalogue_path()
    return polib.pofile(str(path), wrapwidth=WIDTH) if path.exists() else new_catalogue()


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or None, entry.msgid


def missing_translations(extracted: polib.POFile, catalogue: polib.POFile) -> Iterator[str]:
    """Yield a message for each extracted string whose translation is missing or faulty."""
    known = {key(entry): entry for entry in catalogue if not entry.obsolete}
    for entry in extracted:
        problem = _problem(entry, known.get(key(entry)))
        if problem:
            place = ":".join(entry.occurrences[0]) if entry.occurrences else "?"
            yield f"{place}: {problem}: {entry.msgid!r}"


def _problem(source: polib.POEntry, translated: polib.POEntry | None) -> str:
    if translated is None:
        return "no Danish"
    if translated.fuzzy:
        return "marked as fuzzy"
    if bool(source.msgid_plural) != bool(translated.msgid_plural):
        return "singular and plural do not match"
    texts = _texts(translated)
    if not texts or not all(text.strip() for text in texts):
        return "empty Danish"
    allowed = _placeholders(source.msgid) | _placeholders(source.msgid_plural or "")
    if any(not _placeholders(text) <= allowed for text in texts):
        return "the Danish names a placeholder that the source does not give"
    if not source.msgid_plural and _placeholders(translated.msgstr) != allowed:
        return "the Danish leaves a placeholder out"
    if any(BREAKS.search(text) for text in texts):
        return "the Danish breaks in a time or paragraph (U+00A0 after “kl.” and “§”)"
    return ""


def not_rendered(singular: polib.POFile, plural: polib.POFile, catalogue: polib.POFile) -> Iterator[str]:
    """Yield a message for each string for which gettext does not return the catalogue's translation.

    `singular` and `plural` are the strings by the kind of gettext call: an entry with a plural form is not found by
    `gettext`, so a string used both ways needs a context in one of them.
    """
    known = {key(entry): entry for entry in catalogue if not entry.obsolete}
    with translation.override("da"):
        for asked, entries in ((_one_form, singular), (_both_forms, plural)):
            for entry in entries:
                translated = known.get(key(entry))
                if translated is not None and asked(entry) != _texts(translated):
                    yield f"{':'.join(entry.occurrences[0])}: not rendered as in the catalogue: {entry.msgid!r}"


def _one_form(entry: polib.POEntry) -> list[str]:
    if entry.msgctxt:
        return [translation.pgettext(entry.msgctxt, entry.msgid)]
    return [translation.gettext(entry.msgid)]


def _both_forms(entry: polib.POEntry) -> list[str]:
    """The translations for a count of 1 and of 2."""
    if entry.msgctxt:
        return [translation.npgettext(entry.msgctxt, entry.msgid, entry.msgid_plural, count) for count in (1, 2)]
    return [translation.ngettext(entry.msgid, entry.msgid_plural, count) for count in (1, 2)]


def _texts(entry: polib.POEntry) -> list[str]:
    return [text for _form, text in sorted(entry.msgstr_plural.items())] if entry.msgid_plural else [entry.msgstr]


def _placeholders(text: str) -> set[str]:
    return {name or kind for name, kind in PLACEHOLDER.findall(text)}


def unused_messages(extracted: polib.POFile, catalogue: polib.POFile) -> list[polib.POEntry]:
    """Return the entries of the catalogue that neither our sources nor the packages we translate use any more."""
    used = {key(entry) for entry in extracted} | package_messages()
    return [entry for entry in catalogue if entry.obsolete or key(entry) not in used]


def package_messages() -> set[Key]:
    """Return the keys of all strings of the packages we translate, from their own catalogues."""
    found: set[Key] = set()
    for package in PACKAGES_WE_TRANSLATE:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for language in ("en", "da"):
                for path in Path(folder).rglob(f"locale/{language}/LC_MESSAGES/django*.po"):
                    found.update(key(entry) for entry in polib.pofile(str(path)))
    return found
