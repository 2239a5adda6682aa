import type { CriterionId, Partnership, Ranking } from '@maillage/matching/match.ts'
import type { TextHit } from '@maillage/matching/text-hits.ts'
import type { Suggestion, SuggestionChange } from '@maillage/matching/words/suggestion.ts'
import type { Generated, JSONColumnType } from 'kysely'

export interface RankingTable {
  needId: string
  needRevision: number
  /** Position of the last event the engine had seen when it computed this. */
  transactionId: string
  eventId: number
  /** ISO date. */
  asOf: string
  engineVersion: string
  catalogueVersion: string
  /** Digest of the whole ranking: the same digest means there is nothing to tell. */
  contentDigest: string
  exact: boolean
  candidates: number
  knockedOut: JSONColumnType<Ranking['knockedOut']>
  weights: JSONColumnType<Record<CriterionId, number>>
  /** What the words of profiles brought to it; null where it was ranked without them, the index being late. */
  textHits: JSONColumnType<TextHit[]> | null
  /** Grows with every recomputation that changed something. */
  version: Generated<number>
  computedAt: Generated<Date>
}

export interface MatchTable {
  needId: string
  partnershipKey: string
  rank: number
  score: number
  feasible: boolean
  partnership: JSONColumnType<Partnership>
}

export interface MatchMemberTable {
  needId: string
  partnershipKey: string
  organisationId: string
}

export interface ToldTable {
  organisationId: string
  kind: string
  needId: string
  partnershipKey: string
  feasible: boolean
  inFirstTen: boolean
  /** What the need asked for, and what the firm was told it would do; null where that was not kept, or for buyers. */
  needDigest: string | null
  work: string[] | null
  at: Generated<Date>
}

/** What a firm is told of a need it fits. */
export interface NeedFits extends Suggestion {
  need: {
    id: string
    item: string | null
    family: string | null
    quantity: number
    commune: string
    due: string
  }
  score: number
  effortDays: number
}

/** A need that a firm is still to be told of, with what it would be told. */
export interface SuggestionTable {
  organisationId: string
  needId: string
  change: SuggestionChange
  rank: number
  score: number
  feasible: boolean
  inFirstTen: boolean
  needDigest: string
  work: string[]
  eventId: number
  data: JSONColumnType<NeedFits>
  /** Not among the day's best: it waits for the digest. */
  deferred: Generated<boolean>
  at: Generated<Date>
}

export interface CatalogueRecordTable {
  kind: string
  slug: string
  revision: number
  origin: 'shipped' | 'operator'
  validFrom: Generated<Date>
  position: Generated<number>
  content: JSONColumnType<object>
  /** No part of the catalogue any more: retired, or the change that added it was taken back. */
  removed: Generated<boolean>
  /** The change that made it so; null where it shipped so, or is the law's. */
  changeId: string | null
}

/** Records that an operator changes together. */
export interface CatalogueChangeTable {
  id: string
  organisationId: string
  title: string
  reason: Generated<string>
  state: Generated<'draft' | 'active' | 'undone'>
  /** In the order in which changes came into force; null for a draft. */
  number: number | null
  version: Generated<number>
  createdAt: Generated<Date>
  createdBy: string | null
  activatedAt: Date | null
  activatedBy: string | null
  undoneAt: Date | null
  undoneBy: string | null
}

export interface CatalogueChangeRecordTable {
  changeId: string
  kind: string
  slug: string
  /** The revision that it changes; 0 where it adds the record. */
  baseRevision: number
  removed: Generated<boolean>
  content: JSONColumnType<object>
}

export interface CatalogueProposalTable {
  kind: string
  slug: string
  content: JSONColumnType<object>
  at: Generated<Date>
}
