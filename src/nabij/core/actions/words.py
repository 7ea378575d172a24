"""Choosing the words: which a municipality avoids, and what it calls everything that residents see."""

import re
import unicodedata
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from nabij.core.audit.recording import record
from nabij.core.models import AvoidedWord, Municipality, PublicName
from nabij.core.words import AVOIDED, NAMES, Avoided, Hit, public_name, taboo_words
from nabij.core.words.finding import hits_of
from nabij.core.words.lexicon import LANGUAGES
from nabij.core.words.names import COLUMNS

#: Fewer letters stand in too many other words.
FEWEST_LETTERS = 3


class UnfitWordError(ValueError):
    """A word or a name that cannot be used; says why, and beside which field (`field`)."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def avoid_word(
    *,
    municipality: Municipality,
    language: str,
    word: str,
    better: str,
    stems: str = "",
    inside: bool = True,
) -> AvoidedWord:
    """Avoid a word from now on, or say otherwise how one is known and what is better.

    stems: letters by which it is known, several with `|` or on lines of their own; the word itself when empty. Raises
    UnfitWordError, also where something that residents see is called by that word.
    """
    _check_language(language)
    word, better = _one_line(word).lower(), _one_line(better)
    known_by = "|".join(_stems(stems) or [word])
    avoided = Avoided(word, known_by, better, inside)
    _check_word(avoided, municipality, language)
    _check_names(avoided, municipality, language)
    row: AvoidedWord
    row, _made = AvoidedWord.objects.update_or_create(
        municipality=municipality,
        language=language,
        word=word,
        defaults={"stems": known_by, "better": better, "inside": inside, "avoid": True},
    )
    _changed(municipality)
    _record("words.avoided", municipality, language, word, fields=("stems", "better"))
    return row


@transaction.atomic
def allow_word(*, municipality: Municipality, language: str, word: str) -> None:
    """Avoid a word no longer: one of its own is forgotten, one of Nabij is switched off here."""
    _check_language(language)
    built_in = _built_in(language, word)
    if built_in is None:
        AvoidedWord.objects.filter(municipality=municipality, language=language, word=word).delete()
    else:
        AvoidedWord.objects.update_or_create(
            municipality=municipality,
            language=language,
            word=word,
            defaults={
                "stems": built_in.stems,
                "better": built_in.better,
                "inside": built_in.inside,
                "avoid": False,
            },
        )
    _changed(municipality)
    _record("words.allowed", municipality, language, word)


@transaction.atomic
def restore_word(*, municipality: Municipality, language: str, word: str) -> None:
    """Have a word as Nabij has it again. Raises UnfitWordError where a name of the municipality holds it."""
    _check_language(language)
    built_in = _built_in(language, word)
    if built_in is not None:
        _check_names(built_in, municipality, language)
    AvoidedWord.objects.filter(municipality=municipality, language=language, word=word).delete()
    _changed(municipality)
    _record("words.restored", municipality, language, word)


@transaction.atomic
def choose_name(*, municipality: Municipality, key: str, language: str, text: str) -> bool:
    """Call something otherwise; an empty text: as Nabij calls it again. False when it was called that already.

    Raises UnfitWordError for a name that holds an avoided word or is too long, and KeyError for an unknown key.
    """
    _check_language(language)
    name, chosen = NAMES[key], _one_line(text)
    if len(chosen) > name.longest:
        raise UnfitWordError(
            _("That is %(long)s letters; there is room for %(most)s.")
            % {"long": len(chosen), "most": name.longest},
            language,
        )
    hits = taboo_words(chosen, "both", municipality)
    if hits:
        raise UnfitWordError(refusal(hits[0]), language)
    if not _call(municipality, key, language, chosen):
        return False
    _changed(municipality)
    record(
        "words.name_chosen",
        municipality=municipality,
        object_type="core.publicname",
        object_id=f"{language}:{key}",
        fields=["text"],
    )
    return True


def refusal(hit: Hit) -> str:
    """Why a name with this word is not taken, and what to say instead."""
    return _("“%(word)s” is a word that you avoid. Instead: %(better)s.") % {
        "word": hit.found,
        "better": hit.avoided.better.rstrip("."),
    }


def _call(municipality: Municipality, key: str, language: str, chosen: str) -> bool:
    """Write the name where it belongs; whether that changed anything."""
    column = COLUMNS.get((key, language))
    if column:
        changed = bool(getattr(municipality, column) != chosen)
        setattr(municipality, column, chosen)
        municipality.save(update_fields=[column])
        return changed
    there = PublicName.objects.filter(municipality=municipality, key=key, language=language)
    if not chosen:
        return bool(there.delete()[0])
    if there.filter(text=chosen).exists():
        return False
    PublicName.objects.update_or_create(
        municipality=municipality, key=key, language=language, defaults={"text": chosen}
    )
    return True


def _check_word(avoided: Avoided, municipality: Municipality, language: str) -> None:
    """Raise UnfitWordError unless the word is one, is known by its own letters, and has something better."""
    if not avoided.word:
        raise UnfitWordError(_("Type the word that you avoid."), "word")
    for name, text, most in (
        ("word", avoided.word, 60), ("stems", avoided.stems, 200), ("better", avoided.better, 200)
    ):  # fmt: skip
        if len(text) > most:
            raise UnfitWordError(_("Use at most %(most)s letters.") % {"most": most}, name)
    if not avoided.better:
        raise UnfitWordError(_("Say what people can write instead."), "better")
    for stem in avoided.stems.split("|"):
        if len(re.findall(r"\w", stem)) < FEWEST_LETTERS:
            field = "word" if stem == avoided.word else "stems"
            raise UnfitWordError(
                _("“%(stem)s” is too short: it stands in too many other words.") % {"stem": stem},
                field,
            )
    if not _finds(avoided, avoided.word):
        raise UnfitWordError(
            _("By these letters “%(word)s” itself is not found.") % {"word": avoided.word}, "stems"
        )
    if _finds(avoided, avoided.better) or taboo_words(avoided.better, language, municipality):
        raise UnfitWordError(_("What is better holds an avoided word itself."), "better")


def _check_names(avoided: Avoided, municipality: Municipality, language: str) -> None:
    """Raise UnfitWordError where something that residents see is called by this word."""
    for key in NAMES:
        name = public_name(key, municipality, language)
        if _finds(avoided, name):
            raise UnfitWordError(
                _("You call something “%(name)s”. Give that another name first.") % {"name": name},
                "word",
            )


def _finds(avoided: Avoided, text: str) -> bool:
    return bool(hits_of(text, [avoided]))


def _built_in(language: str, word: str) -> Avoided | None:
    return next((row for row in AVOIDED[language] if row.word == word), None)


def _changed(municipality: Municipality) -> None:
    """Every process reads the words anew: see `core.words.own`."""
    municipality.words_version = uuid.uuid4().hex
    municipality.save(update_fields=["words_version"])


def _record(
    verb: str, municipality: Municipality, language: str, word: str, fields: tuple[str, ...] = ()
) -> None:
    record(
        verb,
        municipality=municipality,
        object_type="core.avoidedword",
        object_id=f"{language}:{word}",
        fields=fields,
    )


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"there are words in {', '.join(LANGUAGES)}, not in {language!r}")


def _stems(text: str) -> list[str]:
    return [stem for part in re.split(r"[|\n,;]", text) if (stem := _one_line(part).lower())]


def _one_line(text: str) -> str:
    """Without what cannot be seen, spaces made single, accents written one way."""
    plain = unicodedata.normalize("NFC", text)
    seen = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in plain)
    return re.sub(r"\s+", " ", seen).strip()
