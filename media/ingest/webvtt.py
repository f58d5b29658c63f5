"""Captions in WebVTT (W3C): validated, and written again with nothing but the cues."""

import re
from collections.abc import Iterator
from typing import NoReturn

from django.utils.translation import gettext
from webvtt import Caption, WebVTT
from webvtt.models import Timestamp

from media.ingest.refusals import UploadRefused

MAX_BYTES = 1024 * 1024
MAX_CUES = 5000
#: The library keeps the settings of a cue as written: these hold no markup.
SETTINGS = re.compile(r"(?:[a-z]+:[^\s<>&]+(?: |$))*", re.ASCII)


def clean_captions(content: bytes) -> str:
    """Return the captions with their cues only; notes and styles are dropped, as they may hold anything.

    Raises UploadRefused with the number of the invalid line.
    """
    if len(content) > MAX_BYTES:
        raise UploadRefused(gettext("The captions file is too large. Captions are text and take up less than 1 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadRefused(gettext("The captions can't be read. Save the file as WebVTT in UTF-8.")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n", 1)[0]
    if "\x00" in text or not (first == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t"))):
        raise UploadRefused(
            gettext("This is not a captions file. It must be WebVTT (.vtt), and its first line must say WEBVTT.")
        )
    cues = list(read_cues(text))
    if not cues:
        raise UploadRefused(gettext("There are no captions in the file. Choose the file that contains them."))
    return WebVTT(captions=cues).content


def read_cues(text: str) -> Iterator[Caption]:
    """Yield the cues in order, without names, notes and regions. Raises UploadRefused.

    The library leaves out a cue it cannot read. Every line with an arrow begins a cue, so what is left out is noticed.
    """
    lines = text.split("\n")
    timings = [number for number, line in enumerate(lines, start=1) if "-->" in line]
    if len(timings) > MAX_CUES:
        raise UploadRefused(
            gettext("There are more than %(most)s captions in the file. Choose another file.") % {"most": MAX_CUES}
        )
    cues: list[Caption] = WebVTT.from_string(text).captions
    if len(cues) < len(timings):
        refuse_times(
            next(number for number in timings if not WebVTT.from_string(f"WEBVTT\n\n{lines[number - 1]}").captions)
        )
    not_before = Timestamp()
    for number, cue in zip(timings, cues, strict=True):
        if not SETTINGS.fullmatch(str(cue.settings)):
            refuse_times(number)
        if cue.end_time <= cue.start_time or cue.start_time < not_before:
            raise UploadRefused(
                gettext("Line %(line)s of the captions ends before it begins, or begins before the one above it.")
                % {"line": number}
            )
        not_before = cue.start_time
        settings = " ".join(setting for setting in cue.settings if not setting.startswith("region:"))
        yield Caption(cue.start, cue.end, cue.lines, settings=settings)


def refuse_times(line: int) -> NoReturn:
    raise UploadRefused(
        gettext("Line %(line)s of the captions has no valid times. They look like 00:01.000 --> 00:04.000.")
        % {"line": line}
    )
