import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { SearchDocument } from '../document.ts'
import { hitOf, markedBy } from '../hit.ts'
import { audiencesOf } from '../reader.ts'
import type { SearchAnswer, SearchQuestion, TextSearch } from '../text-search.ts'
import type { WordReader } from '../words.ts'
import { allowed } from './allowed.ts'
import { count } from './count.ts'
import { findsNothing, narrowing, prepare, scoreOf, type Tier, tiersOf } from './tiers.ts'

/** Documents looked at more closely, of each kind, and how many of them end the search for more. */
const mostCandidates = 60
const enoughCandidates = 20
const candidatesFor = (limit: number) => Math.max(mostCandidates, 2 * limit)

/** Documents that answer one of the tiers, for each group of kinds. */
function answering(
  { reader, today, within, capacity, limit }: SearchQuestion,
  tiers: Tier[],
  groups: string[],
): RawBuilder<unknown> {
  return sql`
      select found.* from unnest(${groups}::text[]) asked (kinds), search_candidates(
        ${tiers.map(({ question: asked }) => asked)}::text[]::tsquery[], ${tiers.map(({ lead }) => lead)}::text[]::tsquery[],
        ${tiers.map(({ broad }) => broad)}::integer[],
        string_to_array(asked.kinds, ' '),
        ${audiencesOf(reader)}::text[], ${reader.organisations}::uuid[], ${today}::date,
        ${within?.latitude ?? null}, ${within?.longitude ?? null}, ${within?.kilometres ?? null},
        ${capacity?.family ?? null}, ${capacity?.weeks ?? null}, ${capacity?.weekly ?? null},
        ${Math.max(enoughCandidates, limit)}::integer, ${candidatesFor(limit)}::integer
      ) found`
}

/** Where nothing is asked: documents as they lie, the best first, for each group of kinds. */
function anything(question: SearchQuestion, groups: string[]): RawBuilder<unknown> {
  const each = groups.map(
    group => sql`(
      select kind, id, 1 tier, standing, ''::tsvector vector from search_document
      where kind = any(string_to_array(${group}, ' ')) and ${allowed(question, '')} limit ${candidatesFor(question.limit)})`,
  )
  return sql.join(each, sql` union all `)
}

async function search(db: Kysely<DB>, words: WordReader, question: SearchQuestion): Promise<SearchAnswer> {
  const prepared = await prepare(db, question)
  const { terms, lost } = prepared
  const left = lost.map(({ typed }) => typed)
  if (findsNothing(prepared)) return { degraded: false, hits: [], corrected: [], left }
  const { kinds, limit } = question
  const tiers = tiersOf(terms, narrowing(question))
  // Firms are so many that the others would not be met among them.
  const groups = [kinds.filter(kind => kind === 'firm'), kinds.filter(kind => kind !== 'firm')]
    .filter(group => group.length > 0)
    .map(group => group.join(' '))
  const { rows } = await sql<{ tier: number; score: number; document: SearchDocument }>`
    with candidate as materialized (${tiers.every(({ question: asked }) => asked === '') ? anything(question, groups) : answering(question, tiers, groups)}
    ), best as (
      select kind, id, tier, ${scoreOf(terms)} score from candidate order by score desc, standing desc, id limit ${limit}
    )
    select best.tier, best.score, document from best join search_document using (kind, id)
    order by best.score desc, search_document.standing desc, id`.execute(db)
  const corrected = terms.flatMap(term => term.corrected)
  const marked = markedBy(terms, corrected)
  // Tier 2 asks for all terms; each one after it for one less.
  const best = Math.max(2, Math.min(...rows.map(({ tier }) => tier)))
  const hits = rows.map(({ score, tier, document }) => ({
    ...hitOf(document, Math.min(1, Math.max(0, score)), marked, words, question),
    whole: tier <= best,
  }))
  const dropped = rows.length === 0 ? 0 : best - 2
  const telling = [...terms].sort((a, b) => b.importance - a.importance)
  const droppedTerms = dropped === 0 ? [] : telling.slice(-dropped).map(({ typed }) => typed)
  return { degraded: false, hits, corrected, left: [...left, ...droppedTerms] }
}

/** Full-text search in PostgreSQL, embedded or not. Needs nothing that the marketplace does not have already. */
export function postgresSearch(db: Kysely<DB>, words: WordReader): TextSearch {
  return {
    search: question => search(db, words, question),
    count: question => count(db, question),
  }
}
