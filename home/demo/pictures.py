"""Draw pictures for the demo by code: no real persons, no rights of others."""

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
SIZE = (1800, 1200)
SCALE = 2  # drawn twice as large and scaled down, for soft edges


class Canvas:
    """A drawing; coordinates run from 0 to 1800 (x) and from 0 to 1200 (y)."""

    def __init__(self, ground: Colour, seed: int) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), ground)
        self.draw = ImageDraw.Draw(self.image)
        self.chance = random.Random(seed)  # noqa: S311 - for drawing, not for secrets

    def gradient(self, top: Colour, bottom: Colour, start: int = 0, end: int = SIZE[1]) -> None:
        for y in range(start * SCALE, end * SCALE):
            share = (y / SCALE - start) / max(end - start, 1)
            self.draw.line([(0, y), (self.image.width, y)], fill=blend(top, bottom, share))

    def circle(self, x: float, y: float, radius: float, colour: Colour) -> None:
        box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.draw.ellipse(box, fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, radius: float = 0) -> None:
        box = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self.draw.rounded_rectangle(box, radius * SCALE, fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: list[tuple[float, float]], colour: Colour, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def hills(self, base: float, height: float, colour: Colour) -> None:
        phase, length = self.chance.uniform(0, 6), self.chance.uniform(380, 620)
        top = [(x, base - height * (0.5 + 0.5 * math.sin(phase + x / length))) for x in range(0, SIZE[0] + 20, 20)]
        self.shape([(0, SIZE[1]), *top, (SIZE[0], SIZE[1])], colour)

    def jpeg(self) -> bytes:
        small = self.image.reduce(SCALE).filter(ImageFilter.SMOOTH)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=88)
        return out.getvalue()


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """Mix two colours: `share` 0 is `one`, 1 is `other`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def forest(seed: int) -> bytes:
    """Return a clearing in a wood with a fire place and low logs around it."""
    canvas = Canvas((214, 228, 221), seed)
    canvas.gradient((222, 234, 230), (246, 240, 222), 0, 760)
    for ground, rise, tone in [(620, 160, (176, 203, 189)), (700, 140, (138, 176, 156)), (790, 110, (104, 148, 122))]:
        canvas.hills(ground, rise, tone)
    for step in range(26):
        x = canvas.chance.uniform(-40, 1840)
        tall = canvas.chance.uniform(300, 560)
        foot = 780 + canvas.chance.uniform(-20, 90) + abs(x - 900) / 14
        green = blend((62, 108, 84), (110, 150, 104), canvas.chance.random())
        canvas.box(x - 9, foot - 90, 18, 100, (110, 86, 66), 5)
        for layer in range(4):
            width, top = 130 - layer * 26, foot - 70 - layer * tall / 5
            canvas.shape(
                [(x - width, top), (x + width, top), (x, top - tall / 3)], blend(green, (40, 82, 66), layer / 9)
            )
        if step == 12:
            canvas.shape([(0, 1200), (0, 960), (500, 880), (1300, 880), (1800, 960), (1800, 1200)], (150, 168, 112))
    for x, width in [(480, 260), (1080, 280), (760, 240)]:
        y = 1010 if x != 760 else 1090
        canvas.box(x, y, width, 50, (134, 98, 70), 25)
        canvas.circle(x + width - 22, y + 25, 24, (196, 160, 116))
        canvas.circle(x + width - 22, y + 25, 12, (168, 128, 88))
    for size, colour in [(90, (222, 120, 60)), (62, (240, 168, 74)), (34, (250, 216, 130))]:
        canvas.shape(
            [(920 - size * 0.6, 1000), (920 + size * 0.6, 1000), (920 + size * 0.1, 1000 - size * 1.7)], colour
        )
    return canvas.jpeg()


def blocks(seed: int) -> bytes:
    """Return a tower of building blocks on a wooden floor."""
    canvas = Canvas((240, 232, 218), seed)
    canvas.gradient((243, 236, 224), (232, 220, 200), 0, 820)
    canvas.gradient((206, 172, 132), (184, 148, 108), 820, 1200)
    for board in range(0, 1900, 230):
        canvas.line([(board, 820), (board - 120, 1200)], (176, 140, 100), 3)
    colours: list[Colour] = [
        (200, 92, 70),
        (226, 168, 72),
        (70, 124, 136),
        (120, 156, 104),
        (92, 92, 140),
        (236, 216, 180),
    ]
    for column, levels in enumerate([3, 6, 8, 5, 7, 2]):
        x = 420 + column * 164 + canvas.chance.uniform(-8, 8)
        for level in range(levels):
            colour = colours[(column * 2 + level) % len(colours)]
            shift = canvas.chance.uniform(-9, 9)
            y = 960 - (level + 1) * 100
            canvas.box(x + shift, y, 148, 98, colour, 8)
            canvas.box(x + shift + 10, y + 10, 128, 14, blend(colour, (255, 255, 255), 0.35), 7)
        if levels > 4:
            canvas.shape(
                [(x, 960 - levels * 100), (x + 148, 960 - levels * 100), (x + 74, 860 - levels * 100)], (178, 70, 62)
            )
    for left, top, nth in [(240, 1010, 2), (1480, 1030, 1), (1560, 970, 3), (180, 930, 0)]:
        canvas.box(left, top, 120, 90, colours[nth], 8)
    return canvas.jpeg()


def classroom(seed: int) -> bytes:
    """Return a picture of tables in groups by a window, plants on the sill, papers laid out."""
    canvas = Canvas((238, 234, 224), seed)
    canvas.gradient((244, 240, 230), (230, 224, 210), 0, 780)
    canvas.gradient((202, 180, 150), (178, 154, 124), 780, 1200)
    for x in (180, 740, 1300):
        canvas.box(x, 120, 360, 420, (255, 253, 246), 6)
        canvas.box(x + 18, 138, 324, 384, (188, 214, 226), 4)
        canvas.circle(x + 122, 430, 80, (156, 190, 150))
        canvas.circle(x + 244, 436, 84, (140, 178, 136))
        canvas.box(x + 172, 138, 14, 384, (255, 253, 246))
        canvas.box(x + 18, 316, 324, 14, (255, 253, 246))
        canvas.box(x - 20, 540, 400, 24, (250, 246, 236), 6)
        for pot in range(2):
            px = x + 70 + pot * 180
            canvas.shape([(px, 490), (px + 60, 490), (px + 50, 540), (px + 10, 540)], (196, 122, 88))
            for leaf in range(7):
                angle = math.pi * (0.15 + 0.7 * leaf / 6)
                tip = (px + 30 + 74 * math.cos(angle), 486 - 86 * math.sin(angle))
                canvas.line([(px + 30, 490), tip], (84, 132, 96), 9)
    for x, y in [(120, 800), (700, 840), (1260, 800), (380, 980), (980, 1000)]:
        canvas.box(x + 20, y + 60, 30, 170, (140, 120, 98), 6)
        canvas.box(x + 370, y + 60, 30, 170, (140, 120, 98), 6)
        canvas.shape([(x, y + 70), (x + 60, y), (x + 380, y), (x + 430, y + 70)], (232, 206, 166))
        canvas.box(x, y + 70, 430, 20, (206, 176, 134), 5)
        for sheet in range(3):
            sx, tone = x + 80 + sheet * 110, canvas.chance.choice([(252, 250, 244), (246, 226, 196), (214, 230, 226)])
            canvas.shape([(sx, y + 54), (sx + 16, y + 18), (sx + 84, y + 18), (sx + 74, y + 54)], tone)
    return canvas.jpeg()


def drawing(seed: int) -> bytes:
    """Return a child's crayon drawing: sun, house, tree, two stick figures."""
    canvas = Canvas((252, 250, 244), seed)
    chance = canvas.chance

    def crayon(points: list[tuple[float, float]], colour: Colour, width: float = 16) -> None:
        for _again in range(3):
            wobbled = [(x + chance.uniform(-7, 7), y + chance.uniform(-7, 7)) for x, y in points]
            canvas.line(
                wobbled, blend(colour, (255, 255, 255), chance.uniform(0, 0.25)), width * chance.uniform(0.5, 1)
            )

    for stripe in range(90):
        left = stripe * 20
        crayon([(left, 1010 + chance.uniform(-20, 20)), (left + 30, 1160)], (118, 168, 92), 12)
    sun = [(330 + 120 * math.cos(a / 10), 260 + 120 * math.sin(a / 10)) for a in range(64)]
    crayon(sun, (240, 190, 60), 20)
    for ray in range(12):
        angle = ray * math.pi / 6
        near, far = (150, 230 + chance.uniform(-20, 30))
        crayon([(330 + r * math.cos(angle), 260 + r * math.sin(angle)) for r in (near, far)], (240, 190, 60), 14)
    crayon([(760, 1000), (760, 600), (1200, 600), (1200, 1000), (760, 1000)], (190, 80, 66), 18)
    crayon([(720, 610), (980, 380), (1240, 610)], (90, 86, 140), 20)
    crayon([(930, 1000), (930, 800), (1040, 800), (1040, 1000)], (120, 88, 60), 16)
    crayon([(820, 680), (900, 680), (900, 760), (820, 760), (820, 680)], (70, 130, 160), 12)
    crayon([(1480, 1010), (1480, 700)], (124, 90, 64), 40)
    for _blob in range(70):
        angle, radius = chance.uniform(0, 6.3), chance.uniform(0, 190)
        x, y = 1480 + radius * math.cos(angle), 580 + radius * math.sin(angle)
        crayon([(x, y), (x + 40, y + 20)], (92, 150, 96), 16)
    for x, colour in [(420, (60, 110, 150)), (590, (200, 110, 130))]:
        head = [(x + 46 * math.cos(a / 5), 740 + 46 * math.sin(a / 5)) for a in range(33)]
        crayon(head, (70, 60, 60), 10)
        crayon([(x, 786), (x, 920)], colour, 14)
        crayon([(x - 80, 850), (x, 820), (x + 80, 850)], colour, 12)
        crayon([(x - 50, 1020), (x, 920), (x + 50, 1020)], colour, 12)
    return canvas.jpeg()


