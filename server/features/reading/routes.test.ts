import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type Problem, type SignedIn } from '../../../tests/support/api.ts'
import { describeOnDatabase } from '../../../tests/support/bed.ts'
import { LONGEST_TEXT } from '../../reader/unreadable.ts'
import type { NeedsReading, ProfileReading } from './schemas.ts'

const workshop =
  'Atelier de 14 mécaniciennes à Lavelanet, 6 surjeteuses. On faisait des chemises. Pas de découpe laser. Certifiés ISO 13485.'

describeOnDatabase('what a text says', bed => {
  let api: Api
  let firm: SignedIn
  let buyer: SignedIn
  let workshopId: string
  let hospitalId: string

  const profile = (text: string, language: 'fr' | 'en' = 'fr') =>
    firm.call('POST', `/api/organisations/${workshopId}/reading/profile`, { text }, language)
  const needs = (text: string) =>
    buyer.call('POST', `/api/organisations/${hospitalId}/reading/needs`, { text })

  beforeAll(async () => {
    api = await openApi(bed.connection())
    firm = await api.person('Fanny')
    buyer = await api.person('Basile')
    workshopId = await api.organisation({ name: 'Atelier', roles: ['firm'] })
    hospitalId = await api.organisation({ name: 'CH', roles: ['buyer'] })
    await api.join(firm, workshopId, 'viewer')
    await api.join(buyer, hospitalId, 'viewer')
  })
  afterAll(() => api.close())

  test('a firm’s words become proposals, each where it stands in the text', async () => {
    const read = (await profile(workshop)).json<ProfileReading>()
    for (const { spans } of read.proposals)
      for (const { start, end, text } of spans) expect(workshop.slice(start, end)).toBe(text)
    expect(read.proposals).toContainEqual(
      expect.objectContaining({ kind: 'machine', id: 'sew-overlock', count: 6, past: false }),
    )
    expect(read.proposals).toContainEqual(expect.objectContaining({ kind: 'norm', id: 'iso-13485' }))
    expect(read.denied).toMatchObject([{ kind: 'process', id: 'cut-laser' }])
    expect(read.places).toMatchObject([{ town: { name: 'Lavelanet', department: '09' } }])
    expect(read.questions.length).toBeGreaterThan(0)
    expect(read.questions.every(({ because }) => because.fr !== '')).toBe(true)
  })

  test('nothing of it is stored', async () => {
    await profile(workshop)
    await needs('Besoin de 5 000 surblouses lavables.')
    for (const table of ['profile', 'machine', 'need', 'event'] as const)
      expect(await bed.db().selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('a mail with several lots becomes several needs, and says what to ask', async () => {
    const text =
      'Besoin urgent : 5 000 surblouses lavables, livraison Foix avant le 15/05, et 10k masques chirurgicaux type IIR.'
    const { needs: read } = (await needs(text)).json<NeedsReading>()
    expect(read).toMatchObject([
      { item: 'gown-washable', quantity: 5000, town: { name: 'Foix' }, missing: ['claim', 'norms'] },
      { item: 'mask-surg-IIR', quantity: 10_000, claim: 'protects-patient' },
    ])
    expect(read[0]?.spans.quantity?.map(({ start, end }) => text.slice(start, end))).toEqual(['5 000'])
  })

  test('words that may mean several products are a choice, not a guess', async () => {
    const { needs: read } = (await needs('Il nous faut 300 masques.')).json<NeedsReading>()
    expect(read).toMatchObject([{ item: null, family: null, quantity: 300 }])
    expect(read[0]?.readings.length).toBeGreaterThan(1)
    expect(read[0]?.missing[0]).toBe('product')
  })

  test.each([
    ['a million letters without a space', 'é'.repeat(LONGEST_TEXT)],
    ['a million digits', '1'.repeat(LONGEST_TEXT)],
    ['a word said a hundred thousand times', 'surjeteuse '.repeat(90_000)],
    [
      'what makes patterns try for ever',
      `${'a'.repeat(50_000)}!${'(((('.repeat(50_000)}${' 1 1'.repeat(50_000)}`,
    ],
    ['right-to-left letters and emoji', 'نحتاج 6 surjeteuses 🧵🪡 ‮مصنع‬ 👩🏽‍🏭'.repeat(500)],
    ['HTML and script', '<script>alert(1)</script><b onclick="x()">6 surjeteuses</b>'.repeat(500)],
  ])('%s is read within seconds', async (_name, text) => {
    const started = performance.now()
    for (const answer of [await profile(text), await needs(text)]) {
      expect(answer.statusCode).toBe(200)
      expect(answer.body.length).toBeLessThan(1_000_000)
    }
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  test('a script in the text is not read as words', async () => {
    const text = '<script>const surjeteuse = 6</script><p>4 piqueuses plates</p>'
    const read = (await profile(text)).json<ProfileReading>()
    expect(read.proposals.map(({ id }) => id)).toEqual(['sew-lockstitch'])
  })

  test('a text that is too long is refused, in the reader’s language', async () => {
    const answer = await profile('a'.repeat(LONGEST_TEXT + 1), 'en')
    expect(answer.statusCode).toBe(422)
    expect(answer.json<Problem>().errors).toEqual([
      { field: '/text', message: `At most ${LONGEST_TEXT} characters.` },
    ])
  })
})
