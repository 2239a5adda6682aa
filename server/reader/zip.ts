/** Office files are zip archives: their parts, within bounds whatever the archive says of itself. */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { Unreadable } from './unreadable.ts'

const MOST_PARTS = 5000
/** Unpacked bytes that are read of an archive in all: a tender of some thousand pages has five million. */
const MOST_BYTES = 60_000_000

export interface Archive {
  has(name: string): boolean
  /** A part as text; null where there is none. Throws `Unreadable` where it is protected, damaged or too large. */
  text(name: string): Promise<string | null>
}

/** Opens an archive. Throws `Unreadable` where it is none, or holds too much. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const zip = await opened(bytes)
  const entries = await entriesOf(zip)
  let left = MOST_BYTES
  return {
    has: name => entries.has(name),
    async text(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      if (entry.isEncrypted()) throw new Unreadable('file-protected')
      left -= entry.uncompressedSize
      if (left < 0) throw new Unreadable('too-much-to-read')
      return unpacked(zip, entry)
    },
  }
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Sizes are checked as the bytes come: an archive that says less than it holds is given up there.
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new Unreadable('file-damaged')) : resolve(zip),
    )
  })
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_PARTS) throw new Unreadable('too-much-to-read')
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => reject(new Unreadable('file-damaged')))
    zip.readEntry()
  })
}

function unpacked(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    const damaged = () => reject(new Unreadable('file-damaged'))
    zip.openReadStream(entry, (error, stream) => {
      if (error) return damaged()
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', damaged)
      stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    })
  })
}
