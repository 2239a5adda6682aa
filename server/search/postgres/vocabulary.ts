import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import type { SearchTerm, SearchWords } from '../words.ts'
import { stemOf } from '@maillage/matching/understanding/tokens.ts'
import { communesNamed } from '../places.ts'
import { isOneSlipAway } from '../slips.ts'

/** A term with what the index knows of its words. */
export interface KnownTerm extends SearchTerm {
  /** Ways to write what was typed, each as the words that have to be there together. */
  written: string[][]
  /** How the last word may go on. */
  goesOn: string[]
  /** Words that were meant where one that was typed is in no document. */
  corrected: { typed: string; meant: string }[]
  /** Share of all documents that have it. */
  share: number
  /** How telling it is: less the more documents have it. 0 where none has. */
  importance: number
}

interface Row {
  asked: string
  word: string
  documents: number
  how: 'exact' | 'stem' | 'goes-on' | 'like'
}

/** Most ways that a word goes on, the most common first. */
const mostContinuations = 12
/** Shorter beginnings may go on as anything. */
const leastBegun = 3
/** Comes after every letter. */
const afterAll = '\u{10ffff}'
/** Words that are looked for by their likeness. */
const mostStrange = 4
/** Least likeness, of PostgreSQL's trigrams, of words that may have been meant. */
const leastLike = 0.35

/**
 * What the index knows of the words of a question: how many documents have them, their stems, how the last one may go
 * on, and what else may be meant by words that no document has. Only words of documents that the reader may read.
 */
async function look(
  db: Kysely<DB>,
  {
    words,
    open,
    strange,
    lexemes,
  }: { words: string[]; open: string[]; strange: string[]; lexemes: string[] },
  audiences: string[],
) {
  const { rows } = await sql<Row>`
    with asked as (select unnest(${words}::text[]) word)
    select asked.word asked, v.word, sum(v.documents)::integer documents, 'exact' how
      from asked join search_word v on v.word = asked.word and v.audience = any(${audiences}::text[]) group by 1, 2
    union all
    select word, word, sum(documents)::integer, 'exact'
      from search_word where word = any(${lexemes}::text[]) and audience = any(${audiences}::text[]) group by 1
    union all
    select asked.word, stem, 0, 'stem' from asked, unnest(tsvector_to_array(to_tsvector('french_unaccent', asked.word))) stem
    union all
    select begun.word, more.word, more.documents, 'goes-on'
      from unnest(${open}::text[]) begun (word), lateral (
        select v.word, sum(v.documents)::integer documents from search_word v
        where v.word ~>=~ begun.word and v.word ~<~ (begun.word || ${afterAll}) and position('/' in v.word) = 0 and v.audience = any(${audiences}::text[])
        group by v.word order by 2 desc, 1 limit ${mostContinuations + 1}
      ) more
    union all
    select asked.word, near.word, near.documents, 'like'
      from unnest(${strange}::text[]) asked (word), lateral (
        select v.word, sum(v.documents)::integer documents from search_word v
        where v.word % asked.word and similarity(v.word, asked.word) >= ${leastLike} and v.audience = any(${audiences}::text[])
          and v.word !~ '[^[:alpha:]]'
        group by v.word order by similarity(v.word, asked.word) desc, 2 desc, 1 limit 12
      ) near
      where not exists (
        select from search_word v where v.audience = any(${audiences}::text[]) and (v.word = asked.word
          or (asked.word = any(${open}::text[]) and v.word ~>=~ asked.word and v.word ~<~ (asked.word || ${afterAll}))))`.execute(
    db,
  )
  return rows
}

