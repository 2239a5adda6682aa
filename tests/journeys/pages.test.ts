import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language, Width } from '../support/browser.ts'
import { decpSchema } from '../standards/decp.ts'
import { recordPackageSchema, releasePackageSchema } from '../standards/ocds.ts'
import { validatorOf } from '../standards/validate.ts'
import { openPlace, type Place, type Seat } from './people.ts'

let place: Place
beforeAll(async () => {
  place = await openPlace()
})
afterAll(() => place.close())

/** Whether a menu in the head of the page is cut off at its end. */
const cutMenu =
  '[...document.querySelectorAll("header nav ul")].some(one => one.scrollWidth > one.clientWidth)'

/** By how many pixels a page is wider than the screen. */
const beyondScreen = 'document.documentElement.scrollWidth - innerWidth'

/** What is wrong with the page as it stands, for those who cannot see it too; empty where nothing is. */
async function faultsOf(page: Page, language: Language, isForAll: boolean): Promise<string[]> {
  const [wide, lang, cut] = await page.evaluate<[number, string, boolean]>(
    `[${beyondScreen}, document.documentElement.lang, ${cutMenu}]`,
  )
  return [
    ...(isForAll ? await barriersOf(page) : []),
    ...(cut ? ['a menu that is cut off'] : []),
    ...(wide > 0 ? [`${wide} px wider than the screen`] : []),
    ...(lang === language.slice(0, 2) ? [] : [`lang is "${lang}"`]),
  ]
}

/** Axe in its small form: each page reads it anew. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules of axe whose findings are minor or moderate at most: they would not count. */
const slight = [
  'aria-allowed-role',
  'aria-deprecated-role',
  'empty-heading',
  'empty-table-header',
  'form-field-multiple-labels',
  'heading-order',
  'image-redundant-alt',
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'landmark-no-duplicate-main',
  'landmark-one-main',
  'landmark-unique',
  'page-has-heading-one',
  'presentation-role-conflict',
  'region',
  'scope-attr-valid',
  'skip-link',
]

/** Violations alone, shown by their element: what is well is counted by nobody. */
const look: RunOptions = {
  resultTypes: ['violations'],
  reporter: 'no-passes',
  preload: false,
  selectors: false,
  rules: Object.fromEntries(slight.map(id => [id, { enabled: false }])),
}

