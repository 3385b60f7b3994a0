"""A source that came, with what counts of it, read once before any claim is looked at."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.desk.arrival_matter import Matter, ends_absences, matter_of, says_nothing_is_said
from newsroom.desk.arrival_party import Party, known_names, party_of
from newsroom.desk.authority import capacity_of
from newsroom.desk.claims import agreed_terms, asks_terms
from newsroom.desk.terms import OWN_TALK
from newsroom.domain.claim import Authority, Claim
from newsroom.domain.person import Capacity, Role
from newsroom.domain.source import Capture, Source, SourceNotice
from newsroom.domain.source_types import default_authority, goes_by_role
from newsroom.domain.terms import TermsValue
from newsroom.storage.queries import Queries


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A source with what counts of it: copies, notices, terms, and who speaks in it; ``asks_terms`` where they are not
    noted, so that it counts as on the record and is asked about."""

    source: Source
    captures: tuple[Capture, ...]
    notices: tuple[SourceNotice, ...]
    terms: TermsValue
    party: Party
    capacity: Capacity | None
    matter: Matter
    asks_terms: bool = False

    def authority_for(self, claim: Claim) -> Authority:
        """Whose word it is about this claim, by default."""
        return default_authority(
            self.source.type, claim_kind=claim.kind, wording=claim.wording, capacity=self.capacity
        )  # fmt: skip

    def ends_absence(self, claim: Claim) -> bool:
        """Whether it is itself what the claim says is not there, if it speaks of the matter."""
        return ends_absences(self.source.type, self.authority_for(claim))

    def may_end_absence(self, claim: Claim) -> bool:
        """Whether a person is to judge that: word of theirs that came to us alone is no announcement, but near one."""
        came_to_us = self.source.type in OWN_TALK and says_nothing_is_said(claim.wording)
        return came_to_us or self.ends_absence(claim)


def newcomer_of(queries: Queries, source_id: str, *, now: datetime) -> Newcomer:
    """The source with its copies, notices and terms, and who speaks in it."""
    source = queries.get(Source, source_id)
    captures = queries.where(Capture, source=source.id)
    text = "\n\n".join(copy.text for copy in captures)
    party = party_of(queries, source, known=known_names(queries), head=text)
    roles = queries.where(Role, person=party.people) if party.people else ()
    day = source.published or now.date().isoformat()
    return Newcomer(
        source=source, captures=captures, notices=queries.where(SourceNotice, source=source.id),
        terms=agreed_terms(queries.where, source=source), party=party,
        capacity=capacity_of(roles, day=day) if goes_by_role(source.type) and len(party.people) == 1 else None,
        matter=matter_of(source.title, text, names=party.names),
        asks_terms=asks_terms(queries.where, source),
    )  # fmt: skip
