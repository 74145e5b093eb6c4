/// The style of pages on phones: a few kilobytes of its own, so that the first view stays small whatever the console's sheet becomes.
let phoneStyle = #"""
  :root{color-scheme:light dark;--ground:#f4f5f2;--card:#fff;--ink:#17211f;--soft:#4c5a57;--line:#c9d1ce;--accent:#0b5a63;--on-accent:#fff;--link:#0a5560;
  --danger:#a3161b;--danger-ground:#fbe9e8;--warning:#7a4a00;--warning-ground:#fdf1d9;--good:#1c5e33;--good-ground:#e4f2e7;--exercise:#ffd400;--exercise-ink:#171200;--focus:#d0560a}
  @media (prefers-color-scheme:dark){:root{--ground:#101615;--card:#1a2220;--ink:#e9efec;--soft:#a9b8b4;--line:#3a4744;--accent:#5fc4cf;--on-accent:#06201f;--link:#7fd3dc;
  --danger:#ff9d98;--danger-ground:#3a1816;--warning:#f5c26b;--warning-ground:#33270f;--good:#8ed6a3;--good-ground:#152b1c;--focus:#ff9b52}}
  *{box-sizing:border-box}[hidden]{display:none!important}
  html{font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
  body{margin:0;background:var(--ground);color:var(--ink);overflow-wrap:anywhere}body.mode-exercise{border:solid var(--exercise);border-width:0 4px}
  main{padding:.2rem .7rem 1.5rem;max-width:34rem;margin:0 auto}h1{font-size:1.3rem;margin:.6rem 0}h2{font-size:1.05rem;margin:1.1rem 0 .3rem}p{margin:.4rem 0}a{color:var(--link)}
  :focus-visible{outline:3px solid var(--focus);outline-offset:2px}
  .exercise{background:var(--exercise);color:var(--exercise-ink);padding:.3rem .6rem;text-align:center}.exercise strong,.halted strong{display:block;letter-spacing:.06em}
  .halted{background:#a3161b;color:#fff;padding:.8rem;text-align:center;font-size:1.15rem;position:sticky;top:0;z-index:5}
  dl{margin:0}dt{color:var(--soft);font-size:.88rem;margin-top:.6rem}dd{margin:0}.fine,.age,small{color:var(--soft);font-size:.88rem}time{white-space:nowrap}
  .tag{display:inline-block;padding:.05rem .45rem;border-radius:3px;border:1px solid var(--line);font-size:.9rem;font-weight:600;background:var(--card)}
  .tag.danger{color:var(--danger);background:var(--danger-ground)}.tag.warning{color:var(--warning);background:var(--warning-ground)}.tag.good{color:var(--good);background:var(--good-ground)}
  .notice{padding:.6rem .7rem;border-left:6px solid var(--accent);background:var(--card);margin:.5rem 0}.notice.danger{border-color:var(--danger);background:var(--danger-ground)}
  .notice.warning{border-color:var(--warning);background:var(--warning-ground)}.notice.good{border-color:var(--good);background:var(--good-ground)}.notice button{margin-top:.4rem}
  button{font:inherit;font-weight:600;padding:.5rem .9rem;min-height:48px;border:1px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink);cursor:pointer}
  button.main,label.rate input:checked+span{background:var(--accent);color:var(--on-accent);border-color:var(--accent)}button.danger{background:var(--danger);color:var(--card);border-color:var(--danger)}button.warn{border-color:var(--warning);color:var(--warning)}
  button.quiet{min-height:44px;border-color:transparent;background:none;color:var(--link);text-decoration:underline;font-weight:400}
  button.big,summary.big{width:100%;min-height:60px;font-size:1.1rem;text-align:center;display:block;margin:.5rem 0}summary.big{padding:.9rem;border:1px solid var(--soft);border-radius:6px;background:var(--card);font-weight:600;cursor:pointer}
  .field{display:block;margin:0 0 .7rem}.field>span{display:block;font-weight:600}
  input,select,textarea{font:inherit;width:100%;padding:.5rem;min-height:48px;border:1px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink)}
  svg.route{display:block;width:100%;max-width:26rem;height:auto;background:var(--card);border:1px solid var(--line);border-radius:6px;fill:none;stroke-linecap:round}
  .route .road{stroke:var(--line);stroke-width:2}.route .wet{stroke:#3f83c4;stroke-width:3;stroke-dasharray:2 5}.route .shut{stroke:var(--danger);stroke-width:3;stroke-dasharray:7 5}
  .route .way{stroke:var(--accent);stroke-width:5;stroke-linejoin:round}.route .from{fill:var(--accent)}.route .to{fill:var(--danger);stroke:var(--card);stroke-width:1.5}
  ol{padding-left:1.4rem;margin:.4rem 0}li{padding:.15rem 0}blockquote{margin:.3rem 0;padding:.3rem .6rem;border-left:4px solid var(--line);background:var(--card);white-space:pre-line}
  .objective{border:1px solid var(--line);border-radius:6px;background:var(--card);padding:.4rem .7rem .7rem;margin:.7rem 0}fieldset{border:0;margin:0;padding:0}legend{font-weight:600;padding:0}
  .rates{display:grid;grid-template-columns:repeat(4,1fr);gap:.4rem;margin:.4rem 0}label.rate input{position:absolute;opacity:0;width:1px;min-height:0}
  label.rate span{display:block;text-align:center;font-size:1.4rem;font-weight:700;padding:.5rem 0;min-height:60px;border:1px solid var(--soft);border-radius:6px;cursor:pointer}label.rate small{display:block;font-weight:400;font-size:.72rem;color:inherit;line-height:1.15}
  label.rate input:focus-visible+span{outline:3px solid var(--focus);outline-offset:2px}
  @media print{form,details,button,#plain,#stored{display:none!important}}
  """#
