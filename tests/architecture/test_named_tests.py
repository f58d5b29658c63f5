"""Tests that documents and the papers of data protection name as their proof: each exists and is collected."""

import re
from pathlib import Path

import pytest

from home.data_protection.papers import PAPERS, paper_of
from tests.architecture.sources import PROJECT_ROOT
from tests.architecture.test_documents import DOCS, documents
from tests.named_tests import TESTS, is_collected

NAMED = re.compile(r"`tests/([\w/]+\.py(?:::\w+)?|[\w/]+/)`")


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_tests_named_in_documents_exist(document: Path) -> None:
    missing = [
        name
        for name in NAMED.findall(document.read_text())
        if not ((TESTS / name).is_dir() or is_collected(name) or ("::" not in name and (TESTS / name).is_file()))
    ]
    assert missing == []


def test_each_fault_names_its_tests() -> None:
    guide = (DOCS / "operating.md").read_text()
    table = guide[guide.index("| What fails |") :].split("\n\n")[0].splitlines()[2:]
    assert len(table) >= 26
    assert [row for row in table if not NAMED.search(row.split("|")[3])] == []


@pytest.mark.django_db
@pytest.mark.parametrize("key", PAPERS)
def test_each_statement_of_a_paper_names_its_tests(key: str) -> None:
    paper = paper_of(key)
    assert paper is not None and paper.key == key
    claims = [tests for part in paper.parts for tests in [one.tests for one in (*part.statements, *part.rows)]]
    assert claims and all(claims)
    assert [test for test in paper.tests if not is_collected(test)] == []
