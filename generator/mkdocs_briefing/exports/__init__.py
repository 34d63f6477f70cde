"""Exports: a briefing as JSON and CSV, for other programs. Every word keeps its address."""

from mkdocs_briefing.exports.json_ import dumps, to_json
from mkdocs_briefing.exports.table import passages_csv

__all__ = ["dumps", "passages_csv", "to_json"]
