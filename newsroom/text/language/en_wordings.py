"""English words by which two wordings of one thing are compared, and by which a text promises, counts and dates."""

import re

from newsroom.text.language.words import word_set

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DAY_GIVEN = re.compile(
    rf"\b(?:{MONTHS})\.?\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
    rf"|\b(?:{DAYS})\b|\b(?:today|tonight|yesterday|this (?:morning|afternoon|evening)|midnight|noon)\b"
    r"|\b\d{1,2}(?::\d\d)?\s*(?:a\.?m|p\.?m)\b"
)
TIME_GIVEN = re.compile(
    rf"\b(?:{MONTHS})\b|\b(?:1[89]|20)\d\d\b|\b(?:{DAYS})\b|\d"
    r"|\b(?:today|tomorrow|yesterday|tonight|days?|weeks?|months?|years?|decades?|spring|summer|autumn|fall|winter"
    r"|hours?|minutes?|dates?|soon|later|earlier|never|morning|evening|once|after|until|before)\b",
    re.IGNORECASE,
)
NUMBER_GIVEN = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|half|twice|double|none|nobody|no|few|several|many|most|unknown|unclear)\b",
    re.IGNORECASE,
)
PUBLISHING = (
    "announced|released|published|issued|posted|filed|listed|scheduled|disclosed|confirmed publicly|made public"
    "|put online|registered"
)
# Nothing there yet, of what would be published: whoever reads it later must know of which day it was true.
NOTHING_PUBLISHED = re.compile(
    rf"\b(?:no|nothing|none|neither)\b[^.;:?!]{{0,50}}?\b(?:(?:has|have|had) (?:yet )?been|is|are|was|were|been)"
    rf" (?:yet )?(?:{PUBLISHING}|live|online|on file|available)\b(?! by\b)"
    rf"|\b(?:has|have)(?: not|n[’']t)(?: yet)?(?: been)? (?:{PUBLISHING})\b(?= yet\b|\s*[,.;:!?]|\s+(?:a|an|any|it|its"
    r"|their|the)\b|$)"
    rf"|\b(?:has|have) yet to (?:be )?(?:announced?|released?|publish(?:ed)?|issued?|post(?:ed)?|filed?|disclosed?)\b"
    rf"|\b(?:is|are|remains?) yet to be (?:{PUBLISHING})\b"
    r"|\bno (?:[a-z-]+ )?(?:announcement|press release|press-site release|release|listing|filing|press notice)"
    r"(?: or [a-z]+)? (?:yet|so far|to date|live|online|as of now|at this time|has appeared|exists|stands|stood)\b"
    r"|\bno (?:official|formal|public) (?:word|statement|announcement|confirmation|release)\b(?=[^.;]{0,40}\b(?:yet"
    r"|so far|to date|live|posted|published|stood|stands|appeared)\b)"
)
REPORTEDLY = re.compile(
    r"\b(?:reportedly|allegedly|supposedly|purportedly|is (?:said|reported|rumou?red|understood) to"
    r"|are (?:said|reported|rumou?red|understood) to"
    r"|(?:is|are|was|were) (?:widely |also |now )?(?:believed|thought|said|rumou?red|understood|alleged)"
    r" to (?:have|be)\b)",
    re.IGNORECASE,
)
SHORT_ANSWER = re.compile(
    r"^(?P<marks>[*_#> \t]*)(?:the )?(?:short|quick|brief|simple) answer(?:[*_]*\s*[:–—-]|\s+is\b[:,]?)[*_]*\s*"
    r"(?P<words>[^\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
PLAIN_YES = re.compile(
    r"\s*[*_>]*(?P<words>(?:Yes|Yep|Indeed|Correct|Absolutely|Definitely)\b(?=[*_]*(?:[.,!:;]|\s[—–-]))[^\n]*?"
    r"(?:[.!?](?=[*_]*\s|[*_]*\Z)|(?=\n)|\Z))"
)
YES = re.compile(r"(?:yes|yep|correct|indeed|it is|it has)\b", re.IGNORECASE)
SAYS = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|writes|stated|states|added|remarked|argued|warned|insisted|according to"
    r"|declined|replied|asked|announced|confirmed|denied|spoke|comment(?:ed)?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“«„\"][^”»\"]{8,}")

