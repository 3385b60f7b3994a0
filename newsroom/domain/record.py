"""What every record has, and how a field says which table it points at."""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class References:
    """In the annotation of a field: its value is the id of a row of ``table``."""

    table: str


@dataclass(frozen=True, slots=True)
class Record:
    """The fields all records share. Times are ISO 8601, UTC, milliseconds; ``version`` counts from 1."""

    id: str
    version: int
    created_at: str
    changed_at: str
    binned_at: str | None


StoryId = Annotated[str, References("story")]
MemberId = Annotated[str, References("member")]
AnchorId = Annotated[str, References("anchor")]
SourceId = Annotated[str, References("source")]
PublisherId = Annotated[str, References("publisher")]
OriginalFileId = Annotated[str, References("original_file")]
CaptureId = Annotated[str, References("capture")]
PersonId = Annotated[str, References("person")]
OrganizationId = Annotated[str, References("organization")]
IdentityId = Annotated[str, References("identity")]
TermsId = Annotated[str, References("terms")]
QuoteId = Annotated[str, References("quote")]
ClaimId = Annotated[str, References("claim")]
CommentRequestId = Annotated[str, References("comment_request")]
NoteId = Annotated[str, References("note")]
RevisionId = Annotated[str, References("revision")]
TagId = Annotated[str, References("tag")]
ReceiptId = Annotated[str, References("receipt")]
