"""English words by which a sentence shows what kind of claim it makes and how strongly it makes it.

Patterns without capitals are for text in lower case: looking for every case at once takes three times as long.
"""

import re

from newsroom.text.language.words import word_set

ABSENCE = re.compile(
    r"\b(?:no|not|nothing|none|nobody|never|n[o’']t|without)\b[^.;]{0,60}?\b(?:yet|so far|to date|at this time|as of"
    r"|live|posted|on file|been (?:announced|"
    r"released|published|issued|posted|confirmed|named|filed|made|found|set|given|scheduled))\b"
    r"|\b(?:has|have|had) yet to\b|\b(?:is|are|remains?) yet to be\b|\b(?:has|have)(?: not|n[’']t)(?: yet)?(?: been)? "
    r"(?:announced|released|published|issued|posted|confirmed|named|filed|commented|responded|said|set|made)\b"
    r"|\bdid(?: not|n[’']t) (?:publish|release|disclose|announce|name|identify|explain|give|issue|file|provide"
    r"|specify)\b"
    r"|\b(?:is|are|was|were)(?: not|n[’']t) (?:yet |immediately |publicly )?(?:known|clear|available|certain)\b"
    r"|\b(?:nobody|no[- ]one) knows?\b(?! the trouble)|\b(?:date|cause|question|outcome|future|motive|whereabouts"
    r"|identity|venue|cast)"
    r"(?: of [\w ]{2,40})? (?:is|are|was|were|remains?) (?:still )?(?:open|unknown|unclear)\b|\b(?:has"
    r"|have) so far said nothing\b"
    r"|\b(?:has|have)(?: not|n[’']t)(?: yet)? (?:come out|appeared|arrived|opened|begun|started|signed|decided"
    r"|agreed)\b(?= yet|\W*$)"
    r"|\bno [a-z]+ (?:has|have) been (?:taken|reached|established|recovered|agreed|signed|chosen|fixed|offered|paid"
    r"|identified)\b"
    r"|\b(?:has|have|had) never (?:been )?(?:found|recovered|solved|proved|proven|published|released|announced"
    r"|confirmed|disclosed|explained|issued|filed"
    r"|answered|responded|named|identified|charged|said)\b"
    r"|\b(?:remains?|remained|(?:is|are|was|were) still|stays?) (?:largely |very |entirely )?(?:unclear|unknown"
    r"|unavailable"
    r"|unpublished|unexplained|unresolved|unsigned|unconfirmed|undisclosed|unanswered|undecided|unidentified"
    r"|a mystery)\b"
    r"|\b(?:has|have)(?: not|n[’']t)(?: yet)? been [a-z]{2,}(?:ed|en|wn|ght|und)\b"
    r"|\bno [a-z]+ (?:has|have) been [a-z]{3,}ed\b|\bit (?:is|was) (?:still )?(?:unclear|unknown|uncertain) (?:who"
    r"|whether"
    r"|why|how|when|what|where|if)\b"
    r"|\b(?:nobody|no[- ]one|no group) (?:has|have|had) (?:yet )?(?:claimed|admitted|accepted|been)\b"
    r"|\b(?:nobody|no[- ]one) (?:was|were|is) (?:hurt|injured|killed|harmed|arrested|charged|named|blamed)\b"
    r"|\bneither (?:\w+ ){1,3}(?:has|have|had) (?:yet )?(?:\w+ed|said|given|made|been)\b"
    r"|\bno (?:arrests?|charges?|suspects?|injuries|casualties|deaths|damage|motive|cause|decision|deal|agreement"
    r"|explanation|evidence|trailer|results?|figures|opening date|dates?) (?:was|were|has|have|had|is|are)\b"
    r"|\b(?:made|announced|released|given|offered|published|shows?|showed|lists?|listed|carries|carried) no (?:new "
    r"|formal "
    r"|official |public )?(?:arrests?|announcements?|statements?|details?|dates?|figures|explanation|reasons?|comment"
    r"|release|evidence|record|entry|mention)\b"
    r"|\bhad(?: not|n[’']t)(?: yet)?(?: been)? (?:announced|released|published|issued|posted|confirmed|filed)\b"
    r"|\bthere (?:is|are|was|were|has been|have been|had been) (?:still )?no\b(?! (?:doubt|question|reason|need|way"
    r"|point|place|wind|rain"
    r"|sound|bad|better|such|one|hurry|harm|shame|rush|turning|escape|going|telling|denying|use|love|fun|mistaking"
    r"|end|room|moon)\b)(?! (?!evidence|comment|agreement|decision|deal|date|plans?|injur|casualt|damage|proof|word"
    r"|sign|statement|answer|reply|release|record|trace|vote|winner|contract|trailer)[a-z]+\W*$)"
    r"|\bno (?:official|formal|public|further) (?:word|statement"
    r"|announcement|"
    r"confirmation|release|record|comment|details?|date)\b"
    r"|\bno (?:such |new )?(?:announcements?|statements?|notices?|records?|word|mentions?|trace|entry|entries|listings?"
    r"|filings?|answers?|repl(?:y|ies)) (?:stood|stands|was|were|is|are|has|have|had|appeared|appears|came"
    r"|c(?:an|ould) be)\b"
)
# What a person in a tale, or whoever reads a recipe, has not done yet; what officials do is left to the pattern above.
NOT_DONE_YET = re.compile(
    r"\b(?:i|we|you|he|she) (?:(?:has|have|had|did|do|was|were|am|is|are)(?: not|n[’']t)|had never"
    r"|have never)(?: yet)? "
    r"(?!yet|been|comment|respon|said|say|publish|announce|answer|name|fil|releas|set\b|charge|appeal|sign|appear)"
    r"|^\W*(?:do not|don[’']t)\b"
)
NO_POSITION = re.compile(
    r"\b(?:declin(?:ed|es|ing)(?: to)? comment|(?:declin|refus)(?:ed|es|ing) to (?:comment|discuss|say|answer|confirm"
    r"|elaborate|speak|talk|be (?:interviewed|named|quoted)|give|name)|declin(?:ed|es|ing) an interview"
    r"|w(?:ould|ill)(?: not|n[’']t) (?:comment|discuss|say|confirm|elaborate|be drawn)"
    r"|did(?: not|n[’']t) (?:immediately )?(?:respond|reply|comment|answer|return (?:a |the |several |two )?(?:calls?"
    r"|messages?|e-?mails?))|could not be reached|no comment)\b"
)
RUMOUR = re.compile(
    r"\b(?:rumou?rs?|rumou?red|speculation|unconfirmed reports?|(?:word|the grapevine) (?:is|has it)|chatter"
    r"|gossip(?! on\b| over\b)"
    r"|(?<!the )talk of (?:an?|the) [a-z]+|whispers(?! in\b| to\b| through\b| softly\b)|whisper(?:ed|ing)? (?:about"
    r"|of|that)"
    r"|speculat(?:es?|ed|ing) (?:about|that|on|over|whether)|is tipped to)\b"
)
# Behind a rumour, what is told of as done or as the case.
RUMOURED_FACT = re.compile(
    r"[\w ]{0,40}?\b(?:that|is|are|was|were)\b[^.;]{0,80}?\b(?:is|are|was|were|has|have|had|did|does|sold|bought"
    r"|paid|took|knew|lied|met|left|said|made|gave|[a-z]{2,}ed)\b"
)
FORECAST = re.compile(
    r"\b(?:will|won[’']t|shall|expect(?:s|ed)?(?: to)?|is set to|are set to|is due to|are due to|scheduled to"
    r"|plans? to|"
    r"is likely to|are likely to|forecast(?:s|ed)?|predict(?:s|ed)?|would (?:align|mean|be|bring|begin|start"
    r"|open|come)|"
    r"next (?:step|year|month|week|season)|upcoming|going to|(?:may|might|can|could) (?:yet|still)"
    r"|(?:opens?|starts?|begins?|returns?|premieres?|arrives?|sails?|airs?|launche?s?|closes?|ends?|resumes?) "
    r"(?:again )?(?:on|in|next) (?:next )?(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|summer|autumn|winter"
    r"|week|month"
    r"|year))\b"
)
INFERENCE = re.compile(
    r"\b(?:suggest(?:s|ed|ing)?|impl(?:y|ies|ied)|indicat(?:e|es|ed|or)|signals?|points? (?:to|toward|towards)"
    r"|naturally|"
    r"means that|shows that|therefore|which would|sets? up)\b"
)
OPINION = re.compile(
    r"\b(?:should|ought to|deserves?|arguably|brilliant|disastrous|shameful|wonderful|terrible|beautiful|must-see|"
    r"unfortunately|thankfully|hopefully|in our view|treat this as)\b"
)
NUMBER = re.compile(r"[$€£¥]\s?\d|\b\d[\d,.]*\b|\b(?:percent|per cent|million|billion|dozen|hundreds|thousands)\b|%")
MONEY = re.compile(r"[$€£¥]\s?\d[\d,.]*\s?(?:[MBKmbk]n?\b|million|billion|thousand)?")
EVENT = re.compile(
    r"\b(?:approved|awarded|renewed|cancell?ed|appointed|resigned|died|arrested|charged|convicted|acquitted"
    r"|launched|premiered|"
    r"won|lost|signed|sold|bought|acquired|opened|closed|fired|hired|elected|banned|ordered|granted|confirmed"
    r"|announced|released|"
    r"published|filed|sued|fined|killed|injured|evacuated|voted|passed|rejected|ruled|set aside"
    r"|allocated|reserved|sentenced|upheld|overturned|built|renamed)\b"
)
VAGUE = re.compile(
    r"\b(?:(?:trade|media|press|news|industry) (?:coverage|reporting|reports)|(?:industry |well-placed "
    r"|several |multiple |some )?"
    r"(?:sources|insiders|observers|critics|experts|analysts) (?:say|said|claim|claimed|believe|believed"
    r"|suggest|suggested|flagged)|"
    r"it is (?:said|believed|thought|understood) that|reports (?:say|said|suggest|suggested)|some (?:say|said"
    r"|believe))\b"
)
NAMING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er (?:an? |the )?[A-Z][\w’']*|said|says|told|wrote|stated|announced"
    r"|reported by|"
    r"via [A-Z]\w+|reports? [A-Z]\w+)"
)
# Papers that tell what stands in them; letters and statements are somebody's words.
DOCUMENTS: frozenset[str] = word_set(
    """
    notes note list lists register registry record records figures data minutes survey study poll census audit
    contract agreement rules law bill document documents file files spreadsheet map catalogue timetable schedule
    programme inventory logbook report reports paper accounts ledger sign plaque inscription inquiry investigation
    review research inspection analysis autopsy tests
    """
)
# What a paper or a hearing found; nobody speaks, it is passed on.
FOUND_BY = re.compile(
    r"\b(?:reports?|inquiry|inquest|audit|study|studies|survey|poll|review|investigation|investigators|inspection"
    r"|inspectors"
    r"|research|researchers|analysis|census|autopsy|tests|figures|data|records|documents|minutes|panel|auditors)\b"
    r"(?: (?:of|by|for|into|from) [^.,;]{2,40}?)? (?:has |have |had |also |later )*(?:found|finds|find|shows?|showed"
    r"|revealed"
    r"|concluded|confirmed|suggests?|suggested|established|identified|blamed|criticised|recommended)\b"
    r"|(?<!\bi )(?<!he )(?<!we )(?<!they )\b(?:found|finds|concluded|established) that\b"
    r"|\b(?:court|inquest|tribunal|jury|hearing|committee|inquiry) (?:was told|heard) (?:that|how|of)\b"
)
FINDING: frozenset[str] = word_set(
    """
    found finds find shows show showed revealed concluded confirmed suggests suggest suggested established identified
    blamed criticised recommended told heard
    """
)
"""One of these stands wherever FOUND_BY finds something."""
# Verbs of thinking, saying or picturing that need a whole clause, or somebody who saw it.
CLAIMING: frozenset[str] = word_set("claim claims claimed believe believes fear fears hope hopes")
PICTURING: frozenset[str] = word_set("described describes recounted recounts")
OF_A_CLAUSE: frozenset[str] = word_set(
    "is are was were has have had will would can could did does failed broke bites leaks costs left went came fell rose"
)
CONDITIONS: frozenset[str] = word_set("until unless if once")
# Verbs by which somebody says something, whatever follows.
SAYING: frozenset[str] = word_set(
    """
    said says say saying told tells tell telling announced announces announcing declared declares declaring stated
    replied replies remarked remarks tweeted tweets quipped joked jokes insisted insists insisting argued argues arguing
    warned warns warning cautioned cautions asserted asserts contended contends acknowledged acknowledges admitted
    admits conceded concedes confessed confesses confirmed confirms denied denies denying alleged alleges alleging
    accused accuses accusing complained complains promised promises promising pledged pledges pledging vowed vows
    vowing urged urges urging demanded demands predicted predicts predicting testified testifies boasted boasts
    apologized apologised criticized criticizes criticised criticises condemned condemns denounced denounces thanked
    explained explains explaining commented praised praises hailed hails reiterated reiterates stressed stresses
    emphasized emphasised clarified asked asks asking answered begged pleaded protested lamented implored
    """
)
# Verbs that say something beside "that", a quotation, a stop or a pronoun; with a thing as object they do something.
SAYING_NOW: frozenset[str] = word_set(
    """
    announce declare insist argue warn contend acknowledge admit confirm deny allege accuse complain vow predict
    describe
    """
)
NOT_SAID: frozenset[str] = word_set(
    "to will would can could may might must should not do does did don’t didn’t won’t cannot shall or let i"
)
"""Before a verb of SAYING_NOW these make it something nobody has said yet."""
SAYING_THAT: frozenset[str] = word_set(
    """
    added adds adding noted notes noting wrote writes writing posted posts claimed claims claiming observed observes
    continued continues concluded concludes recalled recalls recalling pointed points pointing revealed reveals
    revealing disclosed discloses suggested suggests maintained maintains reported reports reporting estimated
    estimates responded responds expressed repeated repeats hinted implied suggesting charged agreed agrees believes
    believed thinks thought hoped hopes feared fears mentioned mentions proposed recommended described describes
    """
)
PASSIVE: frozenset[str] = word_set("is are was were be been being")
OPENS_WORDS: frozenset[str] = word_set(", . : ; ? ! that how whether why he she they it we i out there in")
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
