"""Two versions are merged row by row, and nothing is lost unless somebody chooses so."""

from dataclasses import replace
from datetime import date
from typing import Any

from meetings.minutes.content import AgreementRow, Attendee, MinutesContent, Section
from meetings.minutes.writing.merging import differences, fingerprints, merge

PERSON = Attendee(7, "Mia Mose", "Medarbejderrepræsentant")
AGREEMENT = AgreementRow("a", section="s", text="Vi læser", owner="unit", due_on=date(2027, 2, 1))
SECTION = ("sections", "s")


def content(**parts: Any) -> MinutesContent:
    before = MinutesContent(attendance=(PERSON,), sections=text("Før"), agreements=(AGREEMENT,))
    return replace(before, **parts)


def text(words: str) -> tuple[Section, ...]:
    return (Section("s", title="Data", text=words),)


BASE = fingerprints(content())


def test_a_row_that_one_writer_changed_is_taken_from_that_writer() -> None:
    mine, saved = content(adjust_frame="Mit"), content(sections=text("Deres"))
    found = {difference.key: difference.changed_by for difference in differences(mine, saved, BASE)}
    assert found == {SECTION: "other", ("adjust_frame", ""): "me"}
    merged = merge(mine, saved, BASE, {})
    assert merged.sections == text("Deres")
    assert merged.adjust_frame == "Mit"


def test_both_versions_of_a_text_that_both_changed_are_kept_by_default() -> None:
    mine, saved = content(sections=text("Mit")), content(sections=text("Deres"))
    assert differences(mine, saved, BASE)[0].changed_by == "both"
    assert merge(mine, saved, BASE, {}).sections == text("Deres\n\nMit")
    assert merge(mine, saved, BASE, {SECTION: "mine"}).sections == text("Mit")
    assert merge(mine, saved, BASE, {SECTION: "saved"}).sections == text("Deres")


def test_agreements_added_by_both_are_kept() -> None:
    mine = content(agreements=(AGREEMENT, replace(AGREEMENT, id="m", text="Min")))
    saved = content(agreements=(AGREEMENT, replace(AGREEMENT, id="d", text="Deres")))
    assert [row.text for row in merge(mine, saved, BASE, {}).agreements] == ["Vi læser", "Deres", "Min"]


def test_an_agreement_removed_by_the_other_is_removed_unless_i_changed_it() -> None:
    saved = content(agreements=())
    assert merge(content(), saved, BASE, {}).agreements == ()
    mine = content(agreements=(replace(AGREEMENT, text="Vi læser mere"),))
    assert differences(mine, saved, BASE)[0].changed_by == "both"
    assert [row.text for row in merge(mine, saved, BASE, {}).agreements] == ["Vi læser mere"]


def test_attendance_is_merged_person_by_person() -> None:
    present, absent = (replace(PERSON, attendance="present"),), (replace(PERSON, attendance="absent"),)
    assert merge(content(attendance=present), content(), BASE, {}).attendance == present
    assert merge(content(), content(attendance=absent), BASE, {}).attendance == absent
    assert (
        merge(content(attendance=present), content(attendance=absent), BASE, {("attendance", "7"): "saved"}).attendance
        == absent
    )


def test_without_a_base_every_difference_needs_a_choice() -> None:
    mine, saved = content(sections=text("Mit")), content(sections=text("Deres"))
    assert [difference.changed_by for difference in differences(mine, saved, {})] == ["both"]


def test_a_renamed_initiative_is_no_difference() -> None:
    saved = content(agreements=(replace(AGREEMENT, initiative_name="Læselyst"),))
    assert differences(content(), saved, BASE) == []
