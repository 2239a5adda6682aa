import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { type Kysely, sql } from 'kysely'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { CatalogueEffect as Effect } from './change-schemas.ts'
import type { EffectFound, EffectMessage, EffectTask } from './effect-worker.ts'
import { type Changed, overlaid } from './overlay.ts'

const entry = new URL('./effect-worker.ts', import.meta.url)
/** Of each, needs and firms: whoever looks waits for it. */
const LONGEST_MILLISECONDS = 30_000
/** Longest that the thread may take with all it does, compiling and loading included. */
const OVERDUE_MILLISECONDS = 120_000
/** Firms that cross at a time: copying them takes the server a few milliseconds. */
const BATCH = 200
/** Needs and firms named, those that change most first. */
const NAMED = 20

async function inThread(task: EffectTask, engine: Engine, signal: AbortSignal): Promise<EffectFound | null> {
  if (signal.aborted) return null
  const { promise, resolve, reject } = Promise.withResolvers<EffectFound | null>()
  const worker = new Worker(entry, { workerData: task })
  const stop = () => resolve(null)
  signal.addEventListener('abort', stop, { once: true })
  worker.on('message', resolve)
  worker.on('error', reject)
  worker.on('exit', code => reject(new Error(`The thread of an effect ended with exit code ${code}`)))
  const send = (message: EffectMessage) => worker.postMessage(message)
  try {
    let firms: Firm[] = []
    for (const firm of engine.firms()) {
      firms.push(firm)
      if (firms.length < BATCH) continue
      send({ firms })
      firms = []
      await othersTurn()
    }
    send({ firms })
    send('all')
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

/**
 * What changed records would change if they came into force: rankings of open needs, what firms could make, and plans that
 * use what changes. Rankings are those of an outside reader. Null where it was given up.
 */
export async function effectOf(
  db: Kysely<DB>,
  { catalogue, engine, departments }: { catalogue: Catalogue; engine: Engine; departments: string[] },
  { changed, operatorId }: { changed: readonly Changed[]; operatorId: string },
  signal: AbortSignal,
): Promise<Effect | null> {
  const found = await inThread(
    {
      before: catalogue,
      after: overlaid(catalogue, changed),
      options: { asOf: engine.asOf, departments },
      needs: [...engine.needs()],
      milliseconds: LONGEST_MILLISECONDS,
    },
    engine,
    AbortSignal.any([signal, AbortSignal.timeout(OVERDUE_MILLISECONDS)]),
  )
  if (found === null) return null
  const needs = found.needs.changed.toSorted((one, two) => weightOf(two) - weightOf(one)).slice(0, NAMED)
  const firms = found.firms.changed
    .toSorted((one, two) => two.gained.length + two.lost.length - one.gained.length - one.lost.length)
    .slice(0, NAMED)
  const ofNeeds = await needsNamed(
    db,
    needs.map(({ need }) => need),
  )
  const names = await namesOf(db, [
    ...firms.map(({ firm }) => firm),
    ...needs
      .flatMap(({ before, after }) => [before.first, after.first])
      .flatMap(key => key?.split('+') ?? []),
  ])
  const named = (id: string) => names.get(id) ?? id
  const placed = ({ first, ...place }: (typeof needs)[number]['before']) => ({
    ...place,
    first: first?.split('+').map(named) ?? [],
  })
  return {
    needs: {
      looked: found.needs.looked,
      all: found.needs.all,
      changed: found.needs.changed.length,
      named: needs.flatMap(({ need, before, after, ...effect }) => {
        const about = ofNeeds.get(need)
        return about === undefined
          ? []
          : [{ id: need, ...about, ...effect, before: placed(before), after: placed(after) }]
      }),
    },
    firms: {
      looked: found.firms.looked,
      all: found.firms.all,
      changed: found.firms.changed.length,
      named: firms.map(({ firm, ...effect }) => ({ id: firm, name: named(firm), ...effect })),
    },
    plans: await plansWith(db, operatorId, catalogue, changed),
  }
}

const weightOf = ({ before, after, entered, left }: EffectFound['needs']['changed'][number]) =>
  Math.abs(after.feasible - before.feasible) +
  entered +
  left +
  Math.abs((after.best ?? 0) - (before.best ?? 0))

async function needsNamed(db: Kysely<DB>, ids: string[]) {
  const rows = await db
    .selectFrom('need')
    .innerJoin('organisation', 'organisation.id', 'need.organisationId')
    .select(['need.id', 'item', 'family', 'quantity', 'organisation.name as buyer'])
    .where(sql<boolean>`need.id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, ...need }) => [id, need]))
}

async function namesOf(db: Kysely<DB>, ids: string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Plans of an operator that are made and not put away, with the lines that rest on what changes. */
async function plansWith(
  db: Kysely<DB>,
  operatorId: string,
  catalogue: Catalogue,
  changed: readonly Changed[],
): Promise<Effect['plans']> {
  const of = (kind: Changed['kind']) => changed.filter(one => one.kind === kind).map(({ slug }) => slug)
  const processes = of('processes')
  const recipes = [
    ...of('recipes'),
    ...catalogue.recipes
      .filter(({ operations }) =>
        operations.some(({ methods }) => methods.some(({ process }) => processes.includes(process))),
      )
      .map(({ id }) => id),
  ]
  const rows = await db
    .selectFrom('plan')
    .innerJoin('planLine', 'planLine.planId', 'plan.id')
    .select(['plan.id', 'plan.number'])
    .select(({ fn }) => fn.countAll<number>().as('lines'))
    .select(sql<number>`count(distinct plan_line.firm_id)`.as('firms'))
    .where('plan.operatorId', '=', operatorId)
    .where('plan.state', '=', 'made')
    .where('plan.archivedAt', 'is', null)
    .where(
      sql<boolean>`(plan_line.item = any(${of('items')}::text[]) or plan_line.recipe = any(${recipes}::text[])
        or plan_line.machine = any(${of('machineTypes')}::text[])
        or jsonb_exists_any(plan_line.reorientations, ${of('reorientations')}::text[]))`,
    )
    .groupBy(['plan.id', 'plan.number'])
    .orderBy('plan.number', 'desc')
    .execute()
  return rows
}
