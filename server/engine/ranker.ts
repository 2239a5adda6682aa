/** Ranks, assembles, tries what would raise a firm and works out what a region can make in a thread of its own, so that nobody waits for it who asks for anything else. */
import type { Autonomy } from '@maillage/matching/autonomy/autonomy.ts'
import type { Standing } from '@maillage/matching/autonomy/standing.ts'
import { BoundedCache } from '@maillage/matching/bounded-cache.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Need } from '@maillage/matching/demand.ts'
import type { Engine, EngineOptions, RankOptions } from '@maillage/matching/engine.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Raise } from '@maillage/matching/explain/raise.ts'
import type { Assembled } from '@maillage/matching/rank.ts'
import type { Firm } from '@maillage/matching/supply.ts'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { RaiseAsked, RaiseRefused } from './raise-aside.ts'
import type { Answer, AssembleAsked, Beginning, Message, Question } from './ranker-worker.ts'
import type { AutonomyAsked, RegionAsked, StandingUnitsAsked } from './region-aside.ts'

export interface Ranker {
  /** As `engine.rank`, of the state that the engine is in when it is asked, or a newer one. */
  rank(need: Need, options: RankOptions): Promise<Ranking>
  /** As `engine.assemble`; aborted, it answers soon with what it has found. */
  assemble(need: Need, options: AssembleAsked, signal?: AbortSignal): Promise<Assembled>
  /** What would raise a firm, of one state of the engine; aborted, it is refused soon. */
  raise(need: Need, firm: string, options: RaiseAsked, signal?: AbortSignal): Promise<Raise | RaiseRefused>
  /** How far the region makes an item by itself; worked out once until a firm or the day changes. */
  autonomy(asked: AutonomyAsked): Promise<Autonomy>
  /** What firms of the region make of an item as they stand; worked out once until a firm or the day changes. */
  standing(asked: StandingUnitsAsked): Promise<Standing>
  /** Told of each change of the engine, right after it. On another day what its open needs ask for is worked out ahead. */
  changed(change: { firm: Firm } | { without: string } | { asOf: string }): void
  /** Starts the thread, which the first question does otherwise. */
  start(): void
  /** Ends the thread; questions still open are rejected. */
  close(): Promise<void>
}

interface Open {
  settle: (answer: Answer) => void
  fail: (reason: Error) => void
}

/**
 * Room for what a question makes and drops: with what a thread has by default, it is collected several times during one
 * ranking among very many firms, which takes up to a fifth of it.
 */
const youngMegabytes = 192

/** Answers of the region that are kept at a time: a region's items under each scenario, and what stands of them. */
const mostKept = 1000

/** Firms that cross at a time: copying them takes the server a few milliseconds. */
const batch = 200
const ended = () => new Error('The thread of the ranker has ended')
const entry = new URL('./ranker-worker.ts', import.meta.url)

/**
 * The thread holds a copy of the engine: it is given all of its firms when it starts, and each change after. Should it end,
 * open questions are rejected and the next one starts another. It keeps no process alive.
 */
export function createRanker(
  catalogue: Catalogue,
  options: Omit<EngineOptions, 'asOf'>,
  engine: Engine,
): Ranker {
  const open = new Map<number, Open>()
  /** Answers of the region by what was asked: pages ask the same of many items at every read. */
  const kept = new BoundedCache<string, Promise<Answer>>(mostKept)
  let last = 0
  let closed = false
  let thread: { worker: Worker; ready: Promise<void> } | null = null

  function start(): NonNullable<typeof thread> {
    if (thread !== null) return thread
    const workerData: Beginning = { catalogue, options: { ...options, asOf: engine.asOf } }
    const worker = new Worker(entry, {
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    })
    worker.unref()
    worker.on('message', (answer: Answer) => {
      open.get(answer.number)?.settle(answer)
      open.delete(answer.number)
    })
    worker.on('error', error => lost(worker, error))
    worker.on('exit', () => lost(worker, ended()))
    thread = { worker, ready: tellAll(worker) }
    return thread
  }

  /** Changes that come meanwhile cross in their turn, and are not undone: the engine is asked for what is there now. */
  async function tellAll(worker: Worker): Promise<void> {
    let firms: Firm[] = []
    for (const firm of engine.firms()) {
      firms.push(firm)
      if (firms.length < batch) continue
      post(worker, { kind: 'firms', firms })
      firms = []
      await othersTurn()
    }
    post(worker, { kind: 'firms', firms })
    post(worker, { kind: 'ahead', needs: [...engine.needs()] })
  }

  function lost(worker: Worker, reason: Error): void {
    if (thread?.worker !== worker) return
    thread = null
    for (const { fail } of open.values()) fail(reason)
    open.clear()
  }

  const post = (worker: Worker, message: Message) => worker.postMessage(message)

  async function ask(message: Question, signal?: AbortSignal): Promise<Answer> {
    if (closed) throw ended()
    const { worker, ready } = start()
    await ready
    if (thread?.worker !== worker) throw ended()
    const { number } = message
    const { promise, resolve: settle, reject: fail } = Promise.withResolvers<Answer>()
    const cancel = () => post(worker, { kind: 'cancel', number })
    open.set(number, { settle, fail })
    post(worker, message)
    if (signal?.aborted === true) cancel()
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      const answer = await promise
      if ('problem' in answer) throw new Error(answer.problem)
      return answer
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  function askOnce(asked: RegionAsked): Promise<Answer> {
    const key = JSON.stringify(asked)
    return kept.get(key, () => {
      const answer = ask({ ...asked, number: ++last })
      // Told to whoever asked, and not kept.
      answer.catch(() => kept.delete(key))
      return answer
    })
  }

  return {
    async rank(need, options) {
      const answer = await ask({ kind: 'rank', number: ++last, need, options })
      if (!('ranking' in answer)) throw new Error('The ranker answered something else')
      return answer.ranking
    },
    async assemble(need, options, signal) {
      const answer = await ask({ kind: 'assemble', number: ++last, need, options }, signal)
      if (!('assembled' in answer)) throw new Error('The ranker answered something else')
      return answer.assembled
    },
    async raise(need, firm, options, signal) {
      const answer = await ask({ kind: 'raise', number: ++last, need, firm, options }, signal)
      if (!('raise' in answer)) throw new Error('The ranker answered something else')
      return answer.raise
    },
    async autonomy(asked) {
      const answer = await askOnce({ kind: 'autonomy', asked })
      if (!('autonomy' in answer)) throw new Error('The ranker answered something else')
      return answer.autonomy
    },
    async standing(asked) {
      const answer = await askOnce({ kind: 'standing', asked })
      if (!('standing' in answer)) throw new Error('The ranker answered something else')
      return answer.standing
    },
    changed(change) {
      kept.clear()
      if (thread === null) return
      const { worker } = thread
      if ('firm' in change) post(worker, { kind: 'firms', firms: [change.firm] })
      else if ('without' in change) post(worker, { kind: 'without', firm: change.without })
      else {
        post(worker, { kind: 'day', asOf: change.asOf })
        post(worker, { kind: 'ahead', needs: [...engine.needs()] })
      }
    },
    start() {
      start()
    },
    async close() {
      closed = true
      const worker = thread?.worker
      if (worker !== undefined) lost(worker, ended())
      await worker?.terminate()
    },
  }
}
