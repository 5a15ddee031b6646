"""Yields the plug-ins of a package: the `PLUGIN` of each of its modules, and the installed entry points of the group of that name."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from typing import Any

from dragoman.core.errors import DragomanError


def discover(package: str) -> dict[str, Any]:
    """{plug-in's name: plug-in} in order of name; package: dotted name, also the entry-point group (`dragoman.ingest`).

    A module without `PLUGIN` is no plug-in; private modules (`_x`) are not looked into. DragomanError where two plug-ins
    share a name or one cannot be imported: a plug-in that is silently missing would change what a run reads.
    """
    found: dict[str, Any] = {}
    folder = importlib.import_module(package)
    for module in sorted(info.name for info in pkgutil.iter_modules(folder.__path__)):
        if not module.startswith("_"):
            plugin = getattr(importlib.import_module(f"{package}.{module}"), "PLUGIN", None)
            _add(found, plugin, f"{package}.{module}")
    for entry in sorted(entry_points(group=package), key=lambda e: (e.name, e.value)):
        try:
            plugin = entry.load()
        except Exception as error:  # a third party's module may raise anything
            raise DragomanError(f"the plug-in {entry.value!r} of {package} cannot be loaded: {error}") from error
        _add(found, plugin, entry.value)
    return dict(sorted(found.items()))


def _add(found: dict[str, Any], plugin: Any, where: str) -> None:
    if plugin is None:
        return
    if plugin.name in found:
        raise DragomanError(f"two plug-ins are named {plugin.name!r}; the second is {where}: uninstall or rename one")
    found[plugin.name] = plugin
