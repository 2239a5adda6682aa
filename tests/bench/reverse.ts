/** `pnpm bench reverse`: one firm changes its profile; which of the open needs call for it now? */
import type { Firm } from '@maillage/matching/supply.ts'
import { mean, summary, timeEach } from './measure.ts'
import { random, type Random } from './random.ts'
import { drawRegion, engineOf, residentMiB, type Size } from './region.ts'

/** Changes made before the measure, so that the compiler has seen some. They are not measured. */
const warmUp = 200
const mostChanges = 1000

export async function benchReverse(size: Size, say: (progress: string) => void) {
  const region = drawRegion(size)
  say(`${size.firms} firms and ${size.needs} needs drawn; into the engine`)
  const engine = engineOf(region)
  for (const need of region.needs) engine.upsertNeed(need)
  const draw = random(size.seed, 'change', 0)
  const changes = Array.from({ length: mostChanges + warmUp }, () => changed(draw, draw.pick(region.firms)))
  const apply = (firm: Firm) => {
    engine.upsertFirm(firm)
    return engine.needsCalling(firm.id).length
  }
  say('engine: warm-up')
  for (const firm of changes.splice(mostChanges)) apply(firm)
  say(`engine: up to ${mostChanges} changes in ${size.seconds} s`)
  const timings = await timeEach(changes, size.seconds, apply)
  return {
    ...summary(timings),
    needsCalling: Math.round(mean(timings.results.map(({ result }) => result))),
    rssMiB: residentMiB(),
  }
}

/** What firms change most: free hours, a machine more, a wish, a confirmation. */
function changed(draw: Random, firm: Firm): Firm {
  const [site, ...others] = firm.sites
  const [machine, ...machines] = site?.machines ?? []
  if (site === undefined || machine === undefined)
    return { ...firm, willing: [draw.pick(['gown', 'mask-uns'])] }
  const next = draw.chance(0.5)
    ? { ...machine, count: machine.count + 1 }
    : { ...machine, hoursPerWeek: draw.integer(2, 60) }
  return { ...firm, sites: [{ ...site, machines: [next, ...machines] }, ...others] }
}
