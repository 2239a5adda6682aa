import { getDocumentProxy } from 'unpdf'
import { Lines, Unreadable } from './unreadable.ts'

const MOST_PAGES = 500

/** The text of a PDF as far as it holds letters; pictures of pages hold none. */
export async function textOfPdf(bytes: Buffer): Promise<string> {
  const document = await opened(bytes)
  try {
    if (document.numPages > MOST_PAGES) throw new Unreadable('too-much-to-read')
    const lines = new Lines()
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      let line = ''
      for (const item of items) {
        if (!('str' in item)) continue
        line += item.str
        if (!item.hasEOL) continue
        lines.add(line)
        line = ''
      }
      lines.add(line)
      page.cleanup()
    }
    return lines.toString()
  } finally {
    await document.loadingTask.destroy()
  }
}

async function opened(bytes: Buffer): Promise<Awaited<ReturnType<typeof getDocumentProxy>>> {
  try {
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 })
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new Unreadable(isLocked ? 'file-protected' : 'file-damaged')
  }
}
