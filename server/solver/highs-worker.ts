/** The thread that HiGHS runs in: one programme at a time, in the order they come. */
import type { Answer } from '@maillage/matching/solver.ts'
import loadHighs from 'highs'
import { parentPort } from 'node:worker_threads'
import { answerTo, type Task } from './highs-programme.ts'

export type Report = { answer: Answer } | { problem: string }

const port = parentPort
if (port === null) throw new Error('The solver has to be started as a thread')
const highs = await loadHighs()
port.on('message', (task: Task) => port.postMessage(report(task)))

function report(task: Task): Report {
  try {
    return { answer: answerTo(highs, task) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
