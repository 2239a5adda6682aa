/** `pnpm bench search`: how well and how fast firms are found, beside what one would take instead. */
import { connectPostgres } from '@maillage/db/connect.ts'
import { prepareDatabase } from '@maillage/server/cli/prepare.ts'
import type { DocumentMaker } from '@maillage/server/search/firm-document.ts'
import { rebuildIndex } from '@maillage/server/search/keep.ts'
import { documentMaker } from '@maillage/server/search/maker.ts'
import { meiliIndex } from '@maillage/server/search/meilisearch/meili-index.ts'
import { postgresIndex } from '@maillage/server/search/postgres/postgres-index.ts'
import type { SearchQuestion, TextSearch } from '@maillage/server/search/text-search.ts'
import pg from 'pg'
import { drawFirms, drawKind } from '../firms.ts'
import { mean, percentile, rounded, timeEach } from '../measure.ts'
import { withPostgres } from '../postgres.ts'
import { emptyEngine, residentMiB, type Size, today } from '../region.ts'
import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { writeFirms } from '../write-firms.ts'
import { type Ask, fillPlain, ilike, miniSearch, pagesOf, plainFrench } from './baselines.ts'
import { heldOutQueries } from './held-out.ts'
import { type GradedQuery, gradedQueries, queryClasses } from './queries.ts'
import { gradeOf, ndcgAt10, recallAt10, type Truth, truthOf } from './truth.ts'

/** Beginnings typed, of each query: one letter in so many. */
const everyLetters = 2

const asMember = { member: true, operator: false, organisations: [] }

function questionOf(
  maker: DocumentMaker,
  text: string,
  typing: boolean,
  kinds: SearchQuestion['kinds'],
): SearchQuestion {
  const words = maker.words.read(text, typing)
  return { words, kinds, facets: {}, within: null, capacity: null, reader: asMember, today, limit: 10 }
}

const askIndex =
  (search: TextSearch, maker: DocumentMaker): Ask =>
  async text => {
    const { hits } = await search.search(questionOf(maker, text, true, ['firm']))
    return hits.map(({ id }) => id)
  }

interface Judged {
  query: GradedQuery
  ideal: number[]
  gradeById: ReadonlyMap<string, number>
}

function judge(queries: GradedQuery[], truths: Truth[]): Judged[] {
  return queries.map(query => {
    const gradeById = new Map<string, number>()
    for (const truth of truths) {
      const grade = gradeOf(truth, query.wants)
      if (grade > 0) gradeById.set(truth.id, grade)
    }
    return { query, gradeById, ideal: [...gradeById.values()].sort((a, b) => b - a).slice(0, 10) }
  })
}

/** Queries that it was tuned on, and those that it was not. */
interface Sets {
  judged: Judged[]
  heldOut: Judged[]
}

/** Quality of both sets; a query that nobody in the region answers tells nothing. */
async function measure(ask: Ask, { judged, heldOut }: Sets, tell: (line: string) => void) {
  const tuned = await measureSet(ask, judged, tell)
  tell('held out:')
  return { ...tuned, heldOut: await measureSet(ask, heldOut, tell) }
}

/** Quality over all queries of a set and by class, and how long a whole query takes. */
async function measureSet(ask: Ask, judged: Judged[], tell: (line: string) => void) {
  for (const { query } of judged.slice(0, 10)) await ask(query.text)
  const { milliseconds, results } = await timeEach(judged, Infinity, ({ query }) => ask(query.text))
  const scored = results.map(({ input: { query, gradeById, ideal }, result }) => {
    const grades = result.map(id => gradeById.get(id) ?? 0)
    const ndcg = ndcgAt10(grades, ideal)
    if (process.env.SEARCH_SHOW !== undefined)
      tell(`${ndcg.toFixed(2)} ${query.class} ${query.text} [${grades.join('')}]`)
    return { class: query.class, ndcg, recall: recallAt10(grades, ideal) }
  })
  const over = (rows: typeof scored) => ({
    ndcg10: rounded(mean(rows.map(({ ndcg }) => ndcg))),
    recall10: rounded(mean(rows.map(({ recall }) => recall))),
  })
  return {
    ...over(scored),
    p50Ms: rounded(percentile(milliseconds, 50)),
    p99Ms: rounded(percentile(milliseconds, 99)),
    byClass: Object.fromEntries(
      queryClasses.map(name => [name, over(scored.filter(row => row.class === name)).ndcg10] as const),
    ),
  }
}

/** Every second letter of every query, over all kinds of things at once, as the search box asks. */
async function measureTyping(search: TextSearch, maker: DocumentMaker, seconds: number) {
  const beginnings = gradedQueries.flatMap(({ text }) =>
    Array.from({ length: Math.floor(text.length / everyLetters) }, (_, step) =>
      text.slice(0, (step + 1) * everyLetters),
    ),
  )
  const ask = (text: string) =>
    search.search(questionOf(maker, text, true, ['firm', 'need', 'product', 'machine']))
  for (const text of beginnings.slice(0, 60)) await ask(text)
  const { milliseconds, results } = await timeEach(spread(beginnings), seconds, ask)
  const slowest = [...results.keys()].sort((a, b) => (milliseconds[b] ?? 0) - (milliseconds[a] ?? 0))
  return {
    letters: milliseconds.length,
    p50Ms: rounded(percentile(milliseconds, 50)),
    p95Ms: rounded(percentile(milliseconds, 95)),
    p99Ms: rounded(percentile(milliseconds, 99)),
    slowest: slowest
      .slice(0, 5)
      .map(at => `${results[at]?.input ?? ''}: ${rounded(milliseconds[at] ?? 0)} ms`),
  }
}

