"""The house profile: how much each rule of the gate weighs (domain.md section 9).

Every rule has one code, declared here and nowhere else, with the weight it has in profile ``solo``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from newsroom.domain.errors import BadInput
from newsroom.domain.house_table import Severity, severities_from, usual_severities

Weight = Literal["stop", "ask", "tell"]
ClearedBy = Literal["anyone", "not_the_author", "named_role"]
Stages = Literal["by_hand", "by_rule"]

WEIGHTS: tuple[Weight, ...] = get_args(Weight)

_CLEARED_BY_WORDS: dict[ClearedBy, str] = {
    "anyone": "you, with a reason",
    "not_the_author": "someone other than the author, with a reason",
    "named_role": "the editor, standards or the lawyer, with a reason",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """``weight``: that of profile ``solo``. ``sentence``: what is wrong, where a finding has nothing more to say.
    ``who`` can clear it by mending it."""

    weight: Weight
    sentence: str
    who: str


_AUTHOR, _EDITOR, _CHECKER = "the author", "an editor", "the checker"

RULES: dict[str, Rule] = {
    "PROTECTED_NAME": Rule("stop", "A protected name stands in the finished file.", _AUTHOR),
    "OFF_RECORD_WORDS": Rule("stop", "Words said off the record stand in the story.", _AUTHOR),
    "EMBARGO": Rule("stop", "An embargo has not ended yet.", "nobody before it ends"),
    "DAMAGED_TEXT": Rule("stop", "Words on the disk no longer match what was stored.", "whoever restores the backup"),
    "STORY_HELD": Rule("stop", "The story is held.", _EDITOR),
    "STORY_SPIKED": Rule("stop", "The story is spiked.", _EDITOR),
    "TOP_RESTS_ON_NOTHING": Rule("ask", "The headline or first paragraph rests on nothing.", _AUTHOR),
    "TOP_ON_LOW": Rule("ask", "The headline or first paragraph rests on something weak.", _AUTHOR),
    "TOP_ON_ONE_SIDE": Rule("ask", "The headline or first paragraph gives one side of a dispute.", _AUTHOR),
    "REFUTED_FLAT": Rule("ask", "Something shown to be wrong is said as a fact.", _AUTHOR),
    "QUOTE_WORDS_CHANGED": Rule("ask", "A quote has changed words.", _AUTHOR),
    "QUOTE_NOT_FOUND": Rule("ask", "A quote is not found in the saved copy.", _AUTHOR),
    "QUOTE_ADRIFT": Rule("ask", "A quote lost its place in the text.", _AUTHOR),
    "ACCUSATION_WITHOUT_REQUEST": Rule("ask", "Nobody was asked about an accusation.", _AUTHOR),
    "ANONYMITY_NOT_APPROVED": Rule("ask", "No editor approved leaving a name out.", _EDITOR),
    "TERMS_NOT_SET": Rule("ask", "What was agreed with the person interviewed is not noted.", _AUTHOR),
    "OVERRIDE_WAITING": Rule("ask", "A level set by hand waits for a second look.", _EDITOR),
    "CHANGED_SINCE_APPROVAL": Rule("ask", "The words have changed since they were approved.", _EDITOR),
    "RESTS_ON_NOTHING": Rule("tell", "Nothing that counts backs this.", _AUTHOR),
    "COPY_NOT_WHOLE": Rule("tell", "The file of a saved copy is not what was kept.", "whoever restores the backup"),
    "SOURCE_NOTICE": Rule("tell", "A source was corrected or taken back.", _AUTHOR),
    "RESTS_ON_EMBARGO": Rule("tell", "This rests on a source under embargo.", _AUTHOR),
    "SOURCE_NOT_ATTACHED": Rule("tell", "A source is named here but not attached.", _AUTHOR),
    "OVER_CLAIMS": Rule("tell", "This is said more strongly than its support allows.", _AUTHOR),
    "SAY_WHO_SAYS_SO": Rule("tell", "This is said as a fact, but only moderately supported.", _AUTHOR),
    "TOO_WEAK_FOR_HEADING": Rule("tell", "What is this weakly supported does not belong up here.", _AUTHOR),
    "DISPUTED_AS_FACT": Rule("tell", "This is disputed and said as a fact.", _AUTHOR),
    "GIVE_BOTH_SIDES": Rule("tell", "This is disputed: both sides belong up here.", _AUTHOR),
    "OTHER_SIDE_MISSING": Rule("tell", "This is disputed, and the other side is not in the paragraph.", _AUTHOR),
    "REFUTED_AS_FACT": Rule("tell", "This has been shown to be wrong, and the prose does not say so.", _AUTHOR),
    "OPINION_AS_FACT": Rule("tell", "This is an opinion said as a fact.", _AUTHOR),
    "NAME_THE_SOURCE": Rule("tell", "A word of doubt does not say who says so.", _AUTHOR),
    "HEDGE_IT": Rule("tell", "The source named is weak: this is not established.", _AUTHOR),
    "ATTRIBUTE_IN_HEADING": Rule("tell", "This is not confirmed: say up here who says so.", _AUTHOR),
    "ATTRIBUTE_FIRST_MENTION": Rule("tell", "The first mention does not say who says so.", _AUTHOR),
    "NAME_BESIDE_LINK": Rule("tell", "Only a link names the source in the first paragraph.", _AUTHOR),
    "UNDER_CLAIMS": Rule("tell", "This could be said without holding back.", _AUTHOR),
    "HEADING_STRONGER_THAN_BODY": Rule("tell", "A heading says more than the story does.", _AUTHOR),
    "HEADING_NOT_KEPT": Rule("tell", "A heading promises what its section lacks.", _AUTHOR),
    "COUNT_NOT_LISTED": Rule("tell", "A count promises more than the text lists.", _AUTHOR),
    "DOUBLED_APOSTROPHES": Rule("tell", "Two apostrophes stand for quotation marks.", _AUTHOR),
    "UNDATED_ABSENCE": Rule("tell", "Nothing is there yet, but it is not said as of when.", _AUTHOR),
    "VAGUE_SOURCE": Rule("tell", "A source is named that no reader could look up.", _AUTHOR),
    "REPORTEDLY": Rule("tell", "A word of hearsay does not say who says so.", _AUTHOR),
    "CLAIM_REPEATED": Rule("tell", "Several claims seem to say the same thing.", _AUTHOR),
    "WORDINGS_DIFFER": Rule("tell", "One statement is worded differently at its places.", _AUTHOR),
    "DENIAL_NOT_CARRIED": Rule("tell", "This is denied, and the denial does not stand beside it.", _AUTHOR),
    "ACCUSATION_ON_ONE_SOURCE": Rule("tell", "An accusation rests on one source.", _AUTHOR),
    "CLAIM_STALE": Rule("tell", "This was checked too long ago: check again.", _AUTHOR),
    "NUMBERS_DIFFER": Rule("tell", "A number of this statement stands in none of its sources.", _AUTHOR),
    "CLAIM_ADRIFT": Rule("tell", "A statement lost its place in the text.", _AUTHOR),
    "CLAIM_REWORDED": Rule("tell", "The words of a statement changed: check again.", _AUTHOR),
    "QUOTE_HOUSE_RULE": Rule("tell", "A quote is edited in a way the house wants looked at.", _AUTHOR),
    "QUOTE_SEVERAL_PLACES": Rule("tell", "The words of a quote stand at several places of the saved copy.", _AUTHOR),
    "QUOTE_NOT_COMPARED": Rule("tell", "A quote is not compared with its source yet.", _AUTHOR),
    "QUOTE_WITHOUT_SPEAKER": Rule("tell", "A quote has no speaker.", _AUTHOR),
    "QUOTE_WITHOUT_SOURCE": Rule("tell", "A quote has no source.", _AUTHOR),
    "QUOTE_INCONSISTENT": Rule("tell", "The same words of one speaker stand differently elsewhere.", _AUTHOR),
    "QUOTE_OUTLET_UNNAMED": Rule("tell", "A quote is taken from another outlet that is not named.", _AUTHOR),
    "QUOTE_TRANSLATED": Rule("tell", "A quote is translated, and the story does not say so.", _AUTHOR),
    "QUOTE_UNLINKED": Rule("tell", "Words between quotation marks are compared with nothing.", _AUTHOR),
    "ATTRIBUTION_DIFFERS": Rule("tell", "The sentence names another speaker or outlet than the source does.", _AUTHOR),
    "FIRST_MENTION": Rule("tell", "Somebody quoted is not introduced with full name and role.", _AUTHOR),
    "NAME_SPELT_DIFFERENTLY": Rule("tell", "A name is spelt in more than one way.", _AUTHOR),
    "FIGURE_DIFFERS": Rule("tell", "A figure stands differently in two places.", _AUTHOR),
    "AGREED_WORDS_MISSING": Rule("tell", "The description agreed does not stand where the words are used.", _AUTHOR),
    "NAMED_AGAINST_TERMS": Rule("tell", "Somebody is named who agreed to speak without a name only.", _AUTHOR),
    "READ_BACK_PROMISED": Rule("tell", "Words were to be read back before they are printed.", _AUTHOR),
    "QUOTE_AGAINST_TERMS": Rule("tell", "The terms agreed do not allow quoting these words.", _AUTHOR),
    "DECLINED_AND_ANONYMOUS": Rule("tell", "An unnamed source is also said to have declined to comment.", _AUTHOR),
    "REQUEST_OPEN": Rule("tell", "A request for comment has no outcome yet.", _AUTHOR),
    "REQUEST_STALE": Rule("tell", "What was put to them has changed since the letter.", _AUTHOR),
    "ASKED_BY_OTHER_OUTLET": Rule("tell", "Another outlet asked for comment; nobody here has.", _AUTHOR),
    "REPLY_INCONSISTENT": Rule("tell", "One reply is told in several wordings.", _AUTHOR),
    "REPLY_WORDED_STRONGER": Rule("tell", "The reply is worded more strongly than it was.", _AUTHOR),
    "OPEN_NOTE": Rule("tell", "A note in the margin is open.", _AUTHOR),
    "OPEN_QUERY": Rule("tell", "A question of the check is open.", _AUTHOR),
    "CHECKED_WRONG": Rule("tell", "The check found this wrong.", _AUTHOR),
    "UNVERIFIED_SAID_FLAT": Rule("tell", "This could not be verified and is said as a fact.", _AUTHOR),
    "CHECK_STALE": Rule("tell", "This was edited after its check.", _CHECKER),
    "FACT_NOT_CHECKED": Rule("tell", "This statement is not checked.", _CHECKER),
    "NOT_APPROVED": Rule("tell", "Nobody has approved the story.", _EDITOR),
    "LEGAL_NOT_CLEARED": Rule("tell", "The lawyer was asked and has not cleared it.", "the lawyer"),
    "PICTURE_WITHOUT_ALT": Rule("tell", "A picture has no alternative text.", _AUTHOR),
    "PICTURE_RIGHTS": Rule("tell", "The rights of a picture are not confirmed.", _AUTHOR),
    "NO_HEADLINE": Rule("tell", "The story has no headline.", _AUTHOR),
    "NO_BYLINE": Rule("tell", "The story has no byline.", _AUTHOR),
}

# The wall holds whatever a house writes into its profile.
_ALWAYS_STOP = ("PROTECTED_NAME",)


@dataclass(frozen=True, slots=True)
class Profile:
    """How a house weighs the rules: ``weights`` is code → stop, ask or tell; ``quotes`` is what it makes of each way a
    quotation may be edited (``house_table``).

    ``ask_cleared_by``: who may answer what is asked. ``stages``: moved by hand at will, or only by the rules of the
    move (``readiness.unmet_for_move``).
    """

    name: str
    weights: Mapping[str, Weight]
    ask_cleared_by: ClearedBy = "anyone"
    stages: Stages = "by_hand"
    quotes: Mapping[str, Severity] = field(default_factory=usual_severities)

    def weight(self, code: str) -> Weight:
        """The weight of a declared rule; the one of ``RULES`` where the profile names none."""
        return self.weights.get(code, RULES[code].weight)

    def who(self, code: str) -> str:
        """Who can clear it: by mending it, and for an ask also by a reason; an approval is given where stages move by
        rule, and no reason stands for it."""
        mends = RULES[code].who
        if self.stages == "by_rule" and code in ("NOT_APPROVED", "CHANGED_SINCE_APPROVAL"):
            return f"{mends}, by approving the story"
        return f"{mends}, or {_CLEARED_BY_WORDS[self.ask_cleared_by]}" if self.weight(code) == "ask" else mends


SOLO = Profile("solo", {code: rule.weight for code, rule in RULES.items()})
"""What holds where no profile was chosen."""


def profile_from(mapping: Mapping[str, object]) -> Profile:
    """A profile as read from YAML: ``name``, ``ask_cleared_by``, ``stages``, ``rules`` (code → weight), ``quotes``
    (way of editing a quotation → pass, warn or error).

    A rule left out keeps the weight of ``RULES``. Refused with BadInput, naming the entry: a key, code, weight or
    word nobody knows, and a protected name that would not stop.
    """
    for key in mapping:
        if key not in ("name", "ask_cleared_by", "stages", "rules", "quotes"):
            raise BadInput(
                f"The profile has an entry {key!r}. Use only name, ask_cleared_by, stages, rules and quotes."
            )
    name = mapping.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadInput(f"The name of the profile is {name!r}. Give it a name, such as solo.")
    weights: dict[str, Weight] = {code: rule.weight for code, rule in RULES.items()}
    for code, weight in _rules_of(name, mapping).items():
        weights[code] = _weight_of(name, code, weight)
    cleared_by = _word(name, mapping, "ask_cleared_by", "anyone", get_args(ClearedBy))
    stages = _word(name, mapping, "stages", "by_hand", get_args(Stages))
    quotes = severities_from(name, mapping.get("quotes"))
    return Profile(name, weights, cast("ClearedBy", cleared_by), cast("Stages", stages), quotes)


def _word(name: str, mapping: Mapping[str, object], key: str, usual: str, allowed: tuple[str, ...]) -> str:
    word = mapping.get(key, usual)
    if not isinstance(word, str) or word not in allowed:
        raise BadInput(f"{key} of profile {name!r} is {word!r}. Use one of: {', '.join(allowed)}.")
    return word


def _rules_of(name: str, mapping: Mapping[str, object]) -> Mapping[str, object]:
    rules = mapping.get("rules")
    if rules is None:
        return {}
    if not isinstance(rules, Mapping):
        raise BadInput(f"rules of profile {name!r} is {rules!r}. Write one line for each code, with its weight.")
    return cast("Mapping[str, object]", rules)


def _weight_of(name: str, code: str, weight: object) -> Weight:
    if code not in RULES:
        raise BadInput(f"Profile {name!r} weighs {code!r}, which is no rule of this program. Correct or remove it.")
    if weight not in WEIGHTS:
        raise BadInput(f"The weight of {code} in profile {name!r} is {weight!r}. Use stop, ask or tell.")
    if code in _ALWAYS_STOP and weight != "stop":
        raise BadInput(f"{code} of profile {name!r} must stay stop: nobody waives a protected name.")
    return weight
