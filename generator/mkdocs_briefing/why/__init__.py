"""Why a passage has its speaker, kind, topic and statement: plain data that the command line, cards and JSON share.

Public: ``Evidence`` holds a briefing's look-ups, ``of_passage`` gives all `Reason`s of a passage; ``speaker``,
``found``, ``kind`` and ``witness`` single ones. `telling` finds what somebody asks about and puts it into words.
"""

from mkdocs_briefing.why.evidence import Evidence, Reason, found, kind, of_passage, speaker, topic, where, witness

__all__ = ["Evidence", "Reason", "found", "kind", "of_passage", "speaker", "topic", "where", "witness"]
