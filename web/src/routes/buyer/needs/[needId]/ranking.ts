import type { Criterion, KnockOut, Partnership } from '@maillage/matching/match.ts'
import { sentences } from '@maillage/matching/words/fr.ts'
import type { Reason } from '@maillage/matching/words/reasons.ts'
import { api, ask } from '#lib/api/client.ts'
import { ApiProblem } from '#lib/api/problem.ts'
import type { Reply } from '#lib/api/types.ts'
import { m } from '#lib/paraglide/messages.js'
import { toQuery, type Points } from './weights.ts'

type RankingReply = Reply<'/api/needs/{needId}/ranking', 'get'>

/** A firm as a ranking shows it. */
export type FirmCard = RankingReply['firms'][string]

/** A ranking whose reasons this page can put in words. */
export interface ReadRanking {
  partnerships: Partnership[]
  knockedOut: { count: number; byReason: Record<string, number>; nearest: KnockOut[] }
  /** Firms whose words are near the need, with these words; absent where there are none. */
  toCheck?: { firm: string; words: string[] }[]
  firms: Record<string, FirmCard>
  weights: Record<string, number>
  exact: boolean
  candidates: number
  asOf: string
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

/** A ranking as the server answers it, ready to be shown. Throws `ApiProblem` where this page is too old for it. */
function readRanking(reply: RankingReply): ReadRanking {
  return {
    ...reply,
    partnerships: reply.partnerships.map(partnership => ({
      ...partnership,
      criteria: partnership.criteria.map((criterion): Criterion => ({
        ...criterion,
        reason: known(criterion.reason),
      })),
    })),
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

/** The short name of a partnership in an address: enough of each firm's id to tell them apart in one ranking. */
export function shortKey(key: string): string {
  return key
    .split('+')
    .map(firm => firm.slice(-6))
    .join('-')
}
