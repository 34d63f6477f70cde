"""What a new reader finds from the home page, in how many steps; and how much is sent for it."""

from __future__ import annotations

import gzip
import re
from html import unescape
from pathlib import Path

import pytest

LARGEST = 60_000
"""Bytes of a page of the seeds, as sent."""
STYLE = 11_000


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html)))


def page(site: Path, path: str = "") -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def links(html: str) -> dict[str, str]:
    """Addresses by the words of the link, the first of each."""
    found: dict[str, str] = {}
    for address, text in re.findall(r'<a [^>]*href="?([^" >]+)"?[^>]*>(.*?)</a>', html, re.DOTALL):
        found.setdefault(words(text).strip(), address)
    return found


def rows(html: str, heading: str) -> list[str]:
    """The rows of the first table after the heading with an id."""
    table = re.split(rf'id="?{re.escape(heading)}[" >]', html, maxsplit=1)[1].partition("</table>")[0]
    return [words(re.sub(r"</t[hd]>", " ", row)) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]


def test_who_printed_which_word_after_sacred_stands_on_the_home_page(seeds_site: Path) -> None:
    assert "sacred fight 000, 002 headline · struggle 001, 004 · war 000 lead, 002 · none 003" in words(
        page(seeds_site)
    )


def test_ammunition_and_who_says_so_is_one_step_away(seeds_site: Path) -> None:
    address = links(page(seeds_site))["What is said to be wanted, and what is answered"]
    path, _, anchor = address.partition("#")
    found = [row for row in rows(page(seeds_site, path), anchor) if "ammunition" in row]
    sources = ("Reuters", "speaker not resolved", "US and South Korean officials", "The New York Times")
    assert [source for source in sources if not any(source in row for row in found)] == []


def test_whether_a_return_visit_was_agreed_is_one_step_away(seeds_site: Path) -> None:
    path, _, anchor = links(page(seeds_site))["A return visit"].partition("#")
    found = " ".join(rows(page(seeds_site, path), anchor))
    for told in ("claiming that the offer was accepted", "Korean Central News Agency", "No, not planned yet", "Peskov"):
        assert told in found


def test_home_shows_topics_by_article_as_a_table_that_reads(seeds_site: Path) -> None:
    html = page(seeds_site)
    assert "Passages on each topic" in words(html)
    heads = rows(html, "t-topics")
    assert heads[0].split() == ["Topic", "000", "001", "002", "003", "004"]
    assert all(len(re.findall(r"\d+ passages?|none found", row)) == 5 for row in heads[1:])


@pytest.mark.parametrize("kind", ["", "topics/*", "speakers", "speakers/*", "articles", "articles/*", "method"])
def test_pages_are_light(kind: str, seeds_site: Path) -> None:
    found = sorted(seeds_site.glob(f"{kind}/index.html" if kind else "index.html"))
    assert found
    heavy = {str(p): size for p in found if (size := len(gzip.compress(p.read_bytes(), 9))) > LARGEST}
    assert heavy == {}


def test_style_is_light(seeds_site: Path) -> None:
    style = seeds_site / "assets/briefing.css"
    assert 0 < len(gzip.compress(style.read_bytes(), 9)) < STYLE


def test_a_statement_is_printed_whole_in_one_place_of_a_topic_page(seeds_site: Path) -> None:
    """In full only: what the arms page prints in its matter, it lists below by its first words."""
    text = words(page(seeds_site, "topics/arms-talks"))
    assert text.count("anti-tank missiles to Russia, while Pyongyang would seek advanced technology") == 1
    assert text.count("shown under What is said to be wanted, and what is answered") >= 8
