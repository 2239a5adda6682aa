import type { DB } from '@maillage/db/tables/database.ts'
import type { Autonomy } from '@maillage/matching/autonomy/autonomy.ts'
import type { Claim } from '@maillage/matching/catalogue.ts'
import { type Kysely, sql } from 'kysely'
import type { Ranker } from '../../engine/ranker.ts'
import { knownIn } from '../catalogue/known.ts'
import type { Asking } from '../consumption/read.ts'
import { mondaysFrom, type RegionalNeed, regionalNeeds } from './need.ts'
import type { ItemAutonomy, RegionAutonomy } from './schemas.ts'

/** Reads autonomy as the ranker works it out. */
export function autonomyReader(ranker: Pick<Ranker, 'autonomy'>) {
  const autonomyFor = (
    { item, need }: RegionalNeed,
    { catalogue, today: asOf }: Asking,
  ): Promise<Autonomy> => {
    const claim: Claim = knownIn(catalogue).items.get(item)?.compliance[0]?.claim ?? 'none'
    return ranker.autonomy({ asOf, item, claim, need })
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
        const { withMarket, alone, stages, links, fragile } = await autonomyFor(one, asking)
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
      const { withMarket, alone, links, stages, outside, fragile } = await autonomyFor(needed, asking)
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