/** Not by axe's own driver of browsers, which has each page read axe twice. No page has frames. */
async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(look)})`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
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
  // A need's page is idle once its assembly has been answered, which takes a while on a busy machine.
  await page.waitForLoadState('networkidle')
  await page.evaluate('document.fonts.ready')
  // The page of the interface's parts shows skeletons on purpose.
  if (page.url().endsWith('/design')) return
  const skeletons = page.getByRole('status').filter({ hasText: /^\s*(Chargement|Loading)\s*$/ })
  await skeletons.first().waitFor({ state: 'detached' })
}

/** Addresses that were found on the way, of each page that is open. */
const known = new WeakMap<Page, Map<string, string>>()

/** The address of the first link on a page that looks so; looked for once. */
async function linkOn(page: Page, address: string, pattern: RegExp): Promise<string> {
  const found = known.get(page) ?? new Map<string, string>()
  known.set(page, found)
  const key = `${address} ${pattern}`
  const before = found.get(key)
  if (before !== undefined) return before
  await page.goto(address)
  await settle(page)
  for (const link of await page.getByRole('main').getByRole('link').all()) {
    const href = (await link.getAttribute('href')) ?? ''
    if (!pattern.test(href)) continue
    found.set(key, href)
    return href
  }
  throw new Error(`no link like ${pattern} on ${address}`)
}

/** The addresses that have an id in them, found as a person would. */
const addressOf = {
  fit: (page: Page) => linkOn(page, '/firm/needs', /^\/firm\/needs\/[^/]+$/),
  need: (page: Page) => linkOn(page, '/buyer/needs', /^\/buyer\/needs\/[0-9a-f-]{36}$/),
  firm: (page: Page) => linkOn(page, '/machines/sew-lockstitch', /^\/firms\/[^/]+$/),
  open: (page: Page) => linkOn(page, '/machines/sew-lockstitch', /^\/needs\/[^/]+$/),
  thread: (page: Page) => linkOn(page, '/messages', /^\/messages\/[^/]+$/),
  depot: (page: Page) => linkOn(page, '/operator/stocks', /\/depots\/[0-9a-f-]{36}$/),
  /** The demonstration's, which is made and proposed behind. */
  async plan(page: Page) {
    const session: { organisations: { id: string }[] } = await (await page.request.get('/api/session')).json()
    const path = `/api/organisations/${session.organisations[0]?.id}/plans`
    type Plans = { plans: { id: string; publishedAt: string | null }[] }
    // Not by `expect.poll`, which knows of no test where several run side by side.
    for (;;) {
      const { plans }: Plans = await (await page.request.get(path)).json()
      const published = plans.find(({ publishedAt }) => publishedAt !== null)
      if (published !== undefined) return `/operator/plans/${published.id}`
      await sleep(200)
    }
  },
  /** The one that the demonstration comes with, once it is there. */
  async run(page: Page) {
    const run = await linkOn(page, '/operator/scenarios', /\/runs\/[0-9a-f-]{36}$/)
    await page.goto(run)
    await page.getByRole('tab').first().waitFor({ timeout: 400_000 })
    return run
  },
  edit: async (page: Page) => `${await addressOf.need(page)}/edit`,
  contacts: async (page: Page) => `${await addressOf.need(page)}/contacts`,
  log: async (page: Page) => `/log/need/${(await addressOf.need(page)).split('/').at(-1)}`,
  procedure: async (page: Page) => `${await addressOf.need(page)}/procedure`,
  elsewhere: async (page: Page) => `${await addressOf.need(page)}/elsewhere`,
  ordered: (page: Page) => linkOn(page, '/buyer/contracts', /^\/buyer\/contracts\/[0-9a-f-]{36}$/),
  toDeliver: (page: Page) => linkOn(page, '/firm/contracts', /^\/firm\/contracts\/[0-9a-f-]{36}$/),
  /** The last made first: one that is open, and one whose contract is concluded. */
  tender: (page: Page) => linkOn(page, '/buyer/tenders', /^\/buyer\/tenders\/[0-9a-f-]{36}$/),
  async evaluation(page: Page) {
    await page.goto('/buyer/tenders')
    await settle(page)
    const links = page.getByRole('main').getByRole('link')
    return `${await links.last().getAttribute('href')}/evaluation`
  },
  answer: (page: Page) => linkOn(page, '/firm/tenders', /^\/tenders\/[0-9a-f-]{36}$/),
  propose: async (page: Page) =>
    `/buyer/contracts/new?need=${(await addressOf.need(page)).split('/').at(-1)}`,
  async comparison(page: Page) {
    // The need of a contract that is over has nothing left to compare: the gown's has.
    await page.goto(await addressOf.gown(page))
    const add = page.getByRole('checkbox', { name: /^(Comparer|Compare)/ })
    for (const index of [0, 1]) await add.nth(index).check()
    const compare = page.getByRole('link', { name: /côte à côte|side by side/i })
    return (await compare.getAttribute('href')) ?? ''
  },
  async gown(page: Page) {
    const { organisations }: { organisations: { id: string }[] } = await (
      await page.request.get('/api/session')
    ).json()
    const { needs }: { needs: { id: string; item: string | null; quantity: number }[] } = await (
      await page.request.get(`/api/organisations/${organisations[0]?.id}/needs?state=published`)
    ).json()
    const gown = needs.find(({ item, quantity }) => item === 'gown-washable' && quantity === 20_000)
    if (gown === undefined) throw new Error('the demonstration has no need of 20,000 gowns')
    return `/buyer/needs/${gown.id}`
  },
  async organisation(page: Page) {
    const session: { organisations: { id: string }[] } = await (await page.request.get('/api/session')).json()
    return `/organisations/${session.organisations[0]?.id}`
  },
}

/** A way out of mails that nobody has: the page says so, and the browser that it was answered 404. */
const leadsNowhere = '/mail/unsubscribe?token=none'

/** The pages of each seat. */
const PAGES: Record<Seat | 'anyone', (string | ((page: Page) => Promise<string>))[]> = {
  anyone: [
    '/',
    '/auth/sign-in',
    '/auth/sign-up',
    '/auth/forgotten',
    '/auth/reset',
    '/auth/verify?error=invalid_token',
    '/outbox',
    leadsNowhere,
    '/open-data',
    '/figures',
    '/design',
    '/nowhere',
    '/products/gown-washable',
    '/machines/sew-lockstitch',
    '/tenders',
    addressOf.open,
  ],
  firm: [
    '/firm',
    '/firm/profile',
    '/firm/profile/import',
    '/firm/explore',
    '/firm/needs',
    '/firm/asked',
    '/firm/tenders',
    addressOf.answer,
    '/firm/investments',
    '/firm/order-book',
    '/firm/investments/new?item=gown-washable',
    page => linkOn(page, '/firm/investments', /\/file$/),
    '/firm/surplus',
    '/firm/collection',
    '/firm/plan',
    '/messages',
    addressOf.thread,
    '/firm/profile/certificates',
    '/firm/contracts',
    addressOf.toDeliver,
    addressOf.fit,
    '/organisations/new',
    addressOf.organisation,
    async page => `${await addressOf.organisation(page)}/mail`,
    async page => `${await addressOf.organisation(page)}/keys`,
    async page => `${await addressOf.organisation(page)}/webhooks`,
    async page => `${await addressOf.organisation(page)}/reliability`,
  ],
  buyer: [
    '/buyer',
    '/buyer/needs',
    '/buyer/needs/new',
    '/buyer/needs/import',
    '/buyer/tenders',
    addressOf.tender,
    addressOf.evaluation,
    addressOf.need,
    addressOf.edit,
    addressOf.procedure,
    addressOf.contacts,
    addressOf.elsewhere,
    '/buyer/contracts',
    addressOf.ordered,
    addressOf.propose,
    async page => `${await addressOf.ordered(page)}/essential-data`,
    addressOf.log,
    addressOf.comparison,
    addressOf.firm,
    '/buyer/stocks',
    '/buyer/collection',
    '/buyer/collection?view=articles',
    '/buyer/pools',
    page => linkOn(page, '/buyer/pools', /^\/buyer\/pools\/[0-9a-f-]{36}$/),
    '/buyer/pools/new?item=gown-washable',
    '/buyer/stocks/consumption',
    page => linkOn(page, '/buyer/stocks', /\/depots\/[0-9a-f-]{36}$/),
  ],
  operator: [
    ...[
      '',
      '?view=gaps',
      '?view=products',
      '?view=needs',
      '?view=events',
      '/queues',
      '/rules',
      '/catalogue?kind=reorientations',
      '/catalogue?kind=regimes',
      '/catalogue/regimes/eu-2020-403',
      '/catalogue/recipes/visor-assembled',
      '/certificates',
      '/reports',
      '/investments',
      '/investments/capacity',
      '/stocks',
      '/pools',
      '/demand?scenario=wave',
      '/autonomy?scenario=surge',
      '/autonomy/gown-washable',
      '/stocks?view=expiring',
      '/stocks?view=buyers',
      '/stocks?view=surplus',
      '/stocks/depots/new',
      '/plans',
      '/plans/new',
      '/territory',
      '/territory?view=firms',
      '/territory?view=difficulty',
      '/territory?view=delivered',
      '/collection',
      '/collection?view=materials',
      '/collection?view=agreements',
      '/relocation',
      '/relocation?view=loads',
      '/relocation/new',
      '/situation',
      '/scenarios',
      '/scenarios/new',
    ].map(view => `/operator${view}`),
    page => linkOn(page, '/operator/relocation', /\/relocation\/[0-9a-f-]{36}$/),
    page => linkOn(page, '/operator/territory?view=firms', /\/territory\/firms\/[0-9a-f-]{36}$/),
    page => linkOn(page, '/operator/pools', /^\/operator\/pools\/[0-9a-f-]{36}$/),
    addressOf.depot,
    async page => linkOn(page, await addressOf.depot(page), /\/lots\/[0-9a-f-]{36}$/),
    addressOf.plan,
    async page => `${await addressOf.plan(page)}?view=answers`,
    async page => `${await addressOf.plan(page)}?view=why`,
    page => linkOn(page, '/operator/scenarios', /\/scenarios\/[0-9a-f-]{36}$/),
    ...['', '?view=side', '?view=curves', '?view=robust'].map(
      view => async (page: Page) => `${await addressOf.run(page)}${view}`,
    ),
  ],
}

const TURNS: [language: Language, turn: number][] = [
  ['fr-FR', 0],
  ['en-GB', 1],
]
const WIDTHS: Width[] = [360, 1280]

// Side by side: much of a visit is waiting.
describe.concurrent.each(['anyone', 'firm', 'buyer', 'operator'] as const)('every page of %s', seat => {
  /**
   * Every other page in each language, since what breaks in both breaks in one; looked at on a phone and on a desktop, and by
   * axe on the one or the other in turn.
   */
  test.each(TURNS)('is sound, half of them in %s', { timeout: 900_000 }, async (language, turn) => {
    const look = { width: 360, language, still: true } as const
    const page = await (seat === 'anyone' ? place.arrive(look) : place.enter(seat, look))
    const complaints = complaintsOf(page)
    const wrong: Record<string, string[]> = {}
    for (const [index, one] of PAGES[seat].entries()) {
      if (index % 2 !== turn) continue
      const address = typeof one === 'string' ? one : await one(page)
      await page.goto(address)
      await settle(page)
      const faults: string[] = []
      for (const [at, width] of WIDTHS.entries()) {
        await page.setViewportSize({ width, height: 800 })
        faults.push(...(await faultsOf(page, language, Math.floor(index / 2) % 2 === at)))
      }
      const isMissing = (complaint: string) => address === leadsNowhere && complaint.includes('status of 404')
      faults.unshift(...complaints.splice(0).filter(complaint => !isMissing(complaint)))
      if (faults.length > 0) wrong[address] = faults
      await page.setViewportSize({ width: 360, height: 800 })
    }
    expect(wrong).toEqual({})
    await page.context().close()
  })
})

test('an address that leads nowhere says so, and is loaded once', async () => {
  const page = await place.arrive({ width: 360, language: 'fr-FR', still: true })
  let loaded = 0
  page.on('load', () => (loaded += 1))
  await page.goto('/nowhere')
  await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
  await page.waitForLoadState('networkidle')
  expect(loaded).toBe(1)
  await page.context().close()
})

test('the first page fits a phone while its fonts are still on their way', async () => {
  const page = await place.arrive({ width: 360, language: 'fr-FR', still: true })
  await page.route(/\.woff2/, route => route.abort())
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.evaluate<number>(beyondScreen)).toBe(0)
  await page.context().close()
})

test('what the demonstration publishes of its purchases is OCDS 1.1, and DECP', async () => {
  const page = await place.arrive({ width: 1280, language: 'en-GB', still: true })
  const get = async (address: string): Promise<unknown> => (await page.request.get(address)).json()
  expect(validatorOf(releasePackageSchema)(await get('/api/ocds/releases'))).toEqual([])
  expect(validatorOf(recordPackageSchema)(await get('/api/ocds/records'))).toEqual([])
  expect(validatorOf(decpSchema)(await get('/api/decp.json'))).toEqual([])
  await page.context().close()
})

test('the demonstration has a firm that keeps its days, one that is late, and a newcomer', async () => {
  const page = await place.enter('buyer', { width: 1280, language: 'en-GB', still: true })
  const get = async (address: string) => (await page.request.get(address)).text()
  const kept = async (name: string): Promise<unknown> => {
    const { hits }: { hits: { kind: string; id: string }[] } = JSON.parse(
      await get(`/api/search?q=${encodeURIComponent(name)}`),
    )
    const id = hits.find(({ kind }) => kind === 'firm')?.id
    const { figures }: { figures: { kind: string; tally: unknown }[] } = JSON.parse(
      await get(`/api/firms/${id}/reliability`),
    )
    return figures.find(({ kind }) => kind === 'on-time')?.tally
  }
  expect(await kept('Vêtements Professionnels du Gers')).toEqual({ kept: 5, of: 5 })
  expect(await kept('Chemiserie Saint-Cyr')).toEqual({ kept: 1, of: 5 })
  expect(await kept('Atelier Couture Minervois')).toBe(null)
  await page.context().close()
})
