"""Runs the program as its user does: through ``main.main`` in this process, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NoReturn

import main

PROJECT = Path(__file__).parents[2]

ARTICLE = """---
headline: The pier stays shut
byline: Ida Renner
tags: [harbour, pier]
desk_note: keep this line
---

The pier at Tarnby has been closed for the winter, per a Tarnby Courier report dated 3 May 2025. \
The Harbour Board declined to comment, and no notice is posted yet.

As per the Weirside Review interview dated May 1, 2025, Ada Roe, who runs the ferry, said,

“We have a plan, and they have been busy with it.”

Any further cuts, including rumours of a sale of the ferry, are not confirmed.
"""
BODY = ARTICLE.split("---\n\n", 1)[1]
CLOSURE = "The pier at Tarnby has been closed for the winter, per a Tarnby Courier report dated 3 May 2025."
RUMOUR = "Any further cuts, including rumours of a sale of the ferry, are not confirmed."
QUOTE = "“We have a plan, and they have been busy with it.”"
SLUG = "the-pier-stays-shut"

COURIER_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pier to stay closed</title>
<meta property="og:site_name" content="Tarnby Courier"><meta name="author" content="Nell Quist">
<meta property="article:published_time" content="2025-05-03T10:00:00Z">
<link rel="canonical" href="https://tarnbycourier.example/2025/05/03/pier"></head>
<body><article><h1>Pier to stay closed</h1>
<p>The pier will stay closed until spring, two people at the works said on Saturday. The board that runs the harbour
would not comment when this paper asked it in the morning and again in the afternoon.</p>
<p>The planks of the outer half were taken up in March, and the lamps were carried into the shed. Nobody has seen them
since, and the gate has been locked with a new chain that the fishermen pay no heed to.</p>
</article></body></html>
"""
REVIEW_TEXT = "Ada Roe sat down with us. “We have a plan, and they have been busy with it,” she said, and laughed.\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON, read so strictly that NaN and Infinity are refused."""
        return json.loads(self.out, parse_constant=_refuse)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def newsroom(*words: object, desk: Path | None = None) -> Ran:
    """One command, done in this process. Nothing but ``BaseException`` of our own fault gets out of it."""
    out, err = StringIO(), StringIO()
    arguments = [str(word) for word in words] + (["--desk", str(desk)] if desk is not None else [])
    with redirect_stdout(out), redirect_stderr(err):
        code = main.main(arguments)
    return Ran(code, out.getvalue(), err.getvalue())


def done(*words: object, desk: Path | None = None) -> Ran:
    """Like ``newsroom``, for a command that must succeed."""
    ran = newsroom(*words, desk=desk)
    assert ran.code == 0, f"{words} exits {ran.code}: {ran.err}"
    return ran


def refused(*words: object, desk: Path | None = None, code: int = 2) -> str:
    """Like ``newsroom``, for a command that must fail with one clear message; returns the message."""
    ran = newsroom(*words, desk=desk)
    assert ran.code == code, f"{words} exits {ran.code}: {ran.out}{ran.err}"
    assert ran.err.strip()
    assert "Traceback" not in ran.err
    return ran.err


def as_process(*words: object, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """One command in a process of its own, as a shell would start it."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "main.py"), *(str(word) for word in words)],
        cwd=PROJECT, env={**os.environ, **(environment or {})}, capture_output=True, timeout=120, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def written(path: Path, content: str | bytes) -> Path:
    """``path`` with this content; text is written as it is, as UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def desk_with_article(folder: Path) -> Path:
    """A desk below ``folder`` into which the article was imported."""
    desk = folder / "desk"
    done("import", written(folder / "pier.md", ARTICLE), desk=desk)
    return desk


def claims_of(desk: Path, story: str = SLUG) -> list[dict[str, Any]]:
    return done("claims", "list", story, "--json", desk=desk).json


def claim_that_says(desk: Path, words: str) -> dict[str, Any]:
    return next(claim for claim in claims_of(desk) if claim["wording"] == words)
