"""Collect all regular expressions of the product, and generate texts that make each as slow as possible."""

import ast
import importlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from tests.architecture.sources import PROJECT_ROOT, ours

CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
#: Position of the argument `flags` of these functions; of the others it is the third.
FLAGS = {"compile": 1, "split": 3, "sub": 4, "subn": 4}
#: A repetition limited to this many counts as constant cost.
SMALL = 64
#: Samples for one part of an expression, because all combinations would be too many.
MAX_SAMPLES = 8
ENDINGS = ("", " \x00")
#: Numbers of repetitions, few first: an exponential expression would not return from many.
FEW = tuple(range(6, 27, 2))
#: Limit in seconds of processor time; a linear expression takes a hundredth of it for the longest text.
SLOW = 0.3
#: The characters of the longest text.
LONG = 3000
#: For one expression.
MAX_TEXTS = 60
#: Seconds below which no comparison is made: 3000 characters take a fraction of it.
QUICK = 0.0005


@dataclass(frozen=True)
class Expression:
    """`where` is its module and line, `name` what the product calls it, `method` the only use of one without a name."""

    where: str
    pattern: re.Pattern[Any]
    name: str = ""
    method: str = ""


def modules() -> Iterator[tuple[ModuleType, ast.Module, str]]:
    """Each module of the product that uses `re`, imported, with its syntax tree and its path."""
    for path in ours(".py"):
        source = path.read_text()
        if not re.search(r"\bre\b", source):
            continue
        tree = ast.parse(source)
        imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        if "re" in imported:
            yield _imported(path, tree), tree, str(path.relative_to(PROJECT_ROOT))


def _imported(path: Path, tree: ast.Module) -> ModuleType:
    """Only the constants of a program in `sandboxed/`, because importing it would run it."""
    if "sandboxed" not in path.parts:
        return importlib.import_module(_dotted(path))
    module = ModuleType(path.stem)
    module.__dict__["re"] = re
    for one in tree.body:
        if isinstance(one, ast.Assign):
            with suppress(NameError, AttributeError):
                exec(compile(ast.Module([one], []), str(path), "exec"), vars(module))
    return module


@cache
def collect() -> tuple[list[Expression], list[str]]:
    """All expressions, and the places of those that are made while the program runs and kept nowhere."""
    found: dict[tuple[Any, int], Expression] = {}
    made_at_run_time = []
    for module, tree, path in modules():
        for name, value in vars(module).items():
            for one in _patterns_in(value):
                found.setdefault((one.pattern, one.flags), Expression(path, one, name))
        for call in _calls(tree):
            where = f"{path}:{call.lineno}"
            try:
                pattern = _evaluated(call, module)
            except NameError:
                made_at_run_time.append(where)
            else:
                found.setdefault((pattern.pattern, pattern.flags), Expression(where, pattern, method=call.func.attr))
    return list(found.values()), made_at_run_time


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            whose = node.func.value
            yield from [node] if isinstance(whose, ast.Name) and whose.id == "re" else []


def _evaluated(call: ast.Call, module: ModuleType) -> re.Pattern[Any]:
    """`re.compile(…)` with the names of its module; of `re.sub(…)` and the like the first argument."""
    assert isinstance(call.func, ast.Attribute)
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    flags += call.args[FLAGS.get(call.func.attr, 2) :]
    values = [eval(compile(ast.Expression(one), "", "eval"), vars(module)) for one in (call.args[0], *flags)]
    return re.compile(*values)


