/** `pnpm bench assemble`: the best partnerships of up to five firms, beside a greedy assembly of the same firms. */
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import { createHighsSolver } from '@maillage/server/solver/highs.ts'
import { factReader } from './facts.ts'
import { firmsByOperation, greedyTeams } from './greedy.ts'
import { mean, percentile, rounded, summary, timeEach } from './measure.ts'
import { drawRegion, emptyEngine, engineOf, residentMiB, type Size } from './region.ts'

const warmUp = 2
const mostPartners = 5
/** Partnerships asked for: the best and the next four. */
const limit = 5
const viewer = { kind: 'other' } as const
/** What two scores may differ by and be the same. */
const tolerance = 1e-9

export async function benchAssemble(size: Size, say: (progress: string) => void) {
  const region = drawRegion({ ...size, needs: size.needs + warmUp })
  const needs = region.needs.map((need): Need => ({ ...need, maximumPartners: mostPartners }))
  const asked = needs.splice(size.needs)
  say(`${size.firms} firms drawn; into the engine`)
  const engine = engineOf(region)
  const solver = createHighsSolver()
  const assemble = (need: Need) => engine.assemble(need, { viewer, limit, solver })
  say('engine: warm-up')
  for (const need of asked) await assemble(need)
  say(`engine: up to ${size.needs} needs in ${size.seconds} s`)
  const { milliseconds, results } = await timeEach(needs, size.seconds, assemble)
  const rssMiB = residentMiB()
  await solver.close()
  say(`engine: ${milliseconds.length} needs measured; the same by greed`)

  const { reference, factsOf } = factReader(region.catalogue)
  const able = firmsByOperation(region.firms, factsOf)
  const measured = results.map(({ input }) => input)
  const greedy = await timeEach(measured, Infinity, need => greedyTeams(reference, able, need))
  // The engine judges both. An engine that holds a greedy team alone gives it the best score that a part of it deserves.
  const judge = emptyEngine(region.catalogue)
  const compared = greedy.results.map(({ input: need, result: teams }, position) => {
    let best: Partnership | undefined
    for (const team of teams) {
      for (const firm of team) judge.upsertFirm(firm)
      best = better(best, judge.rank(need, { viewer, limit: 1 }).partnerships[0])
      for (const { id } of team) judge.removeFirm(id)
    }
    return { engine: results[position]?.result.partnerships[0], greedy: best }
  })
  const both = compared.flatMap(pair =>
    pair.engine !== undefined && pair.greedy !== undefined
      ? [{ engine: pair.engine, greedy: pair.greedy }]
      : [],
  )
  const won = compared.flatMap((pair, position) =>
    isAhead(pair.greedy, pair.engine) ? [{ ...pair, position }] : [],
  )
  for (const { position, engine: own, greedy: ahead } of won) {
    say(
      `greed is ahead for need ${position}: ${ahead?.score} (${ahead?.key}), the engine ${own?.score} (${own?.key})`,
    )
  }
  return {
    ...summary(milliseconds),
    maxGap: rounded(Math.max(0, ...results.map(({ result }) => result.gap ?? 0))),
    limitedShare: rounded(mean(results.map(({ result }) => (result.status === 'optimal' ? 0 : 1)))),
    exactShare: rounded(mean(results.map(({ result }) => (result.exact ? 1 : 0)))),
    candidates: Math.round(mean(results.map(({ result }) => result.candidates))),
    found: compared.filter(({ engine }) => engine !== undefined).length,
    partners: rounded(mean(both.map(pair => pair.engine.members.length))),
    meanScore: rounded(mean(both.map(pair => pair.engine.score))),
    baseline: {
      greedyP50Ms: rounded(percentile(greedy.milliseconds, 50)),
      found: compared.filter(({ greedy }) => greedy !== undefined).length,
      meanScore: rounded(mean(both.map(pair => pair.greedy.score))),
      winsShare: rounded(won.length / Math.max(1, compared.length)),
    },
    rssMiB,
  }
}

const isWhole = ({ missing }: Partnership) => missing.length === 0

/** A whole partnership is ahead of one that lacks something, then the score decides. */
function isAhead(a: Partnership | undefined, b: Partnership | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined
  return isWhole(a) === isWhole(b) ? a.score > b.score + tolerance : isWhole(a)
}

function better(a: Partnership | undefined, b: Partnership | undefined): Partnership | undefined {
  return isAhead(b, a) ? b : a
}
