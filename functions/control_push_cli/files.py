"""Reading and writing the user's files."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from control_push_cli.errors import BadInputError


def read_text(name: str) -> str:
    """A UTF-8 file, or standard input for `-`."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(f"{name} is not UTF-8 text.", "Save it as UTF-8 and try again.") from None
    except OSError as error:
        raise BadInputError(f"{name} cannot be read: {error.strerror}.") from None


def write_text(path: Path, text: str) -> None:
    """A UTF-8 file, its line ends as given."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from None


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """For a spreadsheet: it opens the file as UTF-8 and runs nothing in it."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows([_inert(value) for value in row] for row in rows)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from None


def _inert(value: object) -> str:
    """A cell that a spreadsheet takes for text: https://owasp.org/www-community/attacks/CSV_Injection"""
    text = "" if value is None else str(value)
    is_formula = normalize("NFKC", text).lstrip().startswith(("=", "+", "-", "@"))
    return f"'{text}" if is_formula or text.startswith(("\t", "\r", "\n")) else text
