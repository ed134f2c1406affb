"""The recogniser: finds print in a picture, and says what a line of print says.

RapidOCR with the PP-OCR models in its wheel, on ONNX Runtime: nothing is downloaded. A process loads the models once.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from budgetlib.readers.scan.raster import Picture

_MOST_THREADS = 4
_DETECTION_SIDE = 1600
"""Print is looked for in a picture of at most so many pixels a side: its lines are found at half the size at which
they are read, and finding them is what takes most memory."""
_LEAST_SIDE = 32
_LINE_HEIGHT = 48
"""What the recogniser makes of every line; the shortest are widened to twice that, no further: half of all cells of
a table are that short, and time goes by width."""


class Reading(NamedTuple):
    """What a line of print says, and how sure the recogniser is of it, from 0 to 1."""

    text: str
    score: float


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Rec.rec_batch_num": 1,
            "Rec.rec_img_shape": [3, _LINE_HEIGHT, 2 * _LINE_HEIGHT],
        }
    )


@lru_cache(maxsize=1)
def _threads() -> ThreadPoolExecutor | None:
    """What recognises lines side by side; None in a worker of a pool, which has the cores of the others beside it.

    Lines are small: several at a time on a core each is faster than one at a time on all of them.
    """
    number = min(_MOST_THREADS, os.cpu_count() or 1)
    if number == 1 or multiprocessing.parent_process() is not None:
        return None
    return ThreadPoolExecutor(number, thread_name_prefix="ocr")


def find_print(picture: Picture) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom in pixels) around lines of print, whatever stands in the picture."""
    height, width = picture.shape
    if min(height, width) < _LEAST_SIDE:
        return []
    shrunk = min(1.0, _DETECTION_SIDE / max(height, width))
    small = cv2.resize(picture, None, fx=shrunk, fy=shrunk, interpolation=cv2.INTER_AREA)
    found = _engine()(_in_colour(small), use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    if boxes is None:
        return []
    return [
        (
            max(int(np.floor(box[:, 0].min() / shrunk)), 0),
            max(int(np.floor(box[:, 1].min() / shrunk)), 0),
            min(int(np.ceil(box[:, 0].max() / shrunk)), width),
            min(int(np.ceil(box[:, 1].max() / shrunk)), height),
        )
        for box in boxes
    ]


def recognise(pictures: Sequence[Picture]) -> list[Reading]:
    """What pictures of one line of print each say; an empty text where one says nothing."""
    threads = _threads()
    if threads is None or len(pictures) < 2:
        return [_recognised(picture) for picture in pictures]
    first = _recognised(pictures[0])  # loads the model, which only one may do
    return [first, *threads.map(_recognised, pictures[1:])]


def _recognised(picture: Picture) -> Reading:
    found = _engine()(_in_colour(picture), use_det=False, use_cls=False, use_rec=True)
    texts, scores = getattr(found, "txts", None), getattr(found, "scores", None)
    if not texts or not scores:
        return Reading("", 0.0)
    return Reading(str(texts[0]), float(scores[0]))


def _in_colour(picture: Picture) -> Any:
    return cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
