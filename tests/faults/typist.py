"""Types into the real window until it is ended from outside: ``python -m tests.faults.typist HOME HOW SEED``.

The whole program runs offscreen on the desk ``HOME/desk``; numbered words go in as key presses, in bursts with rests.
Writes a line to the standard output for each word ("typed N"), and "saved N" when the program said that every word is
on the disk. HOW is "typing", or what stands after some words when "ready" is said: "dialog", "log-out" or "idle".
"""

import os
import random
import sys
import time
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.app import Program
from ui.saving import SaveState

LONGEST_BURST, LONGEST_REST = 80, 2.0


def word(number: int) -> str:
    return f"word{number} "


class Typist(QObject):
    """Presses keys from the event loop, as a person would, and tells what became of it."""

    def __init__(self, program: Program, *, how: str, seed: int) -> None:
        super().__init__()
        self._program = program
        self._how = how
        self._random = random.Random(seed)
        self._typed = 0
        # Every third person never rests.
        self._left = self._random.randint(1, LONGEST_BURST) if seed % 3 else 1 << 30
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        program.window.first_painted.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def _begin(self) -> None:
        self._program.saving.state_changed.connect(self._heard)
        self._timer.start(0)

    def _go_on(self) -> None:
        editor = self._program.window.page.editor
        self._typed += 1
        QTest.keyClicks(editor, word(self._typed), Qt.KeyboardModifier.NoModifier, 0)
        tell(f"typed {self._typed} {time.monotonic()}")
        if self._how != "typing":
            if self._typed == 40:
                self._stop_typing()
                return
            self._timer.start(1)
            return
        self._left -= 1
        if self._left:
            self._timer.start(self._random.randint(1, 30))
        else:
            self._left = self._random.randint(1, LONGEST_BURST)
            self._timer.start(int(1000 * self._random.uniform(0.2, LONGEST_REST)))

    def _stop_typing(self) -> None:
        if self._program.desk is None:
            self._timer.singleShot(20, self._stop_typing)
            return
        if self._how == "dialog":
            QTimer.singleShot(0, lambda: tell("ready"))
            QMessageBox(QMessageBox.Icon.Question, "A question", "Nobody answers.", parent=self._program.window).exec()
        elif self._how == "log-out":
            self._program.leaving.save_for_log_out()
            tell("ready")
        else:
            tell("ready")

    def _heard(self, state: SaveState) -> None:
        if state.kind == "saved":
            tell(f"saved {self._typed} {time.monotonic()}")


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main(home: Path, how: str, seed: int) -> NoReturn:
    os.environ["NEWSROOM_HOME"] = str(home)
    application = QApplication(["newsroom"])
    program = Program(application)
    typist = Typist(program, how=how, seed=seed)
    program.show()
    code = application.exec()
    program.end()
    del typist
    # As the program itself ends.
    os._exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
