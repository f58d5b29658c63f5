"""One person looks at a photo while another registers an objection to it."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.attach_files import attach_files
from meetings.evidence.files.file_descriptions import Description
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.forum.clear_example import clear_example
from meetings.forum.example_data import ExampleData
from meetings.forum.propose_example import propose_example
from tests import factories
from tests.browser.accessibility import checked
from tests.browser.windows import press
from tests.meetings.evidence.scene import photo_file, set_up

EXAMPLE = ExampleData(title="Vandhullet", did="Gik", saw="Så", learnt="Lærte", others_can_use="Gå ud", contact="Os")


def a_shared_photo(scene):
    """A real photo, taken in, described, shared with the meeting and shown to the lederforum."""
    today = timezone.localdate()
    page = scene.draft(kind=EvidenceKind.PHOTOS, body=[])
    page = attach_files(evidence=page, files=[photo_file()], by=scene.leader, today=today).evidence
    ((key, (_placed, photo)),) = items_by_key(page).items()
    told = Description(
        alt_text="To net og et vandhul", legal_basis="public_task", depicts_children="not_identifiable",
        delete_after=today + timedelta(days=90),
    )  # fmt: skip
    about = EvidenceFacts(title="Ved vandhullet", item=scene.item)
    page = save_evidence(
        evidence=page, expected_version=page.version, by=scene.leader, today=today, about=about, media={key: told}
    )
    page = share_evidence(evidence=page, expected_version=page.version, by=scene.leader, today=today)
    example = propose_example(evidence=page, data=EXAMPLE, bases={key: "public_task"}, by=scene.leader)
    return page, photo, clear_example(example=example, expected_version=example.version, by=scene.chef)


def test_a_photo_is_hidden_while_another_person_looks_at_it(open_window):
    scene = set_up()
    factories.forum()
    evidence, photo, example = a_shared_photo(scene)
    admin, member = factories.user(role=Role.ADMINISTRATOR), factories.user(role=Role.FORUM_MEMBER)

    looking, meeting, forum = (open_window(user=person) for person in (scene.board, scene.consultant, member))
    looking.goto(scene.page(evidence))
    expect(looking.get_by_role("img", name="To net og et vandhul")).to_be_visible()
    meeting.goto(scene.meeting.get_url())
    expect(meeting.get_by_text("Ved vandhullet")).to_be_visible()
    forum.goto(f"/lederforum/{example.slug}/vis/?side=2")

    office = open_window(phone=True, user=admin)
    office.goto("/")
    office.goto("/indsigelser/")
    checked(office)
    office.get_by_role("link", name="Registrér en indsigelse").click()
    office.get_by_label("Enhed").select_option(label="Skovskolen")
    press(office, "Find")
    expect(office.get_by_role("heading", name=re.compile("Skovskolen · "))).to_be_visible()
    checked(office)
    expect(office.get_by_text("Ved vandhullet")).to_have_count(0)
    expect(office.get_by_role("img", name="To net og et vandhul")).to_have_count(0)
    office.get_by_role("link", name="Fjern Billede 1 i nummer 1 efter indsigelse").click()
    checked(office)
    press(office, "Skjul det nu")
    expect(office.get_by_text("Det er skjult for alle nu.")).to_be_visible()
    checked(office)

    assert looking.request.get(photo.url("large")).status == 404
    assert looking.request.get(photo.url("thumb")).status == 404
    looking.reload()
    expect(looking.get_by_text("Billedet er skjult efter en indsigelse den")).to_be_visible()
    expect(looking.get_by_role("img", name="To net og et vandhul")).to_have_count(0)
    checked(looking)
    meeting.reload()
    expect(meeting.get_by_text("1 fil er skjult")).to_be_visible()
    expect(meeting.locator(f"img[src*='{photo.key}']")).to_have_count(0)
    assert forum.goto(f"/lederforum/{example.slug}/").status == 404
    forum.goto("/lederforum/")
    expect(forum.get_by_text("Vandhullet")).to_have_count(0)

    leader = open_window(phone=True, user=scene.leader)
    leader.goto(f"/lederforum/{example.slug}/")
    expect(leader.get_by_text("Venter på godkendelse", exact=True)).to_be_visible()
    expect(leader.get_by_text("Billedet er skjult efter en indsigelse den")).to_be_visible()
    checked(leader)
    leader.goto("/")
    expect(leader.get_by_text("1 indsigelse venter på en afgørelse")).to_be_visible()
    leader.goto("/indsigelser/")
    leader.get_by_role("link", name="Indsigelse: Billedet").click()
    checked(leader)
    leader.get_by_label("Hvorfor må det vises igen?").fill("Forælderen har trukket sin indsigelse tilbage")
    press(leader, "Vis det igen med denne begrundelse")
    expect(leader.get_by_text("Det vises igen for dem, der så det før")).to_be_visible()
    looking.reload()
    expect(looking.get_by_role("img", name="To net og et vandhul")).to_be_visible()
    assert forum.goto(f"/lederforum/{example.slug}/").status == 404, "the lederforum waits for a decision of its own"
