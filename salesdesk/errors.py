"""What can go wrong, told apart by what a person can do about it.

Three kinds reach a face: `UserError` (refused, nothing was changed), `EnvironmentTrouble` (the disk, a
lock, a newer file) and everything else, which is a bug. Messages are sentences, already translated.
"""


class SalesdeskError(Exception):
    """A trouble that can be told to a person: a sentence, and what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UserError(SalesdeskError):
    """What was asked cannot be done, and nothing was changed."""


class EnvironmentTrouble(SalesdeskError):
    """The machine is in the way: a full disk, a read-only folder, a lock, a newer store."""


class BrokeApart(Exception):
    """The cause of a bug's error that came from another process: its traceback does not travel with it.

    `frames` are file, line and function, the innermost last; nothing of what the error said.
    """

    def __init__(self, frames: tuple[tuple[str, int, str], ...]) -> None:
        super().__init__()
        self.frames = frames
