"""What stands on one page, before it is known what of it is a table.

`characters` gives runs of text (without `watermarks` and what `clipping` hides, and with `lookalikes` as they are
meant), `lines` gathers them, `rules` are the ruling lines, which `pieces` puts together; `geometry` has their shapes.
`pictured` tells pages that are scans, `numbering` what begins anew. `native` and `fonts` are about PDFium itself.
"""
