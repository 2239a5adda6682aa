/** What plots share: where their axes end, and what is written below them. */

/** A figure that axes end at: 1, 2 or 5 times a power of ten, at least as high as all that is shown. */
export function topOf(values: readonly number[]): number {
  const most = values.reduce((highest, value) => Math.max(highest, value), 0)
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find(times => times * power >= most) ?? 10) * power
}

/** Pixels that a day or a month takes below an axis, with some room beside it. */
const LABEL = 64

/** Columns that are named below an axis, each so many pixels wide: as many as stand side by side, none cut off. */
export function labelled(columns: number, width: number): number[] {
  const every = Math.max(1, Math.ceil(LABEL / width))
  return Array.from({ length: columns }, (_, at) => at).filter(
    at => at % every === 0 && (at === 0 || (columns - at) * width >= LABEL - 12),
  )
}
