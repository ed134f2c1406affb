"""What notebooks and reports show: amounts in words, tables, tiles and findings as HTML, charts.

Works on pandas frames with the columns of the data package and knows nothing of documents or parsing.
Everything that comes from a document is escaped here, once, on its way into HTML (`markup`).

- `format`: amounts, percentages, changes, dates and the words for blank, zero and not published
- `tables`: a frame as an accessible HTML table
- `components`: tiles, findings, badges, terms, links to evidence, source and download lines
- `charts`: charts that answer one question each
- `output`: how HTML becomes the output of a notebook cell, in JupyterLab and on the website
- `fonts`: the bundled font
"""
