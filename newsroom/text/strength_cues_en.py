"""English words by which prose attributes a claim or holds back from it (domain.md section 4)."""

SPEAKING = (
    "said", "says", "say", "told", "tells", "tell", "announced", "announces", "stated", "remarked", "insisted",
    "insists", "warned", "warns", "warn", "cautioned", "replied", "asserted", "asserts", "contended", "contends",
    "alleges", "tweeted", "testified",
)  # fmt: skip
"""Verbs that attribute whatever follows them."""

SPEAKING_OR_NOT = (
    "added", "adds", "noted", "notes", "confirmed", "confirms", "reported", "reports", "revealed", "reveals", "wrote",
    "writes", "states", "declared", "declares", "argued", "argues", "claimed", "claims", "alleged", "denied", "denies",
    "admitted", "admits", "acknowledged", "acknowledges", "found", "finds", "showed", "shows", "estimated",
    "concluded", "concludes", "predicted", "predicts", "continued", "stating", "saying", "adding", "noting",
    "maintained", "maintains", "pointed out", "points out", "explained", "explains", "recalled", "recalls", "estimates",
    "believes", "thinks",
)  # fmt: skip
"""Verbs that attribute only beside "that", a comma, a colon, a quotation or the end of the sentence."""

OF_ONESELF = (
    "confirmed", "confirms", "denied", "denies", "promised", "promises", "pledged", "pledges", "vowed", "vows",
    "acknowledged", "acknowledges", "admitted", "admits", "conceded", "concedes", "complained", "complains", "claims",
    "claim", "believes", "described", "describes", "argue", "insist", "accuse", "accuses", "accused", "deny", "admit",
    "confirm", "dismissed", "rejected", "demanded", "demands",
)  # fmt: skip
"""Verbs by which somebody speaks of something ("denied the charge"); they attribute their own sentence and no other."""

SOURCE_DOES = (
    "report", "describe", "described", "describes", "framed", "frames", "called", "calls", "put", "puts", "cited",
    "cites", "learned", "learnt", "understands", "published", "lists", "listed", "counted", "counts", "gave", "gives",
)  # fmt: skip
"""Verbs that attribute where a source of the story is their subject."""

PASSIVE = ("is", "are", "was", "were", "be", "been", "being", "has been", "have been", "had been")

PRONOUNS = ("he", "she", "they")

NO_SPEAKER = (
    "reports", "rumours", "rumors", "speculation", "gossip", "whispers", "chatter", "some", "many", "to", "not", "can",
    "will", "would", "could", "should", "may", "might", "must", "do", "does", "did", "cannot", "let", "the", "a",
    "an", "its", "their", "his", "our", "my", "your", "these", "those", "of", "and", "or", "for", "with", "by", "in",
    "on",
)  # fmt: skip
"""What before a verb of speech shows that nobody is named by it: "reports said", "to say", "the said contract"."""

ALSO_NOUNS = ("reports", "claims", "notes", "estimates", "shows", "states", "finds")
"""Verbs that are also nouns; before a stop or comma they attribute only behind a comma of their own."""

PER_MEASURE = (
    "cent", "day", "hour", "week", "month", "year", "annum", "capita", "se", "person", "head", "minute", "second",
    "mile", "kilometre", "episode", "unit", "share", "night", "game", "household", "pupil", "patient", "litre",
)  # fmt: skip
""""Per" before one of these measures; it names nobody."""

HEDGING_ADVERBS = (
    "reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly", "ostensibly", "possibly",
    "perhaps", "probably", "potentially", "presumably", "rumoured", "rumored", "unconfirmed", "conceivably",
)  # fmt: skip

HEDGING_VERBS = (
    "suggest", "suggests", "suggested", "suggesting", "imply", "implies", "implied", "implying", "hint", "hints",
    "hinted", "hinting", "indicate", "indicates", "indicated", "indicating", "appears", "appear", "appeared", "seems",
    "seem", "seemed", "rumour", "rumours", "rumor", "rumors", "speculation",
)  # fmt: skip

SAID_TO = (
    "said", "believed", "thought", "understood", "expected", "reported", "alleged", "claimed", "rumoured", "rumored",
    "likely", "tipped", "speculated", "presumed",
)  # fmt: skip
""""Is said to", "are believed to", "was reported that": somebody, but nobody named."""

MODALS = ("could", "might")

BEFORE_A_MONTH = (
    "in", "on", "of", "by", "since", "until", "till", "from", "to", "before", "after", "late", "early", "mid", "this",
    "last", "next", "every", "during", "through", "and", "theresa", "brian",
)  # fmt: skip

HEADLINE_SPEAKERS = (
    "report", "reports", "police", "prosecutors", "officials", "minister", "ministry", "mayor", "study", "survey",
    "poll", "lawyer", "lawyers", "court", "judge", "sources", "source", "union", "witnesses", "regulator", "experts",
)  # fmt: skip
"""What may stand alone before or after the colon of a headline and still name a source."""

HEADLINE_LABELS = (
    "analysis", "opinion", "explained", "explainer", "exclusive", "breaking", "update", "live", "watch", "review",
    "interview", "correction", "comment", "editorial", "timeline", "recap", "profile", "feature", "short answer",
)  # fmt: skip
"""What stands before the colon of a headline and names a kind of article, not a source."""
