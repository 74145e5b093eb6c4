/// Style of the commander's screens beside the common one.
let commandStyle = #"""
  [hidden]{display:none!important}
  .acts a{display:inline-block;padding:.3rem .4rem;min-height:32px}.halted,.exercise{margin:0}
  .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  .no{color:var(--soft);font-variant-numeric:tabular-nums}
  .zoom{position:relative}.zoom img{transform-origin:0 0}.zoombar{position:relative;z-index:2}.zoombar button{min-width:44px;font-size:1.1rem}
  form.hours{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin:.2rem 0 .6rem}form.hours label{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap;font-weight:600}form.hours select{width:auto;max-width:100%}form.hours label{min-width:0;max-width:100%}
  form.hours input[type=range]{flex:1 1 16rem;max-width:none;padding:0;border:0;accent-color:var(--accent);background:none}
  .said{border-left:6px solid var(--accent);background:var(--card);padding:.4rem .8rem;margin:0 0 .7rem}.said p{margin:.2rem 0}.said.ahead{border-left-style:double;border-color:var(--warning);background:var(--warning-ground)}
  @media print{form.hours,.zoombar{display:none!important}.zoom img{transform:none!important}}
  """#
