import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.errors import NotAllowed
from media.ingest.refusals import UploadRefused
from meetings.evidence.files.attach_captions import NotOfThisEvidence, attach_captions

CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nVi leder efter haletudser.\n"


def vtt(content=CAPTIONS):
    return SimpleUploadedFile("film.vtt", content, content_type="text/vtt")


def test_a_film_gets_its_captions(scene):
    draft = scene.draft()
    film = scene.with_film(draft)
    attach_captions(evidence=draft, film=film, upload=vtt(), by=scene.staff)
    film.refresh_from_db()
    assert "haletudser" in film.captions


def test_another_file_is_refused_with_a_message(scene):
    draft = scene.draft()
    film = scene.with_film(draft)
    with pytest.raises(UploadRefused):
        attach_captions(evidence=draft, film=film, upload=vtt(b"<html>"), by=scene.staff)


def test_captions_are_not_attached_to_somebody_elses_film(scene):
    film = scene.with_film(scene.draft(by=scene.colleague))
    with pytest.raises(NotOfThisEvidence):
        attach_captions(evidence=scene.draft(by=scene.staff), film=film, upload=vtt(), by=scene.staff)


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_attach_captions(scene, who):
    draft = scene.draft()
    with pytest.raises(NotAllowed):
        attach_captions(evidence=draft, film=scene.with_film(draft), upload=vtt(), by=getattr(scene, who))
