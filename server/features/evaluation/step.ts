import type { DB } from '@maillage/db/tables/database.ts'
import type { TenderState, TenderTable } from '@maillage/db/tables/tenders.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { isRefusal, type Refusal } from '../../problems/problem.ts'
import { step, type TenderVerb } from '../tenders/life-cycle.ts'
import { databaseNow, lockTender } from '../tenders/queries.ts'

const stands: Record<TenderState, Text> = {
  draft: { fr: 'Cette consultation n’est pas encore publiée.', en: 'This tender is not published yet.' },
  published: {
    fr: 'Les offres de cette consultation ne sont pas encore ouvertes.',
    en: 'The offers of this tender are not opened yet.',
  },
  opened: {
    fr: 'Les offres sont ouvertes, et le marché n’est pas encore attribué.',
    en: 'The offers are opened, and nothing is awarded yet.',
  },
  negotiating: {
    fr: 'Un tour de négociation est en cours : ses offres ne sont pas encore ouvertes.',
    en: 'A round of negotiation is under way: its offers are not opened yet.',
  },
  awarded: {
    fr: 'Cette consultation est déjà attribuée, et les lettres sont parties.',
    en: 'This tender is awarded already, and the letters are sent.',
  },
  concluded: {
    fr: 'Les marchés de cette consultation sont déjà conclus.',
    en: 'The contracts of this tender are concluded already.',
  },
  unsuccessful: {
    fr: 'Cette consultation a été déclarée infructueuse.',
    en: 'This tender was declared unsuccessful.',
  },
  cancelled: {
    fr: 'Cette consultation a été déclarée sans suite.',
    en: 'This tender was ended without a contract.',
  },
}

/** The refusal of a step that a tender in this state does not take, with the state it is in. */
export const tenderRefusal = (state: TenderState): Refusal => ({
  refused: 'wrong-state',
  fields: [{ field: '', message: stands[state] }],
})

/** A tender that a step is taken with, held until the transaction ends, and the state it leads to. */
export interface Held {
  tender: Selectable<TenderTable>
  now: Date
  state: TenderState
}

/** Holds a tender for a step of its evaluation; or why the step is not taken. */
export async function holdFor(
  trx: Transaction<DB>,
  tenderId: string,
  verb: TenderVerb,
): Promise<Held | Refusal> {
  const tender = await lockTender(trx, tenderId)
  if (tender === undefined) return { refused: 'not-found' }
  const now = await databaseNow(trx)
  const taken = step(tender, verb, now)
  return 'because' in taken ? tenderRefusal(tender.state) : { tender, now, state: taken.state }
}

/** Says that a tender was changed: whoever decides over an older version is told so. */
export async function raiseVersion(trx: Transaction<DB>, tenderId: string): Promise<void> {
  await trx
    .updateTable('tender')
    .set(old => ({ version: old('version', '+', 1) }))
    .where('id', '=', tenderId)
    .execute()
}

class TakenBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

/** A transaction of several parts, each of which may refuse: the first refusal takes back what the others wrote. */
export async function allOrNothing<Result>(
  db: Kysely<DB>,
  work: (trx: Transaction<DB>) => Promise<Result | Refusal>,
): Promise<Result | Refusal> {
  try {
    return await db.transaction().execute(async trx => {
      const result = await work(trx)
      if (isRefusal(result)) throw new TakenBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.refusal
    throw error
  }
}
