"""Tables over several pages, made up as small as the point needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetlib.document import Block, Paragraph, Table
from budgetlib.readers.tables.continuation import join_continued

HEADER = ("项目", "合计", "基本支出")


def table(*rows: Sequence[str], page: int | None = None, number: int = 0, ruled: bool = False) -> Table:
    return Table(
        number=number,
        rows=tuple(tuple(row) for row in rows),
        lines=(None,) * len(rows),
        pages=(page,) * len(rows),
        spans={} if ruled else None,
    )


def tables(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def test_repeated_header_is_dropped() -> None:
    (joined,) = join_continued(
        [table(HEADER, ("教育支出", "5.00", "5.00"), page=1), table(HEADER, ("合计", "5.00", "5.00"), page=2)]
    )
    assert isinstance(joined, Table)
    assert joined.rows == (HEADER, ("教育支出", "5.00", "5.00"), ("合计", "5.00", "5.00"))
    assert joined.seams == (2,)
    assert joined.pages == (1, 1, 2)


def test_blank_first_row_marks_a_continuation_in_pipe_tables() -> None:
    (joined,) = join_continued(
        [table(HEADER, ("教育支出", "5.00", "5.00")), table(("", "", ""), ("农林水支出", "", ""))]
    )
    assert isinstance(joined, Table)
    assert joined.rows[-1] == ("农林水支出", "", "")
    assert len(joined.rows) == 3


def test_blank_row_of_a_ruled_table_is_kept() -> None:
    first = table(HEADER, ("教育支出", "5.00", "5.00"), page=1, ruled=True)
    (joined,) = join_continued([first, table(("", "", ""), ("合计", "5.00", "5.00"), page=2, ruled=True)])
    assert isinstance(joined, Table)
    assert joined.rows[2] == ("", "", "")


def test_rows_of_figures_go_on_without_a_header() -> None:
    (joined,) = join_continued(
        [table(HEADER, ("教育支出", "5.00", "5.00"), page=1), table(("合计", "5.00", "5.00"), page=2)]
    )
    assert isinstance(joined, Table)
    assert len(joined.rows) == 3


def test_another_header_is_another_table() -> None:
    blocks = [
        table(HEADER, ("教育支出", "5.00", "5.00"), ("合计", "5.00", "5.00"), page=1),
        table(("收入", "决算数", "备注"), ("事业收入", "7.00", ""), page=2),
    ]
    assert [one.number for one in tables(join_continued(blocks))] == [1, 2]


def test_next_form_is_another_table() -> None:
    """Forms have no header: their first row begins with the same label and holds another value."""
    forms = [
        table(("项目名称", name), ("年度目标", "完成"), page=page) for page, name in enumerate("甲乙", 1)
    ]
    assert len(tables(join_continued(forms))) == 2


def test_title_inside_the_frame_is_another_table() -> None:
    first = table(HEADER, ("教育支出", "5.00", "5.00"), page=1, ruled=True)
    titled = replace(
        table(("三公经费表", "", ""), ("合计", "1.00", "1.00"), page=2, ruled=True), spans={(0, 0): (1, 3)}
    )
    assert len(tables(join_continued([first, titled]))) == 2


def test_paragraph_parts_tables() -> None:
    one, two = table(HEADER, ("a", "1.00", "1.00"), page=1), table(("b", "2.00", "2.00"), page=2)
    assert len(tables(join_continued([one, Paragraph("表二", page=2), two]))) == 2


def test_title_printed_again_does_not_part_a_table() -> None:
    one, two = table(HEADER, ("a", "1.00", "1.00"), page=1), table(HEADER, ("b", "2.00", "2.00"), page=2)
    title = [Paragraph("支出总表", page=1), Paragraph("单位：元", page=1)]
    again = [Paragraph("支出 总表", page=2), Paragraph("单位：元", page=2)]
    joined = join_continued([*title, one, *again, two])
    assert [type(block) for block in joined] == [Paragraph, Paragraph, Table]
    assert tables(joined)[0].rows[-1] == ("b", "2.00", "2.00")


def test_same_title_above_another_header_is_another_table() -> None:
    title = Paragraph("绩效目标表")
    forms = [table(("项目名称", name, ""), ("目标", "完成", "")) for name in "甲乙"]
    assert len(tables(join_continued([title, forms[0], title, forms[1]]))) == 2


def test_tables_below_each_other_on_a_page_stay_apart() -> None:
    one, two = table(HEADER, ("a", "1.00", "1.00"), page=3), table(("b", "2.00", "2.00"), page=3)
    assert len(tables(join_continued([one, two]))) == 2


def test_list_of_words_with_a_repeated_header() -> None:
    """A catalogue has no figures: its header is whole because it names every column."""
    header = ("代码", "一级目录", "二级目录")
    pages = [table(header, (f"A0{page}", "公共安全服务", ""), page=page) for page in (1, 2, 3)]
    (joined,) = join_continued(pages)
    assert isinstance(joined, Table)
    assert [row[0] for row in joined.rows] == ["代码", "A01", "A02", "A03"]
    assert joined.seams == (2, 3)


def test_word_for_a_figure_below_a_merged_cell_goes_on() -> None:
    """优 stands where other rows have figures."""
    first = table(("单位", "指标", "值"), ("甲", "数量", "3"), ("", "时效", "12"), page=1, ruled=True)
    (joined,) = join_continued([first, table(("", "质量", "优"), page=2, ruled=True)])
    assert isinstance(joined, Table)
    assert len(joined.rows) == 4


def test_merged_column_is_found_by_its_edges() -> None:
    """On the second page the two middle columns are merged all the way down."""
    wide = table(("a", "b", "c", "d"), ("x", "1.00", "2.00", "3.00"), page=1, number=1, ruled=True)
    narrow = table(("y", "4.00", "5.00"), page=2, number=2, ruled=True)
    edges = {1: [0.0, 10.0, 20.0, 30.0, 40.0], 2: [0.0, 10.1, 30.0, 40.0]}
    (joined,) = join_continued([wide, narrow], edges)
    assert isinstance(joined, Table)
    assert joined.rows[-1] == ("y", "4.00", "", "5.00")
    assert joined.spans == {(2, 1): (1, 2)}
    assert len(tables(join_continued([wide, narrow]))) == 2, "without edges widths must be equal"


def test_spans_move_with_their_rows() -> None:
    first = replace(table(HEADER, ("a", "1.00", "1.00"), page=1, ruled=True), spans={})
    second = replace(table(HEADER, ("b", "", "2.00"), page=2, ruled=True), spans={(1, 0): (1, 2)})
    (joined,) = join_continued([first, second])
    assert isinstance(joined, Table)
    assert joined.spans == {(2, 0): (1, 2)}


def test_tables_that_both_begin_with_their_total_stay_apart() -> None:
    """One table for each unit below the other, all with one title and one header."""
    head, total = ("项目", "金额"), ("合计", "30.00")
    first = table(head, total, ("办公费", "10.00"), ("印刷费", "20.00"), number=1)
    second = table(head, ("合计", "5.00"), ("办公费", "5.00"), number=2)
    assert [len(one.rows) for one in join_continued([first, second]) if isinstance(one, Table)] == [4, 3]


def test_header_whose_names_stand_in_other_columns_of_the_same_width() -> None:
    """Without lines between columns the place of a name over several of them is a guess."""
    names = ("项目名称", "合计", "基本")
    first = table(("项目", "", "金额"), names, ("办公费", "3.00", "3.00"), page=1)
    second = table(("", "项目", "金额"), names, ("印刷费", "2.00", "2.00"), page=2)
    (joined,) = tables(join_continued([first, second]))
    assert [row[0] for row in joined.rows] == ["项目", "项目名称", "办公费", "印刷费"]


def test_header_below_a_title_in_the_frame_is_repeated_without_it() -> None:
    title, unit = ("支出总表", "", ""), ("", "", "单位：万元")
    first = table(title, unit, HEADER, ("教育支出", "5.00", "5.00"), page=1, ruled=True)
    (joined,) = join_continued([first, table(HEADER, ("合计", "5.00", "5.00"), page=2, ruled=True)])
    assert isinstance(joined, Table)
    assert joined.rows == (title, unit, HEADER, ("教育支出", "5.00", "5.00"), ("合计", "5.00", "5.00"))


def test_first_row_alone_of_a_header_is_repeated() -> None:
    sides, names = ("收入", "", "支出", ""), ("项目", "预算数", "项目", "预算数")
    first = table(sides, names, ("财政拨款", "5.00", "一、教育支出", "5.00"), page=1, ruled=True)
    rest = ("", "", "二、住房保障支出", ""), ("总计", "5.00", "总计", "5.00")
    (joined,) = join_continued([first, table(sides, *rest, page=2, ruled=True)])
    assert isinstance(joined, Table)
    assert joined.rows[3:] == rest
    other = table(
        sides, ("项目", "决算数", "项目", "决算数"), ("财政拨款", "5.00", "教育", "5.00"), page=2, ruled=True
    )
    assert len(join_continued([first, other])) == 2, "the header of another table"
