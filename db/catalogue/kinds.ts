import type { Catalogue } from '@maillage/matching/catalogue.ts'

/** Kinds of records that the catalogue is made of. */
export const kinds = [
  'families',
  'materialFamilies',
  'items',
  'recipes',
  'processes',
  'machineTypes',
  'trades',
  'reorientations',
  'rules',
  'norms',
  'regimes',
] as const satisfies Exclude<keyof Catalogue, 'version'>[]

export type Kind = (typeof kinds)[number]

export const isKind = (kind: string): kind is Kind => kinds.some(one => one === kind)
