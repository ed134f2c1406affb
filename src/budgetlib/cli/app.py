"""The command group, and how errors become one line on stderr and an exit status."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

import click

from budgetlib import __version__
from budgetlib.errors import EXIT_INTERRUPTED, BudgetlibError, of_the_system
from budgetlib.file_names import showable

_COMMANDS: Final = ("parse", "facts", "check", "run", "report", "build", "synthesize", "doctor")
"""Commands in the order of the help. `budgetlib x` is the function `x` in `budgetlib.cli.x`."""

_EXIT_STATUSES: Final = """\
\b
Exit status:
  0    everything worked
  1    something failed; the message says what
  2    wrong command line
  3    a file can't be read
  4    a file is not a disclosure
  5    a data package is missing or was made by another version
  6    a notebook failed
  7    a page could not be rendered
  8    some documents or notebooks of several failed, the others are done
  9    a rule failed (budgetlib check)
  130  interrupted
"""


class _Commands(click.Group):
    """Imports a command's module when it is needed, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"budgetlib.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXIT_STATUSES,
)
@click.version_option(__version__, message="budgetlib %(version)s")
@click.option("--debug", is_flag=True, help="Show the Python traceback of an error.")
def app(debug: bool) -> None:
    """Read China's government budget disclosures: from the published files to tidy, checked data and reports.

    \b
    budgetlib facts FILE          the headline figures of one disclosure
    budgetlib parse FILE... -o D  a data package (Parquet, CSV, Excel) from some disclosures
    budgetlib build               everything in data/raw, to data package, notebooks and website
    """


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with one of the documented exit statuses."""
    _write_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever stops a service or a job means Ctrl-C
    words = list(sys.argv[1:] if args is None else args)
    try:
        status = app.main(words, prog_name="budgetlib", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "budgetlib"
        sys.exit(_complain(f"{error.format_message()} (see `{command} --help`)", error.exit_code))
    except click.ClickException as error:
        sys.exit(_complain(error.format_message(), error.exit_code))
    except (KeyboardInterrupt, click.Abort):
        sys.exit(_complain("interrupted", EXIT_INTERRUPTED))
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone: nothing more to say, also not at interpreter exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "--debug" in takewhile(lambda word: word.startswith("-"), words):
            click.echo(getattr(error, "trace", "") or traceback.format_exc(), err=True, nl=False)
        known = error if isinstance(error, BudgetlibError) else of_the_system(error)
        if known is not None:
            sys.exit(_complain(str(known), known.exit_status))
        problem = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        sys.exit(_complain(f"{problem} (this is a bug; `budgetlib --debug ...` shows where)", 1))
    sys.exit(status if isinstance(status, int) else 0)


def _complain(message: str, status: int) -> int:
    click.echo(f"budgetlib: {showable(' '.join(message.split()))}", err=True)
    return status


def _write_utf8() -> None:
    """Pipes and files get UTF-8 everywhere: Windows would write the code page of the machine."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
