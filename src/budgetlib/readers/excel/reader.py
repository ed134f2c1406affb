"""Workbooks: every sheet that is shown, from the first to the last."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from budgetlib.document import Block, Document, Place, Table
from budgetlib.errors import ReadError
from budgetlib.readers.excel.layout import sheet_blocks
from budgetlib.readers.excel.sheet import Workbook
from budgetlib.readers.excel.xls import read_xls
from budgetlib.readers.excel.xlsx import TooLargeError, read_xlsx
from budgetlib.readers.kinds import sniff

_DOWNLOAD_AGAIN = "download it again from the publisher, or save it anew in Excel or WPS"

_NO_FORMATS = "the number formats can't be read: figures have only the decimals that their values have"


def read_excel(path: Path, data: bytes) -> Document:
    """The document in a workbook, whose bytes are `data`; `path` is only for messages and `Document.source`.

    A sheet is its name (where that says something that the sheet does not), its tables with merged cells in
    `Table.spans`, and the text around them. Numbers are as the sheet shows them, with all decimals that they have.
    `page` is the number of the sheet, `line` the number of the row in it. Hidden sheets, rows and columns are
    left out and noted. Raises `ReadError` where the file is damaged or holds nothing.
    """
    kind = sniff(data)
    workbook = _workbook(path, data, kind)
    blocks: list[Block] = []
    notes = list(workbook.notes)
    for sheet in workbook.sheets:
        tables = sum(isinstance(block, Table) for block in blocks)
        blocks += sheet_blocks(sheet, tables + 1)
        for what, number in zip(("rows", "columns"), sheet.filled_hidden, strict=True):
            if number:
                notes.append((f"{number} filled {what} are hidden and left out", Place(page=sheet.number)))
    if not blocks:
        raise ReadError(
            "the workbook holds no text and no figures", file=path, remedy="check that it is the right file"
        )
    return Document(
        source=path.name,
        format=kind,
        sha256=sha256(data).hexdigest(),
        blocks=tuple(blocks),
        notes=tuple(notes),
    )


def _workbook(path: Path, data: bytes, kind: str) -> Workbook:
    try:
        if kind != "xls":
            return read_xlsx(path, data, kind)
        try:
            return read_xls(data)
        except Exception as error:  # xlrd meets damage with whatever error its code runs into
            if "encrypted" in str(error):
                raise ReadError(
                    "a workbook with a password",
                    file=path,
                    remedy="open it with the password and save it without one",
                ) from None
            workbook = read_xlsx(path, data, kind)
            return workbook._replace(notes=(*workbook.notes, (_NO_FORMATS, Place())))
    except ReadError:
        raise
    except TooLargeError:
        raise ReadError(
            "a sheet spans too many cells", file=path, remedy="delete what stands far outside the tables"
        ) from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except (
        BaseException
    ):  # calamine's errors and panics, and what Python raises where parts contradict each other
        raise ReadError("the workbook is damaged", file=path, remedy=_DOWNLOAD_AGAIN) from None
