"""Who says a quotation made by hand, as far as the paragraph tells it: a guess, which a person confirms."""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.desk.people import spoken_names, without_names
from newsroom.domain.folding import fold
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.storage.transaction import Transaction
from newsroom.text.attribution import FoundQuote, find_attributions

MOST_READ = 20_000
"""Code points of a paragraph up to which it is read for who speaks."""


def guess_speaker(transaction: Transaction, *, use: QuoteUse, text: str, start: int) -> QuoteUse:
    """Fills speaker, cue and outlet from the paragraph round ``start`` (code points), each to be confirmed; a use whose
    paragraph names nobody stays as it is."""
    from_, to = _paragraph(text, start)
    if to - from_ > MOST_READ:
        return use
    found = find_attributions(text[from_:to], known_names=_known_names(transaction, use.story))
    here = next((one for one in found if one.start <= start - from_ < one.end and one.type != "not_speech"), None)
    return _filled(transaction, use, here) if here is not None else use


def _filled(transaction: Transaction, use: QuoteUse, found: FoundQuote) -> QuoteUse:
    named = found.speaker or ""
    speaker = spoken_names(transaction).get(fold(named)) or without_names(transaction, named, with_surnames=True)
    guessed = tuple(name for name, words in (("speaker", speaker), ("outlet", found.outlet)) if words)
    if not guessed:
        return use
    if found.said_on and use.quote is not None:
        transaction.put(replace(transaction.get(Quote, use.quote), said_at=found.said_on))
    return transaction.put(
        replace(
            use, speaker_name=speaker, outlet=found.outlet or "", attribution_text=found.cue or "", to_confirm=guessed
        )
    )


def _paragraph(text: str, at: int) -> tuple[int, int]:
    before, after = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return before + 2 if before >= 0 else 0, after if after >= 0 else len(text)


def _known_names(transaction: Transaction, story_id: str) -> Sequence[str]:
    """The people the story's other quotations are of."""
    uses = [use for use in transaction.find(QuoteUse, story=story_id) if use.binned_at is None]
    quotes = transaction.find(Quote, id=tuple(use.quote for use in uses if use.quote)) if uses else ()
    speakers = tuple({quote.speaker for quote in quotes if quote.speaker})
    people = transaction.find(Person, id=speakers) if speakers else ()
    known = {name for person in people for name in (person.name, *person.aliases)}
    names = {use.speaker_name for use in uses} | known
    return sorted(name for name in names if name)
