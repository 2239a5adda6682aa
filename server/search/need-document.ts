import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { communeName } from '../places.ts'
import { codesIn } from './codes.ts'
import { ConceptSet } from './concept-set.ts'
import type { SearchDocument } from './document.ts'
import { type DocumentMaker, familiesOf, normCodes } from './firm-document.ts'

/** What a published need is found by, with what the engine does not look at. */
export interface PublishedNeed extends Need {
  buyerName: string
  visibility: 'public' | 'members' | 'invited'
}

/**
 * What others may find of a published need. Its ceiling price, weights and the firms it bars stay out. One for invited
 * firms is found by the operator and its own buyer alone.
 */
export function needDocument(need: PublishedNeed, { catalogue, words }: DocumentMaker): SearchDocument {
  const { subject, norms, place, text } = need
  const item = 'item' in subject ? catalogue.items.find(({ id }) => id === subject.item) : undefined
  const familyId = 'item' in subject ? (familiesOf(catalogue).get(subject.item) ?? null) : subject.family
  const family = catalogue.families.find(({ id }) => id === familyId)
  const concepts = new ConceptSet()
  if (item) concepts.addAll('A', 'product', [item.id])
  else
    concepts.addAll(
      'A',
      'product',
      catalogue.items.filter(one => one.family === familyId).map(({ id }) => id),
    )
  if (family) concepts.addAll('A', 'family', [family.id])
  concepts.addAll('B', 'norm', norms)
  concepts.addAll('B', 'department', [place.department])
  concepts.addAll('B', 'commune', [place.commune])
  concepts.add('C', words.lexemesIn(text))
  const { latitude, longitude, commune, department } = place
  return {
    kind: 'need',
    id: need.id,
    audience: need.visibility === 'invited' ? 'operator' : need.visibility,
    owner: need.buyer,
    title: item?.name ?? family?.name ?? { fr: '', en: '' },
    places: [need.buyerName, communeName(commune)],
    text,
    sentences: words.asserted(text),
    concepts: concepts.list(),
    said: [],
    capacity: {},
    codes: [
      ...new Set([
        ...(townByCode(commune)?.postalCodes ?? []),
        ...normCodes(catalogue, norms),
        ...codesIn(text).map(({ code }) => code),
        ...(item?.cpv ? [item.cpv] : []),
      ]),
    ],
    facets: { family: family ? [family.id] : [], certificate: norms, department: [department] },
    place: { latitude, longitude, commune, department },
    until: need.schedule.map(({ due }) => due).reduce((a, b) => (a > b ? a : b), '') || null,
    standing: 0.5,
  }
}
