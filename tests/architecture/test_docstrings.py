"""Docstrings and comments name what exists: a rename that forgets them sends the reader astray."""

import ast
import builtins
import functools
import io
import re
import tokenize
from collections.abc import Iterator

from tests.architecture.sources import name, ours, tracked

BACKTICKS = re.compile(r"`([A-Za-z_][\w.]*)(?:\(\))?`")
RAISES = re.compile(r"\bRaises? ([A-Z][^.]*)\.")
CLASS_NAME = re.compile(r"\b[A-Z][a-z]+[A-Za-z]*\b")
FILE = re.compile(r"(?<![\w/.<-])[\w/]+\.(?:py|js|html|css)\b")
#: Words with a capital letter after "Raises" that are no classes.
NO_CLASSES = {"Danish", "Wagtail", "Django", "With", "Nothing"}
#: Of Python, Django, Wagtail, libpq and the tests.
FOREIGN = {"usage", "bulk_to_python", "dictConfig", "conditional_escape", "sslmode", "real_queue", "FormState"}
#: Examples of Danish in foundation/search/irregular_words.py.
EXAMPLES = {"skolebarn", "skolebørn"}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def test_names_in_backticks_exist() -> None:
    known = words_of_the_code() | FOREIGN | EXAMPLES
    gone = [
        f"{place}: `{text}`"
        for place, told in documented()
        for text in BACKTICKS.findall(told)
        if not known.issuperset(text.split("."))
    ]
    assert "\n".join(gone) == ""


def test_what_is_raised_exists() -> None:
    known = words_of_the_code() | NO_CLASSES
    gone = [
        f"{place}: {word}"
        for place, told in documented()
        for listed in RAISES.findall(" ".join(told.split()))
        for word in CLASS_NAME.findall(listed)
        if word not in known
    ]
    assert "\n".join(gone) == ""


def test_named_files_exist() -> None:
    files = ["/" + path for path in tracked()]
    gone = [
        f"{place}: {path}"
        for place, told in documented()
        for path in FILE.findall(told)
        if not any(file.endswith("/" + path) for file in files)
    ]
    assert "\n".join(gone) == ""


def test_answers_yes_or_no_begin_alike() -> None:
    """What a restore does again returns whether it changed anything (foundation/deletion_ledger/carry_out_again.py)."""
    gone = [
        f"{name(path)}:{node.lineno}: {told}"
        for path in ours(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) == "bool"
        if (told := " ".join((ast.get_docstring(node) or "").split())) and "home/restoring/" not in name(path)
        if not (told.startswith("Whether ") if is_property(node) else "Return whether " in told)
    ]
    assert "\n".join(gone) == ""


def is_property(node: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def documented() -> Iterator[tuple[str, str]]:
    """Place and text of each docstring and comment of the product."""
    for path in ours(".py"):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, DOCUMENTED) and (text := ast.get_docstring(node)):
                yield f"{name(path)}:{getattr(node, 'lineno', 1)}", text
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield f"{name(path)}:{token.start[0]}", token.string


@functools.cache
def words_of_the_code() -> frozenset[str]:
    """Identifiers and words of strings, without those of docstrings, and the words of templates, scripts and styles."""
    found = set(dir(builtins)) | {re.split(r"[/.]", path)[-2] for path in tracked() if path.endswith(".py")}
    for path in ours(".py"):
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
            if token.type == tokenize.NAME or (token.type == tokenize.STRING and '"""' not in token.string[:4]):
                found.update(re.findall(r"\w+", token.string))
    for suffix in (".html", ".js", ".css", ".txt"):
        for path in ours(suffix):
            found.update(re.findall(r"\w+", path.read_text(encoding="utf-8")))
    return frozenset(found)