def reading(seed: int) -> bytes:
    """Return a reading corner: shelves of books, cushions and a lamp."""
    canvas = Canvas((226, 214, 196), seed)
    canvas.gradient((232, 222, 204), (216, 200, 176), 0, 900)
    canvas.gradient((162, 118, 92), (142, 100, 78), 900, 1200)
    spines: list[Colour] = [
        (178, 84, 66),
        (70, 112, 124),
        (218, 170, 84),
        (96, 126, 92),
        (112, 88, 124),
        (236, 224, 204),
    ]
    for row in range(3):
        y = 130 + row * 230
        x = 240.0
        while x < 1180:
            width, height = canvas.chance.uniform(24, 56), canvas.chance.uniform(120, 188)
            canvas.box(x, y + 200 - height, width, height, canvas.chance.choice(spines), 4)
            x += width + canvas.chance.choice([3, 3, 3, 44])
        canvas.box(200, y + 200, 1040, 24, (168, 128, 92), 4)
    canvas.line([(1500, 960), (1500, 420)], (92, 78, 66), 14)
    canvas.shape([(1380, 440), (1620, 440), (1560, 270), (1440, 270)], (244, 214, 150))
    for x, y, radius, colour in [
        (420, 1010, 150, (70, 112, 124)), (760, 1040, 170, (210, 150, 90)), (1120, 1010, 150, (178, 92, 76)),
    ]:  # fmt: skip
        canvas.draw.ellipse(
            [c * SCALE for c in (x - radius * 1.3, y - radius * 0.6, x + radius * 1.3, y + radius * 0.7)], fill=colour
        )
        canvas.draw.ellipse(
            [c * SCALE for c in (x - radius, y - radius * 0.5, x + radius * 0.7, y + radius * 0.2)],
            fill=blend(colour, (255, 255, 255), 0.15),
        )
    canvas.shape([(700, 960), (780, 930), (860, 960), (860, 1010), (780, 985), (700, 1010)], (252, 248, 238))
    return canvas.jpeg()


