"""Many documents, notebooks and pages: what is stale, done on every core, through failures.

- `build`: the build, stage by stage; `stages` holds what each stage does
- `steps`, `fingerprints`: what a step depends on, and why it has to run again
- `state`: what was done, which is also the lock of the folder
- `runner`, `pool`: doing the stale steps, and the seam through which work is submitted
- `document`: one file to its result
- `notebook`, `authored`, `parameters`, `failed_page`: executing a notebook, and the page of one that failed
- `folders`, `sources`, `packaged`, `selection`: where things are, where documents came from, which are meant
- `progress`, `record`: telling while it works and afterwards
"""
