import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { estimateOfMembers } from '../pools/pooled.ts'
import { belowEstimate, said } from '../pools/said.ts'
import { tenderedRefusal } from '../tenders/queries.ts'
import { announceChange } from '../live/announce.ts'
import { judge, purchaseOf } from './judge.ts'
import { readLaw } from './law.ts'
import { type Bought, othersOf, readBought, readProcedure, storeProcedure } from './queries.ts'
import type { ProcedureInput, ProcedureShown } from './schemas.ts'

const notYours: Fault['message'] = {
  fr: 'Ce besoin n’est pas un autre besoin de votre organisation.',
  en: 'This need is not another need of your organisation.',
}

async function alikeFaults(
  trx: Transaction<DB>,
  bought: Bought,
  alike: ProcedureInput['alike'],
): Promise<Fault[]> {
  const ids = alike.map(({ needId }) => needId)
  const others = await othersOf(trx, bought, ids)
  return [
    ...duplicates(ids, '/alike', '/needId'),
    ...ids.flatMap((id, at) => (others.has(id) ? [] : [{ field: `/alike/${at}/needId`, message: notYours }])),
  ]
}

/** What all members of a pool buy is one homogeneous need: estimated together, and in the form they agreed. */
function pooledFaults(
  { needCents, form }: ProcedureInput,
  members: { cents: number; purchase: ProcedureInput['form'] },
): Fault[] {
  return [
    ...(needCents < members.cents ? [{ field: '/needCents', message: belowEstimate(members.cents) }] : []),
    ...(form === members.purchase ? [] : [{ field: '/form', message: said[members.purchase] }]),
  ]
}

/** The stored procedure, taken until the transaction ends; refused where it is not the version that was looked at. */
async function lockProcedure(
  trx: Transaction<DB>,
  needId: string,
  version: number | null,
): Promise<ProcedureShown | null | Refusal> {
  // Whoever chooses holds the need, so that two first choices do not cross.
  await trx.selectFrom('need').select('id').where('id', '=', needId).forNoKeyUpdate().execute()
  const stored = await readProcedure(trx, needId)
  if ((stored?.version ?? null) === version) return stored
  return stored === null ? { refused: 'not-found' } : { refused: 'stale-version', current: stored }
}

async function tell(
  trx: Transaction<DB>,
  verb: 'procedure.chosen' | 'procedure.approved',
  actor: string | null,
  needId: string,
  organisationId: string,
): Promise<ProcedureShown> {
  const stored = await readProcedure(trx, needId)
  if (stored === null) throw new Error('a procedure that was just stored has gone')
  const { chosen, proposed, rule, totalCents } = stored
  await recordEvent(trx, {
    verb,
    actor,
    organisationId,
    subjectKind: 'procedure',
    subjectId: stored.id,
    data: { needId, chosen, proposed, rule: rule.id, revision: rule.revision, totalCents },
  })
  await announceChange(trx, { organisationId, subject: 'need', id: needId })
  return stored
}

/** Stores the buyer's choice, judged by the rules of today. */
export async function chooseProcedure(
  trx: Transaction<DB>,
  {
    needId,
    catalogue,
    actor,
    today,
  }: { needId: string; catalogue: Catalogue; actor: string | null; today: string },
  choice: ProcedureInput,
): Promise<ProcedureShown | Refusal> {
  const stored = await lockProcedure(trx, needId, choice.version)
  if (stored !== null && 'refused' in stored) return stored
  const bought = await readBought(trx, catalogue, needId)
  if (bought === undefined) return { refused: 'not-found' }
  const tendered = await tenderedRefusal(trx, needId)
  if (tendered) return tendered
  const members = await estimateOfMembers(trx, needId)
  const purchase = purchaseOf(choice, bought.regime, today)
  const judged = judge(await readLaw(trx), purchase, choice)
  const faults = [
    ...(await alikeFaults(trx, bought, choice.alike)),
    ...(members === null ? [] : pooledFaults(choice, members)),
    ...('faults' in judged ? judged.faults : []),
  ]
  if ('faults' in judged || faults.length > 0) return invalid(faults)
  const { rule } = judged
  const { authority, urgency, needCents, elsewhereCents, form, frameworkMonths, chosen, reason, grounds } =
    choice
  await storeProcedure(
    trx,
    {
      needId,
      needRevision: bought.revision,
      regime: bought.regime,
      authority,
      urgency,
      begins: today,
      needCents,
      elsewhereCents,
      totalCents: purchase.totalCents,
      form,
      frameworkMonths,
      ruleSlug: rule.id,
      ruleRevision: rule.revision,
      proposed: rule.procedure,
      chosen,
      reason: reason.trim(),
      grounds: grounds && JSON.stringify(grounds),
      decidedBy: actor,
    },
    choice.alike,
  )
  return tell(trx, 'procedure.chosen', actor, needId, bought.organisationId)
}

/** Approves what waits for an owner: a direct contract for imperious urgency. */
export async function approveProcedure(
  trx: Transaction<DB>,
  { needId, actor, version }: { needId: string; actor: string; version: number },
): Promise<ProcedureShown | Refusal> {
  const stored = await lockProcedure(trx, needId, version)
  if (stored === null) return { refused: 'not-found' }
  if ('refused' in stored) return stored
  if (stored.chosen !== 'imperious-urgency' || stored.approvedAt !== null) return { refused: 'wrong-state' }
  const { organisationId } = await trx
    .updateTable('procedure')
    .from('need')
    .set(old => ({
      approvedBy: actor,
      approvedAt: sql<Date>`now()`,
      version: old('procedure.version', '+', 1),
    }))
    .whereRef('need.id', '=', 'procedure.needId')
    .where('procedure.id', '=', stored.id)
    .returning('need.organisationId')
    .executeTakeFirstOrThrow()
  return tell(trx, 'procedure.approved', actor, needId, organisationId)
}
