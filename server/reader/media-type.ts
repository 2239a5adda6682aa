/** What a file is, by what it holds and not by what it is called. */
import { checkPdf } from './pdf.ts'
import { textOf } from './plain.ts'
import { Unreadable } from './unreadable.ts'
import { openArchive } from './zip.ts'

/** Kinds of documents that are kept, and what their names end in, the usual ending first. */
export const mediaTypes = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
} as const
export type MediaType = keyof typeof mediaTypes

const startsWith = (bytes: Buffer, ...mark: number[]) => mark.every((byte, index) => bytes[index] === byte)
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * The kind of a file; separated text is told apart from other text by its name alone. Throws `Unreadable` for any other
 * kind, for what is damaged or protected, and for what could run: macros, web pages.
 */
export async function mediaTypeOf(bytes: Buffer): Promise<MediaType> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    await checkPdf(bytes)
    return 'application/pdf'
  }
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
    if (bytes.subarray(12, 16).toString('latin1') !== 'IHDR') throw new Unreadable('file-damaged')
    return 'image/png'
  }
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(bytes, 0x50, 0x4b)) return officeTypeOf(bytes)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const isLocked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new Unreadable(isLocked ? 'file-protected' : 'file-unsupported')
  }
  const text = textOf(bytes)
  if (/<(!doctype|html|script|svg|body)\b/i.test(text.slice(0, 10_000)))
    throw new Unreadable('file-unsupported')
  return 'text/plain'
}

async function officeTypeOf(bytes: Buffer): Promise<MediaType> {
  const archive = await openArchive(bytes)
  const hasMacros = archive.has('word/vbaProject.bin') || archive.has('xl/vbaProject.bin')
  if (hasMacros) throw new Unreadable('file-unsupported')
  if (archive.has('word/document.xml')) return word
  if (archive.has('xl/workbook.xml')) return excel
  throw new Unreadable('file-unsupported')
}
