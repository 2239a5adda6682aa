import type { DB } from '@maillage/db/tables/database.ts'
import type { Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import type { Revised } from './law.ts'

/** Stores revisions together, once they are found right over the table as it is; writes who did. */
export async function storeRevisions<Content extends { id: string }>(
  trx: Transaction<DB>,
  { personId, organisationId }: { personId: string; organisationId: string },
  {
    revised,
    stored,
    faults,
    revise,
  }: {
    revised: Revised<Content>[]
    stored: Revised<{ id: string }>[]
    faults: () => Fault[]
    revise: (one: Revised<Content>) => Promise<void>
  },
): Promise<Refusal | null> {
  const revisionOf = new Map(stored.map(({ id, revision }) => [id, revision]))
  if (revised.some(({ id, revision }) => (revisionOf.get(id) ?? 0) !== revision))
    return { refused: 'stale-version' }
  const wrong = faults()
  if (wrong.length > 0) return invalid(wrong)
  for (const one of revised) await revise(one)
  await recordEvent(trx, {
    verb: 'law.revised',
    actor: personId,
    organisationId,
    subjectKind: 'law',
    subjectId: organisationId,
    data: { rules: revised.map(({ id, revision }) => ({ id, revision: revision + 1 })) },
  })
  return null
}
