"""Exports: a briefing as JSON, CSV and linked data, for other programs. Every word keeps its address."""

from mkdocs_briefing.exports.json_ import dumps, to_json
from mkdocs_briefing.exports.linked import quotations_jsonld
from mkdocs_briefing.exports.table import passages_csv, timeline_csv
from mkdocs_briefing.model import Briefing

__all__ = ["dumps", "files", "passages_csv", "quotations_jsonld", "timeline_csv", "to_json"]


def files(briefing: Briefing) -> dict[str, str]:
    """The downloads of a site, by path."""
    return {
        "data/briefing.json": dumps(briefing),
        "data/passages.csv": passages_csv(briefing),
        "data/quotations.jsonld": quotations_jsonld(briefing),
        "data/timeline.csv": timeline_csv(briefing),
    }
