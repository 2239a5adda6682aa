import type { DB } from '@maillage/db/tables/database.ts'
import type { GroupForm } from '@maillage/db/tables/offers.ts'
import type { Kysely } from 'kysely'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { Known } from './check.ts'
import { missingIn, partsOf, rowsOf, standing } from './queries.ts'
import { said } from './said.ts'

/** A partner that an offer binds. */
export interface BoundPartner extends Pick<Known, 'structure' | 'status'> {
  organisationId: string
  /** What its copy of the price is sealed to; null for the lead, whose copy is the offer itself. */
  publicKey: Uint8Array | null
  /** Its share of each lot that it makes, in hundredths of a per cent. */
  shares: Map<number, number>
}

/** A group as its offer is sealed for it. */
export interface BoundGroup {
  version: number
  form: GroupForm
  shows: 'own' | 'whole'
  partners: BoundPartner[]
  lots: Set<number>
}

/**
 * The group that a lead sends an offer for, whole and consented to by each partner as it stands; or why it may not: another's
 * group is not found, and its offer is the lead's to send.
 */
export async function boundGroup(
  db: Kysely<DB>,
  { tenderId, organisationId, groupId }: { tenderId: string; organisationId: string; groupId: string },
): Promise<BoundGroup | Refusal> {
  const group = await db
    .selectFrom('bidderGroup')
    .select(['leadId', 'form', 'shows', 'state', 'version'])
    .where('id', '=', groupId)
    .where('tenderId', '=', tenderId)
    .executeTakeFirst()
  const rows = group === undefined ? [] : await rowsOf(db, groupId)
  if (group === undefined || rows.every(({ id }) => id !== organisationId)) return { refused: 'not-found' }
  if (group.leadId !== organisationId) return invalid([{ field: '/groupId', message: said.notLead }])
  if (group.state === 'dissolved') return invalid([{ field: '/groupId', message: said.dissolved }])
  const parts = await partsOf(db, groupId)
  const members = standing(rows, parts, group.leadId)
  const missing = missingIn(group, members)
  if (missing.length > 0) return invalid(missing)
  const partners = members
    .filter(({ role }) => role === 'partner')
    .map(({ id, structure, status, publicKey }) => ({
      organisationId: id,
      structure,
      status,
      publicKey: id === organisationId ? null : publicKey,
      shares: new Map((parts.get(id) ?? []).map(({ lot, share }) => [lot, share ?? 0])),
    }))
  const { version, form, shows } = group
  return {
    version,
    form,
    shows,
    partners,
    lots: new Set(partners.flatMap(({ shares }) => [...shares.keys()])),
  }
}
