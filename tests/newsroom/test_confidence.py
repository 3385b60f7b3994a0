"""The confidence rule by its worked examples (domain.md section 3) and by clauses the examples do not reach."""

import re
from collections.abc import Sequence
from datetime import date, datetime

import pytest

from newsroom.domain.claim import Authority
from newsroom.domain.confidence import ClaimFacts, EvidenceItem, QuoteMatch, assess
from newsroom.domain.grades import grade
from newsroom.domain.wording import flag_words

DAY = date(2025, 10, 5)
NEXT_DAY = date(2025, 10, 6)

FACT = ClaimFacts()
ABSENCE = ClaimFacts(kind="absence", ttl_days=1)
SPEECH = ClaimFacts(kind="speech", quote_match="exact")

OUTLET = EvidenceItem("outlet", "trade-a")
OUTLET_UNSEEN = EvidenceItem("outlet", "trade-a", inspected=False)
SECOND_TRADE = EvidenceItem("second", "trade-b")
CREDIT = EvidenceItem("credit", "film-office", stance="partial", authority="record")
SILENCE = EvidenceItem("silence", "studio", stance="no_position", authority="party")
ANNOUNCED = EvidenceItem("announcement", "studio", authority="party")
EMBARGOED = EvidenceItem("announcement", "studio", authority="party", embargo_until=date(2025, 10, 7))
DENIAL = EvidenceItem("denial", "studio", stance="contradicts", authority="party")
OWN_SEARCH = EvidenceItem("search", "us", authority="witness", as_of=DAY)
INTERVIEW = EvidenceItem("interview", "person:q", authority="interviewer")


def relay(number: int) -> EvidenceItem:
    return EvidenceItem(f"relay{number}", "trade-a", authority="aggregator", reliability="C")


def voice(number: int, authority: Authority = "insider", *, named: bool = True) -> EvidenceItem:
    terms = "on_record" if named else "background"
    return EvidenceItem(f"voice{number}", f"person:{number}", authority=authority, terms=terms)


def against(authority: Authority) -> EvidenceItem:
    return EvidenceItem("against", "against", stance="contradicts", authority=authority)


THREE_INSIDERS = [voice(1), voice(2), voice(3)]

EXAMPLES = [
    (1, FACT, DAY, [OUTLET_UNSEEN, SILENCE], "low", "SINGLE_ORIGIN UNINSPECTED NO_POSITION"),
    (2, FACT, DAY, [OUTLET, CREDIT, SILENCE], "moderate", "NO_POSITION"),
    (3, FACT, DAY, [OUTLET, CREDIT, SILENCE, relay(1), relay(2)], "moderate", "COLLAPSED NO_POSITION"),
    (4, FACT, DAY, [OUTLET, SECOND_TRADE, voice(1), CREDIT], "high", ""),
    (5, FACT, NEXT_DAY, [OUTLET, CREDIT, ANNOUNCED], "confirmed", ""),
    (6, FACT, NEXT_DAY, [OUTLET, CREDIT, EMBARGOED], "moderate", "EMBARGO_IGNORED"),
    (7, FACT, DAY, [OUTLET, CREDIT, DENIAL], "disputed", "CONTRADICTED"),
    (8, ABSENCE, DAY, [OWN_SEARCH], "confirmed", "SINGLE_ORIGIN"),
    (9, ABSENCE, date(2025, 10, 8), [OWN_SEARCH], "low", "STALE SINGLE_ORIGIN"),
    (10, ABSENCE, NEXT_DAY, [OWN_SEARCH, DENIAL], "refuted", "SUPERSEDED SINGLE_ORIGIN"),
    (11, ClaimFacts("speech", None, "unmarked_edit"), DAY, [INTERVIEW], "low", "QUOTE_ALTERED SINGLE_ORIGIN"),
    (12, SPEECH, DAY, [INTERVIEW], "high", "SINGLE_ORIGIN"),
    (13, ClaimFacts("forecast"), DAY, [EvidenceItem("r", "r", authority="unknown")], "unsourced",
     "RUMOUR LABEL_AS_ANALYSIS"),
    (14, FACT, DAY, [EvidenceItem(f"o{n}", "root") for n in range(5)], "moderate", "COLLAPSED SINGLE_ORIGIN"),
    (15, FACT, DAY, [voice(1, named=False), voice(2, named=False)], "moderate", "ANONYMOUS_ONLY"),
    (16, FACT, DAY, [OUTLET, against("record")], "refuted", "CONTRADICTED SINGLE_ORIGIN"),
    (17, FACT, DAY, [voice(n, "interested") for n in (1, 2, 3)], "moderate", "ONE_SIDE_ONLY"),
    (18, FACT, DAY, [voice(1, "interested")], "moderate", "ONE_SIDE_ONLY SINGLE_ORIGIN"),
    (19, SPEECH, DAY, [EvidenceItem("c", "court", authority="record")], "confirmed", "SINGLE_ORIGIN"),
    (20, FACT, DAY, [EvidenceItem("memo", "memo", authority="document", terms="background"),
                     voice(1, named=False)], "high", ""),
    (21, FACT, DAY, [EvidenceItem("a", "agency-a", reliability="A"),
                     EvidenceItem("b", "agency-b", reliability="A")], "high", ""),
    (22, FACT, DAY, [voice(1)], "moderate", "SINGLE_ORIGIN"),
    (23, FACT, DAY, [*THREE_INSIDERS, against("interested")], "high", "CONTESTED"),
    (24, FACT, DAY, [*THREE_INSIDERS, against("record")], "disputed", "CONTRADICTED"),
    (25, SPEECH, DAY, [EvidenceItem("tape", "us", authority="witness", retracted=True)], "confirmed",
     "SINGLE_ORIGIN"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "claim", "today", "evidence", "level", "flags"), EXAMPLES)
