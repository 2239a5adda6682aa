/**
 * Papers as PDF: A4, fonts embedded, tagged for screen readers (PDF/UA), page numbers, tables that go on over pages. For
 * whatever the server prints: the report of a tender, and the papers to come.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Language } from '../problems/problem.ts'
import PdfFile from 'pdfkit'
import { printable } from './printable.ts'
import { openTypeOf } from './woff.ts'

const MARGIN = 56
const FOOT = 34
const BODY = 10
const SMALL = 8.5
const GAP = 6
const CELL = 4
/** A heading stays with so much of what follows. */
const KEEP_WITH_NEXT = 90

const ink = '#1b2130'
const soft = '#575f70'
const line = '#c9ccd2'

/** Source Sans 3 (SIL Open Font License 1.1), as the package `@fontsource/source-sans-3` brings it. */
const fonts = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/source-sans-3/package.json')),
  'files',
)
const font = (weight: 400 | 600) =>
  openTypeOf(readFileSync(join(fonts, `source-sans-3-latin-${weight}-normal.woff`)))
const faces = { plain: font(400), strong: font(600) }

export interface Column {
  head: string
  /** Share of the width, in whatever unit the columns of a table have in common. */
  width: number
  /** Figures keep to the right. */
  figures?: boolean
}

/** A paper that is being written, from top to bottom. */
export interface Paper {
  heading(text: string, level: 1 | 2 | 3): void
  /** A paragraph, or several; goes on over pages. */
  text(text: string, look?: 'plain' | 'soft' | 'strong'): void
  /** Labels with what they stand for. */
  facts(rows: readonly (readonly [label: string, value: string])[]): void
  /** Each row has a cell for each column. The head is repeated on each page. Nothing where there is no row. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void
  /** Closes it; nothing is written afterwards. */
  end(): Promise<Buffer>
}

