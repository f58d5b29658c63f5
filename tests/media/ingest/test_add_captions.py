"""Adding captions (WebVTT) to a film; each line is validated."""

from typing import Any

import pytest

from media.ingest.add_captions import add_captions
from media.ingest.refusals import UploadRefused
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
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
def film(evidence: Any, person: Any) -> MediaItem:
    return ready.film(evidence, person)


def test_the_words_are_kept_and_notes_are_not(film: MediaItem, person: Any) -> None:
    add_captions(film=film, upload=pictures.upload("film.vtt", GOOD.encode()), by=person)
    film.refresh_from_db()
    assert film.captions == CLEANED
    assert film.has_captions and film.has_text_alternative


REAL = {
    "YouTube": (
        "WEBVTT\nKind: captions\nLanguage: da\n\n00:00:00.160 --> 00:00:02.869 align:start position:0%\n \n"
        "så<00:00:00.400><c> går</c> vi\n",
        "00:00:00.160 --> 00:00:02.869 align:start position:0%\n \nså<00:00:00.400><c> går</c> vi\n",
    ),
    "a meeting tool": (
        "\ufeffWEBVTT\r\n\r\n57f0-4a/12-0\r\n0:00:03.120 --> 0:00:05.000\r\n<v Lise>Hej</v>\r\n",
        "00:00:03.120 --> 00:00:05.000\n<v Lise>Hej</v>",
    ),
    "a stream": (
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n00:01.000-->00:02.000 line:-1\nHej\n",
        "00:00:01.000 --> 00:00:02.000 line:-1\nHej",
    ),
    "an editor with regions and styles": (
        "WEBVTT\n\nREGION\nid:fred\nwidth:40%\n\nSTYLE\n::cue(.gul) { color: yellow }\n\n"
        "00:01.000 --> 00:02.000 region:fred position:50%,line-left align:center\n<c.gul>Hej</c>\n",
        "00:00:01.000 --> 00:00:02.000 position:50%,line-left align:center\n<c.gul>Hej</c>",
    ),
    "no empty line after the first": ("WEBVTT\n00:01.000 --> 00:02.000\nHej\n", "00:00:01.000 --> 00:00:02.000\nHej"),
    "old line ends of a Mac": ("WEBVTT\r\r00:01.000 --> 00:02.000\rHej\r", "00:00:01.000 --> 00:00:02.000\nHej"),
    "a long film": ("WEBVTT\n\n100:00:01.000 --> 100:00:02.000\nHej\n", "100:00:01.000 --> 100:00:02.000\nHej"),
}


@pytest.mark.parametrize("name", REAL)
def test_files_as_tools_write_them_are_understood(film: MediaItem, person: Any, name: str) -> None:
    source, expected = REAL[name]
    add_captions(film=film, upload=pictures.upload("film.vtt", source.encode()), by=person)
    film.refresh_from_db()
    assert film.captions.startswith("WEBVTT\n\n")
    assert expected in film.captions
    for gone in ("REGION", "STYLE", "Kind:", "X-TIMESTAMP", "region:"):
        assert gone not in film.captions


BAD = {
    "tom.vtt": (b"", "WEBVTT"),
    "film.srt": (b"1\n00:00:01,000 --> 00:00:02,000\nHej\n", "hedder .srt"),
    "film.vtt": (b"1\n00:00:01,000 --> 00:00:02,000\nHej\n", "Det er ikke en fil med undertekster"),
    "næsten.vtt": (b"WEBVTTX\n\n00:01.000 --> 00:02.000\nHej\n", "Det er ikke en fil med undertekster"),
    "side.vtt": (b"<html><script>alert(1)</script>", "Det er ikke en fil med undertekster"),
    "uden.vtt": (b"WEBVTT\n\nNOTE intet her\n", "ingen undertekster"),
    "tid.vtt": (b"WEBVTT\n\n00:01,000 --> 00:02,000\nHej\n", "Linje 3"),
    "tid2.vtt": (b"WEBVTT\n\n1\n00:01.000 --> hej\nHej\n", "Linje 4"),
    "kommando.vtt": (b"WEBVTT\n\n00:01.000 --> 00:02.000 line:<script>\nHej\n", "Linje 3"),
    "anden.vtt": (
        b"\xef\xbb\xbfWEBVTT\r\n\r\n1\r\n00:01.000 --> 00:02.000\r\nA\r\n\r\n2\r\n00:03 --> 00:04\r\nB\r\n",
        "Linje 8",
    ),
    "notesblok.vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\nHej\n".encode("utf-16"), "UTF-8"),
    "baglæns.vtt": (b"WEBVTT\n\n00:05.000 --> 00:02.000\nHej\n", "slutter, før den begynder"),
    "rod.vtt": (b"WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB\n", "Linje 6"),
    "nul.vtt": (b"WEBVTT\n\n00:05.000 --> 00:06.000\nA\x00\n", "Det er ikke"),
    "gammel.vtt": ("WEBVTT\n\n00:05.000 --> 00:06.000\nÆbler\n".encode("latin-1"), "UTF-8"),
    "stor.vtt": (b"WEBVTT\n\n" + b"x" * (1024 * 1024 + 1), "fylder"),
    "mange.vtt": (b"WEBVTT\n\n" + b"00:05.000 --> 00:06.000\nA\n\n" * 5001, "5000"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_captions_is_refused_and_the_old_ones_stay(film: MediaItem, person: Any, name: str) -> None:
    MediaItem.objects.filter(kind=MediaKind.FILM).update(captions=CLEANED)
    content, words = BAD[name]
    with pytest.raises(UploadRefused) as refusal:
        add_captions(film=film, upload=pictures.upload(name, content), by=person)
    assert words in refusal.value.message
    film.refresh_from_db()
    assert film.captions == CLEANED
