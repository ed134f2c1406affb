"""Many documents, notebooks and pages: what is stale, done on every core, through failures.

- `document`: one file to its result
"""
