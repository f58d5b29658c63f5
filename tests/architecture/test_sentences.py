"""All texts that users see are translatable, and the Danish catalogue is complete."""

import ast

import polib
import pytest

from foundation.translation.catalogue import catalogue_path, missing_translations, not_rendered, read_catalogue
from foundation.translation.message_extraction import PLURAL, SINGULAR, NoExtractor, extract_messages
from tests.architecture.sources import name, ours

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}


def test_every_string_is_translated():
    try:
        said = extract_messages()
    except NoExtractor:
        pytest.skip("the Danish catalogue was not checked: GNU xgettext is missing (Debian: apt-get install gettext)")
    catalogue = read_catalogue()
    problems = [
        *missing_translations(said, catalogue),
        *not_rendered(extract_messages(SINGULAR), extract_messages(PLURAL), catalogue),
    ]
    assert not problems, f"{len(problems)} in {catalogue_path().name}:\n" + "\n".join(problems)


def test_strings_used_with_and_without_plural_are_rendered():
    """Some versions of Python return English for `gettext` of an entry with a plural form."""
    both = polib.POEntry(msgid="A page", msgid_plural="Pages", msgstr_plural={0: "En side", 1: "Sider"})
    asked = polib.POEntry(msgid="A page", occurrences=[("a.py", "1")])
    assert list(not_rendered([asked], [], [both])) == ["a.py:1: not rendered as in the catalogue: 'A page'"]


def test_gettext_is_given_plain_strings():
    """An f-string or a concatenation is never found in the catalogue."""
    bad = []
    for path in ours(".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_gettext = isinstance(node, ast.Call) and _called(node) in GETTEXT
            if is_gettext and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
                bad.append(f"{name(path)}:{node.lineno}")
    assert not bad


def test_gettext_is_not_called_inside_an_f_string():
    """xgettext does not look there, so the string would be missing in the catalogue."""
    bad = [
        f"{name(path)}:{node.lineno}"
        for path in ours(".py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for node in ast.walk(text)
        if isinstance(node, ast.Call) and _called(node) in GETTEXT
    ]
    assert not bad


def _called(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
