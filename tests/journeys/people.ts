import { setTimeout as sleep } from 'node:timers/promises'
import { connectPostgres } from '@maillage/db/connect.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { createAccount } from '../support/account.ts'
import { launchBrowser, openContext, takeScreenshot, type Language, type Width } from '../support/browser.ts'
import { startOnDemonstration } from '../support/demonstration.ts'
import { startServer, type RunningServer } from '../support/server.ts'

/** A seat of the demonstration. */
export type Seat = 'firm' | 'buyer' | 'operator'

interface Arrival {
  language?: Language
  width?: Width
  /** Without motion, so that nothing is judged while it is still fading in. */
  still?: boolean
}

/** A server with the demonstration and a browser, where people come and go. */
export interface Place {
  /** Somebody arrives with a browser of their own, on the home page. */
  arrive(arrival?: Arrival): Promise<Page>
  /** Somebody arrives and takes a seat of the demonstration in one click. */
  enter(seat: Seat, arrival?: Arrival): Promise<Page>
  /**
   * Somebody arrives as a member of another organisation of the region, with an account of their own. On PostgreSQL alone.
   */
  join(organisation: string, arrival?: Arrival): Promise<Page>
  /** The database of the server, to move its clocks; undefined on the embedded one. */
  databaseUrl: string | undefined
  /** Every page that is open. */
  pages(): Page[]
  /** Everything the server has printed so far. */
  log(): string
  close(): Promise<void>
}

const organisations: Record<Seat, string> = {
  firm: 'Tissages du Touyre',
  buyer: 'Hôpital du Pas-du-Roc',
  operator: 'Opérateur régional',
}

/** How long a page may take to show what is waited for: never needed on a quiet machine. */
export const patience = 180_000

/** On PostgreSQL, or on the embedded database where asked or where PostgreSQL cannot be started. */
const start = async (embedded: boolean): Promise<RunningServer & { databaseUrl?: string }> =>
  (embedded ? undefined : await startOnDemonstration()) ?? startServer()

/**
 * Waits until the search shows all that was loaded: on the embedded database a first start does it in long turns of its one
 * thread, and a slow machine refuses people meanwhile.
 */
async function untilIndexed({ url }: RunningServer): Promise<void> {
  const deadline = Date.now() + patience
  const isIndexed = async () =>
    (await (await fetch(`${url}/metrics`)).text()).includes(
      'maillage_search_events_behind{index="postgres"} 0',
    )
  while (!(await isIndexed())) {
    if (Date.now() > deadline) throw new Error('the search did not come to show what was loaded')
    await sleep(200)
  }
}

/** Opens a place for the journeys of one file. Close it when done. */
export async function openPlace({ embedded = false } = {}): Promise<Place> {
  const [server, browser] = await Promise.all([start(embedded), launchBrowser()])
  if (embedded) await untilIndexed(server)
  const arrive: Place['arrive'] = async (arrival = {}) => {
    const context = await openContext(browser, { ...arrival, baseURL: server.url })
    context.setDefaultTimeout(patience)
    const page = await context.newPage()
    await page.goto('/')
    return page
  }
  return {
    arrive,
    databaseUrl: server.databaseUrl,
    async join(organisation, arrival) {
      if (server.databaseUrl === undefined) throw new Error('nobody joins on the embedded database')
      const connection = await connectPostgres(server.databaseUrl, 1)
      const account = await createAccount(connection.db, 'Camille Vidal')
      const { id } = await connection.db
        .selectFrom('organisation')
        .select('id')
        .where('name', '=', organisation)
        .executeTakeFirstOrThrow()
      const member = { organisationId: id, userId: account.id, role: 'owner' as const }
      await connection.db.insertInto('member').values(member).execute()
      await connection.close()
      const page = await arrive(arrival)
      const { email, password } = account
      const answer = await page.request.post('/api/auth/sign-in/email', { data: { email, password } })
      if (!answer.ok()) throw new Error(`nobody can sign in: ${answer.status()} ${await answer.text()}`)
      return page
    },
    async enter(seat, arrival) {
      const page = await arrive(arrival)
      await page.getByRole('button', { name: organisations[seat] }).click()
      await page.waitForURL(`**/${seat}`)
      return page
    },
    pages: () => browser.contexts().flatMap(context => context.pages()),
    log: server.log,
    async close() {
      await browser.close()
      await server.stop()
    },
  }
}

/** What a page says, for who reads the failure without its picture. */
async function wordsOf(page: Page): Promise<string> {
  const words = await page.locator('main').innerText({ timeout: 5_000 })
  return `${page.url()} shows:\n${words.slice(0, 6_000)}`
}

/**
 * The tests of the file are the steps of one journey: after one that failed the others are skipped, since each would
 * only wait for what never comes. The failure says what every open page shows and what the server printed, and
 * pictures are saved in tests/output.
 */
export function walkInSteps(place: () => Place): void {
  let failed: string | undefined
  beforeEach(({ skip }) => skip(failed !== undefined, `after the failure of « ${failed} »`))
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    failed = task.name
    const pages = place().pages()
    await Promise.all(pages.map((page, index) => takeScreenshot(page, `${task.name} ${index + 1}`)))
    const shown = await Promise.all(pages.map(wordsOf))
    throw new Error([...shown, `The server printed:\n${place().log().slice(-4_000)}`].join('\n\n'))
  })
}
