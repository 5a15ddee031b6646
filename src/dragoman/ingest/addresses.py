"""Yields the days in the path of an address or a file name, and which way round its outlet's country writes dates."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from dragoman.ingest.days import LAST_YEAR
from dragoman.ingest.months import load_calendar
from dragoman.ingest.words import load_words

EARLIEST = 1990
"""No page is older than the web."""
_IN_PATH = re.compile(
    r"(?<=/)(?P<y1>\d{4})[/-](?P<m1>\d{1,2})[/-](?P<d1>\d{1,2})(?=[/_.?-]|$)"
    r"|(?<=/)(?P<y2>\d{4})(?P<m2>\d{2})(?P<d2>\d{2})(?=[/_.?-]|$)"
    r"|(?<=/)(?P<y3>\d{4})/(?P<m3>\d{2})(?P<d3>\d{2})(?=[/_.?-]|$)"
    r"|(?<=/)(?P<y4>\d{4})-?(?P<m4>\d{2})/(?P<d4>\d{1,2})(?=[/_.?-]|$)"
    r"|(?<=/)(?P<y5>\d{4})/(?P<m5>[a-z]{3,9})/(?P<d5>\d{1,2})(?=[/_.?-]|$)"
    r"|(?<=[/_-])t?(?P<y6>\d{4})[_-](?P<m6>\d{2})[_-](?P<d6>\d{2})(?=[/_.?-]|$)"
    r"|(?<=[_-])(?P<y7>\d{4})(?P<m7>\d{2})(?P<d7>\d{2})(?=[/_.?-]|$)"
    r"|(?<=/t)(?P<y8>\d{4})(?P<m8>\d{2})(?P<d8>\d{2})(?=_)"
    r"|(?<=[?&]date=)(?P<y9>\d{4})-(?P<m9>\d{2})-(?P<d9>\d{2})(?=&|$)"
)


def path_days(path: str) -> list[dt.date]:
    """Dates in an address or a file's path: /2025/02/12/, /2025-02-12-, /20250212/, /2025/feb/12/, -20250212.; impossible ones are left out."""
    days = []
    for match in _IN_PATH.finditer(path[:4000]):
        year, month, day = (part for part in match.groups() if part)
        number = int(month) if month.isdigit() else load_words().months.get(month.capitalize(), 0)
        try:
            found = dt.date(int(year), number, int(day))
        except ValueError:
            continue
        if EARLIEST <= found.year <= LAST_YEAR:
            days.append(found)
    return days


def date_order(address: str | None, lang: str | None) -> str | None:
    """How dates in numbers are written where an address ends in a country's letters, else in the language: DMY or MDY; None where that is open."""
    calendar = load_calendar()
    ending = (host_of(address or "") or "").rpartition(".")[2]
    if ending in calendar.month_first_domains:
        return "MDY"
    if len(ending) == 2 and ending not in calendar.worldwide_domains:
        return "DMY"
    if lang and lang != "en":
        return "MDY" if lang in calendar.month_first_languages else "DMY"
    return None


def host_of(address: str) -> str | None:
    """The host of an address in lower case, without a port; None where it is no address of the web."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
    return host.rstrip(".") if host else None
