import type { Criterion, CriterionId, KnockOut, Partnership } from '@maillage/matching/match.ts'
import { rescore } from '@maillage/matching/score.ts'
import { withAssembled } from '@maillage/matching/with-assembled.ts'
import { sentences } from '@maillage/matching/words/fr.ts'
import type { Reason } from '@maillage/matching/words/reasons.ts'
import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import type { Reply } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'
import { toQuery, type Points } from './weights.ts'

type AssemblyReply = Reply<'/api/needs/{needId}/assembly', 'get'>
type RankingReply = Reply<'/api/needs/{needId}/ranking', 'get'>

/** Every weight is given to `rescore`, so that the default of the buyer's kind never shows through. */
export const ANY_BUYER = { buyerKind: 'firm', weights: null } as const

/** A firm as a ranking shows it. */
export type FirmCard = RankingReply['firms'][string]

/** A ranking whose reasons this page can put in words. */
export interface ReadRanking {
  partnerships: Partnership[]
  knockedOut: { count: number; byReason: Record<string, number>; nearest: KnockOut[] }
  /** Firms whose words are near the need, with these words; absent where there are none. */
  toCheck?: { firm: string; words: string[] }[]
  /** Whether the words of profiles count in it; they do a moment later otherwise. */
  withWords: boolean
  firms: Record<string, FirmCard>
  weights: Record<string, number>
  exact: boolean
  candidates: number
  asOf: string
}

/** The best partnerships, as an exact search proves them. */
export interface ReadAssembly {
  partnerships: Partnership[]
  firms: Record<string, FirmCard>
  /** No partnership scores more; null where nothing is proven, or where it may not be told. */
  bound: number | null
}

type Told = { code: string; figures: object }

const isKnown = (reason: Told): reason is Reason => Object.hasOwn(sentences, reason.code)

/** A reason with its words; a server newer than this page may give one that only its own pages can say. */
export function known(reason: Told): Reason {
  if (isKnown(reason)) return reason
  throw new ApiProblem({
    type: 'about:blank',
    title: m.match_outdated_title(),
    detail: m.match_outdated_detail(),
    status: 0,
    code: 'page-outdated',
  })
}

const readPartnership = (partnership: RankingReply['partnerships'][number]): Partnership => ({
  ...partnership,
  criteria: partnership.criteria.map((criterion): Criterion => ({
    ...criterion,
    reason: known(criterion.reason),
  })),
})

/** A ranking as the server answers it, ready to be shown. Throws `ApiProblem` where this page is too old for it. */
function readRanking(reply: RankingReply): ReadRanking {
  return {
    ...reply,
    partnerships: reply.partnerships.map(readPartnership),
    knockedOut: {
      ...reply.knockedOut,
      nearest: reply.knockedOut.nearest.map(({ firm, reason }) => ({ firm, reason: known(reason) })),
    },
  }
}

/** Asks the server for the ranking of a need, with other weights than its own where some are given. */
export async function askRanking(needId: string, points: Points | null): Promise<ReadRanking> {
  const query = points ? { weights: toQuery(points) } : {}
  return readRanking(
    await ask(api.GET('/api/needs/{needId}/ranking', { params: { path: { needId }, query } })),
  )
}

/** Asks for the best partnerships with their proof, by the same weights: it takes a moment. `signal` gives it up. */
export async function askAssembly(
  needId: string,
  points: Points | null,
  signal?: AbortSignal,
): Promise<ReadAssembly> {
  const query = points ? { weights: toQuery(points) } : {}
  const options = { params: { path: { needId }, query }, ...(signal && { signal }) }
  const reply: AssemblyReply = await ask(api.GET('/api/needs/{needId}/assembly', options))
  return { ...reply, partnerships: reply.partnerships.map(readPartnership) }
}

/** A ranking with what an exact search found besides, both scored by these weights. */
export function joined(
  ranking: ReadRanking,
  found: ReadAssembly,
  shares: Partial<Record<CriterionId, number>>,
): ReadRanking {
  const scored = (partnerships: Partnership[]) => rescore(partnerships, ANY_BUYER, shares)
  return {
    ...ranking,
    partnerships: withAssembled(scored(ranking.partnerships), scored(found.partnerships)),
    firms: { ...found.firms, ...ranking.firms },
  }
}

/** The short name of a partnership in an address: enough of each firm's id to tell them apart in one ranking. */
export function shortKey(key: string): string {
  return key
    .split('+')
    .map(firm => firm.slice(-6))
    .join('-')
}
