"""Yields candidates for entity mentions from the names of a document, with kinds that the words around them set right."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.codebook.skeleton import fold
from dragoman.core.documents import Annotated, Name
from dragoman.extract.rules.bylines import credit_names
from dragoman.extract.rules.candidates import Candidate, TokenIndex, is_subject
from dragoman.extract.rules.nouns import Lexicon

_CLASSED = frozenset({"organisation", "craft", "document", "law", "facility"})


def name_candidates(annotated: Annotated, tokens: TokenIndex, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Candidate]:
    """One per name that lies on tokens, and those of picture credits. A proposed name that is only a described thing is left out."""
    found = []
    taken = sorted((n.start, n.end) for n in annotated.names)
    reached = list(accumulate((end for _, end in taken), max, initial=0))
    new = [n for n in credit_names(annotated.document, gazetteer) if reached[bisect_left(taken, (n.end, 0))] <= n.start]
    for name in [*annotated.names, *new]:
        head = tokens.head(name.start, name.end)
        if head is None or _only_described(annotated, name, head, tokens, lexicon, gazetteer):
            continue
        found.append(_of_name(annotated, _of_its_state(annotated, _with_class(annotated, name, tokens, lexicon), head, lexicon), head, lexicon))
    return found


def _of_its_state(annotated: Annotated, name: Name, head: int, lexicon: Lexicon) -> Name:
    """`Norland's Security Council` is not the listed body of the world that bears such a name."""
    if not name.key or name.kind != "organisation" or name.text.split()[-1].lower() not in lexicon.words("generic_bodies"):
        return name
    before = (t for t in annotated.children(head) if t.end <= name.start and t.dep in {"poss", "amod", "compound", "nmod"})
    states = [n for t in before for n in annotated.names_over(t) if n.kind == "state" and n.country and n.country != name.country]
    return replace(name, key=None, country=states[0].country, sector=None) if states else name


def _of_name(annotated: Annotated, name: Name, head: int, lexicon: Lexicon) -> Candidate:
    token = annotated.tokens[head]
    plural = name.kind == "group" or (name.form == "demonym" and lexicon.is_plural(token))
    return Candidate(
        name.start, name.end, name.text, name.kind, name.form, head, token.sentence, "pl" if plural else "sg", name.key, name.country, name.sector,
        gender=_gender(name, lexicon) if name.kind == "person" else "n", definite="def", subject=is_subject(annotated, token),
    )  # fmt: skip


def _gender(name: Name, lexicon: Lexicon) -> str | None:
    """By the given name, else by the ending of a Slavic or Icelandic surname; None where neither tells."""
    words = fold(name.text).split() or [""]
    for gender, given in (("f", "feminine_given"), ("m", "masculine_given")):
        if words[0] in lexicon.words(given):
            return gender
    for gender, endings in (("f", "feminine_endings"), ("m", "masculine_endings")):
        if any(words[-1].endswith(e) and len(words[-1]) > len(e) + 2 for e in lexicon.words(endings)):
            return gender
    return None


def _only_described(annotated: Annotated, name: Name, head: int, tokens: TokenIndex, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """`Norlandic air defence systems`, proposed as a name: no word but the demonym has a capital, and the head is a noun of ours."""
    if name.made_by == "gazetteer" or name.key or lexicon.noun(annotated, annotated.tokens[head]) is None:
        return False
    words = [t.text for t in tokens.within(name.start, name.end)]
    capital = [w for w in words if w[:1].isupper()]
    demonyms = all(any(e.form == "demonym" for e in gazetteer.lookup(w)) for w in capital)
    return not words[-1][:1].isupper() and len(capital) < len(words) and demonyms


def _with_class(annotated: Annotated, name: Name, tokens: TokenIndex, lexicon: Lexicon) -> Name:
    """`the agency X`: a proposed name is of the kind that the noun right before it tells."""
    inside = tokens.within(name.start, name.end)
    if name.made_by == "gazetteer" or name.key or not inside or inside[0].i == 0:
        return name
    before = annotated.tokens[inside[0].i - 1]
    noun = lexicon.noun(annotated, before) if before.text.islower() and before.sentence == inside[0].sentence else None
    if noun is None or noun[1].kind not in _CLASSED or lexicon.is_plural(before) or before.tag == "POS":
        return name
    return replace(name, kind=noun[1].kind, sector=name.sector or noun[1].sector)
