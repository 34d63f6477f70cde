"""What readers type, and the heading that the search leads to first; the result shows the words around the hit."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote_plus

import pytest
from opened import Site, opened

pytestmark = pytest.mark.browser

# What is typed; the beginning of the heading that comes first (one of several that are as good, parted by a bar).
SEEDS = {
    "sacred fight": 'Kim Jong Un: "Russia has risen to a sacred fight',
    "sacred struggle": 'Kim Jong Un: "Russia has risen to a sacred fight',
    "always support the decisions of President Putin": "Kim Jong Un: “We will always support the decisions",
    "together in the fight against imperialism": "Kim Jong Un: “… and we will be together in the fight",
    "great interest in rockets": "Putin explained to the press",
    "very happy to see you": "Vladimir Putin: “… I want to say that I am very happy",
    "hegemonic forces": 'Kim Jong Un: "Russia has risen to a sacred fight',
    "deep roots": "Kim stated that the friendship between North Korea and Russia “has deep roots”",
    "not planned yet": "Dmitry Peskov: “No, not planned yet.",
    "invited his host": "Kim Jong-un invited his host to travel to the DPRK",
    "denied such intentions": "Moscow and Pyongyang have denied such intentions",
    "ammunition": "Arms talks|What is said to be wanted, and what is answered",
    "Kim Jong Un": "Kim Jong Un",
    "Putin": "Vladimir Putin",
    "Peskov": "Dmitry Peskov",
    "Reuters": "Reuters",
    "New York Times": "The New York Times",
    "experts": "Experts",
    "13 September 2023": "13 September 2023",
    "2023-09-13": "13 September 2023",
    "return visit": "A return visit",
    "when they last met": "When they last met",
    "satellite technology": "Satellite technology",
    "Space cooperation": "Space cooperation",
    "002": "002: North Korea supports Russia’s ‘sacred fight’",
}
SALTWORKS = {
    "lost money on every tonne": 'Halvard Moen: "We have lost money on every tonne',
    "no money for a private company": "Ewan Dacre: “There is no money for a private company",
    "betrayal of the whole coast": "Rosa Tennick: “a betrayal of the whole coast",
    "nineteen days": 'Piet Ansgar: "That time it lasted nineteen days',
    "one letter from a buyer": 'Halvard Moen: "We have had one letter from a buyer',
    "Rosa Tennick": "Rosa Tennick",
    "Dacre": "Ewan Dacre",
    "Coast Courier": "Coast Courier",
    "Radio Brack": "Radio Brack",
    "3 May 2033": "3 May 2033",
    "how many jobs": "How many jobs",
    "help from the state": "Help from the state",
    "The occupation": "The occupation",
}
FIRST = """() => {
  const links = [...document.querySelector('.md-search-result__item').querySelectorAll('a.md-search-result__link')];
  const score = link => +link.querySelector('article').dataset.mdScore;
  const best = links.reduce((one, other) => score(other) > score(one) ? other : one);
  const title = best.querySelector('h1, h2');
  return [title.textContent, best.querySelector('article').textContent.slice(title.textContent.length),
          best.querySelectorAll('mark').length, best.href];
}"""


def first(page: Any, home: str, query: str) -> tuple[str, str, int, str]:
    """Heading, words, number of marked words and address of the result that comes first."""
    page.goto(f"{home}?q={quote_plus(query)}")
    page.wait_for_selector("a.md-search-result__link", state="attached")
    title, words, marked, link = page.evaluate(FIRST)
    return title.replace("¶", "").strip(), " ".join(words.split()), marked, link


@pytest.mark.parametrize(("name", "queries"), [("seeds", SEEDS), ("saltworks", SALTWORKS)], ids=["seeds", "saltworks"])
def test_what_readers_type_leads_to_the_right_heading_first(
    name: str, queries: dict[str, str], browser: Any, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    wrong = {}
    with opened(browser, site.home) as page:
        for query, wanted in queries.items():
            title, _, marked, _ = first(page, site.home, query)
            if not (title.startswith(tuple(wanted.split("|"))) and marked):
                wrong[query] = title
    assert wrong == {}


PHRASES = {
    "seeds": ("protect its sovereignty and security", "great interest in rockets", "no concrete plans"),
    "saltworks": ("nobody has offered to buy the pans", "as long as they keep the pumps running"),
}


@pytest.mark.parametrize("name", list(PHRASES))
def test_a_result_shows_the_words_around_the_hit_and_opens_there(
    name: str, browser: Any, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    with opened(browser, site.home) as page:
        for phrase in PHRASES[name]:
            title, words, _, link = first(page, site.home, phrase)
            assert phrase in f"{title} {words}", phrase
            assert not re.search(r"As printed|told in the article’s words|in the article", words), words
            page.goto(link)
            heading = page.locator("#" + link.rpartition("#")[2].replace(".", "\\."))
            assert heading.evaluate("at => /^H[1-4]$/.test(at.tagName)"), link  # a heading, never a row of a table
            assert heading.is_visible()
