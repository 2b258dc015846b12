"""Set-up that every test shares: Qt without a screen, noise that fails, repeatable random examples."""

import os
import sys

# Before any Qt import: Qt aborts the interpreter when it finds no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WITHOUT_QT = os.environ.get("BEMANNINGSPLAN_TEST_WITHOUT_QT") == "1"
QT_PACKAGES = ("PySide6", "shiboken6", "pyqtgraph")


class _QtBlocker:
    """Makes Qt look as if it were not installed, so that tests/core and tests/io prove they need none."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in QT_PACKAGES:
            message = f"No module named {name!r} (blocked: the tests run without Qt)"
            raise ModuleNotFoundError(message, name=name)


if WITHOUT_QT:
    loaded = [name for name in sys.modules if name.partition(".")[0] in QT_PACKAGES]
    if loaded:
        raise RuntimeError(f"Qt was imported before the tests could block it: {', '.join(loaded[:3])}")
    sys.meta_path.insert(0, _QtBlocker())
