import type { Catalogue, Item, Norm } from '@maillage/matching/catalogue.ts'

/** What exists in the catalogue, by id: to judge what people send. */
export interface Known {
  items: Map<string, Item>
  /** Products of each family that may still be asked for. */
  families: Map<string, Item[]>
  materialFamilies: Set<string>
  machineTypes: Set<string>
  trades: Set<string>
  norms: Map<string, Norm>
}

const ids = (records: { id: string }[]) => new Set(records.map(record => record.id))
const byCatalogue = new WeakMap<Catalogue, Known>()

/** The catalogue by id; built once for each catalogue. */
export function knownIn(catalogue: Catalogue): Known {
  const existing = byCatalogue.get(catalogue)
  if (existing) return existing
  const products = catalogue.items.filter(item => item.kind === 'product' && !item.historic)
  const known: Known = {
    items: new Map(catalogue.items.map(item => [item.id, item])),
    families: new Map(
      catalogue.families.map(family => [family.id, products.filter(item => item.family === family.id)]),
    ),
    materialFamilies: ids(catalogue.materialFamilies),
    machineTypes: ids(catalogue.machineTypes),
    trades: ids(catalogue.trades),
    norms: new Map(catalogue.norms.map(norm => [norm.id, norm])),
  }
  byCatalogue.set(catalogue, known)
  return known
}
