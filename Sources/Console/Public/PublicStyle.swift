/// What the pages of this folder need beyond the common style.
let publicStyle = #"""
  .finding{margin:.2rem 0;padding:.25rem .6rem;border-left:5px solid var(--line)}.finding.danger{border-color:var(--danger);background:var(--danger-ground);font-weight:600}.finding.warning{border-color:var(--warning);background:var(--warning-ground)}.finding.good{border-color:var(--good);background:var(--good-ground)}
  pre.sheet{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--ground);border:1px solid var(--line);border-radius:var(--radius);padding:.6rem;margin:.3rem 0;font:inherit;max-height:26rem;overflow:auto}
  .poster{margin:0}.poster img{width:100%;height:auto;max-width:26rem;border:1px solid var(--line);background:#fff;display:block}
  .difference{list-style:none;padding:0;margin:0}.difference ins{background:var(--good-ground);text-decoration:none;border-left:5px solid var(--good);padding-left:.4rem;display:block}.difference del{background:var(--danger-ground);border-left:5px solid var(--danger);padding-left:.4rem;display:block}
  .call112{background:var(--danger);color:var(--card);font-weight:700;font-size:1.15rem;padding:.7rem .9rem;border-radius:var(--radius);margin:0 0 .9rem}.call112 a{color:inherit}
  .code{font-size:1.9rem;font-weight:700;letter-spacing:.06em;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
  .photo img{max-width:100%;height:auto;border:1px solid var(--line)}
  """#
