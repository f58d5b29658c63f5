"""Captions in WebVTT (W3C): parsed, validated, and written again with nothing but the cues."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext

from media.ingest.refusals import UploadRefused

MOST_BYTES = 1024 * 1024
MOST_CUES = 5000
#: As browsers parse it, slightly more lenient than the specification: one-digit hours, no spaces around the arrow.
TIME = r"(?:(\d{1,4}):)?([0-5]\d):([0-5]\d)[.](\d{3})"
TIMING = re.compile(rf"^[ \t]*{TIME}[ \t]*-->[ \t]*{TIME}((?:[ \t]+[a-z]+:[^\s<>&]+)*)[ \t]*$", re.ASCII)


@dataclass(frozen=True)
class Cue:
    start: int  # milliseconds
    end: int
    settings: str
    text: str


def clean(content: bytes) -> str:
    """Return the captions with their cues only; notes and styles are dropped, as they may hold anything.

    Raises UploadRefused with the number of the invalid line.
    """
    if len(content) > MOST_BYTES:
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
    cues = read_cues(text)
    if not cues:
        raise UploadRefused(gettext("There are no captions in the file. Choose the file that contains them."))
    return write(cues)


def read_cues(text: str) -> list[Cue]:
    cues: list[Cue] = []
    lines = text.split("\n")
    at = 1
    while at < len(lines):
        block_start = at
        while at < len(lines) and lines[at].strip():
            at += 1
        block = lines[block_start:at]
        at += 1
        timing = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
        if timing is None:
            continue  # a note, a style, a region, or the header's own lines
        cues.append(read_cue(block[timing:], block_start + timing + 1, cues[-1].start if cues else 0))
        if len(cues) > MOST_CUES:
            raise UploadRefused(
                gettext("There are more than %(most)s captions in the file. Choose another file.") % {"most": MOST_CUES}
            )
    return cues


def read_cue(block: list[str], line_number: int, not_before: int) -> Cue:
    match = TIMING.match(block[0])
    if not match:
        raise UploadRefused(
            gettext("Line %(line)s of the captions has no valid times. They look like 00:01.000 --> 00:04.000.")
            % {"line": line_number}
        )
    start, end = milliseconds(match.groups()[:4]), milliseconds(match.groups()[4:8])
    if end <= start or start < not_before:
        raise UploadRefused(
            gettext("Line %(line)s of the captions ends before it begins, or begins before the one above it.")
            % {"line": line_number}
        )
    words = "\n".join(line for line in block[1:] if "-->" not in line)
    kept = [setting for setting in match.group(9).split() if not setting.startswith("region:")]  # regions are left out
    return Cue(start, end, " ".join(kept), words)


def milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def clock(at: int) -> str:
    seconds, rest = divmod(at, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def write(cues: list[Cue]) -> str:
    blocks = [f"{clock(cue.start)} --> {clock(cue.end)} {cue.settings}".rstrip() + f"\n{cue.text}\n" for cue in cues]
    return "WEBVTT\n\n" + "\n".join(blocks)
