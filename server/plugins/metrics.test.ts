import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, openApi, type SignedIn } from '../../tests/support/api.ts'
import { describeOnDatabase } from '../../tests/support/bed.ts'
import { masksFor, sewingWorkshop } from '../../tests/support/examples.ts'

describeOnDatabase('the figures of a server', bed => {
  let api: Api
  let buyer: SignedIn
  let hospital: string

  const figures = async () => (await api.anyone('GET', '/metrics')).body.split('\n')
  /** The value of one line of them. */
  const figure = async (start: string) =>
    Number((await figures()).find(line => line.startsWith(start))?.slice(start.length))

  beforeAll(async () => {
    api = await openApi(bed.connection())
    buyer = await api.person('Basile')
    hospital = await api.organisation({ name: 'CH de Foix', roles: ['buyer'] })
    await api.join(buyer, hospital, 'editor')
    const firm = await api.organisation({ name: 'Confection de Foix', roles: ['firm'] })
    const editor = await api.person('Elise')
    await api.join(editor, firm, 'editor')
    await editor.call('PUT', `/api/organisations/${firm}/profile`, { ...sewingWorkshop, version: 0 })
    const path = `/api/organisations/${hospital}/needs`
    const { id } = (await buyer.call('POST', path, masksFor(10))).json<{ id: string }>()
    await buyer.call('POST', `/api/needs/${id}/publish`, { version: 1 })
    await api.settled()
  })
  afterAll(() => api.close())

  test('count requests by the pattern of their route, never by what was asked for', async () => {
    await buyer.call('GET', `/api/organisations/${hospital}/needs?query=blouse`)
    await api.anyone('GET', '/api/wp-admin.php')
    const route = 'route="/api/organisations/:organisationId/needs"'
    expect(await figure(`maillage_request_seconds_count{method="GET",${route},status="200"}`)).toBe(1)
    expect(await figure('maillage_request_seconds_count{method="GET",route="none",status="404"}')).toBe(1)
    expect((await figures()).join('\n')).not.toMatch(new RegExp(`${hospital}|blouse|wp-admin|${buyer.id}`))
  })

  test('tell what the engine holds and whether it is behind, the jobs done, and the process', async () => {
    expect(await figure('maillage_engine_firms')).toBe(1)
    expect(await figure('maillage_engine_needs')).toBe(1)
    expect(await figure('maillage_engine_events_behind')).toBe(0)
    expect(await figure('maillage_jobs_total{queue="match-need",outcome="done"}')).toBe(1)
    expect(await figure('maillage_live_sockets')).toBe(0)
    expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(1_000_000)
  })

  test('are no part of the API that pages use', async () => {
    expect((await api.anyone('GET', '/api/openapi.json')).body).not.toContain('/metrics')
  })
})
