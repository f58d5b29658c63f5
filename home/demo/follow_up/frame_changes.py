"""The demo's changes to the frame: answers to last year's meetings, and the draft of next year's template."""

from accounts.models import User
from meetings.insights.frame_changes.enums import ChangeState
from meetings.insights.frame_changes.quotes import quotes_of
from meetings.insights.frame_changes.reading import titles_to_choose, year_before
from meetings.insights.frame_changes.save_change import WrittenChange, save_change
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.template.copy_template import copy_template
from meetings.template.pages import TemplatePage
from meetings.template.school_years import year_after

#: Minutes over or under the plan, item by item; None for an item that was skipped.
DRIFTS = [[8, 12, -9, 4], [2, 20, -14, None], [-4, 6, 3, 0], [11, 15, -12, -6]]

#: What was answered before this year's template was published: proposal, item (its title), decision, answer.
LAST_YEAR = [
    ("Hold pausen tidligere", "", ChangeState.TAKEN, "Pausen ligger nu midt i mødet, lige efter de fælles indsatser."),
    (
        "Spørg efter de børn, der ikke er data om",
        "Hvad fortæller vores data om børnene?",
        ChangeState.TAKEN,
        "Vi har tilføjet spørgsmålet »Hvem mangler vi at høre fra?«.",
    ),
    (
        "Giv enhedens egne indsatser mere tid",
        "Jeres egne indsatser",
        ChangeState.PUT_OFF,
        "Vi vil se årets tider først. Så mange møder er ikke ledt på skærmen endnu.",
    ),
    (
        "Del mødet i to",
        "",
        ChangeState.DECLINED,
        "To møder ville tage mere tid fra hverdagen. I må gerne lægge en længere pause ind.",
    ),
]
#: The same for next year's draft; the first two are made from what minutes said (words in them).
NEXT_YEAR = [
    (
        "to er nok",
        "Færre spørgsmål til de fælles indsatser",
        "Vores fælles indsatser",
        ChangeState.TAKEN,
        "Der er to spørgsmål i stedet for tre: »Hvad er lykkedes, og hvordan ved I det?« og »Hvilken hjælp har I brug for "
        "fra os?«.",
    ),
    (
        "deles i to",
        "Del mødet i to",
        "",
        ChangeState.DECLINED,
        "Vi holder fast i ét møde, fordi samtalen om data og indsatser hænger sammen.",
    ),
    (
        "",
        "Hold mødet ude hos enhederne",
        "",
        ChangeState.PUT_OFF,
        "Vi prøver det med tre enheder først og ser, hvad det betyder for tiden.",
    ),
    ("", "Skriv formålet med mødet øverst i indkaldelsen", "", ChangeState.PROPOSED, ""),
]


def set_actual_times(meeting: MeetingPage) -> None:
    """The times of a held meeting on its screen. One in five was held without it."""
    if meeting.unit_id % 5 == 0:
        return
    drifts = DRIFTS[(meeting.unit_id + meeting.cycle.first_year) % len(DRIFTS)]
    minutes = {str(block.id): block.value["minutes"] or 0 for block in meeting.agenda_items}
    for row, drift in zip(MeetingItem.objects.filter(meeting=meeting).order_by("pk"), drifts, strict=False):
        row.actual_seconds = 0 if drift is None else (minutes[str(row.block_id)] + drift) * 60
        row.save(update_fields=["actual_seconds"])


def answer_last_year(template: TemplatePage, editor: User) -> None:
    """Decide about what last year's meetings said, before the template is published."""
    template.save_revision(user=editor)
    for text, title, state, answer in LAST_YEAR:
        written = WrittenChange(text, _item(template, title), state, answer)
        save_change(template=template, written=written, by=editor)


def begin_next_template(source: TemplatePage, editor: User) -> None:
    """A draft for the coming school year, with proposals in every state."""
    template = copy_template(source=source, school_year=year_after(source.school_year), by=editor)
    cycle = year_before(template)
    quotes = quotes_of(cycle) if cycle else []
    for words, text, title, state, answer in NEXT_YEAR:
        quote = next((one for one in quotes if words and words in one.text.lower()), None)
        written = WrittenChange(text, _item(template, title), state, answer)
        save_change(template=template, written=written, quote=quote, by=editor)
    draft = template.get_latest_revision_as_object()
    agenda = draft.agenda.get_prep_value()
    for block in agenda:
        if block["value"]["title"] == "Vores fælles indsatser":
            del block["value"]["questions"][1]
    draft.agenda = agenda
    draft.save_revision(user=editor)


def _item(template: TemplatePage, title: str) -> str:
    return next((key for key, name in titles_to_choose(template).items() if name == title), "")
