"""Comparing a published quotation with its source: the five worked rows, then what else desks do to quotations."""

import pytest

from newsroom.text.fidelity import Fidelity, compare_quote, compare_with
from newsroom.text.normalise import normalise

SOURCE = (
    "“Well, but we have a plan, and they’ve been busy with it. "
    "The road ahead is very exciting, if it is funded at all.”"
)
TALK = (
    "The harbour board met on Tuesday.\n\n"
    "“We did not sign the lease in March,” said Ilse Brandvold, who chairs it. “The dredging cost 14.2 million kroner, "
    "and nobody told us — nobody — that it would double. Ask Tomas Veld. I can’t say more than that, and I won’t.\n\n"
    "“What we need now is a second opinion,” she said, “not a second lawsuit.”\n"
)


def words_of(found: Fidelity, source: str) -> str:
    assert found.start is not None
    assert found.end is not None
    return source[found.start : found.end]


@pytest.mark.parametrize(
    ("published", "kind", "detail", "place"),
    [
        (
            "“we have a plan, and they've been busy with it.”",
            "exact",
            None,
            "we have a plan, and they’ve been busy with it.",
        ),
        (
            "“We have a plan, and they’ve been busy with it.”",
            "marked_edit",
            "case_of_start",
            "we have a plan, and they’ve been busy with it.",
        ),
        (
            "“[W]e have a plan … The road ahead is very exciting, if it is funded at all.”",
            "marked_edit",
            "ellipsis_joins_sentences",
            "we have a plan, and they’ve been busy with it. The road ahead is very exciting, if it is funded at all.",
        ),
        (
            "“The road ahead is very exciting.”",
            "unmarked_edit",
            "truncated_sentence",
            "The road ahead is very exciting",
        ),
        ("“The road ahead is not very exciting”", "unmarked_edit", "added_negation", "The road ahead is very exciting"),
    ],
)
def test_the_worked_rows_of_the_rule(published: str, kind: str, detail: str | None, place: str) -> None:
    found = compare_quote(published, SOURCE)

    assert (found.kind, found.detail) == (kind, detail)
    assert words_of(found, SOURCE) == place


def test_the_added_not_of_the_last_row_is_in_the_word_diff() -> None:
    assert compare_quote("“The road ahead is not very exciting”", SOURCE).changes == (("insert", "not", ""),)


@pytest.mark.parametrize(
    ("published", "source"),
    [
        ('"it is what it is"', "She said: “it is what it is”."),
        ("nobody told us—nobody—that it would", TALK),
        ("nobody told us - nobody - that it would", TALK),
        ("14.2 million kroner", "about 14.2\u00a0million kroner in all"),
        ("one line of talk", "one line\n   of\ttalk"),
        ("wait... what", "wait… what"),
        ("wait . . . what", "wait… what"),
        ("the café opened", "the cafe\u0301 opened"),
        ("the cafe\u0301 opened", "the café opened"),
        ("an official offer", "an o\ufb03cial o\ufb00er"),
        ("She told me “go home” twice", "“She told me ‘go home’ twice”"),
        ("zero width", "ze\u00adro wi\u00addth"),
        ("we won 🎉 at last", "and we won 🎉 at last, she wrote"),
        ("نحن نعمل من أجل السلام", "قال: نحن نعمل من أجل السلام اليوم"),
        ("हमारे पास योजना है", "उसने कहा हमारे पास योजना है और"),
        ("我们有一个计划", "他说我们有一个计划并且很忙"),
        ("«nous avons un plan»", "Il dit : « nous avons un plan », puis"),
    ],
)
def test_typography_alone_is_no_change(published: str, source: str) -> None:
    assert compare_quote(published, source).kind == "exact"


def test_hidden_characters_are_told_though_the_words_are_the_same() -> None:
    found = compare_quote("a sec\u200bret plan", "it was a secret plan then")

    assert (found.kind, found.detail) == ("exact", "hidden_characters")


@pytest.mark.parametrize(
    ("published", "kind", "detail"),
    [
        ("We did not sign the lease in March.", "exact", "terminal_punctuation"),
        ("The dredging cost 14.2 million kroner,", "exact", None),
        ("I can't say more than that.", "unmarked_edit", "truncated_sentence"),
        ("I can't say more than that,", "exact", None),
        ("What we need now is a second opinion.", "unmarked_edit", "truncated_sentence"),
        ("not a second lawsuit,", "exact", "terminal_punctuation"),
        ("Not a second lawsuit,", "marked_edit", "case_of_start"),
        ("ask Tomas Veld.", "marked_edit", "case_of_start"),
        ("Ask Tomas Veld", "exact", None),
    ],
)
def test_the_end_of_a_quotation_is_read_with_the_sentence_it_was_taken_from(
    published: str, kind: str, detail: str | None
) -> None:
    found = compare_quote(published, TALK)

    assert (found.kind, found.detail) == (kind, detail)


