import { insertRegion } from '@maillage/db/demonstration/insert.ts'
import { region } from '@maillage/db/demonstration/region.ts'
import type { DemonstrationProcedure } from '@maillage/db/demonstration/types.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { recordEvent } from '../events.ts'
import { numberRevision } from '../features/needs/save.ts'
import { createDemonstrationAccounts } from '../features/demonstration/accounts.ts'
import { showCertificates } from '../features/demonstration/certificates.ts'
import { showThread } from '../features/demonstration/threads.ts'
import { chooseProcedure } from '../features/procedures/choose.ts'
import { newId } from '../ids.ts'
import { parisDate } from '../paris-date.ts'
import { isRefusal } from '../problems/problem.ts'
import { playContracts } from './demonstration-contracts.ts'

const CENTS = 100

/** The choice of an invented buyer, judged like anybody's. */
async function chooseFor(
  trx: Transaction<DB>,
  { catalogue }: FastifyInstance,
  needId: string,
  { euros, elsewhereEuros, ...choice }: DemonstrationProcedure,
  print: (line: string) => void,
): Promise<void> {
  const chosen = await chooseProcedure(
    trx,
    { needId, catalogue, actor: null, today: parisDate(new Date()) },
    {
      version: null,
      authority: 'other',
      needCents: euros * CENTS,
      alike: [],
      elsewhereCents: elsewhereEuros * CENTS,
      form: 'order',
      frameworkMonths: null,
      ...choice,
    },
  )
  // The law moves on: a demonstration of later years shows what it still can.
  if (isRefusal(chosen))
    print('One invented purchase has no rule in the table of today: it shows no procedure.')
}

/**
 * The demonstration region, loaded the first time: its organisations and needs come in with their events and matching
 * jobs, as if people had typed them. The three accounts are made anew where they are missing.
 */
export async function ensureDemonstration(
  app: FastifyInstance,
  print: (line: string) => void,
): Promise<void> {
  const there = await app.db
    .selectFrom('organisation')
    .select('id')
    .where('demonstration', '=', true)
    .executeTakeFirst()
  let loaded = false
  if (!there) {
    print('Loading the demonstration region…')
    await app.db.transaction().execute(async trx => {
      const inserted = await insertRegion(trx, region, { catalogue: app.catalogue, today: new Date(), newId })
      const nobody = { actor: null, data: { by: 'demonstration' } }
      for (const id of inserted.firms) {
        await recordEvent(trx, {
          ...nobody,
          verb: 'profile.saved',
          subjectKind: 'firm',
          subjectId: id,
          organisationId: id,
        })
      }
      for (const { id, organisationId, procedure } of inserted.needs) {
        const revision = await numberRevision(trx, id)
        const position = await recordEvent(trx, {
          actor: null,
          data: { ...nobody.data, revision },
          verb: 'need.published',
          subjectKind: 'need',
          subjectId: id,
          organisationId,
        })
        await app.sendJob(trx, 'match-need', { needId: id, position })
        if (procedure) await chooseFor(trx, app, id, procedure, print)
      }
      const named = (siren: string) => inserted.organisations.get(siren) ?? ''
      const { accounts, workshop } = region
      await playContracts(app, trx, {
        buyer: named(accounts.buyer),
        weaver: named(accounts.firm),
        workshop: named(workshop),
      })
    })
    await showCertificates(app, region.accounts.firm)
    loaded = true
  }
  const organisations = await app.db
    .selectFrom('organisation')
    .select(['id', 'siren'])
    .where('siren', 'in', Object.values(region.accounts))
    .execute()
  const idOf = (siren: string) => {
    const organisation = organisations.find(candidate => candidate.siren === siren)
    if (!organisation) throw new Error(`the demonstration lacks the organisation with SIREN ${siren}`)
    return organisation.id
  }
  const { firm, buyer, operator } = region.accounts
  if (loaded) await showThread(app.db, { firm: idOf(firm), buyer: idOf(buyer) })
  await createDemonstrationAccounts(app, {
    firm: idOf(firm),
    buyer: idOf(buyer),
    operator: idOf(operator),
    colleague: idOf(buyer),
  })
}
