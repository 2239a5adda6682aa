import type { DB } from '@maillage/db/tables/database.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { sql, type Transaction } from 'kysely'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { coordinatorFault, formNamed, formsOn, memberFault, termsFaults } from './forms.ts'
import { holdOwnPool, holdPool, joined, type Pool, type Pooling } from './hold.ts'
import { said } from './said.ts'
import type { PoolInput, ProposalInput, TermsInput } from './schemas.ts'
import { keepConsent } from './sign.ts'
import { recordPool, tellInvited, tellPool, wakePool } from './tell.ts'

/** A buyer in good standing; undefined for anybody else. */
export async function buyerNamed(trx: Transaction<DB>, id: string) {
  return trx
    .selectFrom('organisation')
    .select(['id', 'name', 'buyerKind', 'buyerRegime'])
    .where('id', '=', id)
    .where('status', '!=', 'suspended')
    .where(sql<boolean>`'buyer' = any(roles)`)
    .executeTakeFirst()
}

/** What is wrong with an agreement, for this coordinator; or the form of law that it is of. */
async function checkTerms(
  trx: Transaction<DB>,
  { today }: Pick<Pooling, 'today'>,
  coordinatorId: string,
  terms: Omit<PoolInput, 'item'>,
) {
  const form = formNamed(await formsOn(trx, today), terms.legalForm)
  const faults: Fault[] = termsFaults(form, terms)
  if (terms.joinBy < today) faults.push({ field: '/joinBy', message: said.joinPast })
  const coordinator = await buyerNamed(trx, coordinatorId)
  if (coordinator === undefined) faults.push({ field: '/coordinatorId', message: said.noBuyer })
  else if (form !== undefined) {
    const message = coordinatorFault(form, coordinator)
    if (message !== null) faults.push({ field: '/legalForm', message })
  }
  return form === undefined || faults.length > 0 ? invalid(faults) : form
}

async function store(
  trx: Transaction<DB>,
  pooling: Pooling,
  catalogue: Catalogue,
  { coordinatorId, state, ...input }: PoolInput & { coordinatorId: string; state: Pool['state'] },
): Promise<{ id: string; title: string } | Refusal> {
  const { item, legalForm, purchase, pays, orders, text, access, joinBy } = input
  const form = await checkTerms(trx, pooling, coordinatorId, input)
  if (isRefusal(form)) return form
  const found = knownIn(catalogue).items.get(item)
  if (found === undefined || found.historic) return invalid([{ field: '/item', message: said.unknownItem }])
  const id = newId()
  const title = input.title.trim()
  await trx
    .insertInto('pool')
    .values({
      id,
      coordinatorId,
      proposedBy: state === 'proposed' ? pooling.organisationId : null,
      item,
      title,
      legalForm,
      ruleSlug: form.id,
      ruleRevision: form.revision,
      purchase,
      pays,
      orders,
      text: text.trim(),
      access,
      joinBy,
      state,
      needId: null,
      createdBy: pooling.actor,
    })
    .execute()
  return { id, title }
}

/** A buyer opens a pool on an item, as its coordinator: it signs the agreement by writing it. Returns the pool's id. */
export async function openPool(
  trx: Transaction<DB>,
  pooling: Pooling,
  catalogue: Catalogue,
  input: PoolInput,
): Promise<string | Refusal> {
  const { organisationId: coordinatorId } = pooling
  const stored = await store(trx, pooling, catalogue, { ...input, coordinatorId, state: 'forming' })
  if (isRefusal(stored)) return stored
  const { id } = stored
  await trx
    .insertInto('poolMember')
    .values({ poolId: id, organisationId: coordinatorId, state: 'joined' })
    .execute()
  await keepConsent(trx, pooling, id)
  await recordPool(trx, pooling, id, 'pool.opened', { item: input.item, legalForm: input.legalForm })
  await wakePool(trx, [coordinatorId], id)
  return id
}

/** An operator proposes a pool to a buyer, as its coordinator, and to others. Returns its id. */
export async function proposePool(
  trx: Transaction<DB>,
  pooling: Pooling,
  catalogue: Catalogue,
  { invited, ...input }: ProposalInput,
): Promise<string | Refusal> {
  const stored = await store(trx, pooling, catalogue, { ...input, state: 'proposed' })
  if (isRefusal(stored)) return stored
  const { id } = stored
  const others = invited.filter(other => other !== input.coordinatorId)
  for (const organisationId of others)
    if ((await buyerNamed(trx, organisationId)) === undefined)
      return invalid([{ field: `/invited/${invited.indexOf(organisationId)}`, message: said.noBuyer }])
  const rows = [input.coordinatorId, ...others].map(organisationId => ({
    poolId: id,
    organisationId,
    state: 'invited' as const,
  }))
  await trx.insertInto('poolMember').values(rows).execute()
  const eventId = await recordPool(trx, pooling, id, 'pool.proposed', { item: input.item })
  await tellPool(trx, pooling, stored, [input.coordinatorId], { happened: 'proposed', eventId })
  return id
}