/** Terms with what the index knows of them, and how many documents of all there are. */
export async function knownTerms(
  db: Kysely<DB>,
  { terms }: SearchWords,
  audiences: string[],
): Promise<KnownTerm[]> {
  if (terms.length === 0) return []
  const words = [...new Set(terms.flatMap(term => term.words))]
  const open = terms
    .flatMap(term => (term.open ? term.words.slice(-1) : []))
    .filter(word => word.length >= leastBegun)
  const lexemes = [
    ...terms.flatMap(({ meant, near }) => [...meant, ...near]),
    ...terms.flatMap(({ code }) => (code === null ? [] : [`=${code}`])),
    ...['firm', 'need', 'product', 'machine'].map(kind => `#kind/${kind}`),
  ]
  // What is understood needs no other spelling, and a long sentence has few names that might.
  const strange = terms
    .filter(({ meant, code, near }) => meant.length === 0 && code === null && near.length === 0)
    .flatMap(term => term.words)
    .filter(word => word.length >= 4 && !/\d/.test(word))
    .slice(-mostStrange)
  const rows = await look(db, { words, open, strange, lexemes }, audiences)
  const exact = new Map(rows.filter(({ how }) => how === 'exact').map(row => [row.word, row.documents]))
  const of = (how: Row['how'], word: string) => rows.filter(row => row.how === how && row.asked === word)
  const total = [...exact].reduce((sum, [word, count]) => sum + (word.startsWith('#kind/') ? count : 0), 0)

  const hasThings = terms.some(({ meant, isPlace }) => meant.length > 0 && !isPlace)
  const known = terms.map((term): KnownTerm => {
    const last = term.words.at(-1)
    const goesOn =
      term.open && last !== undefined ? of('goes-on', last).filter(({ word }) => word !== last) : []
    const corrected: KnownTerm['corrected'] = []
    const ways = term.words.map(word => {
      const stems = of('stem', word).map(row => row.word)
      if (exact.has(word) || term.meant.length > 0)
        return { ways: [word, ...stems], documents: exact.get(word) ?? 0 }
      const [like] = of('like', word).filter(row => isOneSlipAway(word, row.word))
      if (like === undefined) return { ways: [word, ...stems], documents: 0 }
      if (stemOf(like.word) === stemOf(word))
        return { ways: [word, like.word, ...stems], documents: like.documents }
      corrected.push({ typed: word, meant: like.word })
      return { ways: [like.word], documents: like.documents }
    })
    const place = corrected.length === 1 ? communesNamed(corrected[0]?.meant ?? '') : undefined
    const isPlace = term.isPlace || place !== undefined
    const counts = [
      ...[...term.meant, ...term.near].map(lexeme => exact.get(lexeme) ?? 0),
      term.code === null ? 0 : (exact.get(`=${term.code}`) ?? 0),
      ...goesOn.map(({ documents }) => documents),
      ways.length === 0 ? 0 : Math.min(...ways.map(({ documents }) => documents)),
    ]
    const documents = Math.max(...counts)
    const telling = documents === 0 ? 0 : Math.log2(1 + Math.max(total, 1) / documents)
    const worth = isPlace
      ? worths.place
      : term.meant.length > 0 || term.code !== null
        ? worths.thing
        : hasThings
          ? worths.beside
          : worths.word
    return {
      ...term,
      isPlace,
      meant: [...term.meant, ...(place?.communes ?? [])],
      near: [...term.near, ...(place?.departments ?? [])],
      written: ways.map(way => way.ways),
      goesOn: goesOn.map(({ word }) => word),
      corrected,
      share: Math.min(1, documents / Math.max(total, 1)),
      importance: telling * worth,
    }
  })
  const asked = hasThings && known.length >= manyTerms ? quieted(known) : known
  // One or two letters that are no word yet ask for nothing.
  return asked.filter(
    ({ open: isOpen, importance, typed }) => importance > 0 || !isOpen || typed.length >= leastBegun,
  )
}

/** In so many terms, words that nothing understands are what people say around what they want. */
const manyTerms = 5

/** Such words, however rare, tell less than any thing or place that is asked for. */
function quieted(terms: KnownTerm[]): KnownTerm[] {
  const isUnderstood = ({ meant, code, isPlace }: KnownTerm) => meant.length > 0 || code !== null || isPlace
  const told = terms.filter(term => isUnderstood(term) && term.importance > 0)
  const least = Math.min(...told.map(({ importance }) => importance))
  return terms.map(term =>
    isUnderstood(term) ? term : { ...term, importance: Math.min(term.importance, least / 2) },
  )
}

/**
 * What is asked for counts for more than where, and both for more than words beside them that nothing understands. How
 * telling a word is counts by its logarithm alone: a rare town is no reason to leave out what was wanted there.
 */
const worths = { thing: 1.5, word: 1, place: 0.6, beside: 0.4 }
