"""The stages of a build, in order: parse, package, sources, notebooks, reports, site.

Each has the same shape: `NAME`, a function that lists its steps with what they depend on, and the function that
does one of them.
"""