def test_each_worked_example_gives_its_level_and_exactly_its_flags(
    number: int, claim: ClaimFacts, today: date, evidence: Sequence[EvidenceItem], level: str, flags: str
) -> None:
    found = assess(claim, evidence, today=today)
    assert (number, found.level, found.flags) == (number, level, frozenset(flags.split()))


@pytest.mark.parametrize(
    ("item", "kind", "expected"),
    [
        (EvidenceItem("x", "x", authority="party", terms="not_for_attribution"), "fact", 2),
        (EvidenceItem("x", "x", authority="party", terms="unspecified"), "fact", 2),
        (EvidenceItem("x", "x", authority="interested", terms="background"), "fact", 1),
        (EvidenceItem("x", "x", authority="insider", terms="background", reliability="C"), "fact", 1),
        (EvidenceItem("x", "x", authority="insider", reliability="C"), "fact", 3),
        (EvidenceItem("x", "x", authority="insider", reliability="F"), "fact", 2),
        (EvidenceItem("x", "x", authority="document", reliability="C"), "fact", 1),
        (EvidenceItem("x", "x", authority="interviewer"), "fact", 2),
        (EvidenceItem("x", "x", authority="publication", reliability="F"), "fact", 1),
        (EvidenceItem("x", "x", authority="publication", reliability="D"), "fact", 0),
        (EvidenceItem("x", "x", authority="aggregator", reliability="A"), "fact", 1),
        (EvidenceItem("x", "x", authority="aggregator", reliability="F"), "fact", 0),
        (EvidenceItem("x", "x", authority="record", reliability="D"), "fact", 1),
        (EvidenceItem("x", "x", authority="record", reliability="F"), "fact", 2),
        (EvidenceItem("x", "x", authority="record", firsthand=False), "fact", 2),
        (EvidenceItem("x", "x", authority="record", stance="partial"), "fact", 1),
        (EvidenceItem("x", "x", authority="record", inspected=False), "fact", 2),
        (EvidenceItem("x", "x", authority="insider", inspected=False), "fact", 2),
        (EvidenceItem("x", "x", authority="interested", terms="background", inspected=False), "fact", 1),
        (EvidenceItem("x", "x", authority="record", stance="contradicts"), "fact", 4),
        (EvidenceItem("x", "x", authority="record", terms="off_record"), "fact", 0),
        (EvidenceItem("x", "x", authority="record", stance="context"), "fact", 0),
        (EvidenceItem("x", "x", authority="record", own=True), "fact", 0),
        (EvidenceItem("x", "x", authority="record", embargo_until=NEXT_DAY), "fact", 0),
        (EvidenceItem("x", "x", authority="record", embargo_until=DAY), "fact", 4),
        (EvidenceItem("x", "x", authority="witness", retracted=True), "fact", 0),
        (EvidenceItem("x", "x", authority="witness", retracted=True), "speech", 4),
        (EvidenceItem("x", "x", authority="interviewer", retracted=True), "speech", 0),
    ],
)  # fmt: skip
def test_an_item_is_graded_by_who_says_it_and_then_clamped(item: EvidenceItem, kind: str, expected: int) -> None:
    assert grade(item, kind=ClaimFacts(kind=kind).kind, today=DAY) == expected  # type: ignore[arg-type]


