# SPDX-License-Identifier: Apache-2.0
"""The style of the HTML form: light and dark screens, and paper of any size in black and white or color."""

from .palette import COLORS
from .svg import tone_class
from .visible import visible

DEEPEST = 12
"""Steps of indentation that are told apart; a tree that is deeper runs on below each other."""
_BASE = """
:root { --ground: #fff; --line: #c6ccd4; --soft: #f2f4f7; LIGHT }
@media (prefers-color-scheme: dark) { :root { --ground: #15181d; --line: #3d4550; --soft: #1e232a; DARK } }
@media print { :root { --ground: #fff; --line: #b4bac2; --soft: #f2f4f7; LIGHT } }
* { box-sizing: border-box }
html { background: var(--ground); color: var(--plain);
  font: 15px/1.45 system-ui, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", sans-serif }
body { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1.5rem 4rem; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; margin: 0 0 .6rem }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .7rem; padding-bottom: .2rem; border-bottom: 2px solid var(--line) }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .5rem }
.minor { font-size: .95rem; margin: 1rem 0 .3rem }
p { margin: .25rem 0 }
.cover { border-left: 4px solid var(--line); padding: .1rem 0 .1rem .9rem }
.strong { font-weight: 600 }
.badge { display: inline-block; border: 1.5px solid currentColor; border-radius: .35rem; padding: 0 .45rem;
  font-size: .8rem; font-weight: 700; line-height: 1.4; margin-right: .5rem }
.badge.tone-exact, .badge.tone-grave { background: currentColor } .badge > span { color: inherit }
.badge.tone-exact > span, .badge.tone-grave > span { color: var(--ground) }
.lines { list-style: none; margin: .5rem 0; padding: 0 }
.lines > li { padding: .28rem 0; border-bottom: 1px solid var(--line) }
.lines.badged > li { display: grid; grid-template-columns: minmax(0, 15.5rem) 1fr; align-items: baseline }
.lines.badged .badge { justify-self: start }
.notice { border: 2px solid currentColor; border-radius: .4rem; padding: .5rem .8rem; margin: .6rem 0;
  font-weight: 600 }
dl { columns: 2 24rem; column-gap: 2rem; margin: .4rem 0 .8rem }
dl.few { columns: 1 } dl.few > div { grid-template-columns: 9.5rem 1fr } dt { overflow-wrap: normal }
dl > div { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 .8rem; padding: .12rem 0; break-inside: avoid }
dt { color: var(--quiet) } dd { margin: 0 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; font-size: .85rem; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding: .2rem 0 }
th, td { border: 1px solid var(--line); padding: .3rem .45rem; text-align: left; vertical-align: top }
thead th { background: var(--soft); vertical-align: bottom; overflow-wrap: normal }
tbody th { min-width: 3.6em } .wide-table tbody th { white-space: nowrap }
.number { text-align: right; overflow-wrap: normal }
td, tbody th { overflow-wrap: normal } .long { overflow-wrap: anywhere }
.notes { color: var(--quiet); font-size: .82rem; margin: .3rem 0; padding-left: 1.2rem }
.figures { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: flex-start; margin: .6rem 0 }
figure { margin: 0; flex: 0 1 22rem } .figures.wide figure { flex: 0 1 44rem }
figure svg, figure img { display: block; max-width: 100%; height: auto }
figure img { background: #000 }
figcaption { color: var(--quiet); font-size: .82rem; margin-top: .3rem }
.hollow { fill: var(--ground) }
.watermark { position: fixed; top: 0; right: 0; bottom: 0; left: 0; display: flex;
  align-items: center; justify-content: center; z-index: 9;
  pointer-events: none; color: var(--grave); opacity: .11; font-size: min(6.4vw, 5.5rem); font-weight: 800;
  text-align: center; white-space: nowrap }
.watermark span { transform: rotate(-32deg) }
footer { margin-top: 2.5rem; padding-top: .6rem; border-top: 2px solid var(--line); color: var(--quiet) }
@page { margin: 13mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif }
  @bottom-left { content: RUNNING; font: 7.5pt sans-serif; width: 84% } }
@media (max-width: 40rem) { dl > div, .lines.badged > li { grid-template-columns: 1fr } }
@media print {
  html { font-size: 9.2pt }
  .badge.tone-exact, .badge.tone-grave { background: none; border-width: 2.5px }
  .badge.tone-exact > span, .badge.tone-grave > span { color: inherit }
  body { max-width: none; padding: 0 0 1rem }
  h2, h3, h4, caption, .figures { break-after: avoid }
  h2 { margin-top: 1.3rem } h3 { margin-top: 1rem }
  .short, tr, figure, .notice, .lines > li { break-inside: avoid }
  thead { display: table-header-group }
  .scroll { overflow: visible } dl:not(.few) { columns: 2 } dl:not(.few) > div { grid-template-columns: 7.2rem 1fr }
  .wide-table table { font-size: 6.7pt } .wide-table th, .wide-table td { padding: .16rem .2rem }
  .figures figure { flex-basis: 30% } .figures.wide figure { flex-basis: 70% }
  .watermark { font-size: 44pt; opacity: .14 }
}
"""


def style(running: tuple[str, ...]) -> str:
    """The whole style sheet; it names no other file. ``running``: what stands at the foot of every printed page."""
    names = {tone: tone_class(tone).removeprefix("tone-") for tone in COLORS}
    light = "; ".join(f"--{names[tone]}: {color.light}" for tone, color in COLORS.items())
    dark = "; ".join(f"--{names[tone]}: {color.dark}" for tone, color in COLORS.items())
    classes = "\n".join(f".{tone_class(tone)} {{ color: var(--{names[tone]}) }}" for tone in COLORS)
    depths = "\n".join(
        f".lines > .depth-{depth} {{ padding-left: {1.5 * depth}rem }}" for depth in range(1, DEEPEST + 1)
    )
    base = _BASE.replace("LIGHT", light).replace("DARK", dark).replace("RUNNING", _css_string(running))
    return f"{base}{classes}\n{depths}\n"


def _css_string(parts: tuple[str, ...]) -> str:
    """A CSS string with everything but letters and digits of ASCII escaped; every part isolated in its direction."""
    isolated = " \u00b7 ".join(f"\u2068{visible(part)}\u2069" for part in parts)
    return '"' + "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in isolated) + '"'
