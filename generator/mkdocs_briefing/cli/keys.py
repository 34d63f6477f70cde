"""Answers from a terminal or a pipe."""

from __future__ import annotations

import sys

import click


class Terminal:
    """Single keys in a terminal; lines from anything else, such as a pipe."""

    def key(self, prompt: str) -> str:
        """One key, or a line where there is no terminal. Raises ``EOFError`` at the end, ``KeyboardInterrupt``."""
        click.echo(prompt, nl=False)
        if not is_terminal():
            return _read()
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        if key in ("\x04", "\x1a"):
            raise EOFError
        return "" if key in ("\r", "\n") else key

    def line(self, prompt: str) -> str:
        """A line without its end. Raises as `key`."""
        click.echo(prompt, nl=False)
        return _read()


def is_terminal() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin.isatty()


def _read() -> str:
    raw = sys.stdin.buffer.readline()
    if not raw:
        raise EOFError
    line = raw.decode("utf-8", "replace").rstrip("\r\n")
    if not is_terminal():
        click.echo(line)  # what a person would have typed
    return line
