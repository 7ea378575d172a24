"""Text with delimiters: which encoding, which delimiter, and its rows. Runs in the child."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from nabij.exchange.reading.limits import Limits
from nabij.exchange.reading.wire import Found, UnreadableError

DELIMITERS = (";", ",", "\t", "|")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Letters and signs beyond ASCII that Dutch texts and names have; to tell one old encoding from another.
USUAL = frozenset(
    "áàâäãåéèêëíìîïóòôöõúùûüñçøæßœŒÁÀÂÄÅÉÈÊËÍÎÏÓÔÖÚÛÜÑÇØÆ€£°²³½¼¾…–—‘’“”„«»·•×§©®´ºª¿¡\xa0"
)
OLD_ENCODINGS = ("cp1252", "cp850", "mac_roman")
CHUNK = 1 << 20
SAMPLE_LINES = 60


def look(path: Path, encoding: str, delimiter: str) -> Found:
    """Encoding and delimiter of the file, where they are not given. Raises UnreadableError."""
    found = Found("csv")
    if encoding:
        _check_encoding(path, encoding)
        found.encoding = encoding
    else:
        found.encoding = _encoding(path, found)
    found.delimiter = delimiter or _delimiter(path, found)
    return found


def rows(path: Path, found: Found, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Line number where the row begins, and its cells; empty rows are skipped."""
    csv.field_size_limit(limits.cell * 4)
    begins = 1
    with _open(path, found.encoding) as file:
        reader = csv.reader(file, delimiter=found.delimiter, strict=True)
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _csv_error(error, begins) from error
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1


def _csv_error(error: csv.Error, row: int) -> UnreadableError:
    text = str(error)
    if "field limit" in text:
        return UnreadableError("huge_cell", row)
    if "unexpected end of data" in text or "expected after" in text:
        return UnreadableError("quote", row)
    return UnreadableError("csv", row, what=text)


def _open(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="", errors="strict")


# --- encoding ----------------------------------------------------------------------------------


def _encoding(path: Path, found: Found) -> str:
    with path.open("rb") as file:
        head = file.read(CHUNK)
    for bom, name in BOMS:
        if head.startswith(bom):
            _check_encoding(path, name)
            return name
    if name := _utf16_without_mark(head):
        _check_encoding(path, name)
        return name
    if _binary(head):
        raise UnreadableError("binary")
    if _decodes(path, "utf-8"):
        return "utf-8"
    return _old_encoding(path, found)


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 that does not say so: of Latin text every second byte is zero."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 4:
        return ""
    if odd.count(0) > len(odd) * 0.6 and even.count(0) < len(even) * 0.05:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.6 and odd.count(0) < len(odd) * 0.05:
        return "utf-16-be"
    return ""


def _binary(head: bytes) -> bool:
    """Whether control characters say that this is no text at all."""
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13))
    return control > max(8, len(head) * 0.01)


def _decodes(path: Path, encoding: str) -> bool:
    try:
        _check_encoding(path, encoding)
    except UnreadableError:
        return False
    return True


def _check_encoding(path: Path, encoding: str) -> None:
    """Raise UnreadableError, with the line, where the file is not in this encoding."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
    except LookupError:
        raise UnreadableError("unknown_encoding", encoding=encoding) from None
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            try:
                line += decoder.decode(chunk).count("\n")
            except UnicodeDecodeError as error:
                line += chunk[: error.start].count(b"\n")
                raise UnreadableError("encoding", line, encoding=encoding) from error
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise UnreadableError("encoding", line, encoding=encoding) from error


def _old_encoding(path: Path, found: Found) -> str:
    """Windows-1252 unless another old encoding fits better; said, because it is a guess."""
    counts = _high_bytes(path)
    scores = {name: _usual_share(counts, name) for name in OLD_ENCODINGS}
    best = max(scores, key=lambda name: scores[name])
    if scores["cp1252"] < 0.5 or scores[best] > scores["cp1252"] + 0.2:
        likely = ", ".join(name for name in OLD_ENCODINGS if scores[name] == scores[best])
        raise UnreadableError("unclear_encoding", encoding=likely)
    samples = _samples(path, "cp1252")
    found.notes.append({"code": "encoding_guessed", "encoding": "Windows-1252", "words": samples})
    return "cp1252"


def _high_bytes(path: Path) -> Counter[int]:
    counts: Counter[int] = Counter()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            counts.update(chunk)
    return Counter({byte: number for byte, number in counts.items() if byte > 127})


def _usual_share(counts: Counter[int], encoding: str) -> float:
    """Share of the bytes beyond ASCII that would be letters of Dutch texts in this encoding."""
    usual = 0
    for byte, number in counts.items():
        try:
            usual += number * (bytes([byte]).decode(encoding) in USUAL)
        except UnicodeDecodeError:
            return 0.0
    return usual / max(1, counts.total())


def _samples(path: Path, encoding: str) -> str:
    """A few words with letters beyond ASCII, for a person to look at."""
    words: list[str] = []
    with path.open(encoding=encoding, errors="replace") as file:
        for line in file:
            found = [word.strip('.,;:"()') for word in line.split() if not word.isascii()]
            words += [word[:40] for word in found if word[:40] not in words]
            if len(words) >= 3:
                break
    return ", ".join(words[:3])


# --- delimiter ---------------------------------------------------------------------------------


def _delimiter(path: Path, found: Found) -> str:
    """The delimiter that cuts the first lines into the most columns, and every line alike."""
    lines = _first_lines(path, found.encoding)
    scores = {sign: _score(lines, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: scores[sign])
    others = [sign for sign in DELIMITERS if sign != best and scores[sign] == scores[best]]
    if others and scores[best] > (0.0, 1):
        found.notes.append({"code": "delimiter_guessed", "delimiter": best, "other": others[0]})
    return best


def _first_lines(path: Path, encoding: str) -> list[str]:
    with _open(path, encoding) as file:
        return [line for _number, line in zip(range(SAMPLE_LINES), file, strict=False)]


def _score(lines: list[str], sign: str) -> tuple[float, int]:
    """Share of rows that have as many cells as the first, and how many that is."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] == 1:
        return 0.0, 1
    same = sum(width == widths[0] for width in widths) / len(widths)
    return round(same, 1), widths[0]