_SPEAK_TO_US = (
    r"(?:speak|talk) (?:to|with) (?:us|(?:the |our )?(?:reporters?|journalists|press|media)|this (?:news)?paper)\b"
)
# What came of a request for comment. Of one reply, wordings of two kinds contradict each other.
REPLY_FORMS: dict[str, re.Pattern[str]] = {
    "declined": re.compile(
        r"\bdeclin(?:ed|es|ing)(?: to)?(?: \w+)? (?:comment|discuss|say|answer|elaborate|be drawn)\b"
        rf"|\bdeclin(?:ed|es|ing) to {_SPEAK_TO_US}|\bdeclin(?:ed|es|ing) (?:an? |any |our )?(?:interview|requests?)\b",
        re.IGNORECASE,
    ),
    "refused": re.compile(
        r"\brefus(?:ed|es|ing) (?:to (?:comment|discuss|say|answer|elaborate)|comment)\b"
        rf"|\brefus(?:ed|es|ing) to {_SPEAK_TO_US}|\brefus(?:ed|es|ing) (?:an |any |our )(?:interviews?|requests?)\b"
        r"|\bwould(?: not|n[’']t) (?:comment|say|discuss|answer|be drawn)\b",
        re.IGNORECASE,
    ),
    "silent": re.compile(
        r"\bdid(?: not|n[’']t) (?:immediately )?(?:respond|reply|answer|return (?:a |the |several |two |our )?"
        r"(?:calls?|messages?|e-?mails?|requests?))\b|\bcould not be reached\b",
        re.IGNORECASE,
    ),
    "no comment": re.compile(r"\b(?:has |had |have )?no comment\b", re.IGNORECASE),
}
TELLS_A_REPLY = re.compile("|".join(form.pattern for form in REPLY_FORMS.values()), re.IGNORECASE)
# Whoever is said to have heard it: "declined to comment to the Ledger", "per the Ledger’s report".
HEARD_BY = re.compile(
    r"\b(?:[Aa]s per|[Pp]er|[Aa]ccording to|[Tt]old|comment to|[Rr]eported by)\s+(?:the |an? )?"
    r"(?P<outlet>(?:(?:The )?[A-Z][\w&.-]*)(?:\s[A-Z][\w&.-]*){0,4})"
)

# How sure a number is said to be.
ROUGHLY = word_set("about around roughly approximately nearly almost estimated estimate circa")
HEDGES = word_set(
    """
    reportedly allegedly apparently supposedly purportedly probably possibly perhaps likely unlikely may might could
    would suggest suggests suggested imply implies implied implying appears appeared seems seemed rumour rumours rumor
    rumors rumoured rumored expected expects unconfirmed indicates indicated
    """
)
# Verbs that tell one event, each with another weight; of one line, two wordings may differ in which they use.
VERB_GROUPS: tuple[tuple[str, ...], ...] = (
    ("approve", "award", "secure", "grant", "allocate", "reserve", "earmark", "win", "receive", "obtain", "get"),
    ("renew", "order", "pick", "commission", "greenlight", "extend", "return"),
    ("premiere", "launch", "debut", "open", "start", "begin", "air", "release", "arrive"),
    ("say", "state", "claim", "insist", "admit", "argue", "allege", "warn", "suggest", "imply", "confirm", "caution"),
    ("cancel", "axe", "drop", "end", "scrap", "close", "shut"),
    ("inform", "tell", "communicate", "notify", "brief"),
    ("buy", "acquire", "purchase", "take"),
    ("sell", "offload", "dispose"),
    ("die", "kill", "lose", "injure", "hurt", "wound"),
    ("resign", "quit", "leave", "step", "fire", "dismiss", "oust", "sack"),
    ("accuse", "charge", "indict", "convict", "sentence", "arrest", "sue", "fine"),
    ("rise", "increase", "grow", "jump", "soar", "climb", "surge", "fall", "drop", "decline", "plunge", "sink"),
    ("plan", "intend", "propose", "decide", "vote", "agree", "promise", "pledge"),
)
IRREGULAR: dict[str, str] = {
    "won": "win", "got": "get", "said": "say", "told": "tell", "bought": "buy", "sold": "sell", "left": "leave",
    "took": "take", "taken": "take", "lost": "lose", "began": "begin", "begun": "begin", "rose": "rise",
    "risen": "rise", "grew": "grow", "grown": "grow", "fell": "fall", "fallen": "fall", "sank": "sink", "sunk": "sink",
    "died": "die", "dying": "die", "quit": "quit", "pickup": "pick", "renewal": "renew", "shut": "shut",
}  # fmt: skip
STOP_WORDS = word_set(
    """
    the and for has have had was were been with that this from its are will who what when why how not but also only
    into onto over under after before than then they them their his her she him our your you per via out off all any
    both each more most much such very just said says say told according report reports reported reporting dated
    exclusive story stories news article which while where there here these those would could should about around
    roughly estimated approximately reportedly allegedly now still yet already being because since until during between
    against same other another one two first last new make made makes
    """
)

JUST_NOW = re.compile(
    r"\b(?:currently|at present|at the moment|at this time|right now|as things stand|for now|so far)\b"
)
