"""A briefing site from a folder of news articles: who said what, in whose words, through whom, and where it stands."""

__version__ = "0.1.0"
