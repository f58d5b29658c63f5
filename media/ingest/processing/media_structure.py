"""The declared structure of a film or sound recording, whatever its container: tracks, length, size."""

from dataclasses import dataclass, field


class DamagedMedia(Exception):
    """The structure is invalid, or the file is truncated."""


@dataclass
class Track:
    kind: str = ""  # "vide", "soun", …
    codec: str = ""  # name in the container: "avc1", "mp4a", "V_VP9", …
    width: int = 0
    height: int = 0
    is_on_its_side: bool = False
    is_elsewhere: bool = False  # the container only refers to a file that holds the track


@dataclass
class Movie:
    seconds: float = 0.0  # 0 when unknown
    tracks: list[Track] = field(default_factory=list)
    box_types: set[bytes] = field(default_factory=set)  # MP4 and MOV only

    def first(self, kind: str) -> Track | None:
        return next((track for track in self.tracks if track.kind == kind), None)
