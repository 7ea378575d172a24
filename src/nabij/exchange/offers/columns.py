"""The columns that a table of offers may have, and which column of someone's own table is which."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from nabij.core import vocabulary as words
from nabij.exchange.offers.phrases import plain
from nabij.exchange.reading.tables import column_name
from nabij.exchange.records import Problem

#: Likeness (0-100) from which a name is taken for a column that is written a little differently.
TAKEN, PROPOSED = 88, 70
#: The row with the names of the columns is looked for in so many first rows.
FIRST_ROWS = 10


@dataclass(frozen=True)
class Column:
    """A column: its key, its names (the first is the template's), and what to write in it."""

    key: str
    names: str  # with ; between
    help: Promise | str
    example: str = ""
    choices: type[TextChoices] | None = None
    yes_no: bool = False

    @property
    def title(self) -> str:
        """The name in the template."""
        return self.names.split(";")[0]


COLUMNS = (
    Column("id", "id;nummer;kenmerk;code;activiteit id;aanbod id;source id", gettext_lazy(
        "A number or code that stays the same for ever. Without it the organisation, name and place "
        "together say which activity it is."), "12"),
    Column("name", "naam;activiteit;titel;wat;naam activiteit;aanbod;name;title;offer;activity;what", gettext_lazy(
        "What it is called, in a few words. Always needed."), "Koffieochtend De Brug"),
    Column("organisation", "organisatie;aanbieder;organisator;instelling;naam organisatie;organisation;"
           "organization;provider", gettext_lazy("Who offers it. Always needed."), "Stichting De Brug"),
    Column("summary", "in het kort;korte omschrijving;samenvatting;in een zin;intro;summary", gettext_lazy(
        "One sentence of at most 240 signs."), "Koffie en een praatje met buurtgenoten."),
    Column("description", "omschrijving;beschrijving;toelichting;inhoud;description", gettext_lazy(
        "What happens, who comes, what to bring."),
        "We drinken koffie, lezen de krant en gaan soms een eindje om. Loop gerust binnen."),
    Column("days", "dagen;dag;weekdag;wanneer;dag en tijd;days;day;when", gettext_lazy(
        "Days in words: “di en do”, “ma t/m vr”, “1e en 3e woensdag”; with times if you like: "
        "“dinsdag 10.00-12.00”."), "di en do"),
    Column("from", "van;begintijd;aanvang;starttijd;tijd van;begint om;from;start time", gettext_lazy(
        "When it begins."), "10.00"),
    Column("until", "tot;eindtijd;einde;tijd tot;eindigt om;until;end time", gettext_lazy(
        "When it ends."), "12.00"),
    Column("times", "tijd;tijden;tijdstip;time;times", gettext_lazy(
        "Begin and end in one cell, instead of “van” and “tot”."), ""),
    Column("repeat", "herhaling;frequentie;hoe vaak;repeat;frequency;recurrence", gettext_lazy(
        "Every week unless you write otherwise: “om de week”, “1e en 3e”, “laatste van de maand”, "
        "“eenmalig”."), ""),
    Column("starts_on", "vanaf;startdatum;begindatum;ingangsdatum;eerste keer;starts on;start date", gettext_lazy(
        "The first date, as 3-12-2026. Needed with “om de week”."), ""),
    Column("ends_on", "tot en met;einddatum;laatste keer;t/m;ends on;end date", gettext_lazy(
        "The last date."), ""),
    Column("dates", "data;datum;datums;losse data;dates;date", gettext_lazy(
        "Single dates with commas between, instead of days."), ""),
    Column("not_on", "niet op;behalve;behalve op;uitzonderingen;vervalt op;except;not on", gettext_lazy(
        "Dates on which it does not happen."), ""),
    Column("cost", "kosten;prijs;bijdrage;eigen bijdrage;tarief;entree;cost;price;fee", gettext_lazy(
        "“gratis”, “€ 3,50 per keer” or “12,50 per maand”; what you write besides is shown."), "gratis"),
    Column("languages", "taal;talen;voertaal;language;languages", gettext_lazy(
        "The languages that are spoken, by name."), "Nederlands, Arabisch"),
    Column("ages", "leeftijd;leeftijden;leeftijdsgroep;age;ages", gettext_lazy(
        "As 55+, 18-65 or tot 27. Empty: everyone."), ""),
    Column("only_for", "alleen voor;only for", gettext_lazy("Only where nobody else may come."), "",
           words.OnlyFor),
    Column("audiences", "doelgroep;doelgroepen;voor wie;bedoeld voor;audience;audiences", gettext_lazy(
        "For whom it is made in the first place; others are welcome."), "Ouderen", words.Audience),
    Column("form", "vorm;soort;soort activiteit;type;form", gettext_lazy("The shape of it."),
           "Met een groep", words.Form),
    Column("mechanisms", "hoe het helpt;werkzaam element;mechanisme;mechanism;mechanisms", gettext_lazy(
        "How it helps, the main way first."), "Mensen ontmoeten", words.Mechanism),
    Column("causes", "oorzaken;oorzaak;causes;cause", gettext_lazy(
        "The causes that it does something about. Residents do not see this."), "", words.Cause),
    Column("reach", "bereik;op locatie of thuis;reach", gettext_lazy("Where it meets people."), "",
           words.Reach),
    Column("wheelchair", "rolstoel;rolstoeltoegankelijk;rolstoelvriendelijk;toegankelijk voor rolstoel;wheelchair", gettext_lazy(
        "ja or nee."), "ja", yes_no=True),
    Column("accessible", "toegankelijkheid;voorzieningen;accessibility", gettext_lazy(
        "What else there is for who needs it."), "", words.Access),
    Column("walk_along", "meelopen;iemand loopt mee;kan iemand meelopen;maatje mee;walk along", gettext_lazy(
        "ja where someone can walk along the first time."), "ja", yes_no=True),
    Column("welcomed_by", "ontvangst;gastvrouw;gastheer;gastheer of gastvrouw;contactpersoon;welkom door;"
           "welcomed by;host", gettext_lazy("Who welcomes people: a first name is enough."), "Fatima"),
    Column("contact", "contact;contactgegevens;aanmelden bij;contact details", gettext_lazy(
        "Name, phone and e-mail in one cell, instead of in three."), ""),
    Column("phone", "telefoon;telefoonnummer;tel;phone;telephone", gettext_lazy("Phone number."),
           "010 123 45 67"),
    Column("email", "e-mail;mail;mailadres;email;e-mailadres", gettext_lazy("E-mail address."),
           "koffie@voorbeeld.nl"),
    Column("website", "website;site;url;link;webadres;web", gettext_lazy("Web address."),
           "https://voorbeeld.nl/koffie"),
    Column("call_first", "eerst bellen;aanmelden nodig;aanmelden;vooraf aanmelden;call first", gettext_lazy(
        "ja where people call before they come."), "nee", yes_no=True),
    Column("group_size", "groepsgrootte;aantal deelnemers;group size", gettext_lazy(
        "How many people there usually are."), ""),
    Column("capacity", "ruimte;beschikbaarheid;wachtlijst;capacity", gettext_lazy(
        "Whether somebody can join now."), "", words.Capacity),
    Column("status", "status;stand", gettext_lazy("Whether it goes on: gaat door, gepauzeerd or gestopt."), ""),
    Column("place", "locatie;waar;plek;gebouw;naam locatie;buurthuis;location;venue;place;where", gettext_lazy(
        "The building or meeting point."), "Buurthuis De Brug"),
    Column("street", "adres;straat;straat en huisnummer;bezoekadres;address;street", gettext_lazy(
        "Street and number."), "Marktplein 1"),
    Column("house_number", "huisnummer;nr;house number", gettext_lazy(
        "Only where the number has a column of its own."), ""),
    Column("postcode", "postcode;pc;zip;postal code", gettext_lazy(
        "Gives the position on the map where there are no coordinates."), "9999 AB"),
    Column("town", "woonplaats;plaats;stad;dorp;town;city", gettext_lazy("Town or village."), "Testdam"),
    Column("lat", "breedtegraad;lat;latitude;y;y coordinaat;rd y", gettext_lazy(
        "In degrees (51.91) or RD (435000). Not needed where there is a postcode."), ""),
    Column("lon", "lengtegraad;lon;long;lng;longitude;x;x coordinaat;rd x", gettext_lazy(
        "In degrees (4.35) or RD (83000)."), ""),
    Column("verified_on", "gecontroleerd op;laatst gecontroleerd;checked on;verified on", gettext_lazy(
        "When someone last checked that all of this is right."), "1-3-2026"),
    Column("name_en", "naam engels;name english;english name;naam in het engels", gettext_lazy(
        "The name in English."), ""),
    Column("summary_en", "in het kort engels;summary english;samenvatting engels", gettext_lazy(
        "The sentence in English."), ""),
    Column("description_en", "omschrijving engels;description english", gettext_lazy(
        "The description in English."), ""),
)  # fmt: skip
BY_KEY = {column.key: column for column in COLUMNS}
REQUIRED = ("name", "organisation")

_KNOWN = {plain(name): column.key for column in COLUMNS for name in column.names.split(";")}
#: Words in brackets after a name are an explanation: “kosten (in euro)”.
_SHORT = {name: key for name, key in _KNOWN.items() if len(name) > 3}


@dataclass
class Matching:
    """Which column of a table is which. `columns`: key → position; `unknown`: name → position."""

    row: int
    titles: list[str]
    columns: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    def title(self, key: str) -> str:
        """What the maker of the table called the column; its usual name where it is not there."""
        if key in self.columns:
            return self.titles[self.columns[key]]
        return BY_KEY[key].title


def find_title_row(rows: Sequence[tuple[int, Sequence[object]]]) -> tuple[int, Sequence[object]]:
    """The row with the names of the columns: of the first rows the one with the most names that we know."""
    return max(rows[:FIRST_ROWS], key=lambda row: _recognised(row[1]))


def _recognised(cells: Sequence[object]) -> int:
    return len({_KNOWN[plain(str(cell))] for cell in cells if plain(str(cell)) in _KNOWN})


def match_columns(
    row: int, cells: Sequence[object], file: str, own: dict[str, str] | None = None
) -> Matching:
    """Which column is which: `own` (their name → our name or key) first, then by name, then by likeness.

    What is amiss is in `notes`: fatal where a column is missing, doubled, or named in `own` but not there.
    """
    titles = [" ".join(str(cell).split()) for cell in cells]
    matching = Matching(row, titles)
    left = {position: title for position, title in enumerate(titles) if title}
    _take_own(matching, left, own or {}, file)
    for position, title in list(left.items()):
        key = _KNOWN.get(plain(title)) or _KNOWN.get(plain(title.split("(")[0]))
        if key:
            _take(matching, left, key, position, file)
    for position, title in list(left.items()):
        _take_likely(matching, left, position, title, file)
    matching.unknown = {title: position for position, title in left.items()}
    _note_unknown(matching, file)
    _check_complete(matching, file)
    return matching


def _take(matching: Matching, left: dict[int, str], key: str, position: int, file: str) -> None:
    if key not in matching.columns:
        matching.columns[key] = position
        del left[position]
        return
    message = _(
        "“%(first)s” and “%(second)s” are the same column. Remove one, or say which with --map."
    )
    names = {"first": matching.title(key), "second": left.pop(position)}
    matching.notes.append(
        Problem("double_column", message % names, file, matching.row, column_name(position + 1))
    )


def _take_own(matching: Matching, left: dict[int, str], own: dict[str, str], file: str) -> None:
    """What was said with --map. An empty name on the right: leave this column out."""
    for title, target in own.items():
        position = next((p for p, each in left.items() if plain(each) == plain(title)), None)
        key = target if target in BY_KEY else _KNOWN.get(plain(target))
        if position is None or (target and key is None):
            wrong = title if position is None else target
            message = _("There is no column “%(name)s”.") % {"name": wrong}
            matching.notes.append(Problem("no_such_column", message, file, matching.row, wrong))
        elif key is None:
            del left[position]
        else:
            _take(matching, left, key, position, file)


def _take_likely(
    matching: Matching, left: dict[int, str], position: int, title: str, file: str
) -> None:
    """A name that is nearly one of ours: taken when very alike, proposed when rather alike."""
    found = process.extractOne(
        plain(title), _SHORT.keys(), scorer=fuzz.ratio, score_cutoff=PROPOSED
    )
    if not found or _SHORT[found[0]] in matching.columns:
        return
    key = _SHORT[found[0]]
    names = {"theirs": title, "ours": BY_KEY[key].title}
    if found[1] >= TAKEN:
        matching.columns[key] = position
        del left[position]
        message = _("The column “%(theirs)s” was read as “%(ours)s”.")
        code = "column_taken"
    else:
        message = _(
            'Is the column “%(theirs)s” meant as “%(ours)s”? Then add --map "%(theirs)s=%(ours)s".'
        )
        code = "column_proposed"
    matching.notes.append(Problem(code, message % names, file, matching.row, title, fatal=False))


def _note_unknown(matching: Matching, file: str) -> None:
    if matching.unknown:
        names = ", ".join(matching.unknown)
        message = _("These columns are not known; they are kept but not shown: %(names)s.")
        problem = Problem(
            "unknown_columns", message % {"names": names[:300]}, file, matching.row, fatal=False
        )
        matching.notes.append(problem)


def _check_complete(matching: Matching, file: str) -> None:
    for key in REQUIRED:
        if key in matching.columns:
            continue
        message = _("The column “%(name)s” is missing. There is: %(titles)s.")
        names = {
            "name": BY_KEY[key].title,
            "titles": ", ".join(filter(None, matching.titles))[:300],
        }
        if len([title for title in matching.titles if title]) == 1:
            message += " " + _(
                "With one column only: is the delimiter right? Say which with --delimiter."
            )
        matching.notes.append(
            Problem("missing_column", message % names, file, matching.row, BY_KEY[key].title)
        )
