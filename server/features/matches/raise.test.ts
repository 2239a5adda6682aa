import type { Raise } from '@maillage/matching/explain/raise.ts'
import type { Ranking } from '@maillage/matching/match.ts'
import type { Stability } from '@maillage/matching/explain/stability.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedShown } from '../needs/schemas.ts'

type Shown = Raise & { firms: Record<string, { name: string }> }

describeOnOneConnection('what would raise a firm', bed => {
  let api: Api
  let buyer: SignedIn
  let operator: SignedIn
  const firms = new Map<string, { id: string; person: SignedIn }>()
  let need: string

  const idOf = (name: string) => firms.get(name)?.id ?? ''
  async function ownRaise(name: string): Promise<Shown> {
    const answer = await firms
      .get(name)
      ?.person.call('GET', `/api/organisations/${idOf(name)}/open-needs/${need}/raise`)
    expect(answer?.statusCode).toBe(200)
    return answer?.json<Shown>() ?? Promise.reject(new Error('no answer'))
  }
  const raiseFor = (reader: SignedIn, name: string) =>
    reader.call('GET', `/api/needs/${need}/firms/${idOf(name)}/raise`)

  async function firm(name: string, changes: Partial<typeof sewingWorkshop>): Promise<void> {
    const id = await api.organisation({ name, roles: ['firm'] })
    const person = await api.person(name.replaceAll(' ', '-'))
    await api.join(person, id, 'editor')
    firms.set(name, { id, person })
    await person.call('PUT', `/api/organisations/${id}/profile`, {
      ...sewingWorkshop,
      ...changes,
      version: 0,
    })
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    const region = await api.organisation({ name: 'Région', roles: ['operator'] })
    operator = await api.person('Odile')
    await api.join(operator, region, 'owner')
    const hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    buyer = await api.person('Basile')
    await api.join(buyer, hospital, 'editor')
    await firm('Confection de Foix', {})
    await firm('Couture lente', {
      usualLeadDays: 90,
      minimumOrder: 50_000,
      distress: { activityLostPercent: 80, jobs: 20, jobsAtRisk: 15, published: false },
    })
    await firm('Atelier discret', { audience: 'operator' })
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, masksFor(20_000))
    need = draft.json<NeedShown>().id
    await buyer.call('POST', `/api/needs/${need}/publish`, { version: 1 })
    await api.settled()
  })
  afterAll(() => api.close())

  test('the firm itself is told every change and the place it leads to', async () => {
    const raise = await ownRaise('Couture lente')
    expect(raise).toMatchObject({ now: null, leftOut: { code: 'firm.minimum-order' } })
    expect(raise.changes.map(({ change }) => change.code)).toContain('change.minimum-order')
    for (const { place } of raise.changes) expect(place.rank).toBeGreaterThan(0)
  })

  test('the buyer is told of public facts alone, the operator of all', async () => {
    const toBuyer = (await raiseFor(buyer, 'Couture lente')).json<Shown>()
    for (const { change } of toBuyer.changes)
      expect(['change.confirm', 'change.certificate', 'change.verification']).toContain(change.code)
    const toOperator = (await raiseFor(operator, 'Couture lente')).json<Shown>()
    expect(toOperator.changes.map(({ change }) => change.code)).toContain('change.minimum-order')
  })

  test('a firm that does not let itself be seen is not there for the buyer, and names nobody', async () => {
    expect((await raiseFor(buyer, 'Atelier discret')).statusCode).toBe(404)
    expect((await raiseFor(operator, 'Atelier discret')).statusCode).toBe(200)
    const raise = await ownRaise('Confection de Foix')
    expect(raise.together?.partners ?? []).not.toContain(idOf('Atelier discret'))
  })

  test('asking leaves the ranking as it was, while many ask at once', async () => {
    const ranked = async () => (await buyer.call('GET', `/api/needs/${need}/ranking`)).json<Ranking>()
    const before = await ranked()
    const [during] = await Promise.all([
      ranked(),
      ownRaise('Couture lente'),
      ownRaise('Confection de Foix'),
      raiseFor(operator, 'Atelier discret'),
    ])
    expect(during).toEqual(before)
    expect(await ranked()).toEqual(before)
  })

  test('an answer is of one state: a profile saved meanwhile is in it', async () => {
    const { person, id } = firms.get('Couture lente') ?? { person: buyer, id: '' }
    const path = `/api/organisations/${id}/profile`
    const { version } = (await person.call('GET', path)).json<{ version: number }>()
    const [raise] = await Promise.all([
      ownRaise('Couture lente'),
      person.call('PUT', path, { ...sewingWorkshop, minimumOrder: 40_000, version }),
    ])
    const change = raise.changes.find(one => one.change.code === 'change.minimum-order')?.change
    expect(change?.figures).toMatchObject({ minimum: 20_000 })
    await api.settled()
    const after = await ownRaise('Couture lente')
    expect(after.changes[0]?.change.figures).toMatchObject({ from: 40_000 })
  })

  test('a need that is gone is refused like one that never was', async () => {
    const nowhere = '01a20aee-f9aa-7bfd-a263-f9f09d0e24d7'
    const answer = await operator.call('GET', `/api/needs/${nowhere}/firms/${idOf('Couture lente')}/raise`)
    expect(answer.json<Problem>().code).toBe('not-found')
  })

  test('a ranking says how firm its first place is, over what its reader sees', async () => {
    const { stability, partnerships } = (await buyer.call('GET', `/api/needs/${need}/ranking`)).json<
      Ranking & { stability: Stability }
    >()
    expect(stability.first).toBe(partnerships[0]?.key)
    expect(stability.others).toBe(partnerships.length - 1)
  })
})
