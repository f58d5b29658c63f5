"""Run the ffmpeg shipped in a Python package, with strict limits."""

import functools
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from media.ingest import sandbox
from media.ingest.processing.result import ReportProgress, ignore_progress
from media.ingest.refusals import UploadRefused

#: Local files only, no more pixels than 8K, few tracks, few threads.
SAFE_OPTIONS = [
    *("-hide_banner", "-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file"),
    *("-max_pixels", "35389440", "-max_streams", "16", "-threads", "2", "-filter_threads", "1"),
]


@dataclass(frozen=True)
class Container:
    """How ffmpeg reads a kind of file: the one demuxer and its names, so that a disguised playlist or the like is not
    read.
    """

    reader: str
    names: str

    @property
    def options(self) -> list[str]:
        return ["-format_whitelist", self.names, "-f", self.reader]


MP4 = Container("mov", "mov,mp4,m4a,3gp,3g2,mj2")
WEBM = Container("matroska", "matroska,webm")
MP3 = Container("mp3", "mp3")
OGG = Container("ogg", "ogg")

#: Upright, square pixels, at most 1920 × 1080 in landscape or portrait format. Never enlarged.
SCALE_FILTER = (
    "scale=w=iw*sar:h=ih,setsar=1,"
    r"scale=w='min(iw\,if(gte(iw\,ih)\,1920\,1080))':h='min(ih\,if(gte(iw\,ih)\,1080\,1920))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1"
)
#: The two HDR transfer functions used by telephones, by ffmpeg's names: PQ and HLG.
HDR_TRANSFERS = ("smpte2084", "arib-std-b67")
#: From HDR to SDR: white stays white, highlights keep their shape, and skin its colour.
TONE_MAPPING = (
    "setparams=color_primaries=bt2020:color_trc={light}:colorspace=bt2020nc,"
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=mobius:desat=0,"
    "zscale=t=bt709:m=bt709:r=tv"
)
#: 8 bits per channel.
PIXEL_FORMAT = "format=yuv420p"
#: Mono stays mono, more channels become stereo; the volume is not changed.
AUDIO_FILTER = "aresample=async=1,aformat=sample_rates=44100|48000:channel_layouts=mono|stereo"

TO_H264 = [
    *("-fps_mode", "cfr", "-fpsmax", "30", "-c:v", "libx264", "-profile:v", "high"),
    *("-preset", "veryfast", "-crf", "23", "-maxrate", "6M", "-bufsize", "12M", "-g", "60", "-threads", "2"),
    *("-bsf:v", "filter_units=remove_types=6"),  # SEI units, in which encoders and cameras leave notes
]
TO_AAC = ["-af", AUDIO_FILTER, "-c:a", "aac", "-b:a", "128k"]
#: No tags, chapters, subtitles or data tracks (cameras put positions there), no encoder names. The index comes first,
#: so that playing can start early. A file that can hardly be decoded is an error, not a grey film.
STRIP_OPTIONS = [
    *("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-metadata:s", "encoder="),
    *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
    *("-max_error_rate", "0.1", "-movflags", "+faststart", "-f", "mp4"),
]


#: Seconds between two progress reports.
PROGRESS_SECONDS = "2"


@functools.cache
def ffmpeg_path() -> str:
    """Return the path of ffmpeg.

    Raises UploadRefused where the package has none: a film that can't be cleaned is not stored.
    """
    import imageio_ffmpeg

    try:
        return imageio_ffmpeg.get_ffmpeg_exe()
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        raise UploadRefused(
            gettext("Films can't be cleaned on this installation, so they are not stored. Tell your administrator.")
        ) from error


def limits_for(seconds: float) -> sandbox.Limits:
    """Return the limits for a film of this length: four times its length on two processors, and five minutes more."""
    wall_clock = 300 + 4 * seconds
    return sandbox.Limits(
        memory=1500 * sandbox.MEGABYTE,
        cpu=round(2 * wall_clock),
        file_size=settings.FILM_MAX_BYTES * 5 // 4,
        wall_clock=wall_clock,
    )


