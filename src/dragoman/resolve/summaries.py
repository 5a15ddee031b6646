"""Yields one plain sentence per event, made from its fields: who, what, to whom, where, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange, say_day
from dragoman.core.records import Event, Party

_AUXILIARY = {"planned": "is to", "threatened": "threatened to", "demanded": "was asked to", "denied": "did not", "hypothetical": "could"}
_OF_PERSONS = {"expel", "arrest", "abduct"}
"""Modes of deeds done to persons: where a state stands for them, it is not the state that is expelled."""
_BODIES = {"Ministry", "Parliament", "Office", "Council", "Embassy", "Committee", "Department", "Government", "Army", "Navy", "Senate"}
_OF = {"of", "for", "in", "to", "at"}
_DETERMINERS = {"the", "a", "an", "his", "her", "its", "their", "our", "this", "that", "these", "those", "another", "no", "any", "every"}
_NEGATED = re.compile(r"^((?:No|Nothing|Nobody|None)\b.*?\b(?:was|were|is|are|has|had|did|does)) not\b")
"""`No trace was not found`: what the words deny need not be denied again."""
_TWICE = re.compile(r"\b((?:did|does|do|could|has|have|had) not \w+) no\b")
"""`did not find no trace`."""
_WEEKDAY = re.compile(r",? on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?: (?:morning|evening|night|afternoon))?")
_SPEAKER = re.compile(r",? (?:[A-Z][\w'’.-]* ){1,6}said(?: on \w+day)?$")
"""`… persona non grata, Minister X said on Thursday`: whose word it is stands elsewhere."""
_PASSIVE = {"planned": "is to be", "threatened": "was threatened to be", "demanded": "was to be", "denied": "was not", "hypothetical": "could be"}


class Summariser:
    """Writes summaries; verbs and default phrases come from languages/en/summaries.yaml."""

    def __init__(self, codebook: Codebook) -> None:
        """codebook: for the words."""
        table = codebook.language.table("summaries")
        self.irregular: dict[str, list[str]] = table["irregular"]
        self.phrases: dict[str, list[str]] = table["phrases"]
        self.plural: frozenset[str] = frozenset(table["plural"])
        self.nominal: dict[str, str] = table["nominal"]
        self.articled: frozenset[str] = frozenset(table["articled"])
        self.light: frozenset[str] = frozenset(table["light"])
        self.saying: frozenset[str] = frozenset(table["saying"])
        self.befalling: frozenset[str] = frozenset(table["befalling"])
        self.threatening: frozenset[str] = frozenset(table["threatening"])
        self.gazetteer = codebook.gazetteer

    def with_summary(self, event: Event, lead: Event) -> Event:
        """The event with its `summary` set, worded after the telling that leads (same fields, that telling's parties)."""
        told = replace(lead, modality=event.modality, date=event.date, place=event.place)
        forms = tuple((k, v) for k, v in (("asked", self._asked(told)), ("named", self._named_incident(told))) if v)
        return replace(event, summary=self._sentence(told), values=(*event.values, *forms))

    def _asked(self, event: Event) -> str:
        """The clause turned for a question: `did Norland close the consulate`, `was the consulate closed`."""
        body = _unquoted(" ".join(self._body(event, self._values(event), "planned").split()))
        if match := re.match(r"(.+?) (is|are) to be (.+)", body):
            return f"{'was' if match[2] == 'is' else 'were'} {match[1]} {match[3]}"
        match = re.match(r"(.+?) (?:is|are) to (.+)", body)
        return f"did {match[1]} {match[2]}" if match else ""

    def _named_incident(self, event: Event) -> str:
        """`crash of the plane near Aktau`: an accident as a noun phrase; empty for what is no accident."""
        values = dict(event.values)
        noun = self.nominal.get(values.get("verb", ""))
        if event.type != "INCIDENT" or noun is None or not event.recipients:
            return ""
        where = values.get("rest", "").replace("{r}", "") or (f"in {event.place.name}" if event.place else "")
        return " ".join(f"{noun} of {self._names(event.recipients[:1])} {where}".split())

    def _sentence(self, event: Event) -> str:
        body = self._body(event, self._values(event), _told_modality(event))
        return _finish(body, event, self.gazetteer, self._with_article(event.place.name) if event.place else "")

    def _values(self, event: Event) -> dict[str, str]:
        """Verb, object and rest of the leading telling, or the type's own phrase where these say nothing."""
        values = dict(event.values)
        told = values.get("rest", "") + values.get("object", "")
        bare = "object" not in values or (not values.get("rest") and values["object"] == "{r}")
        empty = values.get("verb") in (self.saying if event.type == "STATEMENT" else self.light) and bare and not values.get("rest")
        threat = event.type == "THREATEN" and "verb" in values and (values["verb"] not in self.threatening or "negated" in values)
        if "verb" not in values or empty or (values.get("verb") in self.light and bare) or (threat and "negated" in values):
            values = self._default(event)
        elif threat:
            values = {**values, "rest": " ".join(filter(None, ("to", values["verb"], values.get("particle"), values.get("object"), values.get("rest"))))}
            values = {k: v for k, v in values.items() if k not in {"object", "particle", "number"}} | {"verb": "threaten"}
        elif "{r}" in told and not event.recipients:
            values = {k: _without_recipients(v) for k, v in values.items()}
        return values

    def _default(self, event: Event) -> dict[str, str]:
        """The type's own phrase; that of its mode or modality, or for parties on one side only that of acting together, where there is one."""
        values = dict(event.values)
        joint = f"{event.type}/joint" if len(event.actors) > 1 and not event.recipients else ""
        keys = (joint, f"{event.type}/{event.mode}", f"{event.type}/{event.modality}", event.type)
        verb, rest = next(self.phrases[k] for k in keys if k in self.phrases)
        rest = rest if event.recipients else _without_recipients(rest)
        if event.type in self.befalling and event.recipients and not event.actors:
            return (
                {"verb": "be", "subject": "r", "rest": "among the casualties"} if event.type == "CASUALTIES" else {"verb": verb, "subject": "r", "rest": rest}
            )
        if event.type == "REQUEST" and event.recipients and not event.actors:
            return {"verb": "ask", "object": "{r}", "rest": "for something"}
        if event.type == "OTHER" and "trigger" in values:
            return {"verb": "take", "rest": "place", "doer": f"{_an(values['trigger'])} of {{a}}" if event.actors else _an(values["trigger"])}
        if rest.startswith("{r}"):
            return {"verb": verb, "object": "{r}", "rest": rest.removeprefix("{r}").strip()}
        return {"verb": verb, "object" if rest.startswith(("a ", "an ")) else "rest": rest}

    def _body(self, event: Event, values: dict[str, str], modality: str) -> str:
        """The clause without place and date: active with a doer, passive without, intransitive where the sufferer is the subject."""
        actors, recipients = self._names(event.actors), self._names(event.recipients)
        actors = values.get("doer", "").replace("{a}", actors or recipients) or actors
        several = self._several(event.actors) if "doer" not in values else "doers" in values
        verb, particle = values["verb"], values.get("particle", "")
        if values.get("object") == "{r}" and event.mode in _OF_PERSONS and event.recipients and self._is_state(event.recipients[0]):
            recipients = f"people of {recipients}"
        thing, rest = (values.get(k, "").replace("{r}", recipients) for k in ("object", "rest"))
        if event.type == "CONSULT" and len(event.actors) > 1:
            return f"{self._names(event.actors)} {self._active('hold', modality, True)} talks"
        if values.get("subject") == "r" and recipients:
            words = self._active(verb, modality, self._several(event.recipients))
            return f"{recipients} {words} {particle} {values.get('object', '').replace('{r}', '')} {rest}"
        if actors:
            return f"{actors} {self._active(verb, modality, several)} {particle} {thing} {rest}"
        subject = thing or recipients
        if not subject:
            return f"{verb} {rest}"
        many = self._several(event.recipients) if values.get("object") == "{r}" or not thing else values.get("number") == "plural"
        return f"{subject} {self._passive(verb, modality, many)} {particle} {rest if thing or '{r}' not in values.get('rest', '') else ''}"

    def _names(self, parties: Sequence[Party]) -> str:
        """`A`, `A and B`, `A, B and C`; nobody twice; a ministry without its state's name gets it."""
        names = list(dict.fromkeys(self._named(p) for p in parties if p.name))[:4]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""

    def _named(self, party: Party) -> str:
        name = self._with_article(party.name or "")
        state = self.gazetteer.state(party.country) if party.country else None
        if state is None or party.sector not in {"GOV", "MIL", "LEG"} or not any(w in _BODIES for w in name.split()):
            return name
        known = {state.name, *state.demonyms}
        return name if any(k in name for k in known) else f"{self._with_article(state.name)}'s {party.name}"

    def _with_article(self, name: str) -> str:
        """`the crew`, `the European Union`: common nouns and names of bodies take one, persons, states and plurals none."""
        words = name.split()
        if words and words[0].lower() in self.plural | _DETERMINERS:
            return name[0].lower() + name[1:]  # small within a sentence; the first word of all is made large at the end
        if not words or words[0][0].isdigit() or words[0].endswith(("'s", "’s")):
            return name
        head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
        common = head.isalpha() and head.islower() and not head.endswith("s")
        body = (len(words) > 1 and (words[-1] in self.articled or (words[-1] in _BODIES and "of" not in words))) or (words[0] in _BODIES and "of" in words)
        behind = next((n for n, word in enumerate(words) if word in _OF and n), 0)
        body = body or (behind > 0 and words[behind - 1] in self.articled | _BODIES)
        return f"the {name}" if common or body else name

    def _is_state(self, party: Party) -> bool:
        state = self.gazetteer.state(party.country) if party.country else None
        return state is not None and state.name == party.name

    def _several(self, parties: Sequence[Party]) -> bool:
        """Is the subject plural: more than one, a number, or a common noun in s."""
        if len({p.name for p in parties}) != 1:
            return len(parties) > 1
        words = (parties[0].name or "").split()
        words = words[1:] if len(words) > 1 and words[0].lower() in _DETERMINERS else words
        return bool(words) and (
            words[0].lower() in self.plural or words[0].isdigit() or words[-1] in self.plural or (words[-1].islower() and words[-1].endswith("s"))
        )

    def _active(self, verb: str, modality: str, many: bool) -> str:
        if modality in _AUXILIARY:
            words = f"{_AUXILIARY[modality]} {verb}"
            return words.replace("is to", "are to", 1).replace("was asked", "were asked", 1) if many else words
        done = "were" if many and verb == "be" else self.past(verb)
        return f"allegedly {done}" if modality == "alleged" else done

    def _passive(self, verb: str, modality: str, many: bool) -> str:
        done = self.participle(verb)
        if modality in _PASSIVE:
            words = f"{_PASSIVE[modality]} {done}"
            return words.replace("was ", "were ", 1).replace("is to", "are to", 1) if many else words
        return f"{'were' if many else 'was'} {'allegedly ' if modality == 'alleged' else ''}{done}"

    def past(self, verb: str) -> str:
        """Past tense of a lemma."""
        return self.irregular[verb][0] if verb in self.irregular else _regular(verb)

    def participle(self, verb: str) -> str:
        """Past participle of a lemma."""
        return self.irregular[verb][1] if verb in self.irregular else _regular(verb)


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    short = len(verb) <= 4 and verb[-1:] in "bdgmnprt" and verb[-2:-1] in "aeiou" and verb[-3:-2] not in "aeiou"
    return verb + verb[-1] + "ed" if short else verb + "ed"


def _an(noun: str) -> str:
    """The noun with its article."""
    return noun if noun[:1].isupper() else f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _without_recipients(words: str) -> str:
    """`a demand of {r}` becomes `a demand` where nobody is named."""
    return re.sub(r"\s*(?:\b(?:to|of|with|against|from|on|in|for|at|about) )?\{r\}.*", "", words)


def _told_modality(event: Event) -> str:
    """A threat or a demand that was made is told as done: the verb says already what it is."""
    if ("absence", "true") in event.values or ("negated", "true") in event.values:
        return "denied"
    if ("negated", "true") in event.values and event.modality in {"done", "alleged"} and event.type != "THREATEN":
        return "denied"
    own = {"THREATEN": "threatened", "REQUEST": "demanded"}
    return "done" if own.get(event.type) == event.modality else event.modality


def _finish(body: str, event: Event, gazetteer: Gazetteer, placed: str) -> str:
    """The body as a sentence. placed: the place as it stands in a sentence, or empty."""
    words = _SPEAKER.sub("", _unquoted(" ".join(body.split())).rstrip(" .,;:-"))
    own = gazetteer.state(event.actors[0].country) if event.actors and event.actors[0].country else None
    words = re.sub(r"\bour country\b", own.name, words) if own else words
    says = _says_that(event)
    if event.place and event.place.name not in words and event.type != "SANCTION" and not says:
        words += f" in {placed}"
    words = _TWICE.sub(r"\1 any", _NEGATED.sub(r"\1", words))
    sentence = _dated(words, event.date, says, event.modality == "planned" and "dated" in dict(event.values)).rstrip(" ,;:-") or event.type.capitalize()
    return sentence[0].upper() + sentence[1:] + "."


def _says_that(event: Event) -> bool:
    """Is what is told said in a clause with `that`?"""
    rest = dict(event.values).get("rest", "")
    return rest.startswith("that ") or (event.type == "STATEMENT" and " that " in rest)


def _dated(words: str, date: DateRange, says: bool, ahead: bool) -> str:
    """The date at the end; before the words said, where it is the saying that is dated. A weekday or a day without its year gives way to it.

    ahead: is it the day on which a plan was told?
    """
    when = say_date(date)
    if not when or when.split(" ", 1)[-1] in words:
        return words
    if ahead:
        return f"{words}, it was said {when}"
    if date.start == date.end and date.start and len(date.start) == 10:
        words = _WEEKDAY.sub("", words)
        day = " ".join(when.split()[1:3])
        if re.search(rf"\b{day}\b(?! \d{{4}})", words) and not says:
            return re.sub(rf"\b{day}\b(?! \d{{4}})", " ".join(when.split()[1:]), words, count=1)
    head, that, said = words.partition(" that ")
    return f"{head} {when}{that}{said}" if says and that else f"{words} {when}"


def _unquoted(words: str) -> str:
    """Without quotation marks: a summary is not a quote, and half of a pair may have been cut off."""
    return re.sub(r"[“”„«»\"]|(?<![\w])['‘’]|['‘’](?![\w])", "", words)


def say_date(date: DateRange) -> str:
    """`on 6 February 2025`, `in July 2022`, `in 2008`, `between … and …`, `on … or later`, `by …`; empty where unknown."""
    if not date.known:
        return ""
    if date.start == date.end and date.start:
        return f"{'on' if len(date.start) == 10 else 'in'} {say_day(date.start)}"
    if date.start and date.end:
        return f"between {say_day(date.start)} and {say_day(date.end)}"
    if date.start:
        return f"{'on' if len(date.start) == 10 else 'in'} {say_day(date.start)} or later"
    return f"by {say_day(date.end or '')}"
