"""What the course of an article tells of a bearer: "Whitcomb and her student", "A deckhand said … Callum Strachan, 24".

Both functions add to bearers what their own mentions do not say, and only where one reading is left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from mkdocs_briefing.attribution.resolving.bearers import Bearer, Mention
from mkdocs_briefing.attribution.resolving.details import says
from mkdocs_briefing.attribution.resolving.lexicon import lexicon
from mkdocs_briefing.attribution.resolving.roles import OF, Role, gender_of, places_in, role_of
from mkdocs_briefing.attribution.resolving.tokens import Token
from mkdocs_briefing.model import Article, Span

_GENDERED = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_FAR = 30
_OFFICES = frozenset(["leader", "chairman", "mayor", "minister", "deputy leader", "deputy mayor", "whip", "lawmaker"])
_POLITICIANS = frozenset(["member", "councillor", "senator", "representative", "mp"])
_OPENS_QUOTATION = frozenset('“"‘«„')


def genders_from_text(text: str, tokens: list[Token], mentions: list[Mention]) -> None:
    """Give persons whose name tells no gender the one of the pronouns behind them, where all agree.

    Counted are pronouns in the same sentence, behind a name that is its subject, with nobody else named between.
    """
    votes: dict[int, Counter[str]] = {}
    open_: dict[int, Bearer] = {}
    starts = [t.start for t in tokens]
    for n, m in enumerate(mentions):
        b = m.bearer
        if b is None or b.kind != "person" or b.gender or not m.subject:
            continue
        stop = mentions[n + 1].span[0] if n + 1 < len(mentions) else len(text)
        at = bisect_left(starts, m.span[1])
        for t in tokens[at : at + _FAR]:
            if t.start >= stop or t.text in ".!?" or t.text in _OPENS_QUOTATION or "\n" in text[m.span[1] : t.start]:
                break
            if t.key in lexicon().gender:
                break  # another person, without a name
            if gender := _GENDERED.get(t.key):
                votes.setdefault(id(b), Counter())[gender] += 1
                open_[id(b)] = b
                break
    for key, some in votes.items():
        if len(some) == 1:
            open_[key].gender = next(iter(some))


def introduced(article: Article, tokens: list[Token], mentions: list[Mention]) -> None:
    """Give the role of a lead's nameless speaker to the person whom the next paragraph names and quotes.

    "A deckhand told an inquest that … // Callum Strachan, 24, said …": the lead's first words are a role and a verb of
    saying; the next paragraph's first sentence has as its subject a full name that is new, of no other role, and a
    verb of saying follows.
    """
    paragraphs = [b for b in article.blocks if b.kind in ("lead", "body")]
    if not paragraphs:
        return
    starts = [t.start for t in tokens]
    first = next(
        (n for n, b in enumerate(paragraphs[:3]) if _lead_role(_tokens_in(tokens, starts, b.start, b.end))), -1
    )
    if first < 0 or first + 1 >= len(paragraphs):
        return
    lead, after = paragraphs[first], paragraphs[first + 1]
    role = _lead_role(_tokens_in(tokens, starts, lead.start, lead.end))
    bearer = _new_speaker(article.text, tokens, starts, mentions, (after.start, after.end))
    if role is None or bearer is None:
        return
    taken = {r.head for r in bearer.roles} & set(lexicon().roles)
    if role.head in _OFFICES:
        taken -= _POLITICIANS  # a council's leader is a councillor
    gender = gender_of(role.noun)
    fits = role.head in taken or not taken
    if fits and not bearer.relative and not (gender and bearer.gender and gender != bearer.gender):
        bearer.roles.add(role)
        bearer.gender = bearer.gender or gender
        bearer.introduced = (lead.start, lead.end)


def _tokens_in(tokens: list[Token], starts: list[int], start: int, end: int) -> list[Token]:
    return tokens[bisect_left(starts, start) : bisect_left(starts, end)]


def _lead_role(some: list[Token]) -> Role | None:
    """The role that a paragraph begins with as its speaker: "A deckhand told", "The leader of Wexcombe Council has"."""
    if len(some) < 4 or some[0].key not in ("a", "an", "the"):
        return None
    head = 1
    while head < min(6, len(some)) and some[head].text[0].isalnum() and not some[head].possessive:
        role = role_of(some[1 : head + 1])
        ends = role is not None and " ".join(t.key for t in some[1 : head + 1]).endswith(role.noun)
        following = some[head + 1] if head + 1 < len(some) else some[head]
        if role is not None and ends and role.noun in lexicon().roles and not following.cap:
            behind = some[head + 1 : head + 14]
            stop = next((i for i, t in enumerate(behind) if says(t.key)), None)
            if stop is None or any(not t.text[0].isalnum() for t in behind[:stop]):
                return None
            if behind and behind[0].key in (*OF, "with", "on"):
                role = Role(role.head, role.of | places_in(behind[1:stop]), role.former, role.noun)
            elif stop > 3:
                return None
            return role
        if says(some[head].key):
            return None
        head += 1
    return None


def _new_speaker(
    text: str, tokens: list[Token], starts: list[int], mentions: list[Mention], paragraph: Span
) -> Bearer | None:
    """The person who is named for the first time as the subject of a paragraph, and who says something in it."""
    n = bisect_left(mentions, paragraph[0], key=lambda m: m.span[0])
    for m in mentions[n : n + 4]:
        if m.span[0] >= paragraph[1] or ". " in text[paragraph[0] : m.span[0]]:
            return None
        b = m.bearer
        if b is None or b.kind != "person":
            continue
        running = next(x for x in b.mentions if x.words == m.words)
        if not m.subject or len(m.words) < 2 or running is not m:
            return None
        if text[m.lead - 2 : m.lead] not in ("", ", ") and m.lead > paragraph[0]:
            return None
        at = bisect_left(starts, m.span[1])
        behind = tokens[at : at + 40]
        said = next((i for i, t in enumerate(behind) if says(t.key) and not _in_relative(behind[:i])), None)
        stop = next((i for i, t in enumerate(behind) if t.text in ".!?"), len(behind))
        return b if said is not None and said < stop else None
    return None


def _in_relative(before: list[Token]) -> bool:
    """Whether a verb that follows these tokens stands in a clause that a comma has not closed: "who said"."""
    last = next((t for t in reversed(before) if not t.text[0].isalnum() or t.key in ("who", "whose")), None)
    return last is not None and last.key in ("who", "whose")
