/** The look of the page: calm, light and dark, down to 390 pixels, on paper too. No answer is told by colour alone. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf6; --sheet: #ffffff; --ink: #24292d; --soft: #646c71; --line: #e2dfd6; --off: #eeebe2;
  --open: #2f7a56; --open-ink: #ffffff; --open-soft: #e0efe6;
  --shut: #d9cbc7; --shut-ink: #52403c; --shut-dot: #b39d97; --shut-edge: #b8a29c;
  --unsure: #f3d08c; --unsure-ink: #563b05; --unsure-stripe: #e3b254;
  --none-ink: #6d7378; --none-edge: #b4b9bc;
  --accent: #35618e; --bad: #b3402c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191c; --sheet: #1d2125; --ink: #e6e4de; --soft: #a0a7ab; --line: #32383d; --off: #23282c;
    --open: #3c8f68; --open-ink: #ffffff; --open-soft: #1f3a2d;
    --shut: #43383a; --shut-ink: #e2d3cf; --shut-dot: #655557; --shut-edge: #6d5c5e;
    --unsure: #6d531d; --unsure-ink: #ffeabf; --unsure-stripe: #8a6b2a;
    --none-ink: #a0a7ab; --none-edge: #5b646a;
    --accent: #8db4dc; --bad: #f08b76;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif }
main, .top, footer { max-width: 1120px; margin: 0 auto; padding: 0 28px }
h1, h2, h3 { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, "DejaVu Serif", serif; font-weight: 600; line-height: 1.2 }
h1 { font-size: 2.1rem; margin: 56px 0 12px; text-wrap: balance }
h2 { font-size: 1.4rem; margin: 64px 0 10px }
h3 { font-size: 1.02rem; margin: 0 }
h4 { font-size: .82rem; margin: 0 0 8px; color: var(--soft); font-weight: 600 }
p { margin: 0 0 12px; max-width: 68ch }
.lead { font-size: 1.1rem; color: var(--soft) }
a { color: var(--accent) }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
time, .span, td, .week { font-variant-numeric: tabular-nums }

/* answers: a sign, a word, a pattern and a colour */
.open { background: var(--open); color: var(--open-ink) }
.shut { background-color: var(--shut); background-image: radial-gradient(var(--shut-dot) 1px, transparent 1.2px); background-size: 7px 7px; color: var(--shut-ink) }
.undetermined { background: repeating-linear-gradient(135deg, var(--unsure) 0 7px, var(--unsure-stripe) 7px 10px); color: var(--unsure-ink) }
.notGoverned { background: transparent; color: var(--none-ink); border: 1px dashed var(--none-edge) }
.chip { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: .82rem; white-space: nowrap }
.chip.shut, .chip.undetermined { background-image: none }
.chip.undetermined { background: var(--unsure) }
.legend { display: flex; flex-wrap: wrap; gap: 8px 18px; padding: 0; margin: 20px 0 0; list-style: none; font-size: .86rem; color: var(--soft) }
.legend .swatch { display: inline-grid; place-items: center; width: 30px; height: 20px; border-radius: 4px; margin-right: 6px; font-size: .75rem; font-weight: 700; vertical-align: -3px }

