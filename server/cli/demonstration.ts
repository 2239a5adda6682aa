import { insertRegion } from '@maillage/db/demonstration/insert.ts'
import { region } from '@maillage/db/demonstration/region.ts'
import type { DemonstrationProcedure } from '@maillage/db/demonstration/types.ts'
import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import { recordEvent } from '../events.ts'
import { numberRevision } from '../features/needs/save.ts'
import { createDemonstrationAccounts, type Seat } from '../features/demonstration/accounts.ts'
import { showCertificates } from '../features/demonstration/certificates.ts'
import { askDemonstrationPlan } from '../features/demonstration/plan.ts'
import { showThread } from '../features/demonstration/threads.ts'
import { chooseProcedure } from '../features/procedures/choose.ts'
import { newId } from '../ids.ts'
import { parisDate } from '../paris-date.ts'
import { isRefusal } from '../problems/problem.ts'
import { playThePast } from './demonstration-contracts.ts'
import { collectUsed } from './demonstration-collection.ts'
import { sayDemand } from './demonstration-demand.ts'
import { listImports } from './demonstration-relocations.ts'
import { openDemonstrationPool } from './demonstration-pools.ts'
import { imagineScenarios } from './demonstration-scenarios.ts'
import { fillDepots } from './demonstration-stocks.ts'
import { openTenderOfTheDay } from './demonstration-tenders.ts'

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

/** The organisation of each seat, by its SIREN. */
async function organisationsOfSeats(db: Kysely<DB>): Promise<Record<Seat, string>> {
  const { firm, buyer, operator } = region.accounts
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'siren'])
    .where('siren', 'in', [firm, buyer, operator])
    .execute()
  const idOf = (siren: string) => {
    const row = rows.find(candidate => candidate.siren === siren)
    if (!row) throw new Error(`the demonstration lacks the organisation with SIREN ${siren}`)
    return row.id
  }
  return { firm: idOf(firm), buyer: idOf(buyer), operator: idOf(operator), colleague: idOf(buyer) }
}

/** Organisations and needs with their events and matching jobs, as if people had typed them, and what came before. */
async function loadRegion(
  app: FastifyInstance,
  trx: Transaction<DB>,
  print: (line: string) => void,
): Promise<void> {
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
  const people = await createDemonstrationAccounts(trx, await organisationsOfSeats(trx))
  const named = (siren: string) => inserted.organisations.get(siren) ?? ''
  const { accounts, workshop, shirtmaker } = region
  const players = {
    buyer: named(accounts.buyer),
    weaver: named(accounts.firm),
    workshop: named(workshop),
    shirtmaker: named(shirtmaker),
  }
  await listImports(app, trx, named(region.operator.siren))
  await fillDepots(app, trx, { ...players, operator: named(region.operator.siren) })
  await sayDemand(app, trx, inserted.organisations)
  await openDemonstrationPool(app, trx, inserted.organisations)
  await collectUsed(trx, inserted.organisations)
  await playThePast(app, trx, players, named, people)
  await imagineScenarios(app, trx, named(region.operator.siren))
  const operatorId = named(region.operator.siren)
  await askDemonstrationPlan(app, trx, { operatorId, actor: people.operator })
}

/**
 * The demonstration region, loaded the first time. Its accounts are made anew where they are missing; what is open in it
 * is shown once it is there for everybody.
 */
export async function ensureDemonstration(
  app: FastifyInstance,
  print: (line: string) => void,
): Promise<void> {
  const { db } = app
  const there = await db
    .selectFrom('organisation')
    .select('id')
    .where('demonstration', '=', true)
    .executeTakeFirst()
  if (!there) {
    print('Loading the demonstration region…')
    await db.transaction().execute(trx => loadRegion(app, trx, print))
  }
  const organisations = await organisationsOfSeats(db)
  const people = await db.transaction().execute(trx => createDemonstrationAccounts(trx, organisations))
  if (there) return
  const { firm, buyer } = organisations
  await showCertificates(app, region.accounts.firm)
  await showThread(db, { firm, buyer })
  const tendering = { actor: people.buyer, publicUrl: app.environment.publicUrl, sendJob: app.sendJob }
  await openTenderOfTheDay(app, buyer, { tendering, holders: [people.buyer, people.colleague] })
}
