import type { Names } from '@maillage/matching/words/sentence.ts'
import { api, ask } from '#lib/api/client.ts'
import { onCatalogueVersion } from '#lib/api/catalogue-version.ts'
import type { Reply } from '#lib/api/types.ts'
import { searchOver, type Found } from '#lib/catalogue-search.ts'
import type { Choice } from '#lib/components/field.ts'
import { inLanguage, language } from '#lib/language.svelte.ts'

/** The reference catalogue: what is made, on which machines, by which trades, to which norms. */
export type Catalogue = Reply<'/api/catalogue', 'get'>

const SEARCHED = [
  'families',
  'materialFamilies',
  'items',
  'processes',
  'machineTypes',
  'trades',
  'norms',
] as const
type Searched = (typeof SEARCHED)[number]
/** What has a name in the catalogue. */
export type Kind = Searched | 'recipes' | 'reorientations' | 'regimes'
export type RecordOf<K extends Kind> = Catalogue[K][number]

let read = $state.raw<Catalogue | null>(null)
let pending: Promise<Catalogue> | null = null

function byId<Record extends { id: string }>(records: readonly Record[]): Map<string, Record> {
  return new Map(records.map(record => [record.id, record]))
}

const index = $derived(
  read && {
    families: byId(read.families),
    materialFamilies: byId(read.materialFamilies),
    items: byId(read.items),
    processes: byId(read.processes),
    machineTypes: byId(read.machineTypes),
    trades: byId(read.trades),
    norms: byId(read.norms),
    recipes: byId(read.recipes),
    reorientations: byId(read.reorientations),
    rules: byId(read.rules),
    regimes: byId(read.regimes),
  },
)

const search = $derived(
  read && {
    families: searchOver(read.families),
    materialFamilies: searchOver(read.materialFamilies),
    items: searchOver(read.items.filter(item => !item.historic)),
    processes: searchOver(read.processes),
    machineTypes: searchOver(read.machineTypes),
    trades: searchOver(read.trades),
    norms: searchOver(read.norms),
  },
)

/**
 * The catalogue, read once and kept; the browser asks with the tag of the version it has, so that an unchanged one is
 * not sent again. Throws `ApiProblem`; a later call then tries again.
 */
export async function loadCatalogue(): Promise<Catalogue> {
  if (read) return read
  pending ??= ask(api.GET('/api/catalogue'))
  try {
    read = await pending
    return read
  } finally {
    pending = null
  }
}

// The operator has changed it: what is on the page keeps its names until the new one is there.
onCatalogueVersion(version => {
  if (read === null || read.version === version || pending !== null) return
  pending = ask(api.GET('/api/catalogue'))
  pending
    .then(
      next => (read = next),
      // The next answer tells again.
      () => {},
    )
    .finally(() => (pending = null))
})

/** The catalogue where it is read, null before. */
export function catalogue(): Catalogue | null {
  return read
}

/** A record of the catalogue by its id. */
export function recordOf<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined
export function recordOf(kind: Kind, id: string): RecordOf<Kind> | undefined {
  return index?.[kind].get(id)
}

/** What a thing of the catalogue is called, in the reader's language; its id where the catalogue is not read yet. */
export function nameOf(kind: Kind, id: string): string {
  const name = index?.[kind].get(id)?.name
  return name ? inLanguage(name) : id
}

/** The family of a product; null where it has none, or the catalogue does not know it. */
export function familyOf(item: string): string | null {
  return index?.items.get(item)?.family ?? null
}

/** What a step of a recipe is called, in the reader's language. */
export function operationName(step: { recipe: string; operation: string }): string {
  const operations = index?.recipes.get(step.recipe)?.operations
  const name = operations?.find(operation => operation.id === step.operation)?.name
  return name ? inLanguage(name) : step.operation
}

/** The sentence of a rule of the trade, in the reader's language. */
export function ruleText(id: string): string {
  const text = index?.rules.get(id)?.text
  return text ? inLanguage(text) : id
}

/** What a need is about: a product, or a family where any of its products will do. */
export function subjectName(subject: { item?: string | null; family?: string | null }): string {
  return subject.item ? nameOf('items', subject.item) : nameOf('families', subject.family ?? '')
}

/** Gives sentences of reasons the names they need: of the catalogue, and of firms by `firm`. */
export function namesWith(firm: (id: string) => string): Names {
  return (id, kind) => {
    switch (kind) {
      case 'firm':
        return firm(id)
      case 'item':
        return nameOf('items', id)
      case 'subject':
        return index?.items.has(id) ? nameOf('items', id) : nameOf('families', id)
      case 'process':
        return nameOf('processes', id)
      case 'norm':
        return nameOf('norms', id)
      case 'machine-type':
        return nameOf('machineTypes', id)
      case 'trade':
        return nameOf('trades', id)
      case 'material-family':
        return nameOf('materialFamilies', id)
      case 'rule':
        return ruleText(id)
      case 'regime':
        return nameOf('regimes', id)
    }
  }
}

/** Finds things of the catalogue by what people call them: names, synonyms and slang, in both languages. */
export function findIn<K extends Searched>(kind: K, text: string, limit?: number): Found<RecordOf<K>>[]
export function findIn(kind: Searched, text: string, limit?: number): Found<RecordOf<Searched>>[] {
  return search?.[kind](text, language(), limit) ?? []
}

/** The same, as choices of a combobox: `keep` leaves out what cannot be chosen. */
export function choicesIn<K extends Searched>(
  kind: K,
  text: string,
  { limit = 30, keep = () => true }: { limit?: number; keep?: (record: RecordOf<K>) => boolean } = {},
): Choice[] {
  return findIn(kind, text)
    .filter(({ record }) => keep(record))
    .slice(0, limit)
    .map(({ record, synonym }) => ({
      value: record.id,
      label: inLanguage(record.name),
      detail: synonym ?? undefined,
    }))
}
