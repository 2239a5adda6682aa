/** The thread that rankings, assemblies and what a region can make are computed in, with an engine of its own. */
import type { Autonomy } from '@maillage/matching/autonomy/autonomy.ts'
import type { Standing } from '@maillage/matching/autonomy/standing.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import {
  createEngine,
  type AssembleOptions,
  type EngineOptions,
  type RankOptions,
} from '@maillage/matching/engine.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Raise } from '@maillage/matching/explain/raise.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Reader } from '../features/matches/policy.ts'
import { isShown } from '../features/matches/show.ts'
import { raiseAside, type RaiseAsked, type RaiseRefused } from './raise-aside.ts'
import { regionAside, type RegionAsked } from './region-aside.ts'
import { keepYoung } from './young-objects.ts'
import { createHighsHere } from '../solver/highs-here.ts'

/** What the thread begins with. */
export interface Beginning {
  catalogue: Catalogue
  options: EngineOptions
}

/** What crosses to the thread, in the order it happened. */
export type Message =
  | { kind: 'firms'; firms: Firm[] }
  | { kind: 'without'; firm: string }
  | { kind: 'day'; asOf: string }
  | { kind: 'rank'; number: number; need: Need; options: RankOptions }
  | { kind: 'assemble'; number: number; need: Need; options: AssembleAsked }
  | { kind: 'raise'; number: number; need: Need; firm: string; options: RaiseAsked }
  | ({ number: number } & RegionAsked)
  | { kind: 'cancel'; number: number }
  | { kind: 'ahead'; needs: Need[] }

/** What is asked and answered. */
export type Question = Exclude<Extract<Message, { number: number }>, { kind: 'cancel' }>

/** Options that can cross, and whom the reader may see: the best is looked for among those alone. */
export type AssembleAsked = Omit<AssembleOptions, 'solver' | 'signal' | 'pause'> &
  Partial<Pick<Reader, 'sees'>>

export type Answer = { number: number } & (
  | { ranking: Ranking }
  | { assembled: Assembled }
  | { raise: Raise | RaiseRefused }
  | { autonomy: Autonomy }
  | { standing: Standing }
  | { problem: string }
)

const port = parentPort
if (port === null) throw new Error('The ranker has to be started as a thread')
const { catalogue, options }: Beginning = workerData
keepYoung()
const engine = createEngine(catalogue, options)
const solver = createHighsHere()
const region = regionAside(engine, catalogue, options.departments)
const underWay = new Map<number, AbortController>()
/** What the engine was told of so far. */
let changes = 0
/** One question of what would raise a firm is answered at a time. */
let lastRaise: Promise<unknown> = Promise.resolve()

port.on('message', (message: Message) => {
  if (message.kind === 'firms' || message.kind === 'without' || message.kind === 'day') changes++
  if (message.kind === 'firms') for (const firm of message.firms) engine.upsertFirm(firm)
  else if (message.kind === 'without') engine.removeFirm(message.firm)
  else if (message.kind === 'day') engine.setAsOf(message.asOf)
  else if (message.kind === 'ahead') void workAhead(message.needs)
  else if (message.kind === 'cancel') underWay.get(message.number)?.abort()
  else void answer(message).then(said => port.postMessage(said))
})

/** Whoever asks meanwhile waits for a step at most, some tenths of a second among a hundred thousand firms. */
async function workAhead(needs: Need[]): Promise<void> {
  const steps = engine.prepare(needs)
  while (steps.next().done !== true) await othersTurn()
}

async function answer(asked: Question): Promise<Answer> {
  const { number } = asked
  try {
    if (asked.kind === 'autonomy') return { number, autonomy: region.autonomy(asked.asked) }
    if (asked.kind === 'standing') return { number, standing: region.standing(asked.asked) }
    const { need } = asked
    if (asked.kind === 'rank') return { number, ranking: engine.rank(need, asked.options) }
    const cancelling = new AbortController()
    underWay.set(number, cancelling)
    const { signal } = cancelling
    if (asked.kind === 'raise') {
      const { firm, options } = asked
      const raise = lastRaise.then(() =>
        raiseAside(engine, catalogue, { need, firm, options, changes: () => changes, signal }),
      )
      lastRaise = raise.catch(() => null)
      return { number, raise: await raise }
    }
    const { sees = 'all', ...options } = asked.options
    // Between two sets of firms whoever asks for a ranking has a turn, and a cancellation is heard.
    const pause = () => othersTurn()
    return {
      number,
      assembled: await engine.assemble(among(need, sees), { ...options, solver, signal, pause }),
    }
  } catch (error) {
    return { number, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  } finally {
    underWay.delete(number)
  }
}

/** The need for those among whom its reader looks: who does not let itself be seen is in no partnership of the answer. */
function among(need: Need, sees: Reader['sees']): Need {
  const hidden = sees === 'all' ? [] : engine.firmsCalled(need).filter(id => !isShown({ sees }, engine, id))
  return hidden.length === 0 ? need : { ...need, excludedFirms: [...need.excludedFirms, ...hidden] }
}
