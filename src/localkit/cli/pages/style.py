"""How pages look: on screen, by day and by night, and on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root{color-scheme:light dark;--ink:#1b1d21;--quiet:#50555c;--ground:#fff;--line:#8a9099;--band:#f1f3f5;
--link:#0b4f9e;
--g:#dff3e3;--y:#fff0c2;--r:#fcdcd7;--n:#eceef0;--dot:#0b4f9e}
@media (prefers-color-scheme:dark){:root{--ink:#eceef1;--quiet:#bcc2ca;--ground:#15171a;--line:#767d87;
--band:#22262b;
--link:#9cc7ff;--g:#16391f;--y:#463600;--r:#561d16;--n:#2b2f35;--dot:#9cc7ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:90rem;padding:1rem;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif}
a{color:var(--link)}
h1{line-height:1.2;margin:.5rem 0}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
p,dd,li{max-width:70ch;overflow-wrap:anywhere}
.quiet{color:var(--quiet)}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.5rem;list-style:none;padding:0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.8rem}
.cards div{border:1px solid var(--line);border-radius:.3rem;padding:.7rem .9rem}
.cards dt{margin:0}.cards dd strong{display:block;font-size:1.5rem}
.side-by-side{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:0 2rem;
align-items:start}
.side-by-side .columns{columns:18rem;margin-top:0}
.small-pictures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:1rem}
figure{margin:1rem 0}
.left-out{font-style:italic}
.columns{columns:20rem;column-gap:2.5rem;padding-left:1.2rem}
dt{font-weight:600;margin-top:.8rem}
dd{margin-left:0}
.scroll{overflow:auto;max-height:85vh;border:1px solid var(--line);margin:1rem 0}
table{border-collapse:separate;border-spacing:0;font-size:.9rem;min-width:100%}
caption{text-align:left;font-weight:600;padding:.4rem .6rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line);
border-right:1px solid var(--line)}
th{background:var(--band)}
thead th{position:sticky;top:0;z-index:2}
tbody th,thead th:first-child{position:sticky;left:0}
thead th:first-child{z-index:3}
tbody th{z-index:1;min-width:8rem;max-width:16rem;overflow-wrap:anywhere}
td{min-width:6rem;overflow-wrap:break-word}
.heat{font-size:.8rem}.heat td{min-width:6.6rem}
.numbers td,.places td{min-width:0}
.numbers td,.numbers thead th:not(:first-child){text-align:right}
time{white-space:nowrap}.numbers th:first-child{width:30%}
:where(.heat) td,.g{background:var(--g)}.y{background:var(--y)}.r{background:var(--r)}.n{background:var(--n)}
svg{width:100%;max-width:34rem;height:auto;display:block}
svg text{fill:var(--ink);font-size:13px}
svg line,svg rect{stroke:var(--line);fill:none}
svg .quarter{fill:var(--quiet);font-size:11px;paint-order:stroke;stroke:var(--ground);stroke-width:3px;
stroke-linejoin:round;pointer-events:none}
svg circle{fill:var(--dot);fill-opacity:.6;stroke:var(--dot)}
svg polyline{fill:none;stroke:var(--dot);stroke-width:2}
svg .outer,svg .inner{stroke:var(--ink);stroke-width:1.2}svg .inner{stroke-dasharray:5 4}
svg .out,svg .far{fill:var(--ground);fill-opacity:1;stroke:var(--ink);stroke-width:2}svg .far{fill:var(--ink)}
svg .middle{stroke:var(--ink);stroke-width:1.5}
button,input{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);
border-radius:.2rem;padding:.1rem .4rem}
th button{border:0;text-align:left;background:none;padding:0;font-weight:600;text-decoration:underline;cursor:pointer}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media (max-width:40rem){svg.funnel text{font-size:19px}svg text{font-size:15px}svg .quarter{font-size:12px}
tbody th,thead th:first-child{position:static}thead th{z-index:1}}
@media (forced-colors:active){svg text,svg .quarter{fill:CanvasText}svg .quarter{stroke:Canvas}
svg line,svg rect,svg polyline,svg .outer,svg .inner{stroke:CanvasText}
svg circle,svg .out{fill:Canvas;stroke:CanvasText}svg .far{fill:CanvasText}}
@media print{@page{size:A4 landscape;margin:12mm}
:root{--ink:#000;--quiet:#333;--ground:#fff;--line:#777;--band:#eee;--link:#000;--g:#e8f5ea;--y:#fff4d1;
--r:#fbe3df;--n:#f0f0f0;--dot:#000}
body{max-width:none;padding:0;font-size:9pt}nav,.skip,.filter{display:none}.scroll{overflow:visible;
max-height:none;border:0}
table,.heat{font-size:7.5pt}thead{display:table-header-group}tfoot{display:table-row-group}
svg{max-width:11cm}.small-pictures,.cards{break-inside:avoid}
.small-pictures{grid-template-columns:1fr 1fr 1fr}
thead th,tbody th,thead th:first-child{position:static}
th,td,tbody th,.heat td{padding:1mm;min-width:0;overflow-wrap:break-word}table{width:100%}
tr,svg{break-inside:avoid}h2{margin-top:1.2rem}h2,h3,h4,caption,h4+p,dt{break-after:avoid}
figure{break-inside:avoid;margin:.4rem 0}
td{print-color-adjust:exact}}
"""
"""Every pair of ink and ground has a contrast of at least 4.5 to 1 (WCAG 2.2, AA); a test works it out."""
