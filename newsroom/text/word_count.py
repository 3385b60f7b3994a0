"""How many words a Markdown text has, as the exports state it; fast enough to be asked while somebody writes."""

import re

_MARKUP = re.compile(r"[*_`~]+|(?<!\w)#+(?=\s)|\]\([^)\s]{0,600}\)|[\[\]]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def count_words(text: str) -> int:
    """The words of a text, its markup left out."""
    return len(_WORD.findall(_MARKUP.sub("", text)))


class WordCount:
    """Counts one text again and again, and looks only at the lines it has not seen the last time."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, text: str) -> int:
        """The words of the text as it is now."""
        known: dict[str, int] = {}
        whole = 0
        for line in text.split("\n"):
            if line:
                number = self._known.get(line)
                if number is None:
                    number = count_words(line)
                known[line] = number
                whole += number
        self._known = known
        return whole
