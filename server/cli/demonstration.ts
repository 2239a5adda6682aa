import { insertRegion } from '@maillage/db/demonstration/insert.ts'
import { region } from '@maillage/db/demonstration/region.ts'
import type { FastifyInstance } from 'fastify'
import { recordEvent } from '../events.ts'
import { createDemonstrationAccounts } from '../features/demonstration/accounts.ts'
import { newId } from '../ids.ts'

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
      for (const { id, organisationId } of inserted.needs) {
        const position = await recordEvent(trx, {
          ...nobody,
          verb: 'need.published',
          subjectKind: 'need',
          subjectId: id,
          organisationId,
        })
        await app.sendJob(trx, 'match-need', { needId: id, position })
      }
    })
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
  await createDemonstrationAccounts(app, { firm: idOf(firm), buyer: idOf(buyer), operator: idOf(operator) })
}
