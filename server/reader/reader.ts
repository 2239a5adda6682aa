/** Reads texts and files in threads, within bounds of time and memory. */
import type { ImportKind } from '@maillage/db/tables/imports.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { ReadNeed } from '@maillage/matching/understanding/needs.ts'
import { Piscina } from 'piscina'
import { isCode } from '../environment.ts'
import type { CheckedRows, RowsToCheck } from '../features/tables/check-rows.ts'
import { isRefusal, type Refusal } from '../problems/problem.ts'
import type { FileText } from './file.ts'
import type { MediaType } from './media-type.ts'
import type { ReadProfile, ReadTable, TableToRead } from './words-worker.ts'

export interface Reader {
  /** Proposals for a firm's profile from what it says of itself. */
  profile(text: string): Promise<ReadProfile | Refusal>
  /** The needs that a text tells of; `today` is an ISO date. */
  needs(text: string, today: string): Promise<ReadNeed[] | Refusal>
  /** The text of a file, by what it is and not by what it is called. */
  file(bytes: Uint8Array): Promise<FileText | Refusal>
  /** What a file is, by what it holds; a refusal for kinds that are not kept. */
  mediaType(bytes: Uint8Array): Promise<MediaType | Refusal>
  /** The headings and rows of a file that holds a table, with what each column seems to hold. */
  table(task: {
    bytes: Uint8Array
    kind: ImportKind
    remembered: Record<string, string>
  }): Promise<ReadTable | Refusal>
  /** What rows of a table say, and what is wrong with them. */
  rows(task: RowsToCheck): Promise<CheckedRows | Refusal>
  /** Ends the threads; what is under way is lost. */
  close(): Promise<void>
}

/** Longest that a text or a file may take, waiting for its turn included. A million characters take some 2 s. */
const LONGEST_MILLISECONDS = 20_000
/** Of a thread's own objects; the words of the trade and the places of the country take some 150. */
const MOST_MEGABYTES = 768
/** What the server may grow by while a file is open: what is packed in it is no object of the thread. */
const MOST_GROWTH_BYTES = 800_000_000
const LOOK_MILLISECONDS = 25
const MOST_WAITING = 16
/** A thread that nobody uses gives its memory back. */
const IDLE_MILLISECONDS = 300_000

/** One thread for texts and one for files, so that a file that takes its time keeps no text waiting. */
export function createReader(
  catalogue: Catalogue,
  { longest = LONGEST_MILLISECONDS, mostGrowth = MOST_GROWTH_BYTES } = {},
): Reader {
  const words = threadOf(new URL('./words-worker.ts', import.meta.url), { catalogue })
  const files = threadOf(new URL('./files-worker.ts', import.meta.url), {})

  /** What a thread answers, or why it was given up: too much to read, or too many who wait. */
  async function run<Answer>(
    pool: Piscina,
    name: string,
    task: unknown,
    signals: AbortSignal[] = [],
  ): Promise<Answer | Refusal> {
    const signal = AbortSignal.any([AbortSignal.timeout(longest), ...signals])
    try {
      const answer: Answer = await pool.run(task, { name, signal })
      return answer
    } catch (error) {
      if (isCode(error, 'ERR_WORKER_OUT_OF_MEMORY') || isNamed(error, 'AbortError'))
        return { refused: 'too-much-to-read' }
      if (pool.queueSize >= MOST_WAITING) return { refused: 'unavailable' }
      throw error
    }
  }

  /** The same for a file, which is closed where the server grows too much meanwhile. */
  async function open<Answer>(name: string, bytes: Uint8Array): Promise<Answer | Refusal> {
    const before = process.memoryUsage.rss()
    const tooLarge = new AbortController()
    const look = setInterval(() => {
      if (process.memoryUsage.rss() - before > mostGrowth) tooLarge.abort()
    }, LOOK_MILLISECONDS)
    try {
      return await run<Answer>(files, name, bytes, [tooLarge.signal])
    } finally {
      clearInterval(look)
    }
  }

  return {
    profile: text => run(words, 'readProfile', text),
    needs: (text, today) => run(words, 'readNeeds', { text, today }),
    file: bytes => open('readFile', bytes),
    mediaType: bytes => open('readMediaType', bytes),
    async table({ bytes, kind, remembered }) {
      const lines = await open<string[][]>('readLines', bytes)
      if (isRefusal(lines)) return lines
      const task: TableToRead = { lines, kind, remembered }
      return run(words, 'readTable', task)
    },
    rows: task => run(words, 'readRows', task),
    async close() {
      await Promise.all([words.destroy(), files.destroy()])
    },
  }
}

function threadOf(entry: URL, workerData: object): Piscina {
  return new Piscina({
    filename: entry.href,
    workerData,
    minThreads: 0,
    maxThreads: 1,
    maxQueue: MOST_WAITING,
    idleTimeout: IDLE_MILLISECONDS,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  })
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name
