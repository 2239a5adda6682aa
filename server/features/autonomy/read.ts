import { setImmediate as breathe } from 'node:timers/promises'
import type { DB } from '@maillage/db/tables/database.ts'
import { type Autonomy, autonomyOf } from '@maillage/matching/autonomy/autonomy.ts'
import type { Claim } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { compileReference, type Reference } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { type Kysely, sql } from 'kysely'
import { knownIn } from '../catalogue/known.ts'
import type { Asking } from '../consumption/read.ts'
import { mondaysFrom, type RegionalNeed, regionalNeeds } from './need.ts'
import type { ItemAutonomy, RegionAutonomy } from './schemas.ts'

/** What autonomy is worked out from; `state` changes whenever a firm does. */
export interface Region {
  engine: Engine
  departments: readonly string[]
  state: () => string
}

/** Firms with the sites that they have in the region: what is beyond its border is not its own. */
export function firmsIn({ engine, departments }: Region): Firm[] {
  return [...engine.firms()].flatMap(firm => {
    const sites = firm.sites.filter(({ place }) => departments.includes(place.department))
    return sites.length === 0 ? [] : [{ ...firm, sites }]
  })
}

/** Works autonomy out, each item once for each state of the region's firms and each need of it. */
export function autonomyReader(region: Region) {
  let reference: Reference | undefined
  let known: { state: string; firms: Firm[]; items: Map<string, Autonomy> } | undefined

  const autonomyFor = ({ item, need }: RegionalNeed, { catalogue, today }: Asking): Autonomy => {
    const state = `${region.state()} ${today}`
    if (known?.state !== state) known = { state, firms: firmsIn(region), items: new Map() }
    const key = JSON.stringify([item, need])
    const before = known.items.get(key)
    if (before !== undefined) return before
    reference ??= compileReference(catalogue)
    const claim: Claim = knownIn(catalogue).items.get(item)?.compliance[0]?.claim ?? 'none'
    const found = autonomyOf(reference, { asOf: today, firms: known.firms, item, claim, need })
    known.items.set(key, found)
    return found
  }

  const isMade = ({ catalogue }: Asking, item: string) =>
    catalogue.recipes.some(recipe => recipe.item === item)
  const mean = (need: readonly number[]) => need.reduce((sum, one) => sum + one, 0) / need.length

  return {
    /** Every item that the region needs and that some recipe makes, the least autonomous first. */
    async all(db: Kysely<DB>, asking: Asking): Promise<RegionAutonomy> {
      const items: RegionAutonomy['items'] = []
      for (const one of await regionalNeeds(db, asking)) {
        if (!isMade(asking, one.item)) continue
        // Other requests get their turn after each item.
        await breathe()
        const { withMarket, alone, stages, links, fragile } = autonomyFor(one, asking)
        const missing = stages
          .flatMap(stage => stage.links)
          .filter(at => links[at]?.after === 0 && !links[at].service).length
        const { item, need, basis } = one
        items.push({ item, weekly: mean(need), basis, withMarket, alone, missing, fragile: fragile.length })
      }
      const { scenario, today: asOf } = asking
      return {
        scenario,
        asOf,
        weeks: mondaysFrom(asOf),
        items: items.toSorted(
          (one, other) =>
            one.withMarket.after - other.withMarket.after ||
            one.alone.after - other.alone.after ||
            one.withMarket.today - other.withMarket.today ||
            (one.item < other.item ? -1 : 1),
        ),
      }
    },

    /** One item with its chain; undefined where the region does not need it or nothing makes it. */
    async one(db: Kysely<DB>, asking: Asking, item: string): Promise<ItemAutonomy | undefined> {
      const needed = (await regionalNeeds(db, asking)).find(one => one.item === item)
      if (needed === undefined || !isMade(asking, item)) return undefined
      const { withMarket, alone, links, stages, outside, fragile } = autonomyFor(needed, asking)
      const names = await namesOf(db, [
        ...links.flatMap(({ makers }) => makers.map(({ firm }) => firm)),
        ...fragile.map(({ firm }) => firm),
      ])
      const named = (id: string) => ({ id, name: names.get(id) ?? '' })
      const { scenario, today: asOf } = asking
      return {
        item,
        weekly: mean(needed.need),
        basis: needed.basis,
        scenario,
        asOf,
        weeks: mondaysFrom(asOf),
        need: needed.need.at(-1) ?? 0,
        withMarket,
        alone,
        stages,
        outside,
        links: links.map(link => ({
          ...link,
          makers: link.makers
            .toSorted((one, other) => other.after - one.after || other.today - one.today)
            .map(maker => ({ ...maker, firm: named(maker.firm) })),
        })),
        fragile: fragile.map(({ firm, left }) => ({ firm: named(firm), left })),
      }
    },
  }
}

async function namesOf(db: Kysely<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
