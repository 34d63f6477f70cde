"""What there is to look at: one function for each kind, from a briefing and its overrides to items."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mkdocs_briefing import why
from mkdocs_briefing.model import Difference, LeftOut, NearMiss, Passage, Reading, Span, Statement, Witness
from mkdocs_briefing.overrides import NAME as FILE
from mkdocs_briefing.overrides import Override, Placed, Target, target_of
from mkdocs_briefing.review.context import Scene, hull
from mkdocs_briefing.review.doubt import doubt, lessened, long_words, vague
from mkdocs_briefing.review.items import Choice, Item, Kind, Name, Needs, Place
from mkdocs_briefing.text import words

NAME, REASON = "NAME", "REASON"
"""What stands in an override where the person has to give a name or a reason."""
NO_STATEMENT = "This is not a statement."
"""The reason given for leaving off the pages what is off them already."""
_ABOUT = 4
"""So many words on each side of a silent cut are shown as its words."""
_ARTICLE = re.compile(r"^(?:The|A|An)\b")
_OWNED = re.compile(r"(?:his|her|its|their|my|our)\b", re.I)
_WORDS: dict[Name, str] = {
    "accept": "it is right as it stands",
    "speaker": "somebody else said it",
    "nobody": "who said it is not clear",
    "join": "the two are one statement",
    "split": "the two are not one statement",
    "difference": "they differ: show both on a page",
    "no-difference": "they do not differ",
    "hide": "take it off the pages, for a reason that is shown",
}
_DIFFER = {
    "number": "a number",
    "date": "a date",
    "place": "a place",
    "negation": "a word such as “not”",
    "denied": "one says it, the other reports a denial",
}


def find(
    scene: Scene, placed: Sequence[Placed] = (), editor: str | None = None, date: str | None = None
) -> Iterator[Item]:
    """Everything worth a look, in no order, settled or not; ``placed`` are the overrides that there are."""
    made = _Made(scene, editor, date)
    yield from (made.not_applied(one) for one in placed if one.state in ("changed", "lost"))
    for passage in scene.briefing.passages:
        if passage.kind == "narrated" or passage.speaker.basis == "editor":
            continue
        if passage.speaker.name is None:
            yield made.unresolved(passage)
        elif passage.speaker.basis == "inferred":
            yield made.worked_out(passage)
    yield from (made.low(passage) for passage in scene.briefing.held_back)
    yield from (made.no_speaker(one) for one in scene.briefing.left_out if one.reason == "no speaker")
    for statement in (*scene.briefing.statements, *scene.briefing.reports):
        yield from made.cuts(statement)
        yield from made.joined(statement)
    yield from (made.difference(one) for one in scene.briefing.differences if not (one.accepted or one.dismissed))
    yield from (made.near_miss(one) for one in scene.briefing.near_misses)


def ident(kind: Kind, *marks: str) -> str:
    """Eight hexadecimal digits from a kind and marks that depend on the words alone."""
    return hashlib.sha256("\0".join((kind, *marks)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


class _Made:
    """Makes items; editor and date stand in the overrides of their choices."""

    def __init__(self, scene: Scene, editor: str | None, date: str | None) -> None:
        self.scene, self.editor, self.date = scene, editor, date

    # -------------------------------------------------------------------------------------------------- choices

    def override(self, action: str, target: Target, other: Target | None = None, value: str | None = None) -> Override:
        reason = REASON if action == "hide" else ""
        return Override(action, target, other, value, reason, self.editor, self.date)

    def one(self, place: Place, names: Sequence[str], first: Sequence[Name]) -> tuple[Choice, ...]:
        """The choices about one stretch of text: ``first``, a speaker from ``names``, another one, and to hide it."""
        target = target_of(self.scene.articles[place.article], place.span)
        out = [self.choice(name, target) for name in first]
        out += [Choice("speaker", f"said by {name}", self.override("speaker", target, None, name)) for name in names]
        out.append(self.choice("speaker", target, needs="name"))
        out.append(self.choice("hide", target, needs="reason"))
        return tuple(out)

    def choice(self, name: Name, target: Target, other: Target | None = None, needs: Needs | None = None) -> Choice:
        value = NAME if needs == "name" else None
        action = "speaker" if name == "nobody" else name
        return Choice(name, _WORDS[name], self.override(action, target, other, value), needs)

    def two(self, places: Sequence[Place], actions: Sequence[Name]) -> tuple[Choice, ...]:
        """The choices about two stretches of text."""
        a, b = (target_of(self.scene.articles[place.article], place.span) for place in places[:2])
        return tuple(self.choice(action, a, b) for action in actions)

    def mark(self, key: str) -> str:
        """A passage by its words and surroundings alone, without the name of its article."""
        passage = self.scene.passages[key]
        return key.removeprefix(passage.article)

    # ------------------------------------------------------------------------------------------------- overrides

    def not_applied(self, placed: Placed) -> Item:
        """An override whose words are lost or have changed."""
        o = placed.override
        ends = [placed] if placed.other is None else [placed, placed.other]
        there = [(e.article, e.span) for e in ends if e.article is not None and e.span is not None]
        held = [self.scene.passages.get(self.scene.holding(*end) or "") for end in there]
        places = [self.scene.place(a, span, p) for (a, span), p in zip(there, held, strict=True)]
        choices = [Choice("drop", "take it out of the file", None, drops=o)]
        if len(there) == len(ends):
            a, *rest = (target_of(self.scene.articles[article], span) for article, span in there)
            new = replace(o, target=a, with_=rest[0] if rest else None, date=self.date or o.date, line=0)
            choices.append(Choice("renew", "it holds for the words that stand there now", new, drops=o))
        value = f" “{o.value}”" if isinstance(o.value, str) else ""
        marks = [o.target.exact, o.with_.exact if o.with_ else "", str(o.value)]
        return Item(
            ident("override", o.action, *marks),
            "override",
            doubt("override", placed.state),
            1,
            (_in_file(o), *places),
            f"the correction “{o.action}{value}” is not applied: its words are {placed.state}",
            (placed.told,) if placed.told else (),
            tuple(choices),
        )

    # ----------------------------------------------------------------------------------------------- one passage

    def unresolved(self, passage: Passage) -> Item:
        scene, who = self.scene, passage.speaker
        agreed = self._others(passage)
        plain = flat(scene.articles[passage.article].text[slice(*who.mention)]) if who.mention else ""
        described = [_ARTICLE.sub(lambda m: m.group().lower(), plain)] if who.as_ == "role" else []
        described = [] if vague(plain) or _OWNED.match(plain) else described
        names = list(dict.fromkeys([*agreed, *described, *scene.names_near(passage.article, hull(passage)[0])]))[:4]
        level = "agreed" if agreed else who.as_
        row = "vague_doubt" if vague(plain) and not agreed else "speaker"
        place, touched = scene.of(passage), scene.touched([passage.id])
        printed = self._printed(passage, who.mention)
        thinks = f"nobody for sure says it: {printed} is not resolved" if printed else "nobody is named for it"
        told = (f"other articles have it from {', '.join(agreed)}",) if agreed else ()
        return Item(
            ident("speaker", self.mark(passage.id)),
            "speaker",
            self._doubt(passage, row, level, touched),
            touched,
            (place,),
            thinks,
            (*self._because(passage), *told),
            self.one(place, names, ("accept",)),
        )

    def _doubt(self, passage: Passage, row: str, evidence: str, articles: int) -> float:
        text = self.scene.articles[passage.article].text
        count = sum(len(words(text, *span)) for span in passage.content)
        return lessened(doubt(row, evidence, articles), passage.kind, count)

    def _others(self, passage: Passage) -> list[str]:
        """Names that other articles' wordings of the same words have."""
        found = [
            other.speaker.name
            for statement, _ in self.scene.evidence.witnessed.get(passage.id, ())
            for w in statement.witnesses
            if (other := self.scene.passages.get(w.passage)) is not None and other.article != passage.article
            if other.speaker.name is not None
        ]
        return list(dict.fromkeys(found))

    def worked_out(self, passage: Passage) -> Item:
        scene, who = self.scene, passage.speaker
        place, touched = scene.of(passage), scene.touched([passage.id])
        printed = self._printed(passage, who.mention)
        taken = f"{printed} is taken to be {who.name}" if printed else f"{who.name} is taken to go on"
        names = [name for name in scene.names_near(passage.article, place.span[0]) if name != who.name]
        return Item(
            ident("worked-out", self.mark(passage.id)),
            "worked-out",
            self._doubt(passage, "worked_out", who.because, touched),
            touched,
            (place,),
            taken,
            self._because(passage),
            self.one(place, names, ("accept", "nobody")),
        )

    def low(self, passage: Passage) -> Item:
        scene, place = self.scene, self.scene.of(passage)
        who = passage.speaker.name
        names = [] if who else scene.names_near(passage.article, place.span[0])
        choices = self.one(place, names, ("accept",))
        off = self.override("hide", target_of(scene.articles[place.article], place.span))
        keep = Choice("hide", "it is no statement: keep it off the pages", replace(off, reason=NO_STATEMENT))
        told = Choice("accept", "it is right: publish it", choices[0].override)
        return Item(
            ident("low", self.mark(passage.id)),
            "low",
            self._doubt(passage, "low", passage.kind, 1),
            1,
            (place,),
            f"said by {who or 'nobody for sure'}, but unsure, and so on no page",
            self._because(passage),
            (keep, told, *(c for c in choices[1:] if c.name != "hide")),
        )

    def no_speaker(self, left: LeftOut) -> Item:
        scene = self.scene
        text = scene.articles[left.article].text
        place = scene.place(left.article, left.span)
        said = " ".join(w.lower for w in words(text, *left.span))
        around = text[max(0, left.span[0] - 40) : left.span[0]] + "\0" + text[left.span[1] : left.span[1] + 40]
        size = "long" if len(said.split()) >= long_words() else "short"
        names = scene.names_near(left.article, left.span[0])
        first, *rest = self.one(place, names, ("accept",))
        return Item(
            ident("no-speaker", said, around),
            "no-speaker",
            doubt("no_speaker", size),
            1,
            (place,),
            "a quotation that nobody is stated to have said; it is left out",
            ("no words near it attribute it",),
            (replace(first, words="it is rightly left out"), *(c for c in rest if c.name != "hide")),
        )

    def _because(self, passage: Passage) -> tuple[str, ...]:
        told = why.speaker(self.scene.evidence, passage)
        found = f"found by {why.found(passage)}"
        return (told.because, found) if told is not None and told.because else (found,)

    def _printed(self, passage: Passage, span: Span | None) -> str:
        return f"“{flat(self.scene.articles[passage.article].text[slice(*span)])}”" if span else ""

    # ----------------------------------------------------------------------------------------------- statements

    def cuts(self, statement: Statement) -> Iterator[Item]:
        """The silent cuts that a statement names, one for each wording that has it."""
        for variation in statement.variations:
            cut = next((r for r in variation.readings if not r.text), None)
            full = next((r for r in variation.readings if r.text), None)
            if variation.kind == "silent" and cut is not None and full is not None:
                for key, gap in zip(cut.passages, cut.spans, strict=True):
                    yield self._cut(self.scene.passages[key], gap, full)

    def _cut(self, short: Passage, gap: Span, full: Reading) -> Item:
        scene = self.scene
        having = sorted(zip(full.passages, full.spans, strict=True), key=lambda end: (self.mark(end[0]), end[1]))
        whole = scene.passages[having[0][0]]
        article = scene.articles[short.article]
        place = scene.place(short.article, self._around(short, gap), short)
        others = scene.of(short), scene.of(whole)
        touched = scene.touched([short.id])
        return Item(
            ident("silent-cut", self.mark(short.id), flat(article.text[slice(*place.span)]), flat(full.text)),
            "silent-cut",
            doubt("silent_cut", articles=touched),
            touched,
            (place, scene.place(whole.article, having[0][1], whole)),
            f"{place.label} leaves out “{flat(full.text)}” inside its quotation marks, and does not show it",
            tuple(sorted({scene.evidence.where(scene.passages[key]) + " has the words" for key, _ in having})),
            (
                Choice(
                    "accept", "the cut is there, and not shown", self.override("accept", target_of(article, place.span))
                ),
                *self.two(others, ("split",)),
                self.choice("hide", target_of(article, others[0].span), needs="reason"),
            ),
        )

    def _around(self, passage: Passage, gap: Span) -> Span:
        """The place of a cut with some words on either side."""
        text, (low, high) = self.scene.articles[passage.article].text, hull(passage)
        before = [w.start for w in words(text, low, max(low, gap[0]))][-_ABOUT:]
        behind = [w.end for w in words(text, min(high, gap[1]), high)][:_ABOUT]
        return min([*before, gap[0]]), max([*behind, gap[1]])

    def joined(self, statement: Statement) -> Iterator[Item]:
        """The wordings that were lined up with the one shown first without high confidence."""
        first = next(w for w in statement.witnesses if w.passage == statement.base)
        for witness in statement.witnesses:
            if witness is not first and witness.confidence in ("low", "medium"):
                yield self._join(first, witness)

    def _join(self, first: Witness, witness: Witness) -> Item:
        base, other = self.scene.passages[first.passage], self.scene.passages[witness.passage]
        places = self._part(base, first.spans), self._part(other, witness.spans)
        touched = len({base.article, other.article})
        return Item(
            ident("joined", *sorted((self.mark(base.id), self.mark(other.id)))),
            "joined",
            doubt("joined", "low" if witness.confidence == "low" else witness.relation, touched),
            touched,
            places,
            "the two are taken for one statement",
            tuple(witness.because.split("; ")),
            self.two(places, ("join", "split")),
        )

    def _part(self, passage: Passage, spans: Sequence[Span]) -> Place:
        return self.scene.place(passage.article, (spans[0][0], spans[-1][1]), passage)

    def near_miss(self, miss: NearMiss) -> Item:
        scene = self.scene
        one, other = (scene.passages[key] for key in miss.passages)
        places = self._part(one, miss.spans[0]), self._part(other, miss.spans[1])
        touched = scene.touched(miss.passages)
        return Item(
            ident("near-miss", *sorted(self.mark(key) for key in miss.passages)),
            "near-miss",
            doubt("near_miss", miss.speaks_against, touched),
            touched,
            places,
            f"two statements, not one: {miss.speaks_against}",
            miss.speaks_for,
            self.two(places, ("split", "join")),
        )

    def difference(self, found: Difference) -> Item:
        scene = self.scene
        rows = [(scene.passages[key], span) for key, span in zip(found.passages, found.spans, strict=True)]
        first = rows[0]
        text = {p.id: scene.articles[p.article].text for p, _ in rows}
        values = [flat(text[p.id][slice(*span)]) for p, span in rows]
        second = next(
            (r for r, v in zip(rows, values, strict=True) if v != values[0] and r[0].id != first[0].id), rows[-1]
        )
        chosen = [first, second, *(r for r in rows if r not in (first, second))]
        places = tuple(scene.place(p.article, span, p) for p, span in chosen)
        shown = " / ".join(f"“{value}”" for value in dict.fromkeys(values))
        marks = [f"{self.mark(p.id)} {value}" for (p, _), value in zip(rows, values, strict=True)]
        touched = len({p.article for p, _ in rows})
        return Item(
            ident("difference", found.kind, *sorted(marks)),
            "difference",
            doubt("difference", found.kind, touched),
            touched,
            places,
            f"they may differ in {_DIFFER[found.kind]}: {shown}",
            (found.about,) if found.about else (),
            self.two(places, ("difference", "no-difference")),
        )


def _in_file(override: Override) -> Place:
    """Where an override itself stands, with the words of its target."""
    words_ = override.target.exact
    where = f"line {override.line}"
    return Place("", FILE, FILE, where, None, (0, len(words_)), (0, len(words_)), "", ("", words_, ""), "")


def flat(text: str) -> str:
    """Words in one line."""
    return " ".join(text.split())