def _patterns_in(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (one for each in value.values() for one in _patterns_in(each))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (one for each in value for one in _patterns_in(each))


# Texts


def hard_texts(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Prefix, repeated text and suffix, such that a bad expression backtracks."""
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(source, pattern.flags & ~re.DEBUG)
    pumps = {("", " "), ("", "a"), ("", "1"), ("", "\n"), ("", "a "), ("", "1 ")}
    pumps |= {("", sample) for sample in _samples(list(tree)) if sample}
    pumps |= set(_repetitions(list(tree), ("",)))
    # Short ones first, because they repeat most often. A text of which half fits is no repetition.
    for first, again in sorted(pumps, key=lambda pair: (len(pair[0] + pair[1]), pair))[:MAX_TEXTS]:
        for last in ENDINGS:
            yield first, again, last


def _repetitions(parts: list[Any], before: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """For each unlimited repetition: a text that leads to it, and one that it matches."""
    for number, (kind, value) in enumerate(parts):
        for lead in _leads(parts[:number], before):
            if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
                _least, most, inner = value
                if most > SMALL:
                    samples = _samples(list(inner))
                    yield from ((lead, one) for one in samples if one)
                    # Begun again and again: what leads to it, with the repetition and without.
                    yield from (("", lead + one) for one in ("", *samples) if lead + one)
                yield from _repetitions(list(inner), (lead,))
            for inner in _inside(kind, value):
                yield from _repetitions(list(inner), (lead,))


def _leads(parts: list[Any], before: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(one + sample for one in before for sample in _samples(parts)[:3]))


def _inside(kind: Any, value: Any) -> list[Any]:
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.BRANCH:
        return list(value[1])
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    return []


def _samples(parts: list[Any]) -> list[str]:
    """Some texts that the parts match, one after another: as short as can be, with what is optional, …"""
    found = [""]
    for kind, value in parts:
        ways = list(dict.fromkeys(_ways(kind, value))) or [""]
        found = list(dict.fromkeys(one + way for way in ways for one in found))
        # Of many, those from both ends: nothing optional, and everything.
        found = found if len(found) <= MAX_SAMPLES else found[: MAX_SAMPLES // 2] + found[-MAX_SAMPLES // 2 :]
    return found


def _ways(kind: Any, value: Any) -> Iterator[str]:
    if kind is kinds.LITERAL:
        yield chr(value)
    elif kind is kinds.NOT_LITERAL:
        yield "a" if value != ord("a") else "b"
    elif kind is kinds.ANY:
        yield from ("a", " ")
    elif kind is kinds.IN:
        yield from _one_of(value)
    elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        least, most, inner = value
        for sample in _samples(list(inner)):
            yield from dict.fromkeys((sample * least, sample * max(least, 1) if most else ""))
    elif kind in (kinds.SUBPATTERN, kinds.BRANCH, kinds.ATOMIC_GROUP):
        for inner in _inside(kind, value):
            yield from islice(_samples(list(inner)), MAX_SAMPLES)
    elif kind is kinds.ASSERT and value[0] > 0:
        yield ""


def _one_of(members: list[Any]) -> Iterator[str]:
    """A letter, a digit, a blank and a sign, where they are in the class."""
    one = re.compile("[" + "".join(_escaped(member) for member in members) + "]")
    for same in ("aAæÆbB", "10", " ", "\n", ".,:-", '<(/"%_=', "\xff\x01"):
        yield from [char for char in same if one.match(char)][:1]
    yield from [chr(value) for kind, value in members if kind is kinds.LITERAL][:1]


def _escaped(member: tuple[Any, Any]) -> str:
    kind, value = member
    if kind is kinds.NEGATE:
        return "^"
    if kind is kinds.LITERAL:
        return re.escape(chr(value))
    if kind is kinds.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        kinds.CATEGORY_SPACE: r"\s", kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_WORD: r"\w",
        kinds.CATEGORY_NOT_SPACE: r"\S", kinds.CATEGORY_NOT_DIGIT: r"\D", kinds.CATEGORY_NOT_WORD: r"\W",
    }[value]  # fmt: skip


# Cost


def grows_too_fast(expression: Expression, methods: set[str]) -> str:
    """Empty, or the text that shows it: four times as long, it costs more than twice as much as four times would.

    `methods` are those of a pattern that the product calls with this one.
    """
    pattern = expression.pattern
    uses: list[Callable[[Any], Any]] = [getattr(pattern, name) for name in sorted(methods & {"match", "fullmatch"})]
    if methods - {"match", "fullmatch"}:
        uses.append(lambda text: sum(1 for _found in pattern.finditer(text)))
    for first, again, last in hard_texts(pattern):
        text = partial(_text, pattern, first, again, last)
        if any(_is_bad(use, text, LONG // len(again)) for use in uses):
            return f"{first!r} + {again!r} × n + {last!r}"
    return ""


def methods_by_name() -> dict[tuple[str, str], set[str]]:
    """Which methods are called of what (module, name), wherever it was imported to; under "" those of local names."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in ours(".py"):
        tree = ast.parse(path.read_text())
        own = _dotted(path)
        comes_from = {
            alias.name: node.module or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in CALLS:
                name = node.value.id
                key = (comes_from.get(name, own), name if name.isupper() else "")
                if name != "re":
                    found.setdefault(key, set()).add(node.attr)
    return found


def used_methods(expression: Expression, methods: dict[tuple[str, str], set[str]]) -> set[str]:
    """Those that the product calls; where that can't be seen, `search`, which is the hardest."""
    if expression.method:
        return {expression.method}
    module = _dotted(PROJECT_ROOT / expression.where.partition(":")[0])
    return methods.get((module, expression.name)) or methods.get((module, "")) or {"search"}


def _dotted(path: Path) -> str:
    parts = path.relative_to(PROJECT_ROOT).with_suffix("").parts
    return ".".join(parts[1:] if parts[0] == "site" else parts)


def _text(pattern: re.Pattern[Any], first: str, again: str, last: str, size: int) -> Any:
    text = first + again * size + last
    return text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text


def _is_bad(use: Callable[[Any], Any], text: Callable[[int], Any], size: int) -> bool:
    """Few repetitions first, so that what doubles with each comes back. What looks bad at `size` is looked at again at
    four times the size."""
    if any(_seconds(use, text(few)) > SLOW for few in (*FEW, size // 8, size)):
        return True
    return _seconds(use, text(size)) > QUICK and _grows(use, text, size) and _grows(use, text, 4 * size)


def _grows(use: Callable[[Any], Any], text: Callable[[int], Any], size: int) -> bool:
    small, large = (_least_seconds(use, text(one)) for one in (size // 4, size))
    return large > 8 * small


def _least_seconds(use: Callable[[Any], Any], text: Any) -> float:
    """The least of three measurements; one alone where it takes so long that disturbances weigh little."""
    first = _seconds(use, text)
    return first if first > SLOW else min(first, *(_seconds(use, text) for _try in range(2)))


def _seconds(use: Callable[[Any], Any], text: Any) -> float:
    began = time.thread_time()
    use(text)
    return time.thread_time() - began
