"""Films and sound recordings that are refused: file name -> (function that makes its bytes, part of the refusal)."""

from tests.media import films, papers, pictures


def elsewhere() -> bytes:
    """A film whose data reference names another file: the flag "in this file" is cleared."""
    content = films.film(seconds=1)
    at = content.index(b"url ") + 4
    return content[:at] + bytes(4) + content[at + 4 :]


def renamed_codec(word: bytes, container: str = "mp4") -> bytes:
    return films.film(seconds=1, container=container).replace(b"avc1", word)


def of_size(width: int, height: int) -> bytes:
    """A film whose header declares another size than it has."""
    content = films.film(seconds=1)
    at = content.index(b"tkhd") + 4 + 76
    return content[:at] + (width << 16).to_bytes(4, "big") + (height << 16).to_bytes(4, "big") + content[at + 8 :]


def overwritten(content: bytes) -> bytes:
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    return content[:start] + bytes(end - start) + content[end:]


def gigantic() -> bytes:
    """A WebM film whose container declares 320 by 180 pixels, with pictures of 16,383 by 16,383."""
    content = films.webm(seconds=1, sound="")
    at = content.index(b"\x9d\x01\x2a") + 3  # the start code of a VP8 key frame; its size follows
    return content[:at] + b"\xff\x3f\xff\x3f" + content[at + 4 :]


FILMS = {
    "tom.mp4": (lambda: b"", "tom"),
    "tekst.mp4": (lambda: b"Ikke en film, bare tekst " * 50, "tekstfil"),
    "side.mp4": (lambda: b"<!doctype html><html><script>alert(1)</script>", "hjemmeside"),
    "liste.mp4": (lambda: b"#EXTM3U\n#EXT-X-VERSION:3\nhttp://example.org/a.ts\n", "afspilningsliste"),
    "opskrift.mp4": (lambda: b"ffconcat version 1.0\nfile /etc/passwd\n", "tekstfil"),
    "strøm.mp4": (lambda: b"<?xml version='1.0'?><MPD><BaseURL>http://example.org/</BaseURL></MPD>", "XML-fil"),
    "billede.mp4": (lambda: pictures.talkative_jpeg(), "JPEG-billede"),
    "klip.mp4": (lambda: films.film(container="mkv", tags=False), "MKV-film"),
    "klip.webm": (lambda: films.film(container="mkv", tags=False), "MKV-film"),
    "gammel.avi": (lambda: films.film(container="avi", tags=False), "AVI-film"),
    "film.mp4.scr": (lambda: films.film(), "hedder .scr"),
    "halv.mp4": (lambda: films.film("-movflags", "+faststart")[:-4000], "ufuldstændig"),
    "uden-indeks.mp4": (lambda: films.film()[:-3000], "ufuldstændig"),
    "kun-hoved.mp4": (lambda: films.film()[:32], "ufuldstændig"),
    "støj.mp4": (lambda: films.film()[:32] + bytes(range(256)) * 400, "ufuldstændig"),
    "udvisket.mp4": (lambda: overwritten(films.film(seconds=1)), "beskadiget"),
    "peger.mp4": (lambda: elsewhere(), "peger kun på en anden fil"),
    "prores.mov": (lambda: renamed_codec(b"ap4h", container="mov"), "ap4h"),
    "opdigtet.mp4": (lambda: renamed_codec(b'<b">'), "(b)"),
    "gammel.mp4": (lambda: films.film(picture="mpeg4"), "mp4v"),
    "for-stor.mp4": (lambda: of_size(12000, 9000), "12000 gange 9000"),
    "indeni-stor.webm": (lambda: gigantic(), "beskadiget"),
    "for-lille.mp4": (lambda: of_size(16, 16), "kun 16 gange 16"),
    "lyd.mp4": (lambda: films.sound_only(), "kun lyd"),
    "lyd.m4a": (lambda: films.recording(), "en lydoptagelse (M4A)"),
    "halv.webm": (lambda: films.webm(seconds=1)[:9000], "ufuldstændig"),
    "hoved.webm": (lambda: films.webm(seconds=1, sound="")[:60], "beskadiget"),
    "støj.webm": (lambda: films.webm(seconds=1, sound="")[:40] + bytes(range(256)) * 20, "beskadiget"),
    "lyd.webm": (lambda: films.recording(container="webm", codec="libopus"), "kun lyd"),
    "dokument.mp4": (lambda: papers.pdf_bytes(), "PDF-dokument"),
    "program.mp4": (lambda: b"MZ\x90\x00" + bytes(200), "program"),
    "pakke.mp4": (lambda: papers.docx_bytes(), "ZIP-pakke"),
}

SOUNDS = {
    "tom.mp3": (lambda: b"", "tom"),
    "tekst.mp3": (lambda: b"La la la " * 50, "tekstfil"),
    "liste.mp3": (lambda: b"#EXTM3U\nhttp://example.org/a.mp3\n", "afspilningsliste"),
    "optagelse.wav": (lambda: films.recording(container="wav", codec="pcm_s16le"), "en lydoptagelse (WAV)"),
    "optagelse.flac": (lambda: films.recording(container="flac", codec="flac"), "en lydoptagelse (FLAC)"),
    "optagelse.mp3.exe": (lambda: films.recording(container="mp3", codec="libmp3lame"), "hedder .exe"),
    "film.m4a": (lambda: films.film(seconds=1), "Tilføj det som film"),
    "film.webm": (lambda: films.webm(seconds=1, sound=""), "Tilføj det som film"),
    "mærkat.mp3": (lambda: b"ID3\x04\x00\x00\x00\x00\x00\x0a" + bytes(400), "beskadiget"),
    "støj.mp3": (lambda: b"\xff\xfb\x90\x64" + bytes(range(256)) * 60, "beskadiget"),
    "halv.m4a": (lambda: films.recording()[:900], "beskadiget"),
    "halv.ogg": (lambda: films.recording(container="ogg", codec="libvorbis")[:200], "beskadiget"),
    "foto.m4a": (lambda: pictures.talkative_jpeg(), "JPEG-billede"),
}
