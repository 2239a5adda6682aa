import { isDeepStrictEqual } from 'node:util'
import type { Catalogue, Text } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { day, list, number } from '@maillage/matching/words/typography.ts'
import { communeName } from '../../places.ts'
import type { Language } from '../../problems/problem.ts'

interface Field {
  name: Text
  part: (need: Need) => unknown
  /** The value in words; where there is none, it is only said that it changed. */
  say?: (need: Need, language: Language, catalogue: Catalogue) => string
  /** The buyer's secret: told to its own members alone. */
  secret?: true
}

const claims: Record<Need['claim'], Text> = {
  'protects-patient': { fr: 'protège le patient', en: 'protects the patient' },
  'protects-wearer': { fr: 'protège qui le porte', en: 'protects the wearer' },
  none: { fr: 'aucune protection revendiquée', en: 'no protection claimed' },
}

const depths: Record<Need['wishes']['regionalDepth'], Text> = {
  item: { fr: 'la fabrication', en: 'the making' },
  'first-inputs': { fr: 'jusqu’aux premières matières', en: 'down to the first inputs' },
  all: { fr: 'jusqu’à la fibre', en: 'down to the fibre' },
}

const nothing: Text = { fr: 'rien', en: 'nothing' }
const either: Record<'true' | 'false', Text> = {
  true: { fr: 'oui', en: 'yes' },
  false: { fr: 'non', en: 'no' },
}

const several = (words: string[], language: Language) =>
  words.length === 0 ? nothing[language] : list(words, language)

function subjectName({ subject }: Need, language: Language, { items, families }: Catalogue): string {
  const id = 'item' in subject ? subject.item : subject.family
  return [...items, ...families].find(record => record.id === id)?.name[language] ?? id
}

/** What a need is made of, in the order in which one reads it. */
const fields: Field[] = [
  { name: { fr: 'produit', en: 'product' }, part: need => need.subject, say: subjectName },
  {
    name: { fr: 'protection', en: 'protection' },
    part: need => need.claim,
    say: ({ claim }, language) => claims[claim][language],
  },
  {
    name: { fr: 'quantité', en: 'quantity' },
    part: need => need.quantity,
    say: ({ quantity }, language) => number(quantity, language),
  },
  {
    name: { fr: 'tailles', en: 'sizes' },
    part: need => need.sizes,
    say: ({ sizes }, language) =>
      several(
        sizes.map(({ size, quantity }) => `${number(quantity, language)} × ${size}`),
        language,
      ),
  },
  {
    name: { fr: 'conditionnement', en: 'packaging' },
    part: need => need.packaging,
    say: ({ packaging }, language) => packaging ?? nothing[language],
  },
  {
    name: { fr: 'livraisons', en: 'deliveries' },
    part: need => need.schedule,
    say: ({ schedule }, language) =>
      several(
        schedule.map(({ due, quantity }) => `${number(quantity, language)} (${day(due, language)})`),
        language,
      ),
  },
  {
    name: { fr: 'lieu de livraison', en: 'delivery place' },
    part: need => need.place,
    say: ({ place }) => communeName(place.commune),
  },
  {
    name: { fr: 'normes', en: 'norms' },
    part: need => need.norms,
    say: ({ norms }, language, catalogue) =>
      several(
        norms.map(id => catalogue.norms.find(norm => norm.id === id)?.name[language] ?? id),
        language,
      ),
  },
  {
    name: { fr: 'chaîne régionale', en: 'regional chain' },
    part: need => need.wishes.regionalDepth,
    say: ({ wishes }, language) => depths[wishes.regionalDepth][language],
  },
  {
    name: { fr: 'lavages au moins', en: 'washes at least' },
    part: need => need.wishes.minimumWashes,
    say: ({ wishes }, language) =>
      wishes.minimumWashes === null ? nothing[language] : number(wishes.minimumWashes, language),
  },
  {
    name: { fr: 'recyclable', en: 'recyclable' },
    part: need => need.wishes.recyclable,
    say: ({ wishes }, language) => either[`${wishes.recyclable}`][language],
  },
  { name: { fr: 'texte', en: 'text' }, part: need => need.text },
  {
    name: { fr: 'entreprises au plus', en: 'firms at most' },
    part: need => need.maximumPartners,
    say: ({ maximumPartners }) => String(maximumPartners),
  },
  {
    name: { fr: 'réservé à', en: 'reserved for' },
    part: need => need.reservedFor,
    say: ({ reservedFor }, language) =>
      several(
        reservedFor.map(kind => kind.toUpperCase()),
        language,
      ),
  },
  { name: { fr: 'poids des critères', en: 'weights of criteria' }, part: need => need.weights, secret: true },
  {
    name: { fr: 'entreprises écartées', en: 'firms left out' },
    part: need => need.excludedFirms,
    secret: true,
  },
]

/** What a revision of a need changed, a line a field: before and after, or only that it changed where it is long. */
export function needChanges(before: Need, after: Need, catalogue: Catalogue, own: boolean): Text[] {
  const changed = fields.filter(
    ({ part, secret }) => (own || secret !== true) && !isDeepStrictEqual(part(before), part(after)),
  )
  return changed.map(({ name, say }) => ({
    fr: say
      ? `${name.fr} : ${say(before, 'fr', catalogue)} → ${say(after, 'fr', catalogue)}`
      : `${name.fr} : modifié`,
    en: say
      ? `${name.en}: ${say(before, 'en', catalogue)} → ${say(after, 'en', catalogue)}`
      : `${name.en}: changed`,
  }))
}
