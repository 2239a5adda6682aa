/**
 * Good sets of firms where there are too many to try them all: some are put together operation by operation, then the
 * best ones found are changed by one firm at a time. The same candidates always give the same sets.
 */
import type { Line } from './line.ts'
import { byMeritForEach } from './merit.ts'
import type { Question } from './question.ts'
import type { Chain } from './unfold.ts'

/** What the search knows of a set that was judged; null where it cannot be a partnership. */
export interface Judged {
  score: number
  /** Nobody need join: it does everything in time as it stands. */
  sufficient: boolean
  /** Number of the operation that limits it, where one does. */
  scarce: number | null
}

/** First firms of an operation that sets are put together around, and firms tried for each place in a good set. */
const starts = 3
const tries = 5

export interface Neighbourhood {
  /** Sizes of the sets, and how many of them are judged at most. */
  most: number
  limit: number
  /** Only sets with this one. */
  required: Line | null
}

/** Judges at most `limit` sets of 1 to `most` lines, `required` among them. */
export function searchNeighbours(
  question: Question,
  candidates: { chain: Chain; lines: Line[] },
  within: Neighbourhood,
  judge: (members: Line[]) => Judged | null,
): void {
  const sets = neighbours(question, candidates, within)
  for (let next = sets.next(); next.done !== true; next = sets.next(judge(next.value)));
}

/** The same sets one by one; each is asked for with the judgement of the one before. */
export function* neighbours(
  question: Question,
  { chain, lines }: { chain: Chain; lines: Line[] },
  { most, limit, required }: Neighbourhood,
): Generator<Line[], void, Judged | null> {
  const ofOperation = byMeritForEach(question, chain, lines)
  const place = new Map(lines.map((line, at) => [line, at]))
  const inOrder = (members: Line[]) => [...members].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  const judged = new Set<string>()
  const waiting: { members: Line[]; judgement: Judged }[] = []

  function* tryOut(unordered: Line[]): Generator<Line[], void, Judged | null> {
    if (unordered.length === 0 || unordered.length > most || judged.size >= limit) return
    if (required !== null && !unordered.includes(required)) return
    const members = inOrder(unordered)
    const key = members.map(line => place.get(line)).join()
    if (judged.has(key)) return
    judged.add(key)
    const judgement = yield members
    if (judgement !== null) waiting.push({ members, judgement })
  }

  for (const members of beginnings(chain, ofOperation, most, required)) yield* tryOut(members)

  while (judged.size < limit) {
    const best = takeBest(waiting)
    if (best === undefined) return
    const { members, judgement } = best
    for (const member of members) {
      const others = members.filter(line => line !== member)
      yield* tryOut(others)
      const itsWork = ofOperation.filter((_, number) => member.states[number] !== 'missing')
      for (const candidates of itsWork) {
        for (const candidate of firstOf(candidates, members)) yield* tryOut([...others, candidate])
      }
    }
    if (judgement.sufficient) continue
    const wanting = ofOperation.filter(
      (_, number) => number === judgement.scarce || !isCovered(members, number),
    )
    for (const candidates of wanting) {
      for (const candidate of firstOf(candidates, members)) yield* tryOut([...members, candidate])
    }
  }
}

const isCovered = (members: Line[], number: number) =>
  members.some(({ states }) => states[number] !== 'missing')

const firstOf = (candidates: Line[], but: Line[]) =>
  candidates.filter(candidate => !but.includes(candidate)).slice(0, tries)

function takeBest<T extends { judgement: Judged }>(waiting: T[]): T | undefined {
  let best: T | undefined
  for (const each of waiting)
    if (best === undefined || each.judgement.score > best.judgement.score) best = each
  if (best !== undefined) waiting.splice(waiting.indexOf(best), 1)
  return best
}

/**
 * For each operation, each of its first candidates is joined by others until every operation of the product finds
 * somebody: those nobody does yet, rarest first, each by the first of its candidates who covers most of what is open.
 */
function* beginnings(
  chain: Chain,
  ofOperation: Line[][],
  most: number,
  required: Line | null,
): Generator<Line[]> {
  const needed = chain.operations
    .filter(({ node, reference }) => node === 0 && reference.service === null)
    .map(({ number }) => number)
    .sort((a, b) => (ofOperation[a]?.length ?? 0) - (ofOperation[b]?.length ?? 0) || a - b)
  for (const number of [...needed, ...others(chain, needed)]) {
    for (const first of (ofOperation[number] ?? []).slice(0, starts)) {
      const members = required === null || required === first ? [first] : [required, first]
      for (const open of needed) {
        if (members.length >= most || isCovered(members, open)) continue
        const stillOpen = needed.filter(operation => !isCovered(members, operation))
        const covers = ({ states }: Line) => stillOpen.filter(at => states[at] !== 'missing').length
        const candidates = firstOf(ofOperation[open] ?? [], members)
        const [next] = candidates.sort((a, b) => covers(b) - covers(a))
        if (next !== undefined) members.push(next)
      }
      yield members
    }
  }
}

const others = ({ operations }: Chain, needed: number[]) =>
  operations.map(({ number }) => number).filter(number => !needed.includes(number))
