/** How often one looks whether work that is under way was cancelled, maybe on another server. */
const LOOK_MILLISECONDS = 500

/** The row of long work: whether it is under way still, and where it keeps how far it is. */
export interface UnderWay<Progress> {
  isUnderWay: () => Promise<boolean>
  keep: (progress: Progress) => Promise<unknown>
  /** After so many the work is given up. */
  seconds: number
}

/**
 * Does long work that has a row of its own. It is aborted once the row is under way no more, its time is over, or the server
 * stops. Progress is kept in order, and never after the end. `late`: its time was over.
 */
export async function whileUnderWay<Progress, Ended>(
  { isUnderWay, keep, seconds }: UnderWay<Progress>,
  work: (hear: (progress: Progress) => void, signal: AbortSignal) => Promise<Ended>,
  stopping: AbortSignal,
): Promise<{ ended: Ended; late: boolean }> {
  const cancelling = new AbortController()
  const overdue = AbortSignal.timeout(seconds * 1000)
  const look = setInterval(() => {
    isUnderWay().then(
      going => going || cancelling.abort(),
      () => cancelling.abort(),
    )
  }, LOOK_MILLISECONDS)
  let told: Promise<unknown> = Promise.resolve()
  try {
    const ended = await work(
      progress => {
        told = told.then(() => keep(progress))
        told.catch(() => cancelling.abort())
      },
      AbortSignal.any([cancelling.signal, overdue, stopping]),
    )
    await told
    return { ended, late: overdue.aborted }
  } finally {
    clearInterval(look)
  }
}
