import Basics

/// A table of a paper: text cells, escaped when printed.
struct PaperTable {
  struct Row {
    var cells: [String]
    /// CSS class: `total`, `short`, `unknown` or nothing.
    var kind = ""
  }

  /// Title and CSS class (`n` right-aligned, `nowrap`, or nothing) of each column.
  var columns: [(title: String, kind: String)]
  var rows: [Row] = []
  var kind = ""

  init(_ columns: [String], kinds: [String] = [], kind: String = "") {
    self.columns = columns.enumerated().map { ($1, $0 < kinds.count ? kinds[$0] : "") }
    self.kind = kind
  }

  mutating func add(_ cells: [String], kind: String = "") { rows.append(Row(cells: cells, kind: kind)) }

  var context: [String: Any] {
    [
      "tableKind": kind, "columns": columns.map { ["column": $0.title, "columnKind": $0.kind] },
      "rows": rows.map { row in
        [
          "rowKind": row.kind,
          "cells": row.cells.enumerated().map { i, cell in
            ["cell": cell, "cellKind": i < columns.count ? columns[i].kind : ""]
          },
        ] as [String: Any]
      },
    ]
  }
}

/// A box of the structure chart.
struct ChartBox {
  var title: String
  var lines: [(text: String, kind: String)]
  /// `lead`, `open` (nobody holds it) or nothing.
  var kind = ""

  var context: [String: Any] {
    [
      "boxTitle": title, "boxKind": kind, "boxLines": lines.map { ["boxLine": $0.text, "boxLineKind": $0.kind] },
    ]
  }
}

struct Chart {
  var top: ChartBox
  var staff: [ChartBox]
  var sections: [(title: String, boxes: [ChartBox])]

  var context: [String: Any] {
    [
      "tops": [top.context], "staff": staff.map(\.context),
      "sections": sections.map {
        ["sectionTitle": $0.title, "sectionKind": $0.boxes.count > 4 ? "wide" : "", "sectionBoxes": $0.boxes.map(\.context)]
          as [String: Any]
      },
    ]
  }
}

/// What a paper is made of, from top to bottom.
enum PaperBlock {
  case heading(Int, String, newPage: Bool = false)
  case paragraph(String, kind: String = "body")
  case pairs([(label: String, lines: [String])], kind: String = "")
  case table(PaperTable)
  case list([String], kind: String = "numbers")
  case drawing(svg: String)
  case chart(Chart)
  case signature([String])

  /// Every kind of block has its own names: Mustache looks for a missing name further out.
  var context: [String: Any] {
    var out: [String: Any] = [:]
    for name in ["headings", "paragraphs", "pairLists", "tables", "lists", "drawings", "charts", "signatures"] {
      out[name] = [[String: Any]]()
    }
    switch self {
    case .heading(let level, let text, let newPage):
      out["headings"] = [["level": "\(level)", "heading": text, "breaks": newPage] as [String: Any]]
    case .paragraph(let text, let kind): out["paragraphs"] = [["paragraph": text, "kind": kind]]
    case .pairs(let pairs, let kind):
      out["pairLists"] = [
        [
          "pairKind": kind, "pairs": pairs.map { ["label": $0.label, "lines": $0.lines.map { ["line": $0] }] as [String: Any] },
        ]
      ]
    case .table(let table): out["tables"] = [table.context]
    case .list(let items, let kind):
      out["lists"] = [["listKind": kind, "items": items.map { ["item": $0] }] as [String: Any]]
    case .drawing(let svg): out["drawings"] = [["drawing": svg]]
    case .chart(let chart): out["charts"] = [chart.context]
    case .signature(let lines): out["signatures"] = [["signatureLines": lines.map { ["signatureLine": $0] }]]
    }
    return out
  }
}
