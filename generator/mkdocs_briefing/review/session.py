"""The interactive session: one item after the other, a key for each choice, every answer in the file at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from mkdocs_briefing.overrides import Override
from mkdocs_briefing.review.answering import Answer, AnswerError, Pen, answer, taken
from mkdocs_briefing.review.items import Choice, Item
from mkdocs_briefing.review.printing import shown
from mkdocs_briefing.why.telling import plain

KEYS: dict[str, str] = {
    "a": "accept",
    "f": "speaker",
    "n": "nobody",
    "j": "join",
    "s": "split",
    "d": "difference",
    "e": "no-difference",
    "h": "hide",
    "r": "renew",
    "x": "drop",
}
"""Keys by what they choose; only those of an item's own choices are offered."""
_ALWAYS = {"k": "skip for now", "u": "undo", "q": "quit", "?": "show all choices"}
_NAMES = {
    "accept": "accept",
    "speaker": "fix speaker",
    "nobody": "speaker not clear",
    "join": "join",
    "split": "split",
    "difference": "they differ",
    "no-difference": "they do not",
    "hide": "hide",
    "renew": "it holds now",
    "drop": "take out",
}


class Keys(Protocol):
    """Where answers come from. Both end with ``EOFError`` or ``KeyboardInterrupt``."""

    def key(self, prompt: str) -> str:
        """One key, or the line that stands for it."""

    def line(self, prompt: str) -> str:
        """A line without its end."""


@dataclass(slots=True)
class Session:
    """Goes through ``items``; what is skipped is asked again the next time, what is answered is not.

    ``left`` gives, of some items, those that overrides written meanwhile have not settled.
    """

    items: Sequence[Item]
    pen: Pen
    keys: Keys
    say: Callable[[str], None]
    left: Callable[[Sequence[Item], Sequence[Override]], Sequence[Item]]
    at: int = 0
    _back: list[tuple[int, bool]] = field(default_factory=list)
    """Where each step was taken, and whether it wrote something."""
    _open: set[str] = field(default_factory=set)

    def run(self) -> int:
        """Ask until nothing is left, the person quits, or the input ends; the number of answers that stand written."""
        self._open = {item.id for item in self.items}
        try:
            while (item := self._next()) is not None:
                self.say(shown(item, self.at + 1, len(self.items), choices=False))
                if not self._ask(item):
                    break
        except (EOFError, KeyboardInterrupt):
            self.say("\nstopped; what was answered is saved\n")
        count = sum(len(answers) for answers, _, _ in self.pen.done)
        self.say(f"{count} answer{'' if count == 1 else 's'} written, {self._unseen()} not looked at yet\n")
        return count

    def _next(self) -> Item | None:
        while self.at < len(self.items):
            if self.items[self.at].id in self._open:
                return self.items[self.at]
            self.at += 1
        return None

    def _unseen(self) -> int:
        return sum(item.id in self._open for item in self.items[self.at :])

    def _ask(self, item: Item) -> bool:
        """Take answers until one moves on; whether to go on."""
        offered = {key: name for key, name in KEYS.items() if any(c.name == name for c in item.choices)}
        told = "  ".join(f"{key} {_NAMES[name]}" for key, name in offered.items())
        told += "  " + "  ".join(f"{key} {words}" for key, words in _ALWAYS.items())
        while True:
            key = self.keys.key(f"  {told}\n  > ").strip().lower()
            if key in ("", "k", "skip"):
                self._back.append((self.at, False))
                self.at += 1
                return True
            if key in ("q", "quit"):
                return False
            if key in ("u", "undo"):
                if self._undo():
                    return True
            elif key == "?":
                self.say(shown(item, self.at + 1, len(self.items), paste=True))
            elif (name := offered.get(key, key)) in offered.values():
                if self._answer(item, name):
                    return True
            else:
                self.say(f"  “{plain(key)}” is no key here\n")

    def _answer(self, item: Item, name: str) -> bool:
        try:
            given = self._given(item, name)
            self.pen.write(given)
        except AnswerError as error:
            self.say(f"  {error}\n")
            return False
        self._back.append((self.at, True))
        self.say(f"  written: {_told(given)}\n")
        self.at += 1
        self._look_again()
        return True

    def _given(self, item: Item, name: str) -> Answer:
        some = [choice for choice in item.choices if choice.name == name]
        if name == "speaker":
            known = [choice for choice in some if choice.needs is None]
            for number, choice in enumerate(known, 1):
                self.say(f"  {number}  {plain(choice.words.removeprefix('said by '))}\n")
            said = self.keys.line("  who? a number or a name: ").strip()
            if said.isdecimal() and 0 < int(said) <= len(known):
                return taken(item, known[int(said) - 1])
            return answer(item, name, said)
        ready = _ready(some)
        if ready is None:
            return answer(item, name, self.keys.line("  why? readers see it: ").strip())
        return taken(item, ready)

    def _undo(self) -> bool:
        """One step back; what it wrote is taken out of the file again."""
        if not self._back:
            self.say("  nothing to take back\n")
            return False
        at, wrote = self._back[-1]
        if wrote:
            try:
                answers = self.pen.undo()
            except AnswerError as error:
                self.say(f"  {error}\n")
                return False
            self.say("  taken back: " + ", ".join(_told(one) for one in answers) + "\n")
        self._back.pop()
        self.at = at
        self._look_again()
        return True

    def _look_again(self) -> None:
        """What is settled by the answers so far need not be asked."""
        self._open = {item.id for item in self.left(self.items, self.pen.overrides)}
        answered = {one.item.id for answers, _, _ in self.pen.done for one in answers}
        self._open -= answered


def _ready(some: Sequence[Choice]) -> Choice | None:
    return next((choice for choice in some if choice.needs is None), None)


def _told(given: Answer) -> str:
    o = given.override
    if o is None:
        return f"the correction at line {given.drops.line} is out" if given.drops else "nothing"
    return plain(f"{o.action} {o.value}") if isinstance(o.value, str) else o.action
