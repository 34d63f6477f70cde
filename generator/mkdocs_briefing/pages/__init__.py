"""Briefing to pages: Markdown, style and theme. So far: text into markup, addresses, links; no page yet."""
