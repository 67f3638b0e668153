"""Whether a language tag names a language and region that there are."""

from __future__ import annotations

import re

from leaflet.model.markup import LANGUAGE_TAG
from leaflet.reader.document import Document
from leaflet.reader.problems import Problems


def _codes(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# ISO 639-1. Languages with three letters are taken as they are: there are thousands.
_LANGUAGES = _codes(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da "
    "de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy "
    "hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg "
    "li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or "
    "os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)

# ISO 3166-1, and XK, by which Kosovo goes.
_REGIONS = _codes(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW"
)

_OFTEN_MISTAKEN = {"UK": "GB", "EN": "GB", "UAE": "AE"}
"""What people write for a region, and its code."""


def complaint(tag: str) -> tuple[str, str] | None:
    """What is wrong with a tag of the right form, and what to do; ``None`` if nothing is."""
    language, *rest = tag.split("-")
    if len(language) == 2 and language not in _LANGUAGES:
        return f'there is no language "{language}"', "use a code of ISO 639, like en, es, ar"
    for part in rest:
        if len(part) == 2 and part not in _REGIONS:
            meant = _OFTEN_MISTAKEN.get(part)
            hint = (
                f"write {tag[: -len(part)]}{meant}"
                if meant
                else "use a code of ISO 3166, like GB, US, AE"
            )
            return f'there is no region "{part}"', hint
    return None


def check_languages(document: Document, problems: Problems) -> None:
    """Every ``lang:`` and ``locale:`` names a language; a locale names a region, too."""
    for path, value in document.walk():
        if not path or path[-1] not in ("lang", "locale") or not isinstance(value, str):
            continue
        if not re.fullmatch(LANGUAGE_TAG, value) or document.is_faulty(path):
            continue  # told with the model's complaints
        found = complaint(value)
        if not found and path[-1] == "locale" and not re.search(r"-([A-Z]{2}|\d{3})$", value):
            found = (
                f'"{value}" has no region',
                "the region decides phone numbers and paper: write en-GB or en-US, not en",
            )
        if found:
            problems.add(document.value_at(path), f"{document.name(path)}: {found[0]}", found[1])
