import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { wordsAsked } from '../capacity.ts'
import { facetNames, type Weight } from '../document.ts'
import { audiencesOf } from '../reader.ts'
import type { SearchQuestion } from '../text-search.ts'
import { allOf, anyOf, lexeme, quoted, type TsQuery } from './tsquery.ts'
import { type KnownTerm, knownTerms } from './vocabulary.ts'

/** What a term counts for where it is found: its heaviest place counts. Estimated, and held by `pnpm bench search`. */
const worth: Record<Weight, number> = { A: 1, B: 0.85, C: 0.65, D: 0.35 }
/** A word that goes on as it was begun counts for a little less, and what is only near for much less. */
const begunWorth = 0.95
const nearWorth = 0.6
/** Most that standing adds: it parts what answers alike. */
const standingWorth = 0.04

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

export const anyhow = (term: KnownTerm) => anyOf([exactly(term, ''), begun(term, ''), beside(term, '')])

/** Words of names, for what is called as it was typed. */
const inName = ({ written, goesOn }: KnownTerm): TsQuery =>
  anyOf([...written.flat(), ...goesOn].map(word => lexeme(`@${word}`)))

/** Terms that have to be there together; of a long sentence the most telling ones. */
const mostTogether = 6
/** So few are also tried without each of them; of more, fewer and fewer of the most telling ones are kept. */
const fewTerms = 4

export const byTelling = (terms: KnownTerm[]) => [...terms].sort((a, b) => b.importance - a.importance)

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

/** So rare together that the index is asked for no more of a question: the rest is compared in the rows that have these. */
const leadShare = 0.002

/** A question, and whether so many answer it that it is enough to look at the first. */
export interface Tier {
  question: TsQuery
  /** The rarest parts of it, where they leave any out. */
  lead: TsQuery | null
  broad: (typeof breadth)[keyof typeof breadth]
}

/** Where it is looked: by the index; in the first pages, and by the index where they are not enough; there alone. */
const breadth = { narrow: 0, broad: 1, first: 2 } as const

/** Questions from the narrowest to the widest: first those of whose words some are in the name. */
export function tiersOf(terms: KnownTerm[], narrowed: TsQuery): Tier[] {
  if (terms.length === 0) return [{ question: narrowed, lead: null, broad: breadth.narrow }]
  const isBroad = (kept: KnownTerm[]) =>
    narrowed === '' && kept.reduce((share, term) => share * term.share, 1) > broadShare
  const together = keptTogether(terms).map(kept => ({
    question: allOf([...kept.map(anyhow), narrowed]),
    lead: leadOf(kept, narrowed),
    broad: isBroad(kept) ? breadth.broad : breadth.narrow,
  }))
  const all = byTelling(terms).slice(0, mostTogether)
  const named = allOf([...all.map(anyhow), anyOf(all.map(inName)), narrowed])
  return [
    { question: named, lead: leadOf(all, narrowed), broad: isBroad(all) ? breadth.first : breadth.narrow },
    ...together,
  ]
}

/**
 * The rarest terms, as many as it takes until few documents should have them all; null where that takes every one. Of terms
 * that may mean the same thing, one makes what has it no rarer beside the other.
 */
function leadOf(terms: KnownTerm[], narrowed: TsQuery): TsQuery | null {
  const rarest: KnownTerm[] = []
  const things = new Set<string>()
  let share = 1
  for (const term of [...terms].sort((a, b) => a.share - b.share)) {
    if (share <= leadShare) return allOf([...rarest.map(anyhow), narrowed])
    const own = [...term.meant, ...term.near]
    if (!own.some(thing => things.has(thing))) share *= term.share
    for (const thing of own) things.add(thing)
    rarest.push(term)
  }
  return null
}

/** What narrows a question, as lexemes; what is made a week by its power of ten, to be compared after. */
export const narrowing = ({ facets, capacity }: Pick<SearchQuestion, 'facets' | 'capacity'>): TsQuery =>
  allOf([
    ...facetNames.map(facet => anyOf((facets[facet] ?? []).map(value => quoted(`#${facet}/${value}`)))),
    anyOf(capacity === null ? [] : wordsAsked(capacity).map(word => quoted(`#weekly/${word}`))),
  ])

/** In [0, 1]: how much of what was asked, each term by how telling it is and by where it was found. */
export function scoreOf(terms: KnownTerm[]): RawBuilder<number> {
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

export interface Prepared {
  terms: KnownTerm[]
  lost: KnownTerm[]
}

export async function prepare(db: Kysely<DB>, { words, reader }: SearchQuestion): Promise<Prepared> {
  const known = await knownTerms(db, words, audiencesOf(reader))
  const lost = known.filter(({ importance }) => importance === 0)
  return { terms: byTelling(known.filter(({ importance }) => importance > 0)).slice(0, mostScored), lost }
}

/** Nothing is found where all that was asked is in no document. */
export const findsNothing = ({ terms, lost }: Prepared) => terms.length === 0 && lost.length > 0
