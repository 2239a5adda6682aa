import type { Need } from '@maillage/matching/demand.ts'
import { hitsByFirm, type TextHit, toCheck } from '@maillage/matching/text-hits.ts'
import type { FastifyInstance } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import type { Hit, Reader } from '../../search/text-search.ts'

/** Hits looked at: those that are candidates already go, a dozen of the others is shown. */
const lookedAt = 100

/** Whoever belongs to an organisation: words of firms that hide themselves say nothing to a buyer. */
const member: Reader = { member: true, operator: false, organisations: [] }

type Searching = Pick<FastifyInstance, 'textSearch' | 'documents' | 'engine' | 'catalogue'>

/**
 * Firms whose own words are near a need while nothing they declare makes them a candidate: somebody may ask them whether
 * their profile is complete. It moves no rank. None while the index is not made.
 */
export async function wordsToCheck(app: Searching, need: Need): Promise<TextHit[]> {
  const { subject } = need
  const named =
    'item' in subject
      ? app.catalogue.items.find(({ id }) => id === subject.item)?.name.fr
      : app.catalogue.families.find(({ id }) => id === subject.family)?.name.fr
  const { text, terms } = app.documents.words.read([named ?? '', need.text].join('. '), false)
  // Where and for when is the ranking's business: what is looked for here is who speaks of such work.
  const things = terms.filter(({ isPlace, meant }) => !isPlace && meant.length > 0)
  if (things.length === 0) return []
  const { hits } = await app.textSearch.search({
    words: { text, terms: things },
    kinds: ['firm'],
    facets: {},
    within: null,
    reader: member,
    today: parisDate(new Date()),
    limit: lookedAt,
  })
  const near = hits.flatMap(hit => {
    const words = wordsSaid(hit)
    return words.length === 0 ? [] : [{ firm: hit.id, score: Math.min(1, hit.score), words }]
  })
  return toCheck(hitsByFirm(near), id => {
    const firm = app.engine.firm(id)
    if (firm === undefined || id === need.buyer || need.excludedFirms.includes(id)) return false
    if (need.reservedFor.length > 0 && !need.reservedFor.some(kind => kind === firm.structure)) return false
    return !app.engine.needsCalling(id).includes(need.id)
  })
}

/** What of its own words was asked for, each once, as it wrote them. */
function wordsSaid({ title, titleMarks, text, textMarks }: Hit): string[] {
  const said = [
    ...titleMarks.fr.map(([from, to]) => title.fr.slice(from, to)),
    ...textMarks.map(([from, to]) => text.slice(from, to)),
  ]
  return [...new Map(said.map(word => [word.toLowerCase(), word])).values()].slice(0, 5)
}
