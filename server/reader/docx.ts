import { textOfRows } from '@maillage/matching/understanding/rows.ts'
import type { Archive } from './zip.ts'
import { Lines, Unreadable } from './unreadable.ts'
import { walkXml } from './xml.ts'

/** The text of a Word document: a paragraph a line, a row of a table a line. */
export async function textOfDocx(archive: Archive): Promise<string> {
  const xml = await archive.text('word/document.xml')
  if (xml === null) throw new Unreadable('file-damaged')
  const lines = new Lines()
  let line = ''
  let rows: string[][] = []
  /** How many cells deep: a table may stand in a cell of another. */
  let depth = 0
  let isText = false
  walkXml(xml, {
    open(name) {
      if (name === 'w:t') isText = true
      else if (name === 'w:tab') line += depth > 0 ? ' ' : '\t'
      else if (name === 'w:br' || name === 'w:cr') line += depth > 0 ? ' ' : '\n'
      else if (name === 'w:tr' && depth === 0) rows.push([])
      else if (name === 'w:tc') depth++
    },
    text(text) {
      if (isText) line += text
    },
    close(name) {
      if (name === 'w:t') isText = false
      else if (name === 'w:p' && depth > 0) line += ' '
      else if (name === 'w:p') flush()
      else if (name === 'w:tc') {
        depth--
        if (depth > 0) return
        rows.at(-1)?.push(line.trim())
        line = ''
      } else if (name === 'w:tbl' && depth === 0) {
        for (const row of textOfRows(rows).split('\n')) lines.add(row)
        rows = []
      }
    },
  })
  function flush() {
    lines.add(line.trimEnd())
    line = ''
  }
  flush()
  return lines.toString()
}
