/** Files as people send them, made here: office archives, PDFs, protected and hostile ones. */
import { constants, crc32, deflateRawSync } from 'node:zlib'

interface Part {
  name: string
  content: string | Buffer
  /** What the archive says the unpacked size is; the truth where it is not given. */
  claims?: number
}

/** A zip archive of these parts. */
export function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, content, claims } of parts) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const fields = Buffer.alloc(22)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims ?? bytes.length, 18)
    const names = Buffer.from(name)
    const lengths = Buffer.alloc(4)
    lengths.writeUInt16LE(names.length, 0)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, lengths, names, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    central.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, lengths, rest, names]),
    )
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A Word document with these paragraphs and one table. */
export function docxOf(paragraphs: readonly string[], table: readonly (readonly string[])[] = []): Buffer {
  const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
  const rows = table.map(row => `<w:tr>${row.map(cell => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`)
  const body = `${paragraphs.map(paragraph).join('')}<w:tbl>${rows.join('')}</w:tbl>`
  return zipOf([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: `<w:document><w:body>${body}</w:body></w:document>` },
  ])
}

/** A cell: a text, a number, a day (Excel's own count of days), or a formula with what it gave. */
export type Cell = string | number | { serial: number } | { formula: string; gave: string } | null

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** An Excel workbook of one sheet. */
export function xlsxOf(rows: readonly (readonly Cell[])[]): Buffer {
  const cell = (value: Cell, at: string) => {
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
    if ('serial' in value) return `<c r="${at}" s="1"><v>${value.serial}</v></c>`
    return `<c r="${at}" t="str"><f>${escaped(value.formula)}</f><v>${escaped(value.gave)}</v></c>`
  }
  const data = rows.map(
    (row, index) =>
      `<row r="${index + 1}">${row.map((value, at) => cell(value, `${letters(at)}${index + 1}`)).join('')}</row>`,
  )
  const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
  return zipOf([
    {
      name: 'xl/workbook.xml',
      content: '<workbook><sheets><sheet name="Feuille" r:id="rId1"/></sheets></workbook>',
    },
    { name: 'xl/_rels/workbook.xml.rels', content: relations },
    {
      name: 'xl/styles.xml',
      content: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData>${data.join('')}</sheetData></worksheet>`,
    },
  ])
}

/** A PDF of one page with these lines, in letters, tabs as wide gaps; with none it is as a scanner leaves it. */
export function pdfOf(lines: readonly string[], { locked = false } = {}): Buffer {
  const written = (text: string) => `(${text.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj`
  const shown = lines
    .map(
      line =>
        line.split('\t').map(written).join(' 200 0 Td ') + ` ${-200 * (line.split('\t').length - 1)} 0 Td T*`,
    )
    .join(' ')
  const content = Buffer.from(`BT /F1 12 Tf 14 TL 50 700 Td ${shown} ET`, 'latin1').toString('latin1')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -4 >>`,
  ]
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const start = pdf.length
  const table = offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const lock = locked ? ' /Encrypt 6 0 R /ID [<00> <00>]' : ''
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n`
  pdf += `<< /Size ${objects.length + 1} /Root 1 0 R${lock} >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(pdf, 'latin1')
}

/** What Office makes of a document with a password: an envelope that says so, and nothing to read. */
export function protectedOffice(): Buffer {
  return Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(1000),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(1000),
  ])
}

/** A PDF of some hundred kilobytes whose page unpacks to so many bytes of blanks. */
export function pdfBomb(bytes: number): Buffer {
  const step = 16_000_000
  const packed = deflateRawSync(Buffer.alloc(step, ' '), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const blocks = Array.from({ length: Math.ceil(bytes / step) }, () => packed)
  const stream = Buffer.concat([Buffer.from([0x78, 0xda]), ...blocks, Buffer.from([3, 0])]).toString('latin1')
  const [page] = pdfOf([]).toString('latin1').split('4 0 obj')
  const content = `4 0 obj\n<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream}\nendstream\nendobj\n`
  // Without a table of its objects they are found by reading on.
  return Buffer.from(`${page}${content}trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF`, 'latin1')
}
