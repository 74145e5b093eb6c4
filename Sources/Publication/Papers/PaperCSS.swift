/// The style sheet of papers: A4 in print, one column on a telephone. No outside file, no script.
enum PaperCSS {
  static func text(isLandscape: Bool) -> String {
    let size = isLandscape ? "A4 landscape" : "A4"
    return "@page{size:\(size);margin:9mm 12mm 12mm;@bottom-right{content:counter(page) \" / \" counter(pages);"
      + "font:8pt 'Liberation Sans',Arial,sans-serif}}\n" + rules
  }

  private static let rules = #"""
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;font:10.5pt/1.35 'Liberation Sans',Arial,Helvetica,sans-serif;color:#000;background:#fff}
    p{margin:0 0 .35em}
    .sheet{width:100%;border-collapse:collapse;table-layout:fixed}
    .sheet>thead>tr>td,.sheet>tbody>tr>td,.sheet>tfoot>tr>td{padding:0;vertical-align:top}
    .running{font-size:8pt;color:#222}
    .running.top{border-bottom:1.2pt solid #000;margin-bottom:4mm;padding-bottom:1mm}
    .running.bottom{border-top:.6pt solid #000;margin-top:4mm;padding-top:1mm}
    .runline{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 6mm;margin:0}
    .mark{text-align:center;font-weight:700;font-size:11pt;letter-spacing:.08em;border:1.2pt solid #000;padding:.4mm 0;margin:.6mm 0}
    h1{font-size:15pt;text-align:center;margin:2mm 0 3mm;text-transform:uppercase;line-height:1.2}
    h2{font-size:11.5pt;margin:5mm 0 1.5mm;border-bottom:.6pt solid #555;break-after:avoid}
    h3{font-size:10.5pt;margin:3.5mm 0 1mm;break-after:avoid}
    .newpage{break-before:page}
    .center{text-align:center}
    .note{font-size:8.8pt;color:#222}
    .warn{border:1.2pt solid #000;padding:1mm 2mm;font-weight:700}
    .sub{text-align:center;margin-bottom:3mm}
    .letterhead{text-align:center;font-weight:700;font-size:12.5pt;text-transform:uppercase;margin:0}
    .rule{border-bottom:2.4pt double #000;height:2mm;margin-bottom:4mm}
    .pairs{width:100%;border-collapse:collapse;margin:0 0 2mm}
    .pairs th{width:34%;text-align:left;font-weight:400;vertical-align:top;padding:.5mm 3mm .5mm 0}
    .pairs td{vertical-align:top;padding:.5mm 0;overflow-wrap:anywhere}
    .pairs.letter th{width:14%}
    .pairs.letter td div{padding-left:5mm;text-indent:-5mm}
    .scroll{overflow-x:auto;margin:0 0 2.5mm}
    .data{width:100%;border-collapse:collapse;font-size:9pt}
    .data th,.data td{border:.5pt solid #666;padding:.7mm 1.4mm;text-align:left;vertical-align:top}
    .data thead th{background:#e9e9e9;font-weight:700}
    .data td{white-space:pre-line}
    .data .n{text-align:right;white-space:nowrap}
    .data .nowrap{white-space:nowrap}
    .data tr{break-inside:avoid}
    .data tr.total td{font-weight:700;background:#f3f3f3}
    .data tr.short td{font-weight:700}
    .data tr.unknown td{color:#333;background:repeating-linear-gradient(45deg,#fff 0 5px,#ececec 5px 7px)}
    ol{margin:0 0 2mm;padding-left:6mm}
    ol.compact{columns:2;column-gap:6mm;font-size:8.8pt}
    ol.plain{list-style:none;padding-left:0}
    ol.letters{list-style-type:lower-alpha}
    li{margin:0 0 .6mm}
    .drawing{margin:0 0 3mm}
    .map{width:100%;height:auto;display:block}
    .signature{margin:8mm 0 4mm auto;width:75mm;break-inside:avoid}
    .signature p{min-height:1.35em;margin:0}
    .chart{font-size:8.6pt;line-height:1.25}
    .top1{max-width:78mm;margin:0 auto}
    .staff{display:flex;flex-wrap:wrap;justify-content:center;gap:2mm;border-top:1pt solid #000;padding-top:2mm;margin:2mm 0}
    .staff .box{flex:0 1 44mm}
    .sections{display:flex;gap:2.5mm;align-items:flex-start;border-top:1pt solid #000;padding-top:2mm}
    .section{flex:1 1 0}.section.wide{flex:2.6 1 0}.wide .boxes{columns:2;column-gap:2mm}
    .box{border:.8pt solid #000;padding:1mm 1.6mm;margin:0 0 1.6mm;break-inside:avoid;overflow-wrap:anywhere}
    .box p{margin:0}
    .boxtitle{font-weight:700}
    .sectionhead{background:#e9e9e9;text-align:center;border-width:1.4pt}
    .box.lead{border-width:1.6pt;text-align:center}
    .box.open{border-style:dashed}
    .role{font-weight:700;font-size:8.2pt;margin-top:.5mm!important}
    .place{font-style:italic}
    .gap{font-weight:700}
    @media screen{
    body{background:#ddd}
    .sheet{max-width:210mm;margin:6mm auto;background:#fff;box-shadow:0 1px 4px #888}
    .sheet>thead>tr>td,.sheet>tbody>tr>td,.sheet>tfoot>tr>td{padding:0 12mm}
    .sheet>thead>tr>td{padding-top:6mm}.sheet>tfoot>tr>td{padding-bottom:6mm}
    }
    @media screen and (max-width:700px){
    body{background:#fff;font-size:16px}
    .sheet{margin:0;box-shadow:none}
    .sheet>thead>tr>td,.sheet>tbody>tr>td,.sheet>tfoot>tr>td{padding:0 10px}
    .running,.note{font-size:12px}.data{font-size:13px}.chart{font-size:13px}
    h1{font-size:20px}h2{font-size:17px}
    .sections{flex-direction:column}.section{width:100%}.wide .boxes{columns:1}.drawing{overflow-x:auto}.map{min-width:860px}
    .staff .box{flex:1 1 100%}
    .pairs th{width:38%}
    .signature{width:auto;margin-left:0}
    }
    @media print{
    .map{max-height:214mm}
    .scroll{overflow:visible}
    a{color:inherit}
    }
    """#
}
