"""The minutes: written by the unit and its consultant, decided by the head of the area, and then never changed."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.agreements.models import Agreement
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from tests.browser.accessibility import wait_until_loaded
from tests.browser.windows import press
from tests.browser.year.acts import (
    checked,
    follow,
    is_told,
    may_not_open,
    may_not_press,
    opens,
    post,
    stands_at,
)
from tests.browser.year.cast import Cast

OF_THE_UNIT = "Vi prøver børnenes egne spørgsmål i alle fag"
OF_THE_ADMINISTRATION = "Konsulenten kommer på besøg to gange"
REMARK = "Vi talte også om busserne."
REASON = "Skriv, hvem der kommer på besøg."


def leader_writes_the_minutes(cast: Cast) -> None:
    for person in (cast.staff, cast.board, cast.chef, cast.other_leader):
        may_not_open(cast.at_desk(person), cast.here("referat/skriv"))
    page = opens(cast.at_desk(cast.leader), cast.here())
    follow(page, "Skriv referatet")
    expect(page.get_by_role("group", name=cast.board.name).get_by_label("Fraværende")).to_be_checked()
    said = page.get_by_label("Det talte vi om")
    for number in range(said.count()):
        said.nth(number).fill(f"Vi så på, hvad børnene spørger om ({number + 1}).")
    _agrees(page, 1, OF_THE_UNIT, cast.school.title, days=60)
    _agrees(page, 2, OF_THE_ADMINISTRATION, "Forvaltningen", days=90)
    page.get_by_label("Hvad skal vi justere i rammen?").fill("Mere tid til det første punkt.")
    press(page, "Gem kladden")
    is_told(page, "Kladden er gemt")
    checked(page)


def the_draft_is_the_writers_own(cast: Cast) -> None:
    opens(cast.at_desk(cast.consultant), cast.here("referat"))
    for person in (cast.staff, cast.board, cast.chef, cast.other_leader, cast.editor):
        may_not_open(cast.at_desk(person), cast.here("referat"))


def the_participants_read_the_draft(cast: Cast) -> None:
    """One of the staff remarks, and the leader answers. The member of the board was absent."""
    page = opens(cast.at_desk(cast.leader), cast.here("referat"))
    follow(page, "Send til deltagerne")
    checked(page)
    press(page, "Send til deltagerne")
    is_told(page, "Udkastet er sendt til deltagerne.")

    staff = opens(cast.at_desk(cast.staff), cast.here("bemaerkninger"))
    staff.locator("summary", has_text="Skriv en bemærkning").first.click()
    staff.get_by_label("Din bemærkning").first.fill(REMARK)
    staff.get_by_role("button", name="Send bemærkningen").first.click()
    is_told(staff, "Din bemærkning er sendt.")
    checked(staff)
    for person in (cast.board, cast.other_leader, cast.daycare_leader, cast.editor):
        may_not_open(cast.at_desk(person), cast.here("bemaerkninger"))

    page = opens(cast.at_desk(cast.leader), cast.here("bemaerkninger"))
    page.get_by_label("Teksten bliver, som den er").check()
    page.get_by_label("Svar til den, der har skrevet bemærkningen").fill("Det tager vi op næste gang.")
    press(page, "Gem svaret")
    is_told(page, "Svaret er gemt.")
    follow(page, "Afslut runden før tid")
    page.get_by_label("Hvorfor?").fill("Alle har læst udkastet.")
    press(page, "Afslut runden")
    is_told(page, "Din begrundelse er gemt.")


def agreement_holder_submits(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), cast.here("referat/skriv"))
    press(page, "Gem, og se det igennem")
    stands_at(page, "/referat/*")
    press(page, "Send til godkendelse")
    is_told(page, "Referatet er sendt til godkendelse.")
    checked(page)


def only_the_chef_decides(cast: Cast) -> None:
    """Not even by sending what the button sends."""
    waiting = MinutesPage.objects.get()
    for person in (cast.consultant, cast.leader, cast.team, cast.board, cast.other_leader, cast.editor):
        window = cast.at_desk(person)
        may_not_open(window, cast.here("referat/afgoer"))
        may_not_press(window, cast.here("referat/afgoer"), do="approve", version=str(waiting.version))
    waiting.refresh_from_db()
    assert waiting.state == MinutesState.SUBMITTED
    for person in (cast.staff, cast.board):
        may_not_open(cast.at_desk(person), cast.here("referat"))


def chef_sends_them_back_with_a_reason(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.chef), "/")
    follow(page, "Læs og tag stilling")
    page.get_by_text("Send retur med begrundelse").click()
    press(page, "Send retur")
    field = page.get_by_label("Hvad skal ændres?")
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    checked(page)
    assert MinutesPage.objects.get().state == MinutesState.SUBMITTED, "without a reason nothing is sent back"

    field.fill(REASON)
    press(page, "Send retur")
    wait_until_loaded(page)
    assert MinutesPage.objects.get().state == MinutesState.DRAFT


def leader_corrects_and_submits_again(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), cast.here("referat/skriv"))
    expect(page.get_by_text(REASON)).to_be_visible()
    owner = page.get_by_role("region", name="Aftale 2").get_by_label("Hvem har ansvaret?")
    owner.select_option(label=cast.consultant.name)
    agreement_holder_submits(cast)


def chef_approves(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.chef), cast.here("referat/afgoer"))
    expect(page.get_by_text(REASON)).to_be_visible()
    press(page, "Godkend referatet")
    is_told(page, "Referatet er godkendt og låst.")
    checked(page)
    assert sorted(Agreement.objects.values_list("text", "owner")) == [
        (OF_THE_ADMINISTRATION, "administration"),
        (OF_THE_UNIT, "unit"),
    ]


def nobody_changes_what_is_approved(cast: Cast) -> None:
    """The writers are led back to reading; nothing that is sent changes it; the editor has no way to it."""
    approved = MinutesPage.objects.get()
    for person in (cast.leader, cast.team, cast.consultant):
        page = opens(cast.at_desk(person), cast.here("referat/skriv"))
        stands_at(page, cast.here("referat"))
        expect(page.get_by_role("main").get_by_role("textbox")).to_have_count(0)
    for person in (cast.staff, cast.board, cast.chef, cast.other_leader):
        may_not_open(cast.at_desk(person), cast.here("referat/skriv"))
    post(
        cast.at_desk(cast.leader),
        cast.here("referat/skriv"),
        do="save",
        version=str(approved.version),
        adjust_frame="Nyt",
    )
    assert "Nyt" not in MinutesPage.objects.get().adjust_frame
    editor = cast.at_desk(cast.editor)
    may_not_open(editor, *(f"/redaktion/pages/{approved.pk}/{act}" for act in ("", "edit/", "delete/", "unpublish/")))


def now_everybody_of_the_meeting_reads_them(cast: Cast) -> None:
    for person in (cast.staff, cast.board, cast.team, cast.consultant):
        page = opens(cast.at_desk(person), cast.here("referat"))
        expect(page.get_by_text(REMARK)).to_be_visible()
    for person in (cast.other_leader, cast.daycare_leader, cast.editor):
        may_not_open(cast.at_desk(person), cast.here("referat"))


def leader_adds_what_was_forgotten(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), cast.here("referat"))
    follow(page, "Skriv en tilføjelse")
    page.get_by_label("Hvad skal tilføjes eller rettes?").fill("Forældrerådet inviteres også.")
    press(page, "Føj til referatet")
    is_told(page, "Tilføjelsen står nu under referatet.")
    expect(page.get_by_text("Forældrerådet inviteres også.")).to_be_visible()
    checked(page)
    may_not_open(cast.at_desk(cast.consultant), cast.here("referat/tilfoejelse"))


def _agrees(page: Page, item: int, what: str, owner: str, *, days: int) -> None:
    """An agreement under that item of the agenda; it is also the agreement's number here."""
    page.get_by_role("button", name="Tilføj en aftale").nth(item - 1).click()
    form = page.get_by_role("region", name=f"Aftale {item}")
    form.get_by_label("Hvad aftalte I?").fill(what)
    form.get_by_label("Hvem har ansvaret?").select_option(owner)
    form.get_by_label("Hvornår skal det være gjort?").fill((timezone.localdate() + timedelta(days=days)).isoformat())
