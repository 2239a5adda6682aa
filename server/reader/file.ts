/** The text of a file, by what it is and not by what it is called. */
import { readable } from '@maillage/matching/understanding/source.ts'
import PostalMime from 'postal-mime'
import { textOfDocx } from './docx.ts'
import { textOfPdf } from './pdf.ts'
import { textOf } from './plain.ts'
import { sheetsOf, textOfSheets } from './sheet.ts'
import { LONGEST_TEXT, Unreadable } from './unreadable.ts'
import { openArchive } from './zip.ts'

export const fileKinds = ['pdf', 'docx', 'xlsx', 'mail', 'web-page', 'text'] as const
export type FileKind = (typeof fileKinds)[number]

export interface FileText {
  kind: FileKind
  text: string
}

const startsWith = (bytes: Buffer, mark: number[]) => mark.every((byte, index) => bytes[index] === byte)
const PICTURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
]
/** What Office writes its old files and its protected ones in. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** Reads a file. Throws `Unreadable` with the reason where it cannot be read. */
export async function textOfFile(bytes: Buffer): Promise<FileText> {
  const found = await unfiltered(bytes)
  const text = found.text
    .replaceAll('\u0000', '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  if (text.length > LONGEST_TEXT) throw new Unreadable('too-much-to-read')
  if (!/[\p{L}\p{N}]/u.test(text)) throw new Unreadable('file-without-text')
  return { kind: found.kind, text }
}

async function unfiltered(bytes: Buffer): Promise<FileText> {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return { kind: 'pdf', text: await textOfPdf(bytes) }
  if (startsWith(bytes, ZIP)) return office(bytes)
  if (startsWith(bytes, COMPOUND)) {
    const isLocked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new Unreadable(isLocked ? 'file-protected' : 'file-unsupported')
  }
  if (PICTURES.some(mark => startsWith(bytes, mark))) throw new Unreadable('file-without-text')
  const text = textOf(bytes)
  if (isMail(text)) return { kind: 'mail', text: await textOfMail(bytes) }
  return isWebPage(text) ? { kind: 'web-page', text: textOfPage(text) } : { kind: 'text', text }
}

async function office(bytes: Buffer): Promise<FileText> {
  const archive = await openArchive(bytes)
  if (archive.has('word/document.xml')) return { kind: 'docx', text: await textOfDocx(archive) }
  if (archive.has('xl/workbook.xml')) return { kind: 'xlsx', text: textOfSheets(await sheetsOf(archive)) }
  throw new Unreadable('file-unsupported')
}

const isWebPage = (text: string) => /<(!doctype|html|body|head)\b/i.test(text.slice(0, 2000))

/** Mail begins with its headers. */
function isMail(text: string): boolean {
  const [head = ''] = text.slice(0, 20_000).split(/\r?\n\r?\n/, 1)
  const names = head
    .split(/\r?\n/)
    .flatMap(line => /^([A-Za-z-]{2,40}):/.exec(line)?.[1]?.toLowerCase() ?? [])
  return (
    names.includes('from') &&
    names.some(name => ['message-id', 'mime-version', 'received', 'date'].includes(name))
  )
}

async function textOfMail(bytes: Buffer): Promise<string> {
  const { subject, text, html } = await PostalMime.parse(bytes)
  const body = text !== undefined && text.trim() !== '' ? text : textOfPage(html ?? '')
  return [subject ?? '', body].filter(part => part.trim() !== '').join('\n\n')
}

/** What one reads of a page: no tags, no scripts, blanks run together. */
function textOfPage(page: string): string {
  return readable(page)
    .text.split('\n')
    .map(line => line.replaceAll(/[^\S\n]{2,}/g, '  ').trim())
    .join('\n')
}
