"""Reads the letters of a straightened card with PP-OCR (rapidocr, onnxruntime), from models that lie in its package.

Nothing is fetched: the models are named by their paths. The recogniser knows 50 languages in Latin letters, not the
marks of Vietnamese; `vietnamese` mends those.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from salesdesk.capture.cards.completing import is_vietnamese
from salesdesk.capture.cards.lines import Box, Line, Page
from salesdesk.capture.cards.straightening import straightened
from salesdesk.capture.cards.vietnamese import read_again

if TYPE_CHECKING:
    from PIL.Image import Image

_DETECTED_AT: Final = (
    736  # pixels of the longer side at which lines are sought; measured against 960 and 1280
)
_UPRIGHT: Final = 0.86  # the mean score from which nobody turned the card
_LARGEST: Final = 3200  # pixels of a picture's longer side: phones write up to 12,000
_KEPT: Final = 0.5  # the score of a line that is not noise


def read(picture: Image) -> Page:
    """The card in `picture`, laid straight and the right way up, with its lines."""
    cv2: Any = import_module("cv2")

    cv2.setNumThreads(1)  # one card is little work; more threads wait for each other
    laid, alone = straightened(_bounded(picture))
    lines, sure = _lines(laid)
    if _standing(lines):  # such lines are read turned to the left: well where that is upright
        laid = cv2.rotate(
            laid, cv2.ROTATE_90_COUNTERCLOCKWISE if sure >= _UPRIGHT else cv2.ROTATE_90_CLOCKWISE
        )
        lines, sure = _lines(laid)
    if sure < _UPRIGHT or not lines:
        turned: Any = cv2.rotate(laid, cv2.ROTATE_180)
        others, surer = _lines(turned)
        if surer * _letters(others) > sure * _letters(lines):
            lines, laid = others, turned
    if is_vietnamese(lines):
        lines = read_again(laid, lines)
    return Page(_jpeg(laid), (laid.shape[1], laid.shape[0]), lines, alone)


def _standing(lines: tuple[Line, ...]) -> bool:
    """Whether most lines go up or down."""
    return sum(line.box.height > line.box.right - line.box.left for line in lines) * 2 > len(lines)


def _letters(lines: tuple[Line, ...]) -> int:
    return sum(len(line.text) for line in lines)


def _bounded(picture: Image) -> Image:
    """`picture`, at most `_LARGEST` pixels long: a card in it is still larger than it is read at."""
    if max(picture.size) <= _LARGEST:
        return picture
    return picture.reduce(-(-max(picture.size) // _LARGEST))


def _lines(laid: Any) -> tuple[tuple[Line, ...], float]:
    """The lines of a picture from above, and how sure they are, each by its length."""
    found = _engine()(laid)
    if found.boxes is None or not found.txts:
        return (), 0.0
    lines = [
        Line(text.strip(), _box(corners, laid), float(score))
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        if text.strip()
    ]
    letters = sum(len(line.text) for line in lines)
    sure = sum(line.score * len(line.text) for line in lines) / letters if letters else 0.0
    return tuple(sorted(lines, key=lambda line: (line.box.middle, line.box.left))), sure


def _box(corners: Any, laid: Any) -> Box:
    height, width = laid.shape[:2]
    across, down = corners[:, 0], corners[:, 1]
    return Box(
        max(0, int(across.min())),
        max(0, int(down.min())),
        min(width, int(across.max()) + 1),
        min(height, int(down.max()) + 1),
    )


def _jpeg(laid: Any) -> bytes:
    from PIL import Image

    written = BytesIO()
    Image.fromarray(laid[:, :, ::-1].copy()).save(written, "JPEG", quality=88)
    return written.getvalue()


@cache
def _engine() -> Any:
    """The recogniser, loaded once. Raises `ImportError` where the part of the program that reads cards is missing."""
    _keep_to_itself()
    rapidocr: Any = import_module("rapidocr")
    models = Path(rapidocr.__file__).parent / "models"
    told: dict[str, Any] = {
        "Global.use_cls": False,  # upside-down cards are turned by us: it costs more than it tells
        "Global.text_score": _KEPT,
        "Global.log_level": "error",
        "Rec.rec_batch_num": 1,  # six lines at once are all as wide as the widest: 80 MB more, and slower
        "Det.limit_type": "max",
        "Det.limit_side_len": _DETECTED_AT,
        "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
        "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return rapidocr.RapidOCR(params=told)


def _keep_to_itself() -> None:
    """Forbids onnxruntime to tell its maker of its use, as it does unasked since 1.29 (pull request 27379 of
    microsoft/onnxruntime). Outside Windows it has to be told before it begins, or it looks for the network and leaves
    the mark of a device in the home folder."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    library: Any = import_module("onnxruntime")
    library.disable_telemetry_events()
