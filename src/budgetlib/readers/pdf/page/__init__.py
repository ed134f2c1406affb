"""What stands on one page, before it is known what of it is a table.

`characters` gives runs of text (with `lookalikes` as they are meant) out of the `objects` of the page that are `painted`,
without `overlays` and what `clipping` hides; `fields` are filled forms. `lines` gathers runs, `rules` are the ruling
lines, which `pieces` puts together; `geometry` and `matrices` say where things are.
`pictured` tells pages that are scans, `numbering` what begins anew. `native` and `fonts` are about PDFium itself.
"""
