/**
 * What would raise a firm in the ranking of a need. Nothing is estimated: each change is made to a copy of the profile,
 * the need is ranked again with it, and the place it gets there is told. The engine is as before after every trial.
 */
import type { Catalogue } from '../catalogue.ts'
import type { Need } from '../demand.ts'
import type { Engine, RankOptions } from '../engine.ts'
import type { Partnership, Ranking } from '../match.ts'
import { compileReference } from '../reference.ts'
import type { Firm } from '../supply.ts'
import type { Reason } from '../words/reasons.ts'
import { type Change, changed } from './change.ts'
import { effortOf } from './effort.ts'
import { type Ladder, ladders, situationOf } from './proposals.ts'

/** Where the best partnership of a firm stands in the list. */
export interface Place {
  /** 1 is the best. */
  rank: number
  score: number
  feasible: boolean
}

/** A change that raises, and where it leads. */
export interface Raising {
  change: Change
  place: Place
}

export interface Raise {
  need: string
  firm: string
  /** ISO date: every change is judged as if it were made this day. */
  asOf: string
  /** Partnerships in the list as it is. */
  listed: number
  /** Null where no partnership listed has a part for the firm. */
  now: Place | null
  /** Why it is no candidate, where that is named. */
  leftOut: Reason | null
  /** Whom to call: the best partnership with others, where the firm alone stands lower or nowhere. */
  together: { partners: string[]; place: Place; alone: Place | null } | null
  /** Least effort for the points gained first. */
  changes: Raising[]
  /** Rankings this took, the first included. */
  rankings: number
  /** False where more could have been tried. */
  whole: boolean
}

export interface RaiseOptions extends Pick<RankOptions, 'viewer' | 'weights' | 'textHits'> {
  /** `public`: only changes of what anybody may know of a firm, its proofs and how fresh its profile is. */
  changes?: 'all' | 'public'
  /** Partnerships in the list that whoever asks reads; all of them otherwise. */
  listed?: (partnership: Partnership) => boolean
  /** Partnerships whose members may be named; all of them otherwise. */
  visible?: (partnership: Partnership) => boolean
  /** Most changes told, 6 otherwise, and most rankings, 40 otherwise. */
  limit?: number
  mostRankings?: number
}

const publicChanges: ReadonlySet<Change['code']> = new Set([
  'change.confirm',
  'change.certificate',
  'change.verification',
])

