import { Worker } from 'node:worker_threads'

/** A thread that says `Says`, and what it comes to. */
export interface Thread<Says, Ended> {
  entry: URL
  /** What it begins with. */
  task: unknown
  heapMegabytes: number
  /** What it is called where it ends by itself. */
  name: string
  /** Told each message; `end` ends the thread with an answer. */
  hear: (message: Says, end: (answer: Ended) => void) => void
  /** The answer where it was aborted. */
  stopped: () => Ended
}

/** Runs a thread until it is ended with an answer; aborted, it is ended at once. Rejects where it ends by itself. */
export async function inThread<Says, Ended>(
  { entry, task, heapMegabytes, name, hear, stopped }: Thread<Says, Ended>,
  signal: AbortSignal,
): Promise<Ended> {
  if (signal.aborted) return stopped()
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  const worker = new Worker(entry, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  const stop = () => resolve(stopped())
  signal.addEventListener('abort', stop, { once: true })
  worker.on('message', (message: Says) => hear(message, resolve))
  worker.on('error', reject)
  worker.on('exit', code => reject(new Error(`The thread of ${name} ended with exit code ${code}`)))
  try {
    return await promise
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
