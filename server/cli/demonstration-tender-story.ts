import type { DB } from '@maillage/db/tables/database.ts'
import { type RawBuilder, sql, type Transaction } from 'kysely'
import { changeDraft, draftTender } from '../features/tenders/draft.ts'
import { makeRecoveryCode, takeKey } from '../features/tenders/keys.ts'
import { publishTender } from '../features/tenders/publish.ts'
import type { TenderInput } from '../features/tenders/schemas.ts'
import type { Tendering } from '../features/tenders/tell.ts'
import { parisDate } from '../paris-date.ts'
import type { Refusal } from '../problems/problem.ts'
import { well } from './demonstration-story.ts'

const DAY_MILLISECONDS = 86_400_000

/** What closes the two parts of the key of each invented tender: told in docs/tenders.md, so that anybody may open it. */
export const PHRASES = ['la navette passe et repasse', 'le fil suit son aiguille'] as const

/** Who of the hospital acts, and with what. */
export interface Acting {
  tendering: Tendering
  holders: readonly [string, string]
}

/** What an invented buyer writes of a tender with one lot. */
export interface Sheet extends Pick<TenderInput, 'title' | 'description' | 'criteria'> {
  lotTitle: string
  /** Whether a negotiation is announced. */
  negotiation?: boolean
  /** Documents that go with it, sent before. */
  documents?: string[]
  /** Samples of each offer, how they are tried, and by which questions; none where nothing is said. */
  samples?: { count: number; test: string; questions: string[] }
}

/** An instant of a day at which offices are open. */
export const noonOf = (day: string) => `${day}T11:00:00Z`

/** A step that answers nothing but a refusal. */
export const done = (result: null | Refusal) => void well(result ?? 'done')

/** Drafts a tender of one need and publishes it, with two holders of its key. Returns its id. */
export async function publishOneLot(
  trx: Transaction<DB>,
  { tendering, holders }: Acting,
  {
    needId,
    capable,
    sheet,
    questionsIn,
    days,
  }: {
    needId: string
    capable: string[]
    sheet: Sheet
    /** Days from now to the end of questions, and of offers. */
    questionsIn: number
    days: number
  },
): Promise<string> {
  const { lotTitle, samples, negotiation = false, ...written } = sheet
  const tenderId = well(await draftTender(trx, { needId, actor: tendering.actor, title: sheet.title }))
  const dayIn = (count: number) => parisDate(new Date(Date.now() + count * DAY_MILLISECONDS))
  const inDays = (count: number) => noonOf(dayIn(count))
  done(
    await changeDraft(trx, tenderId, tendering.actor, {
      ...written,
      version: 1,
      access: 'open',
      questionsUntil: inDays(questionsIn),
      deadline: inDays(days),
      validityDays: 90,
      negotiation,
      severalOffers: false,
      lots: [
        {
          needId,
          title: lotTitle,
          reservedFor: [],
          sampleCount: samples?.count ?? 0,
          sampleDue: samples ? dayIn(days) : null,
          sampleTest: samples?.test ?? '',
          sampleQuestions: samples?.questions ?? [],
        },
      ],
    }),
  )
  for (const [at, holder] of holders.entries()) done(await takeKey(trx, tenderId, holder, PHRASES[at] ?? ''))
  well(await makeRecoveryCode(trx, tenderId, tendering.actor))
  done(await publishTender(trx, tendering, { tenderId, version: 2, capable }))
  return tenderId
}

/**
 * Puts what was just done on a day gone by: the steps of a tender take the instant of the database, and that is now.
 * Whatever bears an instant of this transaction is moved.
 */
export async function happened(trx: Transaction<DB>, tenderId: string, at: string): Promise<void> {
  const ofOffers = sql`offer_id in (select id from offer where tender_id = ${tenderId})`
  const ofTender = sql`tender_id = ${tenderId}`
  const columns: [string, string, RawBuilder<unknown>][] = [
    ['event', 'at', sql`transaction_id = pg_current_xact_id()`],
    ...['published_at', 'opened_at', 'ended_at', 'updated_at', 'created_at'].map(
      (column): [string, string, RawBuilder<unknown>] => ['tender', column, sql`id = ${tenderId}`],
    ),
    ['tender_revision', 'at', ofTender],
    ['tender_told', 'at', ofTender],
    ['tender_key_part', 'taken_at', ofTender],
    ['tender_question', 'asked_at', ofTender],
    ['tender_question', 'answered_at', ofTender],
    ['offer', 'opened_at', ofTender],
    ['offer_judgement', 'judged_at', ofOffers],
    ['offer_mark', 'marked_at', ofOffers],
    ['award', 'at', ofTender],
    ['decision_letter', 'sent_at', ofOffers],
    ['tender_round', 'invited_at', ofTender],
    ['tender_round', 'opened_at', ofTender],
    ['award_notice', 'published_at', ofTender],
  ]
  for (const [table, column, where] of columns) {
    const set = sql.ref(column)
    await sql`update ${sql.table(table)} set ${set} = ${at}::timestamptz where ${set} >= now() and ${where}`.execute(
      trx,
    )
  }
}
