"""The warm notebook engine: one fork per notebook from a process that has everything imported already.

A stock kernel spends most of a short notebook's time starting: an interpreter, IPython, pandas, matplotlib. Here a
server imports these once (`server`, started by `warm`); every notebook gets a fork of it, with its own namespace,
random state, folder and environment (`kernel`). The fork holds ipykernel's own shell and speaks ipykernel's own
messages, over a local socket in place of ZeroMQ, and nbclient reads them with the code that it reads every kernel
with (`client`). So outputs are those of a stock kernel, not look-alikes. `papermill_engine` is the papermill engine
`budgetlib-warm` made of it, `choice` says when it is used.

Neither of two kept libraries could run the cells. What they make of six cells that print, draw and fail:

- execnb 0.3.4 starts in 9 ms and takes 0.5 ms per cell, as fast as this, but shows no chart of a cell that calls
  `plt.show()`, puts all text before all other outputs, repeats a display that is updated, misses what the
  operating system prints (`os.system`), and has tracebacks of its own.
- ploomber-engine 0.0.33 runs cells in the calling process, passes by stderr and what the operating system prints,
  has its own progress bar, and brings along a telemetry client and a debugger.

Neither keeps one notebook from bringing down the process that runs the others.
"""
