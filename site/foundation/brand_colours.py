"""Derive the stylesheets' custom properties from the municipality's two colours."""

import colorsys
import hashlib
from functools import cache

WHITE, INK, PAPER, SAND, WARM = "#ffffff", "#0c1616", "#fbf9f5", "#f5f0e6", "#fcf4e4"
READABLE = 4.5  # WCAG 2.1, success criterion 1.4.3


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` in it, as #rrggbb."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.1)."""
    scaled = [channel / 255 for channel in channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in scaled]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(colour: str, *grounds: str) -> str:
    """Return `colour`, darkened step by step until its contrast on each of the `grounds` is at least READABLE."""
    while min(contrast(colour, ground) for ground in grounds) < READABLE:
        colour = mix(colour, INK, 0.08)
    return colour


def tint(colour: str, *, lightness: float, saturation: float) -> str:
    """Return a light background in the hue of `colour`; a grey stays grey instead of taking on a hue."""
    hue, _lightness, own = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(colour)))
    strength = saturation * min(1.0, own / 0.2)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colorsys.hls_to_rgb(hue, lightness, strength))


def palette(*, brand: str, accent: str) -> dict[str, str]:
    """Return custom property -> colour (#rrggbb). Text colours are readable on the backgrounds they are used on."""
    brand_tint = tint(brand, lightness=0.885, saturation=0.3)
    accent_soft = mix(tint(accent, lightness=0.94, saturation=0.62), WARM, 0.45)
    brand = readable_on(brand, brand_tint, SAND)
    accent = readable_on(accent, accent_soft, SAND)
    return {
        "--brand": brand,
        "--brand-deep": mix(brand, INK, 0.3),
        "--brand-ink": mix(brand, INK, 0.62),
        "--brand-line": tint(brand, lightness=0.71, saturation=0.2),
        "--brand-tint": brand_tint,
        "--brand-soft": tint(brand, lightness=0.945, saturation=0.34),
        "--brand-on": WHITE,
        "--brand-accent": accent,
        "--brand-accent-deep": mix(accent, INK, 0.24),
        "--brand-accent-line": mix(tint(accent, lightness=0.8, saturation=0.56), WARM, 0.2),
        "--brand-accent-soft": accent_soft,
        "--brand-paper": PAPER,
        "--brand-surface": WHITE,
        "--brand-sand": SAND,
        "--brand-rule": "#e5ddcf",
    }


def stylesheet(*, brand: str, accent: str) -> str:
    """Return the palette as a stylesheet of one `:root` rule."""
    rows = "".join(f"  {name}: {value};\n" for name, value in palette(brand=brand, accent=accent).items())
    return f":root {{\n{rows}}}\n"


@cache
def version(*, brand: str, accent: str) -> str:
    """Hash of the stylesheet, for its address, so that browsers may cache it for a year."""
    return hashlib.sha256(stylesheet(brand=brand, accent=accent).encode()).hexdigest()[:12]
