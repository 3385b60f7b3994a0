"""The list of outlets a new desk starts with."""

import re
from datetime import date

from tests.newsroom.resource_files import RESOURCES, assert_needs_only_a_strict_reader, publishers


def test_the_list_needs_no_more_than_a_strict_reader_of_yaml() -> None:
    assert_needs_only_a_strict_reader(RESOURCES / "publishers.yml")


def test_every_publisher_has_its_fields_with_a_reason_and_a_day() -> None:
    for outlet in publishers():
        assert set(outlet) == {"name", "domains", "grade", "reason", "since"}
        assert outlet["name"].strip()
        assert outlet["reason"].strip()
        assert date.fromisoformat(outlet["since"])


def test_nothing_on_the_list_starts_at_another_grade_than_b() -> None:
    assert {outlet["grade"] for outlet in publishers()} == {"B"}


def test_each_name_and_each_web_domain_stands_once() -> None:
    names = [outlet["name"].casefold() for outlet in publishers()]
    domains = [domain for outlet in publishers() for domain in outlet["domains"]]
    assert len(names) == len(set(names)) >= 100
    assert len(domains) == len(set(domains)) >= len(names)


def test_web_domains_are_written_as_they_are_looked_up() -> None:
    for outlet in publishers():
        assert outlet["domains"], outlet["name"]
        for domain in outlet["domains"]:
            assert re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain


def test_the_great_agencies_and_trades_are_on_the_list() -> None:
    domains = {domain for outlet in publishers() for domain in outlet["domains"]}
    agencies = {"reuters.com", "apnews.com", "afp.com", "dpa.com", "bbc.co.uk", "ons.gov.uk"}
    trades = {"deadline.com", "variety.com", "hollywoodreporter.com", "ew.com"}
    assert agencies | trades <= domains
