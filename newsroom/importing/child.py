"""Parsers of foreign files run here, in a process of their own with limits of memory and time (design.md section 8).

`parse_in_child` starts `python -m newsroom.importing.child NAME`, hands it the bytes and gets JSON back. On Linux and
macOS the child limits its own memory and processor time before it reads a byte; elsewhere the clock alone limits it.
"""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, cast

from newsroom.domain.errors import BadInput

MEMORY = 600 * 1024 * 1024
"""Bytes of address space."""
SECONDS = 20
"""Of processor time; the parent waits half as long again on the clock."""
NICE = 5
"""Steps of priority the child stands back behind the window."""
LARGEST_ANSWER = 128 * 1024 * 1024
"""Bytes a parser may hand back."""
PARSERS = {
    "html": "newsroom.importing.html_text:read_page",
    "mhtml": "newsroom.importing.saved_page_archives:read_mhtml",
    "webarchive": "newsroom.importing.saved_page_archives:read_webarchive",
    "pdf": "newsroom.importing.pdf_text:read_pdf",
    "page_picture": "newsroom.importing.pdf_text:picture_of_page",
    "docx": "newsroom.importing.docx_text:read_docx",
    "transcript": "newsroom.importing.transcripts:read_transcript",
    "mail": "newsroom.importing.mail_text:read_mail",
    "picture": "newsroom.importing.pictures:read_picture",
}


class _Answer(Protocol):
    def as_answer(self) -> dict[str, object]: ...


_ROOT = Path(__file__).resolve().parents[2]
_TOO_MUCH = "needs more memory or time than is allowed (600 MB, 20 seconds)"


def parse_in_child(
    parser: str, data: bytes, *, file_name: str, options: Sequence[str] = (),
    instead: str = "It can be kept without its text."
) -> Mapping[str, object]:  # fmt: skip
    """What the named parser reads from the bytes. Its refusals, its limits and its crashes are all `BadInput`, a
    sentence and behind it what to do `instead`."""
    # -P: a folder the person happens to stand in must not lend the child its modules.
    command = [sys.executable, "-P", "-m", "newsroom.importing.child", parser, *options]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS * 1.5, check=False, env=environment, cwd=_ROOT
        )
    except subprocess.TimeoutExpired as error:
        raise BadInput(f"“{file_name}” {_TOO_MUCH}. {instead}") from error
    try:
        answer = cast("dict[str, object]", json.loads(done.stdout))
    except ValueError as error:
        raise BadInput(f"“{file_name}” {_TOO_MUCH}, or is damaged. {instead}") from error
    if "refused" in answer:
        raise BadInput(f"“{file_name}” {answer['refused']}. {instead}")
    return answer


def run_parser(parser: str, data: bytes, *options: str) -> dict[str, object]:
    """The parser's answer, or {"refused": why} in words that follow the file's name."""
    module, _, name = PARSERS[parser].partition(":")
    try:
        parse = cast("Callable[..., _Answer | dict[str, object]]", getattr(importlib.import_module(module), name))
        read = parse(data, *options)
        return read if isinstance(read, dict) else read.as_answer()
    except BadInput as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": _TOO_MUCH}
    except RecursionError:
        return {"refused": "is nested too deeply to be read"}
    except Exception as error:  # noqa: BLE001  # whatever a hostile file provokes, the parent tells it to the person
        return {"refused": f"cannot be read ({type(error).__name__}: {str(error)[:200]})"}


def limit_this_process() -> None:
    """Hard limits where the system has them."""
    if sys.platform == "win32":
        return
    import resource

    # Whoever sits at the keys comes first.
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":
        # macOS refuses RLIMIT_AS; there the processor limit and the clock must do.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> None:
    """The child's whole life: limits, bytes in, JSON out."""
    limit_this_process()
    answer = json.dumps(run_parser(sys.argv[1], sys.stdin.buffer.read(), *sys.argv[2:])).encode("ascii")
    if len(answer) > LARGEST_ANSWER:
        answer = json.dumps({"refused": "holds more text than anybody could read"}).encode("ascii")
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
