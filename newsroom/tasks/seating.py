"""Sitting down at a desk: the person at the keyboard becomes a member, a new desk gets its list of publishers."""

from newsroom.desk.desk import Desk
from newsroom.desk.members import ensure_member
from newsroom.desk.sources import stock_publishers
from newsroom.domain.person import Member
from newsroom.settings import Settings, read_publishers


def seat_member(desk: Desk, settings: Settings) -> Member:
    """Makes the person of the settings the one who acts at ``desk`` from now on; kept files that no row has named
    for a day are swept."""
    if desk.queries.counts()["publisher"] == 0:
        desk.run("Lay in the publishers", stock_publishers, publishers=read_publishers())
    member = desk.run("Take a seat", ensure_member, name=settings.member_name).value
    desk.actor = member.id
    desk.sweep_files()
    return member
