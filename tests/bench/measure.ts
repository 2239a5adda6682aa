/** How long something takes, many times over, within a budget of seconds. */

/** Below so many samples a percentile says little: the answer then says that there were few. */
const enough = 30

/** Milliseconds by the clock and of processor time, in the order they were measured, and what each turn gave back. */
export interface Timings<Input, Result> {
  milliseconds: number[]
  /** Of all threads of this process: what collects garbage or compiles beside is in it. */
  processor: number[]
  results: { input: Input; result: Result }[]
}

/**
 * Runs `turn` for each input until all are done or the budget is spent; a turn that has begun is ended. The budget counts
 * the turns alone.
 */
export async function timeEach<Input, Result>(
  inputs: Iterable<Input>,
  seconds: number,
  turn: (input: Input) => Result | Promise<Result>,
): Promise<Timings<Input, Result>> {
  const timings: Timings<Input, Result> = { milliseconds: [], processor: [], results: [] }
  let spent = 0
  for (const input of inputs) {
    if (spent >= seconds * 1000) break
    const [began, used] = [performance.now(), process.cpuUsage()]
    const result = await turn(input)
    const took = performance.now() - began
    const { user, system } = process.cpuUsage(used)
    spent += took
    timings.processor.push((user + system) / 1000)
    timings.milliseconds.push(took)
    timings.results.push({ input, result })
  }
  return timings
}

/** The value that at least `percent` of a hundred of the list do not exceed: nearest rank, nothing interpolated. */
export function percentile(list: number[], percent: number): number {
  if (list.length === 0) throw new RangeError('No sample, no percentile')
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[Math.max(1, Math.ceil((percent / 100) * sorted.length)) - 1] ?? 0
}

/** The figures of milliseconds by the clock, and of processor time; `few` where there are fewer than 30. */
export function summary({
  milliseconds,
  processor,
}: Pick<Timings<unknown, unknown>, 'milliseconds' | 'processor'>): Record<string, number | boolean> {
  return {
    samples: milliseconds.length,
    few: milliseconds.length < enough,
    p50Ms: rounded(percentile(milliseconds, 50)),
    p95Ms: rounded(percentile(milliseconds, 95)),
    p99Ms: rounded(percentile(milliseconds, 99)),
    cpuP50Ms: rounded(percentile(processor, 50)),
    cpuP95Ms: rounded(percentile(processor, 95)),
    cpuP99Ms: rounded(percentile(processor, 99)),
  }
}

/** Three digits that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
