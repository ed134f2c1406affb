"""Pages of PDFs as an office scanner gives them: pictures, askew, a little dirty. The same bytes for the same seed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

_PAPER = 250
_SPECKS = 0.0004
_NOISE = 6.0


def scanned(
    source: Path, target: Path, *, dpi: int = 150, pages: Sequence[int] | None = None, seed: int = 0
) -> Path:
    """Writes the pages of a PDF (counted from 1, all unless said otherwise) to `target` as a scan of them."""
    pictures = list(scanned_pages(source, dpi=dpi, pages=pages, seed=seed))
    first, *others = pictures
    first.save(target, "PDF", resolution=dpi, save_all=True, append_images=others, quality=80)
    return target


def scanned_pages(
    source: Path, *, dpi: int, pages: Sequence[int] | None = None, seed: int = 0
) -> Iterator[Image.Image]:
    """The pages as pictures: turned by 0.5 to 1.5 degrees, blurred, with specks and noise, through JPEG."""
    document = pypdfium2.PdfDocument(source)
    try:
        for number in pages or range(1, len(document) + 1):
            random = np.random.default_rng((seed, number))
            askew = random.uniform(0.5, 1.5) * random.choice((-1, 1))
            page = document[number - 1]
            picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            page.close()
            turned = picture.rotate(askew, Image.Resampling.BILINEAR, fillcolor=(_PAPER,) * 3)
            yield _through_jpeg(_dirty(turned.filter(ImageFilter.GaussianBlur(0.4)), random))
    finally:
        document.close()


def _dirty(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    pixels = np.asarray(picture).astype(np.float32)
    height, width, _ = pixels.shape
    number = int(height * width * _SPECKS)
    rows, columns = random.integers(0, height, number), random.integers(0, width, number)
    pixels[rows, columns] = random.integers(0, 120, (number, 1))
    pixels += random.normal(0, _NOISE, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _through_jpeg(picture: Image.Image) -> Image.Image:
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=80)
    return Image.open(io.BytesIO(held.getvalue()))
