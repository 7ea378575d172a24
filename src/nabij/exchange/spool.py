"""Holding back records until those they refer to are written, without holding them all in memory."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")

IN_MEMORY = 8 * 1024 * 1024  # bytes that are kept before a temporary file is used


class Spool(Generic[Item]):
    """First in, first out; beyond `IN_MEMORY` bytes on disk, in a file that only we can read."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self.count = 0

    def add(self, item: Item) -> None:
        """Put one at the end."""
        pickle.dump(item, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self.count += 1

    def __iter__(self) -> Iterator[Item]:
        """All of them, from the first; once."""
        self._file.seek(0)
        for _number in range(self.count):
            yield pickle.load(self._file)  # noqa: S301 - our own file, never anyone else's
        self._file.close()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of at most `size` items, in order."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
