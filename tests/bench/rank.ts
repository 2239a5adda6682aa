/** `pnpm bench rank`: the explained ranking of firms for a need, in process, beside one SQL query on PostgreSQL. */
import type { Need } from '@maillage/matching/demand.ts'
import { keepYoung } from '@maillage/server/engine/young-objects.ts'
import pg from 'pg'
import { factReader } from './facts.ts'
import { drawFirms } from './firms.ts'
import { mean, percentile, rounded, summary, timeEach } from './measure.ts'
import { withPostgres } from './postgres.ts'
import { departments, drawRegion, emptyEngine, type Region, residentMiB, type Size, today } from './region.ts'
import { sqlRanking } from './sql-ranking.ts'
import { fillTables } from './sql-tables.ts'

/** Needs asked before the measure, so that the compiler and the caches have seen some. They are not measured. */
const warmUp = 200
/** The first of these: how long it takes where nobody asked for that product before. */
const cold = 20
/** Places compared between the two. */
const places = 10
/** Firms beyond which the tables of the baseline, some forty rows a firm, are not filled: the engine alone is measured. */
const mostInSql = 200_000

export async function benchRank(size: Size, say: (progress: string) => void) {
  keepYoung()
  const region = drawRegion({ ...size, firms: 0, needs: size.needs + warmUp })
  const asked = region.needs.splice(size.needs)
  say(`${size.firms} firms into the engine`)
  const engine = emptyEngine(region.catalogue)
  // Drawn one by one: in a server nothing but the engine holds them, and what is held is gone through whenever garbage is collected.
  for (const firm of drawFirms(size.seed, size.firms, today)) engine.upsertFirm(firm)
  const rank = (need: Need) => engine.rank(need, { viewer: { kind: 'other' }, partners: 1 })
  say(`engine: warm-up on ${warmUp} other needs`)
  const first = await timeEach(asked.slice(0, cold), Infinity, rank)
  // As a server does for its open needs, in the thread that ranks, while nobody asks.
  say('engine: what firms are to the products asked for, made ready ahead')
  const [began, heapBefore] = [performance.now(), process.memoryUsage()]
  const products = [...engine.prepare([...asked, ...region.needs])].length
  const [readySeconds, heapAfter] = [(performance.now() - began) / 1000, process.memoryUsage()]
  const readyMiB = (sizeOf(heapAfter) - sizeOf(heapBefore)) / 2 ** 20
  for (const need of asked.slice(cold)) rank(need)
  say(`engine: up to ${size.needs} needs in ${size.seconds} s`)
  const timings = await timeEach(region.needs, size.seconds, rank)
  const { milliseconds, results } = timings
  const rssMiB = residentMiB()
  say(`engine: ${milliseconds.length} needs measured`)
  const figures = {
    ...summary(timings),
    coldP50Ms: rounded(percentile(first.milliseconds, 50)),
    ready: { products, seconds: rounded(readySeconds), MiB: Math.round(readyMiB) },
    listed: Math.round(mean(results.map(({ result }) => result.partnerships.length))),
    candidates: Math.round(mean(results.map(({ result }) => result.candidates))),
    exactShare: rounded(mean(results.map(({ result }) => (result.exact ? 1 : 0)))),
  }
  if (size.firms > mostInSql) return { ...figures, baseline: null, ratio: null, rssMiB }
  const firms = [...drawFirms(size.seed, size.firms, today)]
  const sql = await measureSql({ ...region, firms }, asked.slice(0, 3), size.seconds, say)
  const common = results.flatMap(({ result }, position) => {
    const list = sql.results[position]?.result.slice(0, places)
    if (list === undefined || list.length === 0) return []
    const members = new Set(result.partnerships.flatMap(each => each.members.map(({ firm }) => firm)))
    return list.filter(number => members.has(firms[number]?.id ?? '')).length / list.length
  })
  const sqlP50 = percentile(sql.milliseconds, 50)
  return {
    ...figures,
    baseline: {
      sqlSamples: sql.milliseconds.length,
      sqlP50Ms: rounded(sqlP50),
      sqlP99Ms: rounded(percentile(sql.milliseconds, 99)),
      rows: sql.rows,
      firstTenAlsoListed: rounded(mean(common)),
    },
    /** Above 1 the engine is the faster. */
    ratio: rounded(sqlP50 / percentile(milliseconds, 50)),
    rssMiB,
  }
}

/** Objects and columns. */
const sizeOf = ({ heapUsed, arrayBuffers }: NodeJS.MemoryUsage) => heapUsed + arrayBuffers

async function measureSql(region: Region, asked: Need[], seconds: number, say: (progress: string) => void) {
  return withPostgres(async connectionString => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    try {
      const { reference, factsOf } = factReader(region.catalogue)
      say('SQL: filling the tables')
      const rows = await fillTables(client, region.firms, factsOf)
      // What an engineer sets for tables that fit in memory.
      await client.query("set work_mem = '64MB'")
      await client.query('set random_page_cost = 1.1')
      const rank = sqlRanking(client, reference, today, departments)
      // As many times as PostgreSQL takes to settle on a plan.
      for (let turn = 0; turn < 2; turn++) for (const need of asked) await rank(need)
      say(`SQL: up to ${region.needs.length} needs in ${seconds} s, ${rows} rows`)
      return { rows, ...(await timeEach(region.needs, seconds, rank)) }
    } finally {
      await client.end()
    }
  })
}
