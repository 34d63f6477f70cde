"""An earlier state of the folder, taken from git without touching what lies there."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class GitError(Exception):
    """git is not there, or it refused; one line that says what to do."""


def top(folder: Path) -> Path:
    """The root of the repository that holds ``folder``. Raises `GitError` outside one."""
    return Path(_git(folder, "rev-parse", "--show-toplevel")).resolve()


@contextmanager
def unpacked(repository: Path, revision: str) -> Iterator[Path]:
    """The files of a revision in a folder for the time being; the repository stays as it is. Raises `GitError`."""
    commit = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="briefing-") as place:
        packed, target = Path(place, "base.zip"), Path(place, "base")
        _git(repository, "archive", "--format=zip", f"--output={packed}", commit)
        target.mkdir()
        try:
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(target)
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise GitError(f"{revision}: can't be unpacked ({error}); compare two files of “briefing json”") from None
        yield target


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        told = f"git can't be run ({error.strerror}); compare two files of “briefing json” instead"
        raise GitError(told) from None
    if done.returncode:
        what = " ".join(done.stderr.split()) or "there is no such commit"
        raise GitError(f"git {arguments[0]} {arguments[-1]}: {what}; name a commit or branch that is here")
    return done.stdout.strip()
