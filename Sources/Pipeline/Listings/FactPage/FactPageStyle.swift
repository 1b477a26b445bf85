/// How the page of a report looks; every mark is told by more than its colour.
enum FactPageStyle {
  static let css = """
    :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #5c5c5c;
      --figure: #fff3c4; --edge: #9a6b00; --bad: #b3001b; --good: #17603a; --line: #d0d0d0; }
    @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #b0b0b0;
      --figure: #4a3c00; --edge: #e5b73b; --bad: #ff8a8a; --good: #7fd6a4; --line: #444; } }
    body { margin: 0 auto; max-width: 78rem; padding: 1rem; color: var(--ink);
      background: var(--paper); font: 1rem/1.7 system-ui, "Noto Sans CJK SC", sans-serif; }
    h1 { font-size: 1.4rem; } h2 { font-size: 1.15rem; }
    section { border-top: 1px solid var(--line); padding: .5rem 0; }
    section > p, section > h2 { margin: .3rem 0; overflow-wrap: anywhere; max-width: 52rem; }
    section > .shared { color: var(--soft); font-size: .85rem; }
    .notes { margin: .3rem 0; padding-left: 2.2rem; font-size: .85rem; line-height: 1.45;
      columns: 17rem; column-gap: 2.6rem; }
    .notes li { margin-bottom: .6rem; break-inside: avoid; } .notes p { margin: 0; } .notes .back { float: right; }
    .notes .value strong { font-size: 1.05rem; font-variant-numeric: tabular-nums; }
    .notes dl { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .9rem; color: var(--soft); }
    .notes dl div { display: flex; gap: .3rem; } .notes dd { margin: 0; }
    .notes dt::after { content: ":"; } code { font-size: .8rem; color: var(--soft);
      overflow-wrap: anywhere; }
    a { color: inherit; } a:focus-visible { outline: 3px solid var(--edge); }
    .figure { background: var(--figure); border-bottom: 2px solid var(--edge);
      text-decoration: none; } .figure sup { font-size: .65rem; color: var(--soft); }
    .figure.damaged { border: 2px dashed var(--bad); } .warning { color: var(--bad); }
    :target { outline: 3px solid var(--edge); outline-offset: 2px; }
    del { color: var(--soft); font-size: .8em; text-decoration: line-through; }
    ins { text-decoration: none; border-bottom: 1px solid var(--good); }
    ins.guessed { border-bottom: 2px dotted var(--edge); } ins.guessed::after { content: "?"; }
    ins.lost { border-bottom: 2px double var(--bad); color: var(--bad); }
    .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    th, td { text-align: left; vertical-align: top; padding: .3rem .6rem;
      border-bottom: 1px solid var(--line); } td ul { margin: 0; padding-left: 1rem; }
    .contradicted strong, .anomaly strong { color: var(--bad); } .holds strong { color: var(--good); }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
    @media print { .skip, .back { display: none; } section { break-inside: avoid; } }
    """
}
