"""Two texts become one, part by part, and nothing that somebody wrote is lost without being asked about."""

from dataclasses import replace
from datetime import date
from typing import Any

from meetings.minutes.content import AgreementRow, Attendee, Content, Section
from meetings.minutes.writing.merging import differences, fingerprints, merge

PERSON = Attendee(7, "Mia Mose", "Medarbejderrepræsentant")
CARD = AgreementRow("a", section="s", text="Vi læser", owner="unit", due_on=date(2027, 2, 1))
SECTION = ("sections", "s")


def content(**parts: Any) -> Content:
    before = Content(attendance=(PERSON,), sections=text("Før"), agreements=(CARD,))
    return replace(before, **parts)


def text(words: str) -> tuple[Section, ...]:
    return (Section("s", title="Data", text=words),)


BASE = fingerprints(content())


def test_what_only_one_has_changed_is_taken_from_that_one() -> None:
    mine, saved = content(adjust_frame="Mit"), content(sections=text("Deres"))
    found = {difference.key: difference.changed_by for difference in differences(mine, saved, BASE)}
    assert found == {SECTION: "other", ("adjust_frame", ""): "me"}
    merged = merge(mine, saved, BASE, {})
    assert merged.sections == text("Deres")
    assert merged.adjust_frame == "Mit"


def test_a_text_that_both_have_changed_is_kept_twice_unless_somebody_chooses() -> None:
    mine, saved = content(sections=text("Mit")), content(sections=text("Deres"))
    assert differences(mine, saved, BASE)[0].changed_by == "both"
    assert merge(mine, saved, BASE, {}).sections == text("Deres\n\nMit")
    assert merge(mine, saved, BASE, {SECTION: "mine"}).sections == text("Mit")
    assert merge(mine, saved, BASE, {SECTION: "saved"}).sections == text("Deres")


def test_cards_that_each_has_added_are_both_there() -> None:
    mine = content(agreements=(CARD, replace(CARD, id="m", text="Min")))
    saved = content(agreements=(CARD, replace(CARD, id="d", text="Deres")))
    assert [row.text for row in merge(mine, saved, BASE, {}).agreements] == ["Vi læser", "Deres", "Min"]


def test_a_card_that_the_other_took_out_is_gone_unless_i_wrote_in_it() -> None:
    saved = content(agreements=())
    assert merge(content(), saved, BASE, {}).agreements == ()
    mine = content(agreements=(replace(CARD, text="Vi læser mere"),))
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


def test_without_a_base_every_difference_is_asked_about() -> None:
    mine, saved = content(sections=text("Mit")), content(sections=text("Deres"))
    assert [difference.changed_by for difference in differences(mine, saved, {})] == ["both"]


def test_the_new_name_of_an_initiative_is_no_difference() -> None:
    saved = content(agreements=(replace(CARD, initiative_name="Læselyst"),))
    assert differences(content(), saved, BASE) == []