def test_a_truncated_sentence_tells_the_words_left_out() -> None:
    assert compare_quote("I can't say more than that.", TALK).changes == (("delete", "", "and I won’t"),)


@pytest.mark.parametrize("published", ["can", "I can", "14", "the lease in Marc", "obody told us"])
def test_a_part_of_a_word_is_not_the_word(published: str) -> None:
    assert compare_quote(published, TALK).kind not in ("exact", "marked_edit")


@pytest.mark.parametrize(
    ("published", "detail"),
    [
        ("The dredging cost 14.2 million kroner … that it would double", "ellipsis"),
        ("The dredging cost 14.2 million kroner . . . that it would double", "ellipsis"),
        ("The dredging cost 14.2 million kroner […] that it would double", "ellipsis"),
        ("The dredging cost 14.2 million kroner,... that it would double", "ellipsis_glued"),
        ("The dredging cost 14.2 million kroner … Ask Tomas Veld", "ellipsis_joins_sentences"),
        ("The dredging … would double.", "ellipsis"),
        ("… nobody told us", "ellipsis"),
        ("The dredging cost 14.2 million kroner …", "ellipsis"),
        ("[The board] did not sign the lease", "brackets"),
        ("We did not sign [it] in March", "brackets"),
        ("We did not sign the lease [sic] in March", "brackets"),
        ("We did not sign the leas[ing contract] in March", "brackets"),
        ("[w]e did not sign the lease", "brackets"),
        ("What we need[ed] now is a second opinion", "brackets"),
    ],
)
def test_marked_omissions_and_insertions_are_marked_edits(published: str, detail: str) -> None:
    found = compare_quote(published, TALK)

    assert (found.kind, found.detail) == ("marked_edit", detail)


def test_a_marked_edit_tells_what_the_mark_stands_for() -> None:
    found = compare_quote("We did not sign [it] in March", TALK)

    assert found.changes == (("bracket", "[it]", "the lease"),)
    assert words_of(found, TALK) == "We did not sign the lease in March"


def test_an_ellipsis_that_swallows_a_not_says_so_first() -> None:
    found = compare_quote("We did … sign the lease", TALK)

    assert (found.kind, found.detail) == ("marked_edit", "lost_negation")


@pytest.mark.parametrize(
    "published",
    [
        "We did not sign … the dredging bill",
        "nobody told us … The dredging cost 14.2 million",
        "We [the twelve members of the harbour board of the town] in March",
        "We … " + "x " * 300,
        "The board … " * 80,
    ],
)
def test_marks_do_not_excuse_words_that_are_not_there_or_stand_in_another_order(published: str) -> None:
    assert compare_quote(published, TALK).kind in ("unmarked_edit", "not_found")


def test_a_gap_is_bounded() -> None:
    far = "The first answer was short. " + "Filler words go here. " * 200 + "The last answer was long."

    assert compare_quote("The first answer was short … The last answer was long.", far).kind != "marked_edit"


def test_a_short_fragment_must_stand_close_to_its_gap() -> None:
    far = "We waited. " + "Filler words go here. " * 40 + "The last answer was very long."

    assert compare_quote("We … The last answer was very long", far).kind != "marked_edit"


@pytest.mark.parametrize(
    ("published", "detail", "first"),
    [
        ("We did sign the lease in March", "lost_negation", ("delete", "", "not")),
        ("The dredging cost 15.2 million kroner, and nobody told us", "changed_number", None),
        ("The dredging cost 14.2 billion kroner, and nobody told us", "changed_number", None),
        ("that it would double. Ask Tomas Holt", "changed_name", ("replace", "Holt", "Veld")),
        ("I can say more than that, and I won't", "lost_negation", ("replace", "can", "can’t")),
        ("We did not sign that lease in March", "changed_words", ("replace", "that", "the")),
        ("What we need is a second opinion", "omitted_words", ("delete", "", "now")),
        ("What we really need now is a second opinion", "added_words", ("insert", "really", "")),
        ("What we now need is a second opinion", "reordered_words", None),
        ("What we need now, is a second opinion", "punctuation", ("replace", "now,", "now")),
        ("What we Need now is a second opinion", "changed_case", ("replace", "Need", "need")),
    ],
)
def test_unmarked_edits_name_their_gravest_change(
    published: str, detail: str, first: tuple[str, str, str] | None
) -> None:
    found = compare_quote(published, TALK)

    assert (found.kind, found.detail) == ("unmarked_edit", detail)
    assert first is None or found.changes[0] == first


def test_a_lost_not_is_told_before_changes_that_stand_earlier() -> None:
    found = compare_quote(
        "The boat was painted and it will sink in the bay", "The ship was painted and it will not sink in the bay"
    )

    assert found.changes == (("delete", "", "not"), ("replace", "boat", "ship"))


