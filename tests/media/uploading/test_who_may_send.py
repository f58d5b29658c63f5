"""Who may begin an upload, who can access it, and what is checked again at its end."""

import pytest

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Upload
from meetings.evidence.enums import EvidenceKind
from tests.media.uploading.conftest import PHOTO, bytes_of
from tests.media.uploading.sender import VERSION, Sender
from tests.meetings.evidence.scene import send_minutes

pytestmark = pytest.mark.django_db


def test_without_the_token_nothing_is_taken(scene, draft, begun):
    from django.test import Client

    stranger_site = Client(enforce_csrf_checks=True)
    stranger_site.force_login(scene.staff)
    assert stranger_site.post("/medier/upload/", headers={**VERSION, "Upload-Length": "10"}).status_code == 403
    kind = "application/offset+octet-stream"
    told = {**VERSION, "Upload-Offset": "0"}
    assert stranger_site.patch(begun, PHOTO, content_type=kind, headers=told).status_code == 403
    assert stranger_site.delete(begun, headers=VERSION).status_code == 403


@pytest.mark.parametrize("who", ["colleague", "leader", "team", "board", "chef", "consultant", "stranger"])
def test_only_the_person_who_began_an_upload_can_access_it(scene, sender, begun, draft, who):
    sender.patch(begun, 0, PHOTO[:50])
    other = Sender(getattr(scene, who))
    assert other.head(begun).status_code == 404
    assert other.patch(begun, 50, PHOTO[50:]).status_code == 404
    assert other.delete(begun).status_code == 404
    listed = other.client.get("/medier/upload/", {"evidence": draft.pk})
    assert listed.status_code == 404 or not listed.json()["uploads"]
    assert bytes_of(begun) == PHOTO[:50]


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_nobody_begins_where_they_may_not_add(scene, draft, who):
    assert Sender(getattr(scene, who)).begin(10, evidence=draft.pk, kind="image").status_code == 404


def test_visitors_find_no_uploads(client, begun):
    assert client.post("/medier/upload/", headers={**VERSION, "Upload-Length": "1"}).status_code == 404
    assert client.head(begun, headers=VERSION).status_code == 404
    assert client.patch(begun, b"x", headers=VERSION).status_code == 404


def test_a_leader_adds_to_what_a_colleague_began(scene, draft):
    assert Sender(scene.leader).begin(10, evidence=draft.pk, kind="image").status_code == 201


def test_shared_evidence_and_meetings_with_sent_minutes_take_no_uploads(scene, sender):
    shared = scene.shared(kind=EvidenceKind.PHOTOS, body=[])
    assert Sender(scene.leader).begin(10, evidence=shared.pk, kind="image").status_code == 422
    draft = scene.draft(kind=EvidenceKind.PHOTOS, body=[])
    send_minutes(scene.meeting)
    assert sender.begin(10, evidence=draft.pk, kind="image").status_code == 422


def test_the_role_is_checked_again_at_the_end(scene, sender, begun, left_on_disk):
    from meetings.units.membership import Membership

    sender.patch(begun, 0, PHOTO[:-1])
    Membership.objects.filter(user=scene.staff).delete()
    assert sender.patch(begun, len(PHOTO) - 1, PHOTO[-1:]).status_code == 404
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


@pytest.mark.parametrize("what", ["the role ends", "the account is closed"])
def test_the_person_is_checked_again_after_a_slow_last_part(scene, sender, begun, what):
    """The state at the end of the part counts, not that at its beginning."""
    from accounts.user import User
    from meetings.units.membership import Membership
    from tests.foundation.middleware.test_body_limit import Slow

    def meanwhile():
        if what == "the role ends":
            Membership.objects.filter(user=scene.staff).delete()
        else:
            User.objects.filter(pk=scene.staff.pk).update(is_active=False)

    body = {"wsgi.input": Slow(PHOTO, meanwhile), "CONTENT_LENGTH": str(len(PHOTO))}
    assert sender.patch(begun, 0, PHOTO, **body).status_code == 422
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()
    assert not Upload.objects.exists()


def test_a_meeting_whose_minutes_are_sent_meanwhile_refuses_at_the_end(scene, sender, begun, left_on_disk):
    sender.patch(begun, 0, PHOTO[:-1])
    send_minutes(scene.meeting)
    answer = sender.patch(begun, len(PHOTO) - 1, PHOTO[-1:])
    assert answer.status_code == 422
    assert "Referatet er sendt" in answer.content.decode()
    assert not left_on_disk()
    assert not Upload.objects.exists()
