"""Tables of whatever format: what all readers do with grids once they have them.

`spans` is the algebra of grids, and the only place that knows how merged cells move when rows or columns do; `figures`
answers whether a text is a figure; `marked_up` makes grids of tagged cells; `continuation` joins the pieces of a table
that runs over pages.
"""
