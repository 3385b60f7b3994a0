"""The three themes: what can be read on what, how they are kept, and that a change of theme restyles what is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ui.theme import SETTINGS, Look, Theme, chosen_theme, palette_of, read_theme, text_font
from ui.widgets.level_mark import LEVELS

NAMES = SETTINGS[1:]
GROUNDS = ("window", "base", "raised", "hover", "chosen", "chosen_away")
WORDS = ("text", "quiet", "disabled", "link", "accent", "stop", "warning", "ask", "tell", "good", "proposal")
PASSAGES = ("selection", "selection_away", "flash", "found", "pasted", "added", "removed")
MARKS = ("focus", "icon", "misspelt", "edge", *(f"level_{level}" for level in LEVELS))
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest, tmp_path: Path) -> Theme:
    return read_theme(request.param, cache_folder=tmp_path)


def luminance(colour: QColor) -> float:
    """The relative luminance of WCAG 2."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, first: str, second: str) -> float:
    lighter, darker = sorted((luminance(theme.colour(first)), luminance(theme.colour(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme: Theme, roles: tuple[str, ...], grounds: tuple[str, ...], least: float) -> dict[str, float]:
    measured = {f"{role} on {ground}": contrast(theme, role, ground) for role in roles for ground in grounds}
    return {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least}


def test_contrast_is_measured_as_wcag_does() -> None:
    theme = Theme("sample", "light", {"black": "#000000", "white": "#FFFFFF", "grey": "#767676"})
    assert contrast(theme, "black", "white") == pytest.approx(21.0)
    assert contrast(theme, "grey", "white") == pytest.approx(4.54, abs=0.01)


def test_all_words_can_be_read_on_every_ground_even_quiet_and_disabled_ones(theme: Theme) -> None:
    assert not too_weak(theme, WORDS, GROUNDS, 4.5)
    assert not too_weak(theme, ("on_accent",), ("accent",), 4.5)


def test_the_story_can_be_read_where_its_words_are_marked(theme: Theme) -> None:
    assert not too_weak(theme, ("text",), PASSAGES, 4.5)


def test_marks_and_focus_rings_are_seen_on_every_ground(theme: Theme) -> None:
    assert not too_weak(theme, MARKS, GROUNDS, 3.0)


def test_high_contrast_words_reach_seven_to_one_and_every_frame_is_seen(tmp_path: Path) -> None:
    theme = read_theme("high_contrast", cache_folder=tmp_path)
    assert not too_weak(theme, ("text", "quiet", "disabled"), GROUNDS, 7.0)
    assert not too_weak(theme, ("frame", "line", "thumb"), ("window", "base", "raised"), 3.0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("light", "#828488 #653F08 #653F08 #0A85FC #1D4E47 #A71C91 #F34D3E"),
        ("dark", "#DBDFF0 #F6C356 #F6C356 #507C9D #4CBEA6 #FD64FC #CD4C49"),
    ],
)
def test_levels_have_the_hues_that_colour_blind_eyes_tell_apart(name: str, expected: str, tmp_path: Path) -> None:
    theme = read_theme(name, cache_folder=tmp_path)
    assert [theme.colour(f"level_{level}").name().upper() for level in LEVELS[:-1]] == expected.split()


def test_every_theme_names_the_same_roles(tmp_path: Path) -> None:
    roles = {name: set(read_theme(name, cache_folder=tmp_path).colours) for name in NAMES}
    assert roles["light"] == roles["dark"] == roles["high_contrast"]


def test_a_kept_theme_is_used_while_its_file_is_unchanged(tmp_path: Path) -> None:
    read_theme("light", cache_folder=tmp_path)
    kept = tmp_path / "theme-light.json"
    content = json.loads(kept.read_text(encoding="utf-8"))
    content["colours"]["text"] = "#123456"
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert read_theme("light", cache_folder=tmp_path).colour("text") == QColor("#123456")
    content["stamp"][0] += 1
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert read_theme("light", cache_folder=tmp_path).colour("text") == QColor("#1B1D21")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"stamp": []}'])
def test_a_damaged_kept_theme_is_made_anew(damage: str, tmp_path: Path) -> None:
    fresh = read_theme("dark", cache_folder=tmp_path)
    (tmp_path / "theme-dark.json").write_text(damage, encoding="utf-8")
    assert read_theme("dark", cache_folder=tmp_path).colours == fresh.colours


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert read_theme("dark", cache_folder=tmp_path / "file" / "below").scheme == "dark"


def test_a_theme_nobody_made_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="There is no theme 'sepia'"):
        read_theme("sepia", cache_folder=tmp_path)


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_arrow_in_pixels_is_the_one_that_is_drawn(scheme: str, times: int, qapp: QApplication) -> None:
    folder = ROOT / "resources" / "themes" / scheme
    in_pixels = QImage(str(folder / ("arrow.png" if times == 1 else f"arrow@{times}x.png")))
    drawn = QIcon(str(folder / "down.svg")).pixmap(QSize(12, 12), float(times)).toImage()
    assert in_pixels.size() == drawn.size() == QSize(12, 12) * times
    for x in range(drawn.width()):
        for y in range(drawn.height()):
            one, other = in_pixels.pixelColor(x, y), drawn.pixelColor(x, y)
            assert abs(one.alpha() - other.alpha()) < 16
            assert one.alpha() < 64 or abs(one.lightness() - other.lightness()) < 16


def test_a_second_start_needs_neither_yaml_nor_settings_nor_svg(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from ui.theme import Look; from ui.icons import Icons;"
        f"icons = Icons(look=Look(app, cache_folder=Path({str(tmp_path)!r}), setting='dark'));"
        "icons.icon('cite').pixmap(20, 20);"
        "late = {'yaml', 'newsroom.settings', 'PySide6.QtSvg'} & set(sys.modules); sys.exit(', '.join(late) or 0)"
    )
    read_theme("dark", cache_folder=tmp_path)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


def test_the_system_is_followed_and_light_is_taken_where_it_tells_nothing(qapp: QApplication) -> None:
    assert chosen_theme("system", qapp) == "light"
    assert chosen_theme("high_contrast", qapp) == "high_contrast"


def test_another_theme_restyles_what_is_on_the_screen_and_tells_who_paints(look: Look, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(look.changed) as told:
        look.use("dark")
    assert told.args is not None and told.args[0].name == "dark"
    assert look.setting == "dark"
    assert field.palette().color(QPalette.ColorRole.Text) == look.colour("text")
    assert field.grab().toImage().pixelColor(field.width() // 2, field.height() // 2) == look.colour("base")


def test_links_in_labels_take_the_colour_of_the_new_theme(look: Look, qtbot: QtBot) -> None:
    label = QLabel('<a href="page">████████████</a>')
    qtbot.addWidget(label)
    label.show()
    look.use("dark")
    picture = label.grab().toImage()
    seen = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    assert look.colour("link").name() in seen


def test_the_same_theme_again_disturbs_nobody(look: Look, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.use("light")


def test_disabled_words_are_quieter_than_others_and_placeholders_are_quiet(theme: Theme) -> None:
    palette = palette_of(theme)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert disabled == theme.colour("disabled")
    assert palette.color(QPalette.ColorRole.PlaceholderText) == theme.colour("quiet")


def test_stories_are_set_in_a_serif_face_of_the_size_asked_for(qapp: QApplication) -> None:
    font = text_font(13.5)
    assert font.pointSizeF() == 13.5
    assert "serif" in font.families()[-1].lower()
