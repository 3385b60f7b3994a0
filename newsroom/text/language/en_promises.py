"""English words by which a heading promises a day, names, a reason, numbers or somebody's words."""

import re

ASKS_WHEN = re.compile(
    r"\bwhen (?:will|does|do|did|is|are|was|were|can)\b|\btimeline\b"
    r"|\b(?:release|opening|launch|start|starting|air|premiere|closing|closure|sailing|delivery|publication|broadcast"
    r"|completion|trial|polling|transfer) dates?\b|\A[*_ ]*(?:the )?(?:new )?dates?(?=[*_ ]*(?:\Z|,|and\b|:))",
    re.IGNORECASE,
)
ASKS_HOW_MANY = re.compile(
    r"\bhow (?:many|much|long|far|old|often)\b"
    r"|\bwhat the (?:numbers|figures|statistics|sums|counts) (?:say|show|tell)\b",
    re.IGNORECASE,
)
ASKS_WHO = re.compile(
    r"(?:\A[*_ ]*|\b(?:the|and|full|main|voice|returning|supporting) |, )cast(?=[*_ ]*(?:\Z|,|and\b|:))"
    r"|\bwho(?:[’']s| is| are| will be) (?:in|on) the (?:cast|crew|team|board|list|panel|jury|squad|running)\b"
    r"|\bwho (?:stars|plays|returns)\b",
    re.IGNORECASE,
)
ASKS_WHY = re.compile(
    r"\A[*_ ]*(?:the reasons? )?why (?:did |was |were )?(?:the |its |their |his |her )?[\w’' -]{2,60}?\s"
    r"(?:[a-z]+ed|resigned|left|quit|fell|rose|lost|won|sank|broke|burnt|chose|fled|died|stood down|went|withdrew)\b"
    r"[^.]{0,20}\Z|\A[*_ ]*why (?:did|was|were) (?:the |its |his |her )?\w+",
    re.IGNORECASE,
)
"""Why something happened: "Why it matters" and its like promise a view, which no word gives away."""
NO_REASON = re.compile(
    r"\b(?:no|not|n[o’']t|nobody|without|never|unclear|unknown|refused|declined)\b[^.;]{0,60}\b(?:why|reasons?|explain\w*)\b",
    re.IGNORECASE,
)
REASON_GIVEN = re.compile(
    r"\b(?:because|since|as|so|after|over|due|reasons?|causes?d?|led|owing|thanks|following|amid|under|order|blam\w+|cit\w+"
    r"|fear\w*|want\w*|need\w*|had|when|once|if|for|pressure|scandal|prompt\w*|trigger\w*|forc\w+|driv\w+|drove|explain\w*|to"
    r"|why|means?|meant|result\w*|stem\w*|behind|with|through|by)\b",
    re.IGNORECASE,
)
PROMISES_WORDS = re.compile(
    r"\bwhat\b(?![^?]{0,50}\b(?:numbers|figures|statistics|sums|counts|data|polls?|records?|stud(?:y|ies)|research"
    r"|evidence|results?|charts?|maps?|rules?|laws?|documents?|files?|reports?|papers?|polling|contracts?|bills?|text"
    r"|signs?|stars|science|history|experts agree) (?:say|says|said|told|tells?)\b)"
    r"[^?]{0,50}\b(?:say|says|said|told)\b|\bin (?:his|her|their) own words\b|\bon the record\b",
    re.IGNORECASE,
)
