import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language, Width } from '../support/browser.ts'
import { openPlace, type Place, type Seat } from './people.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.close())

/** What is wrong with the page as it stands; empty where nothing is. */
async function faultsOf(page: Page, language: Language): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const [wide, lang] = await page.evaluate<[number, string]>(
    '[document.documentElement.scrollWidth - innerWidth, document.documentElement.lang]',
  )
  return [
    ...serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ...(wide > 0 ? [`${wide} px wider than the screen`] : []),
    ...(lang === language.slice(0, 2) ? [] : [`lang is "${lang}"`]),
  ]
}

/** Everything the browser complains of from now on: errors of the console, and of the content security policy. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

/** A page is there once its heading is, and nothing of it is being read any more. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  // The page of the interface's parts shows skeletons on purpose.
  if (page.url().endsWith('/design')) return
  const skeletons = page.getByRole('status').filter({ hasText: /^\s*(Chargement|Loading)\s*$/ })
  await skeletons.first().waitFor({ state: 'detached' })
}

/** The pages of each seat; a function finds the address of one that has an id in it. */
const PAGES: Record<Seat | 'anyone', (string | ((page: Page) => Promise<string>))[]> = {
  anyone: ['/', '/auth/sign-in', '/auth/sign-up', '/auth/forgotten', '/outbox', '/design', '/nowhere'],
  firm: [
    '/firm',
    '/firm/profile',
    '/firm/explore',
    '/firm/needs',
    linkOn('/firm/needs', /\/firm\/needs\/[^/]+$/),
  ],
  buyer: [
    '/buyer',
    '/buyer/needs',
    '/buyer/needs/new',
    linkOn('/buyer/needs', /\/buyer\/needs\/[0-9a-f-]{36}$/),
    linkOn('/buyer/needs', /\/buyer\/needs\/[0-9a-f-]{36}$/, '/edit'),
  ],
  operator: [
    '/operator',
    '/operator?view=gaps',
    '/operator?view=products',
    '/operator?view=needs',
    '/operator?view=events',
  ],
}

/** The address of the first link of a page that looks so. */
function linkOn(address: string, pattern: RegExp, rest = ''): (page: Page) => Promise<string> {
  return async page => {
    await page.goto(address)
    const main = page.getByRole('main')
    await main.getByRole('list').getByRole('link').first().waitFor()
    const links = await main.getByRole('link').all()
    for (const link of links) {
      const href = (await link.getAttribute('href')) ?? ''
      if (pattern.test(href)) return href + rest
    }
    throw new Error(`no link like ${pattern} on ${address}`)
  }
}

/** Each width in one of the languages: what breaks in both breaks in one. */
const LOOKS: [Width, Language][] = [
  [360, 'fr-FR'],
  [1280, 'en-GB'],
]

describe.each(LOOKS)('at %i pixels, in %s', (width, language) => {
  // Side by side: much of a visit is waiting.
  test.concurrent.each(['anyone', 'firm', 'buyer', 'operator'] as const)(
    'every page of %s is sound',
    async seat => {
      const look = { width, language }
      const page = await (seat === 'anyone' ? place.arrive(look) : place.enter(seat, look))
      const complaints = complaintsOf(page)
      const wrong: Record<string, string[]> = {}
      for (const known of PAGES[seat]) {
        const address = typeof known === 'string' ? known : await known(page)
        await page.goto(address)
        await settle(page)
        const faults = [...complaints.splice(0), ...(await faultsOf(page, language))]
        if (faults.length > 0) wrong[address] = faults
      }
      expect(wrong).toEqual({})
      await page.context().close()
    },
  )
})
