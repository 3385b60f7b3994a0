"""A desk on which every field that may not leave holds a word no export may show."""

import random
from dataclasses import dataclass

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import Wanted, add_draft, place_anchors
from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.draft import Check, Dismissal, Note
from newsroom.domain.person import Identity, IdentityAlias, Member, Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, Derivation, Holding, OriginalFile, Source, SourceNotice
from newsroom.domain.story import Asset, PostPublication, Publication, SavedSearch, SignOff, StageMove, Story, Waiver
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction

CANARY = "Quorvex"


@dataclass(frozen=True)
class Planted:
    """The story, and how many canaries were laid into fields that may not leave."""

    story: str
    secrets: int


class _Planter:
    def __init__(self, tx: Transaction, rng: random.Random) -> None:
        self.tx = tx
        self.rng = rng
        self.secrets = 0

    def secret(self) -> str:
        self.secrets += 1
        word = f"{CANARY} {self.secrets}"
        return self.rng.choice((word, f"{CANARY}-{self.secrets}/{word[::-1]}", f"see {word}, twice"))


def plant(tx: Transaction, *, rng: random.Random) -> Planted:
    """One story with public parts of every kind, among secrets of every kind."""
    planter = _Planter(tx, rng)
    secret = planter.secret
    quoted = rng.sample(
        ["“We had no plan,”", "“not one krone”", "“All of it, and now.”", "“if it is funded at all”"], 4
    )
    lead = f"# The ferry\n\nThe Tarnby Courier told of it. {quoted[0]} she said."
    text = f"{lead}\n\n> {quoted[1]}\n\n{quoted[2]}\n\n{quoted[3]} he wrote."
    story = tx.add(
        Story,
        slug="the-ferry",
        headline="The ferry",
        dek="What the divers found",
        byline="Sanne Ulvaeus",
        word_goal=731_731,
    )
    add_draft(tx, story_id=story.id, text=text)
    people, sources = _people(planter), _sources(planter, story)
    uses = _quotes(planter, story, text, quoted, people, sources)
    _claims(planter, story, sources, uses)
    _desk_matters(planter, story, sources)
    tx.add(Asset, story=story.id, caption="The pier at dawn", credit="Ola Fisk", original_file=_file(planter).id)
    tx.add(PostPublication, story=story.id, kind="correction", at=tx.now, before=secret(), after=secret(),
           reason=secret(), reader_text="Two piles, not three.")  # fmt: skip
    tx.add(
        Publication,
        story=story.id,
        receipt=None,
        channel=secret(),
        address="https://paper.example/f",
        published_at=tx.now,
    )
    return Planted(story.id, planter.secrets)


def _file(planter: _Planter) -> OriginalFile:
    return planter.tx.add(
        OriginalFile, sha256=f"{planter.rng.getrandbits(256):064x}", size=7, media_type="text/plain",
        file_name=planter.secret(), kept_at=planter.tx.now, notices=(planter.secret(),),
    )  # fmt: skip


def _people(planter: _Planter) -> list[Person]:
    tx, secret = planter.tx, planter.secret
    hidden = [
        tx.add(Person, name=secret() if planter.rng.random() < 0.5 else "", protected=True, code_name=secret(),
               aliases=(secret(),), pronouns=secret())
        for _ in range(3)
    ]  # fmt: skip
    for person in hidden:
        identity = tx.add(Identity, person=person.id, real_name=secret(), contacts=secret(), notes=secret())
        tx.add(IdentityAlias, identity=identity.id, kind="alias", value=secret())
    tx.add(
        Terms,
        record=hidden[0].id,
        value="background",
        agreed_description="a person at the harbour",
        approved_by=secret(),
    )
    tx.add(Terms, record=hidden[1].id, value="off_record", agreed_description=secret(), approved_by=secret())
    tx.add(Terms, record=hidden[2].id, value="deep_background", agreed_description=secret())
    return hidden


