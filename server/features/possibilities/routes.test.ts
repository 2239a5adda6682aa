import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnOneConnection } from '../../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../../tests/support/examples.ts'
import type { NeedDraft, NeedShown } from '../needs/schemas.ts'
import type { PossibilitiesSchema } from './schemas.ts'

type Possibilities = Static<typeof PossibilitiesSchema>

describeOnOneConnection('what a firm could make', bed => {
  let api: Api
  let viewer: SignedIn
  let firm: string
  let buyer: SignedIn
  let hospital: string

  const path = (query = '') => `/api/organisations/${firm}/possibilities${query}`
  const saved = async (query = '') => (await viewer.call('GET', path(query))).json<Possibilities>()
  const ofDraft = async (changes: object, query = '') =>
    viewer.call('POST', path(query), { ...sewingWorkshop, ...changes })
  const possibility = ({ possibilities }: Possibilities, item: string) => {
    const found = possibilities.find(one => one.item === item)
    if (!found) throw new Error(`${item} is not among the possibilities`)
    return found
  }
  const publish = async (changes: Partial<NeedDraft>) => {
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(1000),
      ...changes,
    })
    const { id } = draft.json<NeedShown>()
    expect((await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })).statusCode).toBe(200)
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    viewer = await api.person('Violette')
    buyer = await api.person('Basile')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(viewer, firm, 'viewer')
    await api.join(buyer, hospital, 'owner')
  })
  afterAll(() => api.close())

  test('is nothing while it has said nothing', async () => {
    expect(await saved()).toMatchObject({ maximumDays: 60, possibilities: [] })
    expect((await ofDraft({ sites: [] })).json<Possibilities>().possibilities).toEqual([])
  })

  test('shows at once with a profile that is not saved, and saves nothing', async () => {
    const answer = await ofDraft({})
    expect(answer.statusCode).toBe(200)
    const gown = possibility(answer.json<Possibilities>(), 'gown-washable')
    expect(gown.kind).toBe('product')
    expect(gown.operations.find(({ operation }) => operation === 'sew')?.state).not.toBe('missing')
    expect(gown.weeklyUnits).toBeGreaterThan(0)
    expect((await saved()).possibilities).toEqual([])
    expect(await bed.db().selectFrom('event').select('id').where('subjectId', '=', firm).execute()).toEqual(
      [],
    )
  })

  test('is the same once that profile is saved', async () => {
    const draft = (await ofDraft({})).json<Possibilities>()
    const editor = await api.person('Elise')
    await api.join(editor, firm, 'editor')
    const answer = await editor.call('PUT', `/api/organisations/${firm}/profile`, {
      ...sewingWorkshop,
      version: 0,
    })
    expect(answer.statusCode).toBe(200)
    expect(await saved()).toEqual(draft)
  })

  test('grows with the days one allows for changes', async () => {
    const covered = ({ possibilities }: Possibilities) =>
      possibilities.reduce((sum, { coverage }) => sum + coverage, 0)
    const [none, months] = [await saved('?maximumDays=0'), await saved('?maximumDays=120')]
    expect(
      none.possibilities.every(({ operations }) => operations.every(({ state }) => state !== 'reoriented')),
    ).toBe(true)
    expect(covered(months)).toBeGreaterThan(covered(none))
  })

  test('says what is asked for in the region today: by item, by family, and of what it goes into', async () => {
    const elsewhere = { commune: '75056' }
    await publish({ quantity: 1000 })
    await publish({ item: null, family: 'mask-uns', ...masksOf(400) })
    await publish({ ...masksOf(200), visibility: 'invited' })
    await publish({ ...masksOf(100), ...elsewhere })
    const now = await saved()
    expect(possibility(now, 'mask-uns1-adult').demand).toMatchObject({ needs: 2, quantity: 1400 })
    expect(possibility(now, 'mask-uns1-child').demand).toMatchObject({ needs: 1, quantity: 400 })
    expect(possibility(now, 'gown-washable').demand).toMatchObject({ needs: 0, quantity: 0 })
    expect(possibility(now, 'elastic-flat-5mm').demand).toMatchObject({ needs: 0, needsOfProducts: 2 })
  })

  test('refuses a draft that could not be saved, naming its fields', async () => {
    const answer = await ofDraft({ workedMaterials: ['moonlight'] })
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ errors: [{ field: '/workedMaterials/0' }] })
    expect((await viewer.call('GET', path('?maximumDays=9999'))).statusCode).toBe(422)
  })
})

/** Only what depends on the quantity of masks. */
function masksOf(quantity: number): Pick<NeedDraft, 'quantity' | 'schedule'> {
  const { schedule } = masksFor(quantity)
  return { quantity, schedule }
}
