"""Text as it enters: without what no page shows and what would act on who shows it.

Control characters, escape sequences, halves of characters and marks that turn the direction of writing come with damaged
and with hostile files. They are dealt with once, where files enter; nothing after that meets any of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from budgetlib.document import Block, Document, Paragraph

_UNSEEN = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[@-Z\\\\^_])"  # escape sequences
    "|[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""What is taken out: it shows nothing."""
_DAMAGED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]"
)
"""What is shown as damage: something stood there."""
_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\U0001fffe\U0001ffff]"
)


def clean(text: str) -> str:
    """The text without what shows nothing, and with � for what is damaged."""
    return _DAMAGED.sub("\ufffd", _UNSEEN.sub("", text)) if _ANY.search(text) else text


def cleaned(document: Document) -> Document:
    """The document with its texts clean; the same where they are."""
    blocks = tuple(map(_cleaned, document.blocks))
    notes = tuple((clean(note), place) for note, place in document.notes)
    if notes == document.notes and all(map(_is_same, blocks, document.blocks)):
        return document
    return replace(document, blocks=blocks, notes=notes)


def _is_same(one: object, other: object) -> bool:
    return one is other


def _cleaned(block: Block) -> Block:
    if isinstance(block, Paragraph):
        text = clean(block.text)
        return block if text is block.text else replace(block, text=text)
    if not any(map(_ANY.search, map("\n".join, block.rows))):
        return block
    return replace(block, rows=tuple(tuple(map(clean, row)) for row in block.rows))
