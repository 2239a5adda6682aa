import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { sewingWorkshop } from '../../../tests/support/examples.ts'
import { newId } from '../../ids.ts'
import type { Profile } from '../profile/schemas.ts'
import { type Cause, giveBackHours, takeHours, type Taken } from './take-hours.ts'

describeOnOneConnection('the ledger of a firm’s hours', bed => {
  let api: Api
  let editor: SignedIn
  let firm: string
  let siteId: string
  const contract: Cause = { state: 'committed', cause: 'contract', causeId: newId() }
  const offer: Cause = {
    state: 'held',
    cause: 'offer',
    causeId: newId(),
    recipe: 'mask-sewn',
    recipeRevision: 1,
    expiresAt: new Date('2027-02-01T12:00:00Z'),
  }

  const sewers = (week: string): Taken => ({
    siteId,
    kind: 'people',
    resource: 't-sew-op',
    week,
    minutes: 1800,
  })
  const take = (cause: Cause, ...hours: Taken[]) =>
    bed
      .db()
      .transaction()
      .execute(trx => takeHours(trx, { organisationId: firm, actor: null }, cause, hours))
  const giveBack = (cause: Cause) =>
    bed
      .db()
      .transaction()
      .execute(trx => giveBackHours(trx, { organisationId: firm, actor: null }, cause))
  /** What the engine counts, once it has seen everything. */
  const counted = async (position: Awaited<ReturnType<typeof giveBack>>) => {
    if (position !== null) await api.app.follower.reached(position)
    return api.app.engine.firm(firm)?.sites[0]?.commitments
  }
  const verbs = async () => {
    const events = await bed
      .db()
      .selectFrom('event')
      .select(['verb', 'data'])
      .where('subjectId', '=', firm)
      .where('verb', 'like', 'hours.%')
      .orderBy('id')
      .execute()
    return events.map(({ verb, data }) => [verb, data])
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    editor = await api.person('Elise')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    await api.join(editor, firm, 'editor')
    const saved = await editor.call('PUT', `/api/organisations/${firm}/profile`, {
      ...sewingWorkshop,
      version: 0,
    })
    siteId = saved.json<Profile>().sites[0]?.id ?? ''
  })
  afterAll(() => api.close())

  test('holds nothing at first', async () => {
    expect(await counted(await giveBack(contract))).toBeUndefined()
    expect(await verbs()).toEqual([])
  })

  test('is soon counted by the engine, and the log says by what hours are taken', async () => {
    const position = await take(contract, sewers('2027-01-04'), sewers('2027-01-11'))
    const entry = { kind: 'people', of: 't-sew-op', minutes: 1800, state: 'committed' }
    expect(await counted(position)).toEqual([
      { ...entry, week: '2027-01-04' },
      { ...entry, week: '2027-01-11' },
    ])
    expect(await verbs()).toEqual([
      ['hours.committed', { cause: 'contract', causeId: contract.causeId, taken: 3600 }],
    ])
  })

  test('keeps what is taken when the profile is saved again', async () => {
    const path = `/api/organisations/${firm}/profile`
    const { version, sites } = (await editor.call('GET', path)).json<Profile>()
    const body = {
      ...sewingWorkshop,
      version,
      sites: sewingWorkshop.sites.map(site => ({ ...site, id: sites[0]?.id ?? null })),
      activity: 'Nous cousons des masques.',
    }
    expect((await editor.call('PUT', path, body)).statusCode).toBe(200)
    await expect.poll(() => api.app.engine.firm(firm)?.activity).toBe('Nous cousons des masques.')
    expect(api.app.engine.firm(firm)?.sites[0]?.commitments).toHaveLength(2)
  })

  test('holds hours for an offer, and gives them back alone', async () => {
    const held = await counted(await take(offer, sewers('2027-01-04')))
    expect(held?.map(({ week, state }) => `${week} ${state}`).sort()).toEqual([
      '2027-01-04 committed',
      '2027-01-04 held',
      '2027-01-11 committed',
    ])
    const left = await counted(await giveBack(offer))
    expect(left?.map(({ state }) => state)).toEqual(['committed', 'committed'])
    expect((await verbs()).at(-1)).toEqual([
      'hours.held',
      { cause: 'offer', causeId: offer.causeId, givenBack: 1800 },
    ])
    expect(await counted(await giveBack(contract))).toBeUndefined()
  })

  test('tells the operator of hours committed, and never of hours held', async () => {
    const operator = await api.person('Odile')
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(operator, region, 'viewer')
    const { events } = (await operator.call('GET', `/api/organisations/${region}/overview`)).json<{
      events: { verb: string }[]
    }>()
    const told = events.map(({ verb }) => verb)
    expect(told).toContain('hours.committed')
    expect(told).not.toContain('hours.held')
  })

  test('takes no hours of another firm’s site, and writes nothing then', async () => {
    const other = await api.organisation({ name: 'Confection de Pamiers', roles: ['firm'] })
    const stolen = bed
      .db()
      .transaction()
      .execute(trx =>
        takeHours(trx, { organisationId: other, actor: null }, contract, [sewers('2027-01-04')]),
      )
    await expect(stolen).rejects.toThrow('is not of')
    expect(await bed.db().selectFrom('capacityLedger').selectAll().execute()).toEqual([])
  })
})
