"""The same notebook, executed by papermill's own engine and by the warm one, has the same outputs."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

import pytest
from made_up_cells import Execute
from nbformat import NotebookNode
from PIL import Image

FAILS = "raises-exception"
"""The tag that lets a notebook go on after a cell that is meant to fail."""

TEXT = [
    "print('一'); 1 + 1",
    "import sys\nfor n in range(3):\n    print('out', n)\n    print('err', n, file=sys.stderr)",
    "import time\nprint('first', end=' '); time.sleep(0.5); print('late', file=sys.stderr)\ntime.sleep(0.5); print('last')",
    "print('progress 1\\rprogress 2'); print('x' * 5)",
    "import warnings; warnings.warn('careful'); 'after'",
    "x = 5; x",
    "x;",
    "_ + 1, Out[6], In[1]",
    "None",
    "",
    "# nothing",
    "x?",
    "print",
    "import os; os.path.basename(os.getcwd()), os.environ['MPLBACKEND'], __name__",
    "import logging; logging.warning('logged'); logging.getLogger('a').error('too')",
    "import threading\nthread = threading.Thread(target=print, args=('from a thread',)); thread.start(); thread.join()",
    "{'a': [1.5, float('nan')], 'b': {1, 2}}",
]
DISPLAYS = [
    "from IPython.display import HTML, Markdown, JSON, SVG, display, clear_output\nprint('before'); display(HTML('<b>x</b>')); print('after'); Markdown('**x**')",
    "handle = display('first', display_id='place'); again = display('first', display_id='place'); handle.update('second')",
    "handle.update('third')",
    "print('gone'); clear_output(); print('stays')",
    "print('gone'); clear_output(wait=True); display('stays')",
    "display(JSON({'a': 1}), metadata={'m': 1}); SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>')",
    "import pandas as pd; pd.DataFrame({'金额': [1.0, 2.5], '单位': ['万元', None]})",
    "print(pd.DataFrame([range(30)] * 3)); pd.DataFrame([range(30)] * 100)",
    "import warnings; warnings.simplefilter('ignore')\nfrom pandas._config.config import _registered_options\nfor name in _registered_options: print(name, str(pd.get_option(name)).lower())",
    "pd.Series([1, 2]).describe()",
    "class Broken:\n    def __repr__(self): raise ValueError('no text')\nBroken()",
    "class Own:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n        return {'text/plain': 'p', 'image/png': b'\\x89PNG', 'x/y': {'z': 1}}, {'x/y': {'k': 2}}\nOwn()",
]
CHARTS = [
    "import matplotlib.pyplot as plt\nimport numpy as np",
    "fig, ax = plt.subplots(); ax.plot(np.arange(5)); ax.set_title('t')",
    "print('before'); plt.bar([1, 2], [3, 4]); plt.show(); print('after'); plt.plot([1, 2]);",
    "for n in range(2):\n    plt.figure(figsize=(2, 1)); plt.plot([n, 1])",
    "fig",
    "plt.get_backend(), plt.isinteractive()",
    "print(plt.rcParams)",
    "%matplotlib inline\nplt.plot([3, 1]);",
    "%config InlineBackend.figure_formats = ['svg']\nplt.figure(figsize=(1, 1)); plt.close('all')",
    "%config InlineBackend.figure_formats = ['retina']\nplt.plot([1, 3]);",
    "pd = __import__('pandas'); pd.Series([1, 4, 2]).plot(figsize=(3, 2))",
]
MAGICS = [
    "!echo from a shell",
    "files = !echo a; echo b\nfiles",
    "import os, subprocess, sys, time\nprint('one'); sys.stdout.flush(); subprocess.run(['echo', 'two']); subprocess.run('echo three >&2', shell=True); time.sleep(0.3); os.system('exit 3')",
    "!no-such-program-anywhere",
    "_exit_code",
    "%%bash\necho in bash",
    "%%capture held\nprint('held')",
    "held.stdout",
    "%%writefile made.txt\ncontent",
    "!cat made.txt; rm made.txt",
    "%pwd\n%who str",
    "%load_ext autoreload",
    "import asyncio\nawait asyncio.sleep(0.01)\n'waited'",
    "async def ticking():\n    await asyncio.sleep(0.01)\n    print('in the background')\ntask = asyncio.create_task(ticking()); 'started'",
    "await task; task.done()",
    "asyncio.get_running_loop().is_running()",
    "def tenfold(x): return 10 * x\nimport multiprocessing\nwith multiprocessing.get_context('fork').Pool(2) as pool: numbers = pool.map(tenfold, [1, 2])\nnumbers",
    "multiprocessing.get_context('fork').Process(target=print, args=('from a process',), kwargs={'flush': True}).run()",
    "get_ipython().__class__.__name__",
]
ERRORS = [
    ("def inner(): return {}['三公']\ndef outer(): return inner()\nprint('before'); outer()", FAILS),
    ("1 +", FAILS),
    ("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise RuntimeError('second') from e", FAILS),
    ("input('name? ')", FAILS),
    ("import getpass; getpass.getpass()", FAILS),
    ("import sys; sys.exit(3)", FAILS),
    ("sys.exit()", FAILS),
    ("raise KeyboardInterrupt", FAILS),
    ("import asyncio; await asyncio.sleep(0.01); 1 / 0", FAILS),
    ("later = asyncio.sleep(0)\ntry:\n    asyncio.run(later)\nfinally:\n    later.close()", FAILS),
    ("%no_such_magic", FAILS),
    ("%%no_such_magic\nx", FAILS),
    ("import no_such_module", FAILS),
    ("import pandas as pd; pd.DataFrame({'a': [1]})['b']", FAILS),
    ("raise ValueError('几\\n行')", FAILS),
    ("class Odd(Exception):\n    def __str__(self): return 'odd'\nraise Odd()", FAILS),
    ("%xmode minimal\n1 / 0", FAILS),
    "print('the end')",
]


@pytest.mark.parametrize(
    "cells", [TEXT, DISPLAYS, CHARTS, MAGICS, ERRORS], ids=["text", "displays", "charts", "magics", "errors"]
)
def test_outputs(execute: Execute, cells: list[Any]) -> None:
    assert_same(*both(execute, *cells))


@pytest.mark.parametrize(
    "last",
    [
        "1 / 0",
        "import sys; sys.exit()",
        "import sys; sys.exit('reason')",
        "%%time\n1 / 0",
        "def f(:",
        "exit_code = 1; %tb",
    ],
)
def test_the_end_of_a_notebook(execute: Execute, last: str) -> None:
    stock, warm = both(execute, "print('before')", last, "print('after')")
    assert_same(stock, warm)


def test_parameters(execute: Execute) -> None:
    given = {"year": 2024, "unit": "007", "shares": [0.5, None, True], "of": {"三公": 1}}
    stock, warm = both(
        execute,
        ("year = 0; unit = ''\nshares = []; of = {}", "parameters"),
        "year, unit, shares, of",
        parameters=given,
    )
    assert_same(stock, warm)
    assert stock.metadata.papermill.parameters == warm.metadata.papermill.parameters == given
    assert [cell.metadata.tags for cell in warm.cells] == [["parameters"], ["injected-parameters"], []]


def test_a_cell_with_time_says_how_long_it_took(execute: Execute) -> None:
    (cell,) = execute("%%time\nprint('x')").cells
    assert re.fullmatch(r"x\nCPU times: .*\nWall time: .*\n", cell.outputs[0].text)


def both(execute: Execute, *cells: Any, **options: Any) -> tuple[NotebookNode, NotebookNode]:
    return execute(*cells, engine=None, **options), execute(*cells, **options)


def assert_same(stock: NotebookNode, warm: NotebookNode) -> None:
    assert len(stock.cells) == len(warm.cells)
    for of_stock, of_warm in zip(stock.cells, warm.cells, strict=True):
        assert comparable(of_warm) == comparable(of_stock), of_stock.source
    assert warm.metadata.language_info == stock.metadata.language_info
    assert comparable(warm.metadata) == comparable(stock.metadata)


def comparable(value: Any, name: str = "") -> Any:
    """A notebook's part without what differs between two equal runs: times, addresses, process numbers."""
    if isinstance(value, dict):
        return {key: comparable(each, key) for key, each in value.items() if key != "id"}
    if isinstance(value, list):
        return [comparable(each, name) for each in (joined(value) if name == "outputs" else value)]
    if name == "image/png" and len(value) > 100:
        image = Image.open(io.BytesIO(base64.b64decode(value)))
        return image.size, image.mode, image.tobytes()
    if name in {"start_time", "end_time", "duration"} or name.startswith(("iopub.", "shell.")):
        return value is None or "present"
    if isinstance(value, str):
        return re.sub(
            r"0x[0-9a-f]+|(?<=CPU times: ).*|(?<=Wall time: ).*|ipykernel_\d+|(?<=File /tmp/)\S+", "…", value
        )
    return value


def joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Outputs with what follows on the same stream added to it: where a kernel cuts it depends on the moment."""
    whole: list[dict[str, Any]] = []
    for output in outputs:
        last = whole[-1] if whole else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            whole[-1] = {**last, "text": last["text"] + output["text"]}
        else:
            whole.append(output)
    return whole
