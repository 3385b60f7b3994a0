"""English words by which a sentence shows what kind of claim it makes and how strongly it makes it."""

import re

ABSENCE = re.compile(
    r"\b(?:no|not|never|n[o’']t|without)\b[^.;]{0,60}?\b(?:yet|so far|to date|at this time|as of|live|posted"
    r"|on file|been (?:announced|"
    r"released|published|issued|posted|confirmed|named|filed|made|found|set|given|scheduled))\b"
    r"|\b(?:has|have|had) yet to\b|\b(?:is|are|remains?) yet to be\b|\b(?:has|have)(?: not|n[’']t)(?: yet)?(?: been)? "
    r"(?:announced|released|published|issued|posted|confirmed|named|filed|commented|responded|said|set|made)\b"
    r"|\bthere (?:is|are|was|were) (?:still )?no\b|\bno (?:official|formal|public|further) (?:word|statement"
    r"|announcement|"
    r"confirmation|release|record|comment|details?|date)\b",
    re.IGNORECASE,
)
NO_POSITION = re.compile(
    r"\b(?:declin(?:ed|es|ing)(?: to)? comment|refus(?:ed|es) to comment|did(?: not"
    r"|n[’']t) (?:immediately )?(?:respond|reply|comment)|"
    r"could not be reached|no comment)\b",
    re.IGNORECASE,
)
RUMOUR = re.compile(
    r"\b(?:rumou?rs?|rumou?red|speculation|unconfirmed reports?|word is|chatter|gossip|whispers|is tipped to)\b",
    re.IGNORECASE,
)
FORECAST = re.compile(
    r"\b(?:will|won[’']t|shall|expect(?:s|ed)?(?: to)?|is set to|are set to|is due to|are due to|scheduled to"
    r"|plans? to|"
    r"is likely to|are likely to|forecast(?:s|ed)?|predict(?:s|ed)?|would (?:align|mean|be|bring|begin|start"
    r"|open|come)|"
    r"next (?:step|year|month|week|season)|upcoming|going to)\b",
    re.IGNORECASE,
)
INFERENCE = re.compile(
    r"\b(?:suggest(?:s|ed|ing)?|impl(?:y|ies|ied)|indicat(?:e|es|ed|or)|signals?|points? (?:to|toward|towards)"
    r"|naturally|"
    r"means that|shows that|therefore|which would|as a result|because of|led to|caused?|thanks to|due to|sets? up)\b",
    re.IGNORECASE,
)
OPINION = re.compile(
    r"\b(?:should|ought to|deserves?|arguably|brilliant|disastrous|shameful|wonderful|terrible|beautiful|must-see|"
    r"unfortunately|thankfully|hopefully|in our view|treat this as)\b",
    re.IGNORECASE,
)
SUPERLATIVE = re.compile(
    r"\b(?:first(?:-ever)?|last|only|largest|smallest|biggest|highest|lowest|best|worst|most|least|oldest"
    r"|youngest|longest|"
    r"shortest|fastest|record|unprecedented|never before|all-time)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"[$€£¥]\s?\d|\b\d[\d,.]*\b|\b(?:percent|per cent|million|billion|dozen|hundreds|thousands)\b|%", re.IGNORECASE
)
MONEY = re.compile(r"[$€£¥]\s?\d[\d,.]*\s?(?:[MBKmbk]n?\b|million|billion|thousand)?")
EVENT = re.compile(
    r"\b(?:approved|awarded|renewed|cancell?ed|appointed|resigned|died|arrested|charged|convicted|acquitted"
    r"|launched|premiered|"
    r"won|lost|signed|sold|bought|acquired|opened|closed|fired|hired|elected|banned|ordered|granted|confirmed"
    r"|announced|released|"
    r"published|filed|sued|fined|killed|injured|evacuated|voted|passed|rejected)\b",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:(?:trade|media|press|news|industry) (?:coverage|reporting|reports)|(?:industry |well-placed "
    r"|several |multiple |some )?"
    r"(?:sources|insiders|observers|critics|experts|analysts) (?:say|said|claim|claimed|believe|believed"
    r"|suggest|suggested|flagged)|"
    r"it is (?:said|believed|thought|understood) that|reports (?:say|said|suggest|suggested)|some (?:say|said"
    r"|believe))\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^(?P<count>two|three|four|five|six)\s(?:[a-z\-]+\s){0,2}(?:signals|reasons|factors|signs|facts|points"
    r"|sources|steps|causes|"
    r"clues|indications|developments)\b",
    re.IGNORECASE,
)
COUNTS: dict[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
NAMING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er (?:an? |the )?[A-Z][\w’']*|said|says|told|wrote|stated|announced"
    r"|reported by|"
    r"via [A-Z]\w+|reports? [A-Z]\w+)"
)
CREDIT = re.compile(
    r"\((?:Photo|Photograph|Image|Picture|Illustration|Foto)s?(?: by| credit)?:?\s(?P<by>[^()\n]{2,120})\)"
    r"|\((?P<agency>(?:AP|Reuters|AFP|EPA) Photo/[^()\n]{2,80}|[^()\n]{2,60}/(?:Getty Images|AP|Reuters|AFP"
    r"|WireImage|Shutterstock|"
    r"FilmMagic)[^()\n]{0,40})\)"
    r"|\b(?:Photo|Photograph|Image|Picture)(?: by| credit)?:\s(?P<plain>[^\n]{2,120})$"
    r"|\b(?:Photo|Image) credit:?\s(?P<credit>[^\n]{2,120})$",
    re.MULTILINE,
)
HEADER_KEYS = "date|published|updated|author|authors|byline|by|title|headline|dek|slug|section|tags|source|url|dateline"
