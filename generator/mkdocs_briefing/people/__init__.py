"""Join speakers over articles: the same person under several printed names, never two persons under one.

Public function: ``join``.
"""

from mkdocs_briefing.people.join import join

__all__ = ["join"]
