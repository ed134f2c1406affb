"""The words of the text and the headline figures that accounts know of."""

from __future__ import annotations

from budgetlib.accounts import Key, Period
from budgetlib.narrative.metrics import metrics


def test_every_headline_figure_that_texts_state_has_words() -> None:
    """A key of `accounts/` that is spoken of and that no rule finds would be missing in silence."""
    known = metrics()
    said = {key for rules in known.rules.values() for rule in rules for key in rule.keys}
    said |= {amount for count in said if (amount := known.paired(count))}
    said |= {known.of_period(key, period) for key in said for period in (Period.PRIOR, Period.BUDGET)}
    said |= set(known.stand_ins)
    assert {key for key in Key if key.about.spoken} <= said
