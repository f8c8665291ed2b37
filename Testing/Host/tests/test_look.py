# SPDX-License-Identifier: Apache-2.0
"""Pictures: themes, device pixels and widths."""

import pytest
import qt

from Host.look import NARROW, WIDE, picture, set_ratio, set_theme


def brightness(path):
    image = qt.QImage(str(path))
    return qt.QColor(image.pixel(2, image.height() - 2)).lightness()


def test_the_theme_changes_the_colors_and_every_widget_hears_of_it(a_bench, a_module, ui, tmp_path):  # noqa: ARG001
    spine = a_module.python_widget().spine
    light = brightness(a_bench.panel_picture(tmp_path / "light.png"))
    heard = spine.palettes

    set_theme("dark")

    assert brightness(a_bench.panel_picture(tmp_path / "dark.png")) < 100 < light
    assert spine.palettes > heard


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_panel_is_pictured_at_its_width_in_device_pixels(a_bench, tmp_path, ratio, width):
    set_ratio(a_bench.window, ratio)
    a_bench.set_panel_width(width)

    image = qt.QImage(str(a_bench.panel_picture(tmp_path / "panel.png")))

    assert a_bench.fits()
    assert image.width() == a_bench.area.viewport().width * ratio
    assert abs(a_bench.area.width - width) < 30


def test_a_panel_that_is_too_wide_does_not_fit(a_bench, ui):
    ui.statusLabel.setMinimumWidth(2 * NARROW)

    a_bench.set_panel_width(NARROW)

    assert not a_bench.fits()


def test_a_picture_that_cannot_be_written_raises(a_bench, tmp_path):
    with pytest.raises(OSError, match="cannot be written"):
        picture(a_bench.window, tmp_path / "picture.unknown")


def test_a_window_keeps_its_size_on_the_screen_with_more_pixels(a_bench):
    before = a_bench.window.size

    set_ratio(a_bench.window, 2)

    assert a_bench.window.size == before
    assert a_bench.window.devicePixelRatio() == 2
