"""English words by which a text promises a number of things and goes on to list them."""

import re

COUNT_WORDS: dict[str, int] = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
NOUNS = (
    "signals", "reasons", "factors", "signs", "facts", "causes", "clues", "indications", "developments", "findings",
    "arguments", "examples", "lessons", "takeaways", "questions", "things", "ways", "indicators", "changes",
)  # fmt: skip
LISTED_NOUNS = "|".join(NOUNS)
_COUNT = f"(?P<count>{'|'.join(COUNT_WORDS)}|[2-9]|10)"
COUNTED = re.compile(rf"[*_]*{_COUNT}\s(?:[a-z\-]+\s){{0,2}}(?P<noun>{LISTED_NOUNS})\b", re.IGNORECASE)
# "Two things are certain", "two signs of …": a count of these goes on to list; "two signs fell over" does not.
PROMISES = re.compile(
    r"[*_]*(?:\s*[:.,–—-]|\s+(?:(?:have|has|had|all|both|also|clearly|now) )?(?:stand|stood|point|pointed|support"
    r"|supported|suggest|suggested|explain|explained|led|lead|make|made|show|showed|indicate|indicated|speak|spoke|back|backed"
    r"|underpin|drive|drove|helped|came|come|emerged|emerge|matter|are|were|behind|why|how|that|which|for|to)\b)",
    re.IGNORECASE,
)
ITEM_BEGINS = re.compile(
    r"[*_]*(?:one|the first|first|firstly|the second|second|secondly|the third|third|thirdly|another|the other|then"
    r"|next|also|finally|lastly|the last|a second|a third|moreover|besides|in addition|meanwhile|\d+[.)])\b",
    re.IGNORECASE,
)
COUNTED_WITHIN = re.compile(
    r"(?<![\w$£€.,-])(?P<count>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[2-9]|10)\s"
    rf"(?:[a-z\-]+\s){{0,2}}(?P<noun>{LISTED_NOUNS})\b"
)
HERE_ARE = re.compile(r"\b(?:[Hh]ere (?:are|were)|[Tt]hese are|[Tt]he following|[Bb]elow are)\s(?:the |our |my )?\Z")
# "gave three reasons for it: cost and noise."
BEHIND_COLON = re.compile(r"[^.!?:;]{0,80}:\s+(?P<items>[^.!?:;]+)[.!?]?[\s)]*\Z")
PARTED = re.compile(r",\s*(?:and\s+|or\s+)?|;\s*|\s+(?:and|or|as well as|plus|then|&)\s+")
COUNTS_ITSELF = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|both|others?|more|below|following|see|table|list"
    r"|these|here)\b|\d|\ufffc",
    re.IGNORECASE,
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
FIRST = re.compile(r"(?:the )?first(?:ly)?(?:,| (?:is|was|came|reason|lesson|sign|that|of these)\b)", re.IGNORECASE)
GOES_ON = re.compile(r"\b(?:another|also|finally|last|lastly|then|next|other|besides|moreover|too)\b", re.IGNORECASE)

WORKS: dict[str, str] = {
    "studies": "study", "reports": "report", "surveys": "survey", "polls": "poll", "papers": "paper",
    "reviews": "review", "audits": "audit", "inquiries": "inquiry", "analyses": "analysis", "trials": "trial",
}  # fmt: skip
BOTH_WORKS = re.compile(rf"\b[Bb]oth (?:of (?:the|these|those) )?(?P<noun>{'|'.join(WORKS)})\b(?! (?:and|of)\b)")
WORK_NAMED = re.compile(rf"\b(?:{'|'.join([*WORKS, *WORKS.values(), 'article', 'research', 'experiment'])})\b")
A_SECOND = re.compile(
    r"\b(?:another|second|third|others?|two|three|four|several|pair|separate|later|earlier|similar|previous|again|both"
    r"|one by|and by|each|first|follow-up|new|newer|older|which)\b"
)

SOURCE_NOUNS = ("sources", "outlets", "newspapers", "papers", "publications")
COUNTED_SOURCES = re.compile(
    r"(?<![\w-])(?P<count>[Tt]wo|[Tt]hree|[Ff]our)\s(?:(?:separate|independent|different|local|other|trusted|reliable"
    rf"|trade)\s){{0,2}}(?P<noun>{'|'.join(SOURCE_NOUNS)})\b(?! (?:of|in|at|from|with|close)\b)"
)
_NAME = r"[A-Z][\w’'&-]*(?:\s(?:of\s|for\s)?(?:the\s)?[A-Z][\w’'&-]*)*"
NAMED_TELLS = re.compile(
    rf"(?P<name>{_NAME})\s(?:also |first |later |has |had |\w+ly ){{0,2}}(?:said|says|told|reported|reports|wrote"
    r"|writes|confirmed|confirms|announced|noted|has it|carried)\b"
    rf"|\b(?:[Aa]ccording to|[Pp]er|by|including|namely|such as|among them|one of them|:)\s(?:the\s)?"
    rf"(?P<cited>{_NAME})"
)
JOINED_BEFORE = re.compile(r"[A-Z][\w’'&-]*,?\s(?:and|or|&)\s(?:the\s)?\Z|[A-Z][\w’'&-]*,\s(?:the\s)?\Z")
JOINED_BEHIND = re.compile(r",?\s(?:and|or|&|as well as)\s(?:the\s)?[A-Z]")
NO_SOURCE_NAMED = frozenset(
    ("it", "he", "she", "they", "both", "one", "two", "the", "this", "that", "three", "sources")
)
