"""What is done to several sources at once: each one act, taken back as one."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from newsroom.desk.merging import merge_sources
from newsroom.desk.sources import bin_source, hold_source, set_fields_of_sources
from newsroom.desk.terms import agree_terms
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction


def change_sources(
    transaction: Transaction, *, ids: Collection[str], fields: Mapping[str, object], terms: str = ""
) -> tuple[Source, ...]:  # fmt: skip
    """The same fields, and the same terms where they are given, for many sources. Refused as a whole when one is gone
    or the terms are none."""
    if terms:
        for source_id in dict.fromkeys(ids):
            agree_terms(transaction, record_id=source_id, value=terms)
    return set_fields_of_sources(transaction, ids=ids, fields=fields)


def hold_sources(transaction: Transaction, *, story_id: str, ids: Collection[str]) -> int:
    """Lays sources in a story's file; how many lie there now of those given."""
    return len([hold_source(transaction, story_id=story_id, source_id=one) for one in dict.fromkeys(ids)])


def merge_into(transaction: Transaction, *, keep: str, drop: Collection[str]) -> Source:
    """Makes all of them the one to keep; refused as a whole when one cannot be merged."""
    kept = transaction.get(Source, keep)
    for one in dict.fromkeys(drop):
        if one != keep:
            kept = merge_sources(transaction, keep=keep, drop=one)
    return kept


def bin_sources(transaction: Transaction, *, ids: Collection[str]) -> int:
    """Lays sources in the bin; refused as a whole when something of a story rests on one."""
    return len([bin_source(transaction, source_id=one) for one in dict.fromkeys(ids)])


def take_out_of_bin(transaction: Transaction, *, ids: Collection[str]) -> int:
    """Brings sources back from the bin; they lie in no story's file until somebody lays them there."""
    found = [transaction.get(Source, one) for one in dict.fromkeys(ids)]
    return len([transaction.put(replace(one, binned_at=None)) for one in found])
