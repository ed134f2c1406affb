"""Charts that answer one question each, drawn with matplotlib; their titles say the answer.

Each function takes a frame with the columns of the data package and returns a `Chart`: picture, alternative
text in Chinese worked out from the data, the data itself, and the source. Amounts are in 元 in the frame; the
unit shown (元, 万元, 亿元) is chosen by the largest and stated once, in the subtitle.
"""

from budgetlib.display.charts.chart import Chart
from budgetlib.display.charts.ranked import ranked_bars

__all__ = ["Chart", "ranked_bars"]
