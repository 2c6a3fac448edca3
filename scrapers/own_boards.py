"""The user's own registry: `boards.csv` in the data folder, in the format of the bundled one.

Invariant: the file is whole at any moment (written beside, synced, renamed, one writer at a time), and a
person may edit it. A crawl reads the bundled registry and this one; where both name a board, the user's row
counts. Whoever names a registry file reads that file alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scrapers.boards import COLUMNS, name_of, one_host, read_boards
from scrapers.boards import key_of as key
from scrapers.errors import DataFileError
from scrapers.items import Board
from scrapers.whole_file import write_whole

FILE_NAME = "boards.csv"
LOCK_SECONDS = 10.0


class OwnBoardsNotWritableError(DataFileError):
    """The user's registry cannot be written."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"cannot write your boards to {path}: {problem}")
        self.path = path


class OwnBoards:
    """The boards that the user added, in `<data>/boards.csv`."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME

    def read(self) -> list[Board]:
        """The user's boards in their order; none without the file. Raises BoardsFileError."""
        return read_boards(self.path) if self.path.exists() else []

    def add(self, boards: Iterable[Board]) -> list[Board]:
        """Write the boards that neither this nor the bundled registry has; returns those that are new.

        This and its siblings raise BoardsFileError when the file is broken, OwnBoardsNotWritableError,
        TwoHostsError for a board whose name a registry has on another host.
        """
        with self._changing() as mine:
            known = _by_name((*read_boards(), *mine.values()))
            new: dict[tuple[str, str], Board] = {}
            for board in boards:
                one_host(board, known, "nothing was added")
                one_host(board, new, "nothing was added")
                if name_of(board) not in known:
                    new[name_of(board)] = board
            mine |= {key(board): board for board in new.values()}
        return list(new.values())

    def put(self, board: Board) -> None:
        """Write one board, in the place of the row that names it already."""
        with self._changing() as mine:
            one_host(board, _by_name((*read_boards(), *mine.values())), "nothing was added")
            mine[key(board)] = board

    def remove(self, named: str) -> bool:
        """Take out the board written SOURCE/TOKEN; False if the file has none of that name."""
        source, _, token = named.partition("/")
        with self._changing() as mine:
            gone = [
                at for at, one in mine.items() if name_of(one) == name_of(Board(source=source, token=token))
            ]
            for at in gone:
                del mine[at]
            return bool(gone)

    @contextmanager
    def _changing(self) -> Iterator[dict[tuple[str, str], Board]]:
        """The user's boards, written back when the block changed them."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_name(".boards.lock"), timeout=LOCK_SECONDS):
                mine = {key(board): board for board in self.read()}
                before = dict(mine)
                yield mine
                if mine != before:
                    _write(self.path, list(mine.values()))
        except Timeout:
            raise OwnBoardsNotWritableError(self.path, "another command is writing it; try again") from None
        except OSError as error:
            raise OwnBoardsNotWritableError(self.path, error.strerror or str(error)) from error


def registry(data: Path) -> list[Board]:
    """Every board that a crawl of this data folder reads: the bundled ones, then the user's own.

    Raises BoardsFileError, TwoHostsError.
    """
    return merged(read_boards(), OwnBoards(data).read())


def merged(bundled: Sequence[Board], own: Sequence[Board]) -> list[Board]:
    """Both registries as one, each board once: the user's row counts, and says nothing by leaving blank.

    The token stays spelled as it was bundled, since ids of roles hold it.
    """
    boards = _by_name(bundled)
    for board in own:
        one_host(board, boards, f"take the row out of your {FILE_NAME}, or name a file of your own")
        first = boards.get(name_of(board))
        said = {name: value for name, value in board.model_dump(exclude={"token"}).items() if value}
        boards[name_of(board)] = first.model_copy(update=said) if first else board
    return list(boards.values())


def _by_name(boards: Iterable[Board]) -> dict[tuple[str, str], Board]:
    return {name_of(board): board for board in boards}


def _write(path: Path, boards: Sequence[Board]) -> None:
    """Replace the file; columns that it does not know are not kept."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((*COLUMNS, "host"))
    rows.writerows([getattr(board, name) or "" for name in (*COLUMNS, "host")] for board in boards)
    write_whole(path, text.getvalue())
