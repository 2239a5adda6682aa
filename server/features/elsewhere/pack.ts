import type { DB } from '@maillage/db/tables/database.ts'
import type { DraftCriterion } from '@maillage/db/tables/elsewhere.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Kysely } from 'kysely'
import type { Language } from '../../problems/problem.ts'
import { knownIn } from '../catalogue/known.ts'
import { readNeed } from '../needs/read.ts'
import { listContacts } from '../sourcing/queries.ts'
import type { Pack } from './schemas.ts'

/**
 * The sourcing pack of a need, for whoever runs its procedure elsewhere: nothing of it is the buyer's secret (ceiling price,
 * weights), and all that was asked of firms and said by them is in it, since it may have to be disclosed to every bidder.
 * Undefined where there is no such need.
 */
export async function packOf(
  db: Kysely<DB>,
  catalogue: Catalogue,
  needId: string,
  { criteria, language, at }: { criteria: DraftCriterion[]; language: Language; at: Date },
): Promise<Pack | undefined> {
  const read = await readNeed(db, needId, 'other')
  if (read === undefined) return undefined
  const { own: _, ...need } = read
  const known = knownIn(catalogue)
  const subject =
    known.items.get(need.item ?? '')?.name ?? catalogue.families.find(({ id }) => id === need.family)?.name
  const title = subject?.[language] ?? need.item ?? need.family ?? ''
  const { reservedFor } = need
  const contacts = await listContacts(db, needId)
  return {
    at: at.toISOString(),
    need,
    norms: need.norms.map(id => ({ id, name: known.norms.get(id)?.name[language] ?? id })),
    lots:
      need.sizes.length === 0
        ? [{ title, quantity: need.quantity, reservedFor }]
        : need.sizes.map(({ size, quantity }) => ({ title: `${title}, ${size}`, quantity, reservedFor })),
    contacts: contacts
      .filter(({ state }) => state !== 'withdrawn')
      .map(({ firm, state, text, askedAt, reason, answer, answeredAt }) => ({
        firm: firm.name,
        commune: firm.communeName,
        state,
        asked: text,
        askedAt,
        reason,
        answer,
        answeredAt,
      })),
    criteria,
  }
}