def test_a_clause_cut_without_a_mark_is_an_unmarked_edit() -> None:
    found = compare_quote("we have a plan. The road ahead is very exciting", SOURCE)

    assert (found.kind, found.detail) == ("unmarked_edit", "omitted_words")
    assert words_of(found, SOURCE).startswith("we have a plan,")
    assert words_of(found, SOURCE).endswith("very exciting")


def test_the_span_of_altered_words_takes_in_a_changed_first_and_last_word() -> None:
    found = compare_quote("wait in April, before the lower bridge", "They met in March, over the lower dam, again.")

    assert found.kind == "not_found"
    found = compare_quote("gather in March, over the lower bridge", "They met in March, over the lower dam, again.")
    assert words_of(found, "They met in March, over the lower dam, again.") == "met in March, over the lower dam"


@pytest.mark.parametrize(
    ("published", "source", "detail"),
    [("", SOURCE, "no_words"), ("“”", SOURCE, "no_words"), ("“ … ”", SOURCE, "no_words"), ("we", " \n", "no_source")],
)
def test_nothing_to_compare_is_not_found_and_says_why(published: str, source: str, detail: str) -> None:
    assert compare_quote(published, source) == Fidelity("not_found", detail)


@pytest.mark.parametrize("published", ["the whales came back in spring", "declined comment", "we rain"])
def test_words_nobody_said_are_not_found(published: str) -> None:
    assert compare_quote(published, SOURCE) == Fidelity("not_found")


def test_two_places_are_ambiguous_and_keep_the_class() -> None:
    source = "We will win. He paused. We will win. Then they left."

    assert compare_quote("We will win", source) == Fidelity("ambiguous", "exact", 0, 11)
    assert compare_quote("we will win", source) == Fidelity("ambiguous", "marked_edit", 0, 11)


def test_near_decides_between_two_places() -> None:
    source = "We will win. He paused. We will win. Then they left."

    found = compare_quote("We will win", source, near=source.index("Then"))

    assert (found.kind, found.start) == ("exact", 24)
    assert compare_quote("We will win", source, near=3).start == 0


def test_an_exact_place_is_preferred_to_one_that_needs_an_excuse() -> None:
    source = "we will win, if it rains. He paused. We will win."

    found = compare_quote("We will win.", source)

    assert (found.kind, found.start) == ("exact", 37)


def test_offsets_count_the_original_code_points_behind_composed_and_hidden_characters() -> None:
    source = "Cafe\u0301\u200b\u200b owners … say:   the café is ours, o\ufb03cially."

    found = compare_quote("the café is ours, officially", source)

    assert words_of(found, source) == "the café is ours, o\ufb03cially"


def test_a_capture_is_prepared_once_for_many_quotations() -> None:
    capture = normalise(TALK)

    assert compare_with("Ask Tomas Veld", capture, near=0) == compare_quote("Ask Tomas Veld", TALK, near=0)


SHORT_TALK = (
    "“We do not sail at night,” she said. “It was not me.” The price is 14 million krone. “I never lied. We saw "
    "Brandvik there. We can’t do it,” she said. Roe won 3 of 8 races."
)
COMMON_WORDS = " It was late and we saw it, so he did it and it was me he told, she said." * 60


@pytest.mark.parametrize(
    ("published", "detail", "change"),
    [
        ("we do sail", "lost_negation", ("delete", "", "not")),
        ("I lied.", "lost_negation", ("delete", "", "never")),
        ("We can do it", "lost_negation", ("replace", "can", "can’t")),
        ("I always lied", "lost_negation", ("replace", "always", "never")),
        ("sail not at night", "changed_words", None),
        ("15 million", "changed_number", ("replace", "15", "14")),
        ("won 3 of 7 races", "changed_number", ("replace", "7", "8")),
        ("We saw Halvard", "changed_name", ("replace", "Halvard", "Brandvik")),
    ],
)
@pytest.mark.parametrize("behind", ["", COMMON_WORDS])
def test_a_short_quotation_with_a_lost_not_or_another_number_is_altered_and_not_missing(
    published: str, detail: str, change: tuple[str, str, str] | None, behind: str
) -> None:
    found = compare_quote(published, SHORT_TALK + behind)

    assert found.kind == "unmarked_edit"
    if change is not None:
        assert (found.detail, found.changes) == (detail, (change,))


@pytest.mark.parametrize("published", ["That is so", "a big dog", "green cheese", "Costs fell", "It is mine"])
def test_a_short_quotation_nobody_said_is_not_found_for_a_word_it_shares(published: str) -> None:
    assert compare_quote(published, SHORT_TALK + COMMON_WORDS).kind == "not_found"
