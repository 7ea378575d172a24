"""Words that label people instead of inviting them, and what to say instead. Nothing public may hold one.

A word is avoided by its stem: inflected, and inside a compound ("eenzaamheidsaanpak") it is the same word.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word to avoid. stems: letters by which it is known, several with `|`; better: what to say instead.

    inside: also known in the middle of a word; otherwise only where a word begins with it.
    """

    word: str
    stems: str
    better: str
    inside: bool = True


AVOIDED: dict[str, tuple[Avoided, ...]] = {
    "nl": (
        Avoided("eenzaam", "eenzam|eenzaam", "zeg wat er te doen is, of: meer mensen om u heen"),
        Avoided("isolement", "isolement|geïsoleerd|geisoleerd", "weinig mensen om u heen"),
        Avoided("kwetsbaar", "kwetsba", "noem wat er speelt: slecht ter been, net verhuisd"),
        Avoided("hulpbehoevend", "hulpbehoe", "wie hulp kan gebruiken"),
        Avoided("doelgroep", "doelgroep", "zeg voor wie: voor ouders, voor wie graag wandelt"),
        Avoided("bejaard", "bejaard", "ouder, of de leeftijd: 75 en ouder"),
        Avoided("oudjes", "oudje", "ouder, of de leeftijd: 75 en ouder", inside=False),
        Avoided("zielig", "zielig", "laat het weg"),
        Avoided("probleemgeval", "probleemgeval|probleemgezin", "laat het weg"),
        Avoided("zorgmijder", "zorgmijd", "wie liever geen hulp vraagt"),
        Avoided("laaggeletterd", "laaggeletterd", "wie lezen en schrijven lastig vindt"),
        Avoided("achterstandswijk", "achterstandswijk|probleemwijk", "noem de wijk bij naam"),
        Avoided("allochtoon", "allochto", "noem de taal, of laat het weg"),
    ),
    "en": (
        Avoided("lonely", "lonel|lonesome", "say what there is to do, or: more people around you"),
        Avoided("isolated", "isolated|social isolation", "few people around you", inside=False),
        Avoided("vulnerable", "vulnerab", "name what it is: walking is hard, just moved"),
        Avoided("target group", "target group|target audience", "say for whom: for parents"),
        Avoided("elderly", "elderly", "older people, or the age: 75 and over", inside=False),
        Avoided("needy", "needy", "people who can use a hand", inside=False),
        Avoided("pitiful", "pitiful|pathetic", "leave it out"),
        Avoided("illiterate", "illitera", "people who find reading hard"),
    ),
}