/** What would raise a firm, found at once. */
export function raise(
  engine: Engine,
  catalogue: Catalogue,
  need: Need,
  firm: Firm,
  options: RaiseOptions,
): Raise {
  const steps = raising(engine, catalogue, need, firm, options)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * The same, one ranking at a time: yields how many there were so far. Between two the engine may be asked anything;
 * whoever changes it meanwhile gets an answer that mixes both states, and should ask again.
 */
export function* raising(
  engine: Engine,
  catalogue: Catalogue,
  need: Need,
  firm: Firm,
  options: RaiseOptions,
): Generator<number, Raise> {
  const { viewer, weights, textHits, limit = 6, mostRankings = 40, listed, visible = () => true } = options
  const asked = { viewer, limit: Infinity, ...(weights && { weights }), ...(textHits && { textHits }) }
  const trial = (profile: Firm): Ranking => {
    const ranking = rankedWith(engine, profile, () => engine.rank(need, asked))
    return listed ? { ...ranking, partnerships: ranking.partnerships.filter(listed) } : ranking
  }
  let rankings = 1
  const ranking = trial(firm)
  yield rankings
  const now = placeOf(ranking, firm.id)
  const best = now === null ? null : (ranking.partnerships[now.rank - 1] ?? null)
  const situation = situationOf(compileReference(catalogue), need, firm, engine.asOf, best)
  const proposed = (situation === null ? [] : inOrder(ladders(situation), best))
    .map(({ rungs }) => rungs.filter(({ code }) => options.changes !== 'public' || publicChanges.has(code)))
    .filter(rungs => rungs.length > 0)
  function* tried(change: Change): Generator<number, Raising | null> {
    const place = placeOf(trial(changed(firm, change, engine.asOf)), firm.id)
    yield ++rankings
    return place !== null && isRaised(now, place) ? { change, place } : null
  }
  /** The largest change tells whether any of its kind helps; then the smallest that does is looked for. */
  function* smallest(rungs: Change[]): Generator<number, Raising | null> {
    const [largest] = rungs.slice(-1)
    const helps = largest === undefined ? null : yield* tried(largest)
    if (helps === null) return null
    for (const rung of rungs.slice(0, -1)) {
      const found = yield* tried(rung)
      if (found !== null) return found
    }
    return helps
  }
  const found: Raising[] = []
  let whole = true
  for (const rungs of isFirst(now) ? [] : proposed) {
    whole = rankings + rungs.length <= mostRankings
    if (!whole) break
    const raising = yield* smallest(rungs)
    if (raising !== null) found.push(raising)
  }
  const points = ({ place }: Raising) => Math.max(0.1, 100 * (place.score - (now?.score ?? 0)))
  const worth = (one: Raising) => effortOf(one.change, firm) / points(one)
  return {
    need: need.id,
    firm: firm.id,
    asOf: engine.asOf,
    listed: ranking.partnerships.length,
    now,
    leftOut: now === null ? reasonOf(ranking, firm.id) : null,
    together: togetherOf(ranking, firm.id, visible),
    changes: found.sort((a, b) => worth(a) - worth(b) || a.place.rank - b.place.rank).slice(0, limit),
    rankings,
    whole,
  }
}

/** Asks while a profile stands in for the one the engine has, and puts that back. */
function rankedWith<Answer>(engine: Engine, profile: Firm, ask: () => Answer): Answer {
  const before = engine.firm(profile.id)
  if (before === profile) return ask()
  engine.upsertFirm(profile)
  try {
    return ask()
  } finally {
    if (before === undefined) engine.removeFirm(profile.id)
    else engine.upsertFirm(before)
  }
}

const isMember = ({ members }: Partnership, firm: string) => members.some(member => member.firm === firm)

function placeAt({ partnerships }: Ranking, at: number): Place | null {
  const partnership = partnerships[at]
  if (partnership === undefined) return null
  return { rank: at + 1, score: partnership.score, feasible: partnership.feasible }
}

function placeOf(ranking: Ranking, firm: string): Place | null {
  return placeAt(
    ranking,
    ranking.partnerships.findIndex(partnership => isMember(partnership, firm)),
  )
}

/** Nothing is above it. */
function isFirst(now: Place | null): boolean {
  return now?.rank === 1 && now.feasible
}

/** Higher in the list, or as high and feasible at last. */
function isRaised(now: Place | null, place: Place): boolean {
  if (now === null) return true
  return place.rank < now.rank || (place.rank === now.rank && place.feasible && !now.feasible)
}

function reasonOf({ knockedOut }: Ranking, firm: string): Reason | null {
  return (
    knockedOut.nearest.find(one => one.firm === firm && one.reason.code.startsWith('firm.'))?.reason ?? null
  )
}

function togetherOf(
  ranking: Ranking,
  firm: string,
  visible: (partnership: Partnership) => boolean,
): Raise['together'] {
  const { partnerships } = ranking
  const alone = placeAt(
    ranking,
    partnerships.findIndex(({ key }) => key === firm),
  )
  const at = partnerships.findIndex(one => one.members.length > 1 && isMember(one, firm) && visible(one))
  const place = placeAt(ranking, at)
  if (place === null || (alone !== null && alone.rank < place.rank)) return null
  const partners = partnerships[at]?.members.map(member => member.firm).filter(id => id !== firm) ?? []
  return { partners, place, alone }
}

/** Those that bear on the criterion that costs the firm most come first; as they are for a firm in no partnership. */
function inOrder(all: Ladder[], best: Partnership | null): Ladder[] {
  if (best === null) return all
  const losses = new Map(best.criteria.map(({ id, value, weight }) => [id, weight * (1 - value)]))
  const loss = ({ raises }: Ladder) => Math.max(...raises.map(id => losses.get(id) ?? 0))
  return all.toSorted((a, b) => loss(b) - loss(a))
}
