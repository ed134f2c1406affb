"""Many documents, notebooks and pages: what is stale, done on every core, through failures.

- `build`: the build, step by step; `steps` holds them, one module each, `building` what they are given
- `tasks`, `fingerprints`: what a task of a step depends on, and why it has to run again
- `state`: what was done, which is also the lock of the folder
- `runner`, `pool`: doing the stale tasks, and the seam through which work is submitted
- `limits`, `processes`, `child`: what one document may take, and the processes that keep to it
- `document`, `parsing`, `packaging`, `source_pages`, `notebook`: what is done in a task
- `authored`, `parameters`, `failed_page`: notebooks before they run, and the page of one that failed
- `folders`, `sources`, `packaged`, `selection`: where things are, where documents came from, which are meant
- `progress`, `record`: telling while it works and afterwards
"""
