"""How many syllables an English word has.

Vowel letters in a row are one syllable, as a rule; the patterns below are what that rule gets
wrong, and ``_KNOWN`` what the patterns get wrong. Tests compare with a pronouncing dictionary.
"""

from __future__ import annotations

import re
from functools import cache

_VOWELS = re.compile(r"[aeiouy]+")

# A written e that is not heard.
_SILENT = re.compile(
    r"""
      (?<=[^aeiouy])e$ (?<![^aeiouylr]le) (?<![^aeiouy]re)           # home; not table, litre
    | (?<=[aeiouy][gq]u)e$                                           # league
    | (?<=[^aeiouycgsxzlhr])es$ | (?<=[aeiouylr][lr])es$ | (?<=[^cs]h)es$   # homes; not boxes
    | (?<=[^aeioudtlr])ed$ | (?<=[aeiouylr][lr])ed$                  # helped; not needed, hundred
    | (?<=..[^aeiouy])e(?<![^aeiouylr]le) (?=(?:ly|ty|less|ness|ful|fully|ment|ments|some|thing
        |where|fore|times?|body|man|line|lines|work|house|side|aches?|bleeds?|giver|givers)$)
    """,
    re.VERBOSE,
)

# Vowels side by side that are two syllables, and endings with a vowel that is not written.
_APART = re.compile(
    r"""
      i(?=a[^lnrg]|a$|os?$|u[ms]) | (?<![tscg])i(?=a[lnr])           # dial, radio, serious
    | (?<![tscgxn])i(?=o.) | ni(?=o[^nu])                            # biology; not nation, onion
    | i(?=et) | (?<![tsc])i(?=en[ct]) | (?<=..)i(?=ers?$|est$)       # diet, client, easier
    | e(?=o[^unp]|on$|os|u[ms]$|ing|a$) | (?<=cr|us)e(?=at(?!ure)) | (?<=^r)e(?=a(?:ct|pp|ss))
    | (?<![gq])u(?=a[^r]|ar[iy]|ou|it[yi]|i[ns]|ids?$|e[nlt]|ing|o[su]|a$) | (?<=s)u(?=ici)
    | o(?=ing|e[mt][^s]|a[sx]i|ic(?!e)|e[vn]e)                       # doing, poem, whoever
    | y(?=ing) | (?<=[aeou])y(?=e[rn]|a[ln]|or) | (?<=[^aeiou])y(?=[aeou]) | (?<=be)y(?=o)
    | s(?=ms?$) | th(?=ms?$) | (?<=[sdt])n(?='t$)                    # spasm, didn't
    """,
    re.VERBOSE,
)

_HISSES = re.compile(r"(?:[sxz]|[cs]h|[cgsxz]e)$")

_KNOWN = {
    word: count
    for count, words in (
        (1, "eye eyes one ones shoes toes goes does months ache aches"),
        (2, "breastfed every evening something sometimes people liquid lion science tired"),
        (3, "area areas everyday everything everyone everybody everywhere another pancreas idea"),
        (4, "diabetes european millilitre millilitres reassurance"),
    )
    for word in words.split()
}


@cache
def syllables(word: str) -> int:
    """At least 1; of figures and abbreviations, 1."""
    word = word.lower().replace("’", "'")
    if word in _KNOWN:
        return _KNOWN[word]
    if word.endswith("'s"):
        owner = word.removesuffix("'s")
        return syllables(owner) + bool(_HISSES.search(owner))
    if "-" in word:
        return sum(syllables(part) for part in word.split("-"))
    count = len(_VOWELS.findall(word)) - len(_SILENT.findall(word)) + len(_APART.findall(word))
    return max(count, 1)
