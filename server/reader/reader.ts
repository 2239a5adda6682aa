/** Reads texts and files in a thread of its own, within bounds of time and memory. */
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { ReadNeed } from '@maillage/matching/understanding/needs.ts'
import { Piscina } from 'piscina'
import { isCode } from '../environment.ts'
import type { CheckedRows, RowsToCheck } from '../features/tables/check-rows.ts'
import type { Refusal } from '../problems/problem.ts'
import type { FileText } from './file.ts'
import type { ReadProfile, ReadTable, TableToRead } from './worker.ts'

export interface Reader {
  /** Proposals for a firm's profile from what it says of itself. */
  profile(text: string): Promise<ReadProfile | Refusal>
  /** The needs that a text tells of; `today` is an ISO date. */
  needs(text: string, today: string): Promise<ReadNeed[] | Refusal>
  /** The text of a file, by what it is and not by what it is called. */
  file(bytes: Uint8Array): Promise<FileText | Refusal>
  /** The headings and rows of a table, with what each column seems to hold. */
  table(task: TableToRead): Promise<ReadTable | Refusal>
  /** What rows of a table say, and what is wrong with them. */
  rows(task: RowsToCheck): Promise<CheckedRows | Refusal>
  /** Ends the thread; what is under way is lost. */
  close(): Promise<void>
}

/** Longest that a text or a file may take, waiting for its turn included. A million characters take some 2 s. */
const LONGEST_MILLISECONDS = 20_000
/** Of the thread's own objects; the words of the trade and the places of the country take some 150. */
const MOST_MEGABYTES = 768
const MOST_WAITING = 16
/** A thread that nobody uses gives its memory back. */
const IDLE_MILLISECONDS = 300_000

/** One thread, started with the first text; others wait for their turn, `longest` milliseconds in all. */
export function createReader(catalogue: Catalogue, longest = LONGEST_MILLISECONDS): Reader {
  const pool = new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    workerData: { catalogue },
    minThreads: 0,
    maxThreads: 1,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MILLISECONDS,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  })

  /** What the thread answers, or why it was given up: too much to read, or too many who wait. */
  async function run<Answer>(name: string, task: unknown): Promise<Answer | Refusal> {
    try {
      const answer: Answer = await pool.run(task, { name, signal: AbortSignal.timeout(longest) })
      return answer
    } catch (error) {
      if (isCode(error, 'ERR_WORKER_OUT_OF_MEMORY') || isNamed(error, 'AbortError'))
        return { refused: 'too-much-to-read' }
      if (pool.queueSize >= MOST_WAITING) return { refused: 'unavailable' }
      throw error
    }
  }

  return {
    profile: text => run('readProfile', text),
    needs: (text, today) => run('readNeeds', { text, today }),
    file: bytes => run('readFile', bytes),
    table: task => run('readTable', task),
    rows: task => run('readRows', task),
    close: () => pool.destroy(),
  }
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name
