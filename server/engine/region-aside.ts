/** What a region can make, in the ranker's thread: an item at a time, so that between two of them others that ask it have their turn. */
import { type Asked, type Autonomy, autonomyOf } from '@maillage/matching/autonomy/autonomy.ts'
import { type Standing, type StandingAsked, standingUnits } from '@maillage/matching/autonomy/standing.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import { compileReference, type Reference } from '@maillage/matching/reference.ts'
import type { Firm } from '@maillage/matching/supply.ts'

export type AutonomyAsked = Omit<Asked, 'firms'>
export type StandingUnitsAsked = Omit<StandingAsked, 'firms'>

/** What is asked of all firms of the region. */
export type RegionAsked =
  | { kind: 'autonomy'; asked: AutonomyAsked }
  | { kind: 'standing'; asked: StandingUnitsAsked }

/** Firms with the sites that they have in the region: what is beyond its border is not its own. */
export function firmsIn(engine: Pick<Engine, 'firms'>, departments: readonly string[]): Firm[] {
  return [...engine.firms()].flatMap(firm => {
    const sites = firm.sites.filter(({ place }) => departments.includes(place.department))
    return sites.length === 0 ? [] : [{ ...firm, sites }]
  })
}

/** Answers of the firms that the engine holds when it is asked. */
export function regionAside(engine: Engine, catalogue: Catalogue, departments: readonly string[]) {
  let compiled: Reference | undefined
  const reference = () => (compiled ??= compileReference(catalogue))
  const firms = () => firmsIn(engine, departments)
  return {
    autonomy: (asked: AutonomyAsked): Autonomy => autonomyOf(reference(), { ...asked, firms: firms() }),
    standing: (asked: StandingUnitsAsked): Standing =>
      standingUnits(reference(), { ...asked, firms: firms() }),
  }
}
