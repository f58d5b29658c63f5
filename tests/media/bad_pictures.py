"""Pictures that are refused: file name -> (function that makes its bytes, part of the refusal)."""

import io
import os
import zlib

from PIL import Image as Pillow

from tests.media import pictures


def animated(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [pictures.scene(), pictures.scene().rotate(90, expand=False)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def png_with_broken_pixels() -> bytes:
    content = pictures.encoded("PNG", Pillow.effect_noise((600, 400), 60))
    at = content.index(b"IDAT") + 2000
    return content[:at] + b"\xff" * 4000 + content[at + 4000 :]


def png_text_bomb() -> bytes:
    bomb = b"Comment\x00\x00" + zlib.compress(bytes(80 * 1024 * 1024), 9)
    content = pictures.encoded("PNG")
    at = content.index(b"IDAT") - 4
    return content[:at] + pictures.png_chunk(b"zTXt", bomb) + content[at:]


SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
BAD = {
    "tom.jpg": (lambda: b"", "Filen er tom"),
    "side.jpg": (lambda: b"<!DOCTYPE html><html><body>hej</body></html>", "hjemmeside (HTML)"),
    "script.jpg": (lambda: b"  \n<script>alert(1)</script>", "hjemmeside (HTML)"),
    "tegning.svg": (lambda: SVG, "SVG-tegning"),
    "tegning.png": (lambda: SVG, "SVG-tegning"),
    "kat.gif": (lambda: pictures.encoded("GIF"), "GIF-billede"),
    "kat.jpg": (lambda: animated("GIF"), "GIF-billede"),
    "scan.tif": (lambda: pictures.encoded("TIFF"), "TIFF-billede"),
    "scan.jpg": (lambda: pictures.encoded("TIFF"), "TIFF-billede"),
    "gammel.bmp": (lambda: pictures.encoded("BMP"), "BMP-billede"),
    "ny.avif": (lambda: b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf" + bytes(100), "AVIF-billede"),
    "program.jpg": (lambda: b"MZ\x90\x00" + os.urandom(400), "et program"),
    "kode.jpg": (lambda: b"#!/bin/sh\necho hej\n", "et program"),
    "pakke.jpg": (lambda: b"PK\x03\x04" + bytes(100), "ZIP-pakke"),
    "papir.jpg": (lambda: b"%PDF-1.4\n", "PDF-dokument"),
    "film.jpg": (lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(200), "MP4-film"),
    "tekst.jpg": (lambda: "Kære alle".encode() * 40, "tekstfil"),
    "støj.jpg": (lambda: b"\x01\x02" + os.urandom(500), "vi ikke kender"),
    "hoved.jpg": (lambda: b"\xff\xd8\xff\xe0" + bytes(60), "beskadiget"),
    "halv.jpg": (lambda: pictures.encoded("JPEG", pictures.scene(1200, 900).rotate(3))[:9000], "beskadiget"),
    "halv.png": (lambda: pictures.encoded("PNG", Pillow.effect_noise((600, 400), 60))[:90000], "beskadiget"),
    "halv.webp": (lambda: pictures.encoded("WEBP", Pillow.effect_noise((600, 400), 60))[:9000], "beskadiget"),
    "brudt.png": (lambda: png_with_broken_pixels(), "beskadiget"),
    "bombe.png": (lambda: png_text_bomb(), "beskadiget"),
    "halv.heic": (lambda: pictures.talkative_heic()[:600], "beskadiget"),
    "bevæger.png": (lambda: animated("PNG"), "bevæger sig"),
    "bevæger.webp": (lambda: animated("WEBP"), "bevæger sig"),
    "kæmpe.png": (lambda: pictures.png_of_size(60_000, 60_000), "højst have 50"),
    "lige-over.png": (lambda: pictures.png_of_size(10_000, 5_001), "megapixel"),
    "lang.png": (lambda: pictures.png_of_size(1_000_000, 20), "for lille"),
    "prik.png": (lambda: pictures.encoded("PNG", pictures.scene(20, 20)), "kun 20 gange 20"),
    "foto.jpg.exe": (lambda: pictures.talkative_jpeg(), "hedder .exe, men er i virkeligheden et JPEG-billede"),
    "foto.html": (lambda: pictures.talkative_jpeg(), "hedder .html"),
    "sang.jpg": (lambda: b"ID3\x04" + bytes(300), "en lydoptagelse (MP3)"),
    "begge.gif": (lambda: b"GIF89a/*" + bytes(200) + b"*/=alert(1)", "GIF-billede"),
    "bombe2.png": (lambda: pictures.png_of_size(9_000, 5_000), "beskadiget"),
}