/** Its coordinator takes on a pool that the operator has proposed: it signs it, and the others are asked. */
export async function takeOnPool(
  trx: Transaction<DB>,
  pooling: Pooling,
  poolId: string,
): Promise<Refusal | null> {
  const held = await holdOwnPool(trx, pooling, poolId, 'take-on')
  if (isRefusal(held)) return held
  const { pool, members } = held
  await trx.updateTable('pool').set({ state: 'forming' }).where('id', '=', poolId).execute()
  await trx
    .updateTable('poolMember')
    .set({ state: 'joined' })
    .where('poolId', '=', poolId)
    .where('organisationId', '=', pool.coordinatorId)
    .execute()
  await keepConsent(trx, pooling, poolId)
  const eventId = await recordPool(trx, pooling, poolId, 'pool.opened', { item: pool.item })
  const others = members.map(one => one.organisationId).filter(id => id !== pool.coordinatorId)
  await tellInvited(trx, pooling, pool, others, eventId)
  const operator = pool.proposedBy === null ? [] : [pool.proposedBy]
  await tellPool(trx, pooling, pool, operator, { happened: 'taken-on', eventId })
  return null
}

/** The coordinator changes the agreement: all others are asked to sign it as it now is. */
export async function changeTerms(
  trx: Transaction<DB>,
  pooling: Pooling,
  poolId: string,
  { version, ...terms }: TermsInput,
): Promise<Refusal | null> {
  const held = await holdOwnPool(trx, pooling, poolId, 'change')
  if (isRefusal(held)) return held
  const { pool, members } = held
  if (pool.version !== version) return { refused: 'stale-version' }
  const form = await checkTerms(trx, pooling, pool.coordinatorId, terms)
  if (isRefusal(form)) return form
  const coordinator = await buyerNamed(trx, pool.coordinatorId)
  for (const { organisationId } of joined(members)) {
    const member = await buyerNamed(trx, organisationId)
    if (coordinator === undefined || member === undefined || organisationId === pool.coordinatorId) continue
    const message = memberFault(form, coordinator, member)
    if (message !== null) return invalid([{ field: '/legalForm', message }])
  }
  await trx
    .updateTable('pool')
    .set({
      ...terms,
      title: terms.title.trim(),
      text: terms.text.trim(),
      ruleSlug: form.id,
      ruleRevision: form.revision,
      version: version + 1,
    })
    .where('id', '=', poolId)
    .execute()
  await keepConsent(trx, pooling, poolId)
  const eventId = await recordPool(trx, pooling, poolId, 'pool.changed', { version: version + 1 })
  const told = joined(members).map(({ organisationId }) => organisationId)
  await tellPool(trx, pooling, { id: poolId, title: terms.title.trim() }, told, {
    happened: 'changed',
    eventId,
  })
  return null
}

/** The coordinator asks another buyer into the pool. */
export async function inviteBuyer(
  trx: Transaction<DB>,
  pooling: Pooling,
  poolId: string,
  organisationId: string,
): Promise<Refusal | null> {
  const held = await holdPool(trx, poolId, 'invite', pooling.today)
  if (isRefusal(held)) return held
  const { pool, members } = held
  if (pool.coordinatorId !== pooling.organisationId) return { refused: 'not-allowed' }
  const buyer = await buyerNamed(trx, organisationId)
  if (buyer === undefined) return invalid([{ field: '/organisationId', message: said.noBuyer }])
  const there = members.find(one => one.organisationId === organisationId)
  if (there !== undefined && there.state !== 'left')
    return invalid([{ field: '/organisationId', message: said.already }])
  const form = formNamed(await formsOn(trx, pooling.today), pool.legalForm)
  const coordinator = await buyerNamed(trx, pool.coordinatorId)
  const message =
    form === undefined || coordinator === undefined ? said.noForm : memberFault(form, coordinator, buyer)
  if (message !== null) return invalid([{ field: '/organisationId', message }])
  await trx
    .insertInto('poolMember')
    .values({ poolId, organisationId, state: 'invited' })
    .onConflict(conflict =>
      conflict.columns(['poolId', 'organisationId']).doUpdateSet({ state: 'invited', reason: '' }),
    )
    .execute()
  const eventId = await recordPool(trx, pooling, poolId, 'pool.invited', { organisation: organisationId })
  await tellInvited(trx, pooling, pool, [organisationId], eventId)
  await wakePool(trx, [pool.coordinatorId], poolId)
  return null
}