/* lanes */
.chart { margin: 22px 0 0; border-top: 1px solid var(--line) }
.row { display: grid; grid-template-columns: 190px minmax(0, 1fr); column-gap: 18px }
.axis { position: sticky; top: 0; z-index: 3; background: var(--paper); border-bottom: 1px solid var(--line) }
.days { position: relative; height: 46px; font-size: .74rem; color: var(--soft) }
.days span { position: absolute; white-space: nowrap }
.week { top: 6px; padding-left: 4px; border-left: 1px solid var(--line) }
.feast { top: 25px; padding-left: 4px; color: var(--accent) }
.client { padding: 18px 0 6px; border-bottom: 1px solid var(--line) }
.client header p { font-size: .84rem; line-height: 1.4; color: var(--soft); margin: 3px 0 0 }
.lane { position: relative; padding: 2px 0 }
.ground { position: absolute; inset: -18px 0 0; background: repeating-linear-gradient(90deg, transparent 0 calc(10% * 5 / 7), var(--off) calc(10% * 5 / 7) 10%) }
.ground .off { position: absolute; top: 0; bottom: 0; background: var(--off); border-top: 3px solid var(--accent) }
.track { position: relative; display: flex; overflow: hidden; border-radius: 6px }
.track > span:not(.notGoverned) { border-right: 1.5px solid var(--paper) }
.track > span { flex: none; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding-left: 8px }
.track > span:not(.notGoverned):last-child { border-right: 0 }
.track .notGoverned { border-radius: 6px; line-height: 1.9 }
.track .tiny .word { display: none }
.track.new > span { height: 34px; line-height: 34px; font-size: .84rem }
.track.old > span { height: 18px; line-height: 18px; font-size: .7rem }
.track.old { opacity: .85 } .track.old .shut { background-image: none }
.track.old .open { background: var(--open-soft); color: var(--ink) }
.marks { position: relative; list-style: none; margin: 0; padding: 0; height: calc(var(--rows) * 19px + 9px) }
.marks li { position: absolute; top: calc(var(--level) * 19px + 5px); display: flex; align-items: center; gap: 5px; height: 18px; font-size: .76rem; white-space: nowrap; --c: var(--soft); color: var(--ink) }
.marks li::before { content: ""; position: absolute; left: 0; bottom: 9px; height: calc(var(--level) * 19px + 14px); border-left: 1px solid var(--c); opacity: .55 }
.dot { width: 9px; height: 9px; margin-left: -4px; border-radius: 50%; background: var(--c); border: 1.5px solid var(--paper); z-index: 1 }
.marks .letter { --c: var(--accent) } .marks .letter .dot { border-radius: 2px }
.marks .client { --c: var(--ink) }
.marks .bad { --c: var(--bad); color: var(--bad); font-weight: 600 } .marks .bad .dot { border-radius: 1px; transform: rotate(45deg) }
.marks .access { --c: var(--open) }
.marks li.client { padding: 0; border: 0 }
details { grid-column: 2; margin: 8px 0 10px }
summary { cursor: pointer; font-size: .84rem; color: var(--accent); width: fit-content }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px }
.inside { display: grid; grid-template-columns: 3fr 2fr; gap: 12px 36px; padding: 14px 0 8px; font-size: .88rem }
.stretches, .record { list-style: none; margin: 0; padding: 0 }
.stretches > li { margin-bottom: 16px }
.stretches p { margin: 0 } .span { color: var(--soft); margin-left: 6px }
blockquote { margin: 5px 0; padding-left: 12px; border-left: 2px solid var(--line); font-family: Georgia, "DejaVu Serif", serif }
cite { font: .76rem system-ui, "DejaVu Sans", sans-serif; color: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: 0 5px }
.stretches ul, .why { margin: 0; padding-left: 14px; color: var(--soft); list-style: none; overflow-wrap: anywhere }
em { font-style: normal; color: var(--ink); font-weight: 600; font-size: .92em }
.record li { display: grid; grid-template-columns: 9.5em 1fr; gap: 8px; padding: 3px 0; border-bottom: 1px solid var(--line) }
.record time { color: var(--soft) }

