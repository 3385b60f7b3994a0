"""What is done to several sources at once, kept searches, and where a hit of a search is opened."""

from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.finding import find_everywhere
from newsroom.desk.many_sources import bin_sources, change_sources, hold_sources, merge_into, take_out_of_bin
from newsroom.desk.quotes import make_quote_at
from newsroom.desk.saved_searches import forget_search, save_search
from newsroom.desk.sources import NewCapture, add_capture
from newsroom.desk.stories import start_story
from newsroom.domain.errors import Refused
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story import SavedSearch
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk


def lay_sources(tx: Transaction, *, titles: tuple[str, ...]) -> list[str]:
    return [tx.add(Source, type="study", title=title, to_confirm=("type",)).id for title in titles]


def test_many_sources_are_changed_by_one_act_that_one_undo_takes_back(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    ids = desk.run("Lay", lay_sources, titles=("Fog", "Ice")).value
    done = desk.run("Change", change_sources, ids=ids, fields={"type": "report"}, terms="background")
    assert {one.type for one in desk.queries.where(Source)} == {"report"}
    assert {one.to_confirm for one in desk.queries.where(Source)} == {()}
    assert len(desk.queries.where(Terms, value="background")) == 2
    desk.revert(done.changes)
    assert {one.type for one in desk.queries.where(Source)} == {"study"}
    assert not desk.queries.where(Terms)
    with pytest.raises(Refused):
        desk.run("Change", change_sources, ids=ids, fields={"type": "report"}, terms="whatever")
    assert {one.type for one in desk.queries.where(Source)} == {"study"}
    desk.close()


def test_several_become_one_and_the_bin_gives_sources_back(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    keep, *drop = desk.run("Lay", lay_sources, titles=("Fog", "Fog again", "Fog once more")).value
    for one in drop:
        desk.run("Keep", add_capture, source_id=one, capture=NewCapture(None, "pasted", "Fog."))
    desk.run("Merge", merge_into, keep=keep, drop=(keep, *drop))
    assert [one.id for one in desk.queries.where(Source)] == [keep]
    assert len(desk.queries.where(Capture, source=keep)) == 2
    assert desk.run("Bin", bin_sources, ids=[keep, keep]).value == 1
    assert not desk.queries.where(Source)
    desk.run("Take out", take_out_of_bin, ids=[keep])
    assert [one.id for one in desk.queries.where(Source)] == [keep]
    desk.close()


def test_a_kept_search_is_replaced_by_one_of_the_same_name_and_needs_one(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    first = desk.run("Keep", save_search, name="Ice  reports", query="ice").value
    again = desk.run("Keep", save_search, name="ice reports", query="ice fog", scope="{}").value
    assert again.id == first.id and again.query == "ice fog"
    with pytest.raises(Refused):
        desk.run("Keep", save_search, name="  ", query="ice")
    desk.run("Forget", forget_search, search_id=first.id)
    assert not desk.queries.where(SavedSearch)
    desk.close()


def test_a_hit_is_opened_in_the_story_preferred_where_it_lies_there(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    stories = [
        desk.run("Start", start_story, fields={"slug": slug, "headline": slug.title()}, text="Fog.").value.id
        for slug in ("one", "two")
    ]
    held, alone = desk.run("Lay", lay_sources, titles=("Gullholm light", "Gullholm tides")).value
    for story in stories:
        desk.run("Hold", hold_sources, story_id=story, ids=[held])
    assert len(desk.queries.where(Holding)) == 2

    def lay_quote(tx: Transaction) -> str:
        use = make_quote_at(tx, story_id=stories[1], start=0, end=3)
        quote = tx.get(Quote, use.quote or "")
        tx.put(replace(quote, verbatim="Gullholm is lost in fog", source=held))
        return use.id

    use = desk.run("Quote", lay_quote).value
    found = {one.id: one for one in find_everywhere(desk.queries, "gullholm", preferred=stories[1])}
    assert (found[held].story, found[alone].story, found[alone].source) == (stories[1], "", alone)
    quote = next(one for one in found.values() if one.kind == "quote")
    assert (quote.use, quote.story, quote.name) == (use, stories[1], "Gullholm light")
    other = {one.id: one for one in find_everywhere(desk.queries, "gullholm", preferred=stories[0])}
    assert other[held].story == stories[0] and other[quote.id].story == stories[1]
    assert [one.name for one in find_everywhere(desk.queries, "fog", kinds=("draft",), best_first=True)]
    desk.close()
