"""English words by which a text names a source that nobody could look up, or says that nothing is there yet.

The patterns are for text in lower case.
"""

import re

from newsroom.text.language.en_claims import VAGUE
from newsroom.text.language.en_wordings import NOTHING_PUBLISHED, PUBLISHING

_TELL = (
    "sa(?:y|ys|id)|tells?|told|claim(?:s|ed)?|believed?|suggest(?:s|ed)?|argue[sd]?|expect|warn(?:s|ed)?|thinks?"
    "|thought|predict(?:s|ed)?|fear(?:s|ed)?|insist(?:s|ed)?|contend(?:s|ed)?|allege[sd]?|report(?:s|ed)?|confirm(?:s|ed)?"
    "|indicated?|agree[sd]?|maintain(?:s|ed)?|point(?:s|ed)? (?:out|to)|question(?:s|ed)? whether"
)
_ALWAYS = "sources?|insiders?|observers|critics|commentators|pundits|detractors|naysayers"
_UNLESS_OF = "experts|analysts|officials|academics|scholars|researchers|scientists"
_SOME = (
    "(?:(?:some|several|many|most|multiple|various|unnamed|anonymous|senior|other|local|industry|well-placed"
    "|informed) )"
)
# What says after all whose they are: "officials at the Weir Board", "sources cited by the Courier".
_WHOSE = "(?! (?:at|from|of|with|in|on|for|who|cited|quoted|interviewed|whose|named|listed)\\b)"
_BRIEFED = r"(?:familiar with|briefed on|with (?:direct |first-?hand |detailed )?knowledge of|privy to)"

