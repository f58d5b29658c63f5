"""`manage.py read_figures` prints the reading report, or a refusal."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.meetings.figures.workbooks import xlsx

TABLE = [["Klasse", "Fravær", "Antal svar"], ["4.a", 5.1, 21], ["4.b", "*", 19], ["4.c", "ca. 5", None]]


@pytest.fixture
def read(tmp_path, capsys):
    def run(data, *options):
        path = tmp_path / "tal.xlsx"
        path.write_bytes(data)
        call_command("read_figures", str(path), *options)
        return capsys.readouterr().out

    return run


def test_read_figures_prints_a_json_report(read):
    data = xlsx(("Forside", [["Rapport"]]), ("Tal", TABLE), ("Gemt", TABLE, "hidden"))
    assert json.loads(read(data, "--json")) == {
        "sheets": [{"name": "Forside", "is_read": False}, {"name": "Tal", "is_read": True}],
        "header": ["Klasse", "Fravær", "Antal svar"],
        "rows": [
            {"label": "4.a", "cells": [{"text": "5,1", "value": 5.1, "state": "shown"},
                                       {"text": "21", "value": 21, "state": "shown"}]},
            {"label": "4.b", "cells": [{"text": "*", "value": None, "state": "suppressed"},
                                       {"text": "19", "value": 19, "state": "shown"}]},
            {"label": "4.c", "cells": [{"text": "ca. 5", "value": None, "state": "unread"},
                                       {"text": "", "value": None, "state": "missing"}]},
        ],
        "measure": ["score", "count"],
        "notices": ["Arket »Forside« er ikke læst.", "Et skjult ark er ikke læst: Gemt."],
        "problems": ["Række 4, kolonne B: »ca. 5« er ikke et tal."],
    }  # fmt: skip


def test_a_sheet_can_be_named(read):
    data = xlsx(("A", TABLE), ("B", [["K", "T"], ["4.a", 3]]))
    assert json.loads(read(data, "--sheet", "B", "--json"))["header"] == ["K", "T"]
    with pytest.raises(CommandError, match="Der er ikke noget synligt ark »C«"):
        read(data, "--sheet", "C")


def test_read_figures_without_json_prints_lines(read):
    assert "4.a | 5,1 | 21" in read(xlsx(("Tal", TABLE)))


@pytest.mark.parametrize(
    ("text", "words"),
    [("<html><table>", "webside"), ("", "Der er ikke noget i"), ("a b\n1 2", "kolonne"), ("K;N\n1;010190-1234", "CPR")],
)
def test_a_refusal_is_printed_as_one_sentence(read, text, words):
    with pytest.raises(CommandError, match=words) as refusal:
        read(text.encode(), "--json")
    assert refusal.value.returncode == 1


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Klasse;Fravær\n4.a;5,1 %\n", ["score"]),
        ("Klasse;Andel glade\n4.a;51\n", ["share"]),
        ("Klasse;Enig;Uenig;Ved ikke\n4.a;60;30;10\n4.b;50;24,9;25\n", ["share", "share", "share"]),
        ("Klasse;Piger;Drenge\n4.a;10;12\n", ["count", "count"]),
        ("Klasse;Inviterede;Antal bekymringer;Trivsel\n4.a;20;3;3,9\n", ["count", "count", "score"]),
    ],
)
def test_the_measure_is_guessed_from_name_and_content(read, text, measures):
    assert json.loads(read(text.encode(), "--json"))["measure"] == measures


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match="kan ikke"):
        call_command("read_figures", str(tmp_path / "nothing.csv"))