/* tables */
.wide { overflow-x: auto; margin: 16px 0 }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
caption { text-align: left; color: var(--soft); padding-bottom: 8px }
th, td { text-align: left; vertical-align: top; padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line) }
thead th { color: var(--soft); font-weight: 500; font-size: .82rem }
th[scope=row] { font-weight: 600; white-space: nowrap; padding-right: 24px }
td > div + div { margin-top: 8px }
.told td:last-child { min-width: 270px }
.told td:nth-child(2) { padding-right: 36px }
td small, th small { display: block; color: var(--soft); font-weight: 400 }
.matrix td { white-space: nowrap; padding-right: 8px } .matrix .chip { font-size: .76rem; padding: 1px 7px } .matrix th small { font-size: .72rem } .matrix cite { margin-left: 4px }
.erased { color: var(--bad); font-style: italic }
.leaves { display: grid; grid-template-columns: 1fr 1fr; gap: 28px 40px; margin-top: 20px }
.leaf { table-layout: fixed; font-size: .84rem }
.leaf caption strong { color: var(--ink) }
.leaf th { padding: 0 0 4px 8px }
.leaf td { position: relative; height: 86px; padding: 4px 4px 4px 8px; border: 1px solid var(--line); background: var(--sheet) }
.leaf time { font-size: .72rem; color: var(--soft) }
.leaf b { display: block; font: 600 1.35rem/1.1 "Iowan Old Style", Palatino, Georgia, "DejaVu Serif", serif }
.leaf small { font-size: .68rem; line-height: 1.25; overflow-wrap: anywhere }
.leaf .skipped, .leaf .holiday { background: var(--off) } .leaf .holiday small { color: var(--accent) }
.leaf .event { box-shadow: inset 3px 0 var(--accent) }
.leaf .outside { background: transparent } .leaf .outside time { opacity: .55 }
.leaf .last { box-shadow: inset 0 0 0 2px var(--open) }
.leaf .note { color: var(--ink); font-weight: 600 }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 20px 36px; margin-top: 18px }
.cards > article { border-top: 2px solid var(--line); padding-top: 12px; font-size: .92rem }
.cards h3 { margin-bottom: 6px } .cards ul { padding-left: 18px; margin: 8px 0 } .cards li { margin-bottom: 4px }
.verdict { font-weight: 600 } .yes { color: var(--open) } .no { color: var(--bad) }
@media (prefers-color-scheme: dark) { .yes { color: #7cc9a3 } }
.top nav { display: flex; flex-wrap: wrap; gap: 4px 22px; margin-top: 22px; font-size: .86rem }
.top nav + h1 { margin-top: 34px }
.act { border-top: 3px double var(--line); margin-top: 88px }
section > blockquote { font-size: 1.05rem; margin-bottom: 12px }
.fields { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 0; margin: 0 0 14px; list-style: none; font-size: .9rem }
.matrix td.words { white-space: normal; min-width: 118px; font-size: .82rem }
.chip.runs { border: 1px solid var(--accent); color: var(--accent) }
.laws th[scope=row] { white-space: normal }
@media (min-width: 761px) { .laws td:nth-child(n+4) { width: 15% } .laws th[scope=row] { width: 24% } }
pre { margin: 8px 0; padding: 12px 14px; overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 4px; font: .82rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace }
code { font: .9em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
details.whole .record { margin-top: 12px; font-size: .88rem }
footer { color: var(--soft); font-size: .84rem; margin-top: 64px; padding-bottom: 56px }

@media (max-width: 760px) {
  main, .top, footer { padding: 0 16px }
  h1 { font-size: 1.6rem; margin-top: 32px } h2 { font-size: 1.25rem; margin-top: 48px }
  .row { grid-template-columns: minmax(0, 1fr); row-gap: 8px }
  .axis > :first-child { display: none }
  .week:nth-of-type(even) { display: none } .feast { font-size: .66rem } .feast:nth-last-child(2) { display: none } .feast:last-child { transform: translateX(-30%) }
  .ground { inset: -4px 0 0 } .matrix th[scope=row] { white-space: normal; position: sticky; left: 0; background: var(--paper); padding-right: 12px }
  .told td:last-child { min-width: 0 } .told td:nth-child(2) { padding-right: 0 } .track.new > span { font-size: .74rem } .track.new .word { letter-spacing: -.01em }
  details { grid-column: 1 }
  .inside, .leaves { grid-template-columns: minmax(0, 1fr) }
  .track.new .small .word, .track.old .small .word { display: none }
  .track > span { padding-left: 5px }
  .marks { height: 16px } .marks li { top: 2px } .marks li::before { height: 10px } .marks .label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .stack tr { display: block; padding: 10px 0; border-bottom: 1px solid var(--line) } .stack th, .stack td { display: block; border: 0; padding: 1px 0 }
  .stack td[data-of]::before { content: attr(data-of) ": "; color: var(--soft) }
  .stack td:empty { display: none }
  .leaf td { height: 62px; padding: 4px 1px 4px 4px } .leaf th { padding-left: 5px }
  .leaf small { font-size: .56rem; letter-spacing: -.025em }
}
@media print {
  :root { --paper: #fff; --sheet: #fff }
  body { font-size: 11px } main, .top, footer { max-width: none; padding: 0 }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .act { break-before: page; margin-top: 0 }
  .axis { position: static } .client, .cards > article, .leaf, .stretches > li, tr { break-inside: avoid }
  details::details-content { content-visibility: visible; display: block; height: auto }
}
`
