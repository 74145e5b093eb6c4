/// HTML of all papers: a sheet with a head and a foot that each printed page repeats, and blocks between them.
///
/// Values are escaped by `{{ }}`; only the style sheet and the SVG of our own writer go in as they are.
enum PaperTemplates {
  static let page = #"""
    <!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>{{#marks}}{{mark}}: {{/marks}}{{title}}</title>
    <style>{{{css}}}</style>
    </head>
    <body>
    <table class="sheet" role="presentation">
    <thead><tr><td>
    <div class="running top">
    {{#marks}}<p class="mark">{{mark}}</p>{{/marks}}
    <p class="runline"><span>{{sender}}</span><span>{{title}}</span><span>{{operation}}</span></p>
    </div>
    </td></tr></thead>
    <tbody><tr><td>
    {{#blocks}}
    {{>block}}
    {{/blocks}}
    </td></tr></tbody>
    <tfoot><tr><td>
    <div class="running bottom">
    <p class="runline"><span>{{planLine}}</span><span>{{logLine}}</span><span>{{madeLine}}</span></p>
    {{#marks}}<p class="mark">{{mark}}</p>{{/marks}}
    </div>
    </td></tr></tfoot>
    </table>
    </body>
    </html>

    """#

  static let block = #"""
    {{#headings}}<h{{level}}{{#breaks}} class="newpage"{{/breaks}}>{{heading}}</h{{level}}>
    {{/headings}}
    {{#paragraphs}}<p class="{{kind}}">{{paragraph}}</p>
    {{/paragraphs}}
    {{#pairLists}}<table class="pairs {{pairKind}}"><tbody>
    {{#pairs}}<tr><th scope="row">{{label}}</th><td>{{#lines}}<div>{{line}}</div>{{/lines}}</td></tr>
    {{/pairs}}
    </tbody></table>
    {{/pairLists}}
    {{#tables}}<div class="scroll"><table class="data {{tableKind}}">
    <thead><tr>{{#columns}}<th scope="col" class="{{columnKind}}">{{column}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}<tr class="{{rowKind}}">{{#cells}}<td class="{{cellKind}}">{{cell}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody></table></div>
    {{/tables}}
    {{#lists}}<ol class="{{listKind}}">
    {{#items}}<li>{{item}}</li>
    {{/items}}
    </ol>
    {{/lists}}
    {{#drawings}}<figure class="drawing">{{{drawing}}}</figure>
    {{/drawings}}
    {{#charts}}{{>chart}}
    {{/charts}}
    {{#signatures}}<div class="signature">
    {{#signatureLines}}<p>{{signatureLine}}</p>
    {{/signatureLines}}
    </div>
    {{/signatures}}
    """#

  static let chart = #"""
    <div class="chart">
    {{#tops}}<div class="top1">{{>box}}</div>
    {{/tops}}
    <div class="staff">{{#staff}}{{>box}}{{/staff}}</div>
    <div class="sections">
    {{#sections}}<div class="section {{sectionKind}}"><div class="box sectionhead"><p class="boxtitle">{{sectionTitle}}</p></div>
    <div class="boxes">{{#sectionBoxes}}{{>box}}{{/sectionBoxes}}</div>
    </div>
    {{/sections}}
    </div>
    </div>
    """#

  static let box = #"""
    <div class="box {{boxKind}}"><p class="boxtitle">{{boxTitle}}</p>
    {{#boxLines}}<p class="{{boxLineKind}}">{{boxLine}}</p>
    {{/boxLines}}
    </div>
    """#
}
