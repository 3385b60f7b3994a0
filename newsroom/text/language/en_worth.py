"""English words by which a sentence shows that there is something in it to check: a number, a day, an office, a
superlative, a cause, an accusation, hearsay.

Patterns without capitals are for text in lower case; those of days and offices need the capitals.
"""

import re

from newsroom.text.language.en_wordings import DAYS, MONTHS
from newsroom.text.language.words import word_set

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_UNITS = "one|two|three|four|five|six|seven|eight|nine|ten"
_NUMBERS = f"{_UNITS}|{_TEENS}|{_TENS}"
# What a small number written as a word counts where the number is worth a check.
_COUNTED = (
    "people|men|women|children|boys|girls|pupils|students|workers|officers|soldiers|civilians|patients|voters|members"
    "|residents|homes|houses|flats|shops|schools|jobs|seats|votes|deaths|dead|injured|tonnes|tons|litres|metres|meters"
    "|kilometres|kilometers|miles|hectares|acres|years|months|weeks|storeys|buses|trains|ships|boats|cars|lorries"
    "|bridges|countries|cities|towns|teams|matches|games|goals|points|episodes|seasons|films|prizes|medals"
)
COUNTED_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*\b|\d+(?:st|nd|rd|th|s|p|m|bn|k|km|kg|cm|mm|gb)\b|(?:percent|per cent|million|billion|dozens?"
    r"|hundreds|thousands)\b"
    r"|(?:a|one|two|three) (?:half|thirds?|quarters?|fifths?|sixths?|tenths?) of\b"
    r"|(?:nearly|about|almost|over|under|around|roughly|than|only|just) (?:a (?:third|quarter|fifth)|half"
    r"|two thirds)\b(?! (?:season|series|time|party"
    r"|term|day|child|man|woman|year|wave|round|book|film|album))"
    r"|half (?:of (?:the|all|its|their|a)|the|all|its|their|a (?:million|billion|dozen))\b"
    r"|(?:doubled|tripled|trebled|quadrupled|halved|(?:two|three|four|five|six|eight|ten|hundred)fold|twice (?:the|as"
    r"|its|their|what|that))\b"
    rf"|(?:{_UNITS}|\d+) (?:in|out of) (?:every )?(?:{_NUMBERS}|\d+)\b(?! times)"
    rf"|(?:(?:{_TENS})(?:-[a-z]+)?|{_TEENS})\b|(?:{_NUMBERS}|several|few) (?:hundred|thousand)\b"
    rf"|(?:{_UNITS}) (?:[a-z-]+ )?(?:{_COUNTED})\b(?! (?:later|ago))"
    r"|(?:the |a )?majority of\b|scores of\b|by (?:half|a (?:third|quarter|fifth|tenth))\b|every (?:second|third"
    r"|fourth|fifth)\b"
    r"|doubl(?:es?|ing)\b(?! (?:room|bed|take|back|up|down|door|bass|glazing|decker))|most of (?:the|its|their)\b)"
)
_SEASONS = "spring|summer|autumn|winter"
DATED = re.compile(
    rf"\b(?:(?:{MONTHS})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?\b|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?(?:{MONTHS})(?:\s+\d{{4}})?"
    r"\b|\d{4}-\d{2}-\d{2}\b|\d{1,2}/\d{1,2}/(?:\d\d)?\d\d\b|(?:1[5-9]|20)\d\d(?:s\b|)"
    r"|\d{1,2}(?:st|nd|rd|th)[- ]century\b|\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b"
    rf"|(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Dd]uring|[Ll]ast|[Nn]ext|[Ll]ate|[Ee]arly|mid|of)[ -]"
    rf"(?:{MONTHS})\b(?! [A-Z])"
    rf"|(?:[Oo]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Ll]ast|[Nn]ext|[Tt]his|late|early)\s(?:{DAYS})\b"
    rf"|(?:[Ll]ast|[Nn]ext|[Tt]his)\s(?:week|weekend|month|year|{_SEASONS})\b|last night\b"
    rf"|(?:{_SEASONS}) of \d{{4}}\b|(?:[Yy]esterday|[Tt]omorrow(?! is)|this (?:morning|afternoon|evening))\b"
    r"|overnight\b|in a fortnight\b|(?:at|by|until|since|after|before|over) (?:Easter|Christmas|Whitsun|New Year"
    r"|Midsummer|Ramadan)\b"
    r"|(?:at|by|until|since|after|before) (?:midnight|noon|dawn|midday)\b"
    rf"|(?:an?|{_NUMBERS}|\d+|several|some) (?:hours|days|weeks|months|years|decades|week|month|year|century) ago\b)"
)
_OFFICES = (
    "chief executive|president|chair(?:man|woman)?|director|minister|mayor|professor|judge|captain|founder|owner"
    "|spokes(?:man|woman|person)|author|showrunner|producer|editor|secretary|commissioner|governor|senator"
)
_MORE_OFFICES = (
    "leader|head|treasurer|conductor|curator|coach|manager|bishop|archbishop|rabbi|imam|vicar|dean|rector|principal"
    "|headteacher|chancellor|ambassador|chief|sheriff|prosecutor|coroner|inspector|superintendent|constable|sergeant"
    "|lieutenant|colonel|general|admiral|councillor|speaker|chief constable|harbour master|trustee|partner|creator"
)
TITLED = re.compile(rf"\b(?:{_OFFICES})\b", re.IGNORECASE)
# An office said of somebody: before a name, behind one between commas, or after "is the".
NAMED_OFFICE = re.compile(
    r"\b(?:(?:[Cc]hief [Ee]xecutive|[Pp]resident|[Cc]hair(?:man|woman)?|[Dd]irector|[Mm]inister|[Mm]ayor|[Pp]rofessor"
    r"|[Jj]udge"
    r"|[Jj]ustice|[Cc]aptain|[Ff]ounder|[Ss]howrunner|[Pp]roducer|[Ee]ditor|[Ss]ecretary|[Cc]ommissioner|[Gg]overnor"
    r"|[Ss]enator|[Cc]oach|[Bb]ishop|[Aa]rchbishop|[Rr]abbi|[Ii]mam|[Vv]icar|[Hh]eadteacher|[Cc]hancellor|[Aa]mbassador"
    r"|[Cc]hief|[Ss]heriff|[Ii]nspector|[Ss]uperintendent|[Cc]onstable|[Ss]ergeant|[Ll]ieutenant|[Cc]olonel|[Gg]eneral"
    r"|[Aa]dmiral|[Cc]ouncillor|[Cc]ouncilor|[Tt]reasurer|[Cc]onductor|[Cc]urator|Dr\.?|Prof\.?) "
    r"(?:[A-Z][a-z]+ ){0,2}[A-Z][\w’'-]+"
    rf"|[A-Z][\w’'-]+, (?:(?:an?|the|its|their) )?(?:[\w’'-]+ ){{0,3}}(?:{_OFFICES}|{_MORE_OFFICES})\b"
    rf"|(?:{_OFFICES}|{_MORE_OFFICES})(?: of [A-Z]\w+)?, (?:[A-Z][\w’'-]+ ?){{2,3}},"
    rf"|(?:[A-Z][\w’'-]+|[Hh]e|[Ss]he) (?:is|was|became|becomes|remains|remained|serves as|served as) (?:an? |the "
    rf"|\w+(?: \w+)?[’']s )?(?:\w+ ){{0,2}}(?:{_OFFICES}|{_MORE_OFFICES})\b (?:of|at|for|in)\b"
    rf"|(?:(?<=[’'])s|[Tt]he|[Ii]ts) (?:\w+ ){{0,2}}(?:{_OFFICES}|{_MORE_OFFICES})\b(?: of [\w ]{{2,30}})? (?:is"
    rf"|was) [A-Z])"
)
HOLDS_OFFICE = re.compile(
    r"\b(?:is|was|are|were|became|becomes|remains|named|elected|appointed|as)(?: (?!at\b|on\b|in\b|to\b|by\b)\w+){0,3} "
    rf"(?:{_OFFICES})\b(?! (?:of every|of my|of his own|of her own))"
)
_NO_SUPERLATIVE = (
    "west|rest|test|guest|forest|interest|protest|request|contest|arrest|harvest|honest|modest|nest|chest|best|latest"
    "|quest|digest|priest|conquest|manifest|northwest|southwest|midwest|north-west|south-west|crest|vest|pest|fest"
    "|behest|bequest|tempest|earnest|breast|beast|feast|east|coast|least|suggest|invest|attest|unrest|zest|jest"
)
SUPERLATIVE = re.compile(
    rf"\b(?:(?:the|its|their|his|her|(?<=[’'])s) (?:[a-z]+[- ])?(?!(?:{_NO_SUPERLATIVE})\b)[a-z]{{2,}}est\b"
    rf"|(?:among|one of) the (?:(?!(?:{_NO_SUPERLATIVE})\b)[a-z]+est|most|best|worst|first|few|leading|top)\b"
    r"|the most (?!important thing|of\b|part\b|beautiful thing)[a-z-]+ (?!thing\b)"
    r"|(?:largest|smallest|biggest|highest|lowest|oldest|youngest|longest|shortest|fastest)\b"
    r"|(?:the|(?<=[’'])s) (?:world|country|nation|region|city|town|county|state|industry|continent)[’']s "
    r"(?:first|only|leading|top|best|worst|most|main|largest)\b"
    r"|leading (?:[a-z]+ ){0,2}(?:producer|maker|supplier|exporter|provider|manufacturer|seller|brand|employer"
    r"|brewer)\b"
    r"|(?:unrivalled|unrivaled|unmatched|unparalleled|unequalled|second to none|unprecedented|all-time|never before"
    r"|flagship of|second only to|top of the (?:league|table|list|charts?)|(?:the|its|their) number one"
    r"|(?:the|its) last of its kind|(?:broke|broken|breaks|set|smashed|beat) (?:all|the|every|a|its"
    r"|new) [a-z ]{0,24}records?"
    r"|(?:nobody|no one)(?: else)? (?:has|have|had) (?:[a-z]+ )(?:more|fewer|longer|better))\b"
    r"|(?<!s )on record\b|record[- ](?:high|low|breaking|harvest|catch|crop|profits?|loss|losses|numbers?|sales"
    r"|crowds?|turnout|temperatures?|heat|rainfall|levels?|figures?|fine|sum|price|time)\b|a record \d"
    r"|(?:the|its|their|his|her) only (?:[a-z-]+ ){1,3}(?:in|of|on|to|that|who|for|with|whose)\b"
    r"|only one (?:left|of its kind)\b|no other (?:[a-z-]+ ){1,2}(?:has|have|had|in|is|are|was|can|did|[a-z]+s)\b"
    r"|(?:has|had|have) never (?:been|had|seen) (?:so|such|as|more|fewer)\b|(?:more [a-z ]{2,30}"
    r"|[a-z]+er) than any (?:other|in)\b"
    r"|the first (?:(?!time\b)[a-z-]+ ){0,3}(?:of its kind|of his|of her|of the|in|ever|since|with|whose)\b"
    r"|the first (?:(?!time\b)[a-z-]+ ){0,3}to (?!arrive|leave|come|go\b|admit|laugh|know|wake"
    rf"|rise|\d|the\b|an?\b|his\b|her\b|its\b|their\b|(?:{_NUMBERS})\b)"
    r"|(?:for )?the first time (?:since|in|that|ever|a\b|the\b)|first-ever\b"
    r"|first (?:woman|man|person|black|female) [a-z ]{0,20}(?:to|in|of)\b"
    r"|(?:the|its|their|(?<=[’'])s) (?:best|worst)\b(?! (?:way|ways|thing|things|friend|part|of all|bit|time|place"
    r"|to\b|wishes"
    r"|is\b|was\b|you|we|i\b)))"
)
# What brings something about, by words that say so whatever their subject is.
CAUSES = re.compile(
    r"\b(?:(?<!path )(?<!road )(?<!stairs )(?<!door )(?<!steps )(?<!track )(?<!lane )(?:led|leads) to\b"
    r"|(?:cause[sd]?|causing|because of|due to|resulted (?:in|from)|results? (?:in|from)|stem(?:s|med) from"
    r"|triggered|triggers|prompted|prompts|brought about|contribut(?:ed|es) to|as a result(?: of)?|blamed (?:on|for)"
    r"|prevents|prevented|boosts|boosted|responsible for (?:the|most|many|more|half|a|some|nearly|about|\d|all|its"
    r"|such)"
    r"|pav(?:es|ed) the way|clear(?:s|ed) the way|attributable to|owing to|fuell?ed (?:the|a|an|by)|spurred|(?:was"
    r"|were|is|are|been)"
    r" (?:largely |partly |mainly )?driven by|(?:was|were|is|are) behind (?:the|a|an|this|much)|means (?:fewer|less"
    r"|more|that))\b"
    r"|(?<!just )(?<!only )because (?!he\b|she\b|i\b|we\b|you\b|they\b|it is\b|it was\b)"
    r"|thanks to (?!all\b|every|you\b|my\b|our\b)|sparked (?!and\b|up\b|out\b)[a-z]|sparks (?:a|an|the|fears)\b"
    r"|forc(?:ed|es|ing) (?:[\w’'-]+ ){1,6}(?:to|into|out)\b"
    r"|cost (?:the [a-z]+ )?(?:\w+ ){1,3}(?:jobs|lives|seats)\b|cost [\w ]{1,30} (?:his|her|their) (?:job|life|seat"
    r"|place)\b"
    r"|(?:made|makes) (?:the|it|them|its) (?:\w+ )?(?:collapse|fail|crash|fall|sink|close|burst|break|impossible)\b"
    r"|sets? (?:a|an|the) (?:\w+ )?(?:stage|runway|scene) for\b)"
)
CAUSE_WORDS: frozenset[str] = word_set(
    """
    led leads cause causes caused causing because due resulted result results stems stemmed triggered triggers prompted
    prompts brought contributed contributes blamed prevents prevented boosts boosted responsible paves paved clears
    cleared attributable owing fuelled fueled spurred driven behind means thanks sparked sparks forced forces forcing
    cost made makes set sets
    """
)
"""One of these stands wherever CAUSES finds something."""
# What a thing does where it brings something about; of a person or a body it is a deed of theirs.
_DEEDS = (
    "reduced reduces cut cuts hurt hurts helped raised lowered destroyed brought made saved attracted drew drove"
    " drives pushed"
    " damaged ruined slowed ended halted stopped left improved worsened created increased delayed spared kept deterred"
    " disrupted wrecked revived doomed cost means meant protects protected flooded strengthened weakened"
)
DEEDS_OF_THINGS = word_set(_DEEDS + " wiped knocked killed led")
BRINGS_ABOUT = re.compile(
    r"(?P<who>[A-Za-z][a-z’'-]+) (?:has |have |had |also |has also |then |later |alone |alike )?"
    rf"(?:(?:{'|'.join(_DEEDS.split())}|wiped out|knocked out|killed off) (?=(?:the|a|an|its|their|hundreds|thousands"
    rf"|dozens"
    rf"|scores|many|most|more|fewer|several|some|small|local|waiting|traffic|lives|jobs|sales|prices|schools|crops"
    rf"|crime"
    rf"|accidents|demand|people|children|tourists|visitors|trade|\d|{_NUMBERS})\b|[a-z]+s\b)"
    rf"|led (?=(?:[a-z-]+ ){{1,3}}to [a-z]))"
)
THING_ENDINGS = ("ing", "tion", "sion", "ment", "ness", "ity", "ance", "ought", "ost", "eat", "ain", "now")
NO_THINGS: frozenset[str] = word_set(
    """
    he she they i we you it who that which and or but not to also has have had is are was were been be will would can
    could may might must should do does did one people men women children others everyone nobody all both some many few
    this these those there then now only just so as of in on at by with from for up out off down over sun moon wind
    night day morning evening path road stairs door steps dog cat bird horse man woman boy girl child mother father
    brother sister son daughter wife husband friend friends neighbours neighbour family families couple villagers locals
    firm firms company companies shop shops mill club team crew studio ministry office owner owners school hospital
    brand
    chain bank union charity agency museum theatre airline railway hotel farm restaurant party town city village country
    state county parish newspaper paper band choir orchestra
    """
)
_PERSONS = (
    "prisoners?|suspects?|detainees?|inmates?|protesters?|demonstrators?|child|children|pupils?|wife|wives|girlfriend"
    "|partner|woman|women|man|men|girls?|boys?|civilians?|passers-by|teenagers?|students?|migrants?|reporters?"
    "|journalists?|residents?|patients?|tenants?"
)
_PAPERS = (
    "documents?|certificates?|signatures?|papers|passports?|cheques?|letters?|records?|wills?|invoices|data|results"
)
ACCUSES = re.compile(
    r"\b(?:(?:accus(?:e|ed|es|ing|ation)|alleg(?:e|ed|es|edly|ation)s?|fraud(?:ulent)?|defraud\w*|l(?:ied|ying) (?:to"
    r"|about)"
    r"|brib\w+|kickbacks?|stolen|embezzl\w+|misus\w+|assault\w*|harass\w*|abus(?:e|ed|ing)|rap(?:e|ed|ist)"
    r"|murder\w*|illegal(?:ly)?|unlawful(?:ly)?|broke the law|violat\w+|cover(?:ed)?[ -]up|conceal\w+|cheat(?:ed|s|ing)"
    r"|launder(?:ed|ing|s) (?:the |drug )?(?:\w+ )?(?:money|funds|cash|profits)|money[ -]laundering|plagiari\w+"
    r"|negligen\w+"
    r"|misconduct|misled|deceiv\w+|guilty|convicted|indicted|charged with|arrested|falsif\w+|blackmail\w*|extort\w+"
    r"|perjur\w+|smuggl(?:ed|es|ing)|insider trading|tax evasion|swindl\w+|tortur(?:ed|ing)|molest\w+"
    r"|grop(?:ed|ing)|vandali[sz]ed|overcharg\w+|price[- ]fixing|tampered with|spied on|spying on"
    r"|robbed|looted|discriminated against|drunk[- ]driv\w+|underpa(?:id|ying)|mistreat\w+|starved (?:the|his|her|its"
    r"|their)|exploit(?:ed|ing) (?:its|their|his|her|the|workers|migrants)|sexually|dop(?:ed|ing)|withheld"
    r"|planted evidence|hush money|"
    r"(?:sham|bogus|fake|forged|false) (?:permits?|documents?|passports?|invoices?|accounts?|claims?|papers"
    r"|certificates?|names?)|drunk (?:at the (?:wheel|helm)|behind|on duty"
    r"|while))\b"
    r"|stole (?!the (?:show|scene|limelight|spotlight|march)\b|(?:over|across|away|into|up|down|through|in|out|past)\b"
    r"|a (?:glance|kiss|look|march|moment)\b)"
    r"|dump(?:ed|s|ing) (?:\w+ ){0,2}(?:waste|sewage|chemicals|oil|rubbish|asbestos|garbage|debris|tyres|sludge)\b"
    rf"|(?:forg(?:ed|ing)|doctored|fabricated|shredded|backdated) (?:the |a |\w+ ){{0,2}}(?:{_PAPERS}|evidence)\b"
    r"|rigg(?:ed|ing) (?:the |a |an |\w+ ){0,2}(?:votes?|elections?|polls?|ballots?|contests?|tenders?|auctions?|prices"
    r"|markets?|match|matches|results?|draw)\b"
    r"|broke into (?!a (?:smile|run|song|trot|grin|laugh|sweat|sprint)|laughter|applause|tears|song|cheers)"
    r"|hack(?:ed|ing)(?: into)? (?!a path|a way|through|at|off)|evad(?:ed|es|ing) (?:\w+ )?(?:tax(?:es)?|duty|duties)\b"
    rf"|(?:beat|beaten|beats|kicked|punched|attacked|shot|stabbed|killed|threatened|detained) (?:up )?(?:a|an|the|his"
    rf"|her"
    rf"|their|two|three|four|five|several|\d+) (?:[a-z-]+ )?(?:{_PERSONS})\b"
    r"|(?:pocketed|siphoned|skimmed|diverted|misappropriated) (?:off )?(?:the |\w+ ){0,3}(?:money|funds|cash|fees"
    r"|donations"
    r"|profits?|takings|public|grants?)\b|leaked (?:confidential|secret|classified|private|personal)\b"
    r"|(?:hid|hidden|hiding|buried|suppressed|destroyed|deleted|withheld) (?:the |a |its |his |her "
    r"|their )?(?:[a-z]+ ){0,2}(?:results|evidence|records|documents|files|e-?mails|data|report|truth|money|losses"
    r"|risks|defects?)\b"
    r"|(?:took|taken|takes|taking) (?:money|cash|bribes) (?:from|for)\b|copied (?:[a-z’]+ ){0,4}(?:thesis|work|design"
    r"|paper|essay|song)\b"
    r"|poisoned (?:the|a|his|her|its|their)\b|(?:ignored|flouted|breached|broke|dodged) (?:the |a |its |their |all "
    r"|basic )?(?:[a-z]+ ){0,2}(?:warnings?|rules?|regulations?|orders?|sanctions?|embargo|contract|conditions)\b"
    r"|failed to (?:report|pay|declare|warn|disclose|inspect|protect)\b)"
)
# Told as heard, of nobody: "it is thought that", "apparently".
HEARSAY = re.compile(
    r"\b(?:(?:it (?:is|was|has been) (?:widely |now |generally )?(?:rumou?red|claimed|thought|assumed|believed|alleged"
    r"|reported|understood|said|feared|speculated)(?: that)? (?!makes\b)"
    r"|(?:is|are|was|were) (?:widely |now )?(?:thought|believed|claimed|assumed|alleged|rumou?red|speculated|tipped) to"
    r"|apparently|widely expected to)\b)"
)
ORDERS: frozenset[str] = word_set(
    """
    add bake beat blend boil bring brush chill chop combine cook cool cover cut dice drain drizzle fold fry grate grill
    heat knead leave let mash melt mix peel pour preheat press prick reduce remove rest rinse roast roll rub season
    serve sift simmer slice soak spoon spread sprinkle steam stir strain tip toss transfer turn wash whisk bake
    garnish marinate place put set take use wipe wrap imagine think remember call ask tell share write read click
    follow follows subscribe sign see look note visit wear pack try keep do don’t don't never make give start stay stop
    """
)
# What follows a verb that orders, and not a noun of the same letters ("Share prices fell").
ORDERED: frozenset[str] = word_set(
    """
    the a an your it them this these those in into to for until on with over up off out all half half-way from at under
    my me us yourself not about of stock two three four five six some any each both everything well gently occasionally
    stirring twice once more
    """
)
PERSONAL: frozenset[str] = word_set(
    "i me my mine myself we us our ours you your yours i’m i've i’ve i'd i’d we’re we’ve"
)
"""Whoever writes so tells of himself or speaks to the reader: weak signs say nothing there."""
NARRATED: frozenset[str] = word_set("he she i they we")
"""A sentence that begins so and names nobody, no day and no number may be a tale."""
AT_HOME = re.compile(
    r"\b(?:opened|closed|shut|lost|passed|fired|built) (?:the|her|his|their|a|an) (?:\w+ )?(?:window|door|book|eyes?"
    r"|gate|letter|bag|umbrella|box|drawer|curtains?|lid|mouth|hands?|balance|way|salt|bread|fire|nest|sandcastle)s?\b"
)
COMMONPLACE = re.compile(r"\b(?:opened|closed|lost|passed|ordered|released|fired|won|built)\b")
"""Deeds of EVENT that everybody does every day; by themselves they make no claim of a tale."""
IDIOMS = re.compile(
    r"\b(?:goes without saying\b|that said,|needless to say\b|to be said for\b|(?:said|say|saying)"
    r" (?:goodbye|good night|grace)\b|who can (?:say|tell)\b|(?:told|tells|tell) (?:\w+ ){1,4}(?:tale|story|joke|lie)\b"
    r"|two (?:can play|to dance|by two)\b|nine times out of ten\b|say it with\b|they say (?:goodbye|hello)\b"
    r"|and said nothing\b)"
)
WEATHER = re.compile(
    r"\b(?:will|is going to|should|may) (?:be|stay|remain|turn|become) (?:[a-z]+ ){0,2}?(?:sunny|cloudy|dry|mild"
    r"|windy|foggy"
    r"|bright|overcast|frosty|breezy|humid|chilly|warm|cold|wet)\b"
)
# Behind these what is told of is not done yet ("once the dates are announced").
CONDITION = re.compile(r"\b(?:once|until|unless|if)\b[^,;.]*")
