import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import {
  type DocumentKey,
  documentKinds,
  type DocumentKind,
  facetNames,
  type FacetName,
  type SearchDocument,
  type Weight,
} from '../document.ts'
import { hitOf, markedBy } from '../hit.ts'
import { audiencesOf } from '../reader.ts'
import type { FacetCounts, SearchAnswer, SearchQuestion, TextSearch } from '../text-search.ts'
import type { WordReader } from '../words.ts'
import { allOf, anyOf, lexeme, quoted, type TsQuery } from './tsquery.ts'
import { type KnownTerm, knownTerms } from './vocabulary.ts'

/** What a term counts for where it is found: its heaviest place counts. Estimated, and held by `pnpm bench search`. */
const worth: Record<Weight, number> = { A: 1, B: 0.85, C: 0.65, D: 0.35 }
/** A word that goes on as it was begun counts for a little less, and what is only near for much less. */
const begunWorth = 0.95
const nearWorth = 0.6
/** Most that standing adds: it parts what answers alike. */
const standingWorth = 0.04
/** Documents looked at more closely, of each kind, and how many of them end the search for more. */
const mostCandidates = 60
const enoughCandidates = 20

/** Ways a term may be found, each of which says it whole: with these words, or as this thing or code. */
function exactly({ meant, code, written, corrected }: KnownTerm, weight: Weight | ''): TsQuery {
  const words = allOf(written.map(ways => anyOf([...new Set(ways)].map(word => lexeme(word, weight)))))
  const isCode = code !== null && corrected.length === 0
  // A code is found as itself: its parts ("EN", "14683") are in other codes too.
  return anyOf([
    ...meant.map(one => lexeme(one, weight)),
    ...(isCode ? [lexeme(`=${code}`, weight)] : [words]),
  ])
}

/** Words that what is being typed may become. */
function begun({ written, goesOn, open }: KnownTerm, weight: Weight | ''): TsQuery {
  if (goesOn.length === 0) return ''
  const before = open
    ? written.slice(0, -1).map(ways => anyOf([...new Set(ways)].map(word => lexeme(word, weight))))
    : []
  return allOf([...before, anyOf(goesOn.map(word => lexeme(word, weight)))])
}

/** Things that are near what was asked for, or that it may be about to mean. */
const beside = ({ near }: KnownTerm, weight: Weight | ''): TsQuery =>
  anyOf(near.map(one => lexeme(one, weight)))

const anyhow = (term: KnownTerm) => anyOf([exactly(term, ''), begun(term, ''), beside(term, '')])

/** Words of names, for what is called as it was typed. */
const inName = ({ written, goesOn }: KnownTerm): TsQuery =>
  anyOf([...written.flat(), ...goesOn].map(word => lexeme(`@${word}`)))

/** Terms that have to be there together; of a long sentence the most telling ones. */
const mostTogether = 6
/** So few are also tried without each of them; of more, fewer and fewer of the most telling ones are kept. */
const fewTerms = 4

const byTelling = (terms: KnownTerm[]) => [...terms].sort((a, b) => b.importance - a.importance)

/** Terms that are looked for together, from all of them to single ones; the most telling ones are kept longest. */
function keptTogether(terms: KnownTerm[]): KnownTerm[][] {
  const telling = byTelling(terms).slice(0, mostTogether)
  const least = telling.length - 1
  const dropOne = telling.map((_, at) => telling.filter((__, other) => other !== least - at))
  const few = [telling, ...dropOne, ...telling.map(term => [term])]
  const many = [least + 1, least, least - 1, Math.ceil(telling.length / 2), 2, 1].map(count =>
    telling.slice(0, count),
  )
  const seen = new Set<string>()
  return (telling.length <= fewTerms ? few : many).filter(kept => {
    const key = telling.map(term => (kept.includes(term) ? '1' : '0')).join('')
    return kept.length > 0 && !seen.has(key) && seen.add(key)
  })
}

/** A question that more than this share of all documents should answer is broad: the first pages hold enough of them. */
const broadShare = 0.04

/** A question, and whether so many answer it that it is enough to look at the first. */
interface Tier {
  question: TsQuery
  broad: (typeof breadth)[keyof typeof breadth]
}

/** Where it is looked: by the index; in the first pages, and by the index where they are not enough; there alone. */
const breadth = { narrow: 0, broad: 1, first: 2 } as const

