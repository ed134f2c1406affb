"""The website: executed notebooks staged as a Quarto project and rendered, by Quarto or without it.

`stage_site` builds the project, `render_site` renders it. Subjects:

- `project`: what `_quarto.yml` says
- `staging`: the build folder, and what is put beside the authors' pages; `staging_folder`: how files get into either
- `quarto`: the program, where it is installed
- `embedded`: the renderer used where it is not
- `report`: what became of the pages

Names are imported when they are first used: who only writes files needs no renderer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetlib.lazy import names_of

if TYPE_CHECKING:
    from budgetlib.site.embedded.renderer import PageJob, PageOutcome, SideBySide
    from budgetlib.site.quarto import MINIMUM_VERSION, Quarto, find_quarto
    from budgetlib.site.rendering import Renderer, render_site
    from budgetlib.site.report import PageFailure, RenderReport
    from budgetlib.site.staging import StagedSite, stage_site

__all__ = [
    "MINIMUM_VERSION",
    "PageFailure",
    "PageJob",
    "PageOutcome",
    "Quarto",
    "RenderReport",
    "Renderer",
    "SideBySide",
    "StagedSite",
    "find_quarto",
    "render_site",
    "stage_site",
]

if not TYPE_CHECKING:  # where types are checked, a name that is none is an error
    __getattr__ = names_of(
        __name__,
        {
            "MINIMUM_VERSION": "quarto",
            "PageFailure": "report",
            "PageJob": "embedded.renderer",
            "PageOutcome": "embedded.renderer",
            "Quarto": "quarto",
            "RenderReport": "report",
            "Renderer": "rendering",
            "SideBySide": "embedded.renderer",
            "StagedSite": "staging",
            "find_quarto": "quarto",
            "render_site": "rendering",
            "stage_site": "staging",
        },
    )
