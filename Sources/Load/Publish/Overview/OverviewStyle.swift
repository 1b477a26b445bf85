/// How the page of a run looks beside what all pages share; every mark is told by more than its colour.
enum OverviewStyle {
  static let css = """
    :root { --bar: #2a6f97; --track: #e6e6e6; --good: #17603a; --p0: #0b5cad; --p1: #5aa9e6; --p2: #ffd166;
      --p3: #f08a4b; --p4: #b23a48; --p5: #7a4988; --p6: #6b7280; --m0: #c6dbef; --m1: #9ecae1; --m2: #6baed6;
      --m3: #3182bd; --m4: #08519c; }
    @media (prefers-color-scheme: dark) { :root { --bar: #6fb3d9; --track: #333; --good: #7fd6a4;
      --m0: #234; --m1: #2f5a7d; --m2: #3f82b3; --m3: #6bb0dc; --m4: #c6e3f7; } }
    body { max-width: 84rem; } header h1 { margin-bottom: 0; } .status { margin: .2rem 0; font-weight: 600; }
    .good { color: var(--good); } [hidden] { display: none !important; }
    i { font-style: normal; } body:has(#in-zh:checked) i[lang=en], body:has(#in-en:checked) i[lang=zh],
    body:not(:has(#in-en:checked)) text[lang=en], body:has(#in-en:checked) text[lang=zh] { display: none; }
    body:has(#in-both:checked) i[lang=en] { font-size: .9em; color: var(--soft); font-weight: 400; }
    .facts { display: flex; flex-wrap: wrap; gap: .3rem 2rem; } .facts dd { font-size: 1.2rem; font-weight: 600;
      font-variant-numeric: tabular-nums; } .tools { display: flex; flex-wrap: wrap; gap: .6rem 1.5rem; align-items: center; }
    fieldset { border: 1px solid var(--line); padding: .1rem .7rem .3rem; } fieldset label { margin-right: .8rem; }
    input[type=search] { font: inherit; width: 14rem; max-width: 100%; padding: .2rem .4rem; border: 1px solid var(--soft);
      background: var(--paper); color: inherit; } button { font: inherit; color: inherit; background: var(--head);
      border: 1px solid var(--soft); border-radius: .2rem; cursor: pointer; }
    input:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid var(--edge); }
    nav { margin: 1rem 0; border-block: 1px solid var(--line); } nav ul, .index, .keys, .cards, .tiles { list-style: none;
      padding: 0; } nav ul, .index, .keys { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .4rem 0; }
    section { margin-top: 2.2rem; } section > h2 { border-bottom: 2px solid var(--ink); padding-bottom: .2rem; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 42vw), 1fr)); gap: .8rem; }
    .cards a { display: flex; flex-direction: column; height: 100%; box-sizing: border-box; padding: .6rem .8rem;
      border: 1px solid var(--line); border-radius: .3rem; text-decoration: none; }
    .cards .figure { font-size: 1.6rem; } .cards .note { font-size: .85rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .8rem 1rem; }
    .tiles h3 { margin: 0; } .legend { columns: 18rem; } .charts { display: grid; gap: 1rem 2rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); align-items: start; }
    figure { margin: .5rem 0; max-width: 27rem; } figcaption { font-size: .9rem; margin-bottom: .3rem; }
    svg { width: 100%; height: auto; display: block; } .keys svg { width: .8rem; display: inline; } td svg { width: 140px; }
    svg text { font-size: 12px; fill: var(--ink); font-variant-numeric: tabular-nums; } text.n { text-anchor: end; }
    .b { fill: var(--bar); } .tr { fill: var(--track); } .k { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 2; }
    .g { stroke: var(--soft); stroke-width: 2; fill: none; } .d0 { fill: var(--paper); stroke: var(--bar); stroke-width: 2; }
    .d1 { fill: var(--bar); } .p { stroke: var(--paper); stroke-width: 1; } .p0 { fill: var(--p0); } .p1 { fill: var(--p1); }
    .p2 { fill: var(--p2); } .p3 { fill: var(--p3); } .p4 { fill: var(--p4); } .p5 { fill: var(--p5); } .p6 { fill: var(--p6); }
    circle[class^=m] { stroke: var(--soft); fill: none; } circle.m0 { fill: var(--m0); } circle.m1 { fill: var(--m1); }
    circle.m2 { fill: var(--m2); } circle.m3 { fill: var(--m3); } circle.m4 { fill: var(--m4); }
    article { margin: 1.6rem 0 2.4rem; } article h3 { font-size: 1.1rem; } .wide { max-height: 32rem; overflow: auto; }
    .grid { font-variant-numeric: tabular-nums; } .grid td { text-align: right; white-space: nowrap; }
    .grid thead th { position: sticky; top: 0; z-index: 1; min-width: 4.5rem; vertical-align: bottom; }
    .grid th[scope=row] { position: sticky; left: 0; white-space: nowrap; } .whole td { font-weight: 600; }
    .grid td button { border: 0; background: none; padding: 0; text-decoration: underline dotted; font-variant-numeric: inherit; }
    .grid thead button { border: 0; background: none; padding: 0; font-weight: 600; text-align: left; }
    th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
    .doubtful th { color: var(--bad); } .list td { max-width: 26rem; overflow-wrap: anywhere; } .list td:has(svg) { min-width: 140px; }
    .grid caption.skip { position: absolute; left: -99rem; }
    dialog { max-width: min(44rem, 92vw); color: var(--ink); background: var(--paper); border: 2px solid var(--edge); }
    dialog::backdrop { background: rgb(0 0 0 / .4); } summary { cursor: pointer; padding: .2rem 0; }
    .skip:not(caption):focus { background: var(--paper); padding: .3rem; }
    @media (max-width: 40rem) { body { padding: .6rem; } .facts { gap: .2rem 1.2rem; } .list { font-size: .8rem; } }
    @media print { details::details-content { content-visibility: visible; block-size: auto; }
      .grid { table-layout: fixed; width: 100%; } .grid thead th, .grid tbody th { white-space: normal !important; overflow-wrap: anywhere; }
      nav, .tools, .after, .more { display: none; } .wide { max-height: none; overflow: visible; }
      section { break-before: auto; } article { break-inside: auto; } figure, .cards li, .tiles li { break-inside: avoid; }
      .grid, .list { font-size: 6.5pt; } .grid thead th, .grid th[scope=row] { position: static; } .grid td { white-space: normal; }
      .grid td, .grid th, .list td, .list th { padding: .08rem .15rem; min-width: 0; } .list code { font-size: 5.5pt; }
      .b, .tr, .p, .d1, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } @page { size: A4 landscape; margin: 12mm; } }
    """
}
