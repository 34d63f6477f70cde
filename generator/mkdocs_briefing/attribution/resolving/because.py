"""Why a source was given its name, or none: the fixed list of phrases that a `Speaker` records.

They are read by editors and by readers of the pages, so they say it in plain words and name nobody.
"""

from __future__ import annotations

from mkdocs_briefing.model import Speaker

NAMED = "named with these words"
GROUP = "named together with these words"
UNNAMED = "described and not named; the words stand as printed"

SPOKE_LAST = "the last group that spoke"
BODY_SPOKE = "the body that spoke last in this paragraph"
NEAREST = "the nearest person before whom the word fits, by far"
LIKELIEST = "of the persons before, the one whom the word fits best"
ONLY_ONE = "the only person named before whom the word fits"
STANDS_BEFORE = "stands right before the word"

AGE = "the person of that age"
ROLE_NEAR = "the one named close before who has that role here"
ROLE = "the only one whom that role fits here"
TOLD_OTHERWISE = "the person who has just spoken, told otherwise"
INTRODUCED = "the person whom the next paragraph names in that role"
DESCRIBED = "described in the same words before"

NONE_PRINTED = "nobody is printed with these words; the speaker of the words before goes on"

TWO_FIT = "not clear: two persons fit about as well"
ANOTHER_SINCE = "not clear: somebody else who fits has come up since"
NONE_FITS = "not clear: the article names nobody before whom the word surely fits"
NO_BEARER = "not clear: nobody here, or more than one, fits the description"
NO_NAME = "not clear: the name stands for nobody surely"
NO_SOURCE = "nobody is printed with these words"


def told(speaker: Speaker) -> str:
    """The phrase for a speaker of whom no step recorded one."""
    if speaker.because:
        return speaker.because
    if speaker.name is None:
        if speaker.mention is None:
            return NO_SOURCE
        return {"pronoun": NONE_FITS, "name": NO_NAME}.get(speaker.as_, NO_BEARER)
    return {"group": GROUP, "unnamed": UNNAMED, "inherited": NONE_PRINTED}.get(speaker.as_, NAMED)
