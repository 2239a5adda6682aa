import type { FastifyInstance } from 'fastify'
import { documentKinds, type Lexeme } from '../../search/document.ts'
import type { Hit, SearchQuestion } from '../../search/text-search.ts'
import type { SearchTerm } from '../../search/words.ts'
import { type NeedFigures, stillReadable } from './queries.ts'
import type { SearchQuery, SearchResults } from './schemas.ts'

const DEFAULT_LIMIT = 20

type Searching = Pick<FastifyInstance, 'db' | 'textSearch' | 'documents'>

/** What a query asks of the index. */
export function questionOf(
  { documents }: Pick<Searching, 'documents'>,
  query: SearchQuery,
  asked: Pick<SearchQuestion, 'within' | 'capacity' | 'reader' | 'today'>,
): SearchQuestion {
  const { q = '', typing = false, kind = [], limit = DEFAULT_LIMIT } = query
  const { process, now, reoriented, material, certificate, verified, department, family } = query
  const narrowed = Object.entries({
    process,
    now,
    reoriented,
    material,
    certificate,
    verified,
    department,
    family,
  })
  return {
    ...asked,
    words: documents.words.read(q, typing),
    kinds: kind.length === 0 ? documentKinds : kind,
    facets: Object.fromEntries(narrowed.filter(([, values]) => (values ?? []).length > 0)),
    limit,
  }
}

/** Answers a query for a reader. */
export async function searchFor(
  app: Searching,
  query: SearchQuery,
  asked: Pick<SearchQuestion, 'within' | 'capacity' | 'reader' | 'today'>,
): Promise<SearchResults> {
  const question = questionOf(app, query, asked)
  const { hits, corrected, left, degraded } = await app.textSearch.search(question)
  const counts = query.counts === true ? await app.textSearch.count(question) : null
  const readable = await stillReadable(app.db, hits, asked.reader)
  return {
    hits: readable.map(({ hit, need }) => show(hit, need)),
    understood: question.words.terms.flatMap(term => understood(app, term)),
    corrected,
    left,
    counts: counts && {
      estimated: counts.estimated,
      kinds: counts.kinds,
      facets: counts.facets,
      weekly: counts.weekly,
    },
    degraded: degraded || counts?.degraded === true,
  }
}

function show(
  { matched, facets, place, ...hit }: Hit,
  need: NeedFigures | null,
): SearchResults['hits'][number] {
  return {
    ...hit,
    place,
    matched: matched.map(({ lexeme, weight }) => ({ ...partsOf(lexeme), possible: weight === 'D' })),
    now: facets.now ?? [],
    reoriented: facets.reoriented ?? [],
    need,
  }
}

function partsOf(lexeme: Lexeme): { kind: string; id: string } {
  const at = lexeme.indexOf('/')
  return { kind: lexeme.slice(0, at), id: lexeme.slice(at + 1) }
}

function understood({ documents }: Pick<Searching, 'documents'>, { typed, meant }: SearchTerm) {
  const names = meant.slice(0, 3).flatMap(lexeme => documents.words.nameOf(lexeme) ?? [])
  return names.length === 0 ? [] : [{ typed, meant: names }]
}
