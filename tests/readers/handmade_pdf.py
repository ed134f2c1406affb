"""PDF files as small as a point needs: pages of drawing operators, Helvetica, A4 upright."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

HEIGHT = 842


def pdf(*pages: str, encrypted: bool = False) -> bytes:
    """A file of the given page contents (PDF drawing operators, y upwards)."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{4 + 2 * at} 0 R' for at in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {5 + 2 * at} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    lock = ""
    if encrypted:
        key = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>")
        lock = f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    body = "%PDF-1.4\n"
    offsets = []
    for number, thing in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{thing}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R{lock} >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def text(x: float, y: float, words: str, size: float = 10, turn: str = "1 0 0 1") -> str:
    """Words with their baseline `y` points below the top; `turn` is the first part of the text matrix."""
    return f"BT /F {size} Tf {turn} {x} {HEIGHT - y} Tm ({words}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line, y from the top."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Lines of a whole grid."""
    across = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def filled(xs: Sequence[float], ys: Sequence[float], rows: Iterable[Sequence[str]]) -> str:
    """A grid of lines with words in its cells."""
    cells = "".join(
        text(x + 3, y + 14, word)
        for y, row in zip(ys, rows, strict=False)
        for x, word in zip(xs, row, strict=False)
        if word
    )
    return ruled(xs, ys) + cells


PICTURE = "q 500 0 0 700 50 70 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
"""A grey picture over the page, as a scan is."""
