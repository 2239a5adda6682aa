import type { DB } from '@maillage/db/tables/database.ts'
import type { ExternalState } from '@maillage/db/tables/elsewhere.ts'
import { type Kysely, sql, type Transaction } from 'kysely'
import { recordEvent } from '../../events.ts'
import { newId } from '../../ids.ts'
import { type Fault, invalid } from '../../problems/faults.ts'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { Trading } from '../contracts/tell.ts'
import { announceChange } from '../live/announce.ts'
import type { AwardInput, ExternalInput, ExternalShown } from './schemas.ts'

const WHOLE = 100

const said = {
  address: {
    fr: 'Donnez l’adresse de la procédure sur votre profil d’acheteur : elle est publiée.',
    en: 'Give the address of the procedure on your buyer profile: it is published.',
  },
  weights: {
    fr: 'Les poids des critères doivent faire 100 %.',
    en: 'The weights of the criteria have to add up to 100 %.',
  },
  environmental: {
    fr: 'Un critère au moins porte sur l’environnement (L2152-7).',
    en: 'At least one criterion is about the environment (L2152-7).',
  },
  byAward: {
    fr: 'L’attribution s’enregistre avec le marché, ci-dessous.',
    en: 'The award is recorded with its contract, below.',
  },
  notKept: {
    fr: 'Enregistrez d’abord où la procédure est menée.',
    en: 'Save first where the procedure is run.',
  },
  abandoned: {
    fr: 'Cette procédure est abandonnée : rouvrez-la d’abord.',
    en: 'This procedure is abandoned: open it again first.',
  },
} satisfies Record<string, Fault['message']>

/** What may become of a procedure run elsewhere, as its buyer writes it down; an award comes with its contract alone. */
export const externalLifeCycle: Record<ExternalState, readonly ExternalState[]> = {
  prepared: ['prepared', 'published', 'abandoned'],
  published: ['published', 'abandoned'],
  awarded: ['awarded'],
  abandoned: ['abandoned', 'prepared', 'published'],
}

/** The procedure of a need that is run elsewhere; null where none is kept. */
export async function readExternal(db: Kysely<DB>, needId: string): Promise<ExternalShown | null> {
  const row = await db
    .selectFrom('externalProcedure')
    .selectAll()
    .where('needId', '=', needId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { needId: _, writtenBy: _by, updatedAt, ...shown } = row
  return { ...shown, updatedAt: updatedAt.toISOString() }
}

function faultsOf({ state, address, criteria }: ExternalInput, before: ExternalState): Fault[] {
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0)
  const unknown = !externalLifeCycle[before].includes(state)
  return [
    ...(unknown ? [{ field: '/state', message: said.byAward }] : []),
    ...(state === 'published' && address === '' ? [{ field: '/address', message: said.address }] : []),
    ...(criteria.length > 0 && weights !== WHOLE ? [{ field: '/criteria', message: said.weights }] : []),
    ...(criteria.length > 0 && weights === WHOLE && !criteria.some(({ environmental }) => environmental)
      ? [{ field: '/criteria', message: said.environmental }]
      : []),
  ]
}

/** Keeps where a need's procedure is run, how it stands there, and the criteria meant for it. */
export async function keepExternal(
  trx: Transaction<DB>,
  { needId, organisationId, actor }: { needId: string; organisationId: string; actor: string | null },
  input: ExternalInput,
): Promise<Refusal | null> {
  // Whoever keeps it holds the need, so that two first ones do not cross.
  await trx.selectFrom('need').select('id').where('id', '=', needId).forNoKeyUpdate().execute()
  const stored = await readExternal(trx, needId)
  if ((stored?.version ?? null) !== input.version)
    return stored === null ? { refused: 'not-found' } : { refused: 'stale-version', current: stored }
  const faults = faultsOf(input, stored?.state ?? 'prepared')
  if (faults.length > 0) return invalid(faults)
  const { version: _, criteria, reference, ...kept } = input
  const row = {
    ...kept,
    reference: reference.trim(),
    criteria: JSON.stringify(criteria),
    writtenBy: actor,
  }
  await trx
    .insertInto('externalProcedure')
    .values({ id: newId(), needId, ...row })
    .onConflict(conflict =>
      conflict.column('needId').doUpdateSet(old => ({
        ...row,
        updatedAt: sql<Date>`now()`,
        version: old('externalProcedure.version', '+', 1),
      })),
    )
    .execute()
  await recordEvent(trx, {
    verb: 'external-procedure.kept',
    actor,
    organisationId,
    subjectKind: 'need',
    subjectId: needId,
    data: { state: input.state },
  })
  await announceChange(trx, { organisationId, subject: 'need', id: needId })
  return null
}

/** Records an award made elsewhere, with its contract, which stands from then on like any other. */
export async function recordAward(
  trx: Transaction<DB>,
  trading: Trading,
  { needId, organisationId }: { needId: string; organisationId: string },
  award: AwardInput,
): Promise<{ contractId: string } | Refusal> {
  const stored = await readExternal(trx, needId)
  if (stored === null) return invalid([{ field: '', message: said.notKept }])
  if (stored.state === 'abandoned') return invalid([{ field: '', message: said.abandoned }])
  const concluded = await concludeContract(trx, trading, {
    ...award,
    buyerId: organisationId,
    origin: 'elsewhere',
    originId: stored.id,
    answerBy: null,
    lots: [],
  })
  if (isRefusal(concluded)) return concluded
  await trx
    .updateTable('externalProcedure')
    .set(old => ({ state: 'awarded', version: old('version', '+', 1), updatedAt: sql<Date>`now()` }))
    .where('id', '=', stored.id)
    .where('state', '!=', 'awarded')
    .execute()
  await recordEvent(trx, {
    verb: 'external-procedure.awarded',
    actor: trading.actor,
    organisationId,
    subjectKind: 'need',
    subjectId: needId,
    data: { contractId: concluded.contractId },
  })
  return concluded
}
