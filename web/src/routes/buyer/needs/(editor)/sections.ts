import type { FieldProblem } from '#lib/api/problem.ts'
import type { NeedForm } from './need-form.ts'

/** The parts of the form, in their order. */
export const SECTIONS = [
  'what',
  'who',
  'how-many',
  'when',
  'where',
  'norms',
  'wishes',
  'words',
  'more',
] as const
export type Section = (typeof SECTIONS)[number]

/** What each part holds: kept or replaced whole where two people have changed it. */
export const FIELDS: Record<Section, (keyof NeedForm)[]> = {
  what: ['item', 'family'],
  who: ['claim'],
  'how-many': ['quantity', 'packaging', 'sizes'],
  when: ['schedule'],
  where: ['town'],
  norms: ['norms', 'ownNorms'],
  wishes: ['wishes'],
  words: ['text'],
  more: ['ceiling', 'maximumPartners', 'visibility', 'reservedFor', 'excludedFirms', 'weights'],
}

const POINTERS: Record<string, Section> = {
  item: 'what',
  family: 'what',
  claim: 'who',
  quantity: 'how-many',
  packaging: 'how-many',
  sizes: 'how-many',
  schedule: 'when',
  commune: 'where',
  latitude: 'where',
  longitude: 'where',
  norms: 'norms',
  wishes: 'wishes',
  text: 'words',
}

/** The part of the form a refused field belongs to, by its JSON pointer. */
export function sectionOf({ field }: Pick<FieldProblem, 'field'>): Section {
  return POINTERS[field.split('/')[1] ?? ''] ?? 'more'
}