def test_nothing_attached_is_unsourced_without_any_flag() -> None:
    found = assess(FACT, [], today=DAY)
    assert (found.level, found.flags) == ("unsourced", frozenset())
    assert found.next_step == "Attach a source with its own reporting, and save a copy of it."


def test_evidence_that_cannot_be_counted_is_told_apart_from_a_rumour() -> None:
    off_record = EvidenceItem("x", "x", terms="off_record")
    assert assess(FACT, [off_record], today=DAY).flags == {"NO_USABLE_EVIDENCE", "OFF_RECORD_IGNORED"}
    assert assess(FACT, [off_record, EvidenceItem("y", "y", authority="unknown")], today=DAY).flags == {
        "RUMOUR", "OFF_RECORD_IGNORED",
    }  # fmt: skip


def test_an_opinion_bears_no_flag_but_its_own_whatever_is_attached() -> None:
    evidence = [SILENCE, DENIAL, OUTLET_UNSEEN, EvidenceItem("own", "own", own=True)]
    found = assess(ClaimFacts(kind="opinion"), evidence, today=DAY)
    assert (found.level, found.flags, found.next_step) == ("not_ratable", {"ATTRIBUTE_OR_LABEL"}, None)
    assert found.reasons == ("It is an opinion: say whose it is, or label it.",)


def test_one_unnamed_voice_stays_low_and_a_second_source_of_weak_weight_lifts_the_limit() -> None:
    unnamed = voice(1, named=False)
    weak = EvidenceItem("weak", "outlet", reliability="C")
    assert assess(FACT, [unnamed], today=DAY).level == "low"
    found = assess(FACT, [unnamed, weak], today=DAY)
    assert (found.level, found.flags) == ("moderate", {"ANONYMOUS_ONLY"})


def test_unnamed_voices_and_one_side_together_are_one_side() -> None:
    found = assess(FACT, [voice(1, named=False), voice(2, "interested")], today=DAY)
    assert (found.level, found.flags) == ("moderate", {"ONE_SIDE_ONLY"})


def test_weak_unnamed_voices_are_looked_at_only_where_nothing_better_stands() -> None:
    weak_voice = EvidenceItem("v", "v", authority="interested", terms="background")
    assert "ANONYMOUS_ONLY" in assess(FACT, [weak_voice], today=DAY).flags
    assert assess(FACT, [weak_voice, OUTLET], today=DAY).flags == frozenset()


@pytest.mark.parametrize(
    ("match", "level", "flag"),
    [
        ("marked_edit", "high", None),
        ("unverified", "moderate", "QUOTE_UNVERIFIED"),
        ("ambiguous", "moderate", "QUOTE_UNVERIFIED"),
        ("not_compared", "moderate", "QUOTE_UNVERIFIED"),
        ("not_found", "low", "QUOTE_ALTERED"),
    ],
)
def test_the_quote_check_limits_what_was_said(match: QuoteMatch, level: str, flag: str | None) -> None:
    found = assess(ClaimFacts(kind="speech", quote_match=match), [INTERVIEW], today=DAY)
    assert (found.level, found.flags) == (level, {"SINGLE_ORIGIN"} | ({flag} if flag else set()))


def test_the_quote_check_says_nothing_about_a_quote_nothing_carries_nor_about_a_fact() -> None:
    assert assess(ClaimFacts(kind="speech", quote_match="unmarked_edit"), [], today=DAY).flags == frozenset()
    assert assess(ClaimFacts(quote_match="unmarked_edit"), [OUTLET], today=DAY).flags == {"SINGLE_ORIGIN"}


def test_a_limit_sets_its_flag_even_where_it_changes_nothing() -> None:
    found = assess(ClaimFacts(kind="inference"), [relay(1)], today=DAY)
    assert (found.level, "LABEL_AS_ANALYSIS" in found.flags) == ("low", True)


@pytest.mark.parametrize(
    ("as_of", "level"),
    [(DAY, "confirmed"), (date(2025, 9, 28), "confirmed"), (date(2025, 9, 27), "high"), (None, "high")],
)
def test_what_was_checked_too_long_ago_falls_one_level(as_of: date | None, level: str) -> None:
    item = EvidenceItem("r", "r", authority="record", as_of=as_of)
    assert assess(ClaimFacts(ttl_days=7), [item], today=DAY).level == level


