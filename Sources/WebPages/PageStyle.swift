/// How pages about figures look, on a screen and on paper; every mark is told by more than its colour.
package enum PageStyle {
  /// The rules that all pages share.
  package static let css = """
    :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #595959;
      --mark: #fff3c4; --edge: #8a5f00; --bad: #b3001b; --line: #d0d0d0; --head: #f2f2f2; }
    @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #b4b4b4;
      --mark: #4a3c00; --edge: #e5b73b; --bad: #ff8a8a; --line: #444; --head: #242424; } }
    body { margin: 0 auto; max-width: 72rem; padding: 1rem; color: var(--ink);
      background: var(--paper); font: 1rem/1.55 system-ui, "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
    h1 { font-size: 1.4rem; margin: .2rem 0; } h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
    h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
    .figure { font-size: 2.2rem; font-weight: 600; font-variant-numeric: tabular-nums; margin: 0; }
    .figure small { font-size: 1rem; font-weight: 400; color: var(--soft); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
    dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
    code { font-size: .9em; overflow-wrap: anywhere; }
    .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
    caption { text-align: left; color: var(--soft); padding: .2rem 0; }
    th, td { border: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
    th { background: var(--head); font-weight: 600; } td.number { text-align: right;
      font-variant-numeric: tabular-nums; }
    .sheet td, .sheet th { white-space: nowrap; max-width: 18rem; overflow: hidden; text-overflow: ellipsis; }
    .sheet .gap td { border-style: dashed; color: var(--soft); text-align: center; }
    .sheet td.header { font-weight: 600; text-align: center; } td.withheld { color: var(--soft); }
    mark, td.used { background: var(--mark); color: inherit; outline: 2px solid var(--edge); outline-offset: -2px; }
    .warning { color: var(--bad); font-weight: 600; } .note { color: var(--soft); }
    a { color: inherit; } a:focus-visible, .wide:focus-visible { outline: 3px solid var(--edge); }
    .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
    @media print { .skip { display: none; } body { max-width: none; font-size: 10pt; }
      tr { break-inside: avoid; } .wide { overflow: visible; } .sheet td { white-space: normal; } }
    """
}
