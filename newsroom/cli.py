"""The command line: one group, its commands in ``newsroom/commands``, and what each kind of trouble exits with."""

import os
import sys
from pathlib import Path

import click

from newsroom.commands import (
    approving,
    article,
    assess,
    checks,
    evidence,
    exchange,
    held,
    leaving,
    pending,
    people,
    quotes,
    reading,
    requests,
    safety,
    sample,
)
from newsroom.domain.errors import ArchiveTrouble, BadInput, DeskHeld, NewsroomError

EXIT_CODES = """\b
Exit codes:
  0  done
  1  'check' or 'quotes check' found something that stops or asks; 'export', 'approve' or
     'story move' was refused for it
  2  the words of the command, or the file it names, cannot be used
  3  no screen to open a window on
  4  another process holds the desk, or it may not be written
  5  the disk or the archive is in trouble (full, damaged, newer version)
  6  a fault of the program; NEWSROOM_TRACE=1 shows where

\b
'newsroom COMMAND --help' tells the options of one command.
"""


@click.group(epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--desk", "desk", type=click.Path(path_type=Path), default=None, help="The desk folder to work on.")
@click.version_option(package_name="newsroom-desk", prog_name="newsroom")
def newsroom(desk: Path | None) -> None:
    """Write stories whose every sentence can be traced to evidence on your own disk.

    Nothing here ever opens a network connection. A STORY, CLAIM or SOURCE is named by the end of its id
    (the six characters the lists show), a story also by its slug.
    """


for _command in (*reading.COMMANDS, *approving.COMMANDS, *article.COMMANDS, *assess.COMMANDS, *checks.COMMANDS,
                 *evidence.COMMANDS, *exchange.COMMANDS, *held.COMMANDS,
                 *leaving.COMMANDS, *pending.COMMANDS, *people.COMMANDS, *quotes.COMMANDS, *requests.COMMANDS,
                 *safety.COMMANDS, *sample.COMMANDS):  # fmt: skip
    newsroom.add_command(_command)


def run(arguments: list[str]) -> int:
    """Does what the arguments say; every trouble comes out as one sentence on the standard error, and its code."""
    try:
        _refuse_unreadable(arguments)
        result = newsroom.main(args=arguments, prog_name="newsroom", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leaving_early:
        return leaving_early.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("Stopped. Nothing half-done was left behind.", err=True)
        return 2
    except NewsroomError as error:
        click.echo(f"newsroom: {error}", err=True)
        return exit_code_of(error)
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still held back must not be tried again on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        click.echo(
            f"newsroom: The system reported an error ({error.strerror or error}): {error.filename or 'the output'}. "
            "What was saved before is kept. Check the disk and the permissions, and do it again.",
            err=True,
        )
        return 5


def _refuse_unreadable(arguments: list[str]) -> None:
    for words in arguments:
        try:
            words.encode("utf-8")
        except UnicodeEncodeError as error:
            # A file may bear such a name; what is looked up in a desk may not.
            if not os.path.lexists(words):
                shown = words.encode("utf-8", "backslashreplace").decode("utf-8")
                raise BadInput(f"'{shown}' is not valid UTF-8. Type it again.") from error


def exit_code_of(error: NewsroomError) -> int:
    """The exit code of a kind of trouble."""
    if isinstance(error, DeskHeld):
        return 4
    return 5 if isinstance(error, ArchiveTrouble) else 2
