"""Durations and times of day as written in Danish agendas."""

import pytest

from meetings.template.importing.times.clock_times import clock_in_cell, find_clock
from meetings.template.importing.times.durations import find_duration, find_durations
from meetings.template.importing.times.item_times import timing_of


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("ca. 4 time inkl. pauser/frokost", 240),
        ("ca. 1,5 time.", 90),
        ("ca. 30 min", 30),
        ("45 min.", 45),
        ("45 minutter", 45),
        ("1½ time", 90),
        ("1 ½ time", 90),
        ("1 1/2 time", 90),
        ("½ time", 30),
        ("1/2 time", 30),
        ("en halv time", 30),
        ("halvanden time", 90),
        ("to og en halv time", 150),
        ("to timer", 120),
        ("tre timer og 30 min", 210),
        ("1 time og 15 min", 75),
        ("1 time 15 min.", 75),
        ("1 time og et kvarter", 75),
        ("1 t. 30", 90),
        ("1 t. 30 min", 90),
        ("1t 30m", 90),
        ("1:30 time", 90),
        ("1.30 time", 90),
        ("1.25 timer", 75),
        ("et kvarter", 15),
        ("tre kvarter", 45),
        ("fem minutter", 5),
        ("Et kvarters pause", 15),
        ("30-45 min.", 45),
        ("1–2 timer", 120),
        ("3 x 15 min", 45),
        ("60 MIN", 60),
        ("møde á 45 minutter", 45),
    ],
)
def test_durations_are_recognised(text: str, minutes: int) -> None:
    found = find_duration(text)
    assert found is not None
    assert found.minutes == minutes


@pytest.mark.parametrize(
    "text",
    [
        "0-2 år",
        "i timen",
        "timeplan",
        "3. time",
        "antal 5",
        "100 m.",
        "4. klasse",
        "i 2026",
        "1.200 timer",
        "200 timer",
        "tid",
        "",
    ],
)
def test_other_numbers_are_no_durations(text: str) -> None:
    assert find_duration(text) is None


def test_all_durations_in_a_text() -> None:
    assert [one.minutes for one in find_durations("oplæg 10 min, drøftelse 20 min og pause et kvarter")] == [10, 20, 15]


@pytest.mark.parametrize(
    ("text", "begins", "minutes"),
    [
        ("kl. 9.00–9.45", 540, 45),
        ("9:00-9:45 Velkomst", 540, 45),
        ("kl. 9-10", 540, 60),
        ("kl. 9 til 10", 540, 60),
        ("fra kl. 9.00 til kl. 9.45", 540, 45),
        ("9–9.30 Velkomst", 540, 30),
        ("Velkomst kl. 9-9.15", 540, 15),
        ("kl. 0900-0945", 540, 45),
        ("(9.00 — 9.30)", 540, 30),
        ("12.45-1.30", 765, 45),
        ("09.00 Velkomst", 540, None),
        ("Kl. 14 slut", 840, None),
    ],
)
def test_times_of_day_are_recognised(text: str, begins: int, minutes: int | None) -> None:
    found = find_clock(text)
    assert found is not None
    assert (found.begins, found.minutes) == (begins, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "den 12.03.2026",
        "0-3 årige",
        "2021-2022",
        "skoleåret 2021/2022",
        "mødet 9.30",
        "1.200 elever",
        "12.3-15.3",
        "25.00 x",
    ],
)
def test_other_numbers_are_no_times_of_day(text: str) -> None:
    assert find_clock(text) is None


def test_hours_alone_are_a_time_only_in_a_cell_of_times() -> None:
    assert find_clock("9-10") is None
    assert clock_in_cell("9-10").minutes == 60  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "title", "minutes", "said"),
    [
        ("Mål for området, ca. 1 time.", "Mål for området", 60, "ca. 1 time."),
        ("Indsatser på området ca. 1,5 time.", "Indsatser på området", 90, "ca. 1,5 time."),
        ("Velkomst (10 min.)", "Velkomst", 10, "(10 min.)"),
        ("Velkomst – 45 min.", "Velkomst", 45, "45 min."),
        ("45 min: Velkomst", "Velkomst", 45, "45 min"),
        ("kl. 9.00–9.45: Velkomst", "Velkomst", 45, "kl. 9.00–9.45"),
        ("kl. 9.00-9.45 Data (45 min)", "Data", 45, "kl. 9.00-9.45 (45 min)"),
        ("Data (60 min inkl. pause)", "Data", 60, "(60 min inkl. pause)"),
        ("Data, 60 min inkl. pause", "Data", 60, "60 min inkl. pause"),
        ("Velkomst (10 min) ved chefen", "Velkomst ved chefen", 10, "(10 min)"),
        ("Vi fremlægger 2 timers observation af leg", "Vi fremlægger 2 timers observation af leg", None, ""),
        ("Eventuelt", "Eventuelt", None, ""),
    ],
)
def test_the_time_is_split_from_the_title(text: str, title: str, minutes: int | None, said: str) -> None:
    timing = timing_of(text)
    assert (timing.title, timing.minutes, timing.text) == (title, minutes, said)
