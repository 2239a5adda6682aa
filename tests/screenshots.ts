/**
 * `pnpm screenshots`: starts the demonstration in a temporary folder, takes a seat of each role, and writes the three
 * pictures that the README shows to docs/images.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { publishNeed } from './journeys/needs.ts'
import { launchBrowser } from './support/browser.ts'
import { startServer } from './support/server.ts'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const HEADER = 130
const viewport = { width: 1280, height: 900 }

const server = await startServer()
const browser = await launchBrowser()

/** A page where a seat of the demonstration is taken. */
async function enter(organisation: string): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    baseURL: server.url,
    viewport,
  })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('button', { name: organisation }).click()
  await page.waitForURL(/\/(firm|buyer|operator)$/)
  return page
}

async function save(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  process.stdout.write(`docs/images/${name}.png\n`)
}

/** Brings what matters to the top of the picture, just below the header. */
async function bringUp(page: Page, what: Locator): Promise<void> {
  const box = await what.boundingBox()
  if (!box) throw new Error('what the picture should show is not on the page')
  await page.mouse.move(viewport.width / 2, viewport.height / 2)
  await page.mouse.wheel(0, box.y - HEADER)
}

mkdirSync(folder, { recursive: true })
try {
  const buyer = await enter('Hôpital du Pas-du-Roc')
  await buyer.goto('/buyer/needs/new')
  await publishNeed(buyer, { product: 'Surblouse lavable', quantity: 4_000, inDays: 150 })
  await buyer.getByRole('status').filter({ hasText: 'Le besoin est publié' }).getByLabel('Fermer').click()
  await buyer.getByRole('article').first().getByRole('link').click()
  await bringUp(buyer, buyer.getByRole('region', { name: 'Ce qui compte pour vous' }))
  await save(buyer, 'match')

  const firm = await enter('Tissages du Touyre')
  await firm.goto('/firm/explore')
  const item = firm.getByRole('button', { name: /^Complexe UNS1 testé/ })
  await item.click()
  await bringUp(firm, item)
  await save(firm, 'explore')

  const operator = await enter('Opérateur régional')
  await operator
    .getByRole('listbox', { name: /^Carte/ })
    .getByRole('option')
    .first()
    .waitFor()
  await operator
    .getByRole('button', { name: /^Combinaisons de protection/ })
    .first()
    .click()
  await bringUp(operator, operator.getByRole('tablist'))
  await save(operator, 'region')
} finally {
  await browser.close()
  await server.stop()
}
