"""A film gets its words: WebVTT, checked line by line."""

from typing import Any

import pytest

from media.ingest.add_captions import add_captions
from media.ingest.refusal import UploadRefused
from media.models import Film
from tests.media import pictures, ready

pytestmark = pytest.mark.django_db

GOOD = """\ufeffWEBVTT - Emma Testesen\r
\r
NOTE hemmelig note om Emma\r
\r
STYLE\r
::cue { color: red }\r
\r
1\r
00:01.000 --> 00:04.500 line:80% align:start\r
- Hvad bygger I?\r
- <v Barn>En hule</v>\r
\r
kap-2\r
01:00:05.000 --> 01:00:09.000\r
Så læste vi højt\r
"""
CLEANED = """WEBVTT

00:00:01.000 --> 00:00:04.500 line:80% align:start
- Hvad bygger I?
- <v Barn>En hule</v>

01:00:05.000 --> 01:00:09.000
Så læste vi højt
"""


@pytest.fixture
def film(page: Any, person: Any) -> Film:
    return ready.film(page, person)


def test_the_words_are_kept_and_notes_are_not(film: Film, person: Any) -> None:
    add_captions(film=film, upload=pictures.upload("film.vtt", GOOD.encode()), by=person)
    film.refresh_from_db()
    assert film.captions == CLEANED
    assert film.has_captions and film.has_text_alternative


BAD = {
    "tom.vtt": (b"", "WEBVTT"),
    "film.srt": (b"1\n00:00:01,000 --> 00:00:02,000\nHej\n", "hedder .srt"),
    "film.vtt": (b"1\n00:00:01,000 --> 00:00:02,000\nHej\n", "Det er ikke en fil med undertekster"),
    "næsten.vtt": (b"WEBVTTX\n\n00:01.000 --> 00:02.000\nHej\n", "Det er ikke en fil med undertekster"),
    "side.vtt": (b"<html><script>alert(1)</script>", "Det er ikke en fil med undertekster"),
    "uden.vtt": (b"WEBVTT\n\nNOTE intet her\n", "ingen undertekster"),
    "tid.vtt": (b"WEBVTT\n\n00:01,000 --> 00:02,000\nHej\n", "Linje 3"),
    "tid2.vtt": (b"WEBVTT\n\n1\n00:01.000 --> hej\nHej\n", "Linje 4"),
    "baglæns.vtt": (b"WEBVTT\n\n00:05.000 --> 00:02.000\nHej\n", "slutter, før den begynder"),
    "rod.vtt": (b"WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n", "Linje 6"),
    "nul.vtt": (b"WEBVTT\n\n00:05.000 --> 00:06.000\nA\x00\n", "Det er ikke"),
    "gammel.vtt": ("WEBVTT\n\n00:05.000 --> 00:06.000\nÆbler\n".encode("latin-1"), "UTF-8"),
    "stor.vtt": (b"WEBVTT\n\n" + b"x" * (1024 * 1024 + 1), "fylder"),
    "mange.vtt": (b"WEBVTT\n\n" + b"00:05.000 --> 00:06.000\nA\n\n" * 5001, "5000"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_captions_is_refused_and_the_old_ones_stay(film: Film, person: Any, name: str) -> None:
    Film.objects.update(captions=CLEANED)
    content, words = BAD[name]
    with pytest.raises(UploadRefused) as refusal:
        add_captions(film=film, upload=pictures.upload(name, content), by=person)
    assert words in refusal.value.message
    film.refresh_from_db()
    assert film.captions == CLEANED
