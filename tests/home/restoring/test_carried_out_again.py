"""Each act that takes something away is done, undone as by an older backup, and carried out again from its line."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from accounts.roles import Role
from foundation.deletion_ledger.carry_out_again import carry_out_again
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.deletion_ledger.ledger_file import LedgerLine
from home.api.key import ApiKey
from home.api.make_key import make_key
from home.api.remove_key import remove_key
from media.enums import ObjectionKind, Objector
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.files.remove_file import remove_file
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.objections.uphold_objection import uphold_objection
from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.figures.raise_minimum import apply_minimum
from meetings.first_day.people_file.file_rows import FileRow
from meetings.first_day.people_file.import_people import import_people
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.forum.take_down import take_down
from meetings.forum.trials.models import Trial
from meetings.forum.trials.remove_trial import remove_trial
from meetings.insights.area_note.answer_passage import answer_passage
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.pages import AreaNotePage
from meetings.insights.area_note.withdraw_note import withdraw_note
from meetings.minutes.remarks.change_remark import change_remark
from meetings.minutes.remarks.enums import AuthorChoice
from meetings.minutes.remarks.give_remark import give_remark
from meetings.minutes.remarks.models import Remark
from meetings.questionnaires.close_round import close_round
from meetings.questionnaires.models import Respondent
from meetings.schedule.make_feed import make_feed, stop_feed
from meetings.schedule.models import CalendarFeed
from meetings.support_requests.change_wish import change_wish
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.people.close_account import set_sign_in
from meetings.units.people.end_role import end_role
from meetings.units.people.reset_second_factor import reset_second_factor
from tests import factories
from tests.meetings.articles.made import article
from tests.meetings.evidence.scene import TODAY, set_up
from tests.meetings.insights.notes import area_note
from tests.meetings.insights.scene import published
from tests.meetings.minutes.remarks.scene import running
from tests.meetings.questionnaires.scene import held

pytestmark = pytest.mark.django_db
#: What is done, and what is then seen; the second is asked before, after, when it is undone, and when it is done again.
Case = tuple[Callable[[], Any], Callable[[], Any]]
SAID = ObjectionDetails(ObjectionKind.CONSENT, objector=Objector.PARENT, received_on=TODAY, reason="Emmas mor ringede")


def objection(to_file: bool = True, hidden: bool = True) -> Case:
    scene = set_up()
    evidence = scene.shared()
    photo = scene.with_photo(evidence)

    def act() -> None:
        key = photo.key if to_file else None
        taken = register_objection(evidence=evidence, key=key, details=SAID, by=scene.chef, today=TODAY)
        if not hidden:
            uphold_objection(objection=taken, by=scene.chef)

    def seen() -> Any:
        access.clear_cached_access(scene.board)
        shown = MediaItem.objects.shown_on(TODAY).filter(pk=photo.pk).exists()
        fields = ("kind", "objector", "received_on", "decision", "item_key")
        return shown, access.may_see(scene.board, evidence), list(Objection.objects.values_list(*fields))

    return act, seen


def objection_to_an_example() -> Case:
    """An example that shows it waits again for clearance."""
    act, seen = objection()
    photo = MediaItem.objects.get()
    example = factories.example(unit=factories.make_unit(), state=ExampleState.CLEARED)
    example.media_rows.create(media_key=photo.key)
    return act, lambda: (seen(), ExamplePage.objects.values_list("state", "live").get())


def withdrawn() -> Case:
    scene = set_up("held")
    evidence = scene.shared()
    photo = scene.with_photo(evidence)
    state = lambda: Evidence.objects.values_list("audience", "withdrawn_kind").get()  # noqa: E731
    shown = lambda: (state(), MediaItem.objects.shown_on(TODAY).filter(pk=photo.pk).exists())  # noqa: E731
    return lambda: withdraw_evidence(evidence=evidence, reason="Vi må ikke", by=scene.leader), shown


def unshared() -> Case:
    scene = set_up()
    evidence = scene.shared()
    state = lambda: Evidence.objects.values_list("audience", flat=True).get()  # noqa: E731
    return lambda: unshare_evidence(evidence=evidence, reason="Forkert møde", by=scene.leader), state


def draft_deleted() -> Case:
    scene = set_up()
    evidence = scene.photos(2)
    seen = lambda: (Evidence.objects.count(), MediaItem.objects.count())  # noqa: E731
    return lambda: delete_draft(evidence=evidence, by=scene.staff), seen


def file_removed() -> Case:
    scene = set_up()
    evidence = scene.draft()
    photo, other = scene.with_photo(evidence), scene.with_photo(evidence)
    body = lambda: str(Evidence.objects.get().body.raw_data)  # noqa: E731
    seen = lambda: (photo.pk in [block["value"] for block in Evidence.objects.get().body.raw_data],  # noqa: E731
                    set(MediaItem.objects.values_list("pk", flat=True)) - {other.pk}, len(body()))  # fmt: skip
    return lambda: remove_file(evidence=evidence, key=photo.key, by=scene.staff), seen


def expired() -> Case:
    """Its date was not shortened in the backup: only the ledger knows."""
    scene = set_up()
    evidence = scene.shared(title="Emma og vandhullet")
    scene.with_photo(evidence)

    def act() -> None:
        Evidence.objects.update(delete_after=TODAY - timedelta(1))
        delete_expired_evidence(today=TODAY)

    return act, lambda: (Evidence.objects.filter(emptied_on=None).count(), MediaItem.objects.count())


def example_taken_down() -> Case:
    leader = factories.user(role=Role.AGREEMENT_HOLDER)
    example = factories.example(unit=leader.memberships.get().unit, state=ExampleState.CLEARED)
    state = lambda: ExamplePage.objects.values_list("state", "live").get()  # noqa: E731
    return lambda: take_down(example=example, reason="Forældet", expected_version=example.version, by=leader), state


def trial_removed() -> Case:
    leader = factories.user(role=Role.AGREEMENT_HOLDER)
    unit = leader.memberships.get().unit
    trial = Trial.objects.create(
        example=factories.example(state=ExampleState.CLEARED), unit=unit, text="Vi", written_by=leader
    )
    return lambda: remove_trial(trial=trial, by=leader), Trial.objects.count


def note_taken_back() -> Case:
    scene, note = published()
    state = lambda: AreaNotePage.objects.values_list("state", "live").get(pk=note.pk)  # noqa: E731
    return lambda: withdraw_note(note=note, expected_version=note.version, by=scene.consultant), state


def passage_refused() -> Case:
    note = area_note(state=NoteState.PUBLISHED, clearing=Clearance.YES)
    passage = note.passages.get()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=passage.unit)
    state = lambda: note.passages.values_list("clearing", flat=True).get()  # noqa: E731
    return lambda: answer_passage(passage=passage, may_stand=False, expected_version=None, by=leader), state


def wish_withdrawn() -> Case:
    wish = factories.wish(state="answered")
    person = factories.user(role=Role.AGREEMENT_HOLDER, unit=wish.meeting.unit)
    state = lambda: SupportRequest.objects.values_list("state", flat=True).get()  # noqa: E731
    return lambda: change_wish(wish=wish, text="", initiative_name="", by=person), state


def wish_taken_away() -> Case:
    wish = factories.wish()
    person = factories.user(role=Role.AGREEMENT_HOLDER, unit=wish.meeting.unit)
    return lambda: change_wish(wish=wish, text="", initiative_name="", by=person), SupportRequest.objects.count


def remark_withdrawn() -> Case:
    reader = running().reader("parent")
    remark = give_remark(reader=reader, block_id="", text="Sådan sagde jeg ikke", today=TODAY)
    choice = lambda: Remark.objects.values_list("choice", flat=True).get()  # noqa: E731
    withdrawn = AuthorChoice.WITHDRAWN
    return lambda: change_remark(
        remark=remark, reader=reader, today=TODAY, expected_version=None, choice=withdrawn
    ), choice


def minimum_raised() -> Case:
    dataset = factories.figures(shared=True).datasets.get()
    person = factories.user()
    table = lambda: (type(dataset).objects.get().minimum_count, str(type(dataset).objects.get().table))  # noqa: E731
    return lambda: apply_minimum(dataset, 30, by=person), table


def questionnaire_closed() -> Case:
    scene = held()
    scene.answered(("1", "yes", "Ada"), ("2", "no", "Bo"))
    seen = lambda: (Respondent.objects.count(), scene.round.closed_on, scene.round.delete_after)  # noqa: E731
    return lambda: close_round(scene.round, TODAY), seen


def article_taken_down() -> Case:
    page = article()
    return page.unpublish, lambda: type(page).objects.get(pk=page.pk).live


def article_deleted() -> Case:
    page = article()
    return page.delete, type(page).objects.count


def participant_removed() -> Case:
    person = factories.participant(factories.meeting(), Role.CONSULTANT)
    return person.delete, type(person).objects.count


def feed_stopped() -> Case:
    person = factories.user(role=Role.CONSULTANT)
    make_feed(by=person)
    return lambda: stop_feed(by=person), CalendarFeed.objects.count


def api_key_removed() -> Case:
    chef = factories.user(role=Role.HEAD_OF_AREA)
    key, _secret = make_key(name="BI", scopes=["units"], expires_on=timezone.localdate(), by=chef)
    return lambda: remove_key(key=ApiKey.objects.get(pk=key.pk), by=chef), ApiKey.objects.count


def role_ended() -> Case:
    scene = set_up()
    membership = scene.team.memberships.get()

    def seen() -> Any:
        access.clear_cached_access(scene.team)
        return Membership.objects.values_list("ends_on", flat=True).get(pk=membership.pk), access.of(
            scene.team
        ).is_somebody

    return lambda: end_role(membership=membership, by=scene.leader, today=TODAY), seen


def days_changed() -> Case:
    administrator, person, unit = factories.user(role=Role.ADMINISTRATOR), factories.user(), factories.make_unit("Åen")
    row = FileRow(2, "Åen", "", person.name, person.email, "Ledelsesteam", str(TODAY + timedelta(days=9)))
    held = factories.membership(person, Role.LEADERSHIP_TEAM, unit=unit, starts_on=TODAY + timedelta(days=3))

    def act() -> None:
        import_people(rows=[row], by=administrator, today=TODAY, end_missing=False, invite=False)

    return act, lambda: Membership.objects.values_list("starts_on", flat=True).get(pk=held.pk)


def account_closed() -> Case:
    administrator, person = factories.user(role=Role.ADMINISTRATOR), factories.user()
    is_active = lambda: type(person).objects.values_list("is_active", flat=True).get(pk=person.pk)  # noqa: E731
    return lambda: set_sign_in(user=person, allowed=False, by=administrator), is_active


def second_factor_reset() -> Case:
    administrator, person = factories.user(role=Role.ADMINISTRATOR), factories.user()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return lambda: reset_second_factor(user=person, by=administrator), Authenticator.objects.count


CASES: dict[str, Callable[[], Case]] = {
    "objection to a file": objection,
    "objection to the whole": lambda: objection(to_file=False),
    "objection upheld": lambda: objection(hidden=False),
    "objection to a file in an example": objection_to_an_example,
    **{one.__name__: one for one in (
        withdrawn, unshared, draft_deleted, file_removed, expired, example_taken_down, trial_removed, note_taken_back,
        passage_refused, wish_withdrawn, wish_taken_away, remark_withdrawn, minimum_raised, questionnaire_closed,
        article_taken_down, article_deleted, participant_removed, feed_stopped, api_key_removed, role_ended,
        days_changed, account_closed, second_factor_reset,
    )},
}  # fmt: skip


class TakenBack(Exception):
    pass


@pytest.mark.parametrize("name", CASES)
def test_what_was_taken_away_after_the_backup_is_taken_away_again(name: str) -> None:
    act, seen = CASES[name]()
    begun, lines = timezone.now(), []
    before = seen()
    with pytest.raises(TakenBack), transaction.atomic():
        act()
        after = seen()
        rows = LedgerEntry.objects.filter(at__gte=begun).order_by("pk")
        lines = [LedgerLine(row.at, row.act, row.object_type, row.object_id, row.data) for row in rows]
        raise TakenBack
    assert seen() == before != after
    result = carry_out_again(lines)
    assert result.failed == [] and result.done.total() >= 1
    assert seen() == after
    again = carry_out_again(lines)
    assert again.failed == [] and again.done.total() == 0  # a second time nothing changes
    assert "Emma" not in str(lines)
