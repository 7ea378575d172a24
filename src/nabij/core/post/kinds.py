"""The kinds of mail that Nabij sends, each declared beside what sends it."""

from dataclasses import dataclass

from django.utils.functional import Promise


class UndeclaredKindError(LookupError):
    """Somebody queues a kind of mail that nobody declared."""


@dataclass(frozen=True, slots=True)
class Kind:
    """label: what staff read. secret: its content lets one in somewhere, so it is emptied once sent."""

    name: str
    label: Promise | str
    secret: bool = False


_KINDS: dict[str, Kind] = {}


def declare(name: str, label: Promise | str, *, secret: bool = False) -> str:
    """Make a kind known, and give its name, to be kept in a constant beside what queues it."""
    _KINDS[name] = Kind(name, label, secret)
    return name


def kind_named(name: str) -> Kind:
    """The kind. Raises UndeclaredKindError."""
    try:
        return _KINDS[name]
    except KeyError:
        raise UndeclaredKindError(
            f"declare the kind of mail {name!r} with core.post.kinds.declare"
        ) from None


def label_of(name: str) -> str:
    """What staff read; the name itself for mail of an earlier version."""
    return str(_KINDS[name].label) if name in _KINDS else name
