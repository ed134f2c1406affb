"""Tables on one page, by what of them is ruled.

`ruled` finds those with lines around their cells, `ruled_rows_only` those with lines between rows, `ruled_header_only`
the rows below a ruled header, `unruled` those that figures draw by standing in `columns`. `cells` fills them;
`crowded_rows` parts rows that no line parts.
"""
