import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../tests/support/api.ts'
import { describeOnDatabase } from '../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../tests/support/examples.ts'
import type { NeedShown } from './features/needs/schemas.ts'
import type { Profile } from './features/profile/schemas.ts'

/** Numbers nothing else would have. */
const distress = { activityLostPercent: 83, jobs: 104_729, jobsAtRisk: 99_991, published: false }
const ceilingCents = 15_485_863
const weight = 7.654321
const secretFigures = [distress.jobs, distress.jobsAtRisk, ceilingCents, weight]
const secretNames = ['distress', 'activityLostPercent', 'jobsAtRisk', 'ceilingCents', 'excludedFirms']

interface Leaf {
  path: string
  value: unknown
}

/** Every value of an answer with the names that lead to it. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (value === null || typeof value !== 'object') return [{ path, value }]
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}/${name}`))
}

/** Secrets found in an answer; `mayName` are names its reader may see. */
function secretsIn(body: unknown, mayName: string[] = []): Leaf[] {
  return leaves(body).filter(({ path, value }) => {
    const named = path.split('/').find(name => secretNames.includes(name))
    const figure = typeof value === 'number' && secretFigures.includes(value)
    return figure || (named !== undefined && value !== null && !mayName.includes(named))
  })
}

/** When a sourcing pack was made: the first instant in it. */
const madeAt = /"at":"[^"]+"/

