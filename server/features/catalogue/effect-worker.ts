/** The thread that the effect of a change is worked out in: the same questions on both catalogues. It answers and ends. */
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import { createEngine, type Engine, type EngineOptions } from '@maillage/matching/engine.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { makeableFrom, servicesOf, WITHIN_REACH_DAYS } from '../possibilities/makeable.ts'
import {
  firmEffect,
  type FirmEffect,
  type Made,
  rankingEffect,
  type RankingEffect,
} from './compare-effect.ts'

/** What the thread begins with. */
export interface EffectTask {
  before: Catalogue
  after: Catalogue
  options: EngineOptions
  needs: Need[]
  /** After so long no further need or firm is looked at, each kind by itself. */
  milliseconds: number
}

/** What crosses to the thread: all firms, some at a time, and then that this was all. */
export type EffectMessage = { firms: Firm[] } | 'all'

/** What changes, of how many that were looked at. */
export interface EffectFound {
  needs: { looked: number; all: number; changed: RankingEffect[] }
  firms: { looked: number; all: number; changed: FirmEffect[] }
}

const SHOWN = 10

const port = parentPort
if (port === null) throw new Error('The effect of a change has to be worked out in a thread')
const task: EffectTask = workerData

function until<One, Found>(
  all: readonly One[],
  work: (one: One) => Found | null,
): { looked: number; all: number; changed: Found[] } {
  const began = performance.now()
  const changed: Found[] = []
  let looked = 0
  for (const one of all) {
    if (performance.now() - began > task.milliseconds) break
    const found = work(one)
    if (found !== null) changed.push(found)
    looked++
  }
  return { looked, all: all.length, changed }
}

const before = createEngine(task.before, task.options)
const after = createEngine(task.after, task.options)
const viewer = { kind: 'other' } as const
const ranked = (engine: Engine, need: Need): Ranking => engine.rank(need, { viewer, limit: SHOWN })
const services = [servicesOf(task.before), servicesOf(task.after)] as const
const made = (engine: Engine, firm: Firm, bought: Set<string>): Made => {
  const possibilities = engine.explore(firm, { maximumDays: WITHIN_REACH_DAYS, everyRecipe: true })
  const { now, reoriented } = makeableFrom(possibilities, bought)
  return { now, reoriented }
}

const look = (firms: readonly Firm[]): EffectFound => ({
  needs: until(task.needs, need => rankingEffect(need.id, ranked(before, need), ranked(after, need))),
  firms: until(firms, firm =>
    firmEffect(firm.id, made(before, firm, services[0]), made(after, firm, services[1])),
  ),
})

port.on('message', (message: EffectMessage) => {
  if (message === 'all') return port.postMessage(look([...before.firms()]))
  for (const firm of message.firms) {
    before.upsertFirm(firm)
    after.upsertFirm(firm)
  }
})