def test_low_does_not_grow_stale() -> None:
    assert assess(ClaimFacts(ttl_days=1), [OUTLET_UNSEEN], today=DAY).flags == {"SINGLE_ORIGIN", "UNINSPECTED"}


@pytest.mark.parametrize(
    ("evidence", "level", "flag"),
    [
        ([ANNOUNCED, against("record")], "disputed", "CONTRADICTED"),
        ([against("record")], "refuted", "CONTRADICTED"),
        ([against("party")], "disputed", "CONTRADICTED"),
        ([OUTLET, against("interested")], "disputed", "CONTRADICTED"),
        ([*THREE_INSIDERS, against("publication")], "disputed", "CONTRADICTED"),
        ([EvidenceItem("r", "r", authority="record"), against("party")], "confirmed", "CONTESTED"),
        ([ANNOUNCED, against("publication")], "confirmed", "CONTESTED"),
        ([ANNOUNCED, against("party")], "disputed", "CONTRADICTED"),
        ([OUTLET, against("aggregator")], "moderate", "WEAK_CONTRADICTION"),
        ([OUTLET, against("record"), against("publication")], "refuted", "CONTRADICTED"),
    ],
)
def test_a_contradiction_weighs_by_who_makes_it(evidence: list[EvidenceItem], level: str, flag: str) -> None:
    found = assess(FACT, evidence, today=DAY)
    assert (found.level, flag in found.flags) == (level, True)


def test_an_unseen_record_does_not_settle_a_contradiction() -> None:
    unseen = EvidenceItem("n", "n", stance="contradicts", authority="record", inspected=False)
    assert assess(FACT, [OUTLET, unseen], today=DAY).level == "disputed"


def test_what_is_not_counted_is_told_whatever_its_stance() -> None:
    evidence = [
        EvidenceItem("a", "a", stance="no_position", terms="off_record"),
        EvidenceItem("b", "b", stance="context", retracted=True),
        EvidenceItem("c", "c", stance="contradicts", own=True),
        EvidenceItem("d", "d", stance="contradicts", embargo_until=NEXT_DAY),
    ]
    assert assess(FACT, evidence, today=DAY).flags == {
        "NO_POSITION", "OFF_RECORD_IGNORED", "RETRACTED_IGNORED", "SELF_CITATION_IGNORED", "EMBARGO_IGNORED",
    }  # fmt: skip


def test_a_source_seen_in_one_copy_is_seen() -> None:
    twice = [OUTLET, EvidenceItem("again", "trade-a", inspected=False)]
    assert assess(FACT, twice, today=DAY).flags == {"SINGLE_ORIGIN", "COLLAPSED"}


def test_reports_of_fewer_sources_are_counted_and_not_called_dependent_where_the_sources_are_not() -> None:
    repeated = EvidenceItem("again", ANNOUNCED.origin, authority="aggregator")
    several = assess(FACT, [OUTLET, ANNOUNCED, repeated], today=DAY)
    one = assess(FACT, [OUTLET, EvidenceItem("again", OUTLET.origin)], today=DAY)
    assert several.reasons[1] == "Three reports come from two sources."
    assert "Two reports, one source: they are not independent." in one.reasons


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"COLLAPSED"}, "more articles than sources"), ({"SINGLE_ORIGIN"}, "one source"),
        ({"COLLAPSED", "SINGLE_ORIGIN"}, "several articles, one source"),
        ({"COLLAPSED", "SINGLE_ORIGIN", "CONTRADICTED"}, "several articles, one source for it · contradicted"),
    ],
)  # fmt: skip
def test_the_words_of_the_list_count_the_sources_once(flags: set[str], words: str) -> None:
    assert flag_words(frozenset(flags)) == words


@pytest.mark.parametrize(
    ("field", "value"),
    [("stance", "likes"), ("authority", "oracle"), ("terms", "secret"), ("reliability", "G")],
)
def test_a_word_the_rule_does_not_know_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"The {field} of the evidence 'x' cannot be '{value}'"):
        EvidenceItem("x", "x", **{field: value})  # type: ignore[arg-type]


