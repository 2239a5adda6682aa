import type { Kind as Named } from '#lib/catalogue.svelte.ts'

/** Plain data, as a record of the catalogue is sent. */
export type Json = string | number | boolean | null | Json[] | JsonObject
export interface JsonObject {
  [key: string]: Json
}

/** Kinds that a record may name. */
export type Referred = Exclude<Named, 'recipes' | 'reorientations' | 'regimes'>

interface Described {
  key: string
  label: () => string
  help?: () => string
}

/** How one entry of a record is filled in. */
export type Field = Described &
  (
    | { type: 'text'; nullable?: boolean; placeholder?: string }
    /** A text in both languages. */
    | { type: 'texts'; nullable?: boolean; rows?: number }
    /** Other words, in both languages, between commas. */
    | { type: 'synonyms' }
    /** A list of short texts, between commas. */
    | { type: 'strings' }
    /** A figure with its basis. */
    | { type: 'figure'; unit?: () => string; decimals?: number; nullable?: boolean; absent?: boolean }
    | { type: 'number'; unit?: () => string; decimals?: number; nullable?: boolean }
    /** Shares in per cent, between commas. */
    | { type: 'shares' }
    | { type: 'choice'; choices: readonly (readonly [string, () => string])[] }
    | { type: 'choices'; choices: readonly (readonly [string, () => string])[] }
    | { type: 'flag' }
    | { type: 'date'; nullable?: boolean }
    | { type: 'one'; kind: Referred; nullable?: boolean }
    | { type: 'many'; kind: Referred; nullable?: boolean }
    /** Steps of the same recipe that come before. */
    | { type: 'steps' }
    /** Where it is not filled in it is null, or absent. */
    | { type: 'group'; fields: Field[]; blank: () => JsonObject; nullable: boolean }
    | {
        type: 'list'
        fields: Field[]
        blank: (place: number) => JsonObject
        one: () => string
        least?: number
      }
    /** One of several forms of an object, told apart by what it holds. */
    | { type: 'form'; forms: readonly Form[] }
  )

/** A field that holds no others. */
export type Leaf = Exclude<Field, { type: 'group' | 'list' | 'form' }>

/** One form that an object may have. */
export interface Form {
  name: string
  label: () => string
  is: (value: Json) => boolean
  fields: Field[]
  blank: () => Json
}

/** A key of its own: what is filled in is the value that the field stands in. */
export const HERE = ''

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const holds = (value: Json, key: string): boolean => isObject(value) && key in value
export const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
export const listIn = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
export const objectIn = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})

/** Words between commas or semicolons. */
export const wordsIn = (text: string): string[] =>
  [...new Set(text.split(/[,;\n]/).map(word => word.trim()))].filter(word => word !== '')

/** An id for a new record, of what it is called: without accents, in lower case, words joined by dashes. */
export function slugOf(name: string, taken: ReadonlySet<string>): string {
  const plain =
    name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'x'
  for (let place = 2, slug = plain; ; slug = `${plain}-${place++}`) if (!taken.has(slug)) return slug
}

export const estimated = (value: number | null): JsonObject => ({ value, basis: 'estimated' })
export const noText = (): JsonObject => ({ fr: '', en: '' })
