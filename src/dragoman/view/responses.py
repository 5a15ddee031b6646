"""Yields the page of a chain: the acts of a pair numbered in order, who answered what, after how many days, on which words."""

from __future__ import annotations

from dragoman.core.dates import DateRange
from dragoman.core.documents import Evidence
from dragoman.view.chain import Chain, ChainAct, ChainLink
from dragoman.view.counting import count, number
from dragoman.view.days import say_range
from dragoman.view.markdown import cut
from dragoman.view.page import Bullets, Item, Line, Page, Paragraph, Section, Table, emph, join, plain, sections
from dragoman.view.quoting import Quoter
from dragoman.view.selection import Selection
from dragoman.view.sentences import undated_sentence
from dragoman.view.timeline import KEY, MARKS
from dragoman.view.whose_word import say_chain

MOST_ACTS = 150
MOST_CLAIMS = 8
LONGEST_WORDS = 90
"""Characters shown of the words that tie two acts; the quote has them all."""
HEADS = ("no.", "when", "who", "what", "answers")
READING = (
    "“Answers”: a report ties the two acts in the words quoted. “Followed”: no report does; a blow came within ten days of one from the other side, which may "
    "be chance."
)


def chain_page(chain: Chain, selection: Selection) -> Page:
    """The chain to read."""
    title = f"{chain.a} – {chain.b}"
    if not chain.acts:
        words = f"The record dates no act between {chain.a} and {chain.b}; widen --since, --until or --about, or add reports."
        return Page(title, (), (Section("Who answered whom", (Paragraph(plain(words)),)),), ())
    quoter = Quoter(selection.letters)
    linked = {n for act in chain.acts if act.links for n in (act.n, *(link.to for link in act.links))}
    shown = chain.acts if len(chain.acts) <= MOST_ACTS else [a for a in chain.acts if a.n in linked][:MOST_ACTS]
    table = Table(HEADS, tuple(_row(act, selection, quoter) for act in shown))
    left = len(chain.acts) - len(shown)
    more = f" {count(left, 'more act')} not shown; the timeline has them." if left else ""
    if chain.undated:
        more += f" {count(chain.undated, 'act')} between the two that no report dates {'is' if chain.undated == 1 else 'are'} in the timeline alone."
    found = sections(
        Section("Who answered whom", (table, Paragraph(plain(f"{READING}{more}")), Paragraph(emph(f"{KEY}.")))),
        _disputed(chain, selection, quoter),
        _claims(chain, selection, quoter),
    )
    return Page(title, plain(_figures(chain)), found, quoter.quotes())


def _figures(chain: Chain) -> str:
    """`12 acts · 3 told as answers, 4 that only followed · accounts differ on who began once`."""
    stated = sum(any(link.basis == "stated" for link in act.links) for act in chain.acts)
    followed = sum(bool(act.links) and all(link.basis == "lag" for link in act.links) for act in chain.acts)
    parts = [count(len(chain.acts), "act"), f"{stated or 'none'} told as {'answers' if stated != 1 else 'an answer'}, {followed or 'none'} that only followed"]
    if chain.disputes:
        parts.append(f"accounts differ on who began {'once' if len(chain.disputes) == 1 else f'in {number(len(chain.disputes))} cases'}")
    return " · ".join(parts)


def _row(act: ChainAct, selection: Selection, quoter: Quoter) -> tuple[Line, ...]:
    event = selection.record.event[act.event]
    mark = MARKS.get(act.modality)
    what = join([plain(mark or ""), plain(undated_sentence(event))], ": ")
    date = DateRange(act.start, act.end)
    when = say_range(date, short=True) if date.known else "undated"
    cited = quoter.cite_event(event)
    answers = join([_link(link, act, quoter) for link in act.links], "; ")
    return plain(str(act.n)), plain(when), plain(_who(act, selection)), (*what, *cited), answers


def _who(act: ChainAct, selection: Selection) -> str:
    """`Norland → Estavia`: the two by name, others as the record has them."""
    names = {subject.code: subject.name for subject in (selection.a, selection.b) if subject is not None and subject.code}
    doing, struck = (", ".join(names.get(key, key) for key in side) for side in (act.actors, act.recipients))
    return f"{doing or '?'} → {struck}" if struck else doing


def _link(link: ChainLink, act: ChainAct, quoter: Quoter) -> Line:
    """`answers 3, one day later: “in response to the closure” [7]`; `followed 3, 2 days later`."""
    lag = "" if link.lag_days is None else ", the same day" if link.lag_days == 0 else f", {count(link.lag_days, 'day')} later"
    if link.basis != "stated":
        return emph(f"followed {link.to}{lag} (order in time only)")
    said = f": “{_words(link)}”" if link.words else ""
    disputed = f"⇄ disputed: answers {link.to}" if link.disputed else f"answers {link.to}"
    return (*plain(f"{disputed}{lag}{said}"), *_cite(link, quoter))


def _words(link: ChainLink) -> str:
    """The fullest of the words that state it: headlines cut them short."""
    return cut(max(link.words, key=lambda w: (min(len(w[3]), LONGEST_WORDS), w[3]))[3], LONGEST_WORDS)


def _cite(link: ChainLink, quoter: Quoter) -> Line:
    return quoter.cite([Evidence(doc, start, end, text) for doc, start, end, text in link.words])


def _disputed(chain: Chain, selection: Selection, quoter: Quoter) -> Section | None:
    """Both orders of each pair of acts that accounts tie both ways; neither is preferred."""
    by_number = {act.n: act for act in chain.acts}
    items = []
    for low, high in chain.disputes:
        lines = []
        for first, second in ((low, high), (high, low)):
            link = next((x for x in by_number[second].links if x.to == first and x.basis == "stated"), None)
            if link is not None:
                told = ", ".join(sorted({selection.letters[w[0]] for w in link.words if w[0] in selection.letters}))
                words = f"“{_words(link)}”" if link.words else ""
                lines.append((*plain(f"{second} answered {first} ({told}): {words}"), *_cite(link, quoter)))
        items.append(Item(plain(f"{low} and {high}: accounts differ on which came first."), tuple(lines)))
    return Section("Who began is disputed", (Bullets(tuple(items)),)) if items else None


def _claims(chain: Chain, selection: Selection, quoter: Quoter) -> Section | None:
    """What is said of who began, with on whose word."""
    items = []
    for key in chain.claims[:MOST_CLAIMS]:
        claim = selection.record.claim[key]
        told = [m for m in claim.mentions if m.doc in selection.letters]
        voices = "; ".join(dict.fromkeys(say_chain(m.chain, selection.letters[m.doc]) for m in told[:3]))
        denied = "denied: " if told and told[0].polarity == "denied" else ""
        quotes = quoter.cite([m.content[0] for m in told if m.content])
        items.append(Item((*plain(f"{denied}“{cut(claim.proposition, 200)}” ({voices})"), *quotes)))
    return Section("Said of who began", (Bullets(tuple(items)),)) if items else None