/** Questions from the narrowest to the widest: first those of whose words some are in the name. */
function tiersOf(terms: KnownTerm[], narrowed: TsQuery): Tier[] {
  if (terms.length === 0) return [{ question: narrowed, broad: breadth.narrow }]
  const isBroad = (kept: KnownTerm[]) =>
    narrowed === '' && kept.reduce((share, term) => share * term.share, 1) > broadShare
  const together = keptTogether(terms).map(kept => ({
    question: allOf([...kept.map(anyhow), narrowed]),
    broad: isBroad(kept) ? breadth.broad : breadth.narrow,
  }))
  const all = byTelling(terms).slice(0, mostTogether)
  const named = allOf([...all.map(anyhow), anyOf(all.map(inName)), narrowed])
  return [{ question: named, broad: isBroad(all) ? breadth.first : breadth.narrow }, ...together]
}

const narrowing = (facets: SearchQuestion['facets']): TsQuery =>
  allOf(facetNames.map(facet => anyOf((facets[facet] ?? []).map(value => quoted(`#${facet}/${value}`)))))

/** In [0, 1]: how much of what was asked, each term by how telling it is and by where it was found. */
function scoreOf(terms: KnownTerm[]): RawBuilder<number> {
  const whole = terms.reduce((sum, { importance }) => sum + importance, 0)
  if (whole === 0) return sql<number>`standing`
  const parts = terms.map(term => {
    const cases = [
      { question: exactly(term, 'A'), value: worth.A },
      { question: begun(term, 'A'), value: worth.A * begunWorth },
      { question: exactly(term, 'B'), value: worth.B },
      { question: exactly(term, 'C'), value: worth.C },
      { question: begun(term, ''), value: worth.C * begunWorth },
      { question: beside(term, 'A'), value: worth.A * nearWorth },
      { question: beside(term, 'B'), value: worth.B * nearWorth },
      { question: exactly(term, 'D'), value: worth.D },
      { question: beside(term, ''), value: worth.D * nearWorth },
    ].filter(({ question }) => question !== '')
    const whens = cases.map(
      ({ question, value }) => sql`when vector @@ ${question}::tsquery then ${value}::real`,
    )
    return sql`${term.importance / whole}::real * (case when not vector @@ ${anyhow(term)}::tsquery then 0 ${sql.join(whens, sql` `)} else 0 end)`
  })
  return sql<number>`((${sql.join(parts, sql` + `)}) * ${1 - standingWorth}::real + ${standingWorth}::real * standing)`
}

/** Terms of a long sentence that count at all. */
const mostScored = 7

interface Prepared {
  terms: KnownTerm[]
  lost: KnownTerm[]
}

async function prepare(db: Kysely<DB>, { words, reader }: SearchQuestion): Promise<Prepared> {
  const known = await knownTerms(db, words, audiencesOf(reader))
  const lost = known.filter(({ importance }) => importance === 0)
  return { terms: byTelling(known.filter(({ importance }) => importance > 0)).slice(0, mostScored), lost }
}

/** Nothing is found where all that was asked is in no document. */
const findsNothing = ({ terms, lost }: Prepared) => terms.length === 0 && lost.length > 0

const candidatesFor = (limit: number) => Math.max(mostCandidates, 2 * limit)

