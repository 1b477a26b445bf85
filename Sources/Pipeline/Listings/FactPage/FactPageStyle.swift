/// How the page of a report looks beside what all pages share; every mark is told by more than its colour.
enum FactPageStyle {
  static let css = """
    :root { --good: #17603a; }
    @media (prefers-color-scheme: dark) { :root { --good: #7fd6a4; } }
    body { max-width: 78rem; line-height: 1.7; }
    section { border-top: 1px solid var(--line); padding: .5rem 0; }
    section > p, section > h2 { margin: .3rem 0; overflow-wrap: anywhere; max-width: 52rem; }
    section > .shared { color: var(--soft); font-size: .85rem; }
    .notes { margin: .3rem 0; padding-left: 2.2rem; font-size: .85rem; line-height: 1.45;
      columns: 17rem; column-gap: 2.6rem; }
    .notes li { margin-bottom: .6rem; break-inside: avoid; } .notes p { margin: 0; } .notes .back { float: right; }
    .notes .value strong { font-size: 1.05rem; font-variant-numeric: tabular-nums; }
    .notes dl { margin: 0; display: flex; flex-wrap: wrap; gap: 0 .9rem; color: var(--soft); }
    .notes dl div { display: flex; gap: .3rem; } .notes dd { margin: 0; }
    .notes dt::after { content: ":"; } code { color: var(--soft); }
    .figure { font: inherit; background: var(--mark); border-bottom: 2px solid var(--edge);
      text-decoration: none; } .figure sup { font-size: .65rem; color: var(--soft); }
    .figure.damaged { border: 2px dashed var(--bad); } .warning { color: var(--bad); }
    :target { outline: 3px solid var(--edge); outline-offset: 2px; }
    del { color: var(--soft); font-size: .8em; text-decoration: line-through; }
    ins { text-decoration: none; border-bottom: 1px solid var(--good); }
    ins.guessed { border-bottom: 2px dotted var(--edge); } ins.guessed::after { content: "?"; }
    ins.lost { border-bottom: 2px double var(--bad); color: var(--bad); }
    table { width: 100%; } td ul { margin: 0; padding-left: 1rem; }
    .contradicted strong, .anomaly strong { color: var(--bad); } .holds strong { color: var(--good); }
    @media print { .back { display: none; } section { break-inside: avoid; } }
    """
}
