import type { DB } from '@maillage/db/tables/database.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { orderedIn, withoutOrdered } from './ordered.ts'
import { hoursTaken, type HoursActor, type HoursLine, takeForProposal } from './proposal-hours.ts'
import type { AnswerBody } from './proposal-schemas.ts'
import { tellOperator } from './tell.ts'
import { planMondays, sumOf } from './weeks.ts'

const figure = new Intl.NumberFormat('fr')
const said = {
  reason: {
    fr: 'Dites pourquoi : l’opérateur replanifie d’après cela.',
    en: 'Say why: the operator plans anew by it.',
  },
  unknown: { fr: 'Cette ligne n’est pas de cette proposition.', en: 'This line is not of this proposal.' },
  week: { fr: 'Cette semaine n’est pas proposée.', en: 'This week is not proposed.' },
  nothing: {
    fr: 'Il ne reste rien de la proposition : refusez-la, en disant pourquoi.',
    en: 'Nothing is left of the proposal: refuse it, and say why.',
  },
  above: (most: number): Text => ({
    fr: `Au plus le double de ce qui est proposé en tout : ${figure.format(most)}.`,
    en: `At most twice what is proposed in all: ${new Intl.NumberFormat('en').format(most)}.`,
  }),
} satisfies Record<string, Text | ((most: number) => Text)>

/** Who answers for which firm, on which day. */
export type Answering = HoursActor & { firmId: string; today: string }

interface Line extends HoursLine {
  id: string
  agreed: number[] | null
}

/**
 * A firm accepts what a plan proposes, in other quantities or weeks or as it is, or refuses it with a reason. What it agrees to
 * takes hours that everybody counts, until the day they are kept; what it refuses takes none. Until the last day of answering
 * it may answer otherwise; what it accepted it may give back later too, with a reason. It is no order either way.
 */
export async function answerProposal(
  trx: Transaction<DB>,
  by: Answering,
  proposalId: string,
  { version, answer, reason, lines }: AnswerBody,
): Promise<Refusal | null> {
  const proposal = await trx
    .selectFrom('planProposal')
    .innerJoin('plan', 'plan.id', 'planProposal.planId')
    .selectAll('planProposal')
    .select(['plan.operatorId', 'plan.asOf', 'plan.asked'])
    .where('planProposal.id', '=', proposalId)
    .where('planProposal.firmId', '=', by.firmId)
    .forNoKeyUpdate('planProposal')
    .executeTakeFirst()
  if (proposal === undefined) return { refused: 'not-found' }
  if (proposal.version !== version) return { refused: 'stale-version' }
  const held = proposal.state === 'accepted' || proposal.state === 'adjusted'
  const inTime = by.today <= proposal.replyBy
  const open = proposal.state === 'proposed' || proposal.state === 'refused'
  const mayGiveBack = held && answer === 'refuse' && by.today <= proposal.keptUntil
  if (!((open || held) && inTime) && !mayGiveBack) return { refused: 'proposal-closed' }
  const stored: Line[] = await trx
    .selectFrom('planLine')
    .select(['id', 'siteId', 'machine', 'machineMinutes', 'labour', 'units', 'agreed'])
    .where('proposalId', '=', proposalId)
    .orderBy('id')
    .execute()
  const mondays = planMondays(proposal.asOf, proposal.asked.weeks)
  const agreed = answer === 'refuse' ? null : agreedTo(stored, answer === 'adjust' ? lines : null, mondays)
  const faults =
    answer === 'refuse'
      ? reason.trim() === ''
        ? [fault('/reason', said.reason)]
        : []
      : faultsOf(stored, answer, lines, agreed, mondays)
  if (faults.length > 0) return invalid(faults)
  const state = stateAfter(answer, held)
  await trx
    .updateTable('planProposal')
    .set({
      state,
      reason: reason.trim(),
      answeredAt: sql<Date>`now()`,
      answeredBy: by.actor,
      version: version + 1,
    })
    .where('id', '=', proposalId)
    .execute()
  for (const { id } of stored)
    await trx
      .updateTable('planLine')
      .set({ agreed: agreed === null ? null : JSON.stringify(agreed.get(id) ?? []) })
      .where('id', '=', id)
      .execute()
  const ordered = (await orderedIn(trx, [proposalId])).get(proposalId) ?? 0
  const taken = stored.map(line => ({
    ...line,
    units: withoutOrdered(agreed?.get(line.id) ?? [], ordered),
  }))
  await takeForProposal(
    trx,
    by,
    proposal,
    agreed && { state: 'committed', until: proposal.keptUntil, hours: hoursTaken(taken, mondays) },
  )
  await recordEvent(trx, {
    verb: 'plan-proposal.answered',
    actor: by.actor,
    organisationId: by.firmId,
    subjectKind: 'plan-proposal',
    subjectId: proposalId,
    data: { answer: state },
  })
  const { operatorId, planId, item } = proposal
  await tellOperator(trx, { operatorId, planId, firmId: by.firmId }, { item, answer: state })
  return null
}

const fault = (field: string, message: Text): Fault => ({ field, message })

function stateAfter(
  answer: AnswerBody['answer'],
  held: boolean,
): 'accepted' | 'adjusted' | 'refused' | 'left' {
  if (answer === 'refuse') return held ? 'left' : 'refused'
  return answer === 'accept' ? 'accepted' : 'adjusted'
}

/** Units by week of each line: as proposed, or as the firm wrote them; a line that it does not name stays as proposed. */
function agreedTo(
  stored: readonly Line[],
  lines: AnswerBody['lines'] | null,
  mondays: readonly string[],
): Map<string, number[]> {
  return new Map(
    stored.map(({ id, units }) => {
      const own = lines?.find(({ lineId }) => lineId === id)
      const written = new Map(own?.weeks.map(({ week, units: amount }) => [week, amount]))
      return [id, own === undefined ? units : mondays.map(monday => written.get(monday) ?? 0)]
    }),
  )
}

function faultsOf(
  stored: readonly Line[],
  answer: AnswerBody['answer'],
  lines: AnswerBody['lines'],
  agreed: ReadonlyMap<string, number[]> | null,
  mondays: readonly string[],
): Fault[] {
  const faults =
    answer === 'adjust'
      ? lines.flatMap(({ lineId, weeks }, at): Fault[] => {
          const line = stored.find(({ id }) => id === lineId)
          if (line === undefined) return [fault(`/lines/${at}/lineId`, said.unknown)]
          const most = 2 * sumOf(line.units)
          const wrong = weeks.flatMap(({ week }, index) =>
            mondays.includes(week) ? [] : [fault(`/lines/${at}/weeks/${index}/week`, said.week)],
          )
          const above = sumOf(weeks.map(({ units }) => units)) > most
          return [...wrong, ...(above ? [fault(`/lines/${at}/weeks`, said.above(most))] : [])]
        })
      : []
  const left = [...(agreed?.values() ?? [])].some(units => sumOf(units) > 0)
  return faults.length === 0 && !left ? [fault('/lines', said.nothing)] : faults
}
