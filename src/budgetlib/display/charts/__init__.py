"""Charts that answer one question each, drawn with matplotlib; their titles say the answer.

Each function takes a frame with the columns of the data package and returns a `Chart`: picture, alternative
text in Chinese worked out from the data, the data itself, and the source. Amounts are in 元 in the frame; the
unit shown (元, 万元, 亿元) is chosen by the largest and stated once, in the subtitle.

- `ranked_bars`: which are the largest? Spending by function, projects
- `composition_bar`: what does the whole consist of? Basic and project spending, income by source
- `change_bars`: what changed against last year?
- `grouped_bars`: how do units and years compare? `share_bars`: which share of its whole is a part?
- `dumbbell`: how far is the final account from the budget?
- `three_public_bars`: what goes into 三公, with blank, zero and not published told apart
- `heat_map`: where do the entries lie? Departments by categories
"""

from budgetlib.display.charts.change import change_bars
from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.comparison import grouped_bars, share_bars
from budgetlib.display.charts.composition import composition_bar
from budgetlib.display.charts.dumbbell import dumbbell
from budgetlib.display.charts.heat_map import heat_map
from budgetlib.display.charts.ranked import ranked_bars
from budgetlib.display.charts.three_public import (
    AGAINST_BUDGET,
    AGAINST_PRIOR,
    CURRENT,
    three_public_bars,
)

__all__ = [
    "AGAINST_BUDGET",
    "AGAINST_PRIOR",
    "CURRENT",
    "Chart",
    "change_bars",
    "composition_bar",
    "dumbbell",
    "grouped_bars",
    "heat_map",
    "ranked_bars",
    "share_bars",
    "three_public_bars",
]
