import type { DB } from '@maillage/db/tables/database.ts'
import { type Kysely, sql } from 'kysely'
import { pointsOf } from '../pools/points.ts'
import type { ContractLine, ContractShown } from './schemas.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

/** Everything of a contract as a member of one side reads it; undefined where it is not. */
export async function readContract(
  db: Kysely<DB>,
  contractId: string,
  organisationId: string,
): Promise<ContractShown | undefined> {
  const row = await db
    .selectFrom('contract')
    .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
    .leftJoin('user', 'user.id', 'contract.writtenBy')
    .selectAll('contract')
    .select(['organisation.name as buyerName', 'user.name as writerName'])
    .where('contract.id', '=', contractId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const of = <Table extends 'contractParty' | 'contractLine' | 'contractOption' | 'callOff' | 'orderLine'>(
    table: Table,
  ) => db.selectFrom<Table>(table)
  const parties = await of('contractParty')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('holder')
    .orderBy('position')
    .execute()
  const lines = await of('contractLine')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('position')
    .execute()
  const options = await of('contractOption')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('exerciseBy')
    .orderBy('id')
    .execute()
  const callOffs = await of('callOff')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('number')
    .execute()
  const orderLines = await of('orderLine')
    .selectAll()
    .where('contractId', '=', contractId)
    .orderBy('due')
    .orderBy('id')
    .execute()
  const needs = await db
    .selectFrom('contractNeed')
    .select('needId')
    .where('contractId', '=', contractId)
    .orderBy('needId')
    .execute()

  const own = parties.filter(({ firmId }) => firmId === organisationId)
  const side = own.length === 0 ? 'buyer' : 'firm'
  // Whoever only supplies or tests does not read what the partners are paid.
  const seesPrices = side === 'buyer' || own.some(({ role }) => role === 'partner')
  const cents = <Amount extends number | null>(amount: Amount) => (seesPrices ? amount : null)
  const leads = new Set(own.filter(({ isLead }) => isLead).map(({ holder }) => holder))
  const stateOf = new Map(callOffs.map(({ id, state }) => [id, state]))
  const stands = ['in-force', 'completed', 'terminated'].includes(row.state)
  const calledOff = callOffs.filter(({ state }) => state === 'placed' || state === 'accepted')
  const { id, number, title, version, form, origin, originId, state, allocation, starts, ends } = row
  return {
    id,
    number,
    title,
    version,
    side,
    form,
    origin,
    originId,
    state,
    allocation,
    starts,
    ends,
    mayAnswer: state === 'proposed' && own.some(party => party.state === 'asked'),
    buyer: {
      id: row.buyerId,
      name: row.buyerName,
    },
    members: (await pointsOf(db, contractId)).map(point => ({
      ...point,
      isMine: point.organisation.id === organisationId,
    })),
    mayDecide: row.buyerId === organisationId,
    needs: needs.map(({ needId }) => needId),
    minimumCents: cents(row.minimumCents),
    maximumCents: cents(row.maximumCents),
    answerBy: row.answerBy,
    concludedOn: row.concludedOn,
    endedOn: row.endedOn,
    totalCents: cents(row.totalCents),
    calledOffCents:
      form === 'framework' ? cents(calledOff.reduce((sum, one) => sum + one.totalCents, 0)) : null,
    advance:
      row.advanceCents === null || row.advanceDue === null || !seesPrices
        ? null
        : {
            cents: row.advanceCents,
            due: row.advanceDue,
            paidOn: row.advancePaidOn,
          },
    paymentDays: row.paymentDays,
    reason: row.reason,
    writtenBy: row.writerName,
    writtenAt: row.writtenAt.toISOString(),
    parties: parties.map(
      ({ answeredAt, contractId: _, position: _at, answeredBy: _by, share, ...party }) => ({
        ...party,
        share: cents(share),
        answeredAt: iso(answeredAt),
      }),
    ),
    lines: lines.map(({ contractId: _, position: _at, priceCents, totalCents, ...line }) => ({
      ...line,
      priceCents: cents(priceCents),
      totalCents: cents(totalCents),
    })),
    options: options.map(({ contractId: _, exercisedBy: _by, exercisedAt, totalCents, ...option }) => ({
      ...option,
      totalCents: cents(totalCents),
      exercisedAt: iso(exercisedAt),
    })),
    callOffs: callOffs.map(one => ({
      id: one.id,
      number: one.number,
      holder: one.holder,
      afterId: one.afterId,
      state: one.state,
      totalCents: cents(one.totalCents),
      answerBy: one.answerBy,
      reason: one.reason,
      placedAt: one.placedAt.toISOString(),
      answeredAt: iso(one.answeredAt),
      mayAnswer: one.state === 'placed' && state === 'in-force' && leads.has(one.holder),
    })),
    orderLines: orderLines.map(({ contractId: _, totalCents, ...line }) => ({
      ...line,
      totalCents: cents(totalCents),
      firm: stands && (line.callOffId === null || stateOf.get(line.callOffId) === 'accepted'),
    })),
  }
}

/** Contracts that an organisation is party to, as buyer or as firm: what waits first, then the last written. */
export async function listContracts(
  db: Kysely<DB>,
  organisationId: string,
  needId: string | null = null,
): Promise<ContractLine[]> {
  const rows = await db
    .selectFrom('contract')
    .innerJoin('organisation', 'organisation.id', 'contract.buyerId')
    .selectAll('contract')
    .select('organisation.name as buyerName')
    .select(eb => [
      eb
        .selectFrom('contractParty')
        .select(sql<string[]>`array_agg(name order by holder)`.as('names'))
        .whereRef('contractId', '=', 'contract.id')
        .where('isLead', '=', true)
        .as('holders'),
      eb
        .selectFrom('contractParty')
        .select(sql<boolean>`bool_or(state = 'asked')`.as('asked'))
        .whereRef('contractId', '=', 'contract.id')
        .where('firmId', '=', organisationId)
        .as('asked'),
      eb
        .selectFrom('contractParty')
        .select(sql<boolean>`bool_or(role = 'partner')`.as('isPartner'))
        .whereRef('contractId', '=', 'contract.id')
        .where('firmId', '=', organisationId)
        .as('isPartner'),
    ])
    .select([
      sql<number>`(select coalesce(sum(quantity), 0) from order_line line
        left join call_off on call_off.id = line.call_off_id
        where line.contract_id = contract.id and coalesce(call_off.state in ('placed', 'accepted'), true))::bigint`.as(
        'ordered',
      ),
      sql<number>`(select coalesce(sum(received - removed), 0) from delivery
        where delivery.contract_id = contract.id and delivery.state = 'accepted')::bigint`.as('accepted'),
      sql<boolean>`exists (select from delivery where delivery.contract_id = contract.id and (
        (delivery.state = 'received' and exists (select from order_line line join need on need.id = line.need_id
          where line.id = delivery.order_line_id and need.organisation_id = ${organisationId})) or
        (delivery.state = 'rejected' and exists (select from contract_party party
          where party.id = delivery.party_id and party.firm_id = ${organisationId}))))`.as('undecided'),
      sql<
        string | null
      >`(select min(due) from order_line line left join call_off on call_off.id = line.call_off_id
        where line.contract_id = contract.id and due >= current_date and coalesce(call_off.state = 'accepted', true))`.as(
        'nextDue',
      ),
      sql<boolean>`exists (select from contract_need join need on need.id = contract_need.need_id
        where contract_need.contract_id = contract.id and need.organisation_id = ${organisationId})`.as(
        'isMember',
      ),
      sql<boolean>`exists (select from call_off join contract_party party on party.contract_id = contract.id
        and party.holder = call_off.holder and party.is_lead and party.firm_id = ${organisationId}
        where call_off.contract_id = contract.id and call_off.state = 'placed')`.as('calledOff'),
    ])
    .where(eb =>
      eb.or([
        eb('contract.buyerId', '=', organisationId),
        eb.exists(
          eb
            .selectFrom('contractNeed')
            .innerJoin('need', 'need.id', 'contractNeed.needId')
            .select('need.id')
            .whereRef('contractNeed.contractId', '=', 'contract.id')
            .where('need.organisationId', '=', organisationId),
        ),
        eb.exists(
          eb
            .selectFrom('contractParty')
            .select('contractParty.id')
            .whereRef('contractParty.contractId', '=', 'contract.id')
            .where('contractParty.firmId', '=', organisationId),
        ),
      ]),
    )
    .$if(needId !== null, query =>
      query.where('contract.id', 'in', eb =>
        eb
          .selectFrom('contractNeed')
          .select('contractId')
          .where('contractNeed.needId', '=', needId ?? ''),
      ),
    )
    .orderBy('writtenAt', 'desc')
    .orderBy('contract.id')
    .limit(500)
    .execute()
  return rows
    .map((row): ContractLine => {
      const isBuyer = row.buyerId === organisationId || row.isMember
      const seesPrices = isBuyer || row.isPartner === true
      const running = row.state === 'in-force'
      return {
        id: row.id,
        number: row.number,
        title: row.title,
        side: isBuyer ? 'buyer' : 'firm',
        buyer: { id: row.buyerId, name: row.buyerName },
        holders: row.holders ?? [],
        form: row.form,
        origin: row.origin,
        state: row.state,
        answerBy: row.answerBy,
        concludedOn: row.concludedOn,
        totalCents: seesPrices ? row.totalCents : null,
        maximumCents: seesPrices ? row.maximumCents : null,
        ordered: row.ordered,
        accepted: row.accepted,
        nextDue: running ? row.nextDue : null,
        waits:
          (row.state === 'proposed' && row.asked === true) || (running && (row.calledOff || row.undecided)),
      }
    })
    .sort((one, other) => Number(other.waits) - Number(one.waits))
}
