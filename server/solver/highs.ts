/** The solver of the engine: HiGHS (WebAssembly) in a thread of its own, kept warm. */
import type { Answer, Programme, Solver, SolveOptions } from '@maillage/matching/solver.ts'
import { Worker } from 'node:worker_threads'
import type { Task } from './highs-programme.ts'
import type { Report } from './highs-worker.ts'

export interface HighsSolver extends Solver {
  /** Ends the thread. What is under way or waiting is answered `interrupted`. */
  close(): Promise<void>
}

interface Request {
  task: Task & { isWatched: boolean }
  watch: ((steps: number) => void) | undefined
  settle: (answer: Answer) => void
  fail: (reason: Error) => void
}

const interrupted = { status: 'interrupted' } as const
const entry = new URL('./highs-worker.ts', import.meta.url)

/**
 * One thread, started with the first programme (about 0.2 s) and kept. Requests are solved in the order they come: a
 * search that awaits each answer before it asks again takes turns with all others. A cancelled request that is under way
 * ends the thread, and the next one starts another; an idle thread keeps no process alive.
 */
export function createHighsSolver(): HighsSolver {
  const waiting: Request[] = []
  let current: Request | null = null
  let thread: Worker | null = null
  let closed = false

  function start(): Worker {
    const started = new Worker(entry)
    started.on('message', (report: Report) => {
      // What an ended thread still had to say.
      if (started !== thread) return
      const request = current
      if ('steps' in report) {
        request?.watch?.(report.steps)
        return
      }
      current = null
      if ('answer' in report) request?.settle(report.answer)
      else request?.fail(new Error(report.problem))
      next()
    })
    // After an error the thread ends by itself.
    started.on('error', error => lost(started, error))
    started.on('exit', code => lost(started, new Error(`The solver's thread ended with exit code ${code}`)))
    return started
  }

  function lost(ended: Worker, reason: Error): void {
    if (ended !== thread) return
    thread = null
    const request = current
    current = null
    request?.fail(reason)
    next()
  }

  function next(): void {
    if (current !== null) return
    const request = waiting.shift()
    if (request === undefined) {
      thread?.unref()
      return
    }
    current = request
    thread ??= start()
    thread.ref()
    thread.postMessage(request.task)
  }

  function cancel(request: Request): void {
    const at = waiting.indexOf(request)
    if (at !== -1) waiting.splice(at, 1)
    request.settle(interrupted)
    if (request !== current) return
    current = null
    void end()
    next()
  }

  async function end(): Promise<void> {
    const ended = thread
    thread = null
    await ended?.terminate()
  }

  return {
    async solve(programme: Programme, options: SolveOptions = {}): Promise<Answer> {
      const {
        start: known = null,
        basis = null,
        inPlace = null,
        primal = false,
        smaller = false,
        gap = 0,
        iterations = Infinity,
        nodes = Infinity,
        signal,
        watch,
      } = options
      if (closed || signal?.aborted === true) return interrupted
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      const task = {
        programme,
        start: known,
        basis,
        inPlace,
        primal,
        smaller,
        gap,
        iterations,
        nodes,
        isWatched: watch !== undefined,
      }
      const request = { task, watch, settle: resolve, fail: reject }
      const abort = () => cancel(request)
      signal?.addEventListener('abort', abort, { once: true })
      waiting.push(request)
      next()
      try {
        return await promise
      } finally {
        signal?.removeEventListener('abort', abort)
      }
    },
    async close() {
      closed = true
      for (const request of [...waiting, ...(current === null ? [] : [current])]) request.settle(interrupted)
      waiting.length = 0
      current = null
      await end()
    },
  }
}
