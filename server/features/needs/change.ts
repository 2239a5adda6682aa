import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyRequest } from 'fastify'
import type { Transaction } from 'kysely'
import { type Position, recordEvent } from '../../events.ts'
import { parisDate } from '../../paris-date.ts'
import { type Membership, membershipOf, personOf } from '../../plugins/access.ts'
import { invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { type Known, knownIn } from '../catalogue/known.ts'
import { belowCoverage } from '../contracts/coverage.ts'
import { announceChange } from '../live/announce.ts'
import { heldByPool, pooledRefusal } from '../pools/pooled.ts'
import { checkComplete, checkDraft, type CheckedNeed } from './check.ts'
import { lifeCycle, type NeedVerb } from './life-cycle.ts'
import { mayPublish } from './policy.ts'
import { draftOf, readNeed } from './read.ts'
import { lockNeed, numberRevision, replaceContent, setState } from './save.ts'
import type { NeedDraft, NeedShown } from './schemas.ts'
import { tenderedRefusal } from '../tenders/queries.ts'

/** Who changes a need, and what the change is judged by. */
export interface Change {
  actor: string
  status: Membership['status']
  known: Known
  /** The day in France. */
  today: string
  production: boolean
  /** Has the need ranked once this position of the log is known. */
  rankAgain: (trx: Transaction<DB>, needId: string, position: Position) => Promise<void>
}

/** The change a member asks for; behind a guard only. */
export function changeBy(request: FastifyRequest): Change {
  const app = request.server
  return {
    actor: personOf(request).id,
    status: membershipOf(request).status,
    known: knownIn(app.catalogue),
    today: parisDate(new Date()),
    production: app.environment.production,
    rankAgain: (trx, needId, position) => app.sendJob(trx, 'match-need', { needId, position }),
  }
}

/** Checks what others are about to see: the organisation may publish, and the need is right and complete. */
function checkForOthers(
  { status, production, known, today }: Change,
  draft: NeedDraft,
): CheckedNeed | Refusal {
  const refusal = mayPublish(status, production)
  if (refusal) return refusal
  const need = checkDraft(draft, known)
  if (Array.isArray(need)) return invalid(need)
  const faults = checkComplete(need, known, today)
  return faults.length > 0 ? invalid(faults) : need
}

export async function readLocked(trx: Transaction<DB>, needId: string): Promise<NeedShown> {
  const need = await readNeed(trx, needId, 'own')
  if (!need) throw new Error('a locked need has gone')
  return need
}

/** Writes what happened to a need that others may see, and has it ranked again. */
export async function tell(
  trx: Transaction<DB>,
  { actor, rankAgain }: Change,
  verb: 'need.published' | 'need.revised' | 'need.withdrawn',
  { id, revision, buyer }: NeedShown,
): Promise<void> {
  const position = await recordEvent(trx, {
    verb,
    actor,
    organisationId: buyer.id,
    subjectKind: 'need',
    subjectId: id,
    data: { revision },
  })
  await rankAgain(trx, id, position)
  await announceChange(trx, { organisationId: buyer.id, subject: 'need', id })
}

/**
 * Replaces the content of a need: a draft or a withdrawn one quietly, a published one as its next revision, which has
 * to be complete. Returns the need as it now is.
 */
export async function reviseNeed(
  trx: Transaction<DB>,
  change: Change,
  { needId, version, draft }: { needId: string; version: number; draft: NeedDraft },
): Promise<NeedShown | Refusal> {
  const before = await lockNeed(trx, needId, version)
  if (isRefusal(before)) return before
  const tendered = (await tenderedRefusal(trx, needId)) ?? (await pooledRefusal(trx, needId))
  if (tendered) return tendered
  const published = before.state === 'published'
  const need = published ? checkForOthers(change, draft) : checkDraft(draft, change.known)
  if (Array.isArray(need)) return invalid(need)
  if (isRefusal(need)) return need
  const covered = await belowCoverage(trx, needId, need.schedule)
  if (covered.length > 0) return invalid(covered)
  await replaceContent(trx, needId, need)
  if (published) await numberRevision(trx, needId)
  const after = await readLocked(trx, needId)
  if (published) await tell(trx, change, 'need.revised', after)
  return after
}

/** Publishes, withdraws or republishes a need. Returns the need as it now is. */
export async function decideOn(
  trx: Transaction<DB>,
  change: Change,
  { needId, version, verb }: { needId: string; version: number; verb: NeedVerb },
): Promise<NeedShown | Refusal> {
  const need = await lockNeed(trx, needId, version)
  if (isRefusal(need)) return need
  const state = lifeCycle[need.state][verb]
  if (state === undefined) return { refused: 'wrong-state' }
  const tendered = (await tenderedRefusal(trx, needId)) ?? (await pooledRefusal(trx, needId))
  if (tendered) return tendered
  if (state === 'published') {
    const checked = checkForOthers(change, draftOf(need))
    if (isRefusal(checked)) return checked
    await numberRevision(trx, needId)
  }
  await setState(trx, needId, state)
  const after = await readLocked(trx, needId)
  await tell(trx, change, state === 'published' ? 'need.published' : 'need.withdrawn', after)
  return after
}

/** Deletes a draft that was never published; returns why not otherwise. */
export async function deleteDraft(trx: Transaction<DB>, needId: string): Promise<Refusal | null> {
  const need = await lockNeed(trx, needId)
  if (isRefusal(need)) return need
  if (need.state !== 'draft') return { refused: 'wrong-state' }
  const pooled = await heldByPool(trx, needId)
  if (pooled) return pooled
  await trx.deleteFrom('need').where('id', '=', needId).execute()
  return null
}
