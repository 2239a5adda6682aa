import type { DB } from '@maillage/db/tables/database.ts'
import type { OfferContent } from '@maillage/db/tables/offers.ts'
import type { Kysely } from 'kysely'
import { Value } from 'typebox/value'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { unlock } from '../../sealing/locked-box.ts'
import { seal, unseal } from '../../sealing/sealed-box.ts'
import type { BoundGroup } from './bind.ts'
import { keyContext } from './keys.ts'
import { said } from './said.ts'
import { type PriceCopy, PriceCopySchema } from './schemas.ts'

const contextOf = (groupId: string, organisationId: string) => `group ${groupId} price of ${organisationId}`

/** What a partner sees of the price: its own part of each lot, and the whole where its group shows it. */
function copyFor(organisationId: string, shows: BoundGroup['shows'], content: OfferContent): PriceCopy {
  const parts = content.lots.flatMap(({ number, parts: all = [] }) =>
    all.filter(({ memberId }) => memberId === organisationId).map(({ cents }) => ({ lot: number, cents })),
  )
  return { parts, whole: shows === 'whole' ? content : null }
}

/** The partners' copies of the price, each sealed to its own key, so that nobody else reads it: not even its group. */
export async function copiesFor(
  groupId: string,
  { partners, shows }: BoundGroup,
  content: OfferContent,
): Promise<{ organisationId: string; sealed: Uint8Array }[]> {
  const copies = []
  for (const { organisationId, publicKey } of partners) {
    if (publicKey === null) continue
    const plain = Uint8Array.from(Buffer.from(JSON.stringify(copyFor(organisationId, shows, content))))
    copies.push({ organisationId, sealed: await seal(publicKey, contextOf(groupId, organisationId), plain) })
  }
  return copies
}

/** Opens a partner's copy of the price with the code that it chose when it consented. */
export async function readPrice(
  db: Kysely<DB>,
  membership: { groupId: string; organisationId: string },
  code: string,
): Promise<PriceCopy | Refusal> {
  const { groupId, organisationId } = membership
  const member = await db
    .selectFrom('bidderGroupMember')
    .select('lockedPrivateKey')
    .where('groupId', '=', groupId)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
  if (member === undefined) return { refused: 'not-found' }
  const copy = await db
    .selectFrom('offerMemberCopy')
    .innerJoin('offer', 'offer.id', 'offerMemberCopy.offerId')
    .select('offerMemberCopy.sealed')
    .where('groupId', '=', groupId)
    .where('offerMemberCopy.organisationId', '=', organisationId)
    .orderBy('round', 'desc')
    .executeTakeFirst()
  if (copy === undefined || member.lockedPrivateKey === null)
    return invalid([{ field: '/code', message: said.noPrice }])
  const key = await unlock(keyContext(membership) + code, member.lockedPrivateKey)
  const plain = key && (await unseal(key, contextOf(groupId, organisationId), copy.sealed))
  if (plain === null) return invalid([{ field: '/code', message: said.wrongCode }])
  return Value.Parse(PriceCopySchema, JSON.parse(plain.toString()))
}