/** In an order in which any beginning of the list is a fair sample of it. */
const spread = <T>(list: T[]): T[] =>
  Array.from({ length: list.length }, (_, index) => list[(index * 7919) % list.length]).filter(
    one => one !== undefined,
  )

async function measureCounts(search: TextSearch, maker: DocumentMaker) {
  const { milliseconds } = await timeEach(gradedQueries.slice(0, 60), Infinity, ({ text }) =>
    search.count(questionOf(maker, text, false, ['firm'])),
  )
  return { p50Ms: rounded(percentile(milliseconds, 50)), p99Ms: rounded(percentile(milliseconds, 99)) }
}

type ByClass = { byClass: Record<string, number> }

/** Classes in which any other does better. */
const worse = (own: ByClass, others: ByClass[]) =>
  queryClasses.filter(name => others.some(other => (other.byClass[name] ?? 0) > (own.byClass[name] ?? 0)))

export async function benchSearch({ firms: count, seed, seconds }: Size, tell: (progress: string) => void) {
  const catalogue = loadCatalogue()
  const maker = documentMaker(emptyEngine(catalogue), catalogue)
  tell(`drawing ${count} firms`)
  const firms = [...drawFirms(seed, count, today)]
  tell('judging them by what they are')
  const kinds = firms.map((_, number) => drawKind(seed, number))
  const shown = firms.flatMap((firm, number) =>
    firm.audience === 'operator' ? [] : [{ firm, kind: kinds[number] ?? '' }],
  )
  const truths = shown.map(({ firm, kind }) => truthOf(firm, kind, maker.makeable))
  const answerable = (queries: GradedQuery[]) =>
    judge(queries, truths).filter(({ ideal }) => ideal.length > 0)
  const judged = { judged: answerable(gradedQueries), heldOut: answerable(heldOutQueries) }
  const pages = pagesOf(
    shown.map(({ firm }) => firm),
    catalogue,
    maker.makeable,
  )

  tell(`MiniSearch: indexing ${pages.length} pages`)
  const mini = await measure(miniSearch(pages), judged, tell)
  return withPostgres(async databaseUrl => {
    const connection = await connectPostgres(databaseUrl)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    try {
      await prepareDatabase(connection)
      tell('PostgreSQL: writing the firms')
      await writeFirms(connection.db, firms)
      const began = performance.now()
      const index = postgresIndex(connection.db, maker.words)
      await rebuildIndex(connection.db, index, maker, ({ done, total }) => {
        if (done % 10_000 < 500) tell(`index: ${done} of ${total}`)
      })
      const rebuildSeconds = (performance.now() - began) / 1000
      tell(`index made in ${Math.round(rebuildSeconds)} s; asking it`)
      const postgres = await measure(askIndex(index.search, maker), judged, tell)
      const typing = await measureTyping(index.search, maker, seconds)
      const counts = await measureCounts(index.search, maker)
      tell('plain PostgreSQL: ILIKE, and the French configuration')
      await fillPlain(client, pages)
      const plain = await measure(ilike(client), judged, tell)
      const french = await measure(plainFrench(client), judged, tell)
      const meilisearch = await measureMeili()
      const lead = (other: { ndcg10: number }) => rounded(postgres.ndcg10 - other.ndcg10)
      return {
        docs: count,
        queries: judged.judged.length,
        heldOutQueries: judged.heldOut.length,
        postgres: { ...postgres, typing, counts, rebuildSeconds: rounded(rebuildSeconds) },
        ilike: plain,
        plainFrench: french,
        miniSearch: mini,
        meilisearch,
        lead: { overIlike: lead(plain), overPlainFrench: lead(french), overMiniSearch: lead(mini) },
        worseClasses: worse(postgres, [plain, french, mini]),
        worseClassesHeldOut: worse(
          postgres.heldOut,
          [plain, french, mini].map(({ heldOut }) => heldOut),
        ),
        rssMiB: residentMiB(),
      }

      async function measureMeili() {
        const url = process.env.MEILI_URL
        if (!url) return 'MEILI_URL is not set'
        tell('Meilisearch: indexing')
        const meili = meiliIndex(
          connection.db,
          { url, key: process.env.MEILI_KEY },
          () => catalogue,
          maker.words,
          'maillage-bench',
        )
        await rebuildIndex(connection.db, meili, maker)
        return {
          ...(await measure(askIndex(meili.search, maker), judged, tell)),
          typing: await measureTyping(meili.search, maker, seconds),
        }
      }
    } finally {
      await client.end()
      await connection.close()
    }
  })
}
