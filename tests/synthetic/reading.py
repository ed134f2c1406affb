"""What the library reads in a made-up document."""

from __future__ import annotations

from hashlib import sha256

from budgetlib.checks import check
from budgetlib.disclosure import Disclosure
from budgetlib.document import Document
from budgetlib.interpret import interpret
from budgetlib.readers.markdown import read_blocks
from budgetlib.readers.paragraphs import join_broken
from budgetlib.readers.tables.continuation import join_continued


def read(text: str) -> Disclosure:
    digest = sha256(text.encode()).hexdigest()
    blocks = join_broken(join_continued(read_blocks(text)))
    return interpret(Document("made-up.md", "markdown", digest, blocks))


def failed_rules(text: str) -> set[str]:
    """Rules that fail, or can't tell, in a document: of any severity."""
    return {one.rule_id for one in check(read(text)) if one.outcome in ("fail", "undeterminable")}
