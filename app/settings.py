"""What the program remembers between sessions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT_MAX = 8


class Settings:
    """An ini file in the state folder; in tests, any other file.

    ``folder`` is where it stands: the program's other files are there too.

    A key is ``group/name``. A value that cannot be read as the wanted type gives the default: a
    damaged settings file never stops the program.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        self.folder = path.parent

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: float) -> float:
        try:
            return float(self.text(key, str(default)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool = False) -> bool:
        return self.text(key, "ja" if default else "nei") == "ja"

    def blob(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_text(self, key: str, value: str) -> None:
        self._store.setValue(key, value)

    def set_number(self, key: str, value: float) -> None:
        self._store.setValue(key, repr(value))

    def set_flag(self, key: str, value: bool) -> None:
        self._store.setValue(key, "ja" if value else "nei")

    def set_blob(self, key: str, value: QByteArray) -> None:
        self._store.setValue(key, value)

    def recent_files(self) -> list[Path]:
        """The files last opened or saved, newest first."""
        size = self._store.beginReadArray("siste_filer")
        found = []
        for index in range(min(size, RECENT_MAX)):
            self._store.setArrayIndex(index)
            value = self._store.value("sti")
            if isinstance(value, str) and value:
                found.append(Path(value))
        self._store.endArray()
        return found

    def add_recent_file(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        path = path.absolute()
        self._write_recent([path, *(p for p in self.recent_files() if p != path)][:RECENT_MAX])

    def forget_recent_file(self, path: Path) -> None:
        """Take away a file that is no longer there."""
        self._write_recent([p for p in self.recent_files() if p != path.absolute()])

    def _write_recent(self, paths: list[Path]) -> None:
        self._store.remove("siste_filer")
        self._store.beginWriteArray("siste_filer", len(paths))
        for index, path in enumerate(paths):
            self._store.setArrayIndex(index)
            self._store.setValue("sti", str(path))
        self._store.endArray()

    def sync(self) -> None:
        """Write to disk now."""
        self._store.sync()
