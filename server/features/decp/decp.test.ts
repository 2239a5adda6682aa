import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, checked, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { masksFor } from '../../../tests/support/examples.ts'
import { decpSchema } from '../../../tests/standards/decp.ts'
import { validatorOf } from '../../../tests/standards/validate.ts'
import { exportData } from '../../commands/export.ts'
import { newId } from '../../ids.ts'
import { parisDate } from '../../paris-date.ts'
import { concludeContract } from '../contracts/conclude.ts'
import type { NeedShown } from '../needs/schemas.ts'
import { monthsAfter, monthsBetween } from './marche.ts'
import type { Decp, EssentialInput, EssentialShown } from './schemas.ts'

const faultsOf = validatorOf(decpSchema)

describe('months', () => {
  test('are counted as the order asks: rounded up, one at least', () => {
    expect(monthsBetween('2026-11-29', '2026-11-29')).toBe(1)
    expect(monthsBetween('2026-11-29', '2026-12-29')).toBe(1)
    expect(monthsBetween('2026-11-29', '2026-12-30')).toBe(2)
    expect(monthsBetween('2026-11-29', '2028-11-28')).toBe(24)
  })

  test('from a notification end on the same day, or the last of a shorter month', () => {
    expect(monthsAfter('2026-11-29', 2)).toBe('2027-01-29')
    expect(monthsAfter('2026-12-31', 2)).toBe('2027-02-28')
    expect(monthsAfter('2027-12-31', 2)).toBe('2028-02-29')
  })
})

