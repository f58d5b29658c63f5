"""The contribution form step by step, as used on a phone without JavaScript."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from media.enums import LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import answers_in, files_in
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import KIND_SPECS, spec_of
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence.scene import TODAY, not_a_photo, photo_file, set_up

UNTIL = timezone.localdate() + timedelta(days=200)
STORY = {"words-situation": "Det regnede. Vi gik ud.", "words-action": "", "words-effect": "", "words-learning": ""}


def story(page):
    return answers_in(page.body.raw_data, spec_of(page.kind))


def about(page, **answers):
    """Return what the browser sends from step 3 when only `answers` are changed."""
    item = str(page.item.block_id) if page.item else ""
    return {"seen": page.version, "agenda_item": item, "perspective": "", **answers}


def privacy(**answers):
    said = {"depicts_children": "identifiable", "legal_basis": "public_task", "consent_note": ""}
    said["delete_after"] = UNTIL.isoformat()
    return {f"all-{name}": value for name, value in {**said, **answers}.items()}


# To begin ------------------------------------------------------------------------------------------------------------


def test_a_tile_for_each_kind(scene, signed_in):
    page = signed_in(scene.staff).get(scene.address()).content.decode()
    for kind, shape in KIND_SPECS.items():
        assert str(EvidenceKind(kind).label) in page
        assert scene.address(f"ny/{shape.word}") in page


def test_the_agenda_item_one_came_from_is_passed_on(scene, signed_in):
    browser = signed_in(scene.staff)
    page = browser.get(scene.address(), {"punkt": str(scene.agenda_item)}).content.decode()
    assert f"/ny/billeder/?punkt={scene.agenda_item}" in page
    assert "punkt=" not in browser.get(scene.address(), {"punkt": '"><script>'}).content.decode()
    sent = {**STORY, "item": str(scene.agenda_item)}
    browser.post(scene.address("ny/praksisfortaelling"), sent)
    assert Evidence.objects.get().item == scene.item


def test_drafts_can_be_continued(scene, signed_in):
    draft = scene.draft(by=scene.staff, title="Regnvejr")
    page = signed_in(scene.staff).get(scene.address()).content.decode()
    assert "Regnvejr" in page
    assert scene.page(draft) in page


def test_after_the_minutes_are_sent_it_says_so(db, signed_in):
    scene = set_up(MeetingState.HELD)
    factories.minutes(meeting=scene.meeting, state="submitted")
    browser = signed_in(scene.staff)
    assert "Der kan ikke tilføjes mere" in browser.get(scene.address()).content.decode()
    assert browser.get(scene.address("ny/billeder")).status_code == 302
    refused = browser.post(scene.address("ny/praksisfortaelling"), STORY)
    assert refused.status_code == 422 and STORY["words-situation"] in refused.content.decode()
    assert not Evidence.objects.exists()


# The form ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [shape for shape in KIND_SPECS.values() if shape.media], ids=lambda shape: shape.word)
def test_each_kind_has_its_form(scene, signed_in, shape):
    page = signed_in(scene.staff).get(scene.address(f"ny/{shape.word}")).content.decode()
    assert 'name="files"' in page
    for question in () if shape.is_stream else shape.questions:
        assert f'name="words-{question.name}"' in page


def test_a_kind_that_does_not_exist(scene, signed_in):
    assert signed_in(scene.staff).get(scene.address("ny/podcast")).status_code == 404


def test_a_story_becomes_a_draft(scene, signed_in):
    answer = signed_in(scene.staff).post(scene.address("ny/praksisfortaelling"), STORY)
    draft = Evidence.objects.get()
    assert answer.headers["Location"] == scene.page(draft)
    assert (draft.title, draft.owner, draft.is_shared) == ("Det regnede", scene.staff, False)


def test_sending_the_form_twice_makes_one_draft(scene, signed_in):
    browser = signed_in(scene.staff)
    key = browser.get(scene.address("ny/praksisfortaelling")).context["form"]["form_key"].value()
    for _time in range(2):
        browser.post(scene.address("ny/praksisfortaelling"), {**STORY, "form_key": key})
    assert Evidence.objects.count() == 1


def test_photos_from_the_camera_and_the_album(scene, signed_in):
    sent = {"camera": photo_file("kamera.jpg"), "files": [photo_file("en.jpg"), photo_file("to.jpg", "red")]}
    signed_in(scene.staff).post(scene.address("ny/billeder"), sent)
    assert len(files_in(Evidence.objects.get().body.raw_data)) == 3


def test_the_refused_photo_is_named_and_the_others_are_kept(scene, signed_in):
    browser = signed_in(scene.staff)
    answer = browser.post(scene.address("ny/billeder"), {"files": [photo_file(), not_a_photo("note.jpg")]}, follow=True)
    draft = Evidence.objects.get()
    assert answer.redirect_chain[-1][0] == scene.url_of(draft, "rediger")
    page = answer.content.decode()
    assert "note.jpg: " in page
    assert "1 fil er gemt." in page
    assert MediaItem.objects.get(kind=MediaKind.IMAGE).url("thumb") in page


@pytest.mark.parametrize("sent", [{}, {"files": not_a_photo()}])
def test_an_empty_form_creates_no_draft(scene, signed_in, sent):
    answer = signed_in(scene.staff).post(scene.address("ny/billeder"), sent)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_words_survive_a_refused_form(scene, signed_in):
    sent = {**STORY, "words-action": "x" * 5000}
    answer = signed_in(scene.staff).post(scene.address("ny/praksisfortaelling"), sent)
    assert answer.status_code == 422
    assert "Det regnede. Vi gik ud." in answer.content.decode()


def test_one_may_stop_after_step_2(scene, signed_in):
    answer = signed_in(scene.staff).post(
        scene.address("ny/praksisfortaelling"), {**STORY, "then": "close"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == scene.page(Evidence.objects.get())
    assert "Din kladde er gemt" in answer.content.decode()


def test_the_script_receives_the_draft_or_the_reasons_of_a_refusal(scene, signed_in):
    browser = signed_in(scene.staff)
    asks = {"headers": {"Accept": "application/json"}}
    refused = browser.post(scene.address("ny/billeder"), {"files": not_a_photo()}, **asks)
    assert refused.status_code == 422
    assert "note.jpg" in json.loads(refused.content)["errors"][0]
    taken = browser.post(scene.address("ny/billeder"), {"files": photo_file()}, **asks)
    draft, heard = Evidence.objects.get(), json.loads(taken.content)
    assert (heard["evidence"], heard["seen"]) == (draft.pk, draft.version)
    assert heard["edit"] == scene.url_of(draft, "rediger")


def test_a_draft_is_changed_and_a_file_taken_out(scene, signed_in):
    draft = scene.draft(by=scene.staff)
    photo = scene.with_photo(draft)
    sent = {**STORY, "seen": draft.version, "remove": str(photo.key)}
    answer = signed_in(scene.staff).post(scene.url_of(draft, "rediger"), sent)
    assert answer.headers["Location"] == scene.url_of(draft, "rediger")
    draft.refresh_from_db()
    assert story(draft)["situation"] == STORY["words-situation"]
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()


def test_two_writers_see_both_texts_and_the_files_are_kept(scene, signed_in):
    draft = scene.draft(by=scene.staff)
    save_evidence(
        evidence=draft, expected_version=draft.version, by=scene.leader, today=TODAY,
        answers={"situation": "Solen skinnede."},
    )  # fmt: skip
    browser = signed_in(scene.staff)
    sent = {**STORY, "seen": draft.version, "files": photo_file()}
    answer = browser.post(scene.url_of(draft, "rediger"), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lise Lund (" in page and "har gemt her, mens du havde siden åben" in page
    assert "Solen skinnede." in page.replace("<del>", "").replace("</del>", "") or "Solen" in page
    assert STORY["words-situation"] in page
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).count() == 1
    draft.refresh_from_db()
    assert story(draft)["situation"] == "Solen skinnede."
    again = {**STORY, "seen": answer.context["form"]["seen"].value()}
    assert browser.post(scene.url_of(draft, "rediger"), again).status_code == 302
    draft.refresh_from_db()
    assert story(draft)["situation"] == STORY["words-situation"]


def test_a_change_to_shared_evidence_is_announced_and_shown_at_once(scene, signed_in):
    shared = scene.shared()
    browser = signed_in(scene.leader)
    page = browser.get(scene.url_of(shared, "rediger")).content.decode()
    assert "Gem – mødets deltagere ser det med det samme" in page
    assert 'name="files"' not in page
    answer = browser.post(scene.url_of(shared, "rediger"), {**STORY, "seen": shared.version})
    assert answer.headers["Location"] == scene.page(shared)
    assert STORY["words-situation"].split(".")[0] in signed_in(scene.chef).get(scene.page(shared)).content.decode()


# Everything about it, for leaders ------------------------------------------------------------------------------------


def test_one_photo_is_described_and_placed(scene, signed_in):
    draft = scene.draft(by=scene.staff, agenda_item=None)
    photo = scene.with_photo(draft, alt_text="", legal_basis="")
    sent = about(draft, agenda_item=str(scene.agenda_item), **privacy(), **{f"{photo.key}-alt_text": "Et vandhul"})
    answer = signed_in(scene.leader).post(scene.url_of(draft, "om"), sent)
    assert answer.headers["Location"] == scene.url_of(draft, "se-efter")
    photo.refresh_from_db()
    draft.refresh_from_db()
    assert (photo.alt_text, photo.legal_basis) == ("Et vandhul", LegalBasis.PUBLIC_TASK)
    assert photo.delete_after == UNTIL
    assert draft.item == scene.item


def test_common_answers_apply_to_all_photos_but_the_one_that_differs(scene, signed_in):
    draft = scene.photos(2)
    one, other = MediaItem.objects.filter(kind=MediaKind.IMAGE).order_by("pk")
    own = {f"{other.key}-own-legal_basis": "no_persons", f"{other.key}-own-depicts_children": "none"}
    signed_in(scene.leader).post(scene.url_of(draft, "om"), about(draft, **privacy(), **own))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.legal_basis, one.depicts_children) == ("public_task", "identifiable")
    assert (other.legal_basis, other.depicts_children) == ("no_persons", "none")
    page = signed_in(scene.leader).get(scene.url_of(draft, "om"))
    forms = page.context["media"].files
    assert [file.own["legal_basis"].value() for file in forms] == [None, "no_persons"]


def test_a_draft_may_lack_anything(scene, signed_in):
    draft = scene.photos(1, agenda_item=None)
    answer = signed_in(scene.leader).post(scene.url_of(draft, "om"), about(draft, **privacy(delete_after="")))
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"legal_basis": "no_persons"}, {"delete_after": "2020-01-01"}, {"delete_after": "i morgen"}]
)
def test_an_invalid_answer_is_reported_at_its_field(scene, signed_in, wrong):
    draft = scene.photos(1)
    answer = signed_in(scene.leader).post(scene.url_of(draft, "om"), about(draft, title="Beholdes", **privacy(**wrong)))
    assert answer.status_code == 422
    assert set(answer.context["media"].privacy.errors) == set(wrong)
    assert "Beholdes" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.title != "Beholdes"


def test_two_writers_of_facts(scene, signed_in):
    draft = scene.draft(by=scene.staff)
    sent = about(draft, title="Min overskrift")
    save_evidence(
        evidence=draft, expected_version=draft.version, by=scene.leader, today=TODAY,
        answers={"situation": "Solen skinnede."},
    )  # fmt: skip
    browser = signed_in(scene.leader)
    answer = browser.post(scene.url_of(draft, "om"), sent)
    assert answer.status_code == 409
    assert "Min overskrift" in answer.content.decode()
    assert "Solen skinnede" in answer.content.decode()
    assert (
        browser.post(scene.url_of(draft, "om"), {**sent, "seen": answer.context["form"]["seen"].value()}).status_code
        == 302
    )
    draft.refresh_from_db()
    assert draft.title == "Min overskrift"


def test_captions_are_accepted_or_refused_with_a_reason(scene, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    draft = scene.draft(by=scene.staff, kind=EvidenceKind.FILM, body=[])
    film = scene.with_film(draft)
    browser = signed_in(scene.leader)
    wrong = {f"{film.key}-captions": SimpleUploadedFile("film.vtt", b"<html>")}
    answer = browser.post(scene.url_of(draft, "om"), about(draft, **privacy(), **wrong), follow=True)
    assert answer.redirect_chain[-1][0] == scene.url_of(draft, "om")
    draft.refresh_from_db()
    right = {f"{film.key}-captions": SimpleUploadedFile("film.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n")}
    browser.post(scene.url_of(draft, "om"), about(draft, **privacy(), **right))
    film.refresh_from_db()
    assert film.has_captions


def test_markup_in_a_heading_is_escaped(scene, signed_in):
    words = {"situation": "<script>alert(1)</script>"}
    body = [{"type": "narrative", "id": "3f6c9a52-0b0a-4a9e-9f43-333333333333", "value": words}]
    draft = scene.draft(by=scene.staff, body=body)
    browser = signed_in(scene.leader)
    for what in ("rediger", "om", "se-efter"):
        assert "<script>alert" not in browser.get(scene.url_of(draft, what)).content.decode()


# The preview ---------------------------------------------------------------------------------------------------------


def test_the_preview_says_who_sees_it_now_and_then(scene, signed_in):
    page = signed_in(scene.leader).get(scene.url_of(scene.draft(), "se-efter")).content.decode()
    assert "ledelsen og medarbejderrepræsentanterne på Skovskolen" in page
    assert "samt chefen og konsulenterne for skoler" in page
    assert "Del med mødet" in page


def test_missing_information_links_to_its_form(scene, signed_in):
    draft = scene.draft(agenda_item=None)
    scene.with_photo(draft, alt_text="")
    page = signed_in(scene.leader).get(scene.url_of(draft, "se-efter")).content.decode()
    assert "Det punkt på dagsordenen, det hører til." in page
    assert "Billedet: " in page
    assert f'href="{scene.url_of(draft, "om")}"' in page
    assert "Del med mødet" not in page


def test_the_form_shares_a_contribution(scene, signed_in):
    draft = scene.draft()
    answer = signed_in(scene.leader).post(scene.url_of(draft, "del"), {"seen": draft.version}, follow=True)
    assert "Det er delt. Mødets deltagere kan se det nu." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.is_shared


def test_sharing_incomplete_evidence_names_what_is_missing(scene, signed_in):
    draft = scene.draft(agenda_item=None)
    answer = signed_in(scene.leader).post(scene.url_of(draft, "del"), {"seen": draft.version})
    assert answer.status_code == 422
    assert "Det punkt på dagsordenen" in answer.content.decode()


@pytest.mark.parametrize("seen", ["0", "", "æ"])
def test_sharing_another_version_than_the_one_shown(scene, signed_in, seen):
    draft = scene.draft()
    answer = signed_in(scene.leader).post(scene.url_of(draft, "del"), {"seen": seen})
    assert answer.status_code == 409
    draft.refresh_from_db()
    assert not draft.is_shared


# Who may not ---------------------------------------------------------------------------------------------------------

STEPS = ["rediger", "om", "se-efter", "fjern"]


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
@pytest.mark.parametrize("what", STEPS)
def test_a_draft_of_somebody_else_gives_404(scene, signed_in, who, what):
    draft = scene.draft(by=scene.staff, title="Hemmelig overskrift")
    browser = signed_in(getattr(scene, who))
    for answer in (browser.get(scene.url_of(draft, what)), browser.post(scene.url_of(draft, what), STORY)):
        assert answer.status_code == 404
        assert "Hemmelig overskrift" not in answer.content.decode()


@pytest.mark.parametrize("what", ["om", "se-efter"])
def test_legal_questions_are_for_those_who_share(scene, signed_in, what):
    draft = scene.draft(by=scene.staff)
    browser = signed_in(scene.staff)
    assert (
        browser.get(scene.url_of(draft, what)).status_code == browser.post(scene.url_of(draft, what)).status_code == 404
    )


@pytest.mark.parametrize("who", ["staff", "board", "chef", "consultant", "stranger"])
@pytest.mark.parametrize("what", ["del", "tag-tilbage", "traek-tilbage"])
def test_only_leaders_share_and_take_back(scene, signed_in, who, what):
    shared = scene.shared(owner=scene.staff)
    assert (
        signed_in(getattr(scene, who)).post(scene.url_of(shared, what), {"reason": "x", "seen": 1}).status_code == 404
    )
    shared.refresh_from_db()
    assert shared.is_shared


@pytest.mark.parametrize("who", ["board", "chef", "consultant", "stranger"])
def test_only_those_who_gather_add(scene, signed_in, who):
    browser = signed_in(getattr(scene, who))
    assert browser.get(scene.address()).status_code == 404
    assert browser.post(scene.address("ny/praksisfortaelling"), STORY).status_code == 404
    assert not Evidence.objects.exists()


def test_visitors_are_asked_to_sign_in(scene, client):
    for address in (scene.address(), scene.address("ny/billeder"), scene.url_of(scene.draft(), "om")):
        assert client.get(address).headers["Location"].startswith("/konto/login/")


def test_evidence_under_another_meetings_url_gives_404(scene, signed_in):
    draft = scene.draft()
    other = set_up(title="Bakkeskolen")
    words = {"area": other.unit.area.slug, "unit": other.unit.slug, "year": int(other.meeting.slug), "pk": draft.pk}
    assert signed_in(scene.leader).get(reverse("evidence_edit", kwargs=words)).status_code == 404
