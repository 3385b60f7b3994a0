"""Word lists written as plain lines, so that a language file reads like a list and stays short."""


def word_set(lines: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(lines.split())


def word_table(lines: str) -> dict[str, str]:
    """Pairs written word=value, parted by white space; "word=" gives the empty value."""
    pairs = (pair.partition("=") for pair in lines.split())
    return {word: value for word, _, value in pairs}


def lowered(text: str) -> str:
    """The text in lower case with each code point where it was: letters that would become two are left alone."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
