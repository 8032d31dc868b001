"""Finds the card in a photograph by its edges, and lays it straight.

A card is the largest piece with four corners that stands out from what it lies on. Where none stands out, as in a scan
or a photograph of the card alone, the picture is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST: Final = 1000  # pixels of the card's longer side: smaller letters are lost, larger ones cost time
_LOOKED_AT: Final = 700  # pixels of the picture's longer side while corners are sought
_LEAST, _MOST = 0.08, 0.97  # shares of the picture that a card takes
_FILLED: Final = 0.9  # the share of its four corners that an outline has to fill
_ANOTHER: Final = 0.3  # of a card's area, from which something else in the picture is one, too
_RIM: Final = 0.012  # of the picture's longer side: a corner nearer to the rim is the picture's own
_LONGER: Final = 2.6  # times as long as wide, at most


def straightened(picture: Image) -> tuple[Any, bool]:
    """The card of `picture`, straight and filling it, as rows of blue, green and red of at most `LONGEST` pixels; and
    whether it is alone there."""
    cv2: Any = import_module("cv2")
    numpy: Any = import_module("numpy")

    whole = cv2.cvtColor(numpy.asarray(picture.convert("RGB")), cv2.COLOR_RGB2BGR)
    corners, alone = _corners(whole)
    if corners is None:
        return _smaller(whole, LONGEST), True
    width = max(_distance(corners[0], corners[1]), _distance(corners[3], corners[2]))
    height = max(_distance(corners[0], corners[3]), _distance(corners[1], corners[2]))
    scale = LONGEST / max(width, height)
    across, down = round(width * scale), round(height * scale)
    target = numpy.array([[0, 0], [across, 0], [across, down], [0, down]], numpy.float32)
    laid = cv2.getPerspectiveTransform(corners, target)
    shrinks = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_CUBIC
    card = cv2.warpPerspective(whole, laid, (across, down), flags=shrinks, borderMode=cv2.BORDER_REPLICATE)
    return card, alone


def _smaller(whole: Any, longest: int) -> Any:
    cv2: Any = import_module("cv2")

    height, width = whole.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return whole
    smaller = (max(1, round(width * scale)), max(1, round(height * scale)))  # one thin as a line too
    return cv2.resize(whole, smaller, interpolation=cv2.INTER_AREA)


def _corners(whole: Any) -> tuple[Any | None, bool]:
    """The four corners of the card, clockwise from its top left, in pixels of `whole`; None where none is seen. And
    whether nothing else looks like a card of about its size."""
    cv2: Any = import_module("cv2")

    small = cv2.GaussianBlur(_smaller(whole, _LOOKED_AT), (5, 5), 0)
    best, best_area, seen = None, 0.0, list[Any]()
    for edges in _edges(small):
        outlines, _tree = cv2.findContours(edges, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:4]:
            found = _four(outline, small.shape[0] * small.shape[1])
            if found is None or _at_rim(found, small):
                continue
            seen.append(found)
            if (area := cv2.contourArea(found)) > best_area * 1.02:
                best, best_area = found, area
    if best is None:
        return None, True
    like = (one for one in seen if cv2.contourArea(one) > _ANOTHER * best_area)
    alone = not any(_apart(one, best) for one in like)
    return best * (whole.shape[1] / small.shape[1]), alone


def _apart(one: Any, other: Any) -> bool:
    """Whether neither of two cards lies over the middle of the other."""
    cv2: Any = import_module("cv2")

    middles = ((one, other.mean(axis=0)), (other, one.mean(axis=0)))
    return all(cv2.pointPolygonTest(card, tuple(map(float, middle)), False) < 0 for card, middle in middles)  # noqa: FBT003


def _at_rim(corners: Any, small: Any) -> bool:
    """Whether two corners lie on the picture's rim: a band across a card that fills the picture, and no card."""
    height, width = small.shape[:2]
    near = _RIM * max(height, width)
    across, down = corners[:, 0], corners[:, 1]
    on_rim = (across < near) | (across > width - 1 - near) | (down < near) | (down > height - 1 - near)
    return bool(on_rim.sum() >= 2)


def _edges(small: Any) -> Iterator[Any]:
    """Masks in which a card may be one piece: by what differs from the picture's rim, and by its edges."""
    cv2: Any = import_module("cv2")
    numpy: Any = import_module("numpy")

    colours = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(numpy.float32)
    difference = numpy.linalg.norm(colours - _background(colours), axis=2)
    difference = numpy.clip(difference * 2, 0, 255).astype(numpy.uint8)
    _level, apart = cv2.threshold(difference, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    closing = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
    yield cv2.morphologyEx(apart, cv2.MORPH_CLOSE, closing)
    _level, apart = cv2.threshold(difference, 24, 255, cv2.THRESH_BINARY)
    yield cv2.morphologyEx(apart, cv2.MORPH_CLOSE, closing)
    for low in (20, 50):
        yield cv2.dilate(cv2.Canny(small, low, low * 3), numpy.ones((3, 3), numpy.uint8), iterations=2)


def _background(colours: Any) -> Any:
    """What the card lies on, guessed at every point: a plane of each colour through the picture's rim."""
    numpy: Any = import_module("numpy")

    height, width = colours.shape[:2]
    down, across = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    plane = numpy.stack([numpy.ones_like(down), down / height, across / width], axis=2)
    rim = numpy.zeros((height, width), bool)
    deep = max(4, min(height, width) // 30)
    rim[:deep], rim[-deep:], rim[:, :deep], rim[:, -deep:] = True, True, True, True
    slope, *_rest = numpy.linalg.lstsq(plane[rim], colours[rim], rcond=None)
    return plane @ slope


def _four(outline: Any, all_pixels: int) -> Any | None:
    """The four corners of an outline that may be a card's, clockwise from the top left; else None."""
    cv2: Any = import_module("cv2")
    numpy: Any = import_module("numpy")

    hull = cv2.convexHull(outline)
    around = cv2.arcLength(hull, closed=True)
    for loose in (0.02, 0.03, 0.05, 0.07):
        four = cv2.approxPolyDP(hull, loose * around, closed=True)
        if len(four) == 4:
            break
    else:
        return None
    area = cv2.contourArea(four)
    if not _LEAST < area / all_pixels < _MOST or cv2.contourArea(hull) < _FILLED * area:
        return None
    corners = four.reshape(4, 2).astype(numpy.float32)
    sums, differences = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [sums.argmin(), differences.argmax(), sums.argmax(), differences.argmin()]
    if len(set(map(int, order))) < 4:
        return None
    corners = corners[order]
    sides = [_distance(one, other) for one, other in pairwise([*corners, corners[0]])]
    longer, shorter = max(sides[0], sides[2]), max(sides[1], sides[3])
    even = min(sides[0], sides[2]) > 0.6 * longer and min(sides[1], sides[3]) > 0.6 * shorter
    return corners if even and max(longer, shorter) < _LONGER * min(longer, shorter) else None


def _distance(one: Any, other: Any) -> float:
    return float(((one - other) ** 2).sum() ** 0.5)
