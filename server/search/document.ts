import type { Text } from '@maillage/matching/catalogue.ts'
import type { Audience } from '@maillage/matching/supply.ts'

export const documentKinds = ['firm', 'need', 'product', 'machine'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** What results may be narrowed by. Values are ids of the catalogue, codes of departments, kinds of buyers. */
export const facetNames = [
  'process',
  'now',
  'reoriented',
  'material',
  'certificate',
  'verified',
  'department',
  'family',
] as const
export type FacetName = (typeof facetNames)[number]

/**
 * How much a word counts where it is found: A names the thing; B is what it has, does or asks for; C was said in a
 * sentence; D could be after a reorientation. PostgreSQL's own four labels.
 */
export type Weight = 'A' | 'B' | 'C' | 'D'

/** A thing of the catalogue as the index knows it: `machine/sew-overlock`. */
export type Lexeme = `${string}/${string}`

/**
 * Units a week that a firm could make by itself of the best item of a family: now, from next week, and so on, as its changes
 * are made; the last goes on. At full rate, hours that are taken not deducted.
 */
export type Capacity = number[]

/** Where a document is; needs and firms alone have one. */
export interface DocumentPlace {
  latitude: number
  longitude: number
  commune: string
  department: string
}

/** A thing that a text speaks of, and the words it does it with. */
export interface Said {
  lexeme: Lexeme
  written: string
}

/**
 * One thing that may be found. It holds nothing that any of its readers may not read: `audience` says who they are
 * (everyone, members of an organisation, the operator), `owner` which organisation reads it in any case.
 */
export interface SearchDocument {
  kind: DocumentKind
  /** Of the organisation or the need; slug of the catalogue's product or machine. */
  id: string
  audience: Audience
  owner: string | null
  title: Text
  /** Names of the places it is at, and of the buyer of a need. */
  places: string[]
  /** In its own words, as they are shown. */
  text: string
  /** The same without what it denies, as it is searched. */
  sentences: string
  concepts: { lexeme: Lexeme; weight: Weight }[]
  /** What a firm speaks of in its own words, without denying it. */
  said: Said[]
  /** Norms, postal codes and CPV codes as they are compared: `en14683`. Never approximated. */
  codes: string[]
  facets: Partial<Record<FacetName, string[]>>
  /** What a firm makes of each family, by the id of the family. */
  capacity: Record<string, Capacity>
  place: DocumentPlace | null
  /** Last day it is found on, as an ISO date; null where it has no end. */
  until: string | null
  /** In [0, 1]: parts those that answer a question alike. */
  standing: number
}

/** What names a document in every index. */
export type DocumentKey = Pick<SearchDocument, 'kind' | 'id'>