def test_a_claim_of_unknown_kind_match_or_lifetime_is_refused() -> None:
    with pytest.raises(ValueError, match="kind of the claim cannot be 'guess'"):
        ClaimFacts(kind="guess")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="quote_match of the claim cannot be 'nearly'"):
        ClaimFacts(quote_match="nearly")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="ttl_days of the claim cannot be -1"):
        ClaimFacts(ttl_days=-1)
    with pytest.raises(ValueError, match="must be a day"):
        EvidenceItem("x", "x", as_of=datetime(2025, 10, 5, 9, 0))


def test_reasons_come_in_the_order_the_rules_fired() -> None:
    found = assess(FACT, [voice(1, "interested"), SILENCE], today=DAY)
    assert found.reasons == (
        "One good source backs it.",
        "Only one side says so; that carries no more than moderate.",
        "It rests on one source.",
        "Somebody asked would not say; that neither backs nor contradicts it.",
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(example[0]) for example in EXAMPLES])
def test_every_sentence_is_one_a_writer_can_read(example: tuple[object, ...]) -> None:
    _, claim, today, evidence, *_ = example
    found = assess(claim, evidence, today=today)  # type: ignore[arg-type]
    for sentence in (*found.reasons, found.cap or "None.", found.next_step or "None."):
        assert sentence.endswith(".") and sentence[0].isupper()
        assert not re.search(r"_|[A-Z]{2,}|\b[GRK]\d|grade|aggregator|inspected|origin|party\b", sentence), sentence


@pytest.mark.parametrize(
    ("claim", "evidence", "limit", "step"),
    [
        (FACT, [OUTLET_UNSEEN], "no copy of it is saved here", "Save a copy of the published report"),
        (FACT, [OUTLET, CREDIT], "One good source alone", "Find somebody in a position to know"),
        (FACT, [voice(1)], "One good source alone", "Add a second source with its own reporting."),
        (FACT, [OUTLET, CREDIT, EMBARGOED], "One good source alone", "Wait until 7 October 2025"),
        (FACT, [EvidenceItem("f", "f", reliability="F")], "not rated yet", "Rate the outlet"),
        (FACT, [EvidenceItem("f", "f", reliability="F", inspected=False)], "no copy", "Rate the outlet behind .* copy"),
        (FACT, [EvidenceItem("d", "d", authority="document", reliability="F")], "not rated yet", ".* authenticated"),
        (FACT, [voice(1, named=False)], "Only unnamed people", "Add a source .* neither unnamed nor one of the sides"),
        (FACT, [voice(n, "interested") for n in (1, 2)], "Two sources alone", "Add a source .* nor one of the sides"),
        (FACT, [voice(n, "interested") for n in (1, 2, 3)], "Only one side", "Add a source .* nor one of the sides"),
        (FACT, [OUTLET, SECOND_TRADE], "Two sources alone", "Add a second source with its own reporting."),
        (FACT, THREE_INSIDERS, "Nothing attached settles it", "Obtain the official record"),
        (FACT, [OUTLET, against("record")], "An official record contradicts it", "Settle which is right"),
        (ABSENCE, [EvidenceItem("s", "us", authority="witness")], "when it was last checked", "Look at it again"),
        (ABSENCE, [OUTLET_UNSEEN], "no copy", "Search for it ourselves"),
        (ClaimFacts("speech", None, "unmarked_edit"), [INTERVIEW], "changed without a mark", "Put the quote back"),
        (ClaimFacts("speech", None, "unverified"), [INTERVIEW], "not compared", "Compare the quote"),
        (
            ClaimFacts("speech", None, "unmarked_edit"),
            [OUTLET_UNSEEN],
            "no copy",
            "Put the quote back .* Then save a copy",
        ),
        (SPEECH, [OUTLET], "One good source alone", "Find the interview itself"),
    ],
)
def test_the_limit_and_the_cheapest_step_are_named(
    claim: ClaimFacts, evidence: list[EvidenceItem], limit: str, step: str
) -> None:
    found = assess(claim, evidence, today=NEXT_DAY if EMBARGOED in evidence else DAY)
    assert re.search(limit, found.cap or "")
    assert re.match(step, found.next_step or "")


def test_no_step_is_named_where_none_would_raise_the_level() -> None:
    at_its_limit = assess(ClaimFacts(kind="forecast"), [OUTLET], today=DAY)
    assert (at_its_limit.level, at_its_limit.next_step) == ("moderate", None)
    confirmed = assess(FACT, [ANNOUNCED], today=DAY)
    assert (confirmed.next_step, confirmed.cap) == (None, None)
