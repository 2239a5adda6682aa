import type { Reply } from '#lib/api/types.ts'

export type ProfileReading = Reply<'/api/organisations/{organisationId}/reading/profile', 'post'>
export type NeedsReading = Reply<'/api/organisations/{organisationId}/reading/needs', 'post'>
export type Span = ProfileReading['proposals'][number]['spans'][number]

/** A place in a text, and what was read there. */
export interface Mark {
  key: string
  start: number
  end: number
}

/** A stretch of the text: with the keys of what was read there, or none. */
export interface Piece {
  text: string
  start: number
  keys: string[]
  /** So many characters without anything read were left out before it. */
  left: number
}

/** Of a long text, so much is shown around what was read. */
const AROUND = 160

/** Cuts a text where something was read; what overlaps is one stretch with several keys. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, keys } of joined(marks)) {
    pieces.push(...plain(text, at, start, pieces.length > 0), {
      text: text.slice(start, end),
      start,
      keys,
      left: 0,
    })
    at = end
  }
  pieces.push(...plain(text, at, text.length, pieces.length > 0, true))
  return pieces
}

/** The words around a mark, on its line: to be read beside what they became. */
export function aroundOf(
  text: string,
  { start, end }: Pick<Mark, 'start' | 'end'>,
  most = 44,
): [string, string, string] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const line = { start: lineStart, end: lineEnd === -1 ? text.length : lineEnd }
  const from = Math.max(line.start, start - most)
  const until = Math.min(line.end, end + most)
  const before = text.slice(from, start).trimStart()
  const after = text.slice(end, until).trimEnd()
  return [
    from > line.start ? `… ${before.replace(/^\S*\s/, '')}` : before,
    text.slice(start, end),
    until < line.end ? `${after.replace(/\s\S*$/, '')} …` : after,
  ]
}

function joined(marks: readonly Mark[]): { start: number; end: number; keys: string[] }[] {
  const found: { start: number; end: number; keys: string[] }[] = []
  for (const { key, start, end } of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = found.at(-1)
    if (last === undefined || start >= last.end) found.push({ start, end, keys: [key] })
    else {
      last.end = Math.max(last.end, end)
      if (!last.keys.includes(key)) last.keys.push(key)
    }
  }
  return found
}

/** What lies between two marks, its middle left out where it is long. */
function plain(text: string, start: number, end: number, after: boolean, last = false): Piece[] {
  const piece = (from: number, until: number, left: number): Piece[] =>
    from < until || left > 0 ? [{ text: text.slice(from, until), start: from, keys: [], left }] : []
  const head = after ? AROUND : 0
  const tail = last ? 0 : AROUND
  if (end - start <= Math.max(head + tail, 2 * AROUND) * 2) return piece(start, end, 0)
  // A text in which nothing was read still shows how it begins.
  const first = head + tail === 0 ? AROUND * 4 : head
  return [...piece(start, start + first, 0), ...piece(end - tail, end, end - start - first - tail)]
}
