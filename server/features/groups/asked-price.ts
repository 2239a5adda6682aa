import type { DB } from '@maillage/db/tables/database.ts'
import type { Kysely, Transaction } from 'kysely'
import { Value } from 'typebox/value'
import { duplicates, type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { unlock } from '../../sealing/locked-box.ts'
import { seal, unseal } from '../../sealing/sealed-box.ts'
import { digestOf } from '../offers/bid.ts'
import type { Tendering } from '../tenders/tell.ts'
import { type Held, holdGroup, wrongState } from './hold.ts'
import { keyContext, keysFor, type Membership } from './keys.ts'
import { partsOf, readGroup } from './queries.ts'
import { said } from './said.ts'
import { type AskedPrice, type AskedPriceInput, AskedPriceSchema, type PartnerPrice } from './schemas.ts'
import { holdTold, recordGroup, tellNews, wake } from './tell.ts'

/** What a partner's price is sealed for: it opens for this reader, group and version of the composition alone. */
const contextOf = ({ groupId, organisationId }: Membership, version: number, reader: 'lead' | 'own') =>
  `group ${groupId} price asked by ${organisationId} version ${version} for ${reader}`

const toldOf = ({ group, tender }: Held) => ({ id: group.id, tender: { id: tender.id, title: tender.title } })

/**
 * The lead chooses the code that opens the prices its partners send. Another code is another key: what was sent to the one
 * before opens no more, and is forgotten. Partners are told that their prices are awaited.
 */
export async function chooseLeadCode(
  trx: Transaction<DB>,
  tendering: Tendering,
  membership: Membership,
  code: string,
): Promise<null | Refusal> {
  const held = await holdGroup(trx, membership, { inRounds: true })
  if (isRefusal(held)) return held
  const { groupId, organisationId } = membership
  if (held.group.leadId !== organisationId) return { refused: 'not-allowed' }
  await trx
    .updateTable('bidderGroupMember')
    .set(await keysFor(membership, code))
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .execute()
  await forgetPrices(trx, groupId)
  const partners = await trx
    .selectFrom('bidderGroupMember')
    .select('organisationId')
    .where('groupId', '=', groupId)
    .where('organisationId', '!=', organisationId)
    .where('role', '=', 'partner')
    .where('state', '!=', 'declined')
    .orderBy('organisationId')
    .execute()
  const to = partners.map(partner => partner.organisationId)
  await holdTold(trx, to)
  const by = { actor: tendering.actor, organisationId }
  const eventId = await recordGroup(trx, by, held.group, 'group.price-awaited')
  await tellNews(trx, tendering, toldOf(held), to, { happened: 'price-awaited', by: organisationId, eventId })
  await wake(trx, [organisationId], held.tender.id)
  return null
}

/** Forgets what partners have sent, where it no longer stands: for another composition, or to a key that opens nothing now. */
export async function forgetPrices(trx: Transaction<DB>, groupId: string, only?: string): Promise<void> {
  await trx
    .deleteFrom('bidderGroupPrice')
    .where('groupId', '=', groupId)
    .$if(only !== undefined, query => query.where('organisationId', '=', only ?? ''))
    .execute()
}

/** One price for each lot that the partner makes, no more and no less. */
function priceFaults({ lots }: AskedPriceInput, made: number[]): Fault[] {
  const isWhole = lots.length === made.length && made.every(lot => lots.some(({ number }) => number === lot))
  return [
    ...duplicates(
      lots.map(({ number }) => String(number)),
      '/lots',
      '/number',
    ),
    ...(isWhole ? [] : [{ field: '/lots', message: said.pricesDue }]),
  ]
}

/**
 * A partner sends what it asks for its part of each lot to its lead, or sends it anew: sealed to the lead's key before it is
 * stored, so that neither the other partners nor anybody of the platform reads it.
 */
export async function sendPrice(
  trx: Transaction<DB>,
  tendering: Tendering,
  membership: Membership,
  { version, ...price }: AskedPriceInput,
): Promise<null | Refusal> {
  const held = await holdGroup(trx, membership, { inRounds: true })
  if (isRefusal(held)) return held
  const { group, own, tender, now } = held
  const { groupId, organisationId } = membership
  if (own.role !== 'partner' || organisationId === group.leadId) return { refused: 'not-allowed' }
  if (own.state === 'declined') return wrongState(said.gone)
  if (group.version !== version)
    return { refused: 'stale-version', current: await readGroup(trx, membership) }
  if (own.consentedVersion !== version || own.publicKey === null) return wrongState(said.consentFirst)
  const lead = await trx
    .selectFrom('bidderGroupMember')
    .select('publicKey')
    .where('groupId', '=', groupId)
    .where('organisationId', '=', group.leadId)
    .executeTakeFirstOrThrow()
  if (lead.publicKey === null) return wrongState(said.leadWithoutCode)
  const made = (await partsOf(trx, groupId)).get(organisationId) ?? []
  const faults = priceFaults(
    { version, ...price },
    made.map(({ lot }) => lot),
  )
  if (faults.length > 0) return invalid(faults)
  const plain = Uint8Array.from(Buffer.from(JSON.stringify({ ...price, note: price.note.trim() })))
  const forLead = await seal(lead.publicKey, contextOf(membership, version, 'lead'), plain)
  const row = {
    version,
    forLead,
    own: await seal(own.publicKey, contextOf(membership, version, 'own'), plain),
    digest: digestOf(forLead),
    sentBy: tendering.actor,
    sentAt: now,
  }
  await trx
    .insertInto('bidderGroupPrice')
    .values({ groupId, organisationId, ...row })
    .onConflict(conflict => conflict.columns(['groupId', 'organisationId']).doUpdateSet(row))
    .execute()
  await holdTold(trx, [group.leadId])
  const by = { actor: tendering.actor, organisationId }
  const eventId = await recordGroup(trx, by, group, 'group.price-sent', { version, digest: row.digest })
  await tellNews(trx, tendering, toldOf(held), [group.leadId], {
    happened: 'price-sent',
    by: organisationId,
    eventId,
  })
  await wake(trx, [organisationId], tender.id)
  return null
}

/** A member's private key of a group, by its code; refused where the code is another. */
async function keyOf(db: Kysely<DB>, membership: Membership, code: string): Promise<Uint8Array | Refusal> {
  const member = await db
    .selectFrom('bidderGroupMember')
    .select('lockedPrivateKey')
    .where('groupId', '=', membership.groupId)
    .where('organisationId', '=', membership.organisationId)
    .executeTakeFirst()
  if (member === undefined) return { refused: 'not-found' }
  const key =
    member.lockedPrivateKey && (await unlock(keyContext(membership) + code, member.lockedPrivateKey))
  return key ?? invalid([{ field: '/code', message: said.otherCode }])
}

async function open(key: Uint8Array, context: string, sealed: Uint8Array): Promise<AskedPrice> {
  const plain = await unseal(key, context, sealed)
  if (plain === null) throw new Error(`a price does not open with the key that it was sealed to: ${context}`)
  return Value.Parse(AskedPriceSchema, JSON.parse(plain.toString()))
}

/** What the partners of a group have sent to its lead, opened with the lead's code; refused to anybody else. */
export async function readPrices(
  db: Kysely<DB>,
  membership: Membership,
  code: string,
): Promise<PartnerPrice[] | Refusal> {
  const key = await keyOf(db, membership, code)
  if (isRefusal(key)) return key
  const { groupId, organisationId } = membership
  const rows = await db
    .selectFrom('bidderGroupPrice as price')
    .innerJoin('bidderGroup', 'bidderGroup.id', 'price.groupId')
    .innerJoin('organisation', 'organisation.id', 'price.organisationId')
    .select(['price.organisationId', 'organisation.name', 'price.version', 'forLead', 'sentAt'])
    .where('price.groupId', '=', groupId)
    .where('leadId', '=', organisationId)
    .orderBy('organisation.name')
    .execute()
  const prices = []
  for (const { organisationId: id, name, version, forLead, sentAt } of rows) {
    const context = contextOf({ groupId, organisationId: id }, version, 'lead')
    const price = await open(key, context, forLead)
    prices.push({ organisation: { id, name }, sentAt: sentAt.toISOString(), ...price })
  }
  return prices
}

/** What a partner has sent, read back with its own code. */
export async function readOwnPrice(
  db: Kysely<DB>,
  membership: Membership,
  code: string,
): Promise<AskedPrice | Refusal> {
  const key = await keyOf(db, membership, code)
  if (isRefusal(key)) return key
  const { groupId, organisationId } = membership
  const sent = await db
    .selectFrom('bidderGroupPrice')
    .select(['own', 'version'])
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (sent === undefined || sent.own === null) return invalid([{ field: '/code', message: said.noPriceSent }])
  return open(key, contextOf(membership, sent.version, 'own'), sent.own)
}
