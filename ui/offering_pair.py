"""The rules for two people, offered once: when the desk knows a second member. Those of the sample are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.domain.errors import NewsroomError
from newsroom.domain.person import Member
from newsroom.settings import read_sample, write_settings
from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.settings import Settings
    from ui.notices import Notices
    from ui.session import Session

SESSION_KEY = "pair_offered"
"""Under this name the session remembers that it was offered."""

_OFFER = (
    "Two people work at this desk. With the house rules for two, somebody other than the author answers what is asked "
    "when a story leaves. The settings change that at any time."
)


def offer_pair(*, desk: Desk, settings: Settings, session: Session, notices: Notices) -> bool:
    """Says that two people work here and offers the rules for it; never again. Whether it was said now."""
    if settings.profile != "solo" or session.get(SESSION_KEY, False):
        return False
    people = [one.name for one in desk.queries.where(Member) if one.binned_at is None]
    # The sample is long to read, and most desks have one member.
    invented = {str(member["name"]) for member in read_sample().get("members", ())} if len(people) > 1 else set[str]()
    if sum(name not in invented for name in people) < 2:
        return False
    session.set(SESSION_KEY, True)

    def use_pair() -> None:
        try:
            write_settings(replace(settings, profile="pair"))
        except NewsroomError as error:
            notices.tell_error(error)
            return
        notices.note("From the next start on, somebody other than the author answers what is asked.")

    notices.say(Notice(_OFFER, key=SESSION_KEY, verb="Use the rules for two", act=use_pair, stays=True))
    return True
