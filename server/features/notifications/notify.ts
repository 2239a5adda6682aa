import type { DB } from '@maillage/db/tables/database.ts'
import type { NeedFits } from '@maillage/db/tables/matching.ts'
import type { GroupRole } from '@maillage/db/tables/offers.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import type { Digest } from '../matches/suggestions.ts'
import type { SearchFound } from '../search/saved.ts'

/** What an organisation may be told of, and the figures its sentence needs. Words are made by the reader's page. */
export interface Notices {
  /** To a firm: a need it could meet, alone or with others, and what is new since it was last told. */
  'need-fits': NeedFits
  /** To a firm, once a day: the needs beyond those it was told of one by one. */
  'needs-digest': Digest
  /** To whoever saved a search: what is new in it. */
  'search-found': SearchFound
  /** To a firm: a buyer asks it about a need, or asks again. Never counted among suggestions, never put off. */
  'contact-asked': { need: NeedLine; buyer: string; again: boolean }
  /** To a buyer: a firm it asked has answered. */
  'contact-answered': { need: NeedLine; firm: string; state: 'accepted' | 'declined' }
  /** To either side of a contract: what the other did. */
  'contract-news': { contract: ContractLine; happened: ContractNews; by: string }
  /** To every firm that can make it, at one instant: a tender is published. Never put off. */
  'tender-published': { tender: TenderNamed; buyer: string; deadline: string }
  /** To all who follow a tender. */
  'tender-amended': { tender: TenderNamed; deadline: string; reason: string }
  'tender-answered': { tender: TenderNamed; question: string; answer: string }
  'tender-ended': { tender: TenderNamed; reason: string }
  /** To whoever has offered: the offers are opened, so many of them. */
  'tender-opened': { tender: TenderNamed; offers: number }
  /** To a bidder: its buyer asks it to justify a price. */
  'tender-price-asked': { tender: TenderNamed; lot: string; due: string }
  /** To a buyer: a bidder has justified its price. */
  'tender-price-answered': { tender: TenderNamed; lot: string; bidder: string }
  /** To a bidder: its buyer lets it complete an irregular offer; and to the buyer, that it has answered. */
  'tender-completion-asked': { tender: TenderNamed; lot: string; due: string }
  'tender-completion-answered': { tender: TenderNamed; lot: string; bidder: string }
  /** To whoever is invited to a round of negotiation: that it begins or has more time, and that its offers are opened. */
  'tender-round-invited': { tender: TenderNamed; round: number; deadline: string }
  'tender-round-opened': { tender: TenderNamed; round: number }
  /** To a bidder: its buyer asks it to complete a candidacy; and to the buyer, that it has. */
  'tender-candidacy-asked': { tender: TenderNamed; candidate: string; due: string }
  'tender-candidacy-answered': { tender: TenderNamed; bidder: string }
  /** To a bidder: what became of its offer; its letter says why. */
  'tender-decided': { tender: TenderNamed; outcome: 'won' | 'lost' }
  /** To a buyer: somebody asks about its tender. */
  'tender-question': { tender: TenderNamed; text: string }
  /** To an organisation: a firm asks it into its group. */
  'group-invited': { group: GroupNamed; lead: string; role: GroupRole }
  /** To members of a group, and to nobody else: what became of it, and whether its sealed offer counts no longer. */
  'group-news': { group: GroupNamed; happened: GroupNews; by: string; offerVoid: boolean }
  /** To a buyer: another, or the operator, asks it into a pool. */
  'pool-invited': { pool: PoolNamed; by: string }
  /** To the members of a pool: what became of it. */
  'pool-news': { pool: PoolNamed; happened: PoolNews; by: string }
  /** To the other side of a thread: the first message that waits unread. */
  'message-came': { thread: string; from: string; title: Text; excerpt: string }
  /** To an operator: somebody has reported a message. */
  'message-reported': Record<string, never>
  /** To an operator: an organisation holds a fact about it to be wrong. */
  'fact-reported': Record<string, never>
  /** To an organisation: what the operator decided about a fact that it reported. */
  'fact-decided': { decision: 'left-out' | 'kept'; said: string }
  /** To an organisation: the operator has made sure who it is. */
  'organisation-verified': { by: string }
  /** To a firm: the operator asks whether its profile still holds. */
  'profile-to-confirm': { by: string }
  /** To an operator: a firm has sent a certificate to be verified. */
  'certificate-sent': { firm: string; norm: string }
  /** To a firm: what the operator decided about a certificate. */
  'certificate-checked': {
    norm: string
    decision: 'verified' | 'refused'
    until: string | null
    reason: string
  }
  /** To a firm: a certificate ends within so many days. */
  'certificate-ends': { norm: string; validUntil: string; days: number }
  /** To a firm: what was decided about a certificate holds no longer; it is shown as declared again. */
  'certificate-lapsed': { norm: string }
  /** To either side: what became of a delivery. */
  'delivery-news': {
    contract: ContractLine
    delivery: { number: number; item: string; quantity: number }
    happened: DeliveryNews
    by: string
  }
  /** To both sides, once each: a delivery will be late, before it is. */
  'delivery-at-risk': {
    contract: ContractLine
    risk: 'overdue' | 'milestone-missed' | 'announced-late' | 'rate-above-capacity'
    due: string
    quantity: number
  }
  /** To whoever keeps stocks: an item is out, or will last less long than it should. Told when it comes to be so. */
  'stock-low': {
    /** As what the organisation keeps its stocks. */
    side: 'operator' | 'buyer'
    item: string
    state: 'out' | 'low'
    days: number
    stockOutOn: string | null
    there: number
  }
  /** To an operator: a firm offers what it has left. */
  'surplus-offered': { firm: string; item: string; quantity: number }
  /** To a firm: the operator has taken its surplus, or says why not. */
  'surplus-answered': { item: string; answer: 'taken' | 'refused'; quantity: number; reason: string }
  /** To either side of a collection of used articles: what the other did, and on whose page it is read. */
  'collection-news': { happened: CollectionNews; by: string; stream: string; page: 'buyer' | 'firm' }
  /** To a firm: what the region's plan proposes to it, or no longer does. */
  'plan-proposed': {
    operator: string
    happened: 'proposed' | 'withdrawn' | 'lapsed'
    items: string[]
    replyBy: string | null
  }
  /** To an operator: a firm has answered what its plan proposes. */
  'plan-answered': {
    firm: string
    item: string
    answer: 'accepted' | 'adjusted' | 'refused' | 'left'
    plan: string
  }
  /** To an organisation: a target of its webhooks was switched off, because it has failed for long. */
  'webhook-failed': { webhook: string; organisation: string; host: string }
  /** To a buyer: partnerships that are new among the first ten, became feasible, or stopped being so. */
  'matches-changed': {
    need: NeedLine
    entered: string[]
    becameFeasible: string[]
    lost: string[]
    total: number
  }
}

