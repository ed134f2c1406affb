"""Renders a staged Quarto website where Quarto is not installed, with the Pandoc that comes from PyPI.

Reads the same `_quarto.yml` and the same pages, writes the same URLs to the same folder. Of what Quarto offers
it does what the reports use:

- pages from `.ipynb` (stored outputs), `.qmd` and `.md` (without code to run); front matter `title`, `subtitle`,
  `description`, `date`, `toc`, `toc-depth`, `toc-title`, `page-layout`, `search`, `css`,
  `include-…`
- `website`: title, favicon, navbar (left, right, menus), page-footer, search
- callouts, `panel-tabset`, figures and tables with numbers and references, foldable code, `.column-margin`,
  `.grid` (by the style sheet), raw HTML blocks, theme pair light and dark, resources

Modules: `cells` (a source → Markdown), `pandoc` and `lua/` (Markdown → HTML), `template` and `navigation` (the
HTML around it), `links` (addresses), `search`, `records` (what is up to date), `renderer` (a whole site).
"""