/** Documents that answer one of the tiers, for each group of kinds. */
function answering(
  { reader, today, within, limit }: SearchQuestion,
  tiers: Tier[],
  groups: string[],
): RawBuilder<unknown> {
  return sql`
      select found.* from unnest(${groups}::text[]) asked (kinds), search_candidates(
        ${tiers.map(({ question: asked }) => asked)}::text[]::tsquery[], ${tiers.map(({ broad }) => broad)}::integer[],
        string_to_array(asked.kinds, ' '),
        ${audiencesOf(reader)}::text[], ${reader.organisations}::uuid[], ${today}::date,
        ${within?.latitude ?? null}, ${within?.longitude ?? null}, ${within?.kilometres ?? null},
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
  const { reader, kinds, limit } = question
  const tiers = tiersOf(terms, narrowing(question.facets))
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
  const hits = rows.map(({ score, document }) =>
    hitOf(document, Math.min(1, Math.max(0, score)), marked, words, reader),
  )
  // Tier 2 asks for all terms; each one after it for one less.
  const dropped = Math.max(0, Math.min(...rows.map(({ tier }) => tier)) - 2)
  const telling = [...terms].sort((a, b) => b.importance - a.importance)
  const droppedTerms =
    rows.length === 0 || dropped === 0 ? [] : telling.slice(-dropped).map(({ typed }) => typed)
  return { degraded: false, hits, corrected, left: [...left, ...droppedTerms] }
}

/** Documents that a question allows, of any kind. */
const allowed = (
  { reader, within, today }: SearchQuestion,
  asked: TsQuery,
): RawBuilder<boolean> => sql<boolean>`(
  ${asked === '' ? sql`true` : sql`vector @@ ${asked}::tsquery`}
  and (audience = any(${audiencesOf(reader)}::text[]) or owner = any(${reader.organisations}::uuid[]))
  and (until is null or until >= ${today}::date)
  ${
    within === null
      ? sql``
      : sql`and search_kilometres(latitude, longitude, ${within.latitude}, ${within.longitude}) <= ${within.kilometres}`
  })`

async function count(db: Kysely<DB>, question: SearchQuestion): Promise<FacetCounts> {
  const prepared = await prepare(db, question)
  const counts: FacetCounts = {
    degraded: false,
    kinds: { firm: 0, need: 0, product: 0, machine: 0 },
    facets: {
      process: [],
      now: [],
      reoriented: [],
      material: [],
      certificate: [],
      department: [],
      family: [],
    },
  }
  if (findsNothing(prepared)) return counts
  const tiers = tiersOf(prepared.terms, '').slice(prepared.terms.length === 0 ? 0 : 1)
  for (const tier of tiers) {
    const asked = allOf([tier.question, narrowing(question.facets)])
    const kinds = await sql<{ kind: DocumentKind; count: number }>`
      select kind, count(*)::integer count from search_document where ${allowed(question, asked)} group by kind`.execute(
      db,
    )
    for (const row of kinds.rows) counts.kinds[row.kind] = row.count
    if (question.kinds.every(kind => counts.kinds[kind] === 0)) continue
    await countFacets(db, question, tier.question, counts)
    return counts
  }
  return counts
}

/**
 * Keys of the documents that answer all of a question; of some of them only, where `among` is given. Nothing where a part
 * of it is in no document.
 */
export async function keysAnswering(
  db: Kysely<DB>,
  question: SearchQuestion,
  among?: DocumentKey[],
): Promise<(DocumentKey & { owner: string | null; title: Text })[]> {
  const { terms, lost } = await prepare(db, question)
  if (lost.length > 0) return []
  const asked = allOf([...terms.map(anyhow), narrowing(question.facets)])
  const within =
    among === undefined
      ? sql`true`
      : sql`(kind, id) in (select * from jsonb_to_recordset(${JSON.stringify(among)}::jsonb) as key (kind text, id text))`
  const { rows } = await sql<DocumentKey & { owner: string | null; title: Text }>`
    select kind, id, owner, document -> 'title' title from search_document
    where kind = any(${[...question.kinds]}::text[]) and ${allowed(question, asked)} and ${within}
    order by kind, id`.execute(db)
  return rows
}

async function countFacets(
  db: Kysely<DB>,
  question: SearchQuestion,
  tier: TsQuery,
  counts: FacetCounts,
): Promise<void> {
  const narrowed = facetNames.filter(facet => (question.facets[facet] ?? []).length > 0)
  const ofKinds =
    question.kinds.length === documentKinds.length
      ? sql`true`
      : sql`kind = any(${[...question.kinds]}::text[])`
  const tally = async (facets: SearchQuestion['facets'], keep: (facet: FacetName) => boolean) => {
    const { rows } = await sql<{ facet: string; count: number }>`
      select facet, count(*)::integer count from search_document, unnest(facets) facet
      where ${allowed(question, allOf([tier, narrowing(facets)]))} and ${ofKinds} group by facet order by 2 desc, 1`.execute(
      db,
    )
    for (const row of rows) {
      const [name, value] = splitFacet(row.facet)
      if (keep(name)) counts.facets[name].push({ value, count: row.count })
    }
  }
  await tally(question.facets, facet => !narrowed.includes(facet))
  for (const facet of narrowed) {
    const { [facet]: _own, ...others } = question.facets
    await tally(others, name => name === facet)
  }
}

function splitFacet(text: string): [FacetName, string] {
  const at = text.indexOf('/')
  const name = facetNames.find(facet => facet === text.slice(0, at))
  if (name === undefined) throw new Error(`${text} is no facet`)
  return [name, text.slice(at + 1)]
}

/** Full-text search in PostgreSQL, embedded or not. Needs nothing that the marketplace does not have already. */
export function postgresSearch(db: Kysely<DB>, words: WordReader): TextSearch {
  return {
    search: question => search(db, words, question),
    count: question => count(db, question),
  }
}
