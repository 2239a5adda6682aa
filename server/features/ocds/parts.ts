import { createHash } from 'node:crypto'
import type { Unit } from '@maillage/matching/catalogue.ts'
import type { Goods, Named } from './facts.ts'
import type { Item, Party, Reference } from './schemas.ts'

/**
 * Where SIREN numbers are registered, as org-id.guide names it: FR-RCS stands for FR-INSEE too, which it has replaced.
 * http://org-id.guide/list/FR-RCS
 */
export const SIREN_SCHEME = 'FR-RCS'

const CENTS = 100

/** Cents of euro as an amount. */
export const valueOf = (cents: number) => ({ amount: cents / CENTS, currency: 'EUR' as const })

/** Stands for the number of an organisation whose buyer gave none: the same for the same name. */
const digestOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 16)

/** How a release names an organisation, the same wherever it appears. */
export function referenceTo({ name, siren }: Named): Reference {
  return { id: siren === null ? `unregistered-${digestOf(name)}` : `${SIREN_SCHEME}-${siren}`, name }
}

/** Organisations of a release, each once with all its roles. */
export function partiesOf(played: readonly { party: Named; role: Party['roles'][number] }[]): Party[] {
  const byId = Map.groupBy(played, ({ party }) => referenceTo(party).id)
  return [...byId].flatMap(([id, all]) => {
    const [first] = all
    if (first === undefined) return []
    const { name, siren } = first.party
    const identifier = siren !== null && { identifier: { scheme: SIREN_SCHEME, id: siren, legalName: name } }
    return [{ id, name, ...identifier, roles: [...new Set(all.map(({ role }) => role))] }]
  })
}

/** Units by their code in UN/CEFACT Recommendation 20. */
const units: Record<Unit, { id: string; name: string }> = {
  piece: { id: 'H87', name: 'pièce' },
  pair: { id: 'PR', name: 'paire' },
  m: { id: 'MTR', name: 'mètre' },
  m2: { id: 'MTK', name: 'mètre carré' },
  kg: { id: 'KGM', name: 'kilogramme' },
  l: { id: 'LTR', name: 'litre' },
}

export const unitOf = (unit: Unit) => ({ scheme: 'UNCEFACT' as const, ...units[unit] })

export const classificationOf = (cpv: string | null) =>
  cpv !== null && { classification: { scheme: 'CPV' as const, id: cpv } }

/** What is bought, one line an item: sizes and prices of each are not told apart. */
export function itemsOf(goods: readonly Goods[]): Item[] {
  return [...Map.groupBy(goods, ({ item }) => item)].flatMap(([id, all]) => {
    const [first] = all
    if (first === undefined) return []
    const quantity = all.reduce((sum, one) => sum + one.quantity, 0)
    const { name, cpv, unit } = first
    return [{ id, description: name, ...classificationOf(cpv), quantity, unit: unitOf(unit) }]
  })
}
