import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { readConsumption } from '../consumption/read.ts'
import { checkDraft, type CheckedNeed } from '../needs/check.ts'
import type { DemandInput, PoolsShown } from './schemas.ts'

interface Asking {
  organisationId: string
  personId: string
  catalogue: Catalogue
  today: string
}

const unsaid = {
  fr: 'Vous n’avez rien déclaré de ce produit : dites d’abord ce que vous en consommez.',
  en: 'You have declared nothing of this product: say first what you use of it.',
}

/** What an organisation says that it uses, and what it will use in 26 calm weeks. */
export async function declaredDemand(db: Kysely<DB>, asking: Asking): Promise<PoolsShown['demand']> {
  const { items } = await readConsumption(db, { ...asking, scenario: 'calm' })
  return items
    .filter(({ total }) => total.value > 0)
    .map(({ item, weekly, total }) => ({ item, weekly, total: Math.ceil(total.value) }))
}

/**
 * The need that an organisation's declared demand comes to: what it will use in so many calm weeks from the next Monday on,
 * rounded up to a whole piece, all due on one day. A draft for it to complete; sizes are not forecast.
 */
export async function needOfDemand(
  db: Kysely<DB>,
  asking: Asking,
  { item, weeks, due, commune }: DemandInput,
): Promise<CheckedNeed | Refusal> {
  const said = await readConsumption(db, { ...asking, scenario: 'calm' })
  const forecast = said.items.find(one => one.item === item)?.weeks.slice(0, weeks) ?? []
  const quantity = Math.ceil(forecast.reduce((sum, { value }) => sum + value, 0))
  if (quantity === 0) return invalid([{ field: '/item', message: unsaid }])
  const [sold] = knownIn(asking.catalogue).items.get(item)?.compliance ?? []
  const need = checkDraft(
    {
      item,
      family: null,
      claim: sold?.claim ?? 'none',
      quantity,
      sizes: [],
      packaging: null,
      schedule: [{ due, quantity }],
      norms: [],
      wishes: { regionalDepth: 'item', minimumWashes: null, recyclable: false },
      text: '',
      maximumPartners: 3,
      visibility: 'members',
      reservedFor: [],
      commune,
      latitude: null,
      longitude: null,
      ceilingCents: null,
      weights: null,
      excludedFirms: [],
    },
    knownIn(asking.catalogue),
  )
  return Array.isArray(need) ? invalid(need) : need
}
