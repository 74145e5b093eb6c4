/// The console's style: calm and legible, light and dark, one column on a phone, black on white in print.
let commonStyle = #"""
  :root{color-scheme:light dark;--ground:#f4f5f2;--card:#fff;--ink:#17211f;--soft:#4c5a57;--line:#c9d1ce;--accent:#0b5a63;--on-accent:#fff;
  --link:#0a5560;--danger:#a3161b;--danger-ground:#fbe9e8;--warning:#7a4a00;--warning-ground:#fdf1d9;--good:#1c5e33;--good-ground:#e4f2e7;
  --exercise:#ffd400;--exercise-ink:#171200;--focus:#d0560a;--radius:6px}
  @media (prefers-color-scheme:dark){:root{--ground:#101615;--card:#1a2220;--ink:#e9efec;--soft:#a9b8b4;--line:#3a4744;--accent:#5fc4cf;--on-accent:#06201f;
  --link:#7fd3dc;--danger:#ff9d98;--danger-ground:#3a1816;--warning:#f5c26b;--warning-ground:#33270f;--good:#8ed6a3;--good-ground:#152b1c;--focus:#ff9b52}}
  *{box-sizing:border-box}
  html{font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%}
  body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--ground);color:var(--ink)}
  body.mode-exercise{border-left:8px solid var(--exercise);border-right:8px solid var(--exercise)}
  h1{font-size:1.45rem;margin:.6rem 0}h2{font-size:1.08rem;margin:0 0 .5rem}h3{font-size:.98rem;margin:.8rem 0 .3rem}
  a{color:var(--link)}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
  .skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:.5rem;z-index:9}
  .exercise{background:var(--exercise);color:var(--exercise-ink);padding:.3rem .8rem;display:flex;gap:.2rem .8rem;flex-wrap:wrap;justify-content:center;text-align:center}
  .halted{background:#a3161b;color:#fff;padding:.8rem;text-align:center;font-size:1.2rem;position:sticky;top:0;z-index:5}.halted strong{display:block;letter-spacing:.06em}
  .exercise strong{letter-spacing:.06em}
  .top{background:var(--card);border-bottom:1px solid var(--line);padding:.5rem .9rem 0;display:grid;grid-template-columns:1fr auto auto;gap:.2rem 1.2rem;align-items:center}
  .brand{font-weight:700;margin-right:.8rem}.operation{color:var(--soft)}
  time{white-space:nowrap}
  .clock{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
  .me{display:flex;gap:.6rem;align-items:center;flex-wrap:wrap;color:var(--soft);font-size:.92rem}.me form{margin:0}
  .top nav{grid-column:1/-1}
  nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem;margin:.2rem 0 0;padding:0}
  .top nav a{display:block;padding:.5rem .7rem;text-decoration:none;border-bottom:3px solid transparent;color:var(--ink)}
  .top nav a:hover{background:var(--ground)}.top nav a[aria-current]{border-color:var(--accent);font-weight:700}
  .shifts{margin:.2rem 0 .8rem}.shifts a{display:inline-block;padding:.3rem .7rem;border:1px solid var(--line);border-radius:1rem;background:var(--card);text-decoration:none;margin:0 .3rem .3rem 0}
  .shifts a[aria-current]{background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
  main{padding:.2rem .9rem 2rem;max-width:110rem;width:100%;margin:0 auto;flex:1}main:focus{outline:none}
  footer{padding:.4rem .9rem;color:var(--soft);font-size:.88rem;border-top:1px solid var(--line)}
  .lead{margin:.2rem 0 .8rem}.fine{color:var(--soft);font-size:.88rem;margin:.3rem 0}.age,small{color:var(--soft);font-size:.86rem}
  .board{display:grid;gap:.9rem;grid-template-columns:minmax(0,5fr) minmax(0,8fr);align-items:start}.column{display:grid;gap:.9rem;min-width:0}.column.wide{min-width:0}
  .card{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:.8rem .9rem;margin:0 0 .9rem;min-width:0}.column>.card{margin:0}
  .card.danger{border:3px solid var(--danger)}.card.first{max-width:44rem}
  .decisions{list-style:none;margin:0;padding:0}.decision{padding:.5rem .6rem;border-left:6px solid var(--line);margin:0 0 .4rem;background:var(--ground)}
  .decision a{color:var(--ink);font-weight:600}
  .decision.danger{border-color:var(--danger);background:var(--danger-ground)}.decision.warning{border-color:var(--warning);background:var(--warning-ground)}.decision.next{border-color:var(--accent)}
  .sign{font-size:.72rem;font-weight:700;letter-spacing:.05em;color:var(--soft);display:block}.danger>.sign{color:var(--danger)}.warning>.sign{color:var(--warning)}
  .tag{display:inline-block;padding:.05rem .45rem;border-radius:3px;border:1px solid var(--line);font-size:.84rem;font-weight:600;background:var(--ground);white-space:nowrap}
  .tag.danger{color:var(--danger);border-color:currentColor;background:var(--danger-ground)}.tag.warning{color:var(--warning);border-color:currentColor;background:var(--warning-ground)}.tag.good{color:var(--good);border-color:currentColor;background:var(--good-ground)}
  .notice{padding:.6rem .8rem;border-left:6px solid var(--accent);background:var(--card);margin:.5rem 0}.notice.danger{border-color:var(--danger);background:var(--danger-ground)}.notice.warning{border-color:var(--warning);background:var(--warning-ground)}.notice.good{border-color:var(--good);background:var(--good-ground)}
  .offline{background:var(--danger);color:#fff;text-align:center;margin:0;padding:.4rem}@media (prefers-color-scheme:dark){.offline{color:#2a0b09}}
  .empty{color:var(--soft);margin:.2rem 0}
  .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.94rem}th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}th{font-size:.84rem;color:var(--soft);font-weight:600}
  .numbers td:nth-child(n+2):nth-child(-n+6),.numbers th:nth-child(n+2):nth-child(-n+6){text-align:right;font-variant-numeric:tabular-nums}
  ul.people,ul.short,ul.big,ul.why{list-style:none;margin:0;padding:0}ul.people li,ul.short li,ul.why li,ul.big li{padding:.4rem 0;border-bottom:1px solid var(--line)}ul.why li{border:0;padding:.2rem 0}
  button,.button{font:inherit;font-weight:600;display:inline-block;padding:.5rem .9rem;min-height:44px;border:1px solid var(--line);border-radius:var(--radius);background:var(--card);color:var(--ink);cursor:pointer;text-decoration:none;line-height:1.5}
  button:hover,.button:hover{border-color:var(--accent)}button.main,.button.main{background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
  button.danger{background:var(--danger);color:var(--card);border-color:var(--danger)}button.warn{border-color:var(--warning);color:var(--warning)}
  button.quiet{min-height:32px;padding:.15rem .5rem;font-weight:400;border-color:transparent;background:none;color:var(--link);text-decoration:underline}
  button.big,summary.big{width:100%;min-height:60px;font-size:1.1rem;text-align:center;display:block;margin:.5rem 0}summary.big{padding:.9rem;border:1px solid var(--line);border-radius:var(--radius);background:var(--card);font-weight:600;cursor:pointer}
  .buttons{display:flex;gap:.5rem;flex-wrap:wrap;align-items:center}
  .field{display:block;margin:0 0 .7rem}.field>span{display:block;font-weight:600}.field small{display:block}
  input,select,textarea{font:inherit;width:100%;max-width:36rem;padding:.5rem;min-height:44px;border:1px solid var(--soft);border-radius:var(--radius);background:var(--card);color:var(--ink)}
  input[type=radio],input[type=checkbox]{width:20px;height:20px;min-height:0;vertical-align:middle}input.small{width:5.5rem}
  form.act{display:inline-block;margin:.15rem 0}form.act label{margin-right:.4rem}
  form.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.2rem .8rem;align-items:end}form.row button{justify-self:start;margin-bottom:.7rem}
  fieldset{border:1px solid var(--line);border-radius:var(--radius);margin:0 0 .8rem;padding:.4rem .8rem}legend{font-weight:700;padding:0 .3rem}.areas{background:var(--card)}.areas .choices{border:0;padding:0;margin:.2rem 0}.areas .choices legend{font-size:.86rem;color:var(--soft)}
  .choice{display:inline-flex;align-items:center;gap:.4rem;min-height:40px;margin-right:1rem}
  .steps{list-style:none;margin:0;padding:0}.steps li{display:flex;flex-wrap:wrap;gap:.4rem .8rem;align-items:center;padding:.4rem 0;border-top:1px solid var(--line)}
  .steps .sign{width:1.9rem;height:1.9rem;border-radius:50%;border:2px solid var(--soft);display:grid;place-items:center;font-size:.9rem}.steps .done .sign{background:var(--good);border-color:var(--good);color:var(--card)}
  .figures{display:flex;gap:.3rem 1.5rem;flex-wrap:wrap;margin:.2rem 0}.figures strong{font-size:1.5rem}
  .bar{display:flex;gap:.7rem;align-items:center}.bar progress{flex:1;height:1.1rem;accent-color:var(--accent)}
  .depth{padding:.05rem .4rem;border-radius:3px;border:1px solid var(--line);white-space:nowrap;color:#10202c;background:#fff}.depth.no_report{background:#e3e3e3}.depth.trace{background:#e8f1fa}.depth.low{background:#c4dcf0}.depth.medium{background:#8fbbe0}.depth.high{background:#2b6399;color:#fff}
  .map img{width:100%;height:auto;background:#fff;border-radius:4px;display:block}.zoom{overflow:hidden;touch-action:none;background:#fff}.zoom img{transform-origin:0 0}.zoombar{display:flex;gap:.4rem;margin:0 0 .5rem}
  .calls{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:.9rem}.calls .card{margin:0}details summary{cursor:pointer;padding:.3rem 0}
  .plain main{max-width:32rem}dl.duty{margin:0}.duty dt{color:var(--soft);font-size:.88rem;margin-top:.5rem}.duty dd{margin:0}
  .clock2{font-size:2rem;font-weight:700;font-variant-numeric:tabular-nums}
  .two{display:grid;grid-template-columns:1fr 1fr;gap:.9rem}
  @media (max-width:60rem){.board{grid-template-columns:minmax(0,1fr)}}
  @media (max-width:46rem){.board,.two{grid-template-columns:minmax(0,1fr)}.top{grid-template-columns:1fr auto}.me{grid-column:1/-1}body.mode-exercise{border-width:4px}
  .top nav ul{flex-wrap:nowrap;overflow-x:auto}.top nav a{white-space:nowrap}
  table.numbers thead,table thead{position:absolute;left:-999px}tr{display:block;border-bottom:2px solid var(--line);padding:.3rem 0}td{display:flex;gap:.6rem;justify-content:space-between;border:0;padding:.15rem .2rem;text-align:right}td::before{content:attr(data-label);color:var(--soft);font-size:.84rem;text-align:left;flex:0 0 38%}td:first-child{font-weight:600;display:block;text-align:left}td:first-child::before{content:none}td:empty{display:none}
  .tag{white-space:normal}
  .numbers tr{display:grid;grid-template-columns:repeat(3,1fr);gap:.1rem .4rem}.numbers td,.numbers td:nth-child(n+2):nth-child(-n+6){display:block;text-align:left}.numbers td:first-child{grid-column:1/-1}.numbers td::before{display:block;font-size:.78rem}}
  @media (prefers-reduced-motion:no-preference){.fresh{animation:fresh 1.2s}@keyframes fresh{from{outline:2px solid var(--accent)}to{outline:2px solid transparent}}}
  @media print{:root{--ground:#fff;--card:#fff;--ink:#000;--soft:#333;--line:#999}.top nav,.me,form,button,.offline,.skip{display:none!important}.board{display:block}.card{break-inside:avoid;border-color:#999}body.mode-exercise{border:0}.exercise{border:2px solid #000;print-color-adjust:exact}}
  """#
