"""What a film or a sound recording says of itself, whatever its container: tracks, length, size."""

from dataclasses import dataclass, field


class Damaged(Exception):
    """The structure makes no sense, or the file ends before its parts do."""


@dataclass
class Track:
    kind: str = ""  # "vide", "soun", …
    codec: str = ""  # as its container calls it: "avc1", "mp4a", "V_VP9", …
    width: int = 0
    height: int = 0
    is_on_its_side: bool = False
    is_elsewhere: bool = False  # the container only points at a file in which it lies


@dataclass
class Movie:
    seconds: float = 0.0  # 0 when it does not say
    tracks: list[Track] = field(default_factory=list)
    box_types: set[bytes] = field(default_factory=set)  # MP4 and MOV only

    def first(self, kind: str) -> Track | None:
        return next((track for track in self.tracks if track.kind == kind), None)
