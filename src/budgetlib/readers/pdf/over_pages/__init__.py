"""What only several pages together tell.

`page_numbers` are no text of any page, nor are running headers; `same_columns` lays pieces of a table without lines on
the columns that all of them show; `further_columns` puts what a wide sheet printed on pages of its own back to the
right of its rows (`open_headers` are the header rows that such pages cut); `broken_rows` mends rows that a page break cut.
"""