/** Begins a paper. `madeAt` is the instant that it says it was made at; `foot` stands at the foot of each page. */
export function openPaper({
  title,
  language,
  madeAt,
  foot,
}: {
  title: string
  language: Language
  madeAt: Date
  foot: string
}): Paper {
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN + FOOT / 2, left: MARGIN, right: MARGIN },
    bufferPages: true,
    tagged: true,
    pdfVersion: '1.7',
    lang: language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    info: { Title: printable(title), Author: 'Maillage', CreationDate: madeAt },
  }
  // Which standard it keeps to: its types do not know this one yet.
  const doc = new PdfFile(Object.assign(options, { subset: 'PDF/UA' }))
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.registerFont('plain', faces.plain)
  doc.registerFont('strong', faces.strong)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const left = MARGIN
  const width = doc.page.width - 2 * MARGIN
  const bottom = () => doc.page.height - doc.page.margins.bottom

  /** Draws what is no content: rules, page numbers. */
  function ornament(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    doc.markContent('Artifact', { type })
    draw()
    doc.endMarkedContent()
  }
  const rule = (y: number, colour: string) =>
    ornament(() =>
      doc
        .moveTo(left, y)
        .lineTo(left + width, y)
        .lineWidth(0.6)
        .stroke(colour),
    )

  function block(tag: string, draw: () => void): void {
    const element = doc.struct(tag, {}, draw)
    root.add(element)
    element.end()
  }

  function heading(text: string, level: 1 | 2 | 3): void {
    const size = { 1: 20, 2: 14, 3: 11.5 }[level]
    if (doc.y > MARGIN) doc.y += { 1: 0, 2: 14, 3: 8 }[level]
    if (doc.y > bottom() - KEEP_WITH_NEXT) doc.addPage()
    block(`H${level}`, () =>
      doc.font('strong').fontSize(size).fillColor(ink).text(printable(text), left, doc.y, { width }),
    )
    doc.y += level === 1 ? GAP : 3
  }

  function text(words: string, look: 'plain' | 'soft' | 'strong' = 'plain'): void {
    for (const paragraph of printable(words).split('\n')) {
      if (paragraph.trim() === '') continue
      // What is said of somebody stays with their name.
      if (look === 'strong' && doc.y > bottom() - KEEP_WITH_NEXT) doc.addPage()
      block('P', () =>
        doc
          .font(look === 'strong' ? 'strong' : 'plain')
          .fontSize(look === 'soft' ? SMALL : BODY)
          .fillColor(look === 'soft' ? soft : ink)
          .text(paragraph, left, doc.y, { width, lineGap: 1.5 }),
      )
      doc.y += 3
    }
    doc.y += GAP / 2
  }

  function facts(rows: Parameters<Paper['facts']>[0]): void {
    if (rows.length > 0)
      grid(
        [
          { head: '', width: 3 },
          { head: '', width: 7 },
        ],
        rows,
        false,
      )
  }

  function table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    if (rows.length > 0) grid(columns, rows, true)
  }

  /** A grid of cells, the first of each row its head. A cell that no page could hold is cut into rows that follow. */
  function grid(columns: readonly Column[], rows: readonly (readonly string[])[], hasHead: boolean): void {
    const all = columns.reduce((sum, column) => sum + column.width, 0)
    const edges = columns.map((_, at) =>
      columns.slice(0, at).reduce((sum, column) => sum + (column.width / all) * width, left),
    )
    const inner = columns.map(column => (column.width / all) * width - 2 * CELL)
    const element = doc.struct('Table')
    root.add(element)
    const faceOf = (at: number, isHead: boolean) => (isHead || (at === 0 && !hasHead) ? 'strong' : 'plain')
    const heightOf = (cells: readonly string[], isHead: boolean) =>
      Math.max(
        ...cells.map((cell, at) =>
          doc
            .font(faceOf(at, isHead))
            .fontSize(isHead ? SMALL : BODY)
            .heightOfString(cell === '' ? ' ' : cell, { width: inner[at] ?? 0 }),
        ),
      ) +
      2 * CELL

    function draw(cells: readonly string[], isHead: boolean, height: number): void {
      const row = doc.struct('TR')
      element.add(row)
      const top = doc.y
      cells.forEach((cell, at) => {
        const place = doc.struct(isHead || at === 0 ? 'TH' : 'TD', {}, () =>
          doc
            .font(faceOf(at, isHead))
            .fontSize(isHead ? SMALL : BODY)
            .fillColor(isHead ? soft : ink)
            .text(cell === '' ? ' ' : cell, (edges[at] ?? left) + CELL, top + CELL, {
              width: inner[at] ?? 0,
              align: columns[at]?.figures === true ? 'right' : 'left',
            }),
        )
        row.add(place)
        place.end()
      })
      row.end()
      doc.x = left
      doc.y = top + height
      rule(doc.y, isHead ? soft : line)
    }

    const heads = columns.map(({ head }) => printable(head))
    const headHeight = hasHead ? heightOf(heads, true) : 0
    const room = () => bottom() - doc.y
    const most = bottom() - MARGIN - headHeight
    const begin = () => {
      if (hasHead) draw(heads, true, headHeight)
    }
    const printed = rows
      .map(row => row.map(printable))
      .flatMap(row => parted(row, cells => heightOf(cells, false) <= most))
    const first = printed[0]
    if (first !== undefined && room() < headHeight + heightOf(first, false)) doc.addPage()
    begin()
    for (const row of printed) {
      const height = heightOf(row, false)
      if (height > room()) {
        doc.addPage()
        begin()
      }
      draw(row, false, height)
    }
    element.end()
    doc.y += GAP * 1.5
  }

  async function end(): Promise<Buffer> {
    const { start, count } = doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      doc.switchToPage(page)
      const { margins } = doc.page
      // The foot stands in the margin, where text would else begin another page.
      doc.page.margins = { ...margins, bottom: 0 }
      const y = doc.page.height - MARGIN + 6
      ornament(() => {
        doc.font('plain').fontSize(SMALL).fillColor(soft)
        doc.text(printable(foot), left, y, {
          width: width - 70,
          height: 12,
          ellipsis: true,
          lineBreak: false,
        })
        doc.text(`${page - start + 1} / ${count}`, left, y, { width, align: 'right', lineBreak: false })
      }, 'Pagination')
      doc.page.margins = margins
    }
    root.end()
    doc.end()
    return whole
  }

  return { heading, text, facts, table, end }
}

/** A row in as many as it takes for each to fit: what does not is carried on in the next, word by word. */
function parted(row: readonly string[], fits: (row: readonly string[]) => boolean): string[][] {
  const parts: string[][] = []
  let rest: string[] = [...row]
  while (!fits(rest)) {
    // The longest beginning of the longest cell that fits, by halves.
    const longest = rest.reduce((at, cell, here) => (cell.length > (rest[at]?.length ?? 0) ? here : at), 0)
    const cell = rest[longest] ?? ''
    let [least, most] = [1, cell.length]
    while (least < most) {
      const middle = Math.ceil((least + most) / 2)
      if (fits(rest.map((other, at) => (at === longest ? cell.slice(0, middle) : other)))) least = middle
      else most = middle - 1
    }
    const space = cell.lastIndexOf(' ', least)
    const cut = space > least / 2 ? space : least
    parts.push(rest.map((other, at) => (at === longest ? cell.slice(0, cut) : other)))
    rest = rest.map((_, at) => (at === longest ? cell.slice(cut).trimStart() : ''))
  }
  return [...parts, rest]
}
