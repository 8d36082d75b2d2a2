"""How a page of documents looks, beside what all pages have: a column to read, and a sheet for each document."""

from __future__ import annotations

from typing import Final

EXPORT_STYLE: Final = """
body{max-width:52rem}
header{margin-bottom:2rem}
nav ol{padding-left:2rem}
h3,h4,h5,h6{margin:1.6rem 0 .4rem;line-height:1.3}
h2{margin-top:4rem}
.source{margin:.2rem 0 1.2rem;font-size:.85rem}
img{max-width:100%;height:auto}
blockquote{margin:1rem 0;padding:0 1rem;border-left:.3rem solid var(--line)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--band);padding:.7rem;font-size:.85rem}
code{font-family:ui-monospace,Consolas,monospace;font-size:.92em}
.said table{min-width:0;width:100%}
.said td{min-width:3rem}
td:empty{height:2.2em}
.form td:empty{width:60%}
.box{list-style:none;margin-left:-1.2rem}
.right{text-align:right}
@media print{@page{size:A4 portrait;margin:20mm 18mm}
body{font-size:10.5pt}nav{display:block}.said table{font-size:9pt}
header{padding-top:40mm}
nav h2{margin-top:15mm}
main>section{break-before:page}
main>section>h2{margin-top:0}
h3,h4,h5,h6{break-after:avoid}
p,li{orphans:2;widows:2}
a{text-decoration:none}
a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}
tbody th,thead th,.said td{padding:1.5mm}
pre{font-size:8pt;border:1px solid var(--line)}}
"""
