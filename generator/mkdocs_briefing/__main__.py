"""``python -m mkdocs_briefing``: the command line without its script."""

from mkdocs_briefing.cli import main

if __name__ == "__main__":
    main(prog_name="briefing")
