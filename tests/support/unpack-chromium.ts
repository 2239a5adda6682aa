/**
 * Unpacks the browser's package into the temporary folder, with the fonts and system libraries it carries for bare
 * machines. Run by browser.ts with TMPDIR set: the package always unpacks there.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium, { inflate } from '@sparticuz/chromium'

const archives = join(dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')))), 'bin')
await chromium.executablePath()
await inflate(join(archives, 'al2023.tar.br'))
