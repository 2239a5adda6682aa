import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { hitsByFirm, type TextHit, toCheck } from '@maillage/matching/text-hits.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Lexeme } from '../../search/document.ts'
import { familiesOf } from '../../search/firm-document.ts'
import { saidBy } from '../../search/postgres/said-by.ts'

/** What the thing itself counts for, of 1; the rest is shared by what the need's text says besides. Estimated. */
const subjectCounts = 0.6
/** Things of the need's text that are looked for, besides the one it is about. */
const mostBesides = 4
/** What more firms than this speak of parts nobody: it counts for none of them. */
const mostSpeaking = 200
/** Words that are shown of a firm. */
const mostWords = 5

type Asking = Pick<FastifyInstance, 'db' | 'documents' | 'catalogue'>

/** A thing that is looked for in the words of firms: any of these lexemes will do. */
interface Wanted {
  any: Lexeme[]
  /** Of 1, what speaking of it comes to. */
  counts: number
}

/** What a need is about: its product or any of its family, in one; then what its text asks for besides. */
function wantedBy(need: Need, { catalogue, documents }: Pick<Asking, 'documents' | 'catalogue'>): Wanted[] {
  const subject = subjectOf(need, catalogue)
  const ofSubject = new Set<Lexeme>(subject)
  const family = familyOf(need, catalogue)
  for (const { id, family: own } of catalogue.items)
    if (family !== null && own === family) ofSubject.add(`product/${id}`)
  const { terms } = documents.words.read(need.text, false)
  // Where and for when is the ranking's business.
  const besides = terms
    .filter(({ isPlace, meant }) => !isPlace && meant.length > 0 && !meant.some(one => ofSubject.has(one)))
    .map(({ meant }) => meant)
    .slice(0, mostBesides)
  return [
    { any: subject, counts: besides.length === 0 ? 1 : subjectCounts },
    ...besides.map(any => ({ any, counts: (1 - subjectCounts) / besides.length })),
  ]
}

const familyOf = ({ subject }: Need, catalogue: Catalogue): string | null =>
  'item' in subject ? (familiesOf(catalogue).get(subject.item) ?? null) : subject.family

/** Lexemes that say the product: who says "blouses" may mean any of them. */
function subjectOf(need: Need, catalogue: Catalogue): Lexeme[] {
  const family = familyOf(need, catalogue)
  const items =
    'item' in need.subject
      ? [need.subject.item]
      : catalogue.items.filter(one => one.family === family).map(({ id }) => id)
  return [
    ...items.map((id): Lexeme => `product/${id}`),
    ...(family === null ? [] : [`family/${family}` as const]),
  ]
}

/**
 * Firms whose own words are near a need, by their ids, with a score in [0, 1]: what share of what it asks for they speak
 * of. It hangs on the need and on each firm's own words alone, not on who else there is, but for things that so many speak
 * of that they tell nothing.
 */
export async function wordsNear(app: Asking, need: Need): Promise<TextHit[]> {
  const wanted = wantedBy(need, app)
  const found = await saidBy(
    app.db,
    wanted.map(({ any }) => any),
    mostSpeaking,
  )
  const hits = new Map<string, TextHit>()
  found.forEach((speaking, at) => {
    for (const { firm, written } of speaking ?? []) {
      const { score, words } = hits.get(firm) ?? { score: 0, words: [] }
      hits.set(firm, {
        firm,
        score: Math.min(1, score + (wanted[at]?.counts ?? 0)),
        words: [...new Map([...words, ...written].map(word => [word.toLowerCase(), word])).values()],
      })
    }
  })
  return [...hits.values()]
    .map(hit => ({ ...hit, words: hit.words.slice(0, mostWords) }))
    .sort((a, b) => (a.firm < b.firm ? -1 : 1))
}

/** The words that went into the stored ranking of a need, for whatever is computed beside it; null where none could. */
export async function wordsOf(db: Kysely<DB>, needId: string): Promise<TextHit[] | null> {
  const row = await db
    .selectFrom('ranking')
    .select('textHits')
    .where('needId', '=', needId)
    .executeTakeFirst()
  return row?.textHits ?? null
}

/**
 * Firms whose own words are near a need, as the index has them now, while nothing they declare makes them a candidate:
 * somebody may ask them whether their profile is complete. None while the index is not made.
 */
export async function wordsToCheck(
  app: Asking & Pick<FastifyInstance, 'engine'>,
  need: Need,
): Promise<TextHit[]> {
  return toCheck(hitsByFirm(await wordsNear(app, need)), id => {
    const firm = app.engine.firm(id)
    if (firm === undefined || id === need.buyer || need.excludedFirms.includes(id)) return false
    if (need.reservedFor.length > 0 && !need.reservedFor.some(kind => kind === firm.structure)) return false
    return !app.engine.needsCalling(id).includes(need.id)
  })
}
