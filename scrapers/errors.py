"""What can be wrong with the world: errors that say what to do and know their exit code."""

from __future__ import annotations

from typing import ClassVar


class SixthHireError(Exception):
    """Base of every error that a user can mend: `str()` is one sentence, `exit_code` the command's."""

    exit_code: ClassVar[int] = 1


class UsageError(SixthHireError):
    """The command was asked for something that does not exist or does not fit."""

    exit_code = 2


class DataFileError(SixthHireError):
    """A data file or folder is locked, corrupt, newer than the code, missing or not writable."""

    exit_code = 5


class RefusedToPublishError(SixthHireError):
    """A build made a generation that its own checks do not let out; the published one stays."""

    exit_code = 4
