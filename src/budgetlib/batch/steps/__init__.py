"""The steps of a build. Each has the same shape.

`NAME`, `run` on a build that goes on, and for that a function that lists its tasks with what they depend on, and the
function that does one of them, which may be in another process or on another machine.
"""