describeOnDatabase('what is told to one reader only', bed => {
  let api: Api
  let hit: SignedIn
  let firm: string
  let otherFirm: string
  let buyer: SignedIn
  let hospital: string
  let need: string
  let region: string
  const readers = new Map<string, SignedIn['call']>()

  /** Every address that answers a GET, with each of these ids wherever one goes. */
  async function addresses(): Promise<string[]> {
    const document = await api.anyone('GET', '/api/openapi.json')
    const { paths } = document.json<{ paths: Record<string, Record<string, unknown>> }>()
    const got = Object.keys(paths).filter(path => paths[path]?.get !== undefined)
    const organisations = [firm, otherFirm, hospital, region]
    return got.flatMap(path =>
      (/\{(organisation|firm)Id\}/.test(path) ? organisations : ['']).map(organisation =>
        path
          .replace(/\{(organisation|firm)Id\}/, organisation)
          .replace('{needId}', need)
          .replace('{itemId}', 'mask-uns1-adult')
          .replace('{machineTypeId}', 'sew-overlock')
          .replace(/\{\w+\}/g, '1'),
      ),
    )
  }

  beforeAll(async () => {
    api = await openApi(bed.connection())
    hit = await api.person('Touchee')
    buyer = await api.person('Basile')
    const rival = await api.person('Rivale')
    const operator = await api.person('Odile')
    firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    otherFirm = await api.organisation({ name: 'Confection de Pamiers', roles: ['firm'] })
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    region = await api.organisation({ name: 'Région', roles: ['operator'] })
    await api.join(hit, firm, 'owner')
    await api.join(rival, otherFirm, 'owner')
    await api.join(buyer, hospital, 'owner')
    await api.join(operator, region, 'owner')
    readers.set('anyone', api.anyone).set('rival', rival.call).set('buyer', buyer.call)
    readers.set('operator', operator.call).set('hit', hit.call)

    const profile = { ...sewingWorkshop, audience: 'public', version: 0 }
    await hit.call('PUT', `/api/organisations/${firm}/profile`, { ...profile, distress })
    await rival.call('PUT', `/api/organisations/${otherFirm}/profile`, profile)
    const draft = await buyer.call('POST', `/api/organisations/${hospital}/needs`, {
      ...masksFor(3000),
      visibility: 'public',
      ceilingCents,
      weights: { jobs: weight },
    })
    need = draft.json<NeedShown>().id
    await buyer.call('POST', `/api/needs/${need}/publish`, { version: 1 })
    await api.settled()
  })
  afterAll(() => api.close())

  test.each(['anyone', 'rival', 'buyer'])('no address tells %s how hard a firm is hit', async who => {
    const call = readers.get(who)
    if (!call) throw new Error(`${who} has no session`)
    const mayName = who === 'buyer' ? ['ceilingCents', 'excludedFirms'] : []
    const found: Record<string, Leaf[]> = {}
    let answered = 0
    for (const address of await addresses()) {
      const answer = await call('GET', address)
      if (answer.statusCode !== 200 || !String(answer.headers['content-type']).includes('json')) continue
      answered += 1
      const own = who === 'buyer' && address === `/api/needs/${need}`
      const secrets = address === '/api/openapi.json' ? [] : secretsIn(answer.json(), mayName)
      const left = own ? secrets.filter(({ path }) => !path.startsWith('/own/')) : secrets
      if (left.length > 0) found[address] = left
    }
    expect(found).toEqual({})
    expect(answered).toBeGreaterThan(4)
  })

  test('the firm reads its own figures in its profile', async () => {
    const profile = await hit.call('GET', `/api/organisations/${firm}/profile`)
    expect(profile.json()).toMatchObject({ distress })
  })

  test('the operator reads a band, never the figures, in the overview', async () => {
    const answer = await readers.get('operator')?.('GET', `/api/organisations/${region}/overview`)
    expect(answer?.json()).toMatchObject({
      firms: expect.arrayContaining([expect.objectContaining({ id: firm, distress: 'high' })]),
    })
    expect(secretsIn(answer?.json(), ['distress'])).toEqual([])
  })

  test('the buyer’s ceiling and weights are its own members’ alone', async () => {
    const own = (await buyer.call('GET', `/api/needs/${need}`)).json<NeedShown>()
    expect(own.state).toBe('published')
    expect(own.own).toMatchObject({ ceilingCents, weights: { jobs: weight } })
    for (const who of ['anyone', 'rival', 'operator', 'hit']) {
      const seen = (await readers.get(who)?.('GET', `/api/needs/${need}`))?.json<NeedShown>()
      expect(seen).toEqual({ ...own, own: null })
    }
  })

  describe('whatever a firm’s own figures', () => {
    const profilePath = () => `/api/organisations/${firm}/profile`

    /** Saves the firm as it is, with other figures of how hard it is hit. */
    async function hitBy(figures: object | null): Promise<void> {
      const saved = (await hit.call('GET', profilePath())).json<Profile>()
      const sites = saved.sites.map(({ communeName, department, precision, ...site }) => site)
      const certificates = saved.certificates.map(({ status, ...certificate }) => certificate)
      const { updatedAt, confirmedAt, ...profile } = saved
      const body = { ...profile, sites, certificates, distress: figures }
      expect((await hit.call('PUT', profilePath(), body)).statusCode).toBe(200)
      await api.settled()
    }

    /** Every answer that others get, byte for byte, by who asks and where. */
    async function answersToOthers(): Promise<Record<string, string>> {
      const ranking = `/api/needs/${need}/ranking`
      // What would raise a firm may be asked only so often: of those who get an answer.
      const seldom = (address: string) => address.endsWith('/raise')
      const common = [
        ...(await addresses()).filter(address => !seldom(address)),
        `${ranking}?weights=jobs:10`,
        `${ranking}?limit=1`,
      ]
      const raises: Record<string, string[]> = {
        rival: [`/api/organisations/${otherFirm}/open-needs/${need}/raise`],
        buyer: [firm, otherFirm].map(id => `/api/needs/${need}/firms/${id}/raise`),
      }
      const answers: Record<string, string> = {}
      for (const who of ['anyone', 'rival', 'buyer']) {
        for (const address of [...common, ...(raises[who] ?? [])]) {
          const answer = await readers.get(who)?.('GET', address)
          // The number of a request is in every refusal; what the server counts of itself is for who runs it.
          if (answer?.statusCode !== 200 || address === '/metrics') continue
          // A pack says when it was made, which is when it was asked for.
          const isPack = address.includes('/elsewhere')
          answers[`${who} ${address}`] = isPack ? answer.body.replace(madeAt, '') : answer.body
        }
      }
      return answers
    }

    test('others are answered the same, byte for byte', async () => {
      await hitBy(null)
      const before = await answersToOthers()
      expect(Object.values(before).filter(body => body.includes(firm)).length).toBeGreaterThan(3)
      expect(Object.keys(before).filter(address => address.endsWith('/raise'))).toHaveLength(3)
      for (const figures of [
        { ...distress, published: false },
        { activityLostPercent: 1, jobs: 3, jobsAtRisk: 0, published: false },
      ]) {
        await hitBy(figures)
        expect(await answersToOthers()).toEqual(before)
      }
    })

    test('others are answered the same where it publishes a band and stays in it', async () => {
      await hitBy({ ...distress, published: true })
      const before = await answersToOthers()
      await hitBy({ activityLostPercent: 50, jobs: 8, jobsAtRisk: 0, published: true })
      expect(await answersToOthers()).toEqual(before)
    })
  })
})
