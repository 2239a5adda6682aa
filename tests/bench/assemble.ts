/**
 * `pnpm bench assemble`: the five best partnerships of up to five firms, and the best alone, beside a greedy assembly of the
 * same firms.
 */
import type { Need } from '@maillage/matching/demand.ts'
import type { Partnership } from '@maillage/matching/match.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import { keepYoung } from '@maillage/server/engine/young-objects.ts'
import { createHighsHere } from '@maillage/server/solver/highs-here.ts'
import { factReader } from './facts.ts'
import { firmsByOperation, greedyTeams } from './greedy.ts'
import { mean, percentile, rounded, summary, timeEach, type Timings } from './measure.ts'
import { drawRegion, emptyEngine, engineOf, residentMiB, type Size } from './region.ts'

/** Needs asked before the measure, so that the compiler has seen some. They are not measured. */
const warmUp = 20
const mostPartners = 5
/** Partnerships asked for: the best and the next four. */
const limit = 5
const viewer = { kind: 'other' } as const
/** A gap that is aimed at. */
const smallGap = 0.001
/** What two scores may differ by and be the same. */
const tolerance = 1e-9

export async function benchAssemble(size: Size, say: (progress: string) => void) {
  keepYoung()
  const region = drawRegion({ ...size, needs: size.needs + warmUp })
  const needs = region.needs.map((need): Need => ({ ...need, maximumPartners: mostPartners }))
  const asked = needs.splice(size.needs)
  say(`${size.firms} firms drawn; into the engine`)
  const engine = engineOf(region)
  const solver = createHighsHere()
  const assemble = (need: Need) => engine.assemble(need, { viewer, limit, solver })
  const assembleOne = (need: Need) => engine.assemble(need, { viewer, limit: 1, solver })
  // As a server does for its open needs, in the thread that ranks, while nobody asks.
  say('engine: what firms are to the products asked for, made ready ahead')
  const products = [...engine.prepare([...asked, ...needs])].length
  say(`engine: ${products} products; warm-up on ${warmUp} other needs`)
  for (const need of asked) await assemble(need)
  say(`engine: up to ${size.needs} needs in ${size.seconds} s`)
  const timings = await timeEach(needs, size.seconds, assemble)
  const { milliseconds, results } = timings
  const measured = results.map(({ input }) => input)
  say(`engine: ${milliseconds.length} needs measured; the best alone`)
  const best = await timeEach(measured, size.seconds, assembleOne)
  const rssMiB = residentMiB()
  say('the same by greed')

  const { reference, factsOf } = factReader(region.catalogue)
  const able = firmsByOperation(region.firms, factsOf)
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
    ...figures(timings),
    ofItem: figures(ofItem(timings)),
    best: { ...figures(best), ofItem: figures(ofItem(best)) },
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

type Measured = Timings<Need, Pick<Assembled, 'gap' | 'status'>>

/** Of needs that wish no input made in the region: some five operations, each with many candidates. */
function ofItem({ milliseconds, processor, results }: Measured): Measured {
  const isOfItem = results.map(({ input }) => input.wishes.regionalDepth === 'item')
  return {
    milliseconds: milliseconds.filter((_, at) => isOfItem[at]),
    processor: processor.filter((_, at) => isOfItem[at]),
    results: results.filter((_, at) => isOfItem[at]),
  }
}

/** How long it took, and what is proven; nothing where nothing was measured. */
function figures(measured: Measured) {
  if (measured.milliseconds.length === 0) return null
  return { ...summary(measured), ...proof(measured.results.map(({ result }) => result)) }
}

/**
 * What is proven: the largest gap of those that have one, the share that has none (nothing does everything, or nothing was
 * proven yet), and the share stopped at a limit.
 */
function proof(results: Pick<Assembled, 'gap' | 'status'>[]) {
  const gaps = results.flatMap(({ gap }) => (gap === null || !Number.isFinite(gap) ? [] : [gap]))
  const share = (count: number) => rounded(count / Math.max(1, results.length))
  return {
    maxGap: gaps.length === 0 ? null : rounded(Math.max(...gaps)),
    p95Gap: gaps.length === 0 ? null : rounded(percentile(gaps, 95)),
    gapShare: share(gaps.filter(gap => gap > smallGap).length),
    unprovenShare: share(results.length - gaps.length),
    limitedShare: share(results.filter(({ status }) => status !== 'optimal').length),
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