/** A contract in one line. */
export interface ContractLine {
  id: string
  number: string
  title: string
  /** As what the organisation that is told is party to it. */
  side: 'buyer' | 'firm'
}

/** What became of a contract, one of its call-offs or options. */
export type ContractNews =
  | 'proposed'
  | 'in-force'
  | 'accepted'
  | 'declined'
  | 'withdrawn'
  | 'terminated'
  | 'completed'
  | 'lapsed'
  | 'call-off-placed'
  | 'call-off-accepted'
  | 'call-off-declined'
  | 'call-off-cancelled'
  | 'option-exercised'

/** A tender by its name, and where it is read. */
export interface TenderNamed {
  id: string
  title: string
}

/** A group by its id and its tender, and where it is read. */
export interface GroupNamed {
  id: string
  tender: TenderNamed
}

/** What became of a group of firms. */
export type GroupNews =
  | 'price-awaited'
  | 'price-sent'
  | 'replacement-proposed'
  | 'member-replaced'
  | 'changed'
  | 'consented'
  | 'declined'
  | 'left'
  | 'removed'
  | 'dissolved'
  | 'offer-sealed'
  | 'offer-withdrawn'

/** A pool of buyers by its name, and where it is read. */
export interface PoolNamed {
  id: string
  title: string
}

/** What became of a collection of used articles. */
export type CollectionNews =
  | 'proposed'
  | 'agreed'
  | 'refused'
  | 'withdrawn'
  | 'ended'
  | 'moved'
  | 'cancelled'
  | 'weighed'

/** What became of a pool of buyers. */
export type PoolNews =
  | 'proposed'
  | 'taken-on'
  | 'changed'
  | 'joined'
  | 'left'
  | 'removed'
  | 'fixed'
  | 'reopened'
  | 'dissolved'

export type DeliveryNews =
  | 'announced'
  | 'cancelled'
  | 'received'
  | 'accepted'
  | 'rejected'
  | 'sorted'
  | 'returned'
  | 'paid'

/** A need in one line, as notifications and lists show it. */
export type NeedLine = NeedFits['need']

export type NoticeKind = keyof Notices

/**
 * Tells an organisation something, in the transaction of what it tells. The number is taken under the organisation's
 * row lock, so that commit order is number order and a reader who resumes after a number misses nothing.
 * Callers that tell several organisations do it in the order of their ids, so that two of them never wait for each
 * other.
 */
export async function notify<Kind extends NoticeKind>(
  trx: Transaction<DB>,
  notice: {
    organisationId: string
    kind: Kind
    needId: string | null
    eventId: number | null
    data: Notices[Kind]
  },
): Promise<void> {
  const { notificationSeq } = await trx
    .updateTable('organisation')
    .set(eb => ({ notificationSeq: eb('notificationSeq', '+', 1) }))
    .where('id', '=', notice.organisationId)
    .returning('notificationSeq')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('notification')
    .values({
      organisationId: notice.organisationId,
      seq: notificationSeq,
      kind: notice.kind,
      needId: notice.needId,
      eventId: notice.eventId,
      data: JSON.stringify(notice.data),
    })
    .execute()
}

/**
 * Tells many organisations the same, at one instant. Their rows are locked in the order of their ids first, as `notify`
 * asks of its callers.
 */
export async function notifyAll<Kind extends NoticeKind>(
  trx: Transaction<DB>,
  organisations: string[],
  notice: { kind: Kind; needId: string | null; eventId: number | null; data: Notices[Kind] },
): Promise<void> {
  const { kind, needId, eventId, data } = notice
  await sql`
    with held as (
      select id from organisation where id = any(${organisations}::uuid[]) order by id for no key update
    ), numbered as (
      update organisation set notification_seq = notification_seq + 1 from held
      where organisation.id = held.id returning organisation.id, notification_seq
    )
    insert into notification (organisation_id, seq, kind, need_id, event_id, data)
    select id, notification_seq, ${kind}, ${needId}, ${eventId}, ${JSON.stringify(data)} from numbered`.execute(
    trx,
  )
}
