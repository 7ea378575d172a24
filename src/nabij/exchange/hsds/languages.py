"""Languages of an offer: from codes and names of any kind to ISO 639-1, and back."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from nabij.core.vocabulary import LANGUAGE_NAMES
from nabij.exchange.hsds.conform import Fields, Spot
from nabij.exchange.hsds.findings import Findings
from nabij.exchange.hsds.ids import part_id

#: ISO 639-2 (both series) and 639-3 → 639-1, for languages that a Dutch municipality meets.
_THREE_LETTERS = (
    "nld:nl dut:nl eng:en ara:ar tur:tr pol:pl ukr:uk fra:fr fre:fr deu:de ger:de spa:es som:so "
    "tir:ti fas:fa per:fa prs:fa zho:zh chi:zh cmn:zh yue:zh nan:zh rus:ru bul:bg ron:ro rum:ro "
    "por:pt ind:id fry:fy pap:pap urd:ur hin:hi pan:pa ben:bn tam:ta vie:vi kor:ko jpn:ja tgl:tl "
    "fil:tl ita:it ell:el gre:el hun:hu ces:cs cze:cs slk:sk slo:sk hrv:hr srp:sr bos:bs sqi:sq "
    "alb:sq mkd:mk mac:mk lit:lt lav:lv est:et fin:fi swe:sv nor:no dan:da heb:he kur:ku kmr:ku "
    "ckb:ku pus:ps amh:am orm:om swa:sw hau:ha ibo:ig yor:yo lin:ln ful:ff wol:wo hye:hy arm:hy "
    "kat:ka geo:ka aze:az uzb:uz kaz:kk mon:mn nep:ne sin:si tha:th mya:my bur:my khm:km lao:lo "
    "msa:ms may:ms jav:jv mlg:mg zul:zu xho:xh afr:af cat:ca eus:eu baq:eu glg:gl cym:cy wel:cy "
    "gle:ga isl:is ice:is mlt:mt slv:sl bel:be tat:tt tuk:tk kir:ky tgk:tg uig:ug guj:gu mar:mr "
    "tel:te kan:kn mal:ml ori:or sna:sn kin:rw run:rn lug:lg aka:ak twi:tw ewe:ee bam:bm hat:ht"
)
#: Names that neither Django nor our own list has; in English and Dutch, folded.
_NAMES = (
    "urdu:ur oerdoe:ur mandarin:zh cantonese:zh kantonees:zh taiwanese:zh chinees:zh hokkien:zh tagalog:tl "
    "filipino:tl somali:so somalisch:so tigrinya:ti tigrigna:ti farsi:fa perzisch:fa dari:fa "
    "pashto:ps pasjtoe:ps kurdish:ku koerdisch:ku sorani:ku kurmanji:ku amharic:am amhaars:am "
    "oromo:om twi:tw punjabi:pa bengali:bn bengaals:bn hindi:hi tamil:ta papiamento:pap papiamentu:pap "
    "papiaments:pap nederlands:nl engels:en arabisch:ar turks:tr pools:pl oekraiens:uk frans:fr "
    "duits:de spaans:es russisch:ru bulgaars:bg roemeens:ro portugees:pt indonesisch:id fries:fy "
    "italiaans:it grieks:el hongaars:hu tsjechisch:cs slowaaks:sk kroatisch:hr servisch:sr "
    "bosnisch:bs albanees:sq vietnamees:vi koreaans:ko japans:ja thais:th hebreeuws:he zweeds:sv "
    "noors:no deens:da fins:fi armeens:hy georgisch:ka swahili:sw lingala:ln wolof:wo haitian:ht "
    "creole:ht farsie:fa flemish:nl vlaams:nl"
)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Folded code or name → ISO 639-1 (`pap` has no such code and keeps its own)."""
    known: dict[str, str] = {}
    for code, info in LANG_INFO.items():
        if len(code) == 2 and "name" in info:
            for text in (code, info["name"], info["name_local"]):
                known.setdefault(_folded(text), code)
    for code, name in LANGUAGE_NAMES.items():
        known |= {_folded(code): code, _folded(name): code}
    for pair in (*_THREE_LETTERS.split(), *_NAMES.split()):
        name, code = pair.split(":")
        known[name] = code
        known.setdefault(code, code)
    return known


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).strip()


def language_code(text: Any) -> str | None:
    """ISO 639-1 for `es`, `spa`, `es-MX`, `Spanish`, `Spaans`, `Chinese (Mandarin)`; None: not known."""
    if not isinstance(text, str):
        return None
    folded = _folded(text)
    known = _codes()
    if folded in known:
        return known[folded]
    for part in (re.split(r"[-_(]", folded)[0].strip(), *re.findall(r"\(([^)]*)\)", folded)):
        if part in known:
            return known[part]
    return None


def read(
    records: list[Fields], findings: Findings | None = None, spot: Spot | None = None
) -> list[str]:
    """The codes of language records, each once and in their order."""
    codes: list[str] = []
    for record in records:
        code = language_code(record.get("code")) or language_code(record.get("name"))
        if code is None and findings is not None and spot is not None:
            told = record.get("name") or record.get("code") or ""
            message = _("The language %(name)s is not known.") % {"name": told}
            findings.report("language", message, spot.origin, f"{spot.path}languages")
        if code is not None and code not in codes:
            codes.append(code)
    return codes


def write(codes: list[str], owner: str) -> list[Fields]:
    """Language records for codes."""
    return [
        {"id": part_id(owner, "language", code), "name": language_name(code), "code": code}
        for code in codes
    ]


def language_name(code: str) -> str:
    """The language's own name, or the code where it is not known."""
    info: Any = LANG_INFO.get(code, {})
    name = LANGUAGE_NAMES.get(code) or str(info.get("name_local", code))
    return unicodedata.normalize("NFC", name)
