import { withRows } from '@maillage/matching/understanding/rows.ts'
import { getDocumentProxy } from 'unpdf'
import { Lines, Unreadable } from './unreadable.ts'

const MOST_PAGES = 500
/** A gap wider than so many times the height of the letters parts two cells: no justified line has one. */
const WIDE_GAP = 1.6

/** The text of a PDF as far as it holds letters; pictures of pages hold none. Words far apart on a line are cells of a table. */
export async function textOfPdf(bytes: Buffer): Promise<string> {
  const document = await opened(bytes)
  try {
    if (document.numPages > MOST_PAGES) throw new Unreadable('too-much-to-read')
    const lines = new Lines()
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      let line = ''
      let height = 0
      for (const item of items) {
        if (!('str' in item)) continue
        const isGap = item.str.trim() === '' && item.width > WIDE_GAP * height && height > 0
        line += isGap ? '\t' : item.str
        height = item.height > 0 ? item.height : height
        if (!item.hasEOL) continue
        lines.add(line)
        line = ''
      }
      lines.add(line)
      page.cleanup()
    }
    return withRows(lines.toString())
  } finally {
    await document.loadingTask.destroy()
  }
}

/** Opens a PDF and counts its pages. Throws `Unreadable` where it is damaged or protected. */
export async function checkPdf(bytes: Buffer): Promise<void> {
  const document = await opened(bytes)
  const isEmpty = document.numPages === 0
  await document.loadingTask.destroy()
  if (isEmpty) throw new Unreadable('file-damaged')
}

async function opened(bytes: Buffer): Promise<Awaited<ReturnType<typeof getDocumentProxy>>> {
  try {
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 })
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new Unreadable(isLocked ? 'file-protected' : 'file-damaged')
  }
}