VAGUE_SOURCE = re.compile(
    rf"{VAGUE.pattern}|\b(?:"
    rf"(?:{_ALWAYS}) (?:have |has |had )?(?:{_TELL})\b"
    rf"|according to {_SOME}{{0,2}}(?:sources|insiders|observers|critics|{_UNLESS_OF}|reports"
    rf"|(?:local |media |press |news |state )*(?:media|press|outlets|reports)|an? (?:\w+ )?source|one source)\b{_WHOSE}"
    r"|(?:an?|one|two|three|several|another|multiple) (?:[a-z-]+ )?sources? (?:close to|near)\b"
    rf"|(?:sources?|persons?|people|somebody|someone|officials?|insiders?) {_BRIEFED}\b"
    rf"|{_SOME}?officials (?:said|says?|told|warned|confirmed|insisted)\b"
    rf"|(?:local|national|foreign|international|state|some|several|other|various) (?:news )?(?:media|press|outlets"
    rf"|newspapers)(?: outlets)? (?:have |has |had )?(?:{_TELL})\b"
    r"|(?:the )?(?:news )?media (?:have |has |had )?(?:widely )?reported\b"
    r"|(?:(?:many|several|some|numerous|recent|new|other|previous|past|earlier|scientific|multiple) )?(?:studies"
    r"|research)(?: (?:has|have))?(?: (?:consistently|repeatedly|clearly|also))? (?:shows?|showed|shown"
    r"|suggest(?:s|ed)?|find|finds|found|indicates?|indicated|proves?|proved|confirms?|confirmed)\b"
    r"|(?:many|some|most) (?:people )?(?:think|believe|argue|suspect|assume|claim|fear)\b"
    r"|it (?:is|was|has been|had been) (?:widely|generally|commonly) (?:said|believed|thought|understood|reported"
    r"|assumed|expected|known|rumou?red)\b(?! (?:by|in)\b)"
    r"|it (?:is|was|has been) (?:reported|rumou?red|alleged|claimed|assumed) that\b)"
)
"""Whoever is named so, no reader could look up."""
VAGUE_HINT = (
    "source", "insider", "observers", "critics", "commentators", "pundits", "detractors", "naysayers", "experts",
    "analysts", "officials", "academics", "scholars", "researchers", "scientists", "according to", "familiar with",
    "briefed on", "knowledge of", "privy to", "media", " press ", "outlets", "newspapers", "coverage", "reports",
    "reporting", "studies", "research", "many ", "some ", "most ", "widely", "generally", "commonly", "it is ",
    "reported that", "rumoured that", "rumored that", "alleged that", "claimed that", "assumed that",
)  # fmt: skip
"""Without one of these nothing of ``VAGUE_SOURCE`` can stand there; looking for them costs next to nothing."""
BEGINS_ANEW = re.compile(r"(?:\A|[.!?:;,—–(*_•\ufffc-] ?|\b(?:that|but|while|as|and) )\Z")
"""What stands before officials or studies of nobody; behind another word they may be somebody's."""
ONLY_BESIDE_A_VERB = re.compile(rf"(?:persons?|people|somebody|someone|officials?) {_BRIEFED}")
# Whose officials speak, where their body stands before them.
BODY = re.compile(
    r"\bofficials\b|\b(?:county|city|town|state|federal|government|ministry|department|council|board|agency|commission"
    r"|authority|bureau|office|police|army|navy|administration|committee|university|school|hospital|court|party)\b"
)
SAYS_SO = re.compile(
    r"\b(?:sa(?:y|ys|id)|tells?|told|according to|confirm(?:s|ed)?|insist(?:s|ed)?|warn(?:s|ed)?|claim(?:s|ed)?)\b"
)
COUNTED_BEFORE = re.compile(
    r"\b(?:two|three|four|five|both|these|those)(?: (?:separate|independent|different|other|local|trade))*[ ]\Z"
)
STUDIED = re.compile(r"studies|research")
NAMED_STUDY = re.compile(
    r"\]\(|https?://|\b(?:published|journal|conducted|commissioned|led) (?:in|by|of)\b|\baccording to\b|\bjournal\b"
)
ABSENT = re.compile(
    rf"{NOTHING_PUBLISHED.pattern}"
    r"|\bthere (?:is|are|has been|have been) (?:still |as yet |so far )?no\b[^.;:?!]{0,60}?\b(?:yet|so far|to date"
    r"|as of now|at this (?:time|point|stage)|at the moment)\b"
    r"|\bthere (?:is|are) (?:still|as yet|so far) no\b"
    r"|\b(?:has|have)(?: not|n[’']t)(?: yet| so far| as yet)? (?:been )?(?:responded|replied|commented|answered"
    rf"|appeared|surfaced|emerged|decided|{PUBLISHING})\b(?= (?:yet|so far|to date)\b)"
    rf"|\b(?:has|have)(?: not|n[’']t) (?:yet|so far|as yet) (?:been )?(?:responded|replied|commented|answered|appeared"
    r"|surfaced|emerged|decided|set|named|said|made|given|signed|ruled|arrived|confirmed|denied|charged|arrested"
    rf"|identified|appointed|approved|{PUBLISHING})\b"
    r"|\b(?:has|have) yet to (?:be )?(?:respond|reply|comment|answer|appear|surface|emerge|decide|set|name|say|make"
    r"|give|sign|rule|arrive|confirm|deny|publicly|formally|officially|confirmed|denied|named|decided|identified|appointed"
    r"|approved|set)\b"
    r"|\b(?:remains?|(?:is|are) (?:still|as yet)) un(?:published|released|announced|disclosed|confirmed|scheduled"
    r"|named|dated|posted|listed|filed|answered|issued|signed)\b"
    r"|\b(?:nobody|no ?-?one) (?:has|have) (?:yet |so far )?been (?:charged|arrested|named|identified|convicted"
    r"|appointed|hired|detained|prosecuted)\b"
    r"|\b(?:has|have) (?:so far |as yet )?made no (?:[a-z]+ )?(?:arrests?|announcements?|statements?|decisions?"
    r"|comments?|appointments?)\b"
    r"|\bno (?:arrests?|charges|suspects?|decisions?|announcements?) (?:has|have) (?:yet |so far )?been (?:made|filed"
    r"|brought|named|identified|taken|reached)\b"
    rf"|\bno\b[^.;:?!]{{0,40}}?\b(?:is|are|has been|have been) (?:{PUBLISHING}|out|live|online|available|public|known) "
    r"(?:yet|so far|to date|as of now|at this time)\b"
    rf"|\b(?:is|are)(?: not|n[’']t) (?:yet (?:been )?(?:{PUBLISHING}|out|live|online|available|public|on sale|in force)"
    rf"|(?:{PUBLISHING}|out|live|online|available|public) yet)\b"
)
"""Nothing there yet: whoever reads it later must know of which day it was true."""
ABSENT_HINT = ("no", "n't", "n’t", "yet", " un")