def film_and_sound(
    source: Path,
    target: Path,
    *,
    container: Container,
    seconds: float,
    most_seconds: float,
    report: ReportProgress = ignore_progress,
) -> None:
    """Transcode the first video and audio track of `source` to an MP4 (H.264, AAC) that every browser plays, and
    nothing else.

    `seconds` is the assumed length of the film, for the limits; not more than `most_seconds` are transcoded. `report`
    is called with the percentage of `seconds` done. Raises SandboxFailed.
    """
    tracks = ["-map", "0:V:0", "-map", "0:a:0?", "-t", f"{most_seconds:.0f}"]

    def make(*filters: str) -> None:
        wanted = [*tracks, "-vf", ",".join([SCALE_FILTER, *filters, PIXEL_FORMAT]), *TO_H264, *TO_AAC, *STRIP_OPTIONS]
        _run([*container.options, "-i", f"file:{source}", *wanted], target, seconds, report)

    light = hdr_transfer_of(source, container=container, folder=target.parent)
    if not light:
        make()
        return
    try:
        make(TONE_MAPPING.format(light=light))
    except sandbox.SandboxFailed as failure:
        if failure.how != "error":
            raise
        make()  # without tone mapping the film is greyish, but better than none


def hdr_transfer_of(source: Path, *, container: Container, folder: Path) -> str:
    """Return which of HDR_TRANSFERS the film uses; "" for SDR, and when it can't be detected."""
    wanted = ["-map", "0:V:0", "-c", "copy", "-t", "0", "-f", "null", "-"]
    look = [ffmpeg_path(), *SAFE_OPTIONS, "-v", "info", *container.options, "-i", f"file:{source}", *wanted]
    try:
        sandbox.run(look, folder=folder, bounds=limits_for(0))
    except sandbox.SandboxFailed:
        return ""
    said = sandbox.first_bytes(folder / "complaint", sandbox.MEGABYTE).decode("utf-8", "replace")
    lines = re.findall(r"^  Stream #0:0\b.*: Video: .*$", said, re.MULTILINE)
    return next((light for light in HDR_TRANSFERS if lines and f"/{light}" in lines[-1]), "")


def transcode_sound(source: Path, target: Path, *, container: Container, seconds: float, most_seconds: float) -> None:
    """Transcode the first audio track of `source` to an MP4 with AAC only; a cover picture is dropped.

    Raises SandboxFailed.
    """
    wanted = ["-map", "0:a:0", "-vn", "-t", f"{most_seconds:.0f}", *TO_AAC, *STRIP_OPTIONS]
    _run([*container.options, "-i", f"file:{source}", *wanted], target, seconds)


def extract_frame(film: Path, target: Path, *, second: float) -> None:
    """Write one decoded frame of `film` (an MP4 we made) as PNG. Raises SandboxFailed."""
    wanted = ["-map", "0:v:0", "-frames:v", "1", "-c:v", "png", "-f", "image2", "-update", "1"]
    _run([*MP4.options, "-ss", f"{second:.2f}", "-i", f"file:{film}", *wanted], target, 0)


def _run(arguments: list[str], target: Path, seconds: float, report: ReportProgress = ignore_progress) -> None:
    furthest = -1

    def watch() -> None:
        """Report progress; ffmpeg's own count sometimes goes back, which is ignored."""
        nonlocal furthest
        percent = percent_done(target.parent / "said", seconds)
        if percent is not None and percent > furthest:
            furthest = percent
            report(percent)

    options = ["-progress", "pipe:1", "-stats_period", PROGRESS_SECONDS] if report is not ignore_progress else []
    sandbox.run(
        [ffmpeg_path(), *SAFE_OPTIONS, *options, *arguments, f"file:{target}"],
        folder=target.parent,
        bounds=limits_for(seconds),
        watch=watch if options else None,
    )


def percent_done(progress_file: Path, seconds: float) -> int | None:
    """Return the progress from the end of ffmpeg's output; never 100, as more work follows."""
    with progress_file.open("rb") as file:
        file.seek(max(0, progress_file.stat().st_size - 2000))
        moments = re.findall(rb"^out_time_us=(\d+)\n", file.read(), re.MULTILINE)
    return min(99, int(int(moments[-1]) / 10_000 / seconds)) if moments and seconds else None
