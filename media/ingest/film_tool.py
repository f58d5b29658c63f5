"""ffmpeg, the one that a Python package ships, held on a short lead."""

import functools
import subprocess
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from media.ingest import sandbox
from media.ingest.refusal import UploadRefused

#: Only local files, only the MP4 family, no more pixels than 8K, no playlists, no references to other files.
CAREFUL = [
    *("-hide_banner", "-nostdin", "-v", "error", "-y"),
    *("-protocol_whitelist", "file", "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2"),
    *("-max_pixels", "35389440", "-max_streams", "16", "-threads", "2"),
]


@functools.cache
def program() -> str:
    """The path of ffmpeg. Raises UploadRefused where the package brings none: an uncleaned film is not stored."""
    import imageio_ffmpeg

    try:
        return imageio_ffmpeg.get_ffmpeg_exe()
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        raise UploadRefused(
            gettext("Films can't be cleaned on this installation, so they are not stored. Tell your administrator.")
        ) from error


def bounds() -> sandbox.Bounds:
    return sandbox.Bounds(memory=1500 * sandbox.MEGABYTE, cpu=240, file_size=settings.FILM_MAX_BYTES * 5 // 4, wall=300)


def repack(source: Path, target: Path, *, audio_codec: str) -> None:
    """Copies the first picture track and the first sound track of `source` into a new MP4, and nothing else.

    No tags, no chapters, no data tracks (cameras put positions there), no SEI units of H.264 (some put them there).
    The index comes first, so that playing starts before all is fetched. Raises sandbox.Failed.
    """
    sandbox.run(
        [
            *(program(), *CAREFUL, "-f", "mov", "-i", f"file:{source}"),
            *("-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"),
            *("-c:v", "copy", "-bsf:v", "filter_units=remove_types=6", "-c:a", audio_codec),
            *("-fflags", "+bitexact", "-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
        ],
        folder=target.parent,
        bounds=bounds(),
    )


def still(film: Path, target: Path, *, second: float) -> None:
    """One decoded frame of `film` as PNG. Raises sandbox.Failed."""
    sandbox.run(
        [
            *(program(), *CAREFUL, "-ss", f"{second:.2f}", "-f", "mov", "-i", f"file:{film}"),
            *("-map", "0:v:0", "-frames:v", "1", "-c:v", "png", "-f", "image2", "-update", "1", f"file:{target}"),
        ],
        folder=target.parent,
        bounds=bounds(),
    )