describeOnDatabase('essential data', bed => {
  let api: Api
  let buyer: SignedIn
  let sewer: SignedIn
  let hospital: string
  let workshop: string
  let contractId: string
  let partyId: string

  const today = parisDate(new Date())
  const path = () => `/api/contracts/${contractId}/essential-data`
  const read = async () => (await buyer.call('GET', path())).json<EssentialShown>()
  const decp = async () => {
    const answer = await api.anyone('GET', '/api/decp.json')
    expect(faultsOf(answer.json())).toEqual([])
    return answer.json<Decp>().marches.marche
  }
  const sirenOf = async (id: string) =>
    (await bed.db().selectFrom('organisation').select('siren').where('id', '=', id).executeTakeFirstOrThrow())
      .siren
  const siretOf = async (id: string) => checked(`${await sirenOf(id)}0001`)
  const entered = async (differs: Partial<EssentialInput> = {}): Promise<EssentialInput> => ({
    buyerSiret: await siretOf(hospital),
    holders: [{ partyId, siret: await siretOf(workshop) }],
    notifiedOn: today,
    cpv: null,
    procedure: null,
    grouping: null,
    offers: 2,
    commune: null,
    ccag: 'Fournitures courantes et services',
    priceForm: 'Unitaire',
    priceTypes: ['Définitif ferme'],
    innovative: false,
    social: [],
    environmental: ['Clause environnementale'],
    fromFrance: 0.6,
    fromUnion: 0.8,
    ...differs,
  })
  const keep = async (version: number | null, differs: Partial<EssentialInput> = {}, by = buyer) =>
    by.call('PUT', path(), { version, content: await entered(differs) })

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    sewer = await api.person('Sabine')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    workshop = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(buyer, hospital, 'editor')
    await api.join(sewer, workshop, 'owner')
    const made = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(2000))
    const need = made.json<NeedShown>()
    await buyer.call('POST', `/api/needs/${need.id}/publish`, { version: 1 })
    const { app } = api
    const concluded = await bed
      .db()
      .transaction()
      .execute(trx =>
        concludeContract(
          trx,
          { actor: null, catalogue: app.catalogue, today, publicUrl: '', sendJob: app.sendJob },
          {
            buyerId: hospital,
            title: 'Masques lavables',
            needs: [need.id],
            form: 'order',
            starts: today,
            ends: null,
            allocation: null,
            minimumCents: null,
            maximumCents: null,
            paymentDays: 30,
            advance: { cents: 500_000, due: today },
            holders: [
              {
                parties: [
                  { firmId: workshop, name: '', siren: null, role: 'partner', isLead: true, share: null },
                  {
                    firmId: null,
                    name: 'Broderie',
                    siren: null,
                    role: 'subcontractor',
                    isLead: false,
                    share: null,
                  },
                ],
              },
            ],
            lines: need.schedule.map(({ due, quantity }) => ({
              holder: 0,
              party: null,
              item: 'mask-uns1-adult',
              size: null,
              quantity,
              priceCents: 2_500_050,
              perQuantity: 1000,
              meets: { needId: need.id, tranche: due, due },
            })),
            options: [],
            origin: 'elsewhere',
            originId: newId(),
            concludedOn: today,
            answerBy: null,
            lots: [],
          },
        ),
      )
    if (!('contractId' in concluded)) throw new Error(JSON.stringify(concluded))
    contractId = concluded.contractId
    const { known } = await read()
    partyId = known.holders[0]?.partyId ?? ''
  })
  afterAll(() => api.close())

  test('say what the contract holds already, what is asked for, whether the law wants them and until when', async () => {
    const { known, entered: given, isDue, dueOn } = await read()
    expect(known).toMatchObject({
      cents: 5_000_100,
      cpv: '18143000',
      commune: '09122',
      grouping: 'Pas de groupement',
      hasAdvance: true,
      hasSubcontractors: true,
      // The procedure was run elsewhere: how, when it was notified and how many offered is not known here.
      procedure: null,
      offers: null,
      notifiedOn: null,
    })
    expect([given, isDue, dueOn]).toEqual([null, true, monthsAfter(today, 2)])
    expect(await decp()).toEqual([])
    const { lines } = await exportData(bed.db(), ['decp', '--missing'], api.app.environment)
    expect(lines).toEqual([
      expect.stringMatching(/^CH de Foix, \d{4}-001: buyerSiret, .*notifiedOn, procedure, offers, holders/),
    ])
    expect(lines[0]).toContain(`/buyer/contracts/${contractId}/essential-data`)
  })

  test('are refused field by field, and for whoever does not buy', async () => {
    const refused = await keep(null, {
      buyerSiret: '12345678901234',
      holders: [{ partyId, siret: await siretOf(hospital) }],
      offers: null,
      fromUnion: 0.5,
      notifiedOn: '2020-01-01',
    })
    expect(refused.statusCode).toBe(422)
    expect(refused.json<Problem>().errors?.map(({ field }) => field)).toEqual([
      '/content/buyerSiret',
      '/content/procedure',
      '/content/offers',
      '/content/holders/0/siret',
      '/content/fromUnion',
      '/content/notifiedOn',
    ])
    expect((await keep(null, {}, sewer)).statusCode).toBe(404)
    expect((await sewer.call('GET', path())).statusCode).toBe(404)
  })

  test('are public once their buyer has completed them, by the schema of the State', async () => {
    expect((await keep(null, { procedure: 'Procédure adaptée' })).statusCode).toBe(200)
    const [marche, ...others] = await decp()
    expect(others).toEqual([])
    expect(marche).toMatchObject({
      acheteur: { id: await siretOf(hospital) },
      objet: 'Masques lavables',
      procedure: 'Procédure adaptée',
      montant: 50_001,
      tauxAvance: 0.1,
      offresRecues: 2,
      lieuExecution: { code: '09122', typeCode: 'Code commune' },
      sousTraitanceDeclaree: true,
      titulaires: [{ titulaire: { id: await siretOf(workshop), typeIdentifiant: 'SIRET' } }],
      considerationsSociales: { considerationSociale: ['Pas de considération sociale'] },
      considerationsEnvironnementales: { considerationEnvironnementale: ['Clause environnementale'] },
      origineFrance: 0.6,
      origineUE: 0.8,
      datePublicationDonnees: today,
    })
    const printed = await exportData(bed.db(), ['decp'], api.app.environment)
    expect(JSON.parse(printed.lines.join('\n'))).toEqual({ marches: { marche: [marche] } })
  })

  test('are corrected over the version that was looked at, and keep the day they were published', async () => {
    await sql`update essential_data set published_on = '2026-01-02'`.execute(bed.db())
    expect((await keep(null)).json<Problem>().code).toBe('stale-version')
    const changed = await keep(1, { procedure: 'Procédure avec négociation', offers: 3, innovative: true })
    expect(changed.json<EssentialShown>()).toMatchObject({ version: 2, publishedOn: '2026-01-02' })
    expect(await decp()).toMatchObject([
      { offresRecues: 3, marcheInnovant: true, datePublicationDonnees: '2026-01-02' },
    ])
    await sql`update organisation set status = 'suspended' where id = ${hospital}`.execute(bed.db())
    expect(await decp()).toEqual([])
  })
})
