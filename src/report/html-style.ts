/** The look of the HTML report: the reader's fonts, light or dark as the reader's system is, black on white on paper. */
export const htmlStyle = `
:root { color-scheme: light dark; --text: #202020; --muted: #575757; --line: #c8c8c8; --paper: #ffffff; --best: #00623f; --bad: #b30000; --band: #f2f2f2; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e4e4; --muted: #b0b0b0; --line: #454545; --paper: #161616; --best: #63d6a3; --bad: #ff8f8f; --band: #222222; } }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
.runs { list-style: none; margin: 0; padding: 0; color: var(--muted); }
.verdict { font-size: 1.15rem; font-weight: 600; border-left: .3rem solid var(--best); padding-left: .8rem; }
.scroll { overflow-x: auto; } .scroll:focus-visible { outline: 3px solid var(--best); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .75rem; border-bottom: 1px solid var(--line); text-align: right; } th[scope=row] { text-align: left; font-weight: 400; }
tbody tr:nth-child(even) { background: var(--band); }
.best { font-weight: 700; color: var(--best); } .mark { font-size: .75em; font-weight: 400; }
.met { color: var(--best); } .missed { color: var(--bad); font-weight: 600; }
figure { margin: 0 0 1.5rem; } figure svg { max-width: 100%; height: auto; }
.dark { display: none; } @media (prefers-color-scheme: dark) { .dark { display: block; } .light { display: none; } }
code { font-family: ui-monospace, monospace; font-size: .92em; }
@media print { :root { --text: #000; --paper: #fff; --muted: #333; --band: #fff; } .dark { display: none !important; } .light { display: block !important; } figure, tr { break-inside: avoid; } main { max-width: none; padding: 0; } }
`;