def water(seed: int) -> bytes:
    """Return a shore with paper boats and reeds."""
    canvas = Canvas((206, 224, 232), seed)
    canvas.gradient((224, 236, 240), (250, 238, 214), 0, 520)
    canvas.circle(1360, 330, 90, (252, 226, 164))
    canvas.hills(560, 90, (160, 184, 164))
    canvas.gradient((134, 176, 190), (84, 134, 152), 520, 1200)
    for _wave in range(90):
        x, y = canvas.chance.uniform(0, 1800), canvas.chance.uniform(540, 1190)
        canvas.line([(x, y), (x + canvas.chance.uniform(40, 160), y)], (176, 206, 214), 4)
    boats: list[tuple[float, float, float, Colour]] = [
        (420, 820, 1.2, (250, 248, 240)), (900, 700, 0.8, (236, 190, 110)), (1280, 900, 1.4, (214, 120, 96)),
        (700, 1010, 1.0, (196, 216, 196)),
    ]  # fmt: skip
    for x, y, size, colour in boats:
        canvas.shape(
            [(x - 130 * size, y), (x + 130 * size, y), (x + 80 * size, y + 70 * size), (x - 80 * size, y + 70 * size)],
            colour,
        )
        canvas.shape(
            [(x, y - 120 * size), (x + 70 * size, y), (x - 70 * size, y)], blend(colour, (120, 110, 100), 0.18)
        )
    for stem in range(40):
        x = canvas.chance.uniform(-20, 300) if stem % 2 else canvas.chance.uniform(1560, 1840)
        top = canvas.chance.uniform(620, 840)
        canvas.line([(x, 1200), (x + canvas.chance.uniform(-30, 30), top)], (110, 138, 92), 8)
        canvas.box(x - 8, top - 60, 16, 80, (122, 92, 66), 8)
    return canvas.jpeg()


SCENES: dict[str, Callable[[int], bytes]] = {
    "forest": forest,
    "blocks": blocks,
    "classroom": classroom,
    "drawing": drawing,
    "reading": reading,
    "water": water,
}


def picture(scene: str, seed: int = 1) -> bytes:
    """Return a JPEG of 1800 × 1200 pixels; the same scene and seed give the same bytes."""
    return SCENES[scene](seed)
