/** The thread that HiGHS runs in: one programme at a time, in the order they come. */
import type { Answer } from '@maillage/matching/solver.ts'
import loadHighs from 'highs'
import { parentPort } from 'node:worker_threads'
import { answerTo, type Task } from './highs-programme.ts'

export type Report = { answer: Answer } | { problem: string } | { steps: number }

const port = parentPort
if (port === null) throw new Error('The solver has to be started as a thread')
const highs = await loadHighs()
port.on('message', (task: Task & { isWatched: boolean }) => port.postMessage(report(task)))

function report({ isWatched, ...task }: Task & { isWatched: boolean }): Report {
  const tell = (steps: number) => port?.postMessage({ steps } satisfies Report)
  try {
    // A plan takes much memory, which goes with its model.
    const answer = highs.withModel(model => answerTo(highs, model, task, isWatched ? tell : undefined))
    return { answer }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