def _sources(planter: _Planter, story: Story) -> list[Source]:
    """The first is public; the others may not be known of, each for another reason."""
    tx, secret = planter.tx, planter.secret

    def source(**fields: object) -> Source:
        hidden = {
            "title": secret(),
            "publisher": secret(),
            "authors": (secret(),),
            "url": f"https://x.example/{secret()}",
        }
        kept = {"description": secret(), "access": secret(), "rights": secret()}
        made = tx.add(Source, **{"type": "news_report", **hidden, **kept, **fields})
        tx.add(Holding, story=story.id, source=made.id, why=secret())
        tx.add(Capture, source=made.id, original_file=_file(planter).id, captured_at=tx.now, captured_by=secret(),
               method="pasted", source_url=secret(), text=secret(), offsets=secret())  # fmt: skip
        tx.add(
            SourceNotice, source=made.id, kind="corrected", reach="passage", at=tx.now, passage=secret(), note=secret()
        )
        return made

    public = source(
        title="Ferry moored", publisher="Tarnby Courier", authors=("Lise Krag",), url="https://courier.example/1"
    )
    off_record = source()
    tx.add(Terms, record=off_record.id, value="off_record", agreed_description=secret())
    hidden = [
        source(confidentiality="sealed"), source(confidentiality="restricted"), source(type="email"),
        source(type="interview_own"), source(embargo_until="2031-01-01"), source(proposed=True), off_record,
    ]  # fmt: skip
    tx.add(Derivation, child=public.id, parent=hidden[0].id, kind="restates")
    return [public, *hidden]


def _quotes(
    planter: _Planter, story: Story, text: str, quoted: list[str], people: list[Person], sources: list[Source]
) -> list[Quote]:
    tx, secret, rng = planter.tx, planter.secret, planter.rng
    quotes: list[Quote] = []
    for words, person in zip(quoted, [*people, None], strict=True):
        quote = tx.add(
            Quote, verbatim=secret(), source=rng.choice(sources).id, speaker=person.id if person else None,
            corrected=secret(), correction_reason=secret(), occasion=secret(), locator=secret(),
            context_before=secret(), context_after=secret(),
        )  # fmt: skip
        use_id = tx.ids.new()
        start = text.index(words)
        (anchor,) = place_anchors(
            tx, story_id=story.id, wanted=[Wanted("quote_use", use_id, start, start + len(words))]
        )  # fmt: skip
        tx.add(QuoteUse, id=use_id, story=story.id, quote=quote.id, anchor=anchor.id, attribution_text=secret(),
               speaker_name=secret(), outlet=secret(), detail=secret())  # fmt: skip
        quotes.append(quote)
    return quotes


def _claims(planter: _Planter, story: Story, sources: list[Source], quotes: list[Quote]) -> None:
    tx, secret = planter.tx, planter.secret
    for number, source in enumerate(sources):
        claim = tx.add(Claim, story=story.id, wording=secret(), pending=secret(), pending_from=secret())
        tx.add(Evidence, claim=claim.id, source=source.id, locator=secret(), excerpt=secret(), note=secret())
        if number < len(quotes):
            tx.add(Evidence, claim=claim.id, quote=quotes[number].id, note=secret(), excerpt=secret())
        tx.add(Override, claim=claim.id, level="low", reason_code="other", note=secret(), by=secret(), at=tx.now,
               suggested_then="high", evidence_hash=secret())  # fmt: skip


def _desk_matters(planter: _Planter, story: Story, sources: list[Source]) -> None:
    tx, secret = planter.tx, planter.secret
    (anchor,) = place_anchors(tx, story_id=story.id, wanted=[Wanted("note", story.id, 0, 3)])
    tx.add(Note, story=story.id, anchor=anchor.id, author=secret(), text=secret(), suggestion=secret())
    tx.add(
        Check, story=story.id, anchor=anchor.id, mark="query", by=secret(), at=tx.now, method=secret(), note=secret()
    )
    tx.add(
        Dismissal, story=story.id, finding=secret(), record=None, anchor=None, reason=secret(), by=secret(), at=tx.now
    )
    tx.add(StageMove, story=story.id, who=secret(), from_stage="draft", to_stage="held", at=tx.now, note=secret())
    tx.add(Waiver, story=story.id, rule=secret(), reason=secret(), by=secret(), at=tx.now)
    tx.add(SignOff, story=story.id, role=secret(), member=secret(), at=tx.now, sha256=secret(), scope=secret(),
           statement=secret())  # fmt: skip
    request = tx.add(
        CommentRequest, story=story.id, asked_of=secret(), message=secret(), reason=secret(), via_outlet=secret()
    )
    tx.add(Attempt, request=request.id, at=tx.now, channel=secret(), note=secret())
    tx.add(Member, name=secret(), initials=secret())
    tx.add(SavedSearch, name=secret(), query=secret(), scope=secret())
    other = tx.add(Story, slug=secret(), headline=secret(), dek=secret(), extra="")
    add_draft(tx, story_id=other.id, text=secret())


def planted_desk(desk: Desk, *, seed: int) -> Planted:
    """A desk of secrets, drawn by ``seed``."""
    return desk.run("Plant", lambda tx: plant(tx, rng=random.Random(seed))).value
